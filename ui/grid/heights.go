package grid

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/theme"
)

// measures is how wide the text of a grid is, and how high that makes its rows.
type measures struct {
	grid          *Grid
	regular, bold *measurer
	head          float32 // height of the header
}

// all gives columns their widths and, in one pass, every row its height. Nothing is measured when no width has changed.
func (m *measures) all() {
	g := m.grid
	unit, size := g.length(theme.SizeNameUnit), g.length(fynetheme.SizeNameText)
	if m.regular == nil || m.regular.size != size {
		m.regular = newMeasurer(size, fyne.TextStyle{})
		m.bold = newMeasurer(size, fyne.TextStyle{Bold: true})
		g.rows.heights = g.rows.heights[:0]
	}
	n := g.model.Rows()
	changed := g.cols.arrange(g.model.Columns(), g.Size().Width-g.length(fynetheme.SizeNameScrollBar), unit)
	if !changed && n > 0 && len(g.rows.heights) == n && len(g.rows.tops) > 0 {
		return
	}
	g.version++
	m.head = m.headHeight()
	g.rows.heights = g.rows.heights[:0]
	for row := range n {
		g.rows.heights = append(g.rows.heights, m.rowHeight(row))
	}
	g.rows.arrange()
}

func (m *measures) rowHeight(row int) float32 {
	g := m.grid
	lines := 1
	for col, c := range g.cols.list {
		if !c.Wrap {
			continue
		}
		cell := g.model.Cell(row, col)
		lines = max(lines, m.of(cell.Style).count(cell.Text, m.room(col, cell)))
	}
	return g.length(theme.SizeNameRow) + float32(lines-1)*m.lineHeight()
}

// maxHeadLines is how many lines a column's title may take.
const maxHeadLines = 3

func (m *measures) headHeight() float32 {
	g := m.grid
	lines := 1
	for col, c := range g.cols.list {
		lines = max(lines, m.bold.count(c.Title, g.cols.width[col]-2*g.length(theme.SizeNameCellPadding)))
	}
	return g.length(theme.SizeNameRow) + 2 + float32(min(lines, maxHeadLines)-1)*m.lineHeight()
}

// lineHeight is the distance of two lines of one cell, with room for a letter's marks above and below.
func (m *measures) lineHeight() float32 {
	return float32(int(max(m.regular.size*1.3, m.regular.line) + 0.5))
}

func (m *measures) of(s Style) *measurer {
	if s&Bold != 0 {
		return m.bold
	}
	return m.regular
}

// room is the room for text in a cell beside its padding, its state's icon and, in the first column, the mark of a fold.
func (m *measures) room(col int, cell Cell) float32 {
	g := m.grid
	w := g.cols.width[col] - 2*g.length(theme.SizeNameCellPadding)
	if cell.State != Plain {
		w -= m.icon() + 2
	}
	return max(w, 1)
}

func (m *measures) icon() float32 { return m.grid.length(theme.SizeNameUnit) * 14 }
