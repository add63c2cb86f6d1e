package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// header draws the titles of some of the columns.
type header struct {
	grid    *Grid
	clip    *container.Clip
	layer   *fyne.Container
	back    *canvas.Rectangle
	rules   []*canvas.Rectangle
	titles  [][]*canvas.Text
	version int
}

func newHeader(g *Grid) *header {
	h := &header{grid: g, back: canvas.NewRectangle(color.Transparent), version: -1}
	h.layer = container.NewWithoutLayout()
	h.clip = container.NewClip(h.layer)
	return h
}

func (h *header) place(pos fyne.Position, size fyne.Size) {
	h.clip.Move(pos)
	h.clip.Resize(size)
}

func (h *header) draw(l *look, from, to int, x float32) {
	g := h.grid
	if h.version != g.version {
		h.version = g.version
		h.bind(l, from, to)
	}
	h.back.Move(fyne.NewPos(g.cols.left[from]-x, 0))
	for i, rule := range h.rules {
		left, width := g.cols.left[from+i]-x, g.cols.width[from+i]
		rule.Move(fyne.NewPos(left+width-1, 0))
		y := (g.measures.head - l.textHeight - float32(len(h.titles[i])-1)*l.lineHeight) / 2
		for n, t := range h.titles[i] {
			t.Move(fyne.NewPos(left+l.pad, y+float32(n)*l.lineHeight))
		}
	}
}

// bind makes the titles anew; it happens only when data, colours or widths changed, not while scrolling.
func (h *header) bind(l *look, from, to int) {
	g := h.grid
	h.layer.Objects = append(h.layer.Objects[:0], h.back)
	h.back.FillColor = l.head
	h.back.Resize(fyne.NewSize(g.cols.left[to]-g.cols.left[from], g.measures.head))
	h.rules, h.titles = h.rules[:0], h.titles[:0]
	for col := from; col < to; col++ {
		c := g.cols.list[col]
		rule := canvas.NewRectangle(l.line)
		rule.Resize(fyne.NewSize(1, g.measures.head))
		h.rules = append(h.rules, rule)
		h.layer.Objects = append(h.layer.Objects, rule)
		room := g.cols.width[col] - 2*l.pad
		lines := g.measures.bold.wrap(c.Title, room)
		var texts []*canvas.Text
		for _, line := range lines[:min(len(lines), maxHeadLines)] {
			t := canvas.NewText(g.measures.bold.fit(line, room, false), l.text)
			t.TextSize, t.TextStyle, t.Alignment = l.size, fyne.TextStyle{Bold: true}, c.Align
			t.Resize(fyne.NewSize(room, l.textHeight))
			texts = append(texts, t)
			h.layer.Objects = append(h.layer.Objects, t)
		}
		h.titles = append(h.titles, texts)
	}
}
