package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/theme"
	"thidua/ui/typing"
)

// Target is one thing a Palette leads to.
type Target struct {
	Name string
	Kind string // what it is, in a word
	Icon fyne.Resource
	Do   func()
}

// Palette is a field over the window in which a person types a word of what is wanted; what fits stands below it. Arrows choose, Enter goes there, Esc
// closes it.
type Palette struct {
	find  func(typed string) []Target
	none  string
	entry *paletteEntry
	list  *fyne.Container
	found []Target
	at    int
}

// The width of a palette at 100 %, and how many lines it shows.
const (
	paletteWidth = 680
	mostTargets  = 10
)

// NewPalette makes a palette; find gives what fits what was typed, the best first, and none is said where nothing does.
func NewPalette(hint, none string, find func(typed string) []Target) *Palette {
	p := &Palette{find: find, none: none, list: Stack(), entry: &paletteEntry{}}
	p.entry.palette = p
	p.entry.ExtendBaseWidget(p.entry)
	p.entry.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	p.entry.SetPlaceHolder(hint)
	p.entry.OnChanged = func(string) { p.at = 0; p.Again() }
	p.entry.OnSubmitted = func(string) { p.choose(p.at) }
	return p
}

// Show puts it over a window, below its upper edge.
func (p *Palette) Show(c fyne.Canvas) {
	over := ShowOver(c, NewPanel(Wide(paletteWidth, Column(6, p.entry, p.list)), "", 0, 8, 8), nil)
	p.entry.leave = over.Hide
	p.Again()
	c.Focus(p.entry)
}

// Hide closes it.
func (p *Palette) Hide() { p.entry.leave() }

// Again looks anew for what fits, after there is more to find.
func (p *Palette) Again() {
	p.found = p.find(p.entry.Text)
	p.found = p.found[:min(len(p.found), mostTargets)]
	p.at = min(p.at, max(0, len(p.found)-1))
	p.draw()
}

func (p *Palette) draw() {
	p.list.Objects = nil
	for i := range p.found {
		p.list.Add(p.line(i))
	}
	if len(p.found) == 0 {
		p.list.Add(NewPanel(NewText(p.none, theme.ColorNameMuted), "", 0, 8, 7))
	}
	for n := max(1, len(p.found)); n < mostTargets; n++ { // the field stays where it is
		p.list.Add(NewPanel(NewText(" ", theme.ColorNameMuted), "", 0, 8, 7))
	}
	p.list.Refresh()
}

func (p *Palette) line(i int) fyne.CanvasObject {
	t := &p.found[i]
	return newLine(t.Name, i == p.at, func() { p.choose(i) }, func(ink fyne.ThemeColorName, name *Text) fyne.CanvasObject {
		return Row(9, name, NewIcon(t.Icon, ink), name, NewText(t.Kind, theme.ColorNameMuted))
	})
}

// NewLine is a line of a list that is pressed to choose it; one that is marked is where the arrow keys are.
func NewLine(name string, marked bool, do func()) fyne.CanvasObject {
	return newLine(name, marked, do, func(_ fyne.ThemeColorName, name *Text) fyne.CanvasObject { return Row(0, name, name) })
}

func newLine(words string, marked bool, do func(), around func(ink fyne.ThemeColorName, name *Text) fyne.CanvasObject) fyne.CanvasObject {
	ink, back := fynetheme.ColorNameForeground, fyne.ThemeColorName("")
	if marked {
		ink, back = fynetheme.ColorNamePrimary, theme.ColorNamePrimaryBack
	}
	row := NewPanel(around(ink, NewText(words, ink).Shrinking()), back, 0, 8, 7)
	return container.NewStack(row, newPressed(do))
}

// choose closes the palette and goes there.
func (p *Palette) choose(i int) {
	if i >= len(p.found) {
		return
	}
	do := p.found[i].Do
	p.entry.leave()
	do()
}

func (p *Palette) step(by int) {
	if n := len(p.found); n > 0 {
		p.at = (p.at + by + n) % n
		p.draw()
	}
}

// paletteEntry is the field of a palette.
type paletteEntry struct {
	typing.Entry
	palette *Palette
	leave   func()
}

func (e *paletteEntry) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyUp:
		e.palette.step(-1)
	case fyne.KeyDown:
		e.palette.step(1)
	case fyne.KeyEscape:
		e.leave()
	default:
		e.Entry.TypedKey(ev)
	}
}

// TypedShortcut is for keys with Ctrl or Alt; those of the window below are none of the palette's.
func (e *paletteEntry) TypedShortcut(s fyne.Shortcut) {
	if custom, ok := s.(*desktop.CustomShortcut); !ok || typing.InText[custom.KeyName] {
		e.Entry.TypedShortcut(s)
	}
}

// pressed is a place that can be pressed and shows nothing itself.
type pressed struct {
	widget.BaseWidget
	do func()
}

func newPressed(do func()) *pressed {
	p := &pressed{do: do}
	p.ExtendBaseWidget(p)
	return p
}

func (p *pressed) Tapped(*fyne.PointEvent) { p.do() }

func (p *pressed) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}
