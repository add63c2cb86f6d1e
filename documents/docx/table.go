package docx

import (
	"fmt"
	"strings"

	"thidua/documents"
	"thidua/documents/pdf"
)

// The room between a rule and text, twips: beside it a little less than on paper (1.2 mm), so that what just fits there fits here too.
const (
	cellHigh = 28
	cellWide = 45
)

const cellSide = cellWide * 25.4 / 1440 // mm

// frame opens a table with columns of these widths (mm), ruled or not.
func (b *builder) frame(widths []float64, ruled bool) {
	total := 0
	for _, w := range widths {
		total += twips(w)
	}
	b.WriteString(fmt.Sprintf(`<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/>`, total))
	if ruled {
		b.WriteString(`<w:tblBorders>`)
		for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
			b.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
		}
		b.WriteString(`</w:tblBorders>`)
	}
	b.WriteString(`<w:tblLayout w:type="fixed"/>`)
	if ruled {
		b.WriteString(margins(cellHigh, cellWide))
	} else {
		b.WriteString(margins(0, 0))
	}
	b.WriteString(`</w:tblPr><w:tblGrid>`)
	for _, w := range widths {
		b.WriteString(fmt.Sprintf(`<w:gridCol w:w="%d"/>`, twips(w)))
	}
	b.WriteString(`</w:tblGrid>`)
}

// place is a cell's place in its row: width (mm), the columns it spans, and whether it begins ("restart"), goes on ("continue") or has no span of rows.
type place struct {
	width  float64
	span   int
	merged string
	middle bool // its text stands in the middle of its height
}

func (b *builder) cell(p place) {
	b.WriteString(fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, twips(p.width)))
	if p.span > 1 {
		b.WriteString(fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, p.span))
	}
	if p.merged != "" {
		b.WriteString(`<w:vMerge w:val="` + p.merged + `"/>`)
	}
	if p.middle {
		b.WriteString(`<w:vAlign w:val="center"/>`)
	}
	b.WriteString(`</w:tcPr>`)
}

func (b *builder) row(head bool) {
	b.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
	if head {
		b.WriteString(`<w:tblHeader/>`)
	}
	b.WriteString(`</w:trPr>`)
}

// table writes a table as it is printed: as several where its columns are too many for the line. apart says that its end does not stay with what follows.
func (b *builder) table(t documents.Table, apart bool, whole int) {
	for i, part := range pdf.Parts(t, b.width) {
		if i > 0 {
			b.line("", "", format{exact: documents.ParagraphSpace})
		}
		b.oneTable(part, apart, whole)
	}
}

// oneTable writes a table with the widths of the printed page; its heading returns on every page. One of up to whole rows stays on one.
func (b *builder) oneTable(t documents.Table, apart bool, whole int) {
	widths, points := pdf.Columns(t, b.width)
	after := pdf.After(t, widths, points)
	b.frame(widths, true)
	look := size(points)
	wide := func(from, span int) (w float64) {
		for _, one := range widths[from:min(from+span, len(widths))] {
			w += one
		}
		return w
	}
	type covered struct{ rows, span int }
	over := make([]covered, len(widths)) // cells of rows above that reach into the row at hand
	for _, r := range t.Header {
		b.row(true)
		next := 0
		for col := 0; col < len(widths); {
			if c := over[col]; c.rows > 0 {
				over[col].rows--
				b.cell(place{wide(col, c.span), c.span, "continue", true})
				b.line("", look, format{align: "center", keep: true})
				b.WriteString(`</w:tc>`)
				col += c.span
				continue
			}
			var c documents.Cell
			if next < len(r.Cells) {
				c = r.Cells[next]
				next++
			}
			span, merged := min(c.Columns(), len(widths)-col), ""
			if c.Rows() > 1 {
				merged = "restart"
				over[col] = covered{c.Rows() - 1, span}
			}
			b.cell(place{wide(col, span), span, merged, true})
			b.line(strings.Join(pdf.HeaderLines(c.Text, points, wide(col, span)), "\n"), bold+look, format{align: "center", keep: true})
			b.WriteString(`</w:tc>`)
			col += span
		}
		b.WriteString(`</w:tr>`)
	}
	for i, r := range t.Rows {
		b.row(false)
		keep := r.Kind == documents.GroupRow || i >= len(t.Rows)-t.KeepEnd && !(apart && i == len(t.Rows)-1) || t.Whole && len(t.Rows) <= whole && i < len(t.Rows)-1
		next := 0
		for col := 0; col < len(widths); {
			var c documents.Cell
			if next < len(r.Cells) {
				c = r.Cells[next]
				next++
			}
			span := min(c.Columns(), len(widths)-col)
			b.cell(place{wide(col, span), span, "", true})
			own := look
			if c.Italic {
				own = italic + own
			}
			if c.Bold || r.Kind != documents.PlainRow {
				own = bold + own
			}
			align := c.Align
			if align == documents.AlignDefault {
				align = t.Columns[col].Align
			}
			f := format{align: aligns[align], keep: keep}
			if room, on := after(col, r, c); on { // no tabulator: LibreOffice does not set figures on one in a cell
				f.align, f.right = "right", max(room-cellSide, 0)
			}
			b.line(c.Text, own, f)
			b.WriteString(`</w:tc>`)
			col += span
		}
		b.WriteString(`</w:tr>`)
	}
	b.WriteString(`</w:tbl>`)
	b.gap()
}

