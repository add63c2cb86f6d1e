package season

import (
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/season"
)

// columnDeadline is the one column of the steps that is typed into.
const columnDeadline = 2

// steps are the steps of the season one below the other, done, now and to come, with their deadlines; beside them what comes next.
type steps struct {
	screen *Screen
	table  *grid.Register
	next   *next
	all    fyne.CanvasObject
	set    map[emulation.SeasonStep]string // deadlines as last read
	at     emulation.SeasonStep            // where the season stood then
}

// sideWidth is the width of the column at the right, at 100 %.
const sideWidth = 360

func newSteps(s *Screen) *steps {
	p := &steps{screen: s, next: newNext(s)}
	p.table = grid.NewRegister(s.In("steps"), nil, p.save,
		grid.Column{Title: text.T("ui.season.column.number"), Width: 40, Align: fyne.TextAlignTrailing, Frozen: true},
		grid.Column{Title: text.T("ui.season.column.step"), Width: 206, Frozen: true},
		grid.Column{Title: text.T("ui.season.column.deadline"), Width: 96, Day: true},
		grid.Column{Title: text.T("ui.season.column.left"), Width: 128},
		grid.Column{Title: text.T("ui.season.column.since"), Width: 92},
		grid.Column{Title: text.T("ui.season.column.author"), Width: 130, Stretch: true},
	)
	side := widgets.NewPanel(widgets.Wide(sideWidth, container.NewVScroll(p.next.all)), "", widgets.Left, 0, 0)
	p.all = widgets.Frame(nil, nil, nil, side, p.table.Content)
	return p
}

func (p *steps) show(r *reading) {
	p.table.Hint = text.T("ui.season.steps.hint")
	if !r.state.Mine {
		p.table.Hint = text.T("ui.season.steps.hint-other", "who", r.state.Who)
	}
	p.set = map[emulation.SeasonStep]string{}
	taken := map[emulation.SeasonStep]*season.StepTaken{}
	for i := range r.history {
		taken[r.history[i].To] = &r.history[i]
	}
	rows := make([]grid.TableRow, len(r.calendar))
	for i := range r.calendar {
		l := &r.calendar[i]
		p.set[l.Step] = l.Date
		style := grid.Style(0)
		switch {
		case l.Current:
			style = grid.Bold
		case !l.Past:
			style = grid.Muted
		}
		var since, author grid.Cell
		if t := taken[l.Step]; t != nil && (l.Past || l.Current) {
			since = grid.Cell{Text: text.Day(time.UnixMilli(t.At).In(p.screen.Now().Location()).Format(time.DateOnly))}
			author = grid.Cell{Text: t.Author, Style: grid.Muted}
		}
		deadline := grid.Cell{Text: text.Day(l.Date), Editable: r.state.Mine}
		switch {
		case l.Conflict:
			deadline.State, deadline.Editable, deadline.Note = grid.Warn, false, text.T("ui.season.conflict")
		case l.Date == "" && r.state.Mine && !l.Past:
			deadline = grid.Hint(text.T("ui.season.deadline.set"))
		}
		rows[i] = grid.TableRow{Key: string(l.Step), Cells: []grid.Cell{{Text: strconv.Itoa(i + 1), Style: grid.Muted},
			{Text: text.Capital(stepName(l.Step)), Style: style}, deadline, leftCell(l, taken[l.Step] != nil), since, author}}
	}
	p.table.Explain = func(row, _ int) (widgets.State, string) { return widgets.Neutral, deadlineHistory(&r.calendar[row]) }
	p.table.Show(rows...)
	if p.at != r.state.Season.Step {
		p.at = r.state.Season.Step
		p.table.Grid.Select(slices.IndexFunc(r.calendar, func(l season.CalendarLine) bool { return l.Current }), columnDeadline)
	}
	p.next.show(r)
}

// deadlineHistory tells of a deadline that was moved.
func deadlineHistory(l *season.CalendarLine) string {
	if len(l.History) < 2 {
		return ""
	}
	before, now := l.History[len(l.History)-2], l.History[len(l.History)-1]
	return text.T("ui.season.deadline.moved", "before", text.Day(before.Date), "now", text.Day(now.Date), "author", now.Author, "reason", now.Reason)
}

// save sets a deadline; moving one that was set asks for the reason in the line above.
func (p *steps) save(key string, inputs []string) {
	s, step, date := p.screen, emulation.SeasonStep(key), inputs[columnDeadline]
	before := p.set[step]
	switch {
	case date == "":
		p.table.Drop(key)
		s.Refresh()
	case before == "":
		p.write(step, date, "")
	default:
		p.table.Hold(key)
		s.AskFor(text.T("ui.season.deadline.why", "step", stepName(step), "before", text.Day(before), "date", date),
			text.T("ui.season.deadline.why.hint"), text.T("ui.season.deadline.move"), func(why string) { p.write(step, date, why) })
	}
}

func (p *steps) write(step emulation.SeasonStep, date, reason string) {
	s := p.screen
	p.table.Write(string(step), func() error { return s.room.SetDeadline(step, date, reason) }, func(err error) {
		s.Acted(text.T("ui.season.deadline.done", "step", stepName(step)), err)
	})
}
