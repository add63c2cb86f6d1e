package xlsx

import (
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

func itoa(n int) string { return strconv.Itoa(n) }

// Write writes documents as one workbook, a sheet for each, and for each table of one. Errors: those of the stream, and Invalid where there is nothing.
func Write(w io.Writer, docs ...documents.Document) error {
	if len(docs) == 0 {
		return emulation.Errorf(emulation.Invalid, "documents.error.nothing")
	}
	b := newBook()
	var sheets []documents.Document
	for _, d := range docs {
		sheets = append(sheets, tableByTable(d)...)
	}
	for i, d := range sheets {
		name := d.Title
		if len(sheets) > 1 {
			name = itoa(i+1) + " " + name
		}
		b.document(b.sheet(name), d)
	}
	created := docs[0].Created.UTC().Format("2006-01-02T15:04:05Z")
	b.try(b.f.SetDocProps(&excelize.DocProperties{Creator: creator(), Title: safe(docs[0].Title), Created: created, Modified: created}))
	return b.write(w)
}

func (b *book) write(w io.Writer) error {
	if b.err == nil {
		b.err = b.f.Write(w)
	}
	if err := b.f.Close(); b.err == nil {
		b.err = err
	}
	return b.err
}

// writer puts the blocks of a document with one table at most beneath one another.
type writer struct {
	*page
	row     int
	columns int
	commas  []comma // of the table
	titles  titles
}

func (b *book) document(p *page, d documents.Document) {
	w := &writer{page: p, row: 1, columns: 1}
	for _, block := range d.Blocks {
		if t, ok := block.(documents.Table); ok {
			w.columns = max(1, len(t.Columns))
			w.widths(letters(t)...)
		}
	}
	if d.Heading != nil {
		w.heading(d.Heading)
	}
	w.blocks(d.Blocks)
	p.paper(d.Landscape, w.titles, d.Mark, d.Code)
}

// blocks puts blocks beneath one another.
func (w *writer) blocks(list []documents.Block) {
	for _, block := range list {
		switch block := block.(type) {
		case documents.Title:
			w.line(block.Kind, look{bold: true, size: 14, align: "center"})
			for _, s := range block.Subject {
				w.line(s, look{bold: true, align: "center"})
			}
			w.row++
		case documents.Paragraph:
			w.paragraph(block)
		case documents.Table:
			w.table(block)
		case documents.Signatures:
			w.signatures(block)
		}
	}
}

// letters are the widths of a table's columns, in the letters Excel counts by.
func letters(t documents.Table) []int {
	return emulation.Map(t.Columns, func(c documents.Column) int {
		if c.Width == 0 {
			return 11
		}
		return int(c.Width*0.55 + 0.5)
	})
}

// line writes a line over all columns. The hyphen of a list would begin a formula: a dash does not, and needs no apostrophe before it.
func (w *writer) line(text string, l look) {
	if rest, listed := strings.CutPrefix(text, "- "); listed {
		text = "– " + rest
	}
	w.span(w.row, 1, w.columns, text, l)
	w.row++
}

// share is how many columns from the left come nearest to a share of their width.
func (w *writer) share(num, den int) int {
	total, best := 0, 0
	for _, c := range w.chars {
		total += c
	}
	lack := func(n int) int {
		wide := 0
		for _, c := range w.chars[:n] {
			wide += c
		}
		return max(den*wide-num*total, num*total-den*wide)
	}
	for n := range len(w.chars) + 1 {
		if lack(n) < lack(best) {
			best = n
		}
	}
	return best
}

// heading is issuer and national title beside one another; where no column ends so that the title has its room, they stand under one another.
func (w *writer) heading(h *documents.Heading) {
	left := w.beside(h.NationalTitle)
	pairs := [][2]string{{h.Superior, h.NationalTitle}, {h.Issuer, h.Motto}, {h.Number, h.PlaceDate}}
	if left == 0 {
		pairs = [][2]string{{"", h.NationalTitle}, {"", h.Motto}, {h.Superior, ""}, {h.Issuer, ""}, {h.Number, ""}, {"", h.PlaceDate}}
	}
	for _, pair := range pairs {
		one := look{bold: pair[0] == h.Issuer, align: "center"}
		other := look{bold: pair[1] != h.PlaceDate, italic: pair[1] == h.PlaceDate, align: "center"}
		switch {
		case left > 0:
			w.span(w.row, 1, left, pair[0], one)
			w.span(w.row, left+1, w.columns, pair[1], other)
		case pair[1] != "":
			w.span(w.row, 1, w.columns, pair[1], other)
		case pair[0] != "":
			one.align = "left"
			w.span(w.row, 1, w.columns, pair[0], one)
		default:
			continue
		}
		w.row++
	}
	w.row++
}

// leastIssuer is how many letters wide the columns under the issuer are at least.
const leastIssuer = 18

// beside is how many columns from the left are the issuer's, near half of the width, so that a title is not broken in the others; 0 = there is no such place.
func (w *writer) beside(title string) int {
	room := func(from, to int) (wide int) {
		for _, c := range w.chars[from:to] {
			wide += c
		}
		return wide
	}
	half := min(max(w.share(1, 2), 1), len(w.chars))
	if title == "" {
		return half
	}
	needed := utf8.RuneCountInString(title) * 7 / 5 // bold capitals
	for left := half; left > 0 && room(0, left) >= leastIssuer; left-- {
		if room(left, len(w.chars)) >= needed {
			return left
		}
	}
	return 0
}

func (w *writer) paragraph(p documents.Paragraph) {
	var text strings.Builder
	l := look{align: [...]string{"left", "left", "center", "right", "left"}[p.Align], bold: len(p.Spans) > 0, italic: len(p.Spans) > 0}
	for _, s := range p.Spans {
		text.WriteString(s.Text)
		l.bold, l.italic = l.bold && s.Bold, l.italic && s.Italic
	}
	w.line(text.String(), l)
}

var aligns = map[documents.Align]string{documents.AlignLeft: "left", documents.AlignCenter: "center", documents.AlignRight: "right", documents.AlignJustify: "left"}

func (w *writer) table(t documents.Table) {
	first := w.row
	w.commas = commasOf(t)
	taken := map[[2]int]bool{}
	for _, r := range t.Header {
		w.cells(t, r, look{bold: true, align: "center", border: true, shade: true}, taken, true)
	}
	if len(t.Header) > 0 {
		w.titles = titles{first: first, last: w.row - 1, names: t.Names}
	}
	for _, r := range t.Rows {
		w.cells(t, r, look{bold: r.Kind != documents.PlainRow, border: true}, taken, false)
	}
	w.row++
}

// cells writes a row; taken are the places that cells of the rows above reach into.
func (w *writer) cells(t documents.Table, r documents.Row, l look, taken map[[2]int]bool, head bool) {
	col := 1
	for _, c := range r.Cells {
		for taken[[2]int{w.row, col}] {
			col++
		}
		one := l
		one.bold, one.italic = l.bold || c.Bold, c.Italic
		if !head {
			one.align = w.alignOf(t, c, col)
		}
		last, bottom := min(col+c.Columns()-1, len(t.Columns)), w.row+c.Rows()-1
		if !head && c.Columns() == 1 && c.Align == documents.AlignDefault && col <= len(w.commas) && w.commas[col-1].places > 0 {
			one = w.commas[col-1].onComma(c.Text, w.across(col, col), one)
		}
		one = w.value(c.Text, col, one, head)
		if c.Rows() == 1 {
			w.need(w.row, c.Text, w.across(col, last), one)
		}
		if last > col || bottom > w.row {
			w.try(w.f.SetCellStyle(w.name, at(w.row, col), at(bottom, last), w.style(one)))
			w.try(w.f.MergeCell(w.name, at(w.row, col), at(bottom, last)))
			for row := w.row; row <= bottom; row++ {
				for c := col; c <= last; c++ {
					taken[[2]int{row, c}] = true
				}
			}
		}
		col = last + 1
	}
	for ; col <= len(t.Columns); col++ {
		if !taken[[2]int{w.row, col}] {
			w.text(w.row, col, "", l)
		}
	}
	w.row++
}

func (w *writer) alignOf(t documents.Table, c documents.Cell, col int) string {
	if a, ok := aligns[c.Align]; ok {
		return a
	}
	if col <= len(t.Columns) {
		if a, ok := aligns[t.Columns[col-1].Align]; ok {
			return a
		}
	}
	return "left"
}

var printedFigure = regexp.MustCompile(`^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$`)

// value writes a printed figure as a number, so that it can be summed and sorted, and gives the look it has then; what stands in the first column is a code.
func (w *writer) value(text string, col int, l look, head bool) look {
	digits, _ := vietnamese.ParseNumber(strings.ReplaceAll(text, ".", ""))
	d, err := decimal.Parse(digits)
	if head || col == 1 || !printedFigure.MatchString(text) || err != nil {
		l.number = ""
		w.words(w.row, col, text, l)
		return l
	}
	pad := l.number // of a figure on its comma, up to the longest of its column
	l.number = "#,##0"
	if _, frac, dotted := strings.Cut(digits, "."); dotted {
		l.number += "." + strings.Repeat("0", len(frac))
	}
	l.number += pad
	w.figure(w.row, col, d, l)
	return l
}

// signatures are side by side; under one another where the table has too few columns for that.
func (w *writer) signatures(s documents.Signatures) {
	n := len(s.Signers)
	beside := n > 0
	for i := range n {
		beside = beside && w.share(i, n) < w.share(i+1, n)
	}
	for i, signer := range s.Signers {
		from, to := 1, w.columns
		switch {
		case n == 1:
			from = min(w.share(1, 2)+1, w.columns)
		case beside:
			from, to = 1+w.share(i, n), w.share(i+1, n)
		}
		w.signer(signer, from, to)
		if !beside || i == n-1 {
			w.row += 9
		}
	}
	if len(s.Recipients) > 0 {
		w.line(s.Heading, look{bold: true, italic: true, align: "left"})
		for _, r := range s.Recipients {
			w.line(r, look{size: 11, align: "left"})
		}
	}
}

func (w *writer) signer(s documents.Signer, from, to int) {
	w.span(w.row, from, to, s.Authority, look{bold: true, align: "center"})
	w.span(w.row+1, from, to, s.Position, look{bold: true, align: "center"})
	w.span(w.row+2, from, to, s.Hint, look{italic: true, align: "center"})
	w.span(w.row+4, from, to, s.Mark, look{italic: true, align: "center"})
	w.span(w.row+7, from, to, s.Name, look{bold: true, align: "center"})
}
