package overview

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/book"
	"thidua/workspace/result"
)

// members is the table of the cluster's units: post, where the sheet stands, points and place so far.
type members struct {
	columns []grid.Column
	rows    []member
}

type member struct {
	unit  emulation.ID
	cells [5]grid.Cell
}

// Columns are the columns of the table.
func (m *members) Columns() []grid.Column {
	if m.columns == nil {
		m.columns = []grid.Column{
			{Title: text.T("ui.overview.column.unit"), Width: 220, Stretch: true, Frozen: true},
			{Title: text.T("ui.overview.column.post"), Width: 100},
			{Title: text.T("ui.overview.column.sheet"), Width: 136},
			{Title: text.T("ui.overview.column.points"), Width: 90, Align: fyne.TextAlignTrailing},
			{Title: text.T("ui.overview.column.rank"), Width: 76, Align: fyne.TextAlignTrailing},
		}
	}
	return m.columns
}

// Rows is the number of units.
func (m *members) Rows() int { return len(m.rows) }

// Row names a row by its unit.
func (m *members) Row(row int) grid.Row { return grid.Row{Key: m.rows[row].unit.String()} }

// Cell is what stands in a cell.
func (m *members) Cell(row, col int) grid.Cell { return m.rows[row].cells[col] }

// Set does nothing: the table is to be looked at.
func (m *members) Set(int, int, string) {}

// show lists the members in the order of their names, as the cluster does.
func (m *members) show(r *reading) {
	standing := map[emulation.ID]*result.Standing{}
	if r.ranking != nil {
		for i := range r.ranking.Standings {
			standing[r.ranking.Standings[i].Unit.ID] = &r.ranking.Standings[i]
		}
	}
	m.rows = m.rows[:0]
	for _, u := range r.season.Cluster.Members {
		row := member{unit: u.ID}
		row.cells[0].Text = u.Label()
		if r.own != nil && r.own.Unit.ID == u.ID {
			row.cells[0].Style = grid.Bold
		}
		row.cells[1] = grid.Cell{Text: posts(r.season, u.ID), Style: grid.Muted}
		row.cells[2] = grid.Cell{Text: text.T("ui.overview.not-here"), Style: grid.Muted, State: grid.Pending}
		if st := standing[u.ID]; st != nil {
			places := r.season.Set.Rounding.Places
			row.cells[2] = sheetCell(st.Step)
			row.cells[3].Text = st.Final.Total.LocaliseFixed(places, comma())
			row.cells[4].Text = strconv.Itoa(st.Final.Rank)
			if r.ranking.Provisional {
				row.cells[4].State = grid.Provisional
			}
		}
		m.rows = append(m.rows, row)
	}
}

func sheetCell(step emulation.SheetStep) grid.Cell {
	c := grid.Cell{Text: text.Capital(text.T("step." + string(step))), State: grid.OK}
	if step == emulation.SheetReturned {
		c.State = grid.Warn
	}
	return c
}

func posts(s *book.Season, unit emulation.ID) string {
	var names []string
	for _, u := range s.Head {
		if u.ID == unit {
			names = append(names, text.T("post."+string(emulation.PostHead)))
		}
	}
	for _, u := range s.Deputies {
		if u.ID == unit {
			names = append(names, text.T("post."+string(emulation.PostDeputy)))
		}
	}
	return text.Capital(strings.Join(names, ", "))
}
