package testwindow

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Frames counts how often something would be drawn while do runs: the window draws once for everything an event changed, and once more whenever something
// that comes later, such as a reading, changes what is on screen. What the driver without a display leaves out, and the real one draws after, is counted too.
func (w *Window) Frames(do func()) (frames int) {
	w.T.Helper()
	w.Settle()
	app, asked := fyne.CurrentApp(), false
	fyne.SetCurrentApp(&watched{app, &watchedDriver{app.Driver(), &asked}})
	defer fyne.SetCurrentApp(app)
	least := leastSizes{}
	least.fit(w.Host.Window.Content())
	asked = false
	draw := func() {
		for asked { // fitting what became larger is seen in the frame after
			frames++
			asked = false
			least.fit(w.Host.Window.Content())
		}
	}
	do()
	draw()
	for w.step() {
		draw()
	}
	return frames
}

// watched is an app whose canvases tell when something asks to be drawn.
type watched struct {
	fyne.App
	driver *watchedDriver
}

func (a *watched) Driver() fyne.Driver { return a.driver }

type watchedDriver struct {
	fyne.Driver
	asked *bool
}

func (d *watchedDriver) CanvasForObject(o fyne.CanvasObject) fyne.Canvas {
	if c := d.Driver.CanvasForObject(o); c != nil {
		return &watchedCanvas{c, d.asked}
	}
	return nil
}

// StartAnimation draws from then on; a blinking cursor is one.
func (d *watchedDriver) StartAnimation(a *fyne.Animation) {
	*d.asked = true
	d.Driver.StartAnimation(a)
}

type watchedCanvas struct {
	fyne.Canvas
	asked *bool
}

func (c *watchedCanvas) Refresh(o fyne.CanvasObject) {
	*c.asked = true
	c.Canvas.Refresh(o)
}

// SetDirty is what the toolkit calls where something was only moved.
func (c *watchedCanvas) SetDirty() { *c.asked = true }

// leastSizes are those that objects had when they were drawn last. Before it draws, the real canvas lays out anew what holds something whose least size
// changed since; this one does the same.
type leastSizes map[fyne.CanvasObject]fyne.Size

func (s leastSizes) fit(o fyne.CanvasObject) (changed bool) {
	if o == nil || !o.Visible() {
		return false
	}
	inner := false
	switch o := o.(type) {
	case *fyne.Container:
		for _, part := range o.Objects {
			inner = s.fit(part) || inner
		}
		if inner && o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
	case fyne.Widget:
		r := test.WidgetRenderer(o)
		for _, part := range r.Objects() {
			inner = s.fit(part) || inner
		}
		if inner {
			r.Layout(o.Size())
		}
	}
	before, known := s[o]
	s[o] = o.MinSize()
	return !known || before != s[o]
}
