package widgets

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/theme"
)

// NewTitleBar is the line above a screen's content: its title, facts beside it (nil for none), and the screen's buttons at the right.
// Where the window is too narrow, facts are cut off and buttons stay.
func NewTitleBar(title string, facts fyne.CanvasObject, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	head := NewText(title, fynetheme.ColorNameForeground).Sized(fynetheme.SizeNameSubHeadingText).Bold()
	if facts == nil {
		facts = Row(0, nil)
	}
	middle := newCrop(NewPanel(facts, "", 0, 0, 3)) // letters reach below their line, and a crop would cut them
	bar := NewPanel(Row(18, middle, head, middle, Row(6, nil, buttons...)), fynetheme.ColorNameBackground, 0, 12, 4)
	bar.least = theme.SizeNameTitleBar
	return bar
}

// NewToolbar is a line of compact buttons and other small things, with right at its right end unless it is nil. Where the window is too
// narrow, the last of the others are cut off.
func NewToolbar(right fyne.CanvasObject, left ...fyne.CanvasObject) fyne.CanvasObject {
	rest := newCrop(Row(6, nil, left...))
	parts := []fyne.CanvasObject{rest}
	if right != nil {
		parts = append(parts, right)
	}
	return NewPanel(Row(6, rest, parts...), theme.ColorNameSurface, Top|Bottom, 12, 3)
}
