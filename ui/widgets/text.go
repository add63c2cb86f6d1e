package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Text is one line in a colour, size and style of the theme, without padding. Where it is given less room than it needs, it ends in an
// ellipsis.
type Text struct {
	widget.BaseWidget
	text   string
	colour fyne.ThemeColorName
	size   fyne.ThemeSizeName
	style  fyne.TextStyle
	align  fyne.TextAlign
	shrink bool
	tall   float32 // the size of the type, in place of the theme's; 0: the theme's
}

// NewText makes a line in the colour of a name and the size of ordinary text.
func NewText(text string, colour fyne.ThemeColorName) *Text {
	t := &Text{text: text, colour: colour, size: fynetheme.SizeNameText}
	t.ExtendBaseWidget(t)
	return t
}

// Bold makes the line bold and returns it.
func (t *Text) Bold() *Text { t.style.Bold = true; return t }

// Sized gives the line another size of the theme and returns it.
func (t *Text) Sized(size fyne.ThemeSizeName) *Text { t.size = size; return t }

// Tall gives the line a size of type that is no size of the theme and returns it.
func (t *Text) Tall(size float32) *Text { t.tall = size; return t }

// Aligned sets where the line stands in its room and returns it.
func (t *Text) Aligned(a fyne.TextAlign) *Text { t.align = a; return t }

// Shrinking lets a layout give the line less room than its text needs, and returns it.
func (t *Text) Shrinking() *Text { t.shrink = true; return t }

// Text is what the line says.
func (t *Text) Text() string { return t.text }

// Set changes what the line says.
func (t *Text) Set(text string) {
	if text != t.text {
		t.text = text
		t.Refresh()
	}
}

// SetColour changes the colour of the line.
func (t *Text) SetColour(colour fyne.ThemeColorName) {
	if colour != t.colour {
		t.colour = colour
		t.Refresh()
	}
}

// high is the size of the type.
func (t *Text) high() float32 {
	if t.tall > 0 {
		return t.tall
	}
	return t.Theme().Size(t.size)
}

// CreateRenderer is called by the toolkit.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{text: t, line: canvas.NewText("", nil)}
	r.Refresh()
	return r
}

type textRenderer struct {
	text *Text
	line *canvas.Text
	room float32
}

func (r *textRenderer) Destroy()                     {}
func (r *textRenderer) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{r.line} }

func (r *textRenderer) MinSize() fyne.Size {
	t := r.text
	size := fyne.MeasureText(t.text, t.high(), t.style)
	if t.shrink {
		size.Width = min(size.Width, 40)
	}
	return size
}

func (r *textRenderer) Layout(size fyne.Size) {
	r.room = size.Width
	r.fit()
	h := r.line.MinSize().Height
	r.line.Move(fyne.NewPos(0, (size.Height-h)/2))
	r.line.Resize(fyne.NewSize(size.Width, h))
}

func (r *textRenderer) Refresh() {
	t := r.text
	r.line.Color = t.Theme().Color(t.colour, fynetheme.VariantLight)
	r.line.TextSize = t.high()
	r.line.TextStyle = t.style
	r.line.Alignment = t.align
	r.fit()
	r.line.Refresh()
}

// fit cuts the text to the room it has.
func (r *textRenderer) fit() {
	t := r.text
	fits := func(s string) bool { return fyne.MeasureText(s, r.line.TextSize, t.style).Width <= r.room+0.5 }
	r.line.Text = t.text
	if r.room > 0 && !fits(t.text) {
		r.line.Text = cut(t.text, fits)
	}
}
