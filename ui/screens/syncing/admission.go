package syncing

import (
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

// showAdmission offers to enter another invitation at a desk that the server has not let in; why it did not, the last exchange says.
func (s *Screen) showAdmission(admitted bool) {
	if admitted {
		s.admission.set(nil)
		return
	}
	if len(s.admission.box.Objects) > 0 {
		return // somebody may be typing the code
	}
	code := typing.NewEntry()
	code.SetPlaceHolder(text.T("ui.first.code"))
	enter := func() {
		given := code.Text
		s.join(func() error { return s.hooks.JoinCode(given) })
	}
	code.OnSubmitted = func(string) { enter() }
	file := func() {
		s.hooks.File(func(path string) { s.join(func() error { return s.hooks.JoinFile(path) }) })
	}
	s.admission.set([]*part{item(widgets.Warn, text.T("ui.join.heading"), []string{text.T("ui.join.what")}, widgets.Wide(330, code),
		widgets.NewButton(text.T("ui.join.do"), fynetheme.LoginIcon(), enter), widgets.NewQuietButton(text.T("ui.first.file.do"), fynetheme.FolderOpenIcon(), file))})
}

// join enters an invitation and exchanges at once.
func (s *Screen) join(enter func() error) {
	s.Queue.Go(func() func() {
		err := enter()
		return func() {
			if err != nil {
				s.Notice.Tell(widgets.Bad, text.Error(err))
				return
			}
			s.Acted(text.T("ui.join.done"), nil)
			s.hooks.Sync()
		}
	})
}
