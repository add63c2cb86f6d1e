package widgets

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/theme"
	"thidua/ui/typing"
)

// NavItem is one place to go.
type NavItem struct {
	ID    string
	Label string
	Icon  fyne.Resource // one-coloured SVG
	Count int           // of what waits there; 0 shows none
	Note  string        // a second line; "" for none
}

// Nav is the list of places at the left of the window. The keyboard moves with the arrows and goes with Enter or space.
type Nav struct {
	made

	// OnSelect is called when somebody chose a place.
	OnSelect func(id string)

	items    []NavItem
	entries  []*navEntry
	selected string
	marked   int // where the arrows are
	focused  bool
	panel    *Panel
}

var _ fyne.Focusable = (*Nav)(nil)

// NewNav makes a list with its first place selected.
func NewNav(items []NavItem, onSelect func(id string)) *Nav {
	n := &Nav{OnSelect: onSelect}
	box := Stack()
	n.panel = NewPanel(container.NewVScroll(box), theme.ColorNameSurface, Right, 0, 4)
	n.panel.leastWid, n.drawn = theme.SizeNameSidebar, n.panel
	n.ExtendBaseWidget(n)
	n.SetItems(items)
	if len(items) > 0 {
		n.selected = items[0].ID
	}
	return n
}

// Items are the places as they are shown.
func (n *Nav) Items() []NavItem { return n.items }

// SetItems changes the places; the selected one stays selected if it is still there.
func (n *Nav) SetItems(items []NavItem) {
	n.items = items
	n.marked = 0
	n.entries = nil
	box := n.panel.content.(*container.Scroll).Content.(*fyne.Container)
	box.Objects = nil
	for i, it := range items {
		e := newNavEntry(n, i, it)
		n.entries = append(n.entries, e)
		box.Objects = append(box.Objects, e)
	}
	n.Select(n.selected)
	box.Refresh()
}

// SetCount changes how much waits at a place.
func (n *Nav) SetCount(id string, count int) {
	for i := range n.items {
		if n.items[i].ID == id && n.items[i].Count != count {
			n.items[i].Count = count
			n.entries[i].setCount(count)
			n.entries[i].Refresh()
		}
	}
}

// Select shows a place as selected without calling OnSelect.
func (n *Nav) Select(id string) {
	n.selected = id
	for i, it := range n.items {
		if it.ID == id {
			n.marked = i
		}
	}
	n.Refresh()
}

func (n *Nav) choose(i int) {
	n.Select(n.items[i].ID)
	if n.OnSelect != nil {
		n.OnSelect(n.items[i].ID)
	}
}

// Refresh draws the list again.
func (n *Nav) Refresh() {
	for _, e := range n.entries {
		e.Refresh()
	}
	n.BaseWidget.Refresh()
}

// FocusGained shows where the arrows are.
func (n *Nav) FocusGained() { n.focused = true; n.Refresh() }

// FocusLost hides where the arrows were.
func (n *Nav) FocusLost() { n.focused = false; n.Refresh() }

// TypedRune chooses with space.
func (n *Nav) TypedRune(r rune) {
	if r == ' ' && len(n.items) > 0 {
		n.choose(n.marked)
	}
}

// TypedKey moves and chooses.
func (n *Nav) TypedKey(ev *fyne.KeyEvent) {
	if len(n.items) == 0 {
		return
	}
	switch ev.Name {
	case fyne.KeyUp:
		n.marked = max(0, n.marked-1)
	case fyne.KeyDown:
		n.marked = min(len(n.items)-1, n.marked+1)
	case fyne.KeyHome:
		n.marked = 0
	case fyne.KeyEnd:
		n.marked = len(n.items) - 1
	case fyne.KeyReturn, fyne.KeyEnter:
		n.choose(n.marked)
		return
	default:
		typing.Pass(n, ev)
		return
	}
	n.Refresh()
}

