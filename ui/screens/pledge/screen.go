package pledge

import (
	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/pledge"
)

// Screen is the pledge screen.
type Screen struct {
	*screen.Paged[reading]

	ws    *workspace.Workspace
	room  pledge.Room
	title fyne.CanvasObject
	facts *widgets.Facts
	sign  *widgets.Button
	toOwn bool // the own unit is to be selected once it is read
}

// The tabs in their order.
const (
	tabOwn = iota
	tabUnits
	tabCompact
)

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, hooks screen.Hooks) *Screen {
	s := &Screen{Paged: screen.NewPaged[reading](host, hooks), ws: ws, room: pledge.At(ws), facts: widgets.NewFacts()}
	s.Icon, s.None = theme.IconPeople.Resource(), text.T("ui.pledge.none")
	own, units, compact := newOwn(s), newUnits(s), newCompact(s)
	s.Fill(
		screen.Listed(text.T("ui.pledge.tab.own"), own.table, own.show),
		screen.Listed(text.T("ui.pledge.tab.units"), units.table, units.show),
		screen.Page[reading]{Tab: text.T("ui.pledge.tab.compact"), Content: compact.all, Show: compact.show, Focus: compact.focus, Keep: compact.keep, Left: compact.written.Left},
	)
	s.sign = widgets.NewPrimaryButton(text.T("ui.pledge.sign"), nil, s.askToSign)
	s.title = widgets.NewTitleBar(text.T("ui.pledge.title"), s.facts, s.sign)
	s.Arrange(s.Place, s.title, widgets.NewToolbar(nil, s.Tabs))
	screen.Reads(s.Frame, s.read, s.show)
	return s
}

// ShowOwn shows the own registration.
func (s *Screen) ShowOwn() { s.Turn(tabOwn) }

// ShowUnits shows the own unit among the others, with what can be said of what was entered for it.
func (s *Screen) ShowUnits() {
	s.Turn(tabUnits)
	s.toOwn = true
}

// ShowCompact shows the compact.
func (s *Screen) ShowCompact() { s.Turn(tabCompact) }

// reading is one look at the data, taken away from the window.
type reading struct {
	me        book.Me
	register  book.Access // to the own registration
	sign      book.Access // to the own signature
	write     book.Access // to the compact's text
	agree     book.Access // to letting others enter the own papers
	agreed    bool        // it does
	entered   []pledge.Entered
	units     []pledge.Registered
	compact   *pledge.Compact
	own       *pledge.Registered // nil on an office's desk
	signature *pledge.Signature  // the own one
}

func (s *Screen) read(r *reading) error {
	err := screen.All(
		screen.Look(&r.me, s.ws.Me),
		func() (err error) { r.register, err = s.ws.Access(record.Registration.AnyField, r.me.Unit.ID); return },
		func() (err error) { r.sign, err = s.ws.Access(record.Signature.AnyField, r.me.Unit.ID); return },
		func() (err error) { r.agree, err = s.ws.Access(record.Agreement.AnyField, r.me.Unit.ID); return },
		func() (err error) { r.agreed, err = s.room.Agreed(r.me.Unit.ID); return },
		func() (err error) { r.entered, err = s.room.Entered(r.me.Unit.ID); return },
		func() (err error) { r.write, err = s.ws.Access(record.Compact.AnyField, emulation.ID{}); return },
		screen.Look(&r.units, s.room.Registrations),
		screen.Look(&r.compact, s.room.Compact),
	)
	if err != nil {
		return err
	}
	for i := range r.units {
		if r.units[i].Unit.ID == r.me.Unit.ID && r.me.Subject == emulation.SubjectUnit {
			r.own, r.signature = &r.units[i], &r.compact.Signatures[i]
		}
	}
	return nil
}

func (s *Screen) show(r *reading) {
	registered := 0
	for i := range r.units {
		if r.units[i].Given {
			registered++
		}
	}
	all := len(r.units)
	s.facts.Set(
		widgets.Fact{Name: text.T("ui.pledge.registered"), Value: text.T("ui.pledge.of", "here", registered, "all", all), State: whole(registered, all)},
		widgets.Fact{Name: text.T("ui.pledge.signed"), Value: text.T("ui.pledge.of", "here", all-len(r.compact.Unsigned()), "all", all),
			State: whole(all-len(r.compact.Unsigned()), all)})
	s.sign.Hidden = r.signature == nil || r.signature.Counts() || !r.compact.Given || !r.sign.OK
	s.title.Refresh()
	first := !s.Shown()
	s.ShowPages(r)
	if first && r.own == nil && s.Tabs.Chosen() == tabOwn {
		s.Turn(tabUnits)
	}
	s.Show()
}

// whole is green once nobody is missing.
func whole(here, all int) widgets.State {
	if here == all && all > 0 {
		return widgets.OK
	}
	return widgets.Neutral
}

// askToSign asks the leader once more: a signature is a word given.
func (s *Screen) askToSign() {
	s.Turn(tabCompact)
	s.Confirm(text.T("ui.pledge.sign.sure"), text.T("ui.pledge.sign"), func() {
		s.Act(text.T("ui.pledge.sign.done"), s.room.SignCompact)
	})
}
