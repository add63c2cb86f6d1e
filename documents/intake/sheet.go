package intake

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf8"

	"thidua/emulation"
)

// readSheet reads one sheet of the workbook.
func (b *book) readSheet(s sheetRef) (*grid, error) {
	r := &sheetReader{book: b, g: &grid{name: s.name, hidden: s.hidden, byRow: map[int]*line{}, veiled: map[int]bool{}}}
	if err := b.walk(s.part, r.token); err != nil {
		return nil, err
	}
	r.g.spread(r.merges)
	return r.g, nil
}

// sheetReader turns the elements of a sheet into a grid.
type sheetReader struct {
	book   *book
	g      *grid
	merges []rect

	line    *line
	row     int
	column  int
	kind    string // of the cell: "s", "str", "inlineStr", "b", "e", "n"
	style   int
	formula bool
	inCell  bool
	inValue bool
	value   strings.Builder
	inline  texts
}

func (r *sheetReader) token(token xml.Token) error {
	switch e := token.(type) {
	case xml.StartElement:
		return r.start(e)
	case xml.EndElement:
		return r.end(e)
	case xml.CharData:
		if r.inValue && r.value.Len() < 4*maxText {
			r.value.Write(e)
		}
		if r.inCell && !r.inValue {
			r.inline.token(token)
		}
	}
	return nil
}

func (r *sheetReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "col":
		first, _ := strconv.Atoi(attr(e, "min"))
		last, _ := strconv.Atoi(attr(e, "max"))
		for c := max(first, 1); isTrue(attr(e, "hidden")) && c <= min(last, maxColumns); c++ {
			r.g.veiled[c] = true
		}
	case "row":
		r.row++
		if n, err := strconv.Atoi(attr(e, "r")); err == nil && n >= r.row && n <= 1<<20 {
			r.row = n
		}
		r.column = 0
		r.line = &line{number: r.row, hidden: isTrue(attr(e, "hidden"))}
	case "c":
		r.column++
		if row, col, ok := parseRef(attr(e, "r")); ok && row == r.row && col >= r.column {
			r.column = col
		}
		r.kind, r.formula, r.inCell = attr(e, "t"), false, r.line != nil
		r.style, _ = strconv.Atoi(attr(e, "s"))
		r.value.Reset()
		r.inline = texts{}
	case "f":
		r.formula = true
	case "v":
		r.inValue = r.inCell
	case "mergeCell":
		return r.merge(attr(e, "ref"))
	default:
		if r.inCell {
			r.inline.token(e)
		}
	}
	return nil
}

func (r *sheetReader) end(e xml.EndElement) error {
	switch e.Name.Local {
	case "v":
		r.inValue = false
	case "c":
		r.inCell = false
		return r.keep()
	case "row":
		r.line = nil
	default:
		if r.inCell {
			r.inline.token(e)
		}
	}
	return nil
}

func (r *sheetReader) merge(text string) error {
	from, to, _ := strings.Cut(text, ":")
	top, left, ok := parseRef(from)
	bottom, right, ok2 := parseRef(to)
	if !ok || !ok2 || bottom < top || right < left {
		return nil // a range that is none merges nothing
	}
	if len(r.merges) == maxMerges {
		return tooLarge()
	}
	r.merges = append(r.merges, rect{left, top, right, bottom})
	return nil
}

// keep puts the finished cell into the grid, unless it is empty.
func (r *sheetReader) keep() error {
	c := r.cell()
	if c == nil || r.line == nil {
		return nil
	}
	if r.column > maxColumns {
		r.g.wide = true
		return nil
	}
	if utf8.RuneCountInString(c.text) > maxText {
		return emulation.Errorf(emulation.Invalid, "tabular.long-text", "sheet", r.g.name, "cell", ref(r.row, r.column), "limit", maxText)
	}
	l := r.line
	if l.cells == nil {
		l.cells = map[int]*cell{}
	}
	if r.g.byRow[l.number] == nil {
		if len(r.g.lines) == maxRows {
			return emulation.Errorf(emulation.Invalid, "tabular.too-many-rows", "sheet", r.g.name, "limit", maxRows)
		}
		r.g.byRow[l.number] = l
		r.g.lines = append(r.g.lines, l)
	}
	if r.book.cells++; r.book.cells > maxCells {
		return emulation.Errorf(emulation.Invalid, "tabular.too-many-cells", "sheet", r.g.name, "limit", maxCells)
	}
	l.cells[r.column] = c
	return nil
}

// cell is what was read of a cell; nil where it says nothing.
func (r *sheetReader) cell() *cell {
	c := &cell{formula: r.formula, places: -1}
	value := r.value.String()
	switch r.kind {
	case "s":
		if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n >= 0 && n < len(r.book.strings) {
			c.text = r.book.strings[n]
		}
	case "inlineStr":
		c.text = r.inline.take()
	case "b":
		c.text = strconv.FormatBool(isTrue(strings.TrimSpace(value)))
	case "e":
		c.text, c.fault = clean(value), true
	case "", "n":
		r.figure(c, strings.TrimSpace(value))
	default: // "str", "d"
		c.text = clean(value)
	}
	if c.text == "" {
		return nil
	}
	return c
}

func (r *sheetReader) figure(c *cell, stored string) {
	if stored == "" {
		return
	}
	f := format{places: -1}
	if r.style >= 0 && r.style < len(r.book.formats) {
		f = r.book.formats[r.style]
	}
	shift := 0
	if f.percent {
		shift = 2
	}
	d, ok := figureOf(stored, shift)
	if !ok {
		c.text, c.fault = clean(stored), true
		return
	}
	c.figure, c.stored, c.text = &d, stored, d.String()
	c.percent, c.date, c.places = f.percent, f.date, f.places
}
