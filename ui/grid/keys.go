package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"thidua/ui/typing"
	"thidua/ui/widgets"
)

// keyboard is what the keys do in a grid.
type keyboard struct {
	grid  *Grid
	shift bool // Shift is held
}

// AcceptsTab keeps Tab for moving between cells.
func (g *Grid) AcceptsTab() bool { return true }

// FocusGained shows that the keyboard is here.
func (g *Grid) FocusGained() {
	g.focused = true
	g.at.show()
	g.BaseWidget.Refresh()
}

// FocusLost shows that the keyboard is elsewhere. A word that is being composed opens the editor, which takes the keyboard back.
func (g *Grid) FocusLost() {
	g.focused = false
	if !g.edit.open {
		g.keys.shift = false
		typing.HandOver(g.TypedRune, func() {})
	}
	g.BaseWidget.Refresh()
}

// KeyDown remembers that Shift is held.
func (g *Grid) KeyDown(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		g.keys.shift = true
	}
}

// KeyUp remembers that Shift was let go.
func (g *Grid) KeyUp(ev *fyne.KeyEvent) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		g.keys.shift = false
	}
}

// shifted asks the driver, which also knows of keys pressed in another window, and falls back on what KeyDown told.
func (k *keyboard) shifted() bool {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	return k.shift
}

// TypedRune starts editing with what was typed in place of what stood there. Only runes do: Vietnamese typing tools send key presses
// of letters that nobody typed, so letters as keys mean nothing here.
func (g *Grid) TypedRune(r rune) {
	switch {
	case g.at.row < 0:
	case r == typing.Backspace:
		g.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	case g.clip.preview != nil:
	case r == ' ':
		g.keys.space()
	case r > ' ':
		if g.keys.start(true) {
			g.edit.entry.TypedRune(r)
		}
	}
}

// letter says whether a key is that of a character: it means nothing by itself.
func letter(ev *fyne.KeyEvent) bool { return len(ev.Name) == 1 }

// start opens the editor for what the keyboard asked, and says so when the cell cannot be edited.
func (k *keyboard) start(replace bool) bool {
	g := k.grid
	opened := g.edit.begin(replace)
	if !opened && g.OnLocked != nil {
		g.OnLocked(g.at.row, g.at.col)
	}
	return opened
}

func (k *keyboard) space() {
	g := k.grid
	if g.model.Row(g.at.row).Group && !g.model.Cell(g.at.row, g.at.col).Editable {
		g.SetFolded(g.at.row, !g.Folded(g.at.row))
		return
	}
	if t, ok := g.model.(Toggler); ok && g.model.Cell(g.at.row, g.at.col).Editable && t.Toggle(g.at.row, g.at.col) {
		g.changed(g.at.row)
	}
}

// TypedKey moves, edits and clears. Keys it has no use for go on to the window.
func (g *Grid) TypedKey(ev *fyne.KeyEvent) {
	if letter(ev) {
		return
	}
	if g.at.row < 0 {
		g.keys.pass(ev)
		return
	}
	if g.clip.preview != nil {
		g.keys.answer(ev)
		return
	}
	shift := g.keys.shifted()
	switch ev.Name {
	case fyne.KeyTab:
		direction := 1
		if shift {
			direction = -1
		}
		g.at.tab(direction)
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		g.keys.enter(shift)
		return
	}
	if g.keys.move(ev.Name, shift) {
		g.at.tabFrom = -1
		return
	}
	switch ev.Name {
	case fyne.KeyF2:
		g.keys.start(false)
	case fyne.KeyBackspace:
		g.keys.start(true)
	case fyne.KeyDelete:
		g.clip.clear(OpClear)
	case fyne.KeyEscape:
		if g.at.anchorRow != g.at.row || g.at.anchorCol != g.at.col {
			g.at.moveTo(g.at.row, g.at.col, false)
		} else {
			g.keys.pass(ev)
		}
	case fyne.KeyF8:
		if !g.NextInvalid() {
			call(g.OnAllValid)
		}
	default:
		g.keys.pass(ev)
	}
}

// answer answers a waiting paste; it waits while somebody looks around.
func (k *keyboard) answer(ev *fyne.KeyEvent) {
	g := k.grid
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		g.ApplyPaste()
	case fyne.KeyEscape:
		g.clip.drop()
	case fyne.KeyTab:
		k.move(map[bool]fyne.KeyName{false: fyne.KeyRight, true: fyne.KeyLeft}[k.shifted()], false)
	case fyne.KeyF8:
		if !g.NextInvalid() {
			call(g.OnAllValid)
		}
	case fyne.KeyF2, fyne.KeyDelete, fyne.KeyBackspace: // nothing is typed meanwhile
	default:
		if !k.move(ev.Name, k.shifted()) {
			k.pass(ev)
		}
	}
}

