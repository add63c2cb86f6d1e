package widgets

import (
	"fyne.io/fyne/v2"

	"thidua/ui/theme"
)

// NewField sets the name of a field above it.
func NewField(name string, field fyne.CanvasObject) fyne.CanvasObject {
	return Column(3, NewText(name, theme.ColorNameMuted), field)
}

// NewRemark makes a paragraph with the icon of its state before it, which stands beside the first line.
func NewRemark(state State, sentence string) fyne.CanvasObject {
	return Frame(nil, nil, NewPanel(Column(0, stateIcon(state)), "", 0, 0, 3), nil, NewPanel(NewParagraph(sentence), "", 0, 7, 0))
}
