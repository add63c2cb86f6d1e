package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/theme"
)

// Edge is a side of a panel that carries a hairline.
type Edge uint8

// The sides; they add up.
const (
	Top Edge = 1 << iota
	Bottom
	Left
	Right
)

// Panel puts a background of the theme, and hairlines at chosen sides, behind some content.
type Panel struct {
	widget.BaseWidget
	content  fyne.CanvasObject
	back     fyne.ThemeColorName
	edges    Edge
	padX     float32 // at 100 %
	padY     float32
	least    fyne.ThemeSizeName // least height, "" = as the content
	rounded  bool
	leastWid fyne.ThemeSizeName
}

// NewPanel makes a panel; padX and padY are the room around the content at 100 % of size.
func NewPanel(content fyne.CanvasObject, back fyne.ThemeColorName, edges Edge, padX, padY float32) *Panel {
	p := &Panel{content: content, back: back, edges: edges, padX: padX, padY: padY}
	p.ExtendBaseWidget(p)
	return p
}

// Inside is what stands in the panel.
func (p *Panel) Inside() fyne.CanvasObject { return p.content }

func (p *Panel) setBack(back fyne.ThemeColorName) {
	p.back = back
	p.Refresh()
}

// CreateRenderer is called by the toolkit.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	r := &panelRenderer{panel: p, back: canvas.NewRectangle(color.Transparent)}
	r.objects = []fyne.CanvasObject{r.back}
	for _, e := range []Edge{Top, Bottom, Left, Right} {
		if p.edges&e != 0 {
			line := canvas.NewRectangle(color.Transparent)
			r.lines = append(r.lines, edgeLine{e, line})
			r.objects = append(r.objects, line)
		}
	}
	r.objects = append(r.objects, p.content)
	r.colour()
	return r
}

type edgeLine struct {
	edge Edge
	rect *canvas.Rectangle
}

type panelRenderer struct {
	panel   *Panel
	back    *canvas.Rectangle
	lines   []edgeLine
	objects []fyne.CanvasObject
}

func (r *panelRenderer) Destroy()                     {}
func (r *panelRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *panelRenderer) pad() (x, y float32) {
	unit := r.panel.Theme().Size(theme.SizeNameUnit)
	return r.panel.padX * unit, r.panel.padY * unit
}

func (r *panelRenderer) MinSize() fyne.Size {
	x, y := r.pad()
	size := r.panel.content.MinSize().AddWidthHeight(2*x, 2*y)
	if r.panel.least != "" {
		size.Height = max(size.Height, r.panel.Theme().Size(r.panel.least))
	}
	if r.panel.leastWid != "" {
		size.Width = max(size.Width, r.panel.Theme().Size(r.panel.leastWid))
	}
	return size
}

func (r *panelRenderer) Layout(size fyne.Size) {
	x, y := r.pad()
	r.back.Resize(size)
	for _, l := range r.lines {
		switch l.edge {
		case Top, Bottom:
			l.rect.Resize(fyne.NewSize(size.Width, 1))
		default:
			l.rect.Resize(fyne.NewSize(1, size.Height))
		}
		switch l.edge {
		case Bottom:
			l.rect.Move(fyne.NewPos(0, size.Height-1))
		case Right:
			l.rect.Move(fyne.NewPos(size.Width-1, 0))
		}
	}
	r.panel.content.Move(fyne.NewPos(x, y))
	r.panel.content.Resize(fyne.NewSize(max(0, size.Width-2*x), max(0, size.Height-2*y)))
}

func (r *panelRenderer) colour() {
	th := r.panel.Theme()
	r.back.FillColor = color.Transparent
	if r.panel.back != "" {
		r.back.FillColor = th.Color(r.panel.back, fynetheme.VariantLight)
	}
	if r.panel.rounded {
		r.back.CornerRadius = th.Size(fynetheme.SizeNameInputRadius)
	}
	for _, l := range r.lines {
		l.rect.FillColor = th.Color(theme.ColorNameLine, fynetheme.VariantLight)
	}
}

func (r *panelRenderer) Refresh() {
	r.colour()
	r.Layout(r.panel.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}
