package docx

import (
	"fmt"
	"strings"

	"thidua/documents"
	"thidua/documents/pdf"
)

// builder puts the elements of a body one after another. The order of what stands inside an element is that of the schema: Word refuses another.
type builder struct {
	strings.Builder
	width float64 // of the text, mm
}

// run writes text in one look (the content of rPr); nothing for no text.
func (b *builder) run(text, look string) {
	if text == "" {
		return
	}
	for i, line := range strings.Split(text, "\n") {
		b.WriteString(`<w:r>`)
		if look != "" {
			b.WriteString(`<w:rPr>` + look + `</w:rPr>`)
		}
		if i > 0 {
			b.WriteString(`<w:br/>`)
		}
		b.WriteString(`<w:t xml:space="preserve">` + escape(line) + `</w:t></w:r>`)
	}
}

// format is how a paragraph stands; what is not set is the style's.
type format struct {
	style         string
	keep          bool // with what follows
	rule          bool // a line beneath
	tight         bool // no room above, whatever the style says
	before, after float64
	exact         float64 // height of its line, points; 0 = as its type asks
	left, right   float64 // indents, mm
	first         float64
	flush         bool // the first line is not indented, whatever the style says
	align         string
}

// begin opens a paragraph.
func (b *builder) begin(f format) {
	b.WriteString(`<w:p><w:pPr>`)
	if f.style != "" {
		b.WriteString(`<w:pStyle w:val="` + f.style + `"/>`)
	}
	if f.keep {
		b.WriteString(`<w:keepNext/>`)
	}
	if f.rule {
		b.WriteString(`<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>`)
	}
	if f.before > 0 || f.exact > 0 || f.tight {
		b.WriteString(fmt.Sprintf(`<w:spacing w:before="%d"`, int(f.before*20+.5)))
		if f.after > 0 {
			b.WriteString(fmt.Sprintf(` w:after="%d"`, int(f.after*20+.5)))
		}
		if f.exact > 0 {
			b.WriteString(fmt.Sprintf(` w:line="%d" w:lineRule="exact"`, int(f.exact*20+.5)))
		}
		b.WriteString(`/>`)
	}
	if f.left > 0 || f.right > 0 || f.first > 0 || f.flush {
		b.WriteString(fmt.Sprintf(`<w:ind w:left="%d" w:right="%d" w:firstLine="%d"/>`, twips(f.left), twips(f.right), twips(f.first)))
	}
	if f.align != "" {
		b.WriteString(`<w:jc w:val="` + f.align + `"/>`)
	}
	b.WriteString(`</w:pPr>`)
}

func (b *builder) end() { b.WriteString(`</w:p>`) }

// line is a paragraph of one look.
func (b *builder) line(text, look string, f format) {
	b.begin(f)
	b.run(text, look)
	b.end()
}

// ruleUnder is a line of a length (mm) in the middle of a place.
func (b *builder) ruleUnder(length, width float64, keep bool) {
	side := max((width-length)/2, 0)
	b.begin(format{rule: true, keep: keep, exact: 4, after: 3, left: side, right: side})
	b.end()
}

// share of the line above it that a rule is long (Annex I, II.2 and II.5: a third to a half).
const ruleShare = 0.4

// title is the document's type and subject with the rule beneath.
func (b *builder) title(t documents.Title) {
	last := 0.0
	add := func(style string, points float64, text string) {
		lines, width := pdf.Headline(text, points, b.width)
		if len(lines) > 0 {
			b.line(strings.Join(lines, "\n"), "", format{style: style})
			last = width
		}
	}
	add("Title", documents.KindSize, t.Kind)
	for _, s := range t.Subject {
		add("Subtitle", documents.SubjectSize, s)
	}
	b.ruleUnder(last*ruleShare, b.width, true)
}

var aligns = map[documents.Align]string{documents.AlignLeft: "left", documents.AlignCenter: "center", documents.AlignRight: "right", documents.AlignJustify: "both"}

// overTable is the room between a paragraph and the table under it, points: on paper it is part of the table.
const overTable = 5

// paragraph is running text, or the heading of a part; over says that a table stands under it.
func (b *builder) paragraph(p documents.Paragraph, over bool) {
	f := format{keep: p.KeepNext, align: aligns[p.Align]}
	if over {
		f.after = overTable
	}
	if p.Align == documents.AlignDefault {
		f.align = "both"
	}
	if p.Level > 0 {
		f.style = fmt.Sprintf("Heading%d", min(p.Level, 2))
	}
	if f.tight = p.Tight; !p.Tight {
		f.before = documents.ParagraphSpace
	}
	if f.flush = !p.Indent && p.Level > 0; p.Indent {
		f.first = documents.FirstLineIndent
	}
	b.begin(f)
	for _, s := range p.Spans {
		look := ""
		if s.Bold {
			look += bold
		}
		if s.Italic {
			look += italic
		}
		if p.Size > 0 {
			look += size(p.Size)
		}
		b.run(strings.ReplaceAll(s.Text, "\n", " "), look)
	}
	b.end()
}
