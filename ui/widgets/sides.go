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
