package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"thidua/ui/theme"
)

// rowLayout sets objects side by side at their own widths, centred in height, with a gap at 100 % between them. One of them, if any,
// takes the room that is left.
type rowLayout struct {
	gap  float32
	fill fyne.CanvasObject
}

// Row sets objects side by side with a gap, each in the middle of the height; fill, if it is one of them, takes the room that is left.
func Row(gap float32, fill fyne.CanvasObject, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&rowLayout{gap: gap, fill: fill}, objects...)
}

func (l *rowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
		n++
	}
	size.Width += float32(max(0, n-1)) * theme.Length(l.gap)
	return size
}

func (l *rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := size.Width - l.MinSize(objects).Width
	x := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if o == l.fill {
			m.Width = max(0, m.Width+left)
		}
		o.Move(fyne.NewPos(x, (size.Height-m.Height)/2))
		o.Resize(m)
		x += m.Width + theme.Length(l.gap)
	}
}

// Put shows an object alone in a place; one that stands there already stays as it is.
func Put(place *fyne.Container, o fyne.CanvasObject) {
	if len(place.Objects) != 1 || place.Objects[0] != o {
		place.Objects = []fyne.CanvasObject{o}
		place.Refresh()
	}
}

// Arrange lays columns that stand in each other out again, after something in them was hidden, came back or became longer. Whatever stands in them is
// only moved: Refresh would draw all of it anew.
func Arrange(c *fyne.Container) {
	for _, o := range c.Objects {
		if inner, ok := o.(*fyne.Container); ok && inner.Visible() {
			Arrange(inner)
		}
	}
	if c.Layout != nil {
		c.Layout.Layout(c.Objects, c.Size())
	}
}

// Reveal shows or hides an object; nothing is drawn where it stays as it is.
func Reveal(o fyne.CanvasObject, seen bool) {
	switch {
	case o.Visible() == seen:
		return
	case seen:
		o.Show()
	default:
		o.Hide()
	}
	canvas.Refresh(o)
}

// Stack sets objects below each other without gaps.
func Stack(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(stackLayout{0}, objects...)
}

type stackLayout struct{ gap float32 } // at 100 %

func (l stackLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	shown := 0
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			size.Width = max(size.Width, m.Width)
			size.Height += m.Height
			shown++
		}
	}
	size.Height += float32(max(0, shown-1)) * theme.Length(l.gap)
	return size
}

// Layout moves each object once, to where it stays: another place on the way there would be another frame.
func (l stackLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		if o.Size().Width != size.Width { // wrapped text knows its height only once it knows its width
			o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		}
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(size.Width, h))
		y += h + theme.Length(l.gap)
	}
}

// Frame sets bars at the sides of a centre without gaps; any of the five may be nil.
func Frame(top, bottom, left, right, centre fyne.CanvasObject) *fyne.Container {
	l := &frameLayout{top, bottom, left, right, centre}
	c := container.New(l)
	for _, o := range []fyne.CanvasObject{centre, left, right, top, bottom} {
		if o != nil {
			c.Objects = append(c.Objects, o)
		}
	}
	return c
}

type frameLayout struct{ top, bottom, left, right, centre fyne.CanvasObject }

func leastOf(o fyne.CanvasObject) fyne.Size {
	if o == nil || !o.Visible() {
		return fyne.Size{}
	}
	return o.MinSize()
}

func (l *frameLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	top, bottom, left, right, centre := leastOf(l.top), leastOf(l.bottom), leastOf(l.left), leastOf(l.right), leastOf(l.centre)
	return fyne.NewSize(
		max(top.Width, bottom.Width, left.Width+centre.Width+right.Width),
		top.Height+bottom.Height+max(left.Height, centre.Height, right.Height))
}

func (l *frameLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	put := func(o fyne.CanvasObject, x, y, w, h float32) {
		if o != nil && o.Visible() {
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(max(0, w), max(0, h)))
		}
	}
	if l.top != nil && l.top.Visible() {
		l.top.Resize(fyne.NewSize(size.Width, l.top.MinSize().Height))
	}
	top, bottom := leastOf(l.top).Height, leastOf(l.bottom).Height
	left, right := leastOf(l.left).Width, leastOf(l.right).Width
	middle := size.Height - top - bottom
	put(l.top, 0, 0, size.Width, top)
	put(l.bottom, 0, size.Height-bottom, size.Width, bottom)
	put(l.left, 0, top, left, middle)
	put(l.right, size.Width-right, top, right, middle)
	put(l.centre, left, top, size.Width-left-right, middle)
}
