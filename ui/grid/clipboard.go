package grid

import (
	"fyne.io/fyne/v2"

	"thidua/vietnamese"
)

// Preview is a paste that waits to be accepted: the changes it would make, shown in place until then, and how many of the copied
// cells fall on cells that cannot be edited or outside the grid.
type Preview struct {
	Changes []Change
	Skipped int

	at map[[2]int]string // Changes by row and column
}

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

// paste lays a copied rectangle on the grid from the selection's upper left corner; a single value fills the whole selection. One cell
// is taken at once, more wait as a Preview for Enter; when nothing would change, nothing waits.
func (c *clipping) paste(text string) {
	g := c.grid
	block := parseTSV(vietnamese.NFC(text))
	if len(block) == 0 {
		return
	}
	a := g.Selection()
	top := g.rows.place[a.Top]
	if len(block) == 1 && len(block[0]) == 1 {
		block = repeat(block[0][0], g.rows.place[a.Bottom]-top+1, a.Right-a.Left+1)
	}
	p := Preview{at: map[[2]int]string{}}
	wide := 0
	for i, line := range block {
		wide = max(wide, len(line))
		for j, value := range line {
			place, col := top+i, a.Left+j
			if place >= len(g.rows.view) || col >= len(g.cols.list) {
				p.Skipped++
				continue
			}
			row := g.rows.view[place]
			switch cell := g.model.Cell(row, col); {
			case !cell.Editable:
				p.Skipped++
			case cell.input() != value:
				p.Changes = append(p.Changes, Change{Row: row, Col: col, Text: value})
				p.at[[2]int{row, col}] = value
			}
		}
	}
	if len(block) == 1 && len(block[0]) == 1 {
		c.apply(OpPaste, p.Changes)
		return
	}
	if len(p.Changes) == 0 {
		c.tell(p)
		return
	}
	g.at.anchorRow, g.at.anchorCol = a.Top, a.Left
	g.at.row = g.rows.view[min(top+len(block), len(g.rows.view))-1]
	g.at.col = min(a.Left+wide, len(g.cols.list)) - 1
	g.at.keep()
	c.preview = &p
	g.Refresh()
	c.tell(p)
}

// ApplyPaste makes the changes of the waiting Preview; without one it does nothing.
func (g *Grid) ApplyPaste() {
	if g.clip.preview == nil {
		return
	}
	changes := g.clip.preview.Changes
	g.clip.drop()
	g.clip.apply(OpPaste, changes)
}

// drop drops the waiting Preview.
func (c *clipping) drop() {
	g := c.grid
	if c.preview == nil {
		return
	}
	c.preview = nil
	g.Refresh()
	c.tell(Preview{})
}

func (c *clipping) tell(p Preview) {
	g := c.grid
	if g.OnPreview != nil {
		g.OnPreview(p)
	}
}

// waiting is the text a waiting paste would put into a cell.
func (c *clipping) waiting(row, col int) (string, bool) {
	if c.preview == nil {
		return "", false
	}
	text, ok := c.preview.at[[2]int{row, col}]
	return text, ok
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

func repeat(value string, tall, wide int) [][]string {
	block := make([][]string, tall)
	for i := range block {
		block[i] = make([]string, wide)
		for j := range block[i] {
			block[i][j] = value
		}
	}
	return block
}
