package pdf

import (
	"bytes"
	"io"
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
	_, err := w.Write(out.Bytes())
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
		created = time.Unix(0, 0).UTC() // fpdf would take the clock
	}
	f.SetCreationDate(created)
	f.SetModificationDate(created)
	f.SetCatalogSort(true)
	f.SetProducer("", false)
	f.SetTitle(clean(first.Title), true)
	f.SetLang("vi-VN")
	f.SetAutoPageBreak(false, 0)
	return f
}

// document sets the heading and flows the blocks.
func (p *pen) document() {
	if p.doc.Heading != nil {
		p.heading(*p.doc.Heading)
	}
	p.flow(p.boxes(p.doc.Blocks))
}

// boxes makes the pieces of blocks; slips begin at a place of their own and flow by themselves.
func (p *pen) boxes(blocks []documents.Block) []*box {
	var boxes []*box
	for _, b := range blocks {
		switch b := b.(type) {
		case documents.Title:
			boxes = append(boxes, p.title(b)...)
		case documents.Paragraph:
			boxes = append(boxes, p.paragraph(b)...)
		case documents.Table:
			boxes = append(boxes, p.tableBoxes(b)...)
		case documents.Signatures:
			boxes = append(boxes, p.signatures(b))
		case documents.Slips:
			boxes = append(boxes, p.slips(b)...)
		case documents.Square:
			boxes = append(boxes, p.square(b))
		}
	}
	return boxes
}
