package docx

import (
	"fmt"

	"thidua/documents"
	"thidua/documents/pdf"
	"thidua/emulation"
)

// document writes a document as a section: its blocks, then the page it stands on.
func (p *parts) document(b *builder, d documents.Document, last bool) error {
	b.width = pdf.Width(d.Landscape)
	if d.Heading != nil {
		b.heading(d.Heading)
	}
	for i := 0; i < len(d.Blocks); i++ {
		switch block := d.Blocks[i].(type) {
		case documents.Title:
			b.title(block)
		case documents.Paragraph:
			_, over := at[documents.Table](d.Blocks, i+1)
			b.paragraph(block, over)
		case documents.Table:
			b.table(block, documents.Apart(d.Blocks, i), mostWhole(d))
		case documents.Signatures:
			rows := []documents.Signatures{block}
			next, more := at[documents.Signatures](d.Blocks, i+1)
			if _, further := at[documents.Signatures](d.Blocks, i+2); more && !further { // the last row never stands alone; of many, as in a compact, others may
				rows = append(rows, next)
				i++
			}
			b.signatures(rows...)
		default: // ballots and square codes have to look as they do
			return emulation.Errorf(emulation.Invalid, "documents.error.only-printed")
		}
	}
	section := p.section(d)
	if last {
		b.WriteString(section)
		return nil
	}
	b.WriteString(`<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/>` + section + `</w:pPr></w:p>`)
	return nil
}

// at is the block at a place, where it is of a kind.
func at[B documents.Block](blocks []documents.Block, i int) (b B, ok bool) {
	if i < len(blocks) {
		b, ok = blocks[i].(B)
	}
	return b, ok
}

// section is the page of a document: its number above from the second page on, what names it below (Decree 30/2020/NĐ-CP, Annex I).
func (p *parts) section(d documents.Document) string {
	s := `<w:sectPr>`
	n := len(p.refs)
	part := func(tag, which, content string) {
		n++
		name := fmt.Sprintf("%s%d.xml", tag, n)
		p.add("word/"+name, "application/vnd.openxmlformats-officedocument.wordprocessingml."+tag+"+xml", root(map[string]string{"header": "hdr", "footer": "ftr"}[tag], content))
		s += `<w:` + tag + `Reference w:type="` + which + `" r:id="` + p.refer(name, office+"/"+tag) + `"/>`
	}
	number := `<w:p><w:pPr><w:jc w:val="center"/></w:pPr></w:p>`
	if !d.Unnumbered {
		run := func(content string) string {
			return `<w:r><w:rPr>` + size(documents.PageNumberSize) + `</w:rPr>` + content + `</w:r>`
		}
		number = `<w:p><w:pPr><w:jc w:val="center"/></w:pPr>` + run(`<w:fldChar w:fldCharType="begin"/>`) + run(`<w:instrText xml:space="preserve"> PAGE </w:instrText>`) +
			run(`<w:fldChar w:fldCharType="separate"/>`) + run(`<w:t>2</w:t>`) + run(`<w:fldChar w:fldCharType="end"/>`) + `</w:p>`
	}
	part("header", "default", number)
	part("header", "first", `<w:p/>`)
	foot := p.foot(d)
	for _, which := range []string{"default", "first"} {
		part("footer", which, foot)
		if d.Code != nil {
			p.square(n, d.Code.Square)
		}
	}
	width, height, orient := documents.PageShort, documents.PageLong, ""
	if d.Landscape {
		width, height, orient = height, width, ` w:orient="landscape"`
	}
	return s + fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"%s/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="%d" w:footer="%d" w:gutter="0"/>`+
		`<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>`,
		twips(width), twips(height), orient, twips(documents.MarginTop), twips(documents.MarginRight), twips(documents.MarginBottom), twips(documents.MarginLeft), twips(10), twips(10))
}

// foot is the name of a paper, what no page may be read without, and the code by which it is held against the record: in words, and where the printed page has it as
// a square code, which stands above the page and moves nothing.
func (p *parts) foot(d documents.Document) string {
	var foot builder
	beside := ""
	if d.Code != nil {
		beside = fmt.Sprintf(`<w:ind w:right="%d"/>`, twips(pdf.CodeSide+pdf.CodeGap))
	}
	foot.WriteString(`<w:p><w:pPr>` + beside + `</w:pPr>`)
	foot.run(d.Footer, italic+size(documents.FooterSize))
	if d.Footer != "" && d.Mark != "" {
		foot.run(" – ", italic+size(documents.FooterSize))
	}
	foot.run(d.Mark, bold+italic+size(documents.FooterSize))
	foot.WriteString(`</w:p>`)
	if c := d.Code; c != nil {
		foot.WriteString(`<w:p><w:pPr>` + beside + `</w:pPr>`)
		foot.run(c.Label+": ", size(codeSize))
		foot.run(c.Typed, bold+size(codeSize))
		page, right := documents.PageLong, documents.PageShort
		if d.Landscape {
			page, right = right, page
		}
		foot.anchored(c.Label+" "+c.Typed, right-documents.MarginRight-pdf.CodeSide, page-documents.MarginBottom+pdf.CodeTop, pdf.CodeSide)
		foot.WriteString(`</w:p>`)
	}
	return foot.String()
}
