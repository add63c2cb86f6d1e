package widgets

import (
	"fyne.io/fyne/v2"

	"thidua/ui/theme"
)

// StatusPart is one piece of the status bar.
type StatusPart struct {
	Text  string
	State State // Neutral shows no icon
}

// StatusBar is the line at the foot of the window: what goes on at the left, a hint at the right.
type StatusBar struct {
	made
	parts *fyne.Container
	says  []StatusPart
}

// NewStatusBar makes an empty bar with a hint at its right end.
func NewStatusBar(hint string) *StatusBar {
	b := &StatusBar{parts: Flow(14)}
	panel := NewPanel(Bar(14, b.parts, Flow(0, NewText(hint, theme.ColorNameMuted))), theme.ColorNameSurface, Top, 12, 2)
	panel.least, b.drawn = theme.SizeNameBar, panel
	b.ExtendBaseWidget(b)
	return b
}

// Set shows other pieces.
func (b *StatusBar) Set(parts ...StatusPart) {
	b.parts.Objects, b.says = nil, parts
	for _, p := range parts {
		b.parts.Objects = append(b.parts.Objects, Row(5, nil, stateIcon(p.State), NewText(p.Text, stateLooks[p.State].ink)))
	}
	b.parts.Refresh()
	b.Refresh()
}

// Says is what it shows.
func (b *StatusBar) Says() []StatusPart { return b.says }
