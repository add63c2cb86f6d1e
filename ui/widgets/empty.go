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
		container.New(&widthLayout{460}, how),
	}
	if action != "" {
		parts = append(parts, container.NewCenter(NewPrimaryButton(action, nil, do)))
	}
	return container.NewCenter(container.NewVBox(parts...))
}

// widthLayout gives its objects a width at 100 %, so that a sentence breaks where it is easy to read.
type widthLayout struct{ wide float32 }

func (l *widthLayout) width() float32 {
	return l.wide * fyne.CurrentApp().Settings().Theme().Size(theme.SizeNameUnit)
}

func (l *widthLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(l.width(), 0)
	for _, o := range objects {
		if o.Size().Width != size.Width { // wrapped text knows its height only once it knows its width
			o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		}
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

func (l *widthLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}
