package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/ui/theme"
)

// Gauge is one line of a chart: a name, what it comes to in words, and below them a bar that is filled so far, with marks to hold it against. Words and Note say
// every figure that is drawn, so that nobody has to measure a bar or to tell colours apart.
type Gauge struct {
	Name  string
	Words string
	Fill  float64 // of 1; what lies beyond is drawn at the end. Below 0: nothing is filled, not even a little
	Marks []GaugeMark
	Note  string // below the bar, second-rank; may be ""
	Quiet bool   // second-rank: what the gauge is about is another line
	Bold  bool   // what the person looks for
}

// GaugeMark is a place on the bar.
type GaugeMark struct {
	Kind MarkKind
	At   float64 // of 1
}

// MarkKind is how a mark is drawn: its form tells it apart, not its colour alone.
type MarkKind uint8

// The marks: a line across the bar, and a block below its upper edge.
const (
	MarkLine MarkKind = iota + 1
	MarkBlock
)

// Lengths of a gauge, at 100 %.
const (
	gaugeHigh  = 10 // of the bar
	gaugeOver  = 3  // what a line stands out above and below
	gaugeLine  = 2  // width of a line
	gaugeBlock = 5  // width of a block
)

// NewGauge makes the line.
func NewGauge(g Gauge) fyne.CanvasObject {
	ink := fynetheme.ColorNameForeground
	if g.Quiet {
		ink = theme.ColorNameMuted
	}
	name, words := NewText(g.Name, ink).Shrinking(), NewText(g.Words, ink)
	if g.Bold {
		name.Bold()
		words.Bold()
	}
	line := Column(1, Row(10, name, name, words), newGaugeBar(g))
	if g.Note != "" {
		line.Add(NewText(g.Note, theme.ColorNameMuted).Shrinking())
	}
	return line
}

// NewKey is the key of a chart of gauges: what is filled, and what each mark stands for; "" leaves one out.
func NewKey(filled, line, block string) fyne.CanvasObject {
	row := Row(14, nil)
	for _, k := range []struct {
		word string
		g    Gauge
	}{{filled, Gauge{Fill: 1}}, {line, Gauge{Fill: -1, Marks: []GaugeMark{{MarkLine, 0.5}}}}, {block, Gauge{Fill: -1, Marks: []GaugeMark{{MarkBlock, 0.5}}}}} {
		if k.word != "" {
			row.Add(Row(5, nil, Wide(18, newGaugeBar(k.g)), NewText(k.word, theme.ColorNameMuted)))
		}
	}
	return row
}

// gaugeBar is the bar with its marks.
type gaugeBar struct {
	widget.BaseWidget
	gauge Gauge
}

func newGaugeBar(g Gauge) *gaugeBar {
	b := &gaugeBar{gauge: g}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer is called by the toolkit.
func (b *gaugeBar) CreateRenderer() fyne.WidgetRenderer {
	r := &gaugeRenderer{bar: b, track: &canvas.Rectangle{}, fill: &canvas.Rectangle{}}
	r.objects = []fyne.CanvasObject{r.track, r.fill}
	for range b.gauge.Marks {
		m := &canvas.Rectangle{}
		r.marks = append(r.marks, m)
		r.objects = append(r.objects, m)
	}
	r.Refresh()
	return r
}

type gaugeRenderer struct {
	bar         *gaugeBar
	track, fill *canvas.Rectangle
	marks       []*canvas.Rectangle
	objects     []fyne.CanvasObject
}

func (r *gaugeRenderer) Destroy()                     {}
func (r *gaugeRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *gaugeRenderer) MinSize() fyne.Size {
	return fyne.NewSize(theme.Length(gaugeHigh), theme.Length(gaugeHigh+2*gaugeOver))
}

func (r *gaugeRenderer) Layout(size fyne.Size) {
	over, high := theme.Length(gaugeOver), theme.Length(gaugeHigh)
	put := func(o *canvas.Rectangle, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	}
	at := func(share float64) float32 { return float32(min(max(share, 0), 1)) * size.Width }
	put(r.track, 0, over, size.Width, high)
	put(r.fill, 0, over, at(r.bar.gauge.Fill), high)
	for i, m := range r.bar.gauge.Marks {
		wide, y, tall := theme.Length(gaugeLine), float32(0), high+2*over
		if m.Kind == MarkBlock {
			wide, y, tall = theme.Length(gaugeBlock), over, high/2
		}
		put(r.marks[i], min(max(0, at(m.At)-wide/2), size.Width-wide), y, wide, tall)
	}
}

func (r *gaugeRenderer) Refresh() {
	th := r.bar.Theme()
	ink := func(o *canvas.Rectangle, name fyne.ThemeColorName) {
		o.FillColor = th.Color(name, fynetheme.VariantLight)
		o.Refresh()
	}
	// The track has an edge: in high contrast and on poor screens its ground is hardly seen.
	r.track.StrokeColor, r.track.StrokeWidth = th.Color(theme.ColorNameLine, fynetheme.VariantLight), 1
	ink(r.track, fynetheme.ColorNameHeaderBackground)
	ink(r.fill, fynetheme.ColorNamePrimary)
	for i, m := range r.bar.gauge.Marks {
		if m.Kind == MarkBlock {
			ink(r.marks[i], theme.ColorNameHonour)
			continue
		}
		ink(r.marks[i], fynetheme.ColorNameForeground)
	}
	r.Layout(r.bar.Size())
}
