package forms_test

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/documents/pdf"
	"thidua/internal/testpdf"
)

// longName has 120 letters.
const longName = "Trường Phổ thông dân tộc nội trú trung học cơ sở và trung học phổ thông huyện Nguyên Bình, tỉnh Cao Bằng, phân hiệu hai"

// printedPaper is a document as it was printed, with the document it was printed of.
type printedPaper struct {
	t             *testing.T
	name          string
	doc           documents.Document
	width, height float64
	pages         int
	words         []testpdf.Word
	byPage        [][]testpdf.Word
	ink           [][][2]float64 // by page: ends of lines, mm from the bottom left
}

// printAll prints papers into one file and reads it once: every page says at its foot whose it is.
func printAll(t *testing.T, papers []*printedPaper) {
	t.Helper()
	var file bytes.Buffer
	docs := make([]documents.Document, len(papers))
	for i, p := range papers {
		docs[i] = p.doc
		docs[i].Footer = fmt.Sprintf("Tờ%d %s", i, p.doc.Footer)
	}
	if err := pdf.Write(&file, docs...); err != nil {
		t.Fatal(err)
	}
	read, err := testpdf.Read(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	drawn := read.Pages()
	for i, page := range testpdf.Pages(t, file.Bytes()) {
		of := -1
		for _, w := range page.Words {
			if n, err := strconv.Atoi(strings.TrimPrefix(w.Text, "Tờ")); err == nil && strings.HasPrefix(w.Text, "Tờ") {
				of = n
			}
		}
		if of < 0 {
			t.Fatalf("page %d says nowhere whose it is", i+1)
		}
		p := papers[of]
		p.t, p.width, p.height = t, page.Width, page.Height
		p.pages++
		for _, w := range page.Words {
			w.Page = p.pages
			p.words = append(p.words, w)
		}
		p.byPage = append(p.byPage, p.words[len(p.words)-len(page.Words):])
		p.ink = append(p.ink, read.Ink(drawn[i]))
	}
}

func (p *printedPaper) fault(format string, args ...any) {
	p.t.Helper()
	p.t.Errorf(p.name+": "+format, args...)
}

// foot says that a word stands in the margin at the foot; body that it stands in no margin.
func (p *printedPaper) foot(w testpdf.Word) bool { return w.Top > p.height-documents.MarginBottom-0.5 }
func (p *printedPaper) body(w testpdf.Word) bool { return w.Top >= documents.MarginTop-1 && !p.foot(w) }

// on are the words of a page.
func (p *printedPaper) on(page int) []testpdf.Word { return p.byPage[page-1] }

// where is the page on which a word stands first, 0 = none.
func (p *printedPaper) where(text string) int {
	for _, w := range p.words {
		if w.Text == text {
			return w.Page
		}
	}
	return 0
}

// margins: nothing but the foot and the page's number stands in the margins, and every page from the second on has its number.
func (p *printedPaper) margins() {
	numbers := map[int]bool{}
	for _, w := range p.words {
		number := w.Text == fmt.Sprint(w.Page) && w.Page > 1 && w.Foot < documents.MarginTop
		numbers[w.Page] = numbers[w.Page] || number
		if w.Left < documents.MarginLeft-0.1 || w.Right > p.width-documents.MarginRight+0.1 || !number && w.Top < documents.MarginTop-1 ||
			!p.foot(w) && w.Foot > p.height-documents.MarginBottom+1 || w.Foot > p.height-2 {
			p.fault("page %d: %q stands at %.1f–%.1f × %.1f–%.1f mm", w.Page, w.Text, w.Left, w.Right, w.Top, w.Foot)
		}
	}
	for page := 2; page <= p.pages; page++ {
		if numbers[page] == p.doc.Unnumbered {
			p.fault("page %d of %d: its number is printed: %v", page, p.pages, numbers[page])
		}
	}
}

// apart: no word lies on another.
func (p *printedPaper) apart() {
	for page := range p.pages {
		words := slices.Clone(p.on(page + 1))
		slices.SortStableFunc(words, func(a, b testpdf.Word) int { return int((a.Top - b.Top) * 1000) })
		for i, a := range words {
			for _, b := range words[i+1:] {
				if b.Top > a.Foot {
					break
				}
				high, wide := min(a.Foot, b.Foot)-max(a.Top, b.Top), min(a.Right, b.Right)-max(a.Left, b.Left)
				if wide > 0.4 && high > 0.4*(a.Foot-a.Top) {
					p.fault("page %d: %q lies on %q", page+1, a.Text, b.Text)
				}
			}
		}
	}
}

// unbroken: every figure with a comma is a word on paper.
func (p *printedPaper) unbroken() {
	all := map[string]bool{}
	for _, w := range p.words {
		all[w.Text] = true
	}
	for _, b := range p.doc.Blocks {
		t, ok := b.(documents.Table)
		if !ok {
			continue
		}
		for _, r := range t.Rows {
			for _, c := range r.Cells {
				if _, rest, ok := documents.Figure(c.Text); ok && strings.HasPrefix(rest, ",") && !strings.Contains(rest, " ") && !all[c.Text] {
					p.fault("%q is broken", c.Text)
				}
			}
		}
	}
}

// signed: what is signed has text of the paper above it on its page; where there is so much of it that it goes on on the next, two rows do.
func (p *printedPaper) signed() {
	signs := func(w testpdf.Word) bool { return strings.HasPrefix(w.Text, "KÝ") && p.body(w) }
	for _, words := range p.byPage {
		var rows []float64
		for _, w := range words {
			if signs(w) && !slices.Contains(rows, w.Top) {
				rows = append(rows, w.Top)
			}
		}
		if len(rows) == 0 || slices.ContainsFunc(words, func(w testpdf.Word) bool { return p.body(w) && w.Foot < rows[0] && !signs(w) }) {
			continue
		}
		if page := words[0].Page; page == 1 || len(rows) == 1 || !slices.ContainsFunc(p.on(page-1), signs) {
			p.fault("what is signed stands alone on page %d", page)
		}
	}
}

// alone is how many pages some blocks take by themselves, in the smallest type that the layout may choose for them.
func (p *printedPaper) alone(blocks ...documents.Block) int {
	var file bytes.Buffer
	if err := pdf.Write(&file, documents.Document{Title: "x", Landscape: p.doc.Landscape, Blocks: blocks}); err != nil {
		p.t.Fatal(err)
	}
	return bytes.Count(file.Bytes(), []byte("<</Type/Page/"))
}

// kept are a table and what stays on the page of its end.
func kept(blocks []documents.Block) []documents.Block {
	n := 1
	for more := blocks[0].(documents.Table).KeepEnd > 0 && !documents.Apart(blocks, 0); n < len(blocks); n++ {
		_, signed := blocks[n].(documents.Signatures)
		if !more && !signed {
			break
		}
		p, ok := blocks[n].(documents.Paragraph)
		more = ok && p.KeepNext
	}
	return blocks[:n]
}

// tables: rows stay whole, under their heading on each of their pages, no heading without a row, no table torn for which a page has room.
func (p *printedPaper) tables() {
	for n, b := range p.doc.Blocks {
		t, ok := b.(documents.Table)
		if !ok || len(t.Rows) == 0 {
			continue
		}
		rows := map[int]bool{} // the pages with rows of it
		for _, w := range p.words {
			if strings.HasPrefix(w.Text, fmt.Sprintf("q%dx", n)) {
				rows[w.Page] = true // a table of many columns is parted
			}
		}
		for i := range t.Rows {
			from, to := p.where(tag("q", n, i)), p.where(tag("z", n, i))
			if from == 0 || to == 0 {
				p.fault("row %d of table %d is lost", i, n)
			}
			for page := from; page <= to; page++ {
				rows[page] = true
			}
			if from != to && p.alone(documents.Table{Columns: t.Columns, Header: t.Header, Rows: t.Rows[i : i+1]}) == 1 {
				p.fault("row %d of table %d is torn: pages %d and %d", i, n, from, to)
			}
		}
		for page := range p.pages {
			heads := slices.ContainsFunc(p.on(page+1), func(w testpdf.Word) bool { return w.Text == tag("h", n, 0) })
			if len(t.Header) > 0 && heads != rows[page+1] {
				p.fault("page %d has the heading of table %d: %v, rows of it: %v", page+1, n, heads, rows[page+1])
			}
		}
		first := p.pages
		for page := range rows {
			first = min(first, page)
		}
		if len(rows) > 1 && p.alone(kept(p.doc.Blocks[n:])...) == 1 {
			above := p.height
			for _, w := range p.on(first) {
				if w.Text == tag("h", n, 0) || len(t.Header) == 0 && w.Text == tag("q", n, 0) {
					above = w.Top
				}
			}
			if above-documents.MarginTop > (p.height-documents.MarginTop-documents.MarginBottom)/2 {
				p.fault("table %d, which a page has room for, is torn from page %d on", n, first)
			}
		}
	}
}

// ruled: lines keep to the margins at the sides, and to the paper above and below.
func (p *printedPaper) ruled() {
	for i, ends := range p.ink {
		for _, at := range ends {
			if at[0] < documents.MarginLeft-0.1 || at[0] > p.width-documents.MarginRight+0.1 || at[1] < 2 || at[1] > p.height-8 {
				p.fault("page %d has a line to %.0f × %.0f mm", i+1, at[0], p.height-at[1])
				return
			}
		}
	}
}

func tag(kind string, table, row int) string { return fmt.Sprintf("%s%dx%d", kind, table, row) }

// tagged marks the beginning and the end of the longest cell of every row, the heading of every table, and what signs, so that they are found on paper.
func tagged(doc documents.Document) documents.Document {
	longest := func(cells []documents.Cell) *documents.Cell {
		best := 0
		for i, c := range cells {
			if len(c.Text) > len(cells[best].Text) {
				best = i
			}
		}
		return &cells[best]
	}
	doc.Blocks = slices.Clone(doc.Blocks)
	for n, b := range doc.Blocks {
		switch b := b.(type) {
		case documents.Table:
			if len(b.Header) > 0 {
				cell := longest(b.Header[0].Cells)
				cell.Text = tag("h", n, 0) + " " + cell.Text
			}
			for i, r := range b.Rows {
				cell := longest(r.Cells)
				if _, _, figure := documents.Figure(cell.Text); figure {
					cell = &b.Rows[i].Cells[min(1, len(r.Cells)-1)]
				}
				cell.Text = tag("q", n, i) + " " + cell.Text + " " + tag("z", n, i)
			}
		case documents.Signatures:
			for i := range b.Signers {
				b.Signers[i].Position = fmt.Sprintf("KÝ%d %s", i, b.Signers[i].Position)
			}
		}
	}
	return doc
}

// mapped is a copy of a document with every text of it changed.
func mapped(doc documents.Document, change func(text string) string) documents.Document {
	if doc.Heading != nil {
		h := *doc.Heading
		for _, text := range []*string{&h.Superior, &h.Issuer, &h.Number, &h.PlaceDate} {
			*text = change(*text)
		}
		doc.Heading = &h
	}
	doc.Blocks = slices.Clone(doc.Blocks)
	rows := func(list []documents.Row, change func(string) string) []documents.Row {
		list = slices.Clone(list)
		for i := range list {
			list[i].Cells = slices.Clone(list[i].Cells)
			for k := range list[i].Cells {
				list[i].Cells[k].Text = change(list[i].Cells[k].Text)
			}
		}
		return list
	}
	for n, b := range doc.Blocks {
		switch b := b.(type) {
		case documents.Title:
			b.Subject = slices.Clone(b.Subject)
			for i := range b.Subject {
				b.Subject[i] = change(b.Subject[i])
			}
			doc.Blocks[n] = b
		case documents.Paragraph:
			b.Spans = slices.Clone(b.Spans)
			for i := range b.Spans {
				b.Spans[i].Text = change(b.Spans[i].Text)
			}
			doc.Blocks[n] = b
		case documents.Table:
			b.Header, b.Rows = rows(b.Header, func(s string) string { return s }), rows(b.Rows, change)
			doc.Blocks[n] = b
		case documents.Signatures:
			b.Signers, b.Recipients = slices.Clone(b.Signers), slices.Clone(b.Recipients)
			for i := range b.Signers {
				s := &b.Signers[i]
				s.Authority, s.Position, s.Name = change(s.Authority), change(s.Position), change(s.Name)
			}
			for i := range b.Recipients {
				b.Recipients[i] = change(b.Recipients[i])
			}
			doc.Blocks[n] = b
		}
	}
	return doc
}

// named puts a name in the place of every text of two words and more.
func named(name string) func(string) string {
	return func(text string) string {
		if len(strings.Fields(text)) < 2 {
			return text
		}
		return name
	}
}

// stresses are what people do to papers.
var stresses = map[string]func(doc documents.Document) documents.Document{
	"as it is": func(doc documents.Document) documents.Document {
		return mapped(doc, func(s string) string { return s })
	},
	"long names": func(doc documents.Document) documents.Document { return mapped(doc, named(longName)) },
	"signs": func(doc documents.Document) documents.Document {
		return mapped(doc, named("☐ Không ☑ Có ✓ đạt – 10 ≤ 12 m²"))
	},
	"long figures": func(doc documents.Document) documents.Document {
		return mapped(doc, func(text string) string {
			if _, rest, ok := documents.Figure(text); ok && strings.HasPrefix(rest, ",") {
				return "1.234.567.890,125"
			}
			return text
		})
	},
	"taken apart": func(doc documents.Document) documents.Document { return mapped(doc, norm.NFD.String) },
	"one long word": func(doc documents.Document) documents.Document {
		return mapped(doc, named(strings.Repeat("Khôngdấucách", 10)))
	},
	"remarks of a page": func(doc documents.Document) documents.Document {
		return inTables(doc, func(t documents.Table) documents.Table {
			if cells := t.Rows[len(t.Rows)/2].Cells; len(cells) > 1 {
				cells[len(cells)-1].Text = strings.Repeat(longName+"; ", 25)
			}
			return t
		})
	},
	"many rows": func(doc documents.Document) documents.Document {
		return inTables(doc, func(t documents.Table) documents.Table {
			end := len(t.Rows) - t.KeepEnd
			for len(t.Rows) < 300 && end > 0 {
				more := documents.Table{Rows: t.Rows[:min(end, 40)]}
				t.Rows = slices.Insert(t.Rows, end, mapped(documents.Document{Blocks: []documents.Block{more}}, func(s string) string { return s }).Blocks[0].(documents.Table).Rows...)
			}
			return t
		})
	},
	"many recipients": func(doc documents.Document) documents.Document {
		doc = mapped(doc, func(s string) string { return s })
		if end, ok := doc.Blocks[len(doc.Blocks)-1].(documents.Signatures); ok {
			for range 90 {
				end.Recipients = append(end.Recipients, "- "+longName+";")
			}
			doc.Blocks[len(doc.Blocks)-1] = end
		}
		return doc
	},
}

// inTables changes the tables of a copy of a document.
func inTables(doc documents.Document, change func(t documents.Table) documents.Table) documents.Document {
	doc = mapped(doc, func(s string) string { return s })
	for n, b := range doc.Blocks {
		if t, ok := b.(documents.Table); ok && len(t.Rows) > 0 {
			doc.Blocks[n] = change(t)
		}
	}
	return doc
}

// TestPapersUnderStress: every form of a season, whatever stands in it, keeps to its page as a typist would have it.
func TestPapersUnderStress(t *testing.T) {
	var papers []*printedPaper
	add := func(name string, doc documents.Document) {
		papers = append(papers, &printedPaper{name: name, doc: tagged(doc)})
	}
	seen := map[string]bool{}
	for _, paper := range slices.Concat(recorded(t), inANormalYear(t)) {
		if seen[paper.Form] || paper.Form == "ballots" { // slips have no page of their own
			continue
		}
		seen[paper.Form] = true
		for i, doc := range paper.Documents {
			for name, change := range stresses {
				add(fmt.Sprintf("%s %d, %s", paper.Form, i, name), change(doc))
			}
		}
	}
	for size, list := range map[string][]forms.Paper{"large": inALargeYear(t), "empty": inAnEmptyYear(t)} {
		for _, paper := range list {
			for i, doc := range paper.Documents {
				add(fmt.Sprintf("%s %d, %s", paper.Form, i, size), stresses["as it is"](doc))
			}
		}
	}
	printAll(t, papers)
	for _, p := range papers {
		p.margins()
		p.apart()
		p.unbroken()
		p.signed()
		p.tables()
		p.ruled()
	}
	if len(seen) < 18 {
		t.Errorf("only %v", seen)
	}
}
