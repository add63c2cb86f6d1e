package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Badge is a word with the icon and the colours of its state.
type Badge struct {
	widget.BaseWidget
	icon  *Icon
	word  *Text
	panel *Panel
}

// NewBadge makes a badge.
func NewBadge(word string, state State) *Badge {
	b := &Badge{icon: stateIcon(state), word: NewText(word, stateLooks[state].ink)}
	b.panel = NewPanel(Row(4, nil, b.icon, b.word), stateLooks[state].back, 0, 6, 2)
	b.panel.rounded = true
	b.ExtendBaseWidget(b)
	return b
}

// Set changes word and state.
func (b *Badge) Set(word string, state State) {
	look := stateLooks[state]
	b.word.Set(word)
	b.word.SetColour(look.ink)
	b.icon.setState(state)
	b.panel.setBack(look.back)
	b.Refresh()
}

// CreateRenderer is called by the toolkit.
func (b *Badge) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.panel) }