// mostWhole is up to how many rows a table stays on one page. Word moves it whole to the next, with what is signed under it, however much of the page before
// that leaves empty: of a landscape page all but the heading.
func mostWhole(d documents.Document) int {
	if d.Landscape {
		return 3
	}
	return 8
}

// gap is the paragraph that has to stand between two tables, as low as can be.
func (b *builder) gap() { b.line("", "", format{exact: 2, keep: true}) }

// heading is the top of an official document: two columns without rules; the rules under issuer and motto are lines of their length.
func (b *builder) heading(h *documents.Heading) {
	_, title := pdf.Headline(h.NationalTitle, documents.NationalTitleSize, b.width)
	right := max(min(b.width*0.55, 115), title+4)
	left := b.width - right
	b.frame([]float64{left, right}, false)
	b.row(false)
	b.cell(place{width: left})
	centre, nobody := format{align: "center"}, true
	for _, body := range []struct{ text, look string }{{h.Superior, ""}, {h.Issuer, bold}} {
		points := documents.IssuerSize
		lines, last := pdf.Headline(body.text, points, left)
		if len(lines) > 2 {
			if fewer, width := pdf.Headline(body.text, documents.IssuerSizeLong, left); len(fewer) < len(lines) {
				lines, last, points = fewer, width, documents.IssuerSizeLong
			}
		}
		if len(lines) > 0 {
			nobody = false
			b.line(strings.Join(lines, "\n"), body.look+size(points), centre)
		}
		if body.look == bold && len(lines) > 0 {
			b.ruleUnder(last*ruleShare, left, false)
		}
	}
	if nobody { // not even blanks that could be set: a cell has a paragraph
		b.line("", "", centre)
	}
	b.WriteString(`</w:tc>`)
	b.cell(place{width: right})
	b.line(h.NationalTitle, bold+size(documents.NationalTitleSize), centre)
	b.line(h.Motto, bold+size(documents.MottoSize), centre)
	_, motto := pdf.Headline(h.Motto, documents.MottoSize, right)
	b.ruleUnder(motto, right, false)
	b.WriteString(`</w:tc></w:tr>`)
	b.row(false)
	under := format{align: "center", before: documents.ParagraphSpace}
	b.cell(place{width: left})
	b.line(h.Number, size(documents.NumberSize), under)
	b.WriteString(`</w:tc>`)
	b.cell(place{width: right})
	b.line(h.PlaceDate, italic+size(documents.PlaceDateSize), under)
	b.WriteString(`</w:tc></w:tr></w:tbl>`)
	b.line("", "", format{exact: 12, keep: true})
}
