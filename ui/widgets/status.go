package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/theme"
)

// StatusPart is one piece of the status bar.
type StatusPart struct {
	Text  string
	State State // Neutral shows no icon
}

// StatusBar is the line at the foot of the window: what goes on at the left, a hint at the right.
type StatusBar struct {
	widget.BaseWidget
	parts *fyne.Container
	panel *Panel
}

// NewStatusBar makes an empty bar with a hint at its right end.
func NewStatusBar(hint string) *StatusBar {
	b := &StatusBar{parts: Row(14, nil)}
	left := newCrop(NewPanel(b.parts, "", 0, 0, 3)) // letters reach a little below the height they are measured with
	b.panel = NewPanel(Row(14, left, left, NewText(hint, theme.ColorNameMuted)), theme.ColorNameSurface, Top, 12, 2)
	b.panel.least = theme.SizeNameBar
	b.ExtendBaseWidget(b)
	return b
}

// Set shows other pieces.
func (b *StatusBar) Set(parts ...StatusPart) {
	b.parts.Objects = nil
	for _, p := range parts {
		b.parts.Objects = append(b.parts.Objects, Row(5, nil, stateIcon(p.State), NewText(p.Text, stateLooks[p.State].ink)))
	}
	b.parts.Refresh()
	b.Refresh()
}

// CreateRenderer is called by the toolkit.
func (b *StatusBar) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.panel) }
