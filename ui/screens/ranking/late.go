package ranking

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/book"
	resultroom "thidua/workspace/result"
)

// late are the changes that came after the result was locked: they are kept and do not count until the head decides.
type late struct {
	screen  *Screen
	table   *grid.Register
	buttons *fyne.Container
	known   map[string]resultroom.Late
	may     book.Access
}

func newLate(s *Screen) *late {
	l := &late{screen: s, buttons: widgets.Row(6, nil)}
	l.table = grid.NewRegister(s.Host, l.buttons, nil,
		grid.Column{Title: text.T("ui.late.column.received"), Width: 132, Frozen: true},
		grid.Column{Title: text.T("ui.late.column.written"), Width: 132},
		grid.Column{Title: text.T("ui.late.column.author"), Width: 230},
		grid.Column{Title: text.T("ui.late.column.what"), Width: 380, Stretch: true, Wrap: true},
	)
	l.table.Selected = l.offer
	return l
}

func (l *late) show(r *reading) {
	l.known, l.may = map[string]resultroom.Late{}, r.lock
	var rows []grid.TableRow
	zone := l.screen.Now().Location()
	for _, x := range r.late {
		key := x.Identity.String()
		l.known[key] = x
		var what []string
		for _, c := range x.Changes {
			what = append(what, text.Say(c.Message))
		}
		rows = append(rows, grid.TableRow{Key: key, Cells: []grid.Cell{{Text: text.Moment(time.UnixMilli(x.Received).In(zone))}, {Text: text.Moment(time.UnixMilli(x.At).In(zone))},
			{Text: x.Author}, {Text: text.Capital(strings.Join(what, "; "))}}})
	}
	l.table.Hint = text.T("ui.late.hint")
	switch {
	case len(rows) == 0:
		l.table.Hint = text.T("ui.late.none")
	case !r.lock.OK:
		l.table.Hint = text.T("ui.result.closed", "why", r.lock.Why)
	}
	l.table.Show(rows...)
}

// offer offers the head to take the selected change in, or to leave it out.
func (l *late) offer(key string) {
	l.buttons.Objects = nil
	if x, ok := l.known[key]; ok && l.may.OK {
		for _, accept := range []bool{true, false} {
			word := map[bool]string{true: "accept", false: "leave"}[accept]
			l.buttons.Add(widgets.NewButton(text.T("ui.late."+word), nil, func() { l.decide(x, accept, word) }))
		}
	}
	l.buttons.Refresh()
	l.table.Content.Refresh()
}

func (l *late) decide(x resultroom.Late, accept bool, word string) {
	s := l.screen
	s.AskFor(text.T("ui.late."+word+".why", "author", x.Author), text.T("ui.result.reason"), text.T("ui.late."+word), func(why string) {
		s.Act(text.T("ui.late."+word+".done"), func() error { return s.room.DecideLate(x.Identity, accept, why) })
	})
}
