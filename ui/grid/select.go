package grid

import (
	"fyne.io/fyne/v2"

	"thidua/ui/typing"
)

// selecting is the active cell of a grid and the rest of its selection. Rows and columns are those of the model.
type selecting struct {
	grid                 *Grid
	row, col             int    // active cell; row -1 when there is none
	key                  string // of the active row
	anchorRow, anchorCol int    // the other corner of the selection
	tabFrom              int    // column where a run of Tab began, -1 outside a run
}

// Selected is the active cell; row is -1 when the model has no rows.
func (g *Grid) Selected() (row, col int) { return g.at.row, g.at.col }

// Selection is the selected rectangle, the active cell in one of its corners.
func (g *Grid) Selection() Area {
	return Area{
		Top: min(g.at.row, g.at.anchorRow), Bottom: max(g.at.row, g.at.anchorRow),
		Left: min(g.at.col, g.at.anchorCol), Right: max(g.at.col, g.at.anchorCol),
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
	g.at.tabFrom = -1
	g.at.moveTo(row, col, false)
}

// moveTo makes a cell on view active; extend keeps the other corner of the selection.
func (s *selecting) moveTo(row, col int, extend bool) {
	g := s.grid
	moved := row != s.row || col != s.col
	s.row, s.col = row, col
	s.keep()
	if !extend {
		s.anchorRow, s.anchorCol = row, col
	}
	g.scroll.to(row, col)
	s.show()
	g.BaseWidget.Refresh()
	if moved && g.OnSelect != nil {
		g.OnSelect(row, col)
	}
}

// show has a typing tool show what it composes below the active cell.
func (s *selecting) show() {
	if g := s.grid; g.focused && s.row >= 0 && g.rows.place[s.row] >= 0 {
		pos, size := g.scroll.cellRect(s.row, s.col)
		typing.Show(g, pos.AddXY(0, size.Height))
	}
}

// step moves by rows on view and columns, held at the edges.
func (s *selecting) step(down, right int, extend bool) {
	g := s.grid
	if s.row < 0 {
		return
	}
	place := max(0, min(g.rows.place[s.row]+down, len(g.rows.view)-1))
	col := max(0, min(s.col+right, len(g.cols.list)-1))
	s.moveTo(g.rows.view[place], col, extend)
}

// page moves by as many rows as fit the window, less one that stays for orientation.
func (s *selecting) page(direction int, extend bool) {
	g := s.grid
	if s.row < 0 {
		return
	}
	place := g.rows.place[s.row]
	target := g.rows.at(g.rows.tops[place] + float32(direction)*(g.scroll.bodyHeight()-g.rows.heights[s.row]))
	if target == place {
		target = max(0, min(place+direction, len(g.rows.view)-1))
	}
	s.moveTo(g.rows.view[target], s.col, extend)
}

// down goes to the nearest cell below (or above) in the same column that can be edited, as a column is typed; it stays when there is
// none. After a run of Tab it is the column where the run began.
func (s *selecting) down(direction int) {
	g := s.grid
	col := s.col
	if s.tabFrom >= 0 {
		col = s.tabFrom
	}
	s.tabFrom = -1
	for place := g.rows.place[s.row] + direction; place >= 0 && place < len(g.rows.view); place += direction {
		if row := g.rows.view[place]; g.model.Cell(row, col).Editable {
			s.moveTo(row, col, false)
			return
		}
	}
}

// tab goes to the next (or previous) cell that can be edited, row by row, as in a protected sheet; with none left the focus leaves
// the grid. It reports whether the focus stayed.
func (s *selecting) tab(direction int) bool {
	g := s.grid
	from := s.tabFrom
	if from < 0 {
		from = s.col
	}
	place, col := g.rows.place[s.row], s.col+direction
	for place >= 0 && place < len(g.rows.view) {
		for ; col >= 0 && col < len(g.cols.list); col += direction {
			if row := g.rows.view[place]; g.model.Cell(row, col).Editable {
				s.moveTo(row, col, false)
				s.tabFrom = from
				return true
			}
		}
		place += direction
		if col = 0; direction < 0 {
			col = len(g.cols.list) - 1
		}
	}
	if c := g.canvas(); c != nil {
		s.tabFrom = -1
		if direction > 0 {
			c.FocusNext()
		} else {
			c.FocusPrevious()
		}
	}
	return false
}

// NextInvalid goes to the next cell whose state is Error, or will be after the paste that waits, from the active cell on and round again. It returns false when there is none.
func (g *Grid) NextInvalid() bool {
	n, wide := len(g.rows.heights), len(g.cols.list)
	if g.at.row < 0 || wide == 0 {
		return false
	}
	g.Commit()
	start := g.at.row*wide + g.at.col
	for i := 1; i <= n*wide; i++ {
		at := (start + i) % (n * wide)
		if m, _ := g.clip.waiting(at/wide, at%wide); m.Fate == Wrong || g.model.Cell(at/wide, at%wide).State == Error {
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

// keep remembers the active row by its key, for when its number changes.
func (s *selecting) keep() {
	g := s.grid
	s.key = ""
	if s.row >= 0 {
		s.key = g.rows.key(s.row)
	}
}

// find is the row of a key; where no row has it, the one at the same place.
func (s *selecting) find(key string, row int) (found int, same bool) {
	g := s.grid
	if key == "" || g.rows.key(row) == key {
		return row, key != ""
	}
	for i := range g.rows.heights {
		if g.rows.key(i) == key {
			return i, true
		}
	}
	return row, false
}

// each visits the selected cells on view.
func (s *selecting) each(each func(row, col int, cell Cell)) {
	g := s.grid
	a := g.Selection()
	for place := g.rows.place[a.Top]; place <= g.rows.place[a.Bottom]; place++ {
		row := g.rows.view[place]
		for col := a.Left; col <= a.Right; col++ {
			each(row, col, g.model.Cell(row, col))
		}
	}
}
