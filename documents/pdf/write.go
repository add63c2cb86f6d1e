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
	properties := archive.Properties{Title: clean(first.Title), Language: "vi-VN", Created: first.Created, Maker: Maker}
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

// Program and Maker are what a file says of who set its pages: this program, in this version. Another version may set the same words otherwise, so
// that whoever compares two files has to know.
const (
	Program = "Thidua"
	Maker   = Program + " " + emulation.ProgramVersion
)

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

// nearlyOne is the pages that smaller type may bring on one.
const nearlyOne = 3

// fitted makes the pieces of the document. Where they do not stay on one page, its short tables are set in smaller type: as far as that brings all of the
// paper, with its signatures, on one; else each for itself, as far as it is not torn then.
func (p *pen) fitted() []*box {
	blocks := p.doc.Blocks
	boxes := p.boxes(blocks)
	if !slices.ContainsFunc(blocks, short) {
		return boxes
	}
	pages, torn := p.tried(boxes)
	const steps = 2 * (documents.TableSize - denseTable) // half points
	for step := 1.0; step <= steps && pages > 1 && pages <= nearlyOne; step++ {
		dense := p.boxes(smaller(blocks, step))
		if n, _ := p.tried(dense); n == 1 {
			return dense
		}
	}
	hopeless := 0 // those that no page holds, however small
	for i := range blocks {
		if short(blocks[i]) && total(p.boxes(smaller(blocks[i:i+1], steps))) > p.bottom-documents.MarginTop {
			hopeless++
		}
	}
	for i := range blocks {
		for step := 1.0; step <= steps && torn > hopeless && short(blocks[i]); step++ {
			now := slices.Replace(slices.Clone(blocks), i, i+1, smaller(blocks[i:i+1], step)...)
			dense := p.boxes(now)
			if _, n := p.tried(dense); n < torn {
				blocks, boxes, torn = now, dense, n
				break
			}
		}
	}
	return boxes
}

// smaller are blocks whose tables are set smaller by some half points, as far as that goes.
func smaller(blocks []documents.Block, by float64) []documents.Block {
	return emulation.Map(blocks, func(b documents.Block) documents.Block {
		if t, ok := b.(documents.Table); ok {
			size := tableSize(t)
			t.Size = max(size-by/2, min(size, denseTable))
			return t
		}
		return b
	})
}

// short reports whether a block is a table that is kept whole.
func short(b documents.Block) bool {
	t, ok := b.(documents.Table)
	return ok && t.Whole
}

// tried is how many pages boxes take from here on, and how many tables are torn that are to be whole; nothing is drawn.
func (p *pen) tried(boxes []*box) (pages, torn int) {
	before := *p
	defer func() { *p = before }()
	p.dry, p.torn = true, 0
	p.flow(slices.Clone(boxes))
	return p.page - before.page + 1, p.torn
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
			if len(boxes) > 0 && documents.Apart(blocks, i) {
				boxes[len(boxes)-1].keep = false
			}
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
