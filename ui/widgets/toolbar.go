package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/theme"
)

// NewTitleBar is the line above a screen's content: its title, facts beside it, and the screen's buttons at the right.
func NewTitleBar(title string, facts fyne.CanvasObject, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	head := NewText(title, fynetheme.ColorNameForeground).Sized(fynetheme.SizeNameSubHeadingText).Bold()
	space := layout.NewSpacer()
	parts := []fyne.CanvasObject{head}
	if facts != nil {
		parts = append(parts, facts)
	}
	parts = append(parts, space, Row(6, nil, buttons...))
	bar := NewPanel(Row(18, space, parts...), fynetheme.ColorNameBackground, 0, 12, 4)
	return bar
}

// NewToolbar is a line of compact buttons and other small things, with the last of them at the right when right is given.
func NewToolbar(right fyne.CanvasObject, left ...fyne.CanvasObject) fyne.CanvasObject {
	space := layout.NewSpacer()
	parts := append(append([]fyne.CanvasObject{}, left...), space)
	if right != nil {
		parts = append(parts, right)
	}
	return NewPanel(Row(6, space, parts...), theme.ColorNameSurface, Top|Bottom, 12, 3)
}
