package running

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	yearroom "thidua/workspace/year"
)

// programme is the own unit's breakthrough programme with its goals and progress, and below it those of the others.
type programme struct {
	screen *Screen
	t      *grid.Register
	known  yearroom.UnitProgramme
}

// The columns of the programme.
const (
	programmeWhat = iota
	programmeDate
	programmePercent
	programmeNote
)

// How the keys of its rows begin.
const (
	rowTitle    = "title"
	rowGoal     = "goal "
	rowProgress = "on "
)

func newProgramme(s *Screen) *programme {
	p := &programme{screen: s}
	p.t = grid.NewRegister(s.In("programme"), nil, p.save,
		grid.Column{Title: text.T("ui.running.column.what"), Width: 420, Stretch: true, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.running.column.date"), Width: 104, Day: true},
		grid.Column{Title: text.T("ui.running.column.progress"), Width: 110, Align: fyne.TextAlignTrailing},
		grid.Column{Title: text.T("ui.running.column.note"), Width: 240, Wrap: true},
	)
	return p
}

func (p *programme) show(r *reading) {
	p.t.Hint = text.T("ui.running.programme.hint")
	why := r.closed()
	if why != "" {
		p.t.Hint = why
	}
	group := func(key, heading string) grid.TableRow {
		return grid.TableRow{Key: key, Group: true, Cells: []grid.Cell{{Text: heading, Style: grid.Bold}}}
	}
	var rows, others []grid.TableRow
	for _, u := range r.programmes {
		switch {
		case r.own(u.Unit.ID):
			p.known = u
			rows = p.own(u, why == "", group)
		case u.Given:
			row := grid.TableRow{Key: u.Unit.ID.String(), Level: 1, Cells: []grid.Cell{{Text: text.T("ui.running.programme.of", "unit", u.Unit.Label(), "title", u.Title)}, {}, {}, {}}}
			if n := len(u.Progress); n > 0 {
				last := u.Progress[n-1]
				row.Cells[programmeDate].Text, row.Cells[programmePercent].Text, row.Cells[programmeNote].Text = text.Day(last.Date), percent(last.Percent), last.Note
			}
			others = append(others, row)
		}
	}
	if len(others) > 0 {
		rows = append(append(rows, group("others", text.T("ui.running.programme.others"))), others...)
	}
	p.t.ShowFrom(1, 0, rows...) // below the first heading
}

func percent(stored string) string { return text.T("ui.percent", "value", text.Figure(stored)) }

// own are the rows of the own programme.
func (p *programme) own(u yearroom.UnitProgramme, open bool, group func(key, heading string) grid.TableRow) []grid.TableRow {
	line := func(key string, first grid.Cell) grid.TableRow {
		return grid.TableRow{Key: key, Level: 1, Cells: []grid.Cell{first, {}, {}, {}}}
	}
	title := screen.Typable(u.Title, open, u.Conflict)
	if u.Title == "" && open {
		title = grid.Hint(text.T("ui.running.programme.title.add"))
	}
	rows := []grid.TableRow{group("g-title", text.T("ui.running.programme.title")), line(rowTitle, title), group("g-goals", text.T("ui.running.programme.goals"))}
	for i, g := range u.Goals {
		rows = append(rows, line(rowGoal+strconv.Itoa(i), screen.Typable(g, open && !u.Conflict, false)))
	}
	if open {
		add := line(rowGoal+"+", grid.Hint(text.T("ui.running.programme.goals.add")))
		add.New = true
		rows = append(rows, add)
	}
	rows = append(rows, group("g-progress", text.T("ui.running.programme.progress")))
	for _, x := range u.Progress {
		value := screen.Typable(text.Figure(x.Percent), open, x.Conflict)
		value.Text, value.Input = percent(x.Percent), text.Figure(x.Percent)
		rows = append(rows, grid.TableRow{Key: rowProgress + x.Date, Level: 1, Cells: []grid.Cell{{Text: text.T("ui.running.by", "author", x.Author), Style: grid.Muted},
			{Text: text.Day(x.Date)}, value, screen.Typable(x.Note, open && !x.Conflict, false)}})
	}
	if open && u.Given {
		row := line(rowProgress+"+", grid.Cell{Text: text.T("ui.running.programme.progress.add"), Style: grid.Muted | grid.Italic})
		row.New = true
		row.Cells[programmeDate] = grid.Hint(text.T("ui.running.programme.today"))
		row.Cells[programmePercent].Editable, row.Cells[programmeNote].Editable = true, true
		rows = append(rows, row)
	}
	return rows
}

// save writes the programme, or its progress on a day. The programme waits for its title and a first goal.
func (p *programme) save(key string, in []string) {
	s := p.screen
	if date, ok := strings.CutPrefix(key, rowProgress); ok {
		if date == "+" {
			if date = in[programmeDate]; in[programmePercent] == "" {
				p.t.Hold(key)
				return
			}
		}
		x := emulation.Progress{Percent: in[programmePercent], Note: in[programmeNote]}
		s.write(p.t, key, func() error { return s.room.SetProgress(date, x) })
		return
	}
	if strings.HasPrefix(key, rowGoal) && key != rowGoal+"+" && in[programmeWhat] == "" {
		was := p.t.Read(key)
		p.t.Drop(key)
		s.Confirm(text.T("ui.pledge.drop.sure", "line", was), text.T("ui.pledge.drop"), func() { p.write(key, was) })
		return
	}
	p.write(key, "")
}

// write writes the programme as it stands on screen, without one goal.
func (p *programme) write(key, without string) {
	s := p.screen
	next := p.known.Programme
	next.Goals = nil
	for row := range p.t.Rows() {
		words := p.t.Inputs(row)[programmeWhat]
		switch k := p.t.Key(row); {
		case k == rowTitle:
			next.Title = words
		case k == key && without != "":
		case strings.HasPrefix(k, rowGoal):
			next.Goals = append(next.Goals, words)
		}
	}
	if next.Title == "" || strings.TrimSpace(strings.Join(next.Goals, "")) == "" {
		if !p.known.Given {
			p.t.Hold(key)
			return
		}
	}
	var waiting []string // what waited in other rows is written with this one
	for row := range p.t.Rows() {
		if k := p.t.Key(row); k != key && !strings.HasPrefix(k, rowProgress) && p.t.Typed(k) {
			waiting = append(waiting, k)
		}
	}
	s.write(p.t, key, func() error { return s.room.SetProgramme(next) }, waiting...)
}
