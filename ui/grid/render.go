package grid

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/theme"
)

// renderer draws a Grid as four panes (header and body, frozen and scrolled columns), the editor over them and two scroll bars.
type renderer struct {
	grid             *Grid
	below, beside    *canvas.Rectangle // the last row, the last column; what they cover is not painted twice
	body, frozen     *pane
	head, headFrozen *header
	editClip         *container.Clip
	editLayer        *fyne.Container
	edge, headEdge   *canvas.Rectangle // after the frozen columns, below the header
	down, across     *bar
	objects          []fyne.CanvasObject
	look             look
	size             fyne.Size
}

// CreateRenderer is called by the toolkit.
func (g *Grid) CreateRenderer() fyne.WidgetRenderer {
	r := &renderer{
		grid: g, below: canvas.NewRectangle(color.Transparent), beside: canvas.NewRectangle(color.Transparent),
		body: newPane(g), frozen: newPane(g), head: newHeader(g), headFrozen: newHeader(g),
		edge: canvas.NewRectangle(color.Transparent), headEdge: canvas.NewRectangle(color.Transparent),
		editLayer: container.NewWithoutLayout(g.edit.box, g.day.mark),
	}
	r.editClip = container.NewClip(r.editLayer)
	r.editClip.MinSize() // these two make its renderer now, so that the first key typed already finds the editor
	r.editClip.Refresh()
	r.down = newBar(g, true)
	r.across = newBar(g, false)
	r.objects = []fyne.CanvasObject{
		r.below, r.beside, r.body.clip, r.frozen.clip, r.head.clip, r.headFrozen.clip, r.edge, r.headEdge, r.editClip, r.down, r.across,
	}
	return r
}

func (r *renderer) Destroy()                     {}
func (r *renderer) MinSize() fyne.Size           { return r.grid.MinSize() }
func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *renderer) Layout(size fyne.Size) {
	r.size = size
	r.Refresh()
	if g := r.grid; g.at.row >= 0 && !size.IsZero() {
		g.scroll.to(g.at.row, g.at.col)
		r.Refresh()
	}
}

// Refresh lays out and draws what is in the window; rows whose content cannot have changed are only moved.
func (r *renderer) Refresh() {
	g := r.grid
	if r.size.IsZero() {
		return
	}
	g.measures.all()
	g.scroll.clamp()
	if now := newLook(g); now != r.look {
		r.look = now
		g.version++
	}
	head, frozen, wide, tall := g.measures.head, min(g.cols.frozenWidth(), g.scroll.bodyWidth()), g.scroll.bodyWidth(), g.scroll.bodyHeight()
	rest := max(0, wide-frozen)
	r.below.FillColor, r.beside.FillColor = r.look.back, r.look.back
	bottom, right := head+min(tall, g.rows.total()-g.scroll.offset.Y), min(wide, g.cols.total()-g.scroll.offset.X)
	r.below.Move(fyne.NewPos(0, bottom))
	r.below.Resize(fyne.NewSize(r.size.Width, max(0, r.size.Height-bottom)))
	r.beside.Move(fyne.NewPos(right, 0))
	r.beside.Resize(fyne.NewSize(max(0, r.size.Width-right), bottom))

	r.frozen.place(fyne.NewPos(0, head), fyne.NewSize(frozen, tall))
	r.body.place(fyne.NewPos(frozen, head), fyne.NewSize(rest, tall))
	r.headFrozen.place(fyne.NewPos(0, 0), fyne.NewSize(frozen, head))
	r.head.place(fyne.NewPos(frozen, 0), fyne.NewSize(rest, head))
	r.frozen.draw(&r.look, 0, g.cols.frozen, 0)
	r.body.draw(&r.look, g.cols.frozen, len(g.cols.list), g.cols.frozenWidth()+g.scroll.offset.X)
	r.headFrozen.draw(&r.look, 0, g.cols.frozen, 0)
	r.head.draw(&r.look, g.cols.frozen, len(g.cols.list), g.cols.frozenWidth()+g.scroll.offset.X)

	r.edge.FillColor, r.headEdge.FillColor = r.look.edge, r.look.edge
	r.edge.Move(fyne.NewPos(frozen-1, 0))
	r.edge.Resize(fyne.NewSize(1, bottom))
	r.headEdge.Move(fyne.NewPos(0, head-1))
	r.headEdge.Resize(fyne.NewSize(min(wide, g.cols.total()), 1))

	r.editClip.Resize(fyne.NewSize(wide, head+tall))
	g.edit.place()
	g.day.place()
	r.down.place(fyne.NewPos(wide, head), fyne.NewSize(r.size.Width-wide, tall), g.scroll.offset.Y, tall, g.rows.total())
	r.across.place(fyne.NewPos(frozen, head+tall), fyne.NewSize(rest, r.size.Height-head-tall), g.scroll.offset.X, rest, g.cols.total()-frozen)
	canvas.Refresh(r.below)
}

// look holds the colours and lengths of one drawing, looked up once.
type look struct {
	back, surface, group, head, line, edge                color.Color
	text, muted, primary, honour, bad                     color.Color
	selection, cursor, previewBack, badBack               color.Color
	size, textHeight, lineHeight, row, pad, icon, foldGap float32
}

func newLook(g *Grid) look {
	th := g.Theme()
	of := func(n fyne.ThemeColorName) color.Color { return th.Color(n, fynetheme.VariantLight) }
	l := look{
		back: of(fynetheme.ColorNameBackground), surface: of(theme.ColorNameSurface), group: of(theme.ColorNameGroup),
		head: of(fynetheme.ColorNameHeaderBackground), line: of(theme.ColorNameLine), edge: of(fynetheme.ColorNameInputBorder),
		text: of(fynetheme.ColorNameForeground), muted: of(theme.ColorNameMuted), primary: of(fynetheme.ColorNamePrimary),
		honour: of(theme.ColorNameHonourText), bad: of(fynetheme.ColorNameError),
		selection: of(fynetheme.ColorNameSelection), cursor: of(fynetheme.ColorNamePrimary),
		previewBack: of(theme.ColorNameWarnBack), badBack: of(theme.ColorNameErrorBack),
		size: th.Size(fynetheme.SizeNameText), textHeight: g.measures.regular.line, lineHeight: g.measures.lineHeight(), row: th.Size(theme.SizeNameRow),
		pad: th.Size(theme.SizeNameCellPadding), icon: g.measures.icon(), foldGap: g.foldMarkWidth(),
	}
	if !g.focused && !g.edit.open {
		l.cursor = l.muted
	}
	return l
}

func (g *Grid) foldMarkWidth() float32 { return g.length(theme.SizeNameUnit) * 18 }
