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
	if action == "" {
		return NewStop(picture, title, next)
	}
	return NewStop(picture, title, next, container.NewCenter(NewPrimaryButton(action, nil, do)))
}

// stopWidth is how wide the sentences of an empty screen are at most, at 100 %.
const stopWidth = 460

// NewStop makes what stands where nothing else can be shown: an icon, what is the matter, the next step, and what there is to choose from.
func NewStop(picture fyne.Resource, title, next string, choice ...fyne.CanvasObject) fyne.CanvasObject {
	icon := NewIcon(picture, theme.ColorNameMuted)
	icon.wide = 40
	icon.Hidden = picture == nil
	how := widget.NewLabel(next)
	how.Wrapping = fyne.TextWrapWord
	how.Alignment = fyne.TextAlignCenter
	parts := []fyne.CanvasObject{
		container.NewCenter(icon),
		NewText(title, fynetheme.ColorNameForeground).Sized(fynetheme.SizeNameSubHeadingText).Bold().Aligned(fyne.TextAlignCenter),
		how,
	}
	return container.New(&upToLayout{wide: stopWidth, middle: true}, container.NewVBox(append(parts, choice...)...))
}
