package widgets

import ()

// Badge is a word with the icon and the colours of its state.
type Badge struct {
	made
	icon  *Icon
	word  *Text
	panel *Panel
}

// NewBadge makes a badge.
func NewBadge(word string, state State) *Badge {
	b := &Badge{icon: stateIcon(state), word: NewText(word, stateLooks[state].ink)}
	b.panel = NewPanel(Row(4, nil, b.icon, b.word), stateLooks[state].back, 0, 6, 2)
	b.panel.rounded, b.drawn = true, b.panel
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
