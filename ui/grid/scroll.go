package grid

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// scrolling is which part of a grid is in its window.
type scrolling struct {
	grid   *Grid
	offset fyne.Position
}

// bodyHeight is the height below the header, and bodyWidth the width beside the scroll bar.
func (s *scrolling) bodyHeight() float32 {
	return max(0, s.grid.Size().Height-s.grid.measures.head-s.grid.scroll.barHeight())
}
func (s *scrolling) bodyWidth() float32 {
	g := s.grid
	return max(0, g.Size().Width-g.length(fynetheme.SizeNameScrollBar))
}

// barHeight is the height of the lower scroll bar, 0 when all columns fit.
func (s *scrolling) barHeight() float32 {
	g := s.grid
	if g.cols.total() <= s.bodyWidth() {
		return 0
	}
	return g.length(fynetheme.SizeNameScrollBar)
}

func (s *scrolling) clamp() {
	g := s.grid
	s.offset.X = max(0, min(s.offset.X, g.cols.total()-s.bodyWidth()))
	s.offset.Y = max(0, min(s.offset.Y, g.rows.total()-s.bodyHeight()))
}

func (s *scrolling) by(dx, dy float32) {
	g := s.grid
	s.offset.X += dx
	s.offset.Y += dy
	s.clamp()
	g.BaseWidget.Refresh()
}

// to brings a cell wholly into view with the least movement.
func (s *scrolling) to(row, col int) {
	g := s.grid
	place := g.rows.place[row]
	if place < 0 || g.Size().IsZero() {
		return
	}
	top, bottom := g.rows.tops[place], g.rows.tops[place+1]
	s.offset.Y = min(s.offset.Y, top)
	s.offset.Y = max(s.offset.Y, bottom-s.bodyHeight())
	if col >= g.cols.frozen {
		s.offset.X = min(s.offset.X, g.cols.left[col]-g.cols.frozenWidth())
		s.offset.X = max(s.offset.X, g.cols.left[col+1]-s.bodyWidth())
	}
	s.clamp()
}

// Scrolled turns the wheel into movement of the rows.
func (g *Grid) Scrolled(ev *fyne.ScrollEvent) {
	g.scroll.by(-ev.Scrolled.DX, -ev.Scrolled.DY)
}

// cellAt finds the cell under a point of the widget; row or col is -1 where there is none, and row -2 in the header.
func (s *scrolling) cellAt(p fyne.Position) (row, col int) {
	g := s.grid
	x := p.X
	if x >= g.cols.frozenWidth() {
		x += s.offset.X
	}
	col = g.cols.at(x)
	y := p.Y - g.measures.head
	if y < 0 {
		return -2, col
	}
	if y += s.offset.Y; y >= g.rows.total() || len(g.rows.view) == 0 {
		return -1, col
	}
	return g.rows.view[g.rows.at(y)], col
}

// cellRect is where a cell on view stands in the widget.
func (s *scrolling) cellRect(row, col int) (fyne.Position, fyne.Size) {
	g := s.grid
	place := g.rows.place[row]
	pos := fyne.NewPos(g.cols.left[col], g.measures.head+g.rows.tops[place]-s.offset.Y)
	if col >= g.cols.frozen {
		pos.X -= s.offset.X
	}
	return pos, fyne.NewSize(g.cols.width[col], g.rows.heights[row])
}
