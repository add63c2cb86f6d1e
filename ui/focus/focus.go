// Package focus sees to it that who works with the keyboard alone sees where it is: what gets it is scrolled into sight, and what goes from the screen gives it
// to what came in its place.
//
// It must not know what is shown.
package focus

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Drawn is a widget that is drawn as another object, in which something may take the keyboard.
type Drawn interface {
	Inside() fyne.CanvasObject
}

// parts are the objects in an object, as far as it tells.
func parts(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case *container.Scroll:
		return []fyne.CanvasObject{o.Content}
	case Drawn:
		return []fyne.CanvasObject{o.Inside()}
	}
	return nil
}

// InSight scrolls whatever an object stands in until it is seen. A widget calls it when it gets the keyboard.
func InSight(o fyne.CanvasObject) {
	c := fyne.CurrentApp().Driver().CanvasForObject(o)
	if c == nil {
		return
	}
	for _, x := range slices.Backward(around(c, o)) {
		if s, ok := x.(*container.Scroll); ok {
			reveal(s, o)
		}
	}
}

// around is what an object of a window stands in, from the outside inwards.
func around(c fyne.Canvas, o fyne.CanvasObject) []fyne.CanvasObject {
	root := c.Overlays().Top()
	if root == nil {
		root = c.Content()
	}
	all, _ := path(root, o)
	return all
}

// path is the way from a root to an object.
func path(root, o fyne.CanvasObject) (all []fyne.CanvasObject, found bool) {
	if root == nil || !root.Visible() {
		return nil, false
	}
	if root == o {
		return nil, true
	}
	for _, part := range parts(root) {
		if inner, found := path(part, o); found {
			return append([]fyne.CanvasObject{root}, inner...), true
		}
	}
	return nil, false
}

// margin is how much is shown around what is scrolled into sight, so that one sees that it goes on.
const margin = 8

func reveal(s *container.Scroll, o fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	at := d.AbsolutePositionForObject(o).Subtract(d.AbsolutePositionForObject(s))
	to := s.Offset.AddXY(beyond(at.X, o.Size().Width, s.Size().Width), beyond(at.Y, o.Size().Height, s.Size().Height))
	if to != s.Offset {
		s.ScrollToOffset(to)
	}
}

// beyond is how far something of a length lies beyond the edges of a room; of what is longer than the room the beginning is shown.
func beyond(at, length, room float32) float32 {
	switch {
	case at < 0 || length > room:
		return at - margin
	case at+length > room:
		return min(at-margin, at+length+margin-room)
	}
	return 0
}

// All are the things in an object that can take the keyboard, in the order in which Tab goes through them.
func All(o fyne.CanvasObject) (found []fyne.Focusable) {
	if o == nil || !o.Visible() {
		return nil
	}
	if f, ok := o.(fyne.Focusable); ok {
		if d, ok := o.(fyne.Disableable); !ok || !d.Disabled() {
			found = append(found, f)
		}
	}
	for _, part := range parts(o) {
		found = append(found, All(part)...)
	}
	return found
}

// Leaver is something a person leaves with Esc, from wherever in it the keyboard is.
type Leaver interface {
	Leave()
}

// Escape leaves the innermost of what the keyboard is in and can be left, and says whether something can.
func Escape(c fyne.Canvas) bool {
	o, ok := c.Focused().(fyne.CanvasObject)
	if !ok {
		return false
	}
	for _, x := range slices.Backward(around(c, o)) {
		if l, ok := x.(Leaver); ok {
			l.Leave()
			return true
		}
	}
	return false
}

// Gone says whether what has the keyboard is not on screen any more: what is typed would go where nobody sees it.
func Gone(c fyne.Canvas) bool {
	o, ok := c.Focused().(fyne.CanvasObject)
	return ok && fyne.CurrentApp().Driver().AbsolutePositionForObject(o).IsZero() // so the driver tells of what it does not find; a corner of the window has nothing
}

// Keep lets something be made anew in an object, and gives the keyboard to what then stands where it was. It says false where nothing does, and the keyboard
// is with something that is gone.
func Keep(c fyne.Canvas, in fyne.CanvasObject, do func()) bool {
	at := -1
	if had := c.Focused(); had != nil {
		at = slices.Index(All(in), had)
	}
	do()
	if !Gone(c) {
		return true
	}
	now := All(in)
	if at < 0 || len(now) == 0 {
		return false
	}
	c.Focus(now[min(at, len(now)-1)])
	return true
}
