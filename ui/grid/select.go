package grid

import "fyne.io/fyne/v2"

// Selected is the active cell; row is -1 when the model has no rows.
func (g *Grid) Selected() (row, col int) { return g.row, g.col }

// Selection is the selected rectangle, the active cell in one of its corners.
func (g *Grid) Selection() Area {
	return Area{
		Top: min(g.row, g.anchorRow), Bottom: max(g.row, g.anchorRow),
		Left: min(g.col, g.anchorCol), Right: max(g.col, g.anchorCol),
	}
}

// Select makes a cell active, unfolds what hides it and scrolls it into view. An open editor is committed first.
func (g *Grid) Select(row, col int) {
	if row < 0 || row >= len(g.rows.heights) || col < 0 || col >= len(g.cols.list) {
		return
	}
	g.Commit()
	if g.rows.unfold(row) {
		g.rows.arrange()
	}
	g.tabFrom = -1
	g.moveTo(row, col, false)
}

// moveTo makes a cell on view active; extend keeps the other corner of the selection.
func (g *Grid) moveTo(row, col int, extend bool) {
	moved := row != g.row || col != g.col
	g.row, g.col = row, col
	g.keepKey()
	if !extend {
		g.anchorRow, g.anchorCol = row, col
	}
	g.scrollTo(row, col)
	g.BaseWidget.Refresh()
	if moved && g.OnSelect != nil {
		g.OnSelect(row, col)
	}
}

// step moves by rows on view and columns, held at the edges.
func (g *Grid) step(down, right int, extend bool) {
	if g.row < 0 {
		return
	}
	place := max(0, min(g.rows.place[g.row]+down, len(g.rows.view)-1))
	col := max(0, min(g.col+right, len(g.cols.list)-1))
	g.moveTo(g.rows.view[place], col, extend)
}

// page moves by as many rows as fit the window, less one that stays for orientation.
func (g *Grid) page(direction int, extend bool) {
	if g.row < 0 {
		return
	}
	place := g.rows.place[g.row]
	target := g.rows.at(g.rows.tops[place] + float32(direction)*(g.bodyHeight()-g.rows.heights[g.row]))
	if target == place {
		target = max(0, min(place+direction, len(g.rows.view)-1))
	}
	g.moveTo(g.rows.view[target], g.col, extend)
}

// down goes to the nearest cell below (or above) in the same column that can be edited, as a column is typed; it stays when there is
// none. After a run of Tab it is the column where the run began.
func (g *Grid) down(direction int) {
	col := g.col
	if g.tabFrom >= 0 {
		col = g.tabFrom
	}
	g.tabFrom = -1
	for place := g.rows.place[g.row] + direction; place >= 0 && place < len(g.rows.view); place += direction {
		if row := g.rows.view[place]; g.model.Cell(row, col).Editable {
			g.moveTo(row, col, false)
			return
		}
	}
}

// tab goes to the next (or previous) cell that can be edited, row by row, as in a protected sheet; with none left the focus leaves
// the grid. It reports whether the focus stayed.
func (g *Grid) tab(direction int) bool {
	from := g.tabFrom
	if from < 0 {
		from = g.col
	}
	place, col := g.rows.place[g.row], g.col+direction
	for place >= 0 && place < len(g.rows.view) {
		for ; col >= 0 && col < len(g.cols.list); col += direction {
			if row := g.rows.view[place]; g.model.Cell(row, col).Editable {
				g.moveTo(row, col, false)
				g.tabFrom = from
				return true
			}
		}
		place += direction
		if col = 0; direction < 0 {
			col = len(g.cols.list) - 1
		}
	}
	if c := g.canvas(); c != nil {
		g.tabFrom = -1
		if direction > 0 {
			c.FocusNext()
		} else {
			c.FocusPrevious()
		}
	}
	return false
}

// NextInvalid goes to the next cell whose state is Error, from the active cell on and round again. It returns false when there is none.
func (g *Grid) NextInvalid() bool {
	n, wide := len(g.rows.heights), len(g.cols.list)
	if g.row < 0 || wide == 0 {
		return false
	}
	g.Commit()
	start := g.row*wide + g.col
	for i := 1; i <= n*wide; i++ {
		at := (start + i) % (n * wide)
		if g.model.Cell(at/wide, at%wide).State == Error {
			g.Select(at/wide, at%wide)
			return true
		}
	}
	return false
}

func (g *Grid) canvas() fyne.Canvas {
	return fyne.CurrentApp().Driver().CanvasForObject(g)
}

// Focus gives the grid the keyboard.
func (g *Grid) Focus() {
	if c := g.canvas(); c != nil {
		c.Focus(g)
	}
}
