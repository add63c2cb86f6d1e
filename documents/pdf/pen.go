package pdf

import (
	"strconv"
	"strings"

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

// betweenNames parts what names a loose page.
const betweenNames = " – "

// foot draws the lines at the foot of a page: the name of the paper, and behind it or beneath its mark. There is room for two, and the mark is never cut: where it takes
// one, the name is shortened to the other.
func (p *pen) foot() {
	name, mark := newFace(italic, documents.FooterSize), newFace(boldItalic, documents.FooterSize)
	full := p.right - p.left - p.code()
	y := p.tall - documents.MarginBottom + 5
	marks := wrap(mark, clean(p.doc.Mark), full)
	behind := func(last string) bool {
		return len(marks) == 0 || last != "" && len(marks) == 1 && name.width(last+betweenNames)+mark.width(marks[0]) <= full
	}
	last := ""
	for _, line := range footName(name, clean(p.doc.Footer), full, behind) {
		p.text(name, p.left, y, line)
		y, last = y+name.line(), line
	}
	if behind(last) && len(marks) > 0 {
		y -= name.line()
		at := p.left + name.width(last)
		p.text(name, at, y, betweenNames)
		p.text(mark, at+name.width(betweenNames), y, marks[0])
		return
	}
	for _, line := range marks {
		p.text(mark, p.left, y, line)
		y += mark.line()
	}
}

// footName is a paper's name at its foot: in one line, or two that are parted between its form, its issuer and its season, if the second has what it needs behind it.
func footName(f face, text string, width float64, second func(line string) bool) []string {
	lines := wrap(f, text, width)
	if len(lines) < 2 {
		return lines
	}
	for at := strings.LastIndex(text, betweenNames); at > 0; at = strings.LastIndex(text[:at], betweenNames) {
		head, tail := text[:at], text[at+len(betweenNames):]
		if f.width(head) <= width && f.width(tail) <= width && second(tail) {
			return []string{head, tail}
		}
	}
	return []string{wrap(f, lines[0], width-f.width(" …"))[0] + " …"}
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
