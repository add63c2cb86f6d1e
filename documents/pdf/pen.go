package pdf

import (
	"strconv"

	"codeberg.org/go-pdf/fpdf"

	"thidua/documents"
)

const (
	hairline = 0.18 // rules of tables, mm
	rule     = 0.25 // rules under headings, mm
)

// pen draws one document after the other into a file. It keeps the place on the page and what fpdf was last told.
type pen struct {
	pdf     *fpdf.Fpdf
	doc     documents.Document
	left    float64
	right   float64
	bottom  float64
	width   float64 // of the page
	tall    float64 // height of the page
	y       float64 // where the next box begins
	used    bool    // something of the body stands on this page
	page    int     // of this document, from 1
	denser  float64 // half points by which tables are smaller than usual
	dry     bool    // pages are counted, and nothing is drawn
	loaded  [styles]bool
	current face
	stroke  float64
}

// addPage opens a page of the current document, with its number in the top margin from the second on, and its footer.
func (p *pen) addPage() {
	orientation := "P"
	p.width, p.tall = documents.PageShort, documents.PageLong
	if p.doc.Landscape {
		orientation = "L"
		p.width, p.tall = p.tall, p.width
	}
	p.pdf.AddPageFormat(orientation, fpdf.SizeType{Wd: documents.PageShort, Ht: documents.PageLong})
	p.left, p.right = documents.MarginLeft, p.width-documents.MarginRight
	p.bottom = p.tall - documents.MarginBottom
	p.current, p.stroke = face{}, 0
	p.top()
	if p.page > 1 && !p.doc.Unnumbered {
		f := newFace(regular, documents.PageNumberSize)
		p.centred(f, (p.left+p.right)/2, documents.MarginTop-f.line()-4, strconv.Itoa(p.page))
	}
	p.foot()
}

// top stands at the beginning of the next page.
func (p *pen) top() {
	p.y, p.used = documents.MarginTop, false
	p.page++
}

// turn goes to the next page.
func (p *pen) turn() {
	if p.dry {
		p.top()
		return
	}
	p.addPage()
}

// foot draws the line at the foot of a page. Its mark is never cut: where both do not share a line it gets the ones beneath, and the name of the paper
// is shortened instead.
func (p *pen) foot() {
	name, mark := newFace(italic, documents.FooterSize), newFace(boldItalic, documents.FooterSize)
	full := p.right - p.left - p.code()
	y := p.tall - documents.MarginBottom + 5
	first, marks := "", wrap(mark, clean(p.doc.Mark), full)
	if lines := wrap(name, clean(p.doc.Footer), full); len(lines) > 0 {
		if first = lines[0]; len(lines) > 1 {
			first = wrap(name, first, full-name.width(" …"))[0] + " …"
		}
	}
	p.text(name, p.left, y, first)
	const between = " – "
	if width := name.width(first + between); first != "" && len(marks) == 1 && width+mark.width(marks[0]) <= full {
		p.text(name, p.left+name.width(first), y, between)
		p.text(mark, p.left+width, y, marks[0])
		return
	}
	if first != "" {
		y += name.line()
	}
	for _, line := range marks {
		p.text(mark, p.left, y, line)
		y += mark.line()
	}
}

// fresh says that the body of this page is still empty (but for a table's repeated header).
func (p *pen) fresh() bool { return !p.used }

// text draws a line whose top left corner is x, top.
func (p *pen) text(f face, x, top float64, s string) {
	if s == "" {
		return
	}
	if !p.loaded[f.style] {
		addFont(p.pdf, f.style)
		p.loaded[f.style] = true
	}
	if p.current.style != f.style || p.current.size != f.size {
		p.pdf.SetFont(f.style.family(), "", f.size)
		p.current = f
	}
	p.pdf.Text(x, top+f.baseline(), s)
}

func (p *pen) centred(f face, middle, top float64, s string) {
	p.text(f, middle-f.width(s)/2, top, s)
}

func (p *pen) line(thickness, x1, y1, x2, y2 float64) {
	if p.stroke != thickness {
		p.pdf.SetLineWidth(thickness)
		p.stroke = thickness
	}
	p.pdf.Line(x1, y1, x2, y2)
}
