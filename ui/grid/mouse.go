package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

var (
	_ desktop.Mouseable   = (*Grid)(nil)
	_ desktop.Keyable     = (*Grid)(nil)
	_ fyne.DoubleTappable = (*Grid)(nil)
	_ fyne.Draggable      = (*Grid)(nil)
	_ fyne.Scrollable     = (*Grid)(nil)
	_ fyne.Shortcutable   = (*Grid)(nil)
)

// MouseDown selects a cell at once (a tap would wait for a second one), extends the selection with Shift, and folds on a group's mark.
func (g *Grid) MouseDown(ev *desktop.MouseEvent) {
	g.Commit()
	g.Focus()
	row, col := g.scroll.cellAt(ev.Position)
	if row < 0 || col < 0 || ev.Button == desktop.MouseButtonSecondary {
		return
	}
	g.at.tabFrom = -1
	if g.model.Row(row).Group && col == 0 && ev.Position.X < g.foldMarkWidth() {
		g.SetFolded(row, !g.Folded(row))
		return
	}
	g.dragging = true
	g.at.moveTo(row, col, ev.Modifier&fyne.KeyModifierShift != 0)
}

// MouseUp ends a selection with the mouse.
func (g *Grid) MouseUp(*desktop.MouseEvent) { g.dragging = false }

// DoubleTapped edits the cell, or opens one that cannot be edited; on a group it folds.
func (g *Grid) DoubleTapped(ev *fyne.PointEvent) {
	row, col := g.scroll.cellAt(ev.Position)
	if row < 0 || col < 0 || row != g.at.row || col != g.at.col {
		return
	}
	switch {
	case g.edit.begin(false):
	case g.model.Row(row).Group:
		if ev.Position.X >= g.foldMarkWidth() {
			g.SetFolded(row, !g.Folded(row))
		}
	case g.OnOpen != nil:
		g.OnOpen(row, col)
	}
}

// Dragged extends the selection to the cell under the mouse and scrolls when it leaves the window.
func (g *Grid) Dragged(ev *fyne.DragEvent) {
	if !g.dragging || g.at.row < 0 {
		return
	}
	p := ev.Position
	p.Y = max(g.measures.head-1, min(p.Y, g.measures.head+g.scroll.bodyHeight()))
	if p.Y < g.measures.head {
		g.scroll.by(0, -g.rows.heights[g.at.row])
		p.Y = g.measures.head
	}
	row, col := g.scroll.cellAt(p)
	if row < 0 {
		row = g.at.row
	}
	if col < 0 {
		col = g.at.col
	}
	if row != g.at.row || col != g.at.col {
		g.at.moveTo(row, col, true)
	}
}

// DragEnd ends a selection with the mouse.
func (g *Grid) DragEnd() { g.dragging = false }
