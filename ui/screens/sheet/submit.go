package sheet

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// askSubmit looks through the sheet and shows what it found before anything is handed in.
func (s *Screen) askSubmit() {
	s.grid.Commit()
	s.focus() // where the keyboard returns to
	s.host.Queue.Go(func() func() {
		list, err := s.ws.Checklist()
		return func() {
			if err != nil {
				s.notice.Tell(widgets.Bad, text.Error(err))
				return
			}
			s.checklist(list).Show(s.host.Window.Canvas())
		}
	})
}

func (s *Screen) checklist(list workspace.Checklist) widgets.Sheet {
	w := widgets.Sheet{
		Title: text.T("ui.submit.title"), Confirm: text.T("ui.submit.do"), Cancel: text.T("ui.submit.cancel"), Mend: text.T("ui.submit.mend"),
		Blocked: len(list.Blocking) > 0, Do: s.submit,
	}
	sheet := s.model.sheet
	switch {
	case w.Blocked:
		w.Intro = text.T("ui.submit.blocked", "count", len(list.Blocking))
	case len(list.Missing) > 0:
		w.Intro = text.T("ui.submit.missing", "count", len(list.Missing), "total", s.model.points(sheet.Self.Total))
	default:
		w.Intro = text.T("ui.submit.complete", "total", s.model.points(sheet.Self.Total))
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
	return func() { s.lead(code) }
}

func (s *Screen) submit() {
	s.host.Queue.Go(func() func() {
		err := s.ws.Submit()
		return func() {
			if err != nil {
				s.notice.Tell(widgets.Bad, text.Error(err))
				return
			}
			s.history = history{}
			s.notice.Tell(widgets.OK, text.T("ui.submit.done", "time", s.host.Now().Format("15:04")))
			s.hooks.Saved()
			s.Refresh()
		}
	})
}

// print prints the sheet that is shown, with what stands in an open editor.
func (s *Screen) print() {
	s.grid.Commit()
	s.focus()
	if s.model.sheet != nil {
		s.hooks.Print(s.model.sheet.Unit.ID)
	}
}

// absent is what stands in place of the table where there is no sheet, with the next step.
func (s *Screen) absent(r *reading) fyne.CanvasObject {
	if emulation.KeyOf(r.err) == "workspace.sheet-not-here" {
		return widgets.NewEmpty(fynetheme.DocumentIcon(), text.T("ui.sheet.absent.title"), text.Error(r.err), "", nil)
	}
	return widgets.NewEmpty(fynetheme.DocumentIcon(), text.T("ui.sheet.none.title"), text.Error(r.err), text.T("ui.again"), s.Refresh)
}
