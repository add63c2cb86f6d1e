package pdf

import (
	"strconv"

	"thidua/documents"
	"thidua/documents/pdf/archive"
)

const (
	hairline = 0.18 // rules of tables, mm
	rule     = 0.25 // rules under headings, mm
)

// pen draws one document after the other into a file, and keeps the place on the page.
type pen struct {
	pdf    *archive.File
	root   *archive.Element // of the document
	doc    documents.Document
	left   float64
	right  float64
	bottom float64
	width  float64 // of the page
	tall   float64 // height of the page
	y      float64 // where the next box begins
	used   bool    // something of the body stands on this page
	heads  float64 // height of the last boxes on this page, as far as they head the next
	page   int     // of this document, from 1
	dry    bool    // pages and torn tables are counted, and nothing is drawn
	torn   int
	again  bool // what is drawn stood on a page before, and is not read twice
}

// addPage opens a page of the current document, with its number in the top margin from the second on, and its footer, which are no part of the text.
func (p *pen) addPage() {
	p.width, p.tall = documents.PageShort, documents.PageLong
	if p.doc.Landscape {
		p.width, p.tall = p.tall, p.width
	}
	p.pdf.Page(p.width, p.tall)
	p.left, p.right = documents.MarginLeft, p.width-documents.MarginRight
	p.bottom = p.tall - documents.MarginBottom
	p.top()
	if p.page > 1 && !p.doc.Unnumbered {
		f := newFace(regular, documents.PageNumberSize)
		p.centred(f, (p.left+p.right)/2, documents.MarginTop-f.line()-4, strconv.Itoa(p.page))
	}
	p.foot()
}

// top stands at the beginning of the next page.
func (p *pen) top() {
	p.y, p.used, p.heads = documents.MarginTop, false, 0
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
	p.pdf.Text(f.style, f.size, x, top+f.baseline(), s)
}

// in says what the words are part of that are drawn next; nil = of the page alone.
func (p *pen) in(e *archive.Element) {
	if p.again {
		e = nil
	}
	p.pdf.Tag(e)
}

func (p *pen) centred(f face, middle, top float64, s string) {
	p.text(f, middle-f.width(s)/2, top, s)
}

func (p *pen) line(thickness, x1, y1, x2, y2 float64) {
	p.pdf.Line(thickness, x1, y1, x2, y2)
}
