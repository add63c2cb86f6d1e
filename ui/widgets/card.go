package widgets

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// NewCard makes one part of a column: a heading and what stands below it, with a hairline at its foot.
func NewCard(heading string, parts ...fyne.CanvasObject) *Panel {
	title := NewText(heading, fynetheme.ColorNameForeground).Bold()
	return NewPanel(Column(8, append([]fyne.CanvasObject{title}, parts...)...), "", Bottom, 16, 13)
}
