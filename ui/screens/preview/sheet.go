package preview

import (
	"image"
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/ui/widgets"
)

// zoom is the size a page is shown at, in percent of its size on paper, or one of the sizes that follow the window.
type zoom int

const (
	fitPage  zoom = -1
	fitWidth zoom = 0
)

// zooms are the sizes that are stepped through, in percent.
var zooms = []zoom{50, 75, 100, 125, 150, 200, 300}

// out and in are the next smaller and larger size; from one that follows the window they lead to 75 and 125 %.
func (z zoom) out() zoom {
	if z <= 0 {
		return 75
	}
	smaller := zooms[0]
	for _, other := range zooms {
		if other < z {
			smaller = other
		}
	}
	return smaller
}

func (z zoom) in() zoom {
	if z <= 0 {
		return 125
	}
	for _, other := range zooms {
		if other > z {
			return other
		}
	}
	return z
}

// What a millimetre is at 100 %, in the toolkit's points (96 of them an inch), and the room around a page.
const (
	perMM  = 96 / 25.4
	margin = 14
)

// sheet is the page that is shown: white paper on the ground of the window, with its picture as soon as it is drawn. It takes the keys that turn pages.
type sheet struct {
	widget.BaseWidget
	screen *Screen
	paper  *canvas.Rectangle
	image  *canvas.Image
	size   fyne.Size // of the page
	shown  picture   // what stands in image
	wanted picture   // what was asked for last
}

// picture is a page at a width in dots.
type picture struct{ looked, page, width int }

func newSheet(s *Screen) *sheet {
	sh := &sheet{screen: s, paper: canvas.NewRectangle(nil), image: canvas.NewImageFromImage(image.NewGray(image.Rect(0, 0, 1, 1)))}
	sh.image.ScaleMode = canvas.ImageScaleSmooth
	sh.ExtendBaseWidget(sh)
	return sh
}

// place sets page and size by what the window has room for, says both, and asks for the picture.
func (s *Screen) place() {
	sizes := s.sizes()
	if len(sizes) == 0 {
		s.where.Set("")
		s.scale.Set("")
		s.sheet.size, s.sheet.shown = fyne.Size{}, picture{}
		s.sheet.image.Hide()
		s.sheet.Refresh()
		return
	}
	page, room := sizes[s.at], s.scroll.Size()
	full := fyne.NewSize(float32(page.Width*perMM), float32(page.Height*perMM))
	factor := float32(s.zoom) / 100
	if s.zoom <= 0 {
		factor = (room.Width - 2*margin) / full.Width
		if s.zoom == fitPage {
			factor = min(factor, (room.Height-2*margin)/full.Height)
		}
		factor = min(max(factor, 0.1), 3)
	}
	s.sheet.size = fyne.NewSize(full.Width*factor, full.Height*factor)
	s.where.Set(text.T("ui.preview.page", "page", s.at+1, "count", len(sizes)))
	s.scale.Set(text.T("ui.percent", "value", int(factor*100+.5)))
	s.sheet.Refresh()
	s.scroll.Refresh()
	s.sheet.want()
}

// want asks for the picture of the page at the size it has on this screen, unless it is there or on its way.
func (sh *sheet) want() {
	s := sh.screen
	width := int(sh.size.Width*s.Window.Canvas().Scale() + .5)
	p := picture{s.looked, s.at, width}
	if width < 1 || p == sh.wanted {
		return
	}
	if p == sh.shown { // back to it, before what was asked for meanwhile was drawn
		sh.wanted = p
		sh.image.Show()
		sh.Refresh()
		return
	}
	sh.wanted = p
	if sh.shown.page != p.page || sh.shown.looked != p.looked {
		sh.image.Hide()
	}
	f := s.file
	s.Queue.Aside(func() func() {
		drawn, err := f.Draw(p.page, p.width)
		return func() {
			if sh.wanted != p || s.looked != p.looked {
				return // something else is looked at by now
			}
			if err != nil {
				sh.wanted = picture{} // whoever comes back to the page asks anew
				s.Failed("drawing page "+strconv.Itoa(p.page), err)
				s.Tell(widgets.Bad, text.Error(err))
				return
			}
			sh.shown, sh.image.Image = p, drawn
			sh.image.Show()
			sh.image.Refresh() // its dots go to the graphics card anew
			sh.Refresh()
		}
	})
}

