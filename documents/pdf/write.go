package pdf

import (
	"bytes"
	"io"
	"slices"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"thidua/documents"
	"thidua/emulation"
)

// Write writes documents into one file, each from a page of its own with its own page numbers, and an outline to find them by.
// The file carries the date and title of the first. Errors: Invalid when there is nothing to print, the writer's own, Internal when a page
// cannot be set.
func Write(w io.Writer, docs ...documents.Document) error {
	if len(docs) == 0 {
		return emulation.Errorf(emulation.Invalid, "documents.error.nothing")
	}
	f := newFile(docs[0])
	p := &pen{pdf: f}
	for _, doc := range docs {
		p.doc, p.page = doc, 0
		p.addPage()
		if len(docs) > 1 {
			p.text(newFace(regular, documents.BodySize), 0, 0, " ") // fpdf writes outline entries in the encoding of the current font
			f.Bookmark(clean(doc.Title), 0, 0)
		}
		p.document()
	}
	var out bytes.Buffer
	if err := f.Output(&out); err != nil {
		return emulation.Errorf(emulation.Internal, "documents.error.typeset", "detail", err.Error()).Because(err)
	}
	_, err := w.Write(finished(out.Bytes()))
	return err
}

// WriteFile writes documents to a file, whole or not at all.
func WriteFile(path string, docs ...documents.Document) error {
	return documents.Save(path, func(w io.Writer) error { return Write(w, docs...) })
}

// newFile sets what keeps the bytes the same: dates from the document, sorted objects, no name of a producer.
func newFile(first documents.Document) *fpdf.Fpdf {
	f := fpdf.New("P", "mm", "A4", "")
	created := first.Created
	if created.IsZero() {
		created = time.Unix(0, 0) // fpdf would take the clock
	}
	created = created.UTC()
	f.SetCreationDate(created)
	f.SetModificationDate(created)
	f.SetCatalogSort(true)
	f.SetProducer("", false)
	f.SetTitle(clean(first.Title), true)
	f.SetLang("vi-VN")
	f.SetAutoPageBreak(false, 0)
	forArchive(f, first, created)
	return f
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
			if i == 0 || i == len(blocks)-1 || !isSignatures(blocks[i-1]) { // rows of signatures may part, but the last
				stay(boxes)
			}
			boxes = append(boxes, p.signatures(b)...)
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

// stay keeps the last of some boxes with what follows: no signature stands alone on its page.
func stay(boxes []*box) {
	if len(boxes) > 0 {
		boxes[len(boxes)-1].keep = true
	}
}
