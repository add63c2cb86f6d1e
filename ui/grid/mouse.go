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
	g.dropPreview()
	g.Focus()
	row, col := g.cellAt(ev.Position)
	if row < 0 || col < 0 || ev.Button == desktop.MouseButtonSecondary {
		return
	}
	g.tabFrom = -1
	if g.model.Row(row).Group && col == 0 && ev.Position.X < g.foldMarkWidth() {
		g.SetFolded(row, !g.Folded(row))
		return
	}
	g.dragging = true
	g.moveTo(row, col, ev.Modifier&fyne.KeyModifierShift != 0)
}

// MouseUp ends a selection with the mouse.
func (g *Grid) MouseUp(*desktop.MouseEvent) { g.dragging = false }

// DoubleTapped edits the cell, or opens one that cannot be edited; on a group it folds.
func (g *Grid) DoubleTapped(ev *fyne.PointEvent) {
	row, col := g.cellAt(ev.Position)
	if row < 0 || col < 0 || row != g.row || col != g.col {
		return
	}
	switch {
	case g.openEditor(false):
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
	if !g.dragging || g.row < 0 {
		return
	}
	p := ev.Position
	p.Y = max(g.headHeight-1, min(p.Y, g.headHeight+g.bodyHeight()))
	if p.Y < g.headHeight {
		g.scrollBy(0, -g.rows.heights[g.row])
		p.Y = g.headHeight
	}
	row, col := g.cellAt(p)
	if row < 0 {
		row = g.row
	}
	if col < 0 {
		col = g.col
	}
	if row != g.row || col != g.col {
		g.moveTo(row, col, true)
	}
}

// DragEnd ends a selection with the mouse.
func (g *Grid) DragEnd() { g.dragging = false }
