package grid

import "fyne.io/fyne/v2"

// Fit is what stands in one line of a cell that has room for another text.
func Fit(text, room string, right bool) string {
	m := newMeasurer(14, fyne.TextStyle{})
	return m.fit(text, m.text(room), right)
}

// VisibleRows are the first and the last row of the model in the window, also when they show only in part; -1, -1 without rows.
func (g *Grid) VisibleRows() (first, last int) {
	if len(g.rows.view) == 0 {
		return -1, -1
	}
	return g.rows.view[g.rows.at(g.scroll.offset.Y)], g.rows.view[g.rows.at(g.scroll.offset.Y+g.scroll.bodyHeight()-1)]
}
