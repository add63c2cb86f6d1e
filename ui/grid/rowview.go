package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
)

// rowView is what is drawn of one row in one pane.
type rowView struct {
	layer   *fyne.Container
	line    *canvas.Rectangle // below the row
	mark    *canvas.Image     // of a group that folds; nil until needed
	marked  bool
	cells   []*cellView
	version int
	look    look // it was bound with
	placed  bool // since it was bound
}

// cellView is what is drawn of one cell: its background, the lines of its text, the icon of its state and the line after it.
type cellView struct {
	back  *canvas.Rectangle
	rule  *canvas.Rectangle
	lines []*canvas.Text
	shown int // how many of the lines are in use
	icon  *canvas.Image
	state State
	right bool
}

func newRowView() *rowView {
	return &rowView{layer: container.NewWithoutLayout(), line: canvas.NewRectangle(color.Transparent), version: -1}
}

// bind fills the objects with what the model says of a row.
func (v *rowView) bind(g *Grid, l *look, row, from, to int) {
	if len(v.cells) != to-from {
		v.cells = make([]*cellView, to-from)
		v.layer.Objects = nil
		for i := range v.cells {
			c := &cellView{back: canvas.NewRectangle(color.Transparent), rule: canvas.NewRectangle(color.Transparent)}
			v.cells[i] = c
			v.layer.Objects = append(v.layer.Objects, c.back, c.rule)
		}
		v.layer.Objects = append(v.layer.Objects, v.line)
		v.mark = nil
	}
	v.placed = false
	place := g.model.Row(row)
	v.line.FillColor = l.line
	anew := v.look != *l
	v.look = *l
	v.bindMark(g, row, from == 0 && place.Group, anew)
	for i, c := range v.cells {
		v.bindCell(g, l, c, row, from+i, place, anew)
	}
}

// bindMark shows in the first column whether a group is folded.
func (v *rowView) bindMark(g *Grid, row int, marked, anew bool) {
	v.marked = marked
	if !marked {
		if v.mark != nil {
			v.mark.Hide()
		}
		return
	}
	if v.mark == nil {
		v.mark = v.image()
	}
	name := fynetheme.IconNameArrowDropDown
	if g.Folded(row) {
		name = fynetheme.IconNameMenuExpand
	}
	v.mark.Show()
	draw(v.mark, g.Theme().Icon(name), anew)
}

// image adds a picture that shows nothing yet.
func (v *rowView) image() *canvas.Image {
	i := &canvas.Image{FillMode: canvas.ImageFillContain}
	v.layer.Objects = append(v.layer.Objects, i)
	return i
}

func (v *rowView) bindCell(g *Grid, l *look, c *cellView, row, col int, place Row, anew bool) {
	cell := g.model.Cell(row, col)
	column := g.cols.list[col]
	c.right = column.Align == fyne.TextAlignTrailing
	c.rule.FillColor = l.line

	ink := l.text
	switch {
	case cell.State == Error:
		ink = l.bad
	case cell.Style&Honour != 0:
		ink = l.honour
	case cell.Style&Muted != 0:
		ink = l.muted
	}
	back := l.surface
	switch {
	case place.Group:
		back = l.group
	case cell.State == Error:
		back = l.badBack
	case cell.Editable || g.Still:
		back = l.back
	}
	text, state := cell.Text, cell.State
	if m, ok := g.clip.waiting(row, col); ok {
		state = fates[m.Fate]
		switch m.Fate {
		case Skipped:
			ink = l.muted
			if m.Text != "" {
				text = m.Text
			}
		case Wrong:
			text, back, ink = m.Text, l.badBack, l.bad
		default:
			text, back, ink = m.Text, l.previewBack, l.primary
		}
	}
	c.back.FillColor = back

	m := g.measures.of(cell.Style)
	room := g.measures.room(col, cell)
	if v.marked && col == 0 {
		room -= l.foldGap - l.pad
	}
	var lines []string
	if column.Wrap {
		lines = m.wrap(text, room)
	} else {
		lines = []string{m.fit(text, room, c.right)}
	}
	if most := int((g.rows.heights[row] - l.row) / l.lineHeight); len(lines) > most+1 {
		lines = lines[:most+1]
	}
	for len(c.lines) < len(lines) {
		t := canvas.NewText("", ink)
		c.lines = append(c.lines, t)
		v.layer.Objects = append(v.layer.Objects, t)
	}
	c.shown = len(lines)
	for i, t := range c.lines {
		if i >= len(lines) {
			t.Hide()
			continue
		}
		t.Text, t.Color, t.TextSize, t.Alignment = lines[i], ink, l.size, column.Align
		t.TextStyle = fyne.TextStyle{Bold: cell.Style&Bold != 0, Italic: cell.Style&Italic != 0 || cell.State == Provisional}
		t.Show()
	}
	v.bindState(g, c, state, anew)
}

