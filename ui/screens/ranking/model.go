package ranking

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	resultroom "thidua/workspace/result"
)

// table is the ranking, unit by unit.
type table struct {
	t       *grid.Register
	ranking *resultroom.Ranking
}

func newTable(s *Screen, showSheet func(emulation.ID)) *table {
	m := &table{t: grid.NewRegister(s.Host, nil, nil)}
	m.t.Explain = m.explain
	m.t.Grid.OnOpen = func(row, _ int) {
		if unit, err := emulation.ParseID(m.t.Key(row)); err == nil {
			showSheet(unit)
		}
	}
	return m
}

func (m *table) points(d decimal.Decimal) string {
	return d.LocaliseFixed(m.ranking.Season.Set.Rounding.Places, text.Comma())
}

// show writes a ranking out, in as many columns as the criteria have groups.
func (m *table) show(r *reading) {
	m.ranking = r.ranking
	columns := m.heads()
	var rows []grid.TableRow
	for i := range r.ranking.Standings {
		rows = append(rows, m.standing(&r.ranking.Standings[i]))
	}
	for _, u := range r.ranking.Missing {
		cells := make([]grid.Cell, len(columns))
		cells[1] = grid.Cell{Text: u.Label(), Style: grid.Muted}
		cells[len(cells)-1] = grid.Cell{Text: text.T("ui.overview.not-here"), Style: grid.Muted, State: grid.Pending}
		rows = append(rows, grid.TableRow{Key: u.ID.String(), Cells: cells})
	}
	m.t.Arrange(columns...)
	m.t.Show(rows...)
}

func (m *table) heads() []grid.Column {
	figure := func(title string, width float32) grid.Column {
		return grid.Column{Title: title, Width: width, Align: fyne.TextAlignTrailing}
	}
	columns := []grid.Column{
		{Title: text.T("ui.ranking.column.rank"), Width: 54, Align: fyne.TextAlignTrailing, Frozen: true},
		{Title: text.T("ui.ranking.column.unit"), Width: 166, Stretch: true, Frozen: true},
	}
	for _, g := range m.ranking.Season.Set.Groups {
		columns = append(columns, figure(text.T("ui.ranking.column.group", "code", g.Code), 68))
	}
	columns = append(columns, figure(text.T("ui.ranking.column.bonus"), 72), figure(text.T("ui.ranking.column.deductions"), 60),
		figure(text.T("ui.ranking.column.self"), 76), figure(text.T("ui.ranking.column.verified"), 78), figure(text.T("ui.ranking.column.final"), 86))
	if m.ranking.Season.Set.Normalise {
		columns = append(columns, figure(text.T("ui.ranking.column.percent"), 70))
	}
	return append(columns, grid.Column{Title: text.T("ui.ranking.column.class"), Width: 82},
		grid.Column{Title: text.T("ui.ranking.column.sheet"), Width: 156})
}

func (m *table) standing(st *resultroom.Standing) grid.TableRow {
	f := st.Final
	style := grid.Style(0)
	if f.Rank == 1 {
		style = grid.Honour | grid.Bold
	}
	rank := grid.Cell{Text: strconv.Itoa(f.Rank), Style: grid.Bold | style}
	if m.ranking.Open() {
		rank.State = grid.Provisional
	}
	cells := []grid.Cell{rank, {Text: st.Unit.Label(), Style: style}}
	for _, g := range m.ranking.Season.Set.Groups {
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
	total := grid.Cell{Text: m.points(f.Total), Style: grid.Bold}
	if f.Provisional && !m.ranking.Locked() {
		total.State = grid.Provisional
	}
	cells = append(cells, m.some(f.Bonus), m.some(f.Deductions), grid.Cell{Text: m.points(st.Self.Total), Style: grid.Muted}, verified,
		total)
	if m.ranking.Season.Set.Normalise {
		cells = append(cells, grid.Cell{Text: text.T("ui.percent", "value", m.points(f.Percent))})
	}
	sheet := grid.Cell{Text: text.Capital(text.T("step." + string(st.Step))), State: grid.OK}
	if st.Step == emulation.SheetReturned {
		sheet.State = grid.Warn
	}
	return grid.TableRow{Key: st.Unit.ID.String(), Cells: append(cells, grid.Cell{Text: f.Class}, sheet)}
}

// some leaves a zero out, so that what counts is seen.
func (m *table) some(d decimal.Decimal) grid.Cell {
	if d.IsZero() {
		return grid.Cell{}
	}
	return grid.Cell{Text: m.points(d)}
}

// explain says why a unit stands where it does, and what is missing.
func (m *table) explain(row, _ int) (widgets.State, string) {
	r := m.ranking
	if row >= len(r.Standings) {
		return widgets.Info, text.T("ui.ranking.why.missing", "unit", r.Missing[row-len(r.Standings)].Label())
	}
	st := &r.Standings[row]
	f := st.Final
	parts := []string{text.T("ui.ranking.why.total", "unit", st.Unit.Label(), "rank", f.Rank, "sum", m.sum(f), "total", m.points(f.Total), "max", f.Max)}
	if n := m.sharing(f.Rank); n > 1 {
		parts = append(parts, text.T("ui.ranking.why.shared", "count", n))
	}
	for _, b := range f.Blocked {
		parts = append(parts, text.T("ui.ranking.why.blocked", "award", b.Award, "reason", b.Reason))
	}
	if r.Open() {
		parts = append(parts, text.T("ui.ranking.why.provisional"))
	}
	return widgets.Neutral, strings.Join(parts, "  ·  ")
}

// sum writes the groups' points as a sum.
func (m *table) sum(f *scoring.UnitResult) string {
	var parts []string
	for _, g := range m.ranking.Season.Set.Groups {
		if res := f.Groups[g.Index]; res.Applicable && g.Bonus.Counted(criteria.NoBonus) {
			parts = append(parts, m.points(res.Points))
		}
	}
	return strings.Join(parts, " + ")
}

// sharing is how many units have a place.
func (m *table) sharing(rank int) int {
	n := 0
	for i := range m.ranking.Standings {
		if m.ranking.Standings[i].Final.Rank == rank {
			n++
		}
	}
	return n
}