// waits says whether a shortcut has to wait for the answer to a paste. Ctrl+Z is the answer that drops it.
func (k *keyboard) waits(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutUndo:
		k.grid.clip.drop()
		return true
	case *fyne.ShortcutCut, *fyne.ShortcutRedo:
		return true
	case *desktop.CustomShortcut:
		return s.KeyName == fyne.KeyD || s.KeyName == fyne.KeyZ
	}
	return false
}

func (k *keyboard) move(key fyne.KeyName, extend bool) bool {
	g := k.grid
	wide := len(g.cols.list)
	switch key {
	case fyne.KeyUp:
		g.at.step(-1, 0, extend)
	case fyne.KeyDown:
		g.at.step(1, 0, extend)
	case fyne.KeyLeft:
		g.at.step(0, -1, extend)
	case fyne.KeyRight:
		g.at.step(0, 1, extend)
	case fyne.KeyHome:
		g.at.step(0, -wide, extend)
	case fyne.KeyEnd:
		g.at.step(0, wide, extend)
	case fyne.KeyPageUp:
		g.at.page(-1, extend)
	case fyne.KeyPageDown:
		g.at.page(1, extend)
	default:
		return false
	}
	return true
}

func (k *keyboard) enter(shift bool) {
	g := k.grid
	switch {
	case g.model.Cell(g.at.row, g.at.col).Editable || g.at.tabFrom >= 0:
		if shift {
			g.at.down(-1)
		} else {
			g.at.down(1)
		}
	case g.OnOpen != nil:
		g.OnOpen(g.at.row, g.at.col)
	}
}

// pass gives a key to the window, as if the grid did not hold the focus.
func (k *keyboard) pass(ev *fyne.KeyEvent) {
	g := k.grid
	if c := g.canvas(); c != nil {
		if f := c.OnTypedKey(); f != nil {
			f(ev)
		}
	}
}

// TypedShortcut is for keys with Ctrl or Alt. Those the grid has no use for go on to the window.
func (g *Grid) TypedShortcut(s fyne.Shortcut) {
	if g.clip.preview != nil && g.keys.waits(s) {
		return
	}
	if g.at.row >= 0 && g.keys.shortcut(s) {
		return
	}
	if c, ok := g.canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

func (k *keyboard) shortcut(s fyne.Shortcut) bool {
	g := k.grid
	switch s := s.(type) {
	case *fyne.ShortcutCopy:
		g.clip.copy()
	case *fyne.ShortcutCut:
		g.clip.copy()
		g.clip.clear(OpCut)
	case *fyne.ShortcutPaste:
		switch words := g.clip.board().Content(); {
		case words == "" && g.OnNoText != nil:
			g.OnNoText()
		default:
			g.clip.paste(words)
		}
	case *fyne.ShortcutSelectAll:
		g.at.all()
	case *fyne.ShortcutUndo:
		return do(g.OnUndo)
	case *fyne.ShortcutRedo:
		return do(g.OnRedo)
	case *desktop.CustomShortcut:
		if widgets.OpensDay(s) && g.day.pick() {
			return true
		}
		return k.control(s.KeyName, s.Modifier)
	default:
		return false
	}
	return true
}

// do calls a hook, and says whether there is one.
func do(f func()) bool {
	call(f)
	return f != nil
}

func (k *keyboard) control(key fyne.KeyName, mod fyne.KeyModifier) bool {
	g := k.grid
	extend := mod&fyne.KeyModifierShift != 0
	if by := map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[key]; mod == fyne.KeyModifierAlt && by != 0 && g.OnMove != nil {
		g.OnMove(by)
		return true
	}
	if mod&^fyne.KeyModifierShift != fyne.KeyModifierShortcutDefault {
		return false
	}
	tall, wide := len(g.rows.heights), len(g.cols.list)
	switch key {
	case fyne.KeyHome:
		g.at.tabFrom = -1
		g.at.step(-tall, -wide, extend)
	case fyne.KeyEnd:
		g.at.tabFrom = -1
		g.at.step(tall, wide, extend)
	case fyne.KeyUp:
		g.at.step(-tall, 0, extend)
	case fyne.KeyDown:
		g.at.step(tall, 0, extend)
	case fyne.KeyLeft:
		g.at.step(0, -wide, extend)
	case fyne.KeyRight:
		g.at.step(0, wide, extend)
	case fyne.KeyD:
		g.clip.fillDown()
	case fyne.KeyG:
		call(g.OnGoTo)
	case fyne.KeyZ: // Ctrl+Shift+Z
		return do(g.OnRedo)
	default:
		return false
	}
	return true
}

func (s *selecting) all() {
	g := s.grid
	last := len(g.rows.view) - 1
	s.anchorRow, s.anchorCol = g.rows.view[0], 0
	s.row, s.col = g.rows.view[last], len(g.cols.list)-1
	s.keep()
	g.BaseWidget.Refresh()
}

func call(f func()) {
	if f != nil {
		f()
	}
}
