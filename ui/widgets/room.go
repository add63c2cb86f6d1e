package widgets

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/theme"
)

// Wide gives an object a width at 100 % and, at least, the height it needs in it.
func Wide(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&sizeLayout{wide: width}, o)
}

// Tall gives an object a height at 100 % and, at least, the width it needs.
func Tall(height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&sizeLayout{tall: height}, o)
}

// sizeLayout gives its objects a width or a height at 100 %; what is 0 is as they need. A sentence breaks in the width it is given.
type sizeLayout struct{ wide, tall float32 }

func (l *sizeLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(theme.Length(l.wide), theme.Length(l.tall))
	for _, o := range objects {
		if l.tall > 0 {
			size.Width = max(size.Width, o.MinSize().Width)
			continue
		}
		if o.Size().Width != size.Width { // wrapped text knows its height only once it knows its width
			o.Resize(fyne.NewSize(size.Width, o.MinSize().Height))
		}
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}

func (l *sizeLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

// UpTo gives an object a width at 100 %, or what room there is where that is less, and sets it at the left.
func UpTo(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&upToLayout{wide: width}, o)
}

// upToLayout sets its object at the top left, or in the middle, no wider than wide at 100 %.
type upToLayout struct {
	wide   float32
	middle bool
	room   float32 // as last laid out; 0 before
}

func (l *upToLayout) width() float32 {
	if l.room <= 0 {
		return theme.Length(l.wide)
	}
	return min(l.room, theme.Length(l.wide))
}

// MinSize asks for the width that the object cannot do without, and the height it has in the width it gets.
func (l *upToLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	o := objects[0]
	if w := max(l.width(), o.MinSize().Width); o.Size().Width != w { // wrapped text knows its height only once it knows its width
		o.Resize(fyne.NewSize(w, o.MinSize().Height))
	}
	return o.MinSize()
}

func (l *upToLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.room = size.Width
	o := objects[0]
	least := l.MinSize(objects)
	wide := max(l.width(), least.Width)
	o.Resize(fyne.NewSize(wide, least.Height))
	if l.middle {
		o.Move(fyne.NewPos((size.Width-wide)/2, (size.Height-least.Height)/2))
	}
}

// Column sets objects below each other with a gap at 100 %, each as high as it needs in the width there is.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(stackLayout{gap}, objects...)
}

// Steady lets a column scroll whose contents change with every key. What it holds fills the window, or some halves of it, and neither shrinks nor gets narrower:
// were its size that of the contents, each key would lay the scroll bar out anew, which is seen only in a second frame.
func Steady(column fyne.CanvasObject) *container.Scroll {
	l := &steadyLayout{}
	l.scroll = container.NewVScroll(container.New(l, column))
	return l.scroll
}

// ToTop shows the beginning of what scrolls, because it is about something else now.
func ToTop(s *container.Scroll) {
	if s.Offset.Y > 0 {
		s.ScrollToTop()
	}
}

type steadyLayout struct {
	scroll *container.Scroll
	within fyne.Size // the window, when it was laid out last
	halves float32   // of its height: as many as the contents have ever needed
	wide   float32   // as the contents ever needed it
}

func (l *steadyLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	within := l.scroll.Size()
	half := within.Height / 2
	if half <= 0 {
		return size
	}
	if within != l.within {
		l.within, l.halves, l.wide = within, 2, 0
	}
	l.halves = max(l.halves, float32(math.Ceil(float64(size.Height/half))))
	l.wide = max(l.wide, size.Width)
	return fyne.NewSize(l.wide, half*l.halves)
}

func (l *steadyLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

// Paragraph is running text that breaks into as many lines as it needs, without the padding of a label, so that it stands flush with
// whatever is above it.
type Paragraph struct {
	widget.BaseWidget
	label *widget.Label
}

// NewParagraph makes a paragraph in the colour of ordinary text.
func NewParagraph(text string) *Paragraph {
	p := &Paragraph{label: widget.NewLabel(text)}
	p.label.Wrapping = fyne.TextWrapWord
	p.ExtendBaseWidget(p)
	return p
}

// Quiet makes the text second-rank and returns it.
func (p *Paragraph) Quiet() *Paragraph { p.label.Importance = widget.LowImportance; return p }

// Bold makes the text bold and returns it.
func (p *Paragraph) Bold() *Paragraph { p.label.TextStyle.Bold = true; return p }

// Italic makes the text italic and returns it.
func (p *Paragraph) Italic() *Paragraph { p.label.TextStyle.Italic = true; return p }

// Text is what the paragraph says.
func (p *Paragraph) Text() string { return p.label.Text }

// Set changes what the paragraph says.
func (p *Paragraph) Set(text string) {
	if text != p.label.Text {
		p.label.SetText(text)
	}
}

// CreateRenderer is called by the toolkit.
func (p *Paragraph) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(flushLayout{}, p.label))
}

// flushLayout lets the padding of a label stand outside its room.
type flushLayout struct{}

func (flushLayout) pad() float32 {
	return fyne.CurrentApp().Settings().Theme().Size(fynetheme.SizeNameInnerPadding)
}

func (l flushLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().SubtractWidthHeight(2*l.pad(), 2*l.pad())
}

func (l flushLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(-l.pad(), -l.pad()))
	objects[0].Resize(size.AddWidthHeight(2*l.pad(), 2*l.pad()))
}
