package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// bar is a scroll bar of a grid: it shows which part is in the window, can be dragged, and moves by a window when clicked beside.
type bar struct {
	widget.BaseWidget
	grid        *Grid
	down        bool
	thumb       *canvas.Rectangle
	part, whole float32 // length in the window, and of everything
	offset      float32
}

var (
	_ fyne.Draggable    = (*bar)(nil)
	_ desktop.Mouseable = (*bar)(nil)
)

func newBar(g *Grid, down bool) *bar {
	b := &bar{grid: g, down: down, thumb: canvas.NewRectangle(color.Transparent)}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is called by the toolkit.
func (b *bar) CreateRenderer() fyne.WidgetRenderer { return &barRenderer{bar: b} }

// place puts the bar beside what it scrolls; it hides when everything is in the window.
func (b *bar) place(pos fyne.Position, size fyne.Size, offset, part, whole float32) {
	b.offset, b.part, b.whole = offset, part, whole
	if part >= whole || size.Width <= 0 || size.Height <= 0 {
		b.Hide()
		return
	}
	b.Show()
	b.Move(pos)
	if b.Size() != size {
		b.Resize(size)
	}
	b.layThumb()
}

// leastThumb is the shortest thumb that can still be caught with a mouse.
const leastThumb = 24

// track is the length the thumb can move in, and the thumb's own length.
func (b *bar) track() (room, thumb float32) {
	length := b.Size().Width
	if b.down {
		length = b.Size().Height
	}
	if b.whole <= 0 {
		return 0, length
	}
	thumb = min(length, max(leastThumb, length*b.part/b.whole))
	return length - thumb, thumb
}

func (b *bar) layThumb() {
	room, length := b.track()
	at := float32(0)
	if b.whole > b.part {
		at = room * b.offset / (b.whole - b.part)
	}
	b.thumb.FillColor = b.grid.Theme().Color(fynetheme.ColorNameScrollBar, fynetheme.VariantLight)
	b.thumb.CornerRadius = 3
	if b.down {
		b.thumb.Move(fyne.NewPos(2, at))
		b.thumb.Resize(fyne.NewSize(b.Size().Width-4, length))
	} else {
		b.thumb.Move(fyne.NewPos(at, 2))
		b.thumb.Resize(fyne.NewSize(length, b.Size().Height-4))
	}
}

func (b *bar) scroll(by float32) {
	if b.down {
		b.grid.scroll.by(0, by)
	} else {
		b.grid.scroll.by(by, 0)
	}
}

// Dragged moves the window with the thumb.
func (b *bar) Dragged(ev *fyne.DragEvent) {
	room, _ := b.track()
	if room <= 0 {
		return
	}
	moved := ev.Dragged.DX
	if b.down {
		moved = ev.Dragged.DY
	}
	b.scroll(moved * (b.whole - b.part) / room)
}

// DragEnd is called by the toolkit.
func (b *bar) DragEnd() {}

// MouseDown beside the thumb moves by a window. The keyboard stays with the grid.
func (b *bar) MouseDown(ev *desktop.MouseEvent) {
	b.grid.Commit()
	b.grid.Focus()
	at, thumb, length := ev.Position.X, b.thumb.Position().X, b.thumb.Size().Width
	if b.down {
		at, thumb, length = ev.Position.Y, b.thumb.Position().Y, b.thumb.Size().Height
	}
	switch {
	case at < thumb:
		b.scroll(-b.part)
	case at > thumb+length:
		b.scroll(b.part)
	}
}

// MouseUp is called by the toolkit.
func (b *bar) MouseUp(*desktop.MouseEvent) {}

type barRenderer struct{ bar *bar }

func (r *barRenderer) Destroy()                     {}
func (r *barRenderer) Layout(fyne.Size)             { r.bar.layThumb() }
func (r *barRenderer) MinSize() fyne.Size           { return fyne.NewSize(4, 4) }
func (r *barRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.bar.thumb} }
func (r *barRenderer) Refresh()                     { r.bar.layThumb() }
