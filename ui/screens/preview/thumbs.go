package preview

import (
	"image"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/widgets"
)

// How wide a small picture is, in dots, and how large its place is, at 100 %.
const (
	thumbDots = 160
	thumbSide = 92
)

// thumbs is the list of pages: a small picture and its number each. Only what is in sight is drawn. On screen stands its List, which draws itself.
type thumbs struct {
	*widget.List
	screen *Screen
	asked  map[picture]bool
	filled bool // a page is being chosen by the program, not the person
}

func newThumbs(s *Screen) *thumbs {
	t := &thumbs{screen: s, asked: map[picture]bool{}}
	t.List = widget.NewList(func() int { return len(s.sizes()) }, t.line, t.fill)
	t.HideSeparators = true
	t.OnSelected = func(id widget.ListItemID) {
		if !t.filled {
			s.Turn(id)
			s.Focus()
		}
	}
	return t
}

// Refresh shows the pages anew, the one at hand as chosen.
func (t *thumbs) Refresh() {
	t.List.Refresh()
	if len(t.screen.sizes()) > 0 {
		t.filled = true
		t.Select(t.screen.at)
		t.filled = false
	}
}

func (t *thumbs) line() fyne.CanvasObject {
	img := canvas.NewImageFromImage(nil)
	img.FillMode, img.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	img.SetMinSize(fyne.NewSize(thumbSide, thumbSide))
	number := widgets.NewText("", fynetheme.ColorNameForeground).Aligned(fyne.TextAlignCenter)
	return container.NewBorder(nil, number, nil, nil, img)
}

func (t *thumbs) fill(id widget.ListItemID, o fyne.CanvasObject) {
	line := o.(*fyne.Container).Objects
	for _, part := range line {
		switch part := part.(type) {
		case *canvas.Image:
			part.Image = t.screen.drawn[id]
			if t.screen.drawn[id] == nil {
				part.Image = blank
				t.draw(id)
			}
			part.Refresh()
		case *widgets.Text:
			part.Set(strconv.Itoa(id + 1))
		}
	}
}

var blank = image.NewGray(image.Rect(0, 0, 1, 1))

// draw asks for the small picture of a page, once.
func (t *thumbs) draw(page int) {
	s := t.screen
	p, f := picture{s.looked, page, thumbDots}, s.file
	if f == nil || t.asked[p] {
		return
	}
	t.asked[p] = true
	s.Queue.Aside(func() func() {
		drawn, err := f.Draw(page, thumbDots)
		return func() {
			delete(t.asked, p)
			if err == nil && s.looked == p.looked {
				s.drawn[page] = drawn
				t.RefreshItem(page)
			}
		}
	})
}
