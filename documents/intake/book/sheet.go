package book

import (
	"encoding/xml"
	"strconv"
	"strings"
	"unicode/utf8"

	"thidua/emulation"
)

// Read reads one sheet of the workbook.
func (b *Book) Read(s Sheet) (*Grid, error) {
	r := &sheetReader{book: b, g: &Grid{Name: s.name, Hidden: s.hidden, ByRow: map[int]*Line{}, Veiled: map[int]bool{}}}
	if err := b.walk(s.part, r.token); err != nil {
		return nil, err
	}
	r.g.spread(r.merges)
	return r.g, nil
}

// sheetReader turns the elements of a sheet into a grid.
type sheetReader struct {
	book   *Book
	g      *Grid
	merges []rect

	line    *Line
	row     int
	column  int
	kind    string // of the cell: "s", "str", "inlineStr", "b", "e", "n"
	style   int
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
		for c := max(first, 1); isTrue(attr(e, "hidden")) && c <= min(last, MaxColumns); c++ {
			r.g.Veiled[c] = true
		}
	case "row":
		r.row++
		if n, err := strconv.Atoi(attr(e, "r")); err == nil && n >= r.row && n <= 1<<20 {
			r.row = n
		}
		r.column = 0
		r.line = &Line{Number: r.row, Hidden: isTrue(attr(e, "hidden"))}
	case "c":
		r.column++
		if row, col, ok := parseRef(attr(e, "r")); ok && row == r.row && col >= r.column {
			r.column = col
		}
		r.kind, r.inCell = attr(e, "t"), r.line != nil
		r.style, _ = strconv.Atoi(attr(e, "s"))
		r.value.Reset()
		r.inline = texts{}
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
	if r.column > MaxColumns {
		r.g.Wide = true
		return nil
	}
	if utf8.RuneCountInString(c.Text) > maxText {
		return emulation.Errorf(emulation.Invalid, "tabular.long-text", "sheet", r.g.Name, "cell", Ref(r.row, r.column), "limit", maxText)
	}
	l := r.line
	if l.Cells == nil {
		l.Cells = map[int]*Cell{}
	}
	if r.g.ByRow[l.Number] == nil {
		if len(r.g.Lines) == maxRows {
			return emulation.Errorf(emulation.Invalid, "tabular.too-many-rows", "sheet", r.g.Name, "limit", maxRows)
		}
		r.g.ByRow[l.Number] = l
		r.g.Lines = append(r.g.Lines, l)
	}
	if r.book.cells++; r.book.cells > maxCells {
		return emulation.Errorf(emulation.Invalid, "tabular.too-many-cells", "sheet", r.g.Name, "limit", maxCells)
	}
	l.Cells[r.column] = c
	return nil
}

// cell is what was read of a cell; nil where it says nothing.
func (r *sheetReader) cell() *Cell {
	c := &Cell{places: -1}
	value := r.value.String()
	switch r.kind {
	case "s":
		if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n >= 0 && n < len(r.book.strings) {
			c.Text = r.book.strings[n]
		}
	case "inlineStr":
		c.Text = r.inline.take()
	case "b":
		c.Text = strconv.FormatBool(isTrue(strings.TrimSpace(value)))
	case "e":
		c.Text, c.Fault = clean(value), true
	case "", "n":
		r.figure(c, strings.TrimSpace(value))
	default: // "str", "d"
		c.Text = clean(value)
	}
	if c.Text == "" {
		return nil
	}
	return c
}

func (r *sheetReader) figure(c *Cell, stored string) {
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
		c.Text, c.Fault = clean(stored), true
		return
	}
	c.Figure, c.Stored, c.Text = &d, stored, d.String()
	c.Percent, c.Date, c.places = f.percent, f.date, f.places
}
