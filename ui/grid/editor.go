package grid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"thidua/ui/theme"
	"thidua/ui/typing"
	"thidua/ui/widgets"
	"thidua/vietnamese"
)

// editing is the one floating editor and what it is open for.
type editing struct {
	grid  *Grid
	entry *editor
	box   *container.ThemeOverride

	open     bool
	row, col int
	before   string // what stood there when the editor opened
	saved    string // what the model was last told
	drafted  string // what OnEditing was last told
	told     bool   // OnEditing was told something since the editor opened
	again    bool   // what stands there was not taken: confirming it as it is tries again
	moving   bool   // arrows leave the cell, because the text was typed over; F2 gives them to the text
	leaving  bool   // it lost the keyboard, and whether to another widget is not asked yet
	stop     func()
}

func (e *editing) init(g *Grid) {
	e.grid = g
	e.entry = &editor{grid: g}
	e.entry.ExtendBaseWidget(e.entry)
	e.entry.OnChanged = func(string) { e.place() }
	e.box = container.NewThemeOverride(e.entry, editorTheme{})
	e.box.Hide()
}

// Editing says whether the editor is open, and where.
func (g *Grid) Editing() (row, col int, open bool) { return g.edit.row, g.edit.col, g.edit.open }

// begin opens the editor on the active cell, with its text unless that is replaced. It returns false when the cell cannot be edited.
func (e *editing) begin(replace bool) bool {
	g := e.grid
	cell := g.model.Cell(g.at.row, g.at.col)
	if e.open {
		return true
	}
	if !cell.Editable || g.clip.preview != nil {
		return false
	}
	e.open, e.row, e.col, e.moving, e.told = true, g.at.row, g.at.col, replace, false
	e.before = cell.input()
	e.saved, e.drafted, e.again = e.before, e.before, cell.State == Error
	text := e.before
	if replace {
		text = ""
	}
	g.at.anchorRow, g.at.anchorCol = g.at.row, g.at.col
	g.scroll.to(g.at.row, g.at.col)

	wrap := g.cols.list[g.at.col].Wrap
	e.entry.MultiLine = wrap
	e.entry.Wrapping = fyne.TextWrapOff
	e.entry.Scroll = container.ScrollHorizontalOnly
	if wrap {
		e.entry.Wrapping, e.entry.Scroll = fyne.TextWrapWord, container.ScrollVerticalOnly
	}
	e.entry.SetText(text)
	e.box.Show()
	e.place()
	e.entry.toEnd()
	g.BaseWidget.Refresh()
	e.focus()
	if g.Ticks != nil && g.OnEditing != nil {
		e.stop = g.Ticks(draftEvery, e.draft)
	}
	return true
}

// focus gives the keyboard to the editor. The toolkit finds only widgets whose renderers it has, and forgets those of widgets
// that were hidden for a while; asking for the size makes them again.
func (e *editing) focus() {
	g := e.grid
	e.box.MinSize()
	if c := g.canvas(); c != nil {
		c.Focus(e.entry)
	}
}

// draft tells OnEditing what stands in the editor if that is news.
func (e *editing) draft() {
	g := e.grid
	if text := e.text(); e.open && text != e.drafted {
		e.drafted, e.told = text, true
		g.OnEditing(e.row, e.col, text)
	}
}

func (e *editing) text() string { return vietnamese.NFC(e.entry.Text) }

// Commit hands what stands in an open editor to the model and closes it; without an open editor it does nothing.
func (g *Grid) Commit() { g.edit.close(true) }

func (e *editing) close(commit bool) {
	g := e.grid
	if !e.open {
		return
	}
	text := e.text()
	if !commit {
		text, e.again = e.before, false
	}
	e.hide()
	if asBefore := text == e.before && e.saved == e.before && !e.again; (!commit || asBefore) && e.told && g.OnAbandon != nil {
		g.OnAbandon(e.row, e.col)
	}
	e.save(text)
	g.BaseWidget.Refresh()
}

// orphan closes the editor of a row that is no longer there.
func (e *editing) orphan() {
	g := e.grid
	if g.OnEditing != nil {
		e.draft()
	}
	e.hide()
}

func (e *editing) hide() {
	g := e.grid
	e.open = false
	if e.stop != nil {
		e.stop()
		e.stop = nil
	}
	if c := g.canvas(); c != nil && c.Focused() == fyne.Focusable(e.entry) {
		c.Focus(g)
	}
	e.box.Hide()
}

