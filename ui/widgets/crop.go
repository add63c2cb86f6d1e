package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// newCrop lets a layout give some content less width than it needs and cuts off what does not fit, so that what stands beside it keeps its
// place.
func newCrop(content fyne.CanvasObject) *fyne.Container {
	clip := container.NewClip(content)
	clip.MinSize() // a clip that was never asked for its size does not lay out its content
	return container.New(cropLayout{content}, clip)
}

type cropLayout struct{ content fyne.CanvasObject }

func (l cropLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(1, l.content.MinSize().Height)
}

func (cropLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }
