package sheet

import (
	"thidua/emulation/criteria"
	"thidua/ui/board"
	"thidua/ui/grid"
	"thidua/workspace"
)

// filter chooses which criteria the table shows.
type filter int

const (
	all filter = iota
	notScored
	noEvidence
	invalid
	unanswered // a review scored otherwise, and the unit has not answered
)

// fits says whether a criterion belongs to a filter.
func (f filter) fits(r *workspace.Row) bool {
	switch f {
	case notScored:
		return r.Typed == "" && !r.NA && r.Criterion.Scorer == criteria.SelfScored
	case noEvidence:
		return board.LacksEvidence(r)
	case invalid:
		return r.Fault != nil || r.Conflict
	}
	return true
}

// model is the sheet as the table shows it: rows of the workspace's last reading, with what was typed since on top.
type model struct {
	board.Lines
	screen  *Screen
	sheet   *workspace.Sheet
	filter  filter
	columns []grid.Column
	shown   []int            // the columns as they stand on screen
	typed   map[string]typed // by criterion, until a reading holds it

	may       workspace.Reviewing
	explained map[string]workspace.ExplanationView
	answers   map[string]typed // explanations, as typed
}

var _ grid.Batch = (*model)(nil)

// typed is what a cell holds since the last reading, or why it could not be saved.
type typed struct {
	text string
	save uint64
	err  error
}

// clear shows nothing.
func (m *model) clear() {
	m.Lines.Clear()
	m.sheet, m.typed, m.columns, m.answers = nil, nil, nil, nil
}

// show takes a reading in; what was saved before it is no longer held on top. It reports whether other columns are needed now.
func (m *model) show(r *reading) (other bool) {
	sheet, reached := r.sheet, r.reached
	m.may, m.explained = r.may, r.explained
	for code, t := range m.typed {
		if t.err == nil && t.save <= reached {
			delete(m.typed, code)
		}
	}
	for code, t := range m.answers {
		if t.err == nil && t.save <= reached {
			delete(m.answers, code)
		}
	}
	if shown := columnsOf(sheet); len(shown) != len(m.shown) {
		m.shown, m.columns, other = shown, nil, true
	}
	same := m.sheet != nil && m.sheet.ID == sheet.ID
	m.sheet = sheet
	same = m.Take(sheet.Rows, same, m.write)
	if !same {
		m.choose(m.filter)
	}
	return other
}

// columnsOf are the columns a sheet needs.
func columnsOf(sh *workspace.Sheet) []int {
	for i := range sh.Rows {
		if sh.Rows[i].First != nil || sh.Rows[i].Second != nil {
			return reviewed
		}
	}
	return plain
}

// column is what stands in a column of the screen.
func (m *model) column(col int) int {
	if col < 0 || col >= len(m.shown) {
		return -1
	}
	return m.shown[col]
}

// choose shows the criteria of a filter.
func (m *model) choose(f filter) {
	m.filter = f
	if f == all {
		m.Choose(nil)
		return
	}
	m.Choose(m.fits(f))
}

// fits says which criteria belong to a filter.
func (m *model) fits(f filter) func(*workspace.Row) bool {
	if f != unanswered {
		return f.fits
	}
	return func(r *workspace.Row) bool {
		_, answered := m.explained[r.Code()]
		return m.explains(r) && !answered
	}
}

// Cell is what stands in a cell.
func (m *model) Cell(row, col int) grid.Cell { return m.View[row].Cells[m.shown[col]] }

// Set takes one cell that was typed.
func (m *model) Set(row, col int, text string) {
	m.SetMany(0, []grid.Change{{Row: row, Col: col, Text: text}})
}

// SetMany takes cells that were filled, cleared or pasted at once.
func (m *model) SetMany(op grid.Op, changes []grid.Change) {
	st := step{op: op}
	for _, c := range changes {
		l := m.Line(c.Row)
		if l != nil && m.column(c.Col) == columnAnswer {
			m.screen.explainAs(l.Row, c.Text, false)
		}
		if l != nil && m.column(c.Col) == columnResult {
			st.cells = append(st.cells, edit{code: l.Row.Code(), before: m.screen.committed(l), after: c.Text})
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
	if l := m.Of(code); l != nil {
		m.write(l)
	}
}
