package archive

import (
	"fmt"
	"math"
	"strconv"

	"thidua/documents/pdf/typeface"
)

const pointPerMM = 72 / 25.4

// page is the page that is being drawn.
type page struct {
	number   int // of its object; 0 = none is open
	width    float64
	height   float64
	content  []byte
	owners   []int // elements of its marked content, by their order
	style    typeface.Style
	size     float64
	stroke   float64
	target   *Element // whose the next words are; nil = of nobody
	open     marked
	elements *Element // that of open
	last     struct { // what was drawn last
		style typeface.Style
		text  string
		x, y  float64
	}
}

// marked is what stands between the last mark and the next.
type marked int

const (
	unmarked marked = iota
	lines           // no words
	aside           // words that belong to the page, not to the text
	words           // of an element
)

// Page begins a page of a size.
func (f *File) Page(width, height float64) {
	f.endPage()
	f.page = page{number: f.reserve(), width: width, height: height, content: f.content[:0], owners: f.owners[:0], size: -1, stroke: -1}
	f.pages = append(f.pages, f.number)
}

func (f *File) endPage() {
	if f.number == 0 {
		return
	}
	f.mark(unmarked, nil)
	content, parents := f.reserve(), f.reserve()
	f.deflated(content, "", f.content)
	f.pack(parents, references(f.owners))
	f.object(f.number, fmt.Appendf(nil, "<</Type/Page/Parent %d 0 R/MediaBox[0 0 %.2f %.2f]/Resources<</Font %d 0 R>>/Contents %d 0 R/StructParents %d/Tabs/S>>",
		f.tree, f.width*pointPerMM, f.height*pointPerMM, f.fonts.resources, content, len(f.parents)))
	f.parents = append(f.parents, parents)
	f.number = 0
}

// Text draws a line of text on a baseline that begins at x, y; letters are those up to typeface.Last.
func (f *File) Text(style typeface.Style, size, x, y float64, text string) {
	// Where words of an element go on in another line or after a break, a blank keeps them from being read as one with those before.
	if f.target == nil {
		f.mark(aside, nil)
	} else if !f.mark(words, f.target) {
		if f.last.y != y {
			f.show(f.last.style, f.size, f.last.x+typeface.Of(f.last.style).Width(f.last.text)*f.size/1000/pointPerMM, f.last.y, " ")
		}
	} else if len(f.target.kids) > 1 {
		f.show(style, size, x-typeface.Of(style).Width(" ")*size/1000/pointPerMM, y, " ")
	}
	f.show(style, size, x, y, text)
	f.last.style, f.last.text, f.last.x, f.last.y = style, text, x, y
}

// show draws a line of text, what the style lacks in the font of signs.
func (f *File) show(style typeface.Style, size, x, y float64, text string) {
	face := typeface.Of(style)
	b := append(f.content, "BT "...)
	open := false
	for i, r := range text {
		r = min(r, typeface.Last)
		one := style
		if face.InSigns(r) {
			one = typeface.Signs
		}
		if f.style != one || f.size != size {
			if f.style, f.size = one, size; open {
				b, open = append(b, ")Tj "...), false
			}
			b = append(b, "/F"...)
			b = strconv.AppendInt(b, int64(one), 10)
			b = append(b, ' ')
			b = append(hundredths(b, size), "Tf "...)
		}
		if i == 0 {
			b = hundredths(b, x*pointPerMM)
			b = append(hundredths(b, (f.height-y)*pointPerMM), "Td "...)
		}
		if !open {
			b, open = append(b, '('), true
		}
		f.fonts.used[one][r/64] |= 1 << (r % 64)
		for _, c := range [2]byte{byte(r >> 8), byte(r)} {
			switch c {
			case '(', ')', '\\':
				b = append(b, '\\', c)
			case '\r': // would be read as the end of a line
				b = append(b, `\r`...)
			default:
				b = append(b, c)
			}
		}
	}
	f.content = append(b, ")Tj ET\n"...)
}

// Line draws a line of a thickness.
func (f *File) Line(thickness, x1, y1, x2, y2 float64) {
	f.mark(lines, nil)
	b := f.content
	if f.stroke != thickness {
		f.stroke = thickness
		b = append(hundredths(b, thickness*pointPerMM), "w\n"...)
	}
	b = hundredths(hundredths(b, x1*pointPerMM), (f.height-y1)*pointPerMM)
	b = append(b, "m "...)
	b = hundredths(hundredths(b, x2*pointPerMM), (f.height-y2)*pointPerMM)
	f.content = append(b, "l S\n"...)
}

// Dash makes the lines after it dashed; of length 0 whole again.
func (f *File) Dash(length float64) {
	f.mark(lines, nil)
	if length == 0 {
		f.content = append(f.content, "[]0 d\n"...)
		return
	}
	f.content = append(hundredths(append(f.content, '['), length*pointPerMM), "]0 d\n"...)
}

// Rect fills a rectangle with its top left corner at x, y.
func (f *File) Rect(x, y, width, height float64) {
	f.mark(lines, nil)
	b := hundredths(hundredths(f.content, x*pointPerMM), (f.height-y-height)*pointPerMM)
	f.content = append(hundredths(hundredths(b, width*pointPerMM), height*pointPerMM), "re f\n"...)
}

// hundredths appends a number with two digits after the point, or fewer, and a space.
func hundredths(b []byte, v float64) []byte {
	n := int64(math.Round(v * 100))
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/100, 10)
	if n %= 100; n > 0 {
		b = append(b, '.', byte('0'+n/10))
		if n %= 10; n > 0 {
			b = append(b, byte('0'+n))
		}
	}
	return append(b, ' ')
}