// navEntry is one line of the list.
type navEntry struct {
	widget.BaseWidget
	nav     *Nav
	index   int
	icon    *Icon
	label   *Text
	note    *Text
	count   *Text
	hovered bool
}

var (
	_ fyne.Tappable     = (*navEntry)(nil)
	_ desktop.Hoverable = (*navEntry)(nil)
)

func newNavEntry(n *Nav, index int, it NavItem) *navEntry {
	e := &navEntry{
		nav: n, index: index, icon: NewIcon(it.Icon, theme.ColorNameMuted),
		label: NewText(it.Label, fynetheme.ColorNameForeground).Shrinking(), count: NewText("", theme.ColorNameMuted),
		note: NewText(it.Note, theme.ColorNameMuted).Shrinking(),
	}
	e.icon.wide = 16
	e.icon.Hidden = it.Icon == nil
	e.note.Hidden = it.Note == ""
	e.setCount(it.Count)
	e.ExtendBaseWidget(e)
	return e
}

func (e *navEntry) setCount(count int) {
	e.count.Hidden = count == 0
	e.count.Set(strconv.Itoa(count))
}

func (e *navEntry) Tapped(*fyne.PointEvent)        { e.nav.choose(e.index) }
func (e *navEntry) MouseIn(*desktop.MouseEvent)    { e.hovered = true; e.Refresh() }
func (e *navEntry) MouseMoved(*desktop.MouseEvent) {}
func (e *navEntry) MouseOut()                      { e.hovered = false; e.Refresh() }

func (e *navEntry) CreateRenderer() fyne.WidgetRenderer {
	words := Stack(e.label, e.note)
	r := &navRenderer{
		entry: e, back: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent),
		row: Row(9, words, e.icon, words, e.count),
	}
	r.Refresh()
	return r
}

type navRenderer struct {
	entry     *navEntry
	back, bar *canvas.Rectangle
	row       *fyne.Container
}

func (r *navRenderer) Destroy() {}
func (r *navRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.back, r.bar, r.row}
}

func (r *navRenderer) MinSize() fyne.Size {
	unit := r.entry.Theme().Size(theme.SizeNameUnit)
	return fyne.NewSize(r.row.MinSize().Width+26*unit, max(32*unit, r.row.MinSize().Height+10*unit))
}

func (r *navRenderer) Layout(size fyne.Size) {
	unit := r.entry.Theme().Size(theme.SizeNameUnit)
	r.back.Resize(size)
	r.bar.Resize(fyne.NewSize(3*unit, size.Height))
	r.row.Move(fyne.NewPos(14*unit, 0))
	r.row.Resize(fyne.NewSize(size.Width-26*unit, size.Height))
}

func (r *navRenderer) Refresh() {
	e := r.entry
	th := e.Theme()
	of := func(n fyne.ThemeColorName) color.Color { return th.Color(n, fynetheme.VariantLight) }
	selected := e.nav.items[e.index].ID == e.nav.selected
	back, bar := color.Color(color.Transparent), color.Color(color.Transparent)
	ink := fynetheme.ColorNameForeground
	switch {
	case selected:
		back, bar, ink = of(theme.ColorNamePrimaryBack), of(fynetheme.ColorNamePrimary), fynetheme.ColorNamePrimary
	case e.hovered:
		back = of(fynetheme.ColorNameHover)
	}
	r.back.FillColor, r.bar.FillColor = back, bar
	r.back.StrokeWidth = 0
	if e.nav.focused && e.nav.marked == e.index {
		r.back.StrokeWidth, r.back.StrokeColor = 2, of(fynetheme.ColorNamePrimary)
	}
	e.label.style.Bold = selected
	e.label.colour = ink
	r.row.Refresh()
	if icon := e.icon; icon.picture != nil {
		colour := theme.ColorNameMuted
		if selected {
			colour = fynetheme.ColorNamePrimary
		}
		icon.Set(icon.picture, colour)
	}
	r.Layout(e.Size())
	r.back.Refresh()
	r.bar.Refresh()
}
