package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Lines is text that breaks at spaces into at most some lines, ends in an ellipsis when they are too few, stands in the middle of its
// height, and always asks for the height of all its lines, so that nothing moves when the text changes.
type Lines struct {
	widget.BaseWidget
	text   string
	colour fyne.ThemeColorName
	most   int
}

// NewLines makes a text of at most some lines.
func NewLines(text string, colour fyne.ThemeColorName, most int) *Lines {
	l := &Lines{text: text, colour: colour, most: most}
	l.ExtendBaseWidget(l)
	return l
}

// Set changes text and colour.
func (l *Lines) Set(text string, colour fyne.ThemeColorName) {
	if text != l.text || colour != l.colour {
		l.text, l.colour = text, colour
		l.Refresh()
	}
}

// CreateRenderer is called by the toolkit.
func (l *Lines) CreateRenderer() fyne.WidgetRenderer {
	r := &linesRenderer{l: l}
	for range l.most {
		t := canvas.NewText("", nil)
		r.lines = append(r.lines, t)
		r.objects = append(r.objects, t)
	}
	r.Refresh()
	return r
}

type linesRenderer struct {
	l       *Lines
	lines   []*canvas.Text
	objects []fyne.CanvasObject
	size    fyne.Size
}

func (r *linesRenderer) Destroy()                     {}
func (r *linesRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *linesRenderer) lineHeight() float32 {
	size := r.l.Theme().Size(fynetheme.SizeNameText)
	return max(size*1.3, fyne.MeasureText("Ậg", size, fyne.TextStyle{}).Height)
}

func (r *linesRenderer) MinSize() fyne.Size {
	return fyne.NewSize(60, float32(r.l.most)*r.lineHeight())
}

func (r *linesRenderer) Layout(size fyne.Size) {
	r.size = size
	texts := r.broken()
	high := r.lineHeight()
	y := (size.Height - float32(len(texts))*high) / 2
	for i, t := range r.lines {
		t.Text = ""
		if i < len(texts) {
			t.Text = texts[i]
		}
		h := t.MinSize().Height
		t.Move(fyne.NewPos(0, y+float32(i)*high+(high-h)/2))
		t.Resize(fyne.NewSize(size.Width, h))
	}
}

func (r *linesRenderer) Refresh() {
	th := r.l.Theme()
	for _, t := range r.lines {
		t.Color = th.Color(r.l.colour, fynetheme.VariantLight)
		t.TextSize = th.Size(fynetheme.SizeNameText)
	}
	r.Layout(r.size)
	for _, t := range r.lines {
		t.Refresh()
	}
}

// broken is the text in lines that fit the width; the last one holds whatever is left and is cut.
func (r *linesRenderer) broken() []string {
	size := r.lines[0].TextSize
	fits := func(s string) bool { return fyne.MeasureText(s, size, fyne.TextStyle{}).Width <= r.size.Width+0.5 }
	var lines []string
	rest := strings.Join(strings.Fields(r.l.text), " ")
	for rest != "" {
		if fits(rest) {
			return append(lines, rest)
		}
		if len(lines) == r.l.most-1 {
			return append(lines, cut(rest, fits))
		}
		end := 0
		for i, c := range rest {
			if c == ' ' {
				if !fits(rest[:i]) {
					break
				}
				end = i
			}
		}
		if end == 0 { // one word wider than the line
			return append(lines, cut(rest, fits))
		}
		lines = append(lines, rest[:end])
		rest = rest[end+1:]
	}
	return lines
}

// cut ends a text in an ellipsis so that it fits; it finds the place by halving, because measuring is what costs.
func cut(text string, fits func(string) bool) string {
	runes := []rune(text)
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if fits(string(runes[:mid]) + "…") {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return string(runes[:low]) + "…"
}
