package board

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/vietnamese"
	"thidua/workspace/sheet"
)

// Line is a row of a sheet's table with its cells written out, so that nothing is formatted while one scrolls.
type Line struct {
	Row   *sheet.Row
	Key   string
	Cells []grid.Cell
}

// Lines are the rows of a sheet, and those of them a filter shows.
type Lines struct {
	All  []*Line
	View []*Line
}

// Take takes a reading in and writes every line. It reports whether the rows are those there were; if not, Choose must follow.
func (m *Lines) Take(rows []sheet.Row, same bool, write func(*Line)) bool {
	same = same && len(m.All) == len(rows)
	if !same {
		m.All, m.View = make([]*Line, len(rows)), nil
	}
	for i := range rows {
		if m.All[i] == nil {
			m.All[i] = &Line{}
		}
		l := m.All[i]
		l.Row = &rows[i]
		l.Key = l.Row.Code()
		if l.Row.Group != nil {
			l.Key = "group " + l.Key
		}
		write(l)
	}
	return same
}

// Clear shows nothing.
func (m *Lines) Clear() { m.All, m.View = nil, nil }

// Choose shows the criteria that fit a filter and the groups they stand in; without a filter, everything. A row stays until a filter is chosen
// again, so that nothing jumps while one types.
func (m *Lines) Choose(fits func(*sheet.Row) bool) {
	if fits == nil {
		m.View = slices.Clone(m.All)
		return
	}
	m.View = nil
	for i, l := range m.All {
		if l.Row.Group == nil && fits(l.Row) || l.Row.Group != nil && m.holds(i, fits) {
			m.View = append(m.View, l)
		}
	}
}

// holds says whether a group has a criterion that fits anywhere below it.
func (m *Lines) holds(group int, fits func(*sheet.Row) bool) bool {
	level := m.All[group].Row.Level
	for _, l := range m.All[group+1:] {
		if l.Row.Level <= level {
			return false
		}
		if l.Row.Group == nil && fits(l.Row) {
			return true
		}
	}
	return false
}

// Count is how many criteria fit.
func (m *Lines) Count(fits func(*sheet.Row) bool) int {
	n := 0
	for _, l := range m.All {
		if l.Row.Group == nil && fits(l.Row) {
			n++
		}
	}
	return n
}

// First is the first criterion that fits, else the first criterion.
func (m *Lines) First(fits func(*sheet.Row) bool) int {
	if i := slices.IndexFunc(m.View, func(l *Line) bool { return l.Row.Group == nil && fits(l.Row) }); i >= 0 {
		return i
	}
	return max(0, slices.IndexFunc(m.View, func(l *Line) bool { return l.Row.Group == nil }))
}

// Next is the criterion that fits after a row, or before it, round the ends; -1 if there is none.
func (m *Lines) Next(from, direction int, fits func(*sheet.Row) bool) int {
	n := len(m.View)
	for i := 1; i <= n; i++ {
		at := ((from+direction*i)%n + n) % n
		if l := m.View[at]; l.Row.Group == nil && fits(l.Row) {
			return at
		}
	}
	return -1
}

// Find is the next row after one whose code is the text, or whose name holds it, diacritics aside; -1 if there is none.
func (m *Lines) Find(wanted string, after int) int {
	want := vietnamese.Fold(strings.TrimSpace(wanted))
	if want == "" || len(m.View) == 0 {
		return -1
	}
	if i := slices.IndexFunc(m.View, func(l *Line) bool { return vietnamese.Fold(l.Row.Code()) == want }); i >= 0 {
		return i
	}
	for n := range m.View {
		i := (after + 1 + n) % len(m.View)
		if strings.Contains(vietnamese.Fold(m.View[i].Row.Name()), want) {
			return i
		}
	}
	return -1
}

// Line is a row of the view, nil outside it.
func (m *Lines) Line(row int) *Line {
	if row < 0 || row >= len(m.View) {
		return nil
	}
	return m.View[row]
}

// Place is the row of a criterion in the view, -1 if the filter hides it.
func (m *Lines) Place(code string) int {
	return slices.IndexFunc(m.View, func(l *Line) bool { return l.Row.Group == nil && l.Row.Code() == code })
}

// Of is the line of a criterion, shown or not; nil if there is none.
func (m *Lines) Of(code string) *Line {
	return emulation.First(m.All, func(l *Line) bool { return l.Row.Group == nil && l.Row.Code() == code })
}

// Rows is the number of rows that are shown.
func (m *Lines) Rows() int { return len(m.View) }

// Row tells groups from criteria.
func (m *Lines) Row(row int) grid.Row {
	l := m.View[row]
	return grid.Row{Group: l.Row.Group != nil, Level: l.Row.Level, Key: l.Key, Code: l.Row.Code(), Name: l.Row.Name()}
}