// save tells the model a text it has not been told yet.
func (e *editing) save(text string) {
	g := e.grid
	if text == e.saved && !e.again {
		return
	}
	e.saved, e.again = text, false
	g.model.Set(e.row, e.col, text)
	g.changed(e.row)
}

// left saves when the keyboard goes elsewhere. Only the window can know whether it was lost to another window, so that the
// editor stays open for the return, or to another widget; it is asked after the event.
func (e *editing) left() {
	g := e.grid
	if !e.open {
		return
	}
	e.save(e.text())
	e.leaving = true
	g.Later(func() {
		e.leaving = false
		if c := g.canvas(); c != nil && c.Focused() != fyne.Focusable(e.entry) {
			e.close(true)
		}
	})
}

// place lays the editor over its cell, taller when its lines need more room than the cell has.
func (e *editing) place() {
	g := e.grid
	if !e.open || e.row >= len(g.rows.place) || g.rows.place[e.row] < 0 {
		return
	}
	pos, size := g.scroll.cellRect(e.row, e.col)
	if e.entry.MultiLine {
		pad := 2*g.length(theme.SizeNameCellPadding) + 2
		lines := g.measures.regular.count(e.entry.Text, size.Width-pad)
		size.Height = max(size.Height, float32(lines)*(g.measures.regular.line+1)+pad)
		size.Height = min(size.Height, g.scroll.bodyHeight())
		pos.Y = max(g.measures.head, min(pos.Y, g.measures.head+g.scroll.bodyHeight()-size.Height))
	}
	e.box.Move(pos)
	e.box.Resize(size.AddWidthHeight(1, 1))
}

// editor is the text field of the grid: it edits, and gives what leaves the cell back to the grid.
type editor struct {
	typing.Entry
	grid *Grid
}

func (e *editor) AcceptsTab() bool { return true }

func (e *editor) toEnd() {
	e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) // moves to the end of the last line
}

func (e *editor) FocusLost() {
	e.Entry.Entry.FocusLost()
	typing.HandOver(e.TypedRune, e.grid.edit.left)
}

// MouseDown puts the cursor into the text, unless the keyboard had gone elsewhere: then it is a click on the cell.
func (e *editor) MouseDown(ev *desktop.MouseEvent) {
	g := e.grid
	if !g.edit.leaving {
		e.Entry.MouseDown(ev)
		return
	}
	onCell := *ev
	onCell.Position = ev.Position.Add(g.edit.box.Position())
	g.MouseDown(&onCell)
}

func (e *editor) KeyDown(ev *fyne.KeyEvent) {
	e.grid.KeyDown(ev)
	e.Entry.KeyDown(ev)
}

func (e *editor) KeyUp(ev *fyne.KeyEvent) {
	e.grid.KeyUp(ev)
	e.Entry.KeyUp(ev)
}

func (e *editor) TypedKey(ev *fyne.KeyEvent) {
	g := e.grid
	switch ev.Name {
	case fyne.KeyEscape:
		g.edit.close(false)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyTab, fyne.KeyF8, fyne.KeyPageUp, fyne.KeyPageDown:
		g.Commit()
		g.TypedKey(ev)
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight:
		if g.edit.moving && !g.keys.shifted() {
			g.Commit()
			g.TypedKey(ev)
			return
		}
		e.Entry.TypedKey(ev)
	case fyne.KeyF2:
		g.edit.moving = !g.edit.moving
	default:
		if len(ev.Name) > 1 && ev.Name[0] == 'F' { // F1, F5 … are the window's
			g.keys.pass(ev)
			return
		}
		e.Entry.TypedKey(ev)
	}
}

func (e *editor) TypedShortcut(s fyne.Shortcut) {
	custom, ok := s.(*desktop.CustomShortcut)
	if !ok {
		e.Entry.Entry.TypedShortcut(s) // what is open here is taken back here
		return
	}
	switch {
	case widgets.OpensDay(s) && e.grid.day.pick():
	case custom.Modifier == fyne.KeyModifierAlt && (custom.KeyName == fyne.KeyReturn || custom.KeyName == fyne.KeyEnter):
		if e.MultiLine {
			e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}
	case typing.InText[custom.KeyName]:
		e.Entry.TypedShortcut(s)
	default:
		e.grid.Commit()
		e.grid.TypedShortcut(s)
	}
}
