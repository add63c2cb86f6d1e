package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// pane is a window on the rows for some of the columns. It keeps a row's objects while the row stays in the window and gives them to
// another row when it leaves.
type pane struct {
	grid      *Grid
	clip      *container.Clip
	layer     *fyne.Container
	rowLayer  *fyne.Container
	size      fyne.Size
	used      map[int]*rowView // by model row
	free      []*rowView
	selection *canvas.Rectangle
	cursor    ring
}

func newPane(g *Grid) *pane {
	p := &pane{
		grid: g, used: map[int]*rowView{}, rowLayer: container.NewWithoutLayout(),
		selection: canvas.NewRectangle(color.Transparent),
	}
	p.layer = container.NewWithoutLayout(p.rowLayer, p.selection)
	for i := range p.cursor {
		p.cursor[i] = canvas.NewRectangle(color.Transparent)
		p.layer.Add(p.cursor[i])
	}
	p.clip = container.NewClip(p.layer)
	return p
}

func (p *pane) place(pos fyne.Position, size fyne.Size) {
	p.size = size
	p.clip.Move(pos)
	p.clip.Resize(size)
}

// draw shows the columns from ≤ col < to, which begin at x of the whole table.
func (p *pane) draw(l *look, from, to int, x float32) {
	g := p.grid
	first, last := 0, -1
	if len(g.rows.view) > 0 && p.size.Height > 0 {
		first, last = g.rows.at(g.scroll.offset.Y), g.rows.at(g.scroll.offset.Y+p.size.Height)
	}
	p.recycle(first, last)
	for place := first; place <= last; place++ {
		row := g.rows.view[place]
		v := p.used[row]
		if v == nil {
			v = p.take(row)
		}
		if v.version != g.version {
			v.version = g.version
			v.bind(g, l, row, from, to)
		}
		v.place(g, l, row, g.rows.tops[place]-g.scroll.offset.Y, x, from, to)
	}
	p.drawSelection(l, from, to, x)
}

// recycle frees the rows that left the window.
func (p *pane) recycle(first, last int) {
	g := p.grid
	for row, v := range p.used {
		place := -1
		if row < len(g.rows.place) {
			place = g.rows.place[row]
		}
		if place < first || place > last {
			v.layer.Hide()
			v.version = -1
			delete(p.used, row)
			p.free = append(p.free, v)
		}
	}
}

func (p *pane) take(row int) *rowView {
	var v *rowView
	if n := len(p.free); n > 0 {
		v, p.free = p.free[n-1], p.free[:n-1]
		v.layer.Show()
	} else {
		v = newRowView()
		p.rowLayer.Objects = append(p.rowLayer.Objects, v.layer)
	}
	v.version = -1
	p.used[row] = v
	return v
}

// drawSelection frames the active cell and shades the rest of the selection, as far as they lie in this pane.
func (p *pane) drawSelection(l *look, from, to int, x float32) {
	g := p.grid
	p.selection.Hide()
	p.cursor.Hide()
	if g.at.row < 0 || from >= to {
		return
	}
	a := g.Selection()
	top, bottom := g.rows.place[a.Top], g.rows.place[a.Bottom]
	left, right := max(a.Left, from), min(a.Right, to-1)
	if left <= right && g.clip.preview == nil && (a.Top != a.Bottom || a.Left != a.Right) {
		p.selection.FillColor = l.selection
		p.selection.Move(fyne.NewPos(g.cols.left[left]-x, g.rows.tops[top]-g.scroll.offset.Y))
		p.selection.Resize(fyne.NewSize(g.cols.left[right+1]-g.cols.left[left]-1, g.rows.tops[bottom+1]-g.rows.tops[top]-1))
		p.selection.Show()
	}
	if g.at.col >= from && g.at.col < to {
		place := g.rows.place[g.at.row]
		p.cursor.draw(l.cursor, fyne.NewPos(g.cols.left[g.at.col]-x, g.rows.tops[place]-g.scroll.offset.Y),
			fyne.NewSize(g.cols.width[g.at.col]-1, g.rows.heights[g.at.row]-1))
	}
}

// ring frames a cell within its edges, with a strip at each side: the line around a rectangle would be cut at the edges of the pane.
type ring [4]*canvas.Rectangle

// ringWidth is how wide the strips are.
const ringWidth = 2

func (r *ring) Hide() {
	for _, strip := range r {
		strip.Hide()
	}
}

func (r *ring) draw(c color.Color, at fyne.Position, size fyne.Size) {
	flat, tall := fyne.NewSize(size.Width, ringWidth), fyne.NewSize(ringWidth, size.Height)
	right, bottom := at.AddXY(size.Width-ringWidth, 0), at.AddXY(0, size.Height-ringWidth)
	for i, strip := range r {
		strip.FillColor = c
		strip.Move([]fyne.Position{at, bottom, at, right}[i])
		strip.Resize([]fyne.Size{flat, flat, tall, tall}[i])
		strip.Show()
	}
}
