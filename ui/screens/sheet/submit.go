package sheet

import (
	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	sheetroom "thidua/workspace/sheet"
)

// askSubmit looks through the sheet and shows what it found before anything is handed in.
func (s *Screen) askSubmit() {
	s.board.Grid.Commit()
	s.Focus() // where the keyboard returns to
	s.Queue.Go(func() func() {
		list, err := sheetroom.At(s.ws).Checklist()
		return func() {
			if err != nil {
				s.Tell(widgets.Bad, text.Error(err))
				return
			}
			s.checklist(list).Show(s.Window.Canvas())
		}
	})
}

func (s *Screen) checklist(list sheetroom.Checklist) widgets.Sheet {
	w := widgets.Sheet{
		Title: text.T("ui.submit.title"), Confirm: text.T("ui.submit.do"), Cancel: text.T("ui.submit.cancel"), Mend: text.T("ui.submit.mend"),
		Blocked: len(list.Blocking) > 0, Do: s.submit,
	}
	sheet := s.sheet()
	switch {
	case w.Blocked:
		w.Intro = text.T("ui.submit.blocked", "count", len(list.Blocking))
	case len(list.Missing) > 0:
		w.Intro = text.T("ui.submit.missing", "count", len(list.Missing), "total", s.board.Points(sheet.Self.Total))
	default:
		w.Intro = text.T("ui.submit.complete", "total", s.board.Points(sheet.Self.Total))
	}
	for _, m := range list.Blocking {
		w.Checks = append(w.Checks, widgets.Check{State: widgets.Bad, Text: text.Say(m), Go: s.mend(m)})
	}
	for _, m := range list.Missing {
		w.Checks = append(w.Checks, widgets.Check{State: widgets.Warn, Text: text.Say(m), Go: s.mend(m)})
	}
	return w
}

// mend leads to the criterion a line of the checklist is about.
func (s *Screen) mend(m emulation.Message) func() {
	code, ok := m.Args["code"].(string)
	if !ok {
		return nil
	}
	return func() { s.board.Lead(code) }
}

func (s *Screen) submit() {
	s.Act(text.T("ui.submit.done", "time", s.Now().Format("15:04")), sheetroom.At(s.ws).Submit, func() { s.history = grid.Steps[step]{} })
}

// print prints the sheet that is shown, with what stands in an open editor.
func (s *Screen) print() {
	s.board.Grid.Commit()
	s.Focus()
	if sh := s.sheet(); sh != nil {
		s.hooks.Print(sh.Unit.ID)
	}
}
