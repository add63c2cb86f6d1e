package pdf

import (
	"slices"

	"thidua/documents"
	"thidua/documents/pdf/archive"
	"thidua/emulation"
)

// signatures are the boxes of a document's end. The first, all that is signed, can give up some of the room for stamps. Recipients stand in it, and go on
// under it only where no page has room for both.
func (p *pen) signatures(s documents.Signatures) []*box {
	list := p.recipients(s)
	b := p.signed(s, list, documents.StampSpace)
	var more []recipient
	if p.tooTall(b, 0) {
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

// piece is a line of what is signed, y mm under its top.
type piece struct {
	face face
	text string
	x, y float64
	tag  *archive.Element
	part signedPart
}

// signedPart is where a line stands: over the room for the pen, in it or under it, or among the recipients.
type signedPart int

const (
	overPen signedPart = iota
	underPen
	ofRecipients
)

func (l piece) bottom() float64 { return l.y + l.face.line() }

// signed is one box: signers side by side with room for pen and stamp (mm), recipients at the left, beside a single signer and under several.
func (p *pen) signed(s documents.Signatures, recipients []recipient, stamp float64) *box {
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
	put := func(i int, part signedPart, f face, text string) {
		middle := p.left + width*(before+float64(i)+0.5)
		for _, line := range headlines(f, clean(text), width-BetweenSigners) {
			pieces = append(pieces, piece{f, line, middle - f.width(line)/2, top[i], tags[i], part})
			top[i] += f.line()
		}
	}
	lowest := 0.0
	for i, signer := range s.Signers {
		put(i, overPen, strong, signer.Authority)
		put(i, overPen, strong, signer.Position)
		put(i, overPen, hint, signer.Hint)
		lowest = max(lowest, top[i])
	}
	height := lowest
	for i, signer := range s.Signers {
		top[i] = lowest + 4
		put(i, underPen, newFace(italic, documents.NoteSize), signer.Mark)
		if signer.Mark == "" {
			top[i] = lowest + stamp
		}
		put(i, underPen, strong, signer.Name)
		height = max(height, top[i])
	}

	listTop := 0.0
	if len(s.Signers) > 1 && len(recipients) > 0 {
		listTop = height + 2
	}
	tag := p.root.New("P")
	for _, r := range recipients {
		pieces = append(pieces, piece{r.face, r.text, p.left, listTop, tag, ofRecipients})
		listTop += r.face.line()
	}
	return p.signedBox(pieces, max(height, listTop))
}

// signedBox draws lines of what is signed.
func (p *pen) signedBox(pieces []piece, height float64) *box {
	b := &box{height: height, space: 5, also: 5 + 2*newFace(regular, documents.BodySize).line(), draw: func(y float64) {
		for _, l := range pieces {
			p.in(l.tag)
			p.text(l.face, l.x, y+l.y, l.text)
		}
	}}
	if len(pieces) > 1 {
		b.split = func(room float64) (*box, *box) { return p.cutSigned(pieces, height, room) }
	}
	return b
}

// cutSigned cuts what is signed, taller than a page. The last lines over the room for the pen go on with it.
func (p *pen) cutSigned(pieces []piece, height, room float64) (first, rest *box) {
	cut := min(room, beginsLast(pieces))
	over := emulation.Where(pieces, func(l piece) bool { return l.part == overPen })
	under := emulation.Where(pieces, func(l piece) bool { return l.part == underPen })
	if !slices.ContainsFunc(under, func(l piece) bool { return l.bottom() <= cut }) && len(over) > 0 {
		cut = min(cut, beginsLast(over))
	}
	cut = max(cut, pieces[0].bottom())
	goesOn := emulation.Where(pieces, func(l piece) bool { return l.bottom() > cut+slack })
	stays := emulation.Where(pieces, func(l piece) bool { return l.bottom() <= cut+slack })
	above := height
	for _, l := range goesOn {
		above = min(above, l.y)
	}
	for i := range goesOn {
		goesOn[i].y -= above
	}
	return p.signedBox(stays, cut), p.signedBox(goesOn, height-above)
}

// beginsLast is where the last lines of some begin, mm under the top.
func beginsLast(pieces []piece) float64 {
	tops := emulation.Map(pieces, func(l piece) float64 { return l.y })
	slices.Sort(tops)
	tops = slices.Compact(tops)
	return tops[max(0, len(tops)-lastLines)]
}
