package printing

import (
	"context"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/documents/files"
	"thidua/documents/forms"
	"thidua/documents/many"
	"thidua/emulation"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// batch prints many papers at once: it asks which and into what, tells how far it is, and what came of it.
type batch struct {
	screen *Screen
	place  *fyne.Container // the form, or what came of the last one
	stop   func()          // ends the one under way; nil while there is none
}

func newBatch(s *Screen) *batch { return &batch{screen: s, place: widgets.Stack()} }

// The fields of the form, in their order.
const (
	fieldWhich = iota
	fieldInto
)

// ask shows the form.
func (b *batch) ask() {
	if b.stop != nil {
		return
	}
	which, names := append([]string{""}, forms.UnitForms()...), []string{}
	for _, form := range which {
		names = append(names, text.T("many.form."+form))
	}
	into := []string{text.T("ui.print.many.whole")}
	for _, ending := range files.Endings() {
		into = append(into, text.T("ui.print.many.each"+ending))
	}
	widgets.Put(b.place, widgets.NewForm(text.T("ui.print.many"), text.T("ui.print.many.note"), []widgets.Field{
		fieldWhich: {Name: text.T("ui.print.many.which"), Options: names, Value: names[0], Wide: 420},
		fieldInto:  {Name: text.T("ui.print.many.into"), Options: into, Value: into[0], Wide: 420},
	}, text.T("ui.print.many.do"), text.T("ui.cancel"), func(in []string) {
		form, ending := which[max(0, slices.Index(names, in[fieldWhich]))], max(0, slices.Index(into, in[fieldInto]))
		if ending == 0 {
			b.whole(form)
			return
		}
		screen.PickFolder(b.screen.Host, "papers", func(folder string) { b.into(form, folder, files.Endings()[ending-1]) }, func(err error) { b.screen.Tell(widgets.Bad, text.Error(err)) })
	}, b.clear))
}

func (b *batch) clear() { widgets.Put(b.place, widgets.Stack()) }

// whole makes one file, which is then looked at, and printed from there.
func (b *batch) whole(form string) {
	path, at := "", b.screen.at()
	b.run(func(ctx context.Context, step func(n, of int, what string)) (done many.Done, err error) {
		path, done, err = b.screen.printer.Whole(ctx, form, step)
		return done, err
	}, func(done many.Done) {
		switch {
		case path == "":
		case b.screen.at() == at:
			b.screen.showMade(path, text.T("many.form."+form))
		default: // who went elsewhere meanwhile may be typing there
			said := text.T("ui.print.kept", "file", filepath.Base(path))
			b.screen.Tell(widgets.OK, said)
			b.screen.under(widgets.OK, said)
		}
	})
}

// into makes a file of each paper.
func (b *batch) into(form, folder, ending string) {
	b.run(func(ctx context.Context, step func(n, of int, what string)) (many.Done, error) {
		return b.screen.printer.Many(ctx, form, folder, ending, step)
	}, func(done many.Done) {
		b.told(folder, done)
	})
}

// run does a job away from the window and tells of each paper; it goes on while another screen is looked at, and ends with “Dừng”, or with the window.
func (b *batch) run(do func(ctx context.Context, step func(n, of int, what string)) (many.Done, error), after func(many.Done)) {
	s := b.screen
	if b.stop != nil {
		return
	}
	b.clear()
	ctx, stop := context.WithCancel(context.Background())
	b.stop = stop
	far := func(said string) {
		s.Notice.Offer(widgets.Waiting, said, text.T("ui.print.many.stop"), stop)
		s.under(widgets.Waiting, said)
	}
	far(text.T("ui.print.making"))
	step := func(n, of int, what string) {
		s.Host.Later(func() {
			if b.stop != nil {
				far(text.T("ui.print.many.step", "n", n, "of", of, "what", what))
			}
		})
	}
	s.Queue.Aside(func() func() {
		done, err := do(ctx, step)
		return func() {
			stop()
			b.stop = nil
			if err != nil && len(done.Files) == 0 {
				s.Tell(widgets.Bad, text.Error(err))
				s.under(widgets.Bad, text.Error(err))
				return
			}
			s.tellDone(done, err)
			after(done)
		}
	})
}

// tellDone says in a sentence how many papers were made, and how many not.
func (s *Screen) tellDone(done many.Done, err error) {
	state, there := widgets.OK, len(emulation.Where(done.Files, func(f many.File) bool { return f.There }))
	said := text.T("cli.print.sum", "count", len(done.Files)-there, "there", there, "not", len(done.Failed))
	if len(done.Failed) > 0 {
		state = widgets.Warn
	}
	if done.Left > 0 {
		state, said = widgets.Warn, said+" "+text.T("many.left", "count", done.Left)
	}
	if err != nil {
		state, said = widgets.Bad, said+" "+text.Error(err)
	}
	s.Tell(state, said)
	s.under(state, said)
}

// under tells those who sit at another screen.
func (s *Screen) under(state widgets.State, said string) {
	if s.hooks.Under != nil {
		s.hooks.Under(state, said)
	}
}

// told lists what stands where, and what could not be made and why.
func (b *batch) told(folder string, done many.Done) {
	lines := widgets.Column(4, widgets.NewParagraph(text.T("ui.print.many.folder", "folder", folder)))
	for _, f := range done.Files {
		if f.Asked != "" {
			lines.Add(widgets.NewRemark(widgets.Info, text.T("cli.print.beside", "file", filepath.Base(f.Path), "asked", filepath.Base(f.Asked))))
		}
	}
	for _, m := range done.Doubts {
		lines.Add(widgets.NewRemark(widgets.Warn, text.Say(m)))
	}
	for _, u := range done.Failed {
		lines.Add(widgets.NewRemark(widgets.Warn, text.T("cli.print.not", "paper", u.Paper, "why", text.Error(u.Err))))
	}
	lines.Add(widgets.Flow(8, widgets.NewButton(text.T("ui.print.many.open"), fynetheme.FolderOpenIcon(), func() {
		if err := b.screen.printer.Open(folder); err != nil {
			b.screen.Tell(widgets.Warn, text.T("ui.print.not-opened", "file", folder))
		}
	}), widgets.NewQuietButton(text.T("ui.print.many.close"), nil, b.clear)))
	widgets.Put(b.place, widgets.NewPanel(lines, "", widgets.Bottom, 16, 10))
}
