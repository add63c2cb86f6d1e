package grid

import (
	"fyne.io/fyne/v2"

	"thidua/vietnamese"
)

// clipping is what a grid takes from the clipboard and gives to it, and every change of several cells at once.
type clipping struct {
	grid    *Grid
	board   func() fyne.Clipboard
	preview *Preview // a paste that waits; nil if none does
}

// copy puts the selected cells on the clipboard as tab-separated text; rows folded away are left out, as they are not to be seen.
func (c *clipping) copy() {
	g := c.grid
	a := g.Selection()
	var block [][]string
	for place := g.rows.place[a.Top]; place <= g.rows.place[a.Bottom]; place++ {
		var line []string
		for col := a.Left; col <= a.Right; col++ {
			line = append(line, g.model.Cell(g.rows.view[place], col).input())
		}
		block = append(block, line)
	}
	c.board().SetContent(formatTSV(block))
}

// clear empties the selected cells that can be edited.
func (c *clipping) clear(op Op) {
	g := c.grid
	var changes []Change
	g.at.each(func(row, col int, cell Cell) {
		if cell.Editable && cell.input() != "" {
			changes = append(changes, Change{Row: row, Col: col})
		}
	})
	c.apply(op, changes)
}

// fillDown copies the first selected row into those below it; with one cell selected, the cell above into it.
func (c *clipping) fillDown() {
	g := c.grid
	a := g.Selection()
	first := g.rows.place[a.Top]
	if a.Top == a.Bottom {
		if first == 0 {
			return
		}
		first--
	}
	source := g.rows.view[first]
	var changes []Change
	g.at.each(func(row, col int, cell Cell) {
		if row == source || !cell.Editable {
			return
		}
		if text := vietnamese.NFC(g.model.Cell(source, col).input()); text != cell.input() {
			changes = append(changes, Change{Row: row, Col: col, Text: text})
		}
	})
	c.apply(OpFill, changes)
}

func (c *clipping) apply(op Op, changes []Change) {
	g := c.grid
	if len(changes) == 0 {
		return
	}
	if b, ok := g.model.(Batch); ok {
		b.SetMany(op, changes)
	} else {
		for _, c := range changes {
			g.model.Set(c.Row, c.Col, c.Text)
		}
	}
	rows := make([]int, len(changes))
	for i, c := range changes {
		rows[i] = c.Row
	}
	g.changed(rows...)
}

// changed shows the model again after some of its rows were set.
func (g *Grid) changed(rows ...int) {
	if len(g.rows.heights) != g.model.Rows() {
		g.Reload()
		return
	}
	moved := false
	for _, row := range rows {
		if h := g.measures.rowHeight(row); h != g.rows.heights[row] {
			g.rows.heights[row] = h
			moved = true
		}
	}
	if moved {
		g.rows.arrange()
		g.scroll.clamp()
	}
	g.Refresh()
}
