package docx

import (
	"slices"
	"strings"

	"thidua/documents"
	"thidua/documents/pdf"
)

// overSigned is the room over a row of signatures, points.
const overSigned = 14

// signatures are rows of signers side by side, with their recipients, in one table without rules: only the rows of one table stay on a page with what is under
// them in every program. Recipients stand at the left of a single signer, and under several.
func (b *builder) signatures(rows ...documents.Signatures) {
	edges := []int{0, twips(b.width)}
	for _, s := range rows {
		edges = append(edges, b.sides(s)...)
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	widths := make([]float64, len(edges)-1)
	for i := range widths {
		widths[i] = float64(edges[i+1]-edges[i]) * 25.4 / 1440
	}
	b.line("", "", format{exact: overSigned, keep: true})
	b.frame(widths, false)
	for i, s := range rows {
		under := len(s.Signers) != 1 && len(s.Recipients) > 0
		b.signed(s, edges, i > 0, under || i < len(rows)-1)
		if under {
			b.row(false)
			b.cell(place{width: b.width, span: len(widths)})
			b.recipients(s, i < len(rows)-1)
			b.WriteString(`</w:tc></w:tr>`)
		}
	}
	b.WriteString(`</w:tbl>`)
	b.line("", "", format{exact: 2})
}

// sides are where the places of a row of signers begin and end (twips): as on paper, a single one at the right, fewer than their columns in the middle.
func (b *builder) sides(s documents.Signatures) []int {
	columns, before := float64(s.Columns), (float64(s.Columns)-float64(len(s.Signers)))/2
	if s.Columns == 0 {
		columns, before = max(float64(len(s.Signers)), 2), 0
		if len(s.Signers) == 1 {
			before = 1
		}
	}
	list := make([]int, len(s.Signers)+1)
	for i := range list {
		list[i] = twips(b.width * (before + float64(i)) / columns)
	}
	return list
}

// signed is a row of signers, each between two of the edges of the table; others says that signatures stand over it.
func (b *builder) signed(s documents.Signatures, edges []int, others, keep bool) {
	if len(s.Signers) == 0 {
		return
	}
	sides := b.sides(s)
	b.row(false)
	between := func(from, to int, fill func(width float64)) {
		if from == to {
			return
		}
		width := float64(to-from) * 25.4 / 1440
		b.cell(place{width: width, span: slices.Index(edges, to) - slices.Index(edges, from)})
		if others {
			b.line("", "", format{exact: overSigned, keep: keep})
		}
		fill(width)
		b.WriteString(`</w:tc>`)
	}
	between(0, sides[0], func(float64) {
		if len(s.Signers) > 1 || len(s.Recipients) == 0 {
			b.line("", "", format{keep: keep})
			return
		}
		b.recipients(s, keep)
	})
	for i, who := range s.Signers {
		between(sides[i], sides[i+1], func(width float64) { b.signer(who, width, keep) })
	}
	between(sides[len(s.Signers)], edges[len(edges)-1], func(float64) { b.line("", "", format{keep: keep}) })
	b.WriteString(`</w:tr>`)
}

func (b *builder) signer(s documents.Signer, width float64, keep bool) {
	centre := format{align: "center", keep: keep}
	put := func(text, look string, f format) {
		if text == "" {
			return
		}
		lines, _ := pdf.Headline(text, documents.SignatureSize, width-pdf.BetweenSigners)
		b.line(strings.Join(lines, "\n"), look+size(documents.SignatureSize), f)
	}
	put(s.Authority, bold, centre)
	put(s.Position, bold, centre)
	put(s.Hint, italic, centre)
	room := (documents.StampSpace + documents.LeastStampSpace) / 2 * 72 / 25.4 // Word cannot let it shrink where that saves a page
	if s.Mark != "" {
		b.line(s.Mark, italic+size(documents.NoteSize), format{align: "center", before: documents.ParagraphSpace, keep: keep})
		room = documents.ParagraphSpace
	}
	b.line(s.Name, bold+size(documents.SignatureSize), format{align: "center", before: room, keep: keep})
}

func (b *builder) recipients(s documents.Signatures, keep bool) {
	b.line(s.Heading, bold+italic+size(documents.RecipientsHead), format{align: "left", keep: keep})
	for _, r := range s.Recipients {
		b.line(r, size(documents.RecipientsSize), format{align: "left", keep: keep})
	}
}
