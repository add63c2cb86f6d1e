package xlsx

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"thidua/documents"
	"thidua/emulation/decimal"
	"thidua/internal/phrase"
)

// font is the one of official papers; every office has it.
const font = "Times New Roman"

// look is how a cell looks; it is the key under which its style is made once.
type look struct {
	bold, italic bool
	size         int // points, 0 = 12
	align        string
	indent       int // from the side it is aligned to, in steps of Excel
	border       bool
	open         bool   // may be edited on a protected sheet
	shade        bool   // the heading of a table
	number       string // number format, "" = general
}

// book is a workbook being written. The first error stays and everything after it is left undone.
type book struct {
	f      *excelize.File
	styles map[look]int
	sheets int
	err    error
}

func newBook() *book {
	b := &book{f: excelize.NewFile(), styles: map[look]int{}}
	b.try(b.f.SetDefaultFont(font))
	b.try(b.f.SetDocProps(&excelize.DocProperties{Creator: creator()}))
	return b
}

// creator is who made a workbook: the program, not the library.
func creator() string { return phrase.Text(phrase.Vietnamese, "ui.app") }

func (b *book) try(err error) {
	if b.err == nil {
		b.err = err
	}
}

// sheet adds a sheet; the first takes the place of the one a new workbook has.
func (b *book) sheet(name string) *page {
	name = sheetName(name)
	if b.sheets++; b.sheets == 1 {
		b.try(b.f.SetSheetName(b.f.GetSheetName(0), name))
	} else {
		_, err := b.f.NewSheet(name)
		b.try(err)
	}
	return &page{book: b, name: name, heights: map[int]float64{}}
}

// sheetName takes out what Excel forbids in the name of a sheet.
func sheetName(name string) string {
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return ' '
		}
		return r
	}, name), "' ")
	return cut(name, 31)
}

func (b *book) style(l look) int {
	if id, ok := b.styles[l]; ok {
		return id
	}
	size := l.size
	if size == 0 {
		size = 12
	}
	s := &excelize.Style{
		Font:       &excelize.Font{Family: font, Size: float64(size), Bold: l.bold, Italic: l.italic},
		Alignment:  &excelize.Alignment{Horizontal: l.align, Indent: l.indent, Vertical: "center", WrapText: true},
		Protection: &excelize.Protection{Locked: !l.open},
	}
	if l.border {
		for _, side := range []string{"left", "top", "right", "bottom"} {
			s.Border = append(s.Border, excelize.Border{Type: side, Color: "000000", Style: 1})
		}
	}
	if l.shade {
		s.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E7E6E6"}}
	}
	if l.number != "" {
		s.CustomNumFmt = &l.number
	}
	id, err := b.f.NewStyle(s)
	b.try(err)
	b.styles[l] = id
	return id
}

// page is a sheet being written.
type page struct {
	*book
	name    string
	chars   []int           // widths of the columns
	heights map[int]float64 // of rows with something in them
}

func at(row, col int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil { // rows and columns are counted here
		panic(err)
	}
	return name
}

// text writes words.
func (p *page) text(row, col int, text string, l look) {
	p.need(row, text, p.across(col, col), l)
	p.words(row, col, text, l)
}

// words is text that does not make its row higher.
func (p *page) words(row, col int, text string, l look) {
	p.try(p.f.SetCellStyle(p.name, at(row, col), at(row, col), p.style(l)))
	if text = safe(text); text != "" {
		p.try(p.f.SetCellStr(p.name, at(row, col), literal(text)))
	}
}

// figure writes a figure with the digits it has; one that Excel could not keep exactly stays a text.
func (p *page) figure(row, col int, d decimal.Decimal, l look) {
	p.need(row, "", 1, l)
	digits := d.String()
	if significant(digits) > 15 {
		p.text(row, col, strings.Replace(digits, ".", ",", 1), l)
		return
	}
	if l.number == "" {
		l.number = "General"
	}
	p.try(p.f.SetCellStyle(p.name, at(row, col), at(row, col), p.style(l)))
	p.try(p.f.SetCellDefault(p.name, at(row, col), digits))
}

