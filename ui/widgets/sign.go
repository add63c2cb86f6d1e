package widgets

import "fyne.io/fyne/v2"

// NewSign makes one line of text in the colour of its state, with the state's icon before it.
func NewSign(state State, sentence string) fyne.CanvasObject {
	text := NewText(sentence, stateLooks[state].ink).Shrinking()
	return Row(6, text, stateIcon(state), text)
}
