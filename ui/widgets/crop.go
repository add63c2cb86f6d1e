package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// crop lets a layout give its content less width than it needs and cuts off what does not fit, so that what stands beside it keeps its
// place.
type crop struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

func newCrop(content fyne.CanvasObject) *crop {
	c := &crop{content: content}
	c.ExtendBaseWidget(c)
	return c
}

func (c *crop) CreateRenderer() fyne.WidgetRenderer {
	clip := container.NewClip(c.content)
	clip.MinSize() // a clip that was never asked for its size does not lay out its content
	return &cropRenderer{crop: c, clip: clip}
}

type cropRenderer struct {
	crop *crop
	clip *container.Clip
}

func (r *cropRenderer) Destroy()                     {}
func (r *cropRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.clip} }
func (r *cropRenderer) Layout(size fyne.Size)        { r.clip.Resize(size) }
func (r *cropRenderer) Refresh()                     { r.clip.Refresh() }
func (r *cropRenderer) MinSize() fyne.Size {
	return fyne.NewSize(1, r.crop.content.MinSize().Height)
}
