package syncing

import (
	"time"

	"fyne.io/fyne/v2"

	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/questions"
)

// showQuestions puts each conflict in words, with a button for each value that was written.
func (s *Screen) showQuestions(list []questions.Question) {
	var parts []*part
	for _, q := range list {
		heading, kept := text.T("ui.question."+q.Column, "unit", q.Unit.Label(), "code", q.Code, "name", q.Name), text.T("ui.question.kept")
		if q.Column == questions.ColumnRecord {
			heading, kept = text.Capital(text.Say(q.What)), text.T("ui.question.kept-record")
		}
		var said []string
		var buttons []fyne.CanvasObject
		for i, c := range q.Choices {
			shown, take := c.Shown, text.T("ui.question.take", "value", c.Shown)
			if q.Column == questions.ColumnRecord { // what a record says may be long
				shown, take = text.Say(c.Says), text.T("ui.question.take", "value", i+1)
			}
			if shown == "" {
				shown = text.T("ui.question.nothing")
				take = text.T("ui.question.take", "value", shown)
			}
			key := "ui.question.said"
			if c.Mine {
				key = "ui.question.mine"
			}
			if c.Together != nil {
				key, take = "ui.question.together", text.T("ui.question.take-together")
			}
			said = append(said, text.T(key, "author", c.Author, "value", shown, "at", s.moment(c.At)))
			buttons = append(buttons, widgets.NewButton(take, nil, func() {
				s.Act("", func() error { return questions.At(s.ws).Settle(q, i+1) })
			}))
		}
		said = append(said, kept)
		parts = append(parts, item(widgets.Warn, heading, said, buttons...))
	}
	s.questions.set(parts)
}

// moment is a time as people say it: the hour, and the day if it is another one.
func (s *Screen) moment(ms int64) string {
	now := s.Now()
	at := time.UnixMilli(ms).In(now.Location())
	if at.Format(time.DateOnly) == now.Format(time.DateOnly) {
		return at.Format("15:04")
	}
	return text.Moment(at)
}
