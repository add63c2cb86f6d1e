package shell

import (
	"fyne.io/fyne/v2"

	"thidua/docs/guide"
	"thidua/emulation"
	"thidua/ui/focus"
	"thidua/ui/screens/help"
)

// help opens the guide at what belongs to the screen that is shown, in the page of whoever sits here.
func (f *Frame) help() { f.openGuide(guide.For(f.guides, f.at)) }

// openGuide opens the guide at a place.
func (f *Frame) openGuide(at guide.Place) {
	below := f.hide // what the guide is opened over, such as the settings
	g := help.Show(f.host.Window.Canvas(), at)
	f.hide = func() {
		g.Close()
		if below != nil {
			below()
		}
	}
	g.Closed = func() { f.hide = below }
}

// helpOn opens the guide with F1 where no frame is open: at what a page says of a state of the window.
func (w *Window) helpOn(page, state string) {
	c := w.host.Window.Canvas()
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) {
		switch ev.Name {
		case fyne.KeyF1:
			help.Show(c, guide.For([]string{page}, state))
		case fyne.KeyEscape:
			focus.Escape(c)
		}
	})
}

// whoReads are the pages of the guide for whoever sits here; called away from the window. Before the first sync nobody has a post yet.
func (f *Frame) whoReads() []string {
	as, err := f.reading.Acts()
	if me, failed := f.reading.Me(); err != nil && failed == nil {
		as = emulation.ActorStaff
		if me.Subject == emulation.SubjectOffice {
			as = emulation.ActorOffice
		}
	}
	return guidesFor(as)
}

// guidesFor are the pages for whoever sits at a desk, those of the office and of posts first. Everybody may be a verifier, and may need to mend something.
func guidesFor(as emulation.Actors) (pages []string) {
	for _, x := range []struct {
		actor emulation.Actors
		page  string
	}{
		{emulation.ActorOffice | emulation.ActorAuthority, "office"}, {emulation.ActorHead | emulation.ActorOffice, "head"}, {emulation.ActorSecretary, "secretary"},
		{emulation.ActorLeader, "leader"}, {emulation.ActorLeader | emulation.ActorStaff, "unit-staff"},
	} {
		if as&x.actor != 0 {
			pages = append(pages, x.page)
		}
	}
	return append(pages, "verifier", "trouble")
}
