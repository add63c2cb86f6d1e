package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Over is something in the middle of a window, above all that is in it. It has its size from the window as it is, also after that grew or shrank.
type Over struct {
	made
	canvas fyne.Canvas
	before fyne.Focusable // what had the keyboard
}

// ShowOver shows something over a window, never larger than that is. fit says how large it is in a window of a size; nil: as large as it needs to be.
func ShowOver(c fyne.Canvas, content fyne.CanvasObject, fit func(room fyne.Size) fyne.Size) *Over {
	o := &Over{canvas: c, before: c.Focused()}
	panel := NewPanel(content, fynetheme.ColorNameOverlayBackground, 0, 0, 0)
	panel.rounded = true
	if fit == nil {
		fit = func(fyne.Size) fyne.Size { return panel.MinSize() }
	}
	blur := canvas.NewBlur(fyne.CurrentApp().Settings().Theme().Size(fynetheme.SizeNameModalBlurRadius))
	shade := NewPanel(container.NewStack(), fynetheme.ColorNameShadow, 0, 0, 0)
	o.drawn = container.New(&overLayout{fit}, blur, shade, panel)
	o.ExtendBaseWidget(o)
	c.Overlays().Add(o)
	return o
}

// Hide takes it away; the keyboard returns to where it was.
func (o *Over) Hide() {
	o.canvas.Overlays().Remove(o)
	if o.before != nil {
		o.canvas.Focus(o.before)
	}
}

// overLayout stretches all but the last over the window, and sets that in the middle.
type overLayout struct{ fit func(fyne.Size) fyne.Size }

// MinSize is nothing: what stands over a window does not keep it from being made smaller.
func (*overLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (l *overLayout) Layout(objects []fyne.CanvasObject, room fyne.Size) {
	last := len(objects) - 1
	for _, o := range objects[:last] {
		o.Resize(room)
	}
	size := l.fit(room)
	size = fyne.NewSize(min(size.Width, room.Width), min(size.Height, room.Height))
	objects[last].Resize(size)
	objects[last].Move(fyne.NewPos((room.Width-size.Width)/2, (room.Height-size.Height)/2))
}
