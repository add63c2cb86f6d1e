package grid

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// bodyHeight is the height below the header, and bodyWidth the width beside the scroll bar.
func (g *Grid) bodyHeight() float32 { return max(0, g.Size().Height-g.headHeight-g.barHeight()) }
func (g *Grid) bodyWidth() float32 {
	return max(0, g.Size().Width-g.length(fynetheme.SizeNameScrollBar))
}

// barHeight is the height of the lower scroll bar, 0 when all columns fit.
func (g *Grid) barHeight() float32 {
	if g.cols.total() <= g.bodyWidth() {
		return 0
	}
	return g.length(fynetheme.SizeNameScrollBar)
}

func (g *Grid) clampOffset() {
	g.offset.X = max(0, min(g.offset.X, g.cols.total()-g.bodyWidth()))
	g.offset.Y = max(0, min(g.offset.Y, g.rows.total()-g.bodyHeight()))
}

func (g *Grid) scrollBy(dx, dy float32) {
	g.offset.X += dx
	g.offset.Y += dy
	g.clampOffset()
	g.BaseWidget.Refresh()
}

// scrollTo brings a cell wholly into view with the least movement.
func (g *Grid) scrollTo(row, col int) {
	place := g.rows.place[row]
	if place < 0 || g.Size().IsZero() {
		return
	}
	top, bottom := g.rows.tops[place], g.rows.tops[place+1]
	g.offset.Y = min(g.offset.Y, top)
	g.offset.Y = max(g.offset.Y, bottom-g.bodyHeight())
	if col >= g.cols.frozen {
		g.offset.X = min(g.offset.X, g.cols.left[col]-g.cols.frozenWidth())
		g.offset.X = max(g.offset.X, g.cols.left[col+1]-g.bodyWidth())
	}
	g.clampOffset()
}

// VisibleRows are the first and the last row of the model in the window, also when they show only in part; -1, -1 without rows.
func (g *Grid) VisibleRows() (first, last int) {
	if len(g.rows.view) == 0 {
		return -1, -1
	}
	return g.rows.view[g.rows.at(g.offset.Y)], g.rows.view[g.rows.at(g.offset.Y+g.bodyHeight()-1)]
}

// Scrolled turns the wheel into movement of the rows.
func (g *Grid) Scrolled(ev *fyne.ScrollEvent) {
	g.scrollBy(-ev.Scrolled.DX, -ev.Scrolled.DY)
}

// cellAt finds the cell under a point of the widget; row or col is -1 where there is none, and row -2 in the header.
func (g *Grid) cellAt(p fyne.Position) (row, col int) {
	x := p.X
	if x >= g.cols.frozenWidth() {
		x += g.offset.X
	}
	col = g.cols.at(x)
	y := p.Y - g.headHeight
	if y < 0 {
		return -2, col
	}
	if y += g.offset.Y; y >= g.rows.total() || len(g.rows.view) == 0 {
		return -1, col
	}
	return g.rows.view[g.rows.at(y)], col
}

// cellRect is where a cell on view stands in the widget.
func (g *Grid) cellRect(row, col int) (fyne.Position, fyne.Size) {
	place := g.rows.place[row]
	pos := fyne.NewPos(g.cols.left[col], g.headHeight+g.rows.tops[place]-g.offset.Y)
	if col >= g.cols.frozen {
		pos.X -= g.offset.X
	}
	return pos, fyne.NewSize(g.cols.width[col], g.rows.heights[row])
}
