package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// backspaceRune is what Vietnamese typing tools send in place of the key on Windows.
const backspaceRune = '\b'

// AcceptsTab keeps Tab for moving between cells.
func (g *Grid) AcceptsTab() bool { return true }

// FocusGained shows that the keyboard is here.
func (g *Grid) FocusGained() {
	g.focused = true
	g.BaseWidget.Refresh()
}

// FocusLost shows that the keyboard is elsewhere.
func (g *Grid) FocusLost() {
	g.focused = false
	if !g.edit.open {
		g.shift = false
	}
	g.BaseWidget.Refresh()
}

// KeyDown remembers that Shift is held.
func (g *Grid) KeyDown(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		g.shift = true
	}
}

// KeyUp remembers that Shift was let go.
func (g *Grid) KeyUp(ev *fyne.KeyEvent) {
	g.released(ev)
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		g.shift = false
	}
}

// shifted asks the driver, which also knows of keys pressed in another window, and falls back on what KeyDown told.
func (g *Grid) shifted() bool {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	return g.shift
}

// TypedRune starts editing with what was typed in place of what stood there. Only runes do: Vietnamese typing tools send key presses
// of letters that nobody typed, so letters as keys mean nothing here.
func (g *Grid) TypedRune(r rune) {
	g.composed()
	switch {
	case g.row < 0:
	case r == backspaceRune:
		g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	case g.preview != nil:
	case r == ' ':
		g.space()
	case r > ' ':
		if g.start(true) {
			g.edit.entry.TypedRune(r)
		}
	}
}

// start opens the editor for what the keyboard asked, and says so when the cell cannot be edited.
func (g *Grid) start(replace bool) bool {
	opened := g.openEditor(replace)
	if !opened && g.OnLocked != nil {
		g.OnLocked(g.row, g.col)
	}
	return opened
}

func (g *Grid) space() {
	if g.model.Row(g.row).Group && !g.model.Cell(g.row, g.col).Editable {
		g.SetFolded(g.row, !g.Folded(g.row))
		return
	}
	if t, ok := g.model.(Toggler); ok && g.model.Cell(g.row, g.col).Editable && t.Toggle(g.row, g.col) {
		g.changed(g.row)
	}
}

// TypedKey moves, edits and clears. Keys it has no use for go on to the window.
func (g *Grid) TypedKey(ev *fyne.KeyEvent) {
	if g.compose.key(ev) {
		return
	}
	if g.row < 0 {
		g.pass(ev)
		return
	}
	if g.preview != nil {
		g.previewKey(ev)
		return
	}
	shift := g.shifted()
	switch ev.Name {
	case fyne.KeyTab:
		direction := 1
		if shift {
			direction = -1
		}
		g.tab(direction)
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		g.enter(shift)
		return
	}
	if g.move(ev.Name, shift) {
		g.tabFrom = -1
		return
	}
	switch ev.Name {
	case fyne.KeyF2:
		g.start(false)
	case fyne.KeyBackspace:
		g.start(true)
	case fyne.KeyDelete:
		g.clear(OpClear)
	case fyne.KeyEscape:
		if g.anchorRow != g.row || g.anchorCol != g.col {
			g.moveTo(g.row, g.col, false)
		} else {
			g.pass(ev)
		}
	case fyne.KeyF8:
		g.NextInvalid()
	default:
		g.pass(ev)
	}
}

// previewKey answers a waiting paste; whoever looks at it may scroll.
func (g *Grid) previewKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		g.ApplyPaste()
	case fyne.KeyEscape:
		g.dropPreview()
	case fyne.KeyPageUp:
		g.scrollBy(0, -g.bodyHeight())
	case fyne.KeyPageDown:
		g.scrollBy(0, g.bodyHeight())
	default:
		g.pass(ev)
	}
}

func (g *Grid) move(key fyne.KeyName, extend bool) bool {
	wide := len(g.cols.list)
	switch key {
	case fyne.KeyUp:
		g.step(-1, 0, extend)
	case fyne.KeyDown:
		g.step(1, 0, extend)
	case fyne.KeyLeft:
		g.step(0, -1, extend)
	case fyne.KeyRight:
		g.step(0, 1, extend)
	case fyne.KeyHome:
		g.step(0, -wide, extend)
	case fyne.KeyEnd:
		g.step(0, wide, extend)
	case fyne.KeyPageUp:
		g.page(-1, extend)
	case fyne.KeyPageDown:
		g.page(1, extend)
	default:
		return false
	}
	return true
}

func (g *Grid) enter(shift bool) {
	switch {
	case g.model.Cell(g.row, g.col).Editable || g.tabFrom >= 0:
		if shift {
			g.down(-1)
		} else {
			g.down(1)
		}
	case g.OnOpen != nil:
		g.OnOpen(g.row, g.col)
	}
}

// pass gives a key to the window, as if the grid did not hold the focus.
func (g *Grid) pass(ev *fyne.KeyEvent) {
	if c := g.canvas(); c != nil {
		if f := c.OnTypedKey(); f != nil {
			f(ev)
		}
	}
}

// TypedShortcut is for keys with Ctrl or Alt. Those the grid has no use for go on to the window.
func (g *Grid) TypedShortcut(s fyne.Shortcut) {
	if g.preview != nil {
		g.dropPreview()
		if _, undo := s.(*fyne.ShortcutUndo); undo {
			return
		}
	}
	if g.row >= 0 && g.shortcut(s) {
		return
	}
	if c, ok := g.canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

func (g *Grid) shortcut(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		g.copy()
	case *fyne.ShortcutCut:
		g.copy()
		g.clear(OpCut)
	case *fyne.ShortcutPaste:
		g.paste(g.clipboard().Content())
	case *fyne.ShortcutSelectAll:
		g.selectAll()
	case *fyne.ShortcutUndo:
		call(g.OnUndo)
	case *fyne.ShortcutRedo:
		call(g.OnRedo)
	case *desktop.CustomShortcut:
		return g.control(s.KeyName, s.Modifier)
	default:
		return false
	}
	return true
}

func (g *Grid) control(key fyne.KeyName, mod fyne.KeyModifier) bool {
	extend := mod&fyne.KeyModifierShift != 0
	if mod&^fyne.KeyModifierShift != fyne.KeyModifierShortcutDefault {
		return false
	}
	tall, wide := len(g.rows.heights), len(g.cols.list)
	switch key {
	case fyne.KeyHome:
		g.tabFrom = -1
		g.step(-tall, -wide, extend)
	case fyne.KeyEnd:
		g.tabFrom = -1
		g.step(tall, wide, extend)
	case fyne.KeyUp:
		g.step(-tall, 0, extend)
	case fyne.KeyDown:
		g.step(tall, 0, extend)
	case fyne.KeyLeft:
		g.step(0, -wide, extend)
	case fyne.KeyRight:
		g.step(0, wide, extend)
	case fyne.KeyD:
		g.fillDown()
	case fyne.KeyG:
		call(g.OnGoTo)
	case fyne.KeyZ: // Ctrl+Shift+Z
		call(g.OnRedo)
	default:
		return false
	}
	return true
}

func (g *Grid) selectAll() {
	last := len(g.rows.view) - 1
	g.anchorRow, g.anchorCol = g.rows.view[0], 0
	g.row, g.col = g.rows.view[last], len(g.cols.list)-1
	g.keepKey()
	g.BaseWidget.Refresh()
}

func call(f func()) {
	if f != nil {
		f()
	}
}
