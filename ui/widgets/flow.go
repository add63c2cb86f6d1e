package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/ui/focus"
	"thidua/ui/theme"
)

// Flow sets objects side by side, each in the middle of its line's height, and goes on below where the room ends.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return Line(gap, nil, objects...)
}

// Line is a Flow in which fill, as long as all stand in one line, takes the room that is left; a text that shrinks gives up room of its own
// first. The gaps are lengths at 100 %.
func Line(gap float32, fill fyne.CanvasObject, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&flowLayout{gap: gap, fill: fill}, objects...)
}

// shrunk is how narrow a text that shrinks becomes, at 100 %, before others go to the next line.
const shrunk = 150

type flowLayout struct {
	gap  float32
	fill fyne.CanvasObject
	end  bool    // the lines stand at the right end
	room float32 // as last laid out
}

// flowOf is the flow that an object is, or that it is drawn as; nil if it is none.
func flowOf(o fyne.CanvasObject) (*flowLayout, []fyne.CanvasObject) {
	switch o := o.(type) {
	case *fyne.Container:
		if l, ok := o.Layout.(*flowLayout); ok {
			return l, o.Objects
		}
	case focus.Drawn:
		return flowOf(o.Inside())
	}
	return nil, nil
}

// inLine is the width that an object needs in one line; least says whether a text that shrinks is as narrow as it may become.
func inLine(o fyne.CanvasObject, least bool) float32 {
	if l, objects := flowOf(o); l != nil {
		return l.line(objects, least)
	}
	if t, ok := o.(*Text); ok && t.shrink {
		whole := fyne.MeasureText(t.text, t.high(), t.style).Width
		if least {
			return min(whole, theme.Length(shrunk))
		}
		return whole
	}
	return o.MinSize().Width
}

// highAt is the height that an object needs in a width.
func highAt(o fyne.CanvasObject, width float32) float32 {
	if l, objects := flowOf(o); l != nil {
		return l.high(objects, width)
	}
	return o.MinSize().Height
}

// line is the width that the objects need in one line.
func (l *flowLayout) line(objects []fyne.CanvasObject, least bool) float32 {
	width, gap := float32(0), float32(0)
	for _, o := range objects {
		if o.Visible() {
			width += gap + inLine(o, least)
			gap = theme.Length(l.gap)
		}
	}
	return width
}

// place walks through the objects as they stand in a width, 0 for one that is not known yet, and gives the height they need.
func (l *flowLayout) place(objects []fyne.CanvasObject, room float32, put func(o fyne.CanvasObject, pos fyne.Position, size fyne.Size)) float32 {
	gap := theme.Length(l.gap)
	spare, one := float32(0), room <= 0
	if room > 0 && l.line(objects, true) <= room {
		spare, one = room-l.line(objects, false), true
	}
	var y float32
	var row []fyne.CanvasObject
	var sizes []fyne.Size
	var x, high float32
	done := func() {
		at := float32(0)
		if l.end && room > 0 {
			at = room - x
		}
		for i, o := range row {
			put(o, fyne.NewPos(at, y+(high-sizes[i].Height)/2), sizes[i])
			at += sizes[i].Width + gap
		}
		y += high + gap
		row, sizes, x, high = row[:0], sizes[:0], 0, 0
	}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		width := inLine(o, false)
		if one && spare > 0 && o == l.fill {
			width += spare
		}
		if one && spare < 0 {
			give := min(-spare, width-inLine(o, true))
			width, spare = width-give, spare+give
		}
		if room > 0 {
			if !one && len(row) > 0 && x+gap+width > room {
				done()
			}
			width = min(width, room)
		}
		size := fyne.NewSize(width, highAt(o, width))
		if len(row) > 0 {
			x += gap
		}
		row, sizes = append(row, o), append(sizes, size)
		x, high = x+width, max(high, size.Height)
	}
	if len(row) > 0 {
		done()
	}
	return max(0, y-gap)
}

// high is the height that the objects need in a width.
func (l *flowLayout) high(objects []fyne.CanvasObject, room float32) float32 {
	return l.place(objects, room, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
}

func (l *flowLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(1, l.high(objects, l.room))
}

func (l *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.room = size.Width
	l.place(objects, size.Width, func(o fyne.CanvasObject, pos fyne.Position, size fyne.Size) {
		o.Move(pos)
		o.Resize(size)
	})
}

// Bar sets what it is about at the left and what is at the right end in one line where they fit; else the left breaks into lines beside the
// right, or, where that takes half of the room, above it.
func Bar(gap float32, left, right *fyne.Container) *fyne.Container {
	if l, _ := flowOf(right); l != nil {
		l.end = true
	}
	return container.New(&barLayout{gap: gap, left: left, right: right}, left, right)
}

type barLayout struct {
	gap         float32
	left, right fyne.CanvasObject
	room        float32 // as last laid out
}

// parts are the widths of both in a width, and whether the right stands below.
func (l *barLayout) parts(room float32) (left, right float32, below bool) {
	left, right = inLine(l.left, true), inLine(l.right, true)
	if right == 0 {
		return room, 0, false
	}
	gap := theme.Length(l.gap)
	if left+gap+right <= room || right <= room/2 {
		return room - right - gap, right, false
	}
	return room, room, true
}

func (l *barLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	if l.room <= 0 {
		return fyne.NewSize(1, max(l.left.MinSize().Height, l.right.MinSize().Height))
	}
	left, right, below := l.parts(l.room)
	a, b := highAt(l.left, left), highAt(l.right, right)
	if below {
		return fyne.NewSize(1, a+theme.Length(l.gap)/2+b)
	}
	return fyne.NewSize(1, max(a, b))
}

func (l *barLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.room = size.Width
	left, right, below := l.parts(size.Width)
	a, b := highAt(l.left, left), highAt(l.right, right)
	if below {
		l.left.Move(fyne.NewPos(0, 0))
		l.right.Move(fyne.NewPos(0, size.Height-b))
	} else {
		l.left.Move(fyne.NewPos(0, (size.Height-a)/2))
		l.right.Move(fyne.NewPos(size.Width-right, (size.Height-b)/2))
	}
	l.left.Resize(fyne.NewSize(left, a))
	l.right.Resize(fyne.NewSize(right, b))
}
