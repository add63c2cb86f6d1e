package syncing

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/questions"
	"thidua/workspace/replica"
)

// showWaiting lists the changes that have a leaf and are not part of the state, with the choice for whoever has it.
func (s *Screen) showWaiting(r *reading) {
	var parts []*part
	for _, w := range r.waiting {
		key := "ui.waiting.other"
		if w.Mine {
			key = "ui.waiting.mine"
		}
		said := []string{text.T("ui.waiting.because", "reason", text.T("reason."+w.Reason))}
		for _, m := range w.Says {
			said = append(said, text.Say(m))
		}
		var buttons []fyne.CanvasObject
		if mayDecide(r.status, w) {
			buttons = []fyne.CanvasObject{
				widgets.NewButton(text.T("ui.waiting.take"), fynetheme.ConfirmIcon(), func() { s.takeIn(w, true) }),
				widgets.NewQuietButton(text.T("ui.waiting.leave"), fynetheme.CancelIcon(), func() { s.takeIn(w, false) }),
			}
		}
		parts = append(parts, item(widgets.Waiting, text.T(key, "author", w.Author, "log", logName(w.Scope.Kind().String())), said, buttons...))
	}
	s.waiting.set(parts)
}

// mayDecide says whether this desk has the right to take a change in: the office in the logs it keeps, a leader in the own unit's.
func mayDecide(st *replica.Status, w questions.Waiting) bool {
	if st.Me.Subject == emulation.SubjectOffice {
		return emulation.HasRole(st.Me.May, emulation.RoleOffice)
	}
	return w.Scope == st.Me.Unit.Scope() && emulation.HasRole(st.Me.May, emulation.RoleLeader)
}

func (s *Screen) takeIn(w questions.Waiting, accept bool) {
	reason := text.T("ui.waiting.reason-leave")
	if accept {
		reason = text.T("ui.waiting.reason-take")
	}
	s.Act("", func() error { return s.hooks.TakeIn(w, accept, reason) })
}

// logName is what people call a log, by the kind of its scope.
func logName(kind string) string { return text.T("ui.log." + kind) }
