package conference

import (
	"strconv"
	"strings"

	"thidua/emulation/record"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/book"
)

// lines is the record of the conference as editable lines: single ones with their names, and lists with an empty line at their end.
type lines struct {
	record  *notes
	table   *grid.Register
	singles bool
	lists   []list
}

// newInfo is what the conference is: day, place, who holds it, agenda, guests.
func newInfo(s *Screen) *lines { return newLines(s, true, agenda, guests) }

// newOutcome is what it did and said: directions for the next season, conclusions.
func newOutcome(s *Screen) *lines { return newLines(s, false, directions, conclusions, done, figures) }

func newLines(s *Screen, singles bool, ls ...list) *lines {
	l := &lines{record: s.record, singles: singles, lists: ls}
	l.table = grid.NewRegister(s.In("lines"), nil, l.save,
		grid.Column{Title: text.T("ui.conference.column.line"), Width: 210, Frozen: true, Wrap: true},
		grid.Column{Title: text.T("ui.conference.column.text"), Width: 500, Stretch: true, Wrap: true},
	)
	return l
}

// The column that is typed into.
const columnText = 1

func (l *lines) show(r *reading) {
	c, may := r.conference, r.may[record.Conference.AnyField]
	l.table.About(c.Kind)
	open := may.OK && !c.Conflict
	l.table.Hint = text.T("ui.conference.lines.hint")
	switch {
	case c.Conflict:
		l.table.Hint = text.T("ui.season.conflict")
	case !may.OK:
		l.table.Hint = text.T("ui.conference.closed", "why", may.Why)
	}
	var rows []grid.TableRow
	name := func(key string) grid.Cell { return grid.Cell{Text: text.T("ui.conference.line." + key)} }
	if l.singles {
		half := ""
		if c.Half != "" {
			half = halfName(c.Half)
		}
		for _, x := range [][2]string{{lineDate, text.Day(c.Date)}, {lineHalf, half}, {lineFrom, c.From}, {lineUntil, c.Until}, {lineLast, text.Day(c.LastDay)},
			{linePurposes, purposeNames(c.Purposes)}, {linePlace, c.Place}, {lineHost, c.HostUnit.Label()}, {lineChairs, book.Labels(c.ChairedBy, ", ")},
			{lineQuorum, share(c.QuorumNum, c.QuorumDen, c.QuorumAbove)}} {
			cell := grid.Cell{Text: x[1], Editable: open}
			if x[1] == "" && (open || x[0] == lineQuorum) {
				cell = grid.Hint(text.T("ui.conference.line." + x[0] + ".hint"))
				cell.Editable = open
			}
			cell.Day = x[0] == lineDate || x[0] == lineLast
			rows = append(rows, grid.TableRow{Key: x[0], Cells: []grid.Cell{name(x[0]), cell}})
		}
	}
	for _, x := range l.lists {
		rows = append(rows, grid.TableRow{Key: x.key, Group: true, Cells: []grid.Cell{{Text: text.T("ui.conference.line." + x.key), Style: grid.Bold}}})
		for i, line := range *x.of(&c.ConferenceInfo) {
			rows = append(rows, grid.TableRow{Key: x.key + strconv.Itoa(i), Level: 1, Cells: []grid.Cell{{Text: strconv.Itoa(i + 1), Style: grid.Muted}, {Text: line, Editable: open}}})
		}
		if open {
			rows = append(rows, grid.TableRow{Key: x.key + "+", New: true, Level: 1, Cells: []grid.Cell{{},
				{Text: text.T("ui.conference.line." + x.key + ".add"), Style: grid.Muted | grid.Italic, Blank: true, Editable: true}}})
		}
	}
	l.table.ShowFrom(0, columnText, rows...)
}

// save writes the record with a line that was typed. A line of a list that was emptied goes.
func (l *lines) save(key string, in []string) {
	c := l.record
	s, kind := c.screen, c.screen.kind
	if strings.HasSuffix(key, "+") && strings.TrimSpace(in[columnText]) == "" {
		l.table.Drop(key)
		return
	}
	c.held[key] = in[columnText:]
	info, refusal := c.merged()
	if refusal != "" {
		delete(c.held, key)
		l.table.Refuse(key, refusal)
		return
	}
	l.table.Write(key, func() error { return s.room.SetConference(kind, info) }, func(err error) {
		if err != nil {
			delete(c.held, key)
			s.Notice.Tell(widgets.Bad, text.Error(err))
			return
		}
		c.saved = append(c.saved, key)
		s.wrote(nil)
	})
}
