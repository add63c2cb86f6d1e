package documents

import (
	"strings"

	"thidua/emulation"
)

// Text is everything a document prints, a line for each part of the heading, paragraph and row of a table, with between its cells and what a signer signs.
func Text(doc Document, between string) string {
	w := writer{between: between}
	w.each(doc.Title, doc.Footer, doc.Mark)
	if h := doc.Heading; h != nil {
		w.each(h.Superior, h.Issuer, h.Number, h.NationalTitle, h.Motto, h.PlaceDate)
	}
	w.blocks(doc.Blocks)
	return w.String()
}

type writer struct {
	strings.Builder
	between string
}

func (w *writer) row(texts ...string) { w.WriteString(strings.Join(texts, w.between) + "\n") }

// each writes what is not empty, a line each.
func (w *writer) each(texts ...string) {
	for _, text := range emulation.NonEmpty(texts...) {
		w.row(text)
	}
}

func (w *writer) blocks(list []Block) {
	for _, block := range list {
		switch block := block.(type) {
		case Title:
			w.each(append([]string{block.Kind}, block.Subject...)...)
		case Paragraph:
			texts := make([]string, len(block.Spans))
			for i, s := range block.Spans {
				texts[i] = s.Text
			}
			w.row(strings.Join(texts, ""))
		case Table:
			for _, r := range append(block.Header, block.Rows...) {
				texts := make([]string, len(r.Cells))
				for i, c := range r.Cells {
					texts[i] = c.Text
				}
				w.row(texts...)
			}
		case Signatures:
			for _, s := range block.Signers {
				w.row(s.Authority, s.Position, s.Hint, s.Mark, s.Name)
			}
			w.each(append([]string{block.Heading}, block.Recipients...)...)
		case Slips:
			w.each(block.Issuer, block.Stamp)
			w.blocks(append([]Block{block.Title}, block.Blocks...))
		}
	}
}
