package syncing

import (
	"time"

	"fyne.io/fyne/v2"

	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// showQuestions puts each conflict in words, with a button for each value that was written.
func (s *Screen) showQuestions(list []workspace.Question) {
	var parts []fyne.CanvasObject
	for _, q := range list {
		heading := text.T("ui.question."+q.Column, "unit", q.Unit.Label(), "code", q.Code, "name", q.Name)
		var said []string
		var buttons []fyne.CanvasObject
		for i, c := range q.Choices {
			shown := c.Shown
			if shown == "" {
				shown = text.T("ui.question.nothing")
			}
			key := "ui.question.said"
			if c.Mine {
				key = "ui.question.mine"
			}
			said = append(said, text.T(key, "author", c.Author, "value", shown, "at", s.moment(c.At)))
			buttons = append(buttons, widgets.NewButton(text.T("ui.question.take", "value", shown), nil, func() {
				s.act(func() error { return s.ws.Settle(q, i+1) })
			}))
		}
		said = append(said, text.T("ui.question.kept"))
		parts = append(parts, item(widgets.Warn, heading, said, buttons...))
	}
	s.questions.set(parts)
}

// moment is a time as people say it: the hour, and the day if it is another one.
func (s *Screen) moment(ms int64) string {
	now := s.host.Now()
	at := time.UnixMilli(ms).In(now.Location())
	if at.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return at.Format("15:04")
	}
	return at.Format("15:04 02/01/2006")
}
