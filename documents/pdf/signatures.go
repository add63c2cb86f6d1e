package pdf

import (
	"strings"

	"thidua/documents"
)

// signatures is the box of a document's end, which can give up some of the room for stamps.
func (p *pen) signatures(s documents.Signatures) *box {
	b := p.signed(s, documents.StampSpace)
	least := p.signed(s, documents.LeastStampSpace)
	b.spare, b.lower = b.height-least.height, func(by float64) *box { return p.signed(s, documents.StampSpace-by) }
	return b
}

// signed is one box: signers side by side with room for pen and stamp (mm), recipients at the left, beside a single signer and under several.
func (p *pen) signed(s documents.Signatures, stamp float64) *box {
	type piece struct {
		face   face
		text   string
		middle float64 // of the signer's column
		y      float64
	}
	strong, hint := newFace(bold, documents.SignatureSize), newFace(italic, documents.SignatureSize)
	full := p.right - p.left
	columns := s.Columns
	if columns == 0 {
		columns = max(len(s.Signers), 2)
	}
	width := full / float64(columns)
	before := float64(columns-len(s.Signers)) / 2
	if s.Columns == 0 && len(s.Signers) == 1 {
		before = 1
	}
	var pieces []piece
	top := make([]float64, len(s.Signers))
	put := func(i int, f face, text string) {
		for text := range strings.SplitSeq(text, "\n") {
			for _, line := range headline(f, clean(text), width-6) {
				pieces = append(pieces, piece{f, line, p.left + width*(before+float64(i)+0.5), top[i]})
				top[i] += f.line()
			}
		}
	}
	lowest := 0.0
	for i, signer := range s.Signers {
		put(i, strong, signer.Authority)
		put(i, strong, signer.Position)
		put(i, hint, signer.Hint)
		lowest = max(lowest, top[i])
	}
	height := lowest
	for i, signer := range s.Signers {
		top[i] = lowest + 4
		put(i, newFace(italic, documents.NoteSize), signer.Mark)
		if signer.Mark == "" {
			top[i] = lowest + stamp
		}
		put(i, strong, signer.Name)
		height = max(height, top[i])
	}

	listTop := 0.0
	if len(s.Signers) > 1 {
		listTop = height + 2
	}
	type entry struct {
		face face
		text string
		y    float64
	}
	var list []entry
	if len(s.Recipients) > 0 {
		head, item := newFace(boldItalic, documents.RecipientsHead), newFace(regular, documents.RecipientsSize)
		y := listTop
		list = append(list, entry{head, clean(s.Heading), y})
		y += head.line()
		for _, r := range s.Recipients {
			for _, line := range wrap(item, clean(r), full/2-6) {
				list = append(list, entry{item, line, y})
				y += item.line()
			}
		}
		height = max(height, y)
	}
	return &box{height: height, space: 5, draw: func(y float64) {
		for _, t := range pieces {
			p.centred(t.face, t.middle, y+t.y, t.text)
		}
		for _, t := range list {
			p.text(t.face, p.left, y+t.y, t.text)
		}
	}}
}
