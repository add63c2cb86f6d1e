package help

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"thidua/docs/guide"
	"thidua/ui/theme"
	"thidua/ui/widgets"
)

// page is a page of the guide as it is read.
type page struct {
	scroll *container.Scroll
	body   *fyne.Container
	heads  []fyne.CanvasObject // where each section begins
	follow func(link string)
}

// The room for a picture, and how far an item and its number stand from the margin, at 100 %.
const (
	pictureWidth  = 620
	pictureHeight = 390
	indent        = 26
)

func newPage(p *guide.Page, follow func(link string)) *page {
	g := &page{body: widgets.Column(5), follow: follow}
	for i := range p.Sections {
		g.section(p, &p.Sections[i])
	}
	g.scroll = container.NewVScroll(widgets.NewPanel(g.body, "", 0, 20, 12))
	return g
}

func (g *page) section(p *guide.Page, s *guide.Section) {
	title, size := s.Title, fynetheme.SizeNameSubHeadingText
	switch s.Level {
	case 0:
		title, size = p.Title, fynetheme.SizeNameHeadingText
	case 3:
		size = fynetheme.SizeNameText
	}
	head := widgets.NewPanel(widgets.NewText(title, fynetheme.ColorNameForeground).Sized(size).Bold(), "", 0, 6, 5)
	g.heads = append(g.heads, head)
	g.body.Add(head)
	for i := range s.Blocks {
		g.body.Add(g.block(&s.Blocks[i]))
	}
}

func (g *page) block(b *guide.Block) fyne.CanvasObject {
	switch b.Kind {
	case guide.Item:
		mark := "•"
		if b.Number > 0 {
			mark = strconv.Itoa(b.Number) + "."
		}
		number := widgets.Wide(indent*float32(b.Depth+1), said([]guide.Run{{Text: mark}}, fyne.TextAlignTrailing, nil))
		return widgets.Frame(nil, nil, widgets.Stack(number), nil, g.words(b.Runs))
	case guide.Code:
		return widgets.NewPanel(said(b.Runs, fyne.TextAlignLeading, nil), theme.ColorNameSurface, 0, 6, 2)
	case guide.Picture:
		return picture(b.Source)
	case guide.Table:
		return g.table(b.Rows)
	}
	return g.words(b.Runs)
}

func (g *page) words(runs []guide.Run) fyne.CanvasObject {
	return said(runs, fyne.TextAlignLeading, g.follow)
}

// said is text in its styles, which wraps; follow is called for its links.
func said(runs []guide.Run, align fyne.TextAlign, follow func(string)) fyne.CanvasObject {
	var parts []widget.RichTextSegment
	for _, r := range runs {
		style := widget.RichTextStyleInline
		if r.Code {
			style = widget.RichTextStyleCodeInline
		}
		style.Alignment = align
		style.TextStyle.Bold, style.TextStyle.Italic = r.Bold, r.Ital
		if _, _, inside := guide.Inside(r.Link); inside && follow != nil {
			parts = append(parts, &widget.HyperlinkSegment{Text: r.Text, OnTapped: func() { follow(r.Link) }})
			continue
		}
		parts = append(parts, &widget.TextSegment{Text: r.Text, Style: style})
	}
	t := widget.NewRichText(parts...)
	t.Wrapping = fyne.TextWrapWord
	return t
}

// picture is a picture of the guide, as large as it can be shown.
func picture(source string) fyne.CanvasObject {
	raw, err := guide.Image(source)
	if err != nil {
		return widgets.NewText(source, theme.ColorNameMuted)
	}
	image := canvas.NewImageFromResource(fyne.NewStaticResource(source, raw))
	image.FillMode, image.ScaleMode = canvas.ImageFillContain, canvas.ImageScaleSmooth
	wide := min(theme.Length(pictureWidth), theme.Length(pictureHeight)*image.Aspect())
	image.SetMinSize(fyne.NewSize(wide, wide/image.Aspect()))
	return widgets.Row(0, nil, widgets.NewPanel(image, theme.ColorNameLine, 0, 1, 1))
}

// table sets the cells of each row beside each other, the headings on a ground of their own.
func (g *page) table(rows [][][]guide.Run) fyne.CanvasObject {
	all := widgets.Stack()
	for i, row := range rows {
		line := container.NewGridWithColumns(len(row))
		for _, cell := range row {
			if i == 0 {
				cell = slices.Clone(cell) // the guide is everybody's
				for c := range cell {
					cell[c].Bold = true
				}
			}
			line.Add(g.words(cell))
		}
		back := fyne.ThemeColorName("")
		if i == 0 {
			back = theme.ColorNameSurface
		}
		all.Add(widgets.NewPanel(line, back, widgets.Bottom, 0, 0))
	}
	return all
}

// to scrolls to where a section begins.
func (g *page) to(section int) {
	if section > 0 {
		g.scroll.ScrollToOffset(fyne.NewPos(0, g.heads[section].Position().Y))
	}
}
