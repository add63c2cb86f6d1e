package book

import (
	"encoding/xml"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"thidua/emulation"
)

// Read reads one sheet of the workbook.
func (b *Book) Read(s Sheet) (*Grid, error) {
	r := &sheetReader{book: b, part: s.part, g: &Grid{Name: s.name, Hidden: s.hidden, ByRow: map[int]*Line{}, Veiled: map[int]bool{}}}
	if err := b.walk(s.part, r.token); err != nil {
		return nil, err
	}
	slices.SortFunc(r.g.Lines, func(a, b *Line) int { return a.Number - b.Number })
	r.g.spread(r.merges)
	return r.g, nil
}

// sheetReader turns the elements of a sheet into a grid.
type sheetReader struct {
	book   *Book
	part   string
	g      *Grid
	merges []rect

	flat    bool // rows have no height unless they say so
	inRow   bool
	last    int  // the row that is being read
	hidden  bool // it
	row     int  // of the cell
	column  int
	kind    string // of the cell: "s", "str", "inlineStr", "b", "e", "n"
	style   int
	inCell  bool
	inValue bool
	valued  bool // it has a value, if only an empty one
	inForm  bool
	formed  bool // it has a formula
	value   strings.Builder
	formula strings.Builder
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
		if r.inForm && r.formula.Len() < maxFormula {
			r.formula.Write(e)
		}
		if r.inCell && !r.inValue && !r.inForm {
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
		narrow := isTrue(attr(e, "hidden")) || isZero(attr(e, "width"))
		for c := max(first, 1); narrow && c <= min(last, MaxColumns); c++ {
			r.g.Veiled[c] = true
		}
	case "sheetFormatPr":
		r.flat = isTrue(attr(e, "zeroHeight"))
	case "row":
		return r.open(e)
	case "c":
		return r.begin(e)
	case "v":
		r.inValue, r.valued = r.inCell, r.valued || r.inCell
	case "f":
		r.inForm, r.formed = r.inCell, r.formed || r.inCell
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
	case "f":
		r.inForm = false
	case "c":
		r.inCell = false
		return r.keep()
	case "row":
		r.inRow = false
	default:
		if r.inCell {
			r.inline.token(e)
		}
	}
	return nil
}

// open begins a row: the one it says it is, wherever in the file it stands, else the next.
func (r *sheetReader) open(e xml.StartElement) error {
	r.last++
	if at := attr(e, "r"); at != "" {
		n, err := strconv.Atoi(at)
		if err != nil || n < 1 || n > maxRow {
			return damaged(r.part, err)
		}
		r.last = n
	}
	height := attr(e, "ht")
	r.hidden = isTrue(attr(e, "hidden")) || isZero(height) || r.flat && height == ""
	r.inRow, r.column = true, 0
	return nil
}

// begin begins a cell at its address, else in the next column.
func (r *sheetReader) begin(e xml.StartElement) error {
	r.row, r.column = r.last, r.column+1
	if at := attr(e, "r"); at != "" {
		var ok bool
		if r.row, r.column, ok = parseRef(at); !ok {
			return damaged(r.part, nil)
		}
	}
	r.kind, r.inCell = attr(e, "t"), r.inRow
	r.style, _ = strconv.Atoi(attr(e, "s"))
	r.value.Reset()
	r.formula.Reset()
	r.valued, r.formed = false, false
	r.inline = texts{}
	return nil
}

func isZero(text string) bool {
	f, err := strconv.ParseFloat(text, 64)
	return err == nil && f == 0
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

// keep puts the finished cell into the grid, unless it is empty. Two at one place cannot be told apart.
func (r *sheetReader) keep() error {
	c := r.cell()
	if c == nil || !r.inRow {
		return nil
	}
	if r.column > MaxColumns {
		r.g.Wide = true
		return nil
	}
	if utf8.RuneCountInString(c.Text) > maxText {
		return emulation.Errorf(emulation.Invalid, "tabular.long-text", "sheet", r.g.Name, "cell", Ref(r.row, r.column), "limit", maxText)
	}
	l := r.g.ByRow[r.row]
	if l == nil {
		if len(r.g.Lines) == maxRows {
			return emulation.Errorf(emulation.Invalid, "tabular.too-many-rows", "sheet", r.g.Name, "limit", maxRows)
		}
		l = &Line{Number: r.row, Cells: map[int]*Cell{}}
		r.g.ByRow[r.row] = l
		r.g.Lines = append(r.g.Lines, l)
	}
	l.Hidden = l.Hidden || r.hidden && r.row == r.last
	if r.book.cells++; r.book.cells > maxCells {
		return emulation.Errorf(emulation.Invalid, "tabular.too-many-cells", "sheet", r.g.Name, "limit", maxCells)
	}
	if l.Cells[r.column] != nil {
		return damaged(r.part, nil)
	}
	l.Cells[r.column] = c
	return nil
}

// cell is what was read of a cell; nil where it says nothing.
func (r *sheetReader) cell() *Cell {
	c := &Cell{places: -1}
	value := r.value.String()
	var w wording
	switch r.kind {
	case "s":
		if n, err := strconv.Atoi(strings.TrimSpace(value)); err == nil && n >= 0 && n < len(r.book.strings) {
			w = r.book.strings[n]
		}
	case "inlineStr":
		w = r.inline.take()
	case "b":
		w.text = ""
		if r.valued {
			w.text = strconv.FormatBool(isTrue(strings.TrimSpace(value)))
		}
	case "e":
		w = worded(value)
		c.Fault = true
	case "", "n":
		r.figure(c, strings.TrimSpace(value))
	default: // "str", "d"
		w = worded(value)
	}
	if c.Text == "" {
		c.Text = w.text
	}
	if c.Text == "" && r.formed && (r.kind != "str" || !r.valued) { // an empty text is a result too
		c.Text, c.Unsaved, c.Fault = "="+Tidy(r.formula.String()), true, false
	}
	if c.Text == "" {
		return nil
	}
	c.Look = w.Look
	if f, ok := r.format(); ok {
		c.Struck, c.Raised = c.Struck || f.font.Struck, c.Raised || f.font.Raised && strings.ContainsAny(c.Text, "0123456789")
	}
	return c
}

// format is that of the cell's style.
func (r *sheetReader) format() (format, bool) {
	if r.style < 0 || r.style >= len(r.book.formats) {
		return format{places: -1}, false
	}
	return r.book.formats[r.style], true
}

func (r *sheetReader) figure(c *Cell, stored string) {
	if stored == "" {
		return
	}
	f, _ := r.format()
	shift := 0
	if f.percent {
		shift = 2
	}
	d, ok := figureOf(stored, shift)
	if !ok {
		c.Text, c.Fault = Tidy(stored), true
		return
	}
	c.Figure, c.Stored, c.Text = &d, stored, d.String()
	c.Percent, c.Date, c.places = f.percent, f.date, f.places
}