func significant(digits string) int {
	return len(strings.TrimLeft(strings.NewReplacer(".", "", "-", "").Replace(digits), "0"))
}

// span writes words over several columns.
func (p *page) span(row, from, to int, text string, l look) {
	p.need(row, text, p.across(from, to), l)
	p.words(row, from, text, l)
	if to > from {
		p.try(p.f.SetCellStyle(p.name, at(row, from), at(row, to), p.style(l)))
		p.try(p.f.MergeCell(p.name, at(row, from), at(row, to)))
	}
}

func (p *page) widths(chars ...int) {
	p.chars = chars
	for i, w := range chars {
		col, err := excelize.ColumnNumberToName(i + 1)
		p.try(err)
		p.try(p.f.SetColWidth(p.name, col, col, float64(w)))
	}
}

// titles are the rows, from 1, of a table's heading, and how many of its first columns say whose the others are. Without a heading they are noughts.
type titles struct{ first, last, names int }

// paper fits the rows and sets A4, all columns on one page's width, the heading rows on every page, page numbers, and the heading in view while scrolling,
// with the names beside it, where that leaves room to scroll. mark, what no page may be read without, stands at the foot of each, and under it the code by which it
// is held against the record.
func (p *page) paper(landscape bool, t titles, mark string, code *documents.Code) {
	p.fit()
	a4, wide, high, orientation := 9, 1, 0, "portrait"
	if landscape {
		orientation = "landscape"
	}
	fit := true
	p.try(p.f.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	p.try(p.f.SetPageLayout(p.name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &high}))
	p.margins()
	p.try(p.f.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{DifferentFirst: true, OddHeader: "&C&P", OddFooter: foot(mark, code), FirstFooter: foot(mark, code)}))
	if t.first == 0 {
		return
	}
	quoted := "'" + strings.ReplaceAll(p.name, "'", "''") + "'"
	p.try(p.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: p.name, RefersTo: quoted + "!$" + itoa(t.first) + ":$" + itoa(t.last)}))
	if p.down(t.last) <= mostFrozen {
		pane := "bottomLeft"
		if t.names > 0 {
			pane = "bottomRight"
		}
		p.try(p.f.SetPanes(p.name, &excelize.Panes{Freeze: true, XSplit: t.names, YSplit: t.last, TopLeftCell: at(t.last+1, t.names+1), ActivePane: pane}))
	}
}

// mostFrozen is how high the rows are, at most, that stay in view while scrolling: a small screen (768 points) has about as much again for what scrolls.
const mostFrozen = 250.0

// down is how high the first rows are, points.
func (p *page) down(rows int) float64 {
	const usual = 15
	height := 0.0
	for row := range rows {
		if h, ok := p.heights[row+1]; ok {
			height += h
		} else {
			height += usual
		}
	}
	return height
}

// foot is a mark and a code as Excel writes them at the foot of a page, which has room for 255 units with what Excel reads in it: "&&" is one "&" of the mark. What
// is too long of the mark is cut, the code never is.
func foot(mark string, c *documents.Code) string {
	code := ""
	if c != nil {
		code = "&L" + c.Label + ": " + c.Typed
	}
	if mark == "" {
		return code
	}
	if c != nil {
		code = "&I\n" + strings.TrimPrefix(code, "&L") // upright again
	}
	const left, most = "&L&I", 255
	for room := most; ; room-- {
		if written := left + strings.ReplaceAll(cut(mark, room), "&", "&&") + code; units(written) <= most {
			return written
		}
	}
}

// margins are those of Decree 30/2020/NĐ-CP, Annex I, in inches: 20 mm above and below, 30 left, 15 right.
func (p *page) margins() {
	inch := func(mm float64) *float64 { in := mm / 25.4; return &in }
	p.try(p.f.SetPageMargins(p.name, &excelize.PageLayoutMarginsOptions{Top: inch(20), Bottom: inch(20), Left: inch(30), Right: inch(15), Header: inch(10), Footer: inch(10)}))
}