// Cells into which a paste that waits lands further down, and into which it does not land.
const (
	movedDown State = iota + 100
	leftOut
)

// fates are the states in which a paste that waits shows a cell.
var fates = map[Fate]State{Lands: Plain, Moved: movedDown, Wrong: Error, Skipped: leftOut}

// icons of the states, and the colour each is drawn in.
var icons = map[State]struct {
	name   fyne.ThemeIconName
	colour fyne.ThemeColorName
}{
	OK:          {fynetheme.IconNameConfirm, fynetheme.ColorNameSuccess},
	Warn:        {fynetheme.IconNameWarning, fynetheme.ColorNameWarning},
	Error:       {fynetheme.IconNameError, fynetheme.ColorNameError},
	Pending:     {fynetheme.IconNameHistory, fynetheme.ColorNamePlaceHolder},
	Provisional: {fynetheme.IconNameMoreHorizontal, fynetheme.ColorNamePlaceHolder},
	movedDown:   {fynetheme.IconNameMoveDown, fynetheme.ColorNamePrimary},
	leftOut:     {fynetheme.IconNameContentRemove, fynetheme.ColorNamePlaceHolder},
}

// draw makes a picture, unless it is drawn already: that costs more than a row of text.
func draw(i *canvas.Image, picture fyne.Resource, anew bool) {
	if anew || i.Resource == nil || i.Resource.Name() != picture.Name() {
		i.Resource = picture
		i.Refresh()
	}
}

func (v *rowView) bindState(g *Grid, c *cellView, s State, anew bool) {
	c.state = s
	icon, ok := icons[s]
	if !ok {
		if c.icon != nil {
			c.icon.Hide()
		}
		return
	}
	if c.icon == nil {
		c.icon = v.image()
	}
	c.icon.Show()
	draw(c.icon, fynetheme.NewColoredResource(g.Theme().Icon(icon.name), icon.colour), anew)
}

// place moves the row to its height in the window; only its layer moves unless a width changed, because the cells stand inside it.
func (v *rowView) place(g *Grid, l *look, row int, y, x float32, from, to int) {
	v.layer.Move(fyne.NewPos(g.cols.left[from]-x, y))
	if v.placed {
		return
	}
	v.placed = true
	height := g.rows.heights[row]
	width := g.cols.left[to] - g.cols.left[from]
	v.layer.Resize(fyne.NewSize(width, height))
	v.line.Move(fyne.NewPos(0, height-1))
	v.line.Resize(fyne.NewSize(width, 1))
	if v.marked {
		v.mark.Move(fyne.NewPos(1, (l.row-l.foldGap)/2))
		v.mark.Resize(fyne.NewSquareSize(l.foldGap))
	}
	for i, c := range v.cells {
		left := g.cols.left[from+i] - g.cols.left[from]
		c.place(l, left, g.cols.width[from+i], height, v.marked && from+i == 0)
	}
}

func (c *cellView) place(l *look, left, width, height float32, marked bool) {
	c.back.Move(fyne.NewPos(left, 0))
	c.back.Resize(fyne.NewSize(width, height))
	c.rule.Move(fyne.NewPos(left+width-1, 0))
	c.rule.Resize(fyne.NewSize(1, height))
	start, room := left+l.pad, width-2*l.pad
	if marked {
		start += l.foldGap - l.pad
		room -= l.foldGap - l.pad
	}
	if c.state != Plain {
		icon := fyne.NewPos(left+width-l.pad-l.icon+2, (l.row-l.icon)/2)
		if c.right {
			icon.X = start - 2
			start += l.icon + 2
		}
		room -= l.icon + 2
		c.icon.Move(icon)
		c.icon.Resize(fyne.NewSquareSize(l.icon))
	}
	y := (height - l.textHeight - float32(c.shown-1)*l.lineHeight) / 2
	if c.shown == 1 {
		y = (l.row - l.textHeight) / 2
	}
	for i, t := range c.lines[:c.shown] {
		t.Move(fyne.NewPos(start, y+float32(i)*l.lineHeight))
		t.Resize(fyne.NewSize(room, l.textHeight))
	}
}