func (sh *sheet) MinSize() fyne.Size {
	return fyne.NewSize(sh.size.Width+2*margin, sh.size.Height+2*margin)
}

func (sh *sheet) FocusGained() {}
func (sh *sheet) FocusLost()   {}
func (sh *sheet) TypedRune(r rune) {
	switch r {
	case '+', '=':
		sh.screen.Zoom(sh.screen.zoom.in())
	case '-':
		sh.screen.Zoom(sh.screen.zoom.out())
	}
}

// TypedKey turns pages, moves over a large one, and leads back.
func (sh *sheet) TypedKey(ev *fyne.KeyEvent) {
	s := sh.screen
	switch ev.Name {
	case fyne.KeyPageDown, fyne.KeyRight, fyne.KeySpace:
		s.Turn(s.at + 1)
	case fyne.KeyPageUp, fyne.KeyLeft:
		s.Turn(s.at - 1)
	case fyne.KeyHome:
		s.Turn(0)
	case fyne.KeyEnd:
		s.Turn(len(s.sizes()) - 1)
	case fyne.KeyDown, fyne.KeyUp:
		step := s.scroll.Size().Height / 8
		if ev.Name == fyne.KeyUp {
			step = -step
		}
		s.scroll.Offset.Y = min(max(s.scroll.Offset.Y+step, 0), max(sh.MinSize().Height-s.scroll.Size().Height, 0))
		s.scroll.Refresh()
	case fyne.KeyEscape:
		s.hooks.Back()
	default:
		typing.Pass(sh, ev)
	}
}

// Tapped gives the keys back to the page.
func (sh *sheet) Tapped(*fyne.PointEvent) { sh.screen.Focus() }

func (sh *sheet) CreateRenderer() fyne.WidgetRenderer { return &sheetRenderer{sh} }

type sheetRenderer struct{ *sheet }

func (r *sheetRenderer) Destroy() {}
func (r *sheetRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.paper, r.image}
}

// Layout puts the page in the middle of the room it has.
func (r *sheetRenderer) Layout(room fyne.Size) {
	at := fyne.NewPos(max((room.Width-r.size.Width)/2, margin), max((room.Height-r.size.Height)/2, margin))
	r.image.Resize(r.size)
	r.image.Move(at)
	r.paper.Resize(r.size.AddWidthHeight(2, 2)) // its edge is seen around the picture
	r.paper.Move(at.SubtractXY(1, 1))
}

func (r *sheetRenderer) Refresh() {
	r.paper.Hidden = r.size.IsZero()
	r.paper.FillColor = color.White
	r.paper.StrokeColor, r.paper.StrokeWidth = r.Theme().Color(fynetheme.ColorNameSeparator, fyne.CurrentApp().Settings().ThemeVariant()), 1
	r.Layout(r.sheet.Size())
	canvas.Refresh(r.sheet)
}

// room is where the page lies: told its size, it lets pages that follow the window follow it.
type room struct {
	widget.BaseWidget
	screen *Screen
}

func newRoom(s *Screen) *room {
	r := &room{screen: s}
	r.ExtendBaseWidget(r)
	return r
}

func (r *room) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.screen.scroll) }

func (r *room) MinSize() fyne.Size { return fyne.NewSize(200, 120) }

func (r *room) Resize(size fyne.Size) {
	if size == r.Size() {
		return
	}
	r.BaseWidget.Resize(size)
	r.screen.scroll.Resize(size)
	if r.screen.zoom <= 0 {
		r.screen.place()
	}
}
