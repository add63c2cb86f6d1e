package ranking

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
	"thidua/internal/phrase"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	resultroom "thidua/workspace/result"
)

// model is the table of the ranking.
type model struct {
	ranking *resultroom.Ranking
	groups  []*criteria.Group
	percent bool // the season ranks by percent
	columns []grid.Column
	rows    []row
}

// row is one unit with its cells written out.
type row struct {
	unit     emulation.ID
	standing *resultroom.Standing // nil: its sheet is not here
	label    string
	cells    []grid.Cell
}

// Columns are the columns of the table, as many as the criteria have groups.
func (m *model) Columns() []grid.Column { return m.columns }

// Rows is the number of units.
func (m *model) Rows() int { return len(m.rows) }

// Row names a row by its unit.
func (m *model) Row(r int) grid.Row { return grid.Row{Key: m.rows[r].unit.String()} }

// Cell is what stands in a cell.
func (m *model) Cell(r, col int) grid.Cell { return m.rows[r].cells[col] }

// Set does nothing: nobody writes a ranking, it follows from the scores.
func (m *model) Set(int, int, string) {}

func comma() bool { return text.Language() == phrase.Vietnamese }

func (m *model) points(d decimal.Decimal) string {
	return d.LocaliseFixed(m.ranking.Season.Set.Rounding.Places, comma())
}

// show writes a ranking out.
func (m *model) show(r *resultroom.Ranking) {
	m.ranking, m.groups, m.percent = r, r.Season.Set.Groups, r.Season.Set.Normalise
	m.columns = m.heads()
	m.rows = m.rows[:0]
	for i := range r.Standings {
		m.rows = append(m.rows, m.standing(&r.Standings[i]))
	}
	for _, u := range r.Missing {
		cells := make([]grid.Cell, len(m.columns))
		cells[1] = grid.Cell{Text: u.Label(), Style: grid.Muted}
		cells[len(cells)-1] = grid.Cell{Text: text.T("ui.overview.not-here"), Style: grid.Muted, State: grid.Pending}
		m.rows = append(m.rows, row{unit: u.ID, label: u.Label(), cells: cells})
	}
}

func (m *model) heads() []grid.Column {
	figure := func(title string, width float32) grid.Column {
		return grid.Column{Title: title, Width: width, Align: fyne.TextAlignTrailing}
	}
	columns := []grid.Column{
		{Title: text.T("ui.ranking.column.rank"), Width: 54, Align: fyne.TextAlignTrailing, Frozen: true},
		{Title: text.T("ui.ranking.column.unit"), Width: 180, Stretch: true, Frozen: true},
	}
	for _, g := range m.groups {
		columns = append(columns, figure(text.T("ui.ranking.column.group", "code", g.Code), 68))
	}
	columns = append(columns, figure(text.T("ui.ranking.column.bonus"), 72), figure(text.T("ui.ranking.column.deductions"), 60),
		figure(text.T("ui.ranking.column.self"), 76), figure(text.T("ui.ranking.column.verified"), 78), figure(text.T("ui.ranking.column.final"), 86))
	if m.percent {
		columns = append(columns, figure(text.T("ui.ranking.column.percent"), 70))
	}
	return append(columns, grid.Column{Title: text.T("ui.ranking.column.class"), Width: 82},
		grid.Column{Title: text.T("ui.ranking.column.sheet"), Width: 124})
}

func (m *model) standing(st *resultroom.Standing) row {
	f := st.Final
	style := grid.Style(0)
	if f.Rank == 1 {
		style = grid.Honour | grid.Bold
	}
	rank := grid.Cell{Text: strconv.Itoa(f.Rank), Style: grid.Bold | style}
	if m.ranking.Provisional {
		rank.State = grid.Provisional
	}
	cells := []grid.Cell{rank, {Text: st.Unit.Label(), Style: style}}
	for _, g := range m.groups {
		c := grid.Cell{Text: text.T("ui.ranking.not-applicable"), Style: grid.Muted}
		if res := f.Groups[g.Index]; res.Applicable {
			c = grid.Cell{Text: m.points(res.Points)}
		}
		cells = append(cells, c)
	}
	verified := grid.Cell{}
	if st.Verified != nil {
		verified.Text = m.points(*st.Verified)
	}
	cells = append(cells, m.some(f.Bonus), m.some(f.Deductions), grid.Cell{Text: m.points(st.Self.Total), Style: grid.Muted}, verified,
		grid.Cell{Text: m.points(f.Total), Style: grid.Bold})
	if m.percent {
		cells = append(cells, grid.Cell{Text: text.T("ui.percent", "value", m.points(f.Percent))})
	}
	sheet := grid.Cell{Text: text.Capital(text.T("step." + string(st.Step))), State: grid.OK}
	if st.Step == emulation.SheetReturned {
		sheet.State = grid.Warn
	}
	return row{unit: st.Unit.ID, standing: st, label: st.Unit.Label(), cells: append(cells, grid.Cell{Text: f.Class}, sheet)}
}

// some leaves a zero out, so that what counts is seen.
func (m *model) some(d decimal.Decimal) grid.Cell {
	if d.IsZero() {
		return grid.Cell{}
	}
	return grid.Cell{Text: m.points(d)}
}

// explain says why a unit stands where it does, and what is missing.
func (m *model) explain(r int) (widgets.State, string) {
	if r < 0 || r >= len(m.rows) {
		return widgets.Neutral, ""
	}
	x := &m.rows[r]
	if x.standing == nil {
		return widgets.Info, text.T("ui.ranking.why.missing", "unit", x.label)
	}
	f := x.standing.Final
	parts := []string{text.T("ui.ranking.why.total", "unit", x.label, "rank", f.Rank, "sum", m.sum(f), "total", m.points(f.Total), "max", f.Max)}
	if n := m.sharing(f.Rank); n > 1 {
		parts = append(parts, text.T("ui.ranking.why.shared", "count", n))
	}
	for _, b := range f.Blocked {
		parts = append(parts, text.T("ui.ranking.why.blocked", "award", b.Award, "reason", b.Reason))
	}
	if m.ranking.Provisional {
		parts = append(parts, text.T("ui.ranking.why.provisional"))
	}
	return widgets.Neutral, strings.Join(parts, "  ·  ")
}

// sum writes the groups' points as a sum.
func (m *model) sum(f *scoring.UnitResult) string {
	var parts []string
	for _, g := range m.groups {
		if res := f.Groups[g.Index]; res.Applicable {
			parts = append(parts, m.points(res.Points))
		}
	}
	return strings.Join(parts, " + ")
}

// sharing is how many units have a place.
func (m *model) sharing(rank int) int {
	n := 0
	for i := range m.rows {
		if st := m.rows[i].standing; st != nil && st.Final.Rank == rank {
			n++
		}
	}
	return n
}
