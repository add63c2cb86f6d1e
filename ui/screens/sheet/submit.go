package sheet

import (
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
		Blocked: len(list.Blocking) > 0, Do: func() { s.submit("") },
	}
	if len(list.Unproven) > 0 {
		w.Do = s.askWhy
	}
	sheet := s.sheet()
	switch {
	case w.Blocked:
		w.Intro = text.T("ui.submit.blocked", "count", len(list.Blocking))
	case len(list.Unproven) > 0:
		w.Intro = text.T("ui.submit.unproven", "count", len(list.Unproven), "total", s.board.Points(sheet.Self.Total))
	case len(list.Missing) > 0:
		w.Intro = text.T("ui.submit.missing", "count", len(list.Missing), "total", s.board.Points(sheet.Self.Total))
	default:
		w.Intro = text.T("ui.submit.complete", "total", s.board.Points(sheet.Self.Total))
	}
	w.Checks = append(s.board.Checks(widgets.Bad, list.Blocking), s.board.Checks(widgets.Warn, append(list.Unproven, list.Missing...))...)
	return w
}

// askWhy asks for the reason that goes with a sheet without required evidence.
func (s *Screen) askWhy() {
	s.AskFor(text.T("ui.submit.why"), text.T("ui.submit.why.hint"), text.T("ui.submit.do"), s.submit)
}

func (s *Screen) submit(reason string) {
	s.Act(text.T("ui.submit.done", "time", s.Now().Format("15:04")), sheetroom.At(s.ws).Because(reason).Submit, func() {
		s.Final(text.T("ui.sheet.submit"), text.T("ui.undo.submitted"))
	})
}

// print prints the sheet that is shown, with what stands in an open editor.
func (s *Screen) print() {
	s.board.Grid.Commit()
	s.Focus()
	if sh := s.sheet(); sh != nil {
		s.hooks.Print(sh.Unit.ID)
	}
}
