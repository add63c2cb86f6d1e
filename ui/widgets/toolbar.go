package widgets

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/theme"
)

// NewTitleBar is the line above a screen's content: its title, facts beside it (nil for none), and the screen's buttons at the right.
// Where the window is too narrow, it breaks into more lines.
func NewTitleBar(title string, facts fyne.CanvasObject, buttons ...fyne.CanvasObject) fyne.CanvasObject {
	left := Flow(18, NewText(title, fynetheme.ColorNameForeground).Sized(fynetheme.SizeNameSubHeadingText).Bold())
	if facts != nil {
		left.Add(facts)
		if l, _ := flowOf(facts); l != nil { // it has a use for what is left
			left.Layout.(*flowLayout).fill = facts
		}
	}
	bar := NewPanel(Bar(18, left, Flow(6, buttons...)), fynetheme.ColorNameBackground, 0, 12, 4)
	bar.least = theme.SizeNameTitleBar
	return bar
}

// NewToolbar is a line of compact buttons and other small things, with right at its right end unless it is nil. Where the window is too
// narrow, it breaks into more lines.
func NewToolbar(right fyne.CanvasObject, left ...fyne.CanvasObject) fyne.CanvasObject {
	end := Flow(6)
	if right != nil {
		end.Add(right)
	}
	return NewPanel(Bar(6, Flow(6, left...), end), theme.ColorNameSurface, Top|Bottom, 12, 3)
}
