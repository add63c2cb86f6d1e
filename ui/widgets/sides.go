package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/ui/theme"
)

// Side is a column beside a centre: so wide at 100 %, but never more than a share of the room, so that large letters on a small screen leave
// something to the others.
type Side struct {
	Object fyne.CanvasObject
	Wide   float32
	Most   float32 // of 1
}

// Sides sets columns at the sides of a centre; either may be nil.
func Sides(left, right *Side, centre fyne.CanvasObject) *fyne.Container {
	l := &sidesLayout{left, right, centre}
	c := container.New(l, centre)
	for _, s := range []*Side{left, right} {
		if s != nil {
			c.Objects = append(c.Objects, s.Object)
		}
	}
	return c
}

type sidesLayout struct {
	left, right *Side
	centre      fyne.CanvasObject
}

func (s *Side) width(room float32) float32 {
	if s == nil {
		return 0
	}
	return float32(int(min(theme.Length(s.Wide), s.Most*room)))
}

// MinSize asks for no width: whatever there is is shared.
func (l *sidesLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

func (l *sidesLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	left, right := l.left.width(size.Width), l.right.width(size.Width)
	if l.left != nil {
		l.left.Object.Move(fyne.NewPos(0, 0))
		l.left.Object.Resize(fyne.NewSize(left, size.Height))
	}
	if l.right != nil {
		l.right.Object.Move(fyne.NewPos(size.Width-right, 0))
		l.right.Object.Resize(fyne.NewSize(right, size.Height))
	}
	l.centre.Move(fyne.NewPos(left, 0))
	l.centre.Resize(fyne.NewSize(size.Width-left-right, size.Height))
}

// Flow sets objects side by side and goes on below where the room ends.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowLayout{gap: gap}, objects...)
}

type flowLayout struct {
	gap  float32
	room float32 // as last laid out
}

// place walks through the objects as they stand in a width and gives the height they need.
func (l *flowLayout) place(objects []fyne.CanvasObject, room float32, put func(o fyne.CanvasObject, pos fyne.Position, size fyne.Size)) float32 {
	gap := theme.Length(l.gap)
	var x, y, high float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if x > 0 && room > 0 && x+size.Width > room {
			x, y, high = 0, y+high+gap, 0
		}
		if room > 0 {
			size.Width = min(size.Width, room)
		}
		put(o, fyne.NewPos(x, y), size)
		x += size.Width + gap
		high = max(high, size.Height)
	}
	return y + high
}

func (l *flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(1, l.place(objects, l.room, func(fyne.CanvasObject, fyne.Position, fyne.Size) {}))
}

func (l *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.room = size.Width
	l.place(objects, size.Width, func(o fyne.CanvasObject, pos fyne.Position, size fyne.Size) {
		o.Move(pos)
		o.Resize(size)
	})
}
