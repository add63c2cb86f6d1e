package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/theme"
)

// NewEmpty makes what an empty screen shows: an icon, what is not there yet, the next step, and the button for it (none when action is
// "").
func NewEmpty(picture fyne.Resource, title, next, action string, do func()) fyne.CanvasObject {
	icon := NewIcon(picture, theme.ColorNameMuted)
	icon.wide = 40
	icon.Hidden = picture == nil
	how := widget.NewLabel(next)
	how.Wrapping = fyne.TextWrapWord
	how.Alignment = fyne.TextAlignCenter
	parts := []fyne.CanvasObject{
		container.NewCenter(icon),
		NewText(title, fynetheme.ColorNameForeground).Sized(fynetheme.SizeNameSubHeadingText).Bold().Aligned(fyne.TextAlignCenter),
		Wide(460, how),
	}
	if action != "" {
		parts = append(parts, container.NewCenter(NewPrimaryButton(action, nil, do)))
	}
	return container.NewCenter(container.NewVBox(parts...))
}
