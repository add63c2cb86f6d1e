package pdf

import (
	"strings"

	"thidua/documents"
	"thidua/documents/pdf/archive"
)

// signatures are the boxes of a document's end. The first, all that is signed, can give up some of the room for stamps. Recipients stand in it, and go on
// under it only where no page has room for both.
func (p *pen) signatures(s documents.Signatures) []*box {
	list := p.recipients(s)
	b := p.signed(s, list, documents.StampSpace)
	var more []recipient
	if b.height > p.bottom-documents.MarginTop {
		alone := p.signed(s, nil, documents.StampSpace)
		beside := 0 // how many stand beside the signature; under several signers the first ones stay with them
		for top := 0.0; beside < len(list) && (beside < fewRecipients || len(s.Signers) == 1 && top+list[beside].face.line() <= alone.height); beside++ {
			top += list[beside].face.line()
		}
		list, more = list[:beside], list[beside:]
		b = p.signed(s, list, documents.StampSpace)
	}
	least := p.signed(s, list, documents.LeastStampSpace)
	b.spare, b.lower = b.height-least.height, func(by float64) *box { return p.signed(s, list, documents.StampSpace-by) }
	boxes := []*box{b}
	for i, r := range more {
		boxes = append(boxes, &box{height: r.face.line(), keep: i == len(more)-2, draw: func(y float64) { p.text(r.face, p.left, y, r.text) }})
	}
	return boxes
}

// fewRecipients are the heading and two lines: of a list that goes on over pages as many stay with the signatures.
const fewRecipients = 3

// recipient is a line of "Nơi nhận".
type recipient struct {
	face face
	text string
}

func (p *pen) recipients(s documents.Signatures) []recipient {
	if len(s.Recipients) == 0 {
		return nil
	}
	item := newFace(regular, documents.RecipientsSize)
	list := []recipient{{newFace(boldItalic, documents.RecipientsHead), clean(s.Heading)}}
	for _, r := range s.Recipients {
		for _, line := range wrap(item, clean(r), (p.right-p.left)/2-6) {
			list = append(list, recipient{item, line})
		}
	}
	return list
}

// signed is one box: signers side by side with room for pen and stamp (mm), recipients at the left, beside a single signer and under several.
func (p *pen) signed(s documents.Signatures, recipients []recipient, stamp float64) *box {
	type piece struct {
		face   face
		text   string
		middle float64 // of the signer's column
		y      float64
		tag    *archive.Element
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
	tags := make([]*archive.Element, len(s.Signers))
	for i := range tags {
		tags[i] = p.root.New("P")
	}
	put := func(i int, f face, text string) {
		for text := range strings.SplitSeq(text, "\n") {
			for _, line := range headline(f, clean(text), width-6) {
				pieces = append(pieces, piece{f, line, p.left + width*(before+float64(i)+0.5), top[i], tags[i]})
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
	if len(s.Signers) > 1 && len(recipients) > 0 {
		listTop = height + 2
	}
	first := listTop
	for _, r := range recipients {
		listTop += r.face.line()
	}
	height = max(height, listTop)
	return &box{height: height, space: 5, draw: func(y float64) {
		for _, t := range pieces {
			p.in(t.tag)
			p.centred(t.face, t.middle, y+t.y, t.text)
		}
		p.in(p.root.New("P"))
		y += first
		for _, r := range recipients {
			p.text(r.face, p.left, y, r.text)
			y += r.face.line()
		}
	}}
}
