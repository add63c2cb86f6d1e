package sheet

import (
	"strings"

	"thidua/emulation/criteria"
	"thidua/ui/grid"
	"thidua/vietnamese"
	"thidua/workspace"
)

// filter chooses which criteria the table shows.
type filter int

const (
	all filter = iota
	notScored
	noEvidence
	invalid
	filterCount
)

// fits says whether a criterion belongs to a filter.
func (f filter) fits(r *workspace.Row) bool {
	switch f {
	case notScored:
		return r.Typed == "" && !r.NA && r.Criterion.Scorer == criteria.SelfScored
	case noEvidence:
		return lacksEvidence(r)
	case invalid:
		return r.Fault != nil || r.Conflict
	}
	return true
}

// model is the sheet as the table shows it: rows of the workspace's last reading, with what was typed since on top.
type model struct {
	screen  *Screen
	sheet   *workspace.Sheet
	lines   []*line
	view    []*line
	filter  filter
	columns []grid.Column
	typed   map[string]typed // by criterion, until a reading holds it
}

var _ grid.Batch = (*model)(nil)

// typed is what a cell holds since the last reading, or why it could not be saved.
type typed struct {
	text string
	save uint64
	err  error
}

// clear shows nothing.
func (m *model) clear() { m.sheet, m.lines, m.view, m.typed, m.columns = nil, nil, nil, nil, nil }

// show takes a reading in; what was saved before it is no longer held on top.
func (m *model) show(sheet *workspace.Sheet, reached uint64) {
	for code, t := range m.typed {
		if t.err == nil && t.save <= reached {
			delete(m.typed, code)
		}
	}
	same := m.sheet != nil && m.sheet.ID == sheet.ID && len(m.lines) == len(sheet.Rows)
	m.sheet = sheet
	if !same {
		m.lines = make([]*line, len(sheet.Rows))
	}
	for i := range sheet.Rows {
		if m.lines[i] == nil {
			m.lines[i] = &line{}
		}
		l := m.lines[i]
		l.row = &sheet.Rows[i]
		l.key = l.row.Code()
		if l.row.Group != nil {
			l.key = "group " + l.key
		}
		m.write(l)
	}
	if !same {
		m.choose(m.filter)
	}
}

// choose shows the criteria of a filter and the groups they stand in. A row stays until the filter is chosen again, so that nothing jumps
// while one types.
func (m *model) choose(f filter) {
	m.filter, m.view = f, nil
	for i, l := range m.lines {
		if l.row.Group == nil && f.fits(l.row) || l.row.Group != nil && m.holds(i, f) {
			m.view = append(m.view, l)
		}
	}
}

// holds says whether a group has a criterion of the filter anywhere below it.
func (m *model) holds(group int, f filter) bool {
	level := m.lines[group].row.Level
	for _, l := range m.lines[group+1:] {
		if l.row.Level <= level {
			return false
		}
		if l.row.Group == nil && f.fits(l.row) {
			return true
		}
	}
	return f == all
}

// count is how many criteria a filter has.
func (m *model) count(f filter) int {
	n := 0
	for _, l := range m.lines {
		if l.row.Group == nil && f.fits(l.row) {
			n++
		}
	}
	return n
}

// firstOpen is the first criterion without an input, else the first criterion.
func (m *model) firstOpen() int {
	first := 0
	for i := len(m.view) - 1; i >= 0; i-- {
		if m.view[i].row.Group == nil {
			first = i
		}
	}
	for i, l := range m.view {
		if l.row.Group == nil && notScored.fits(l.row) {
			return i
		}
	}
	return first
}

// find is the next row after one whose code is the text, or whose name holds it, diacritics aside; -1 if there is none.
func (m *model) find(wanted string, after int) int {
	want := vietnamese.Fold(strings.TrimSpace(wanted))
	if want == "" || len(m.view) == 0 {
		return -1
	}
	for i, l := range m.view {
		if vietnamese.Fold(l.row.Code()) == want {
			return i
		}
	}
	for n := range m.view {
		i := (after + 1 + n) % len(m.view)
		if strings.Contains(vietnamese.Fold(m.view[i].row.Name()), want) {
			return i
		}
	}
	return -1
}

// line is the row of the view, nil outside it.
func (m *model) line(row int) *line {
	if row < 0 || row >= len(m.view) {
		return nil
	}
	return m.view[row]
}

// place is the row of a criterion in the view, -1 if the filter hides it.
func (m *model) place(code string) int {
	for i, l := range m.view {
		if l.row.Group == nil && l.row.Code() == code {
			return i
		}
	}
	return -1
}

// Rows is the number of rows.
func (m *model) Rows() int { return len(m.view) }

// Row tells groups from criteria.
func (m *model) Row(row int) grid.Row {
	l := m.view[row]
	return grid.Row{Group: l.row.Group != nil, Level: l.row.Level, Key: l.key}
}

// Cell is what stands in a cell.
func (m *model) Cell(row, col int) grid.Cell { return m.view[row].cells[col] }

// Set takes one cell that was typed.
func (m *model) Set(row, col int, text string) {
	m.SetMany(0, []grid.Change{{Row: row, Col: col, Text: text}})
}

// SetMany takes cells that were filled, cleared or pasted at once.
func (m *model) SetMany(op grid.Op, changes []grid.Change) {
	st := step{op: op}
	for _, c := range changes {
		if l := m.line(c.Row); l != nil && c.Col == columnResult {
			st.cells = append(st.cells, edit{code: l.row.Code(), before: m.screen.committed(l), after: c.Text})
		}
	}
	m.screen.history.did(st)
	m.screen.save(st.texts(false))
}

// hold shows a text that is on its way to the disk, or could not get there.
func (m *model) hold(code string, t typed) {
	if m.typed == nil {
		m.typed = map[string]typed{}
	}
	m.typed[code] = t
	for _, l := range m.lines {
		if l.row.Group == nil && l.row.Code() == code {
			m.write(l)
		}
	}
}
