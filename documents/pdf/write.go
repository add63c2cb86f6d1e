package pdf

import (
	"io"
	"slices"
	"time"

	"thidua/documents"
	"thidua/documents/pdf/archive"
	"thidua/emulation"
)

// Write writes documents into one file, each from a page of its own with its own page numbers, and an outline to find them by.
// The file is one for the archive (package archive) and carries the date, title and body of the first. Errors: Invalid when there is nothing to print, the
// writer's own.
func Write(w io.Writer, docs ...documents.Document) error {
	if len(docs) == 0 {
		return emulation.Errorf(emulation.Invalid, "documents.error.nothing")
	}
	first := docs[0]
	properties := archive.Properties{Title: clean(first.Title), Language: "vi-VN", Created: first.Created}
	if first.Heading != nil {
		properties.Author = clean(first.Heading.Issuer)
	}
	if first.Created.IsZero() {
		properties.Created = time.Unix(0, 0) // never the clock
	}
	p := &pen{pdf: archive.New(w, properties)}
	for _, doc := range docs {
		p.doc, p.page, p.root = doc, 0, p.pdf.Document(clean(doc.Title))
		p.addPage()
		p.document()
	}
	return p.pdf.Close()
}

// WriteFile writes documents to a file, whole or not at all.
func WriteFile(path string, docs ...documents.Document) error {
	return documents.Save(path, func(w io.Writer) error { return Write(w, docs...) })
}

// document sets the heading and flows the blocks.
func (p *pen) document() {
	if p.doc.Heading != nil {
		p.heading(*p.doc.Heading)
	}
	p.flow(p.fitted())
}

// fitted makes the pieces of the document. Where they do not stay on one page and a short table is among them, it is set in smaller type, as far as
// that brings all of it, with its signatures, on one.
func (p *pen) fitted() []*box {
	p.denser = 0
	boxes := p.boxes(p.doc.Blocks)
	if !slices.ContainsFunc(p.doc.Blocks, short) || p.pages(boxes) == 1 {
		return boxes
	}
	const steps = 2 * (documents.TableSize - denseTable) // half points
	for p.denser = 1; p.denser <= steps; p.denser++ {
		if dense := p.boxes(p.doc.Blocks); p.pages(dense) == 1 {
			return dense
		}
	}
	return boxes
}

// short reports whether a block is a table that is kept whole.
func short(b documents.Block) bool {
	t, ok := b.(documents.Table)
	return ok && t.Whole
}

// pages is how many pages boxes take from here on, of which nothing is drawn.
func (p *pen) pages(boxes []*box) int {
	before := *p
	defer func() { *p = before }()
	p.dry = true
	p.flow(slices.Clone(boxes))
	return p.page - before.page + 1
}

// boxes makes the pieces of blocks; slips begin at a place of their own and flow by themselves.
func (p *pen) boxes(blocks []documents.Block) []*box {
	var boxes []*box
	for i, b := range blocks {
		switch b := b.(type) {
		case documents.Title:
			boxes = append(boxes, p.title(b)...)
		case documents.Paragraph:
			boxes = append(boxes, p.paragraph(b)...)
		case documents.Table:
			boxes = append(boxes, p.tableBoxes(b)...)
		case documents.Signatures:
			signed := p.signatures(b)
			if i == 0 || i == len(blocks)-1 || !isSignatures(blocks[i-1]) { // rows of signatures may part, but the last
				stay(boxes, signed[0])
			}
			boxes = append(boxes, signed...)
		case documents.Slips:
			boxes = append(boxes, p.slips(b)...)
		case documents.Square:
			boxes = append(boxes, p.square(b))
		}
	}
	return boxes
}

func isSignatures(b documents.Block) bool {
	_, ok := b.(documents.Signatures)
	return ok
}

// stay keeps the last of some boxes with what is signed under it: no signature stands alone on its page.
func stay(boxes []*box, signed *box) {
	if len(boxes) > 0 {
		last := boxes[len(boxes)-1]
		last.keep, last.also = true, signed.space+signed.height-signed.spare
	}
}
