package pdf

import (
	"thidua/documents"
	"thidua/documents/pdf/archive"
)

// box is a piece of the body that is drawn whole: a line of text, a table row, a signature block.
type box struct {
	height float64
	space  float64 // kept free above it, except at the top of a page
	keep   bool    // stays on the page of the next box
	whole  bool    // does so only because a page has room for its table: it gives way before a page stays nearly empty
	torn   bool    // of a table that was to be whole, for which no page has room
	heads  bool    // is kept because it heads the next box, which is begun under it rather than go to the next page without it
	opens  bool    // begins a page
	draw   func(y float64)
	tag    *archive.Element // what its words are part of; nil = a paragraph of their own
	// header is drawn above the box when it opens a page (a table's header rows), nil = none.
	header *box
	// split cuts a box that no page has room for into what fits in the room and the rest, never all of it; nil = it cannot be cut.
	split func(room float64) (first, rest *box)
	also  float64 // room its page has to have for what it does not stand without: what is signed under a row, a line over what is signed
	// lower is the same box less high by up to spare; nil = it cannot be.
	lower func(by float64) *box
	spare float64
}

// flow puts the boxes on pages in order. A run of boxes kept together moves to the next page as a whole; one too long for any page gives up what only its
// table held together, then its first boxes until the remainder fits, so that what was kept stays with its end; what heads a box is not given up without it.
// Before that the room for stamps shrinks.
func (p *pen) flow(boxes []*box) {
	for len(boxes) > 0 {
		run := runLength(boxes)
		height := p.height(boxes[:run])
		switch first := boxes[0]; {
		case first.opens && !p.fresh():
			p.nextPage(first)
		case height <= p.room():
			for _, b := range boxes[:run] {
				p.place(b)
			}
			boxes = boxes[run:]
		case boxes[run-1].lower != nil && height-p.room() <= boxes[run-1].spare:
			boxes[run-1] = boxes[run-1].lower(height - p.room() + slack)
		case !p.fresh() && p.nearlyEmpty() && p.tear(boxes[:run]):
		case p.tooTall(first, p.heads):
			boxes = append([]*box{p.cut(first)}, boxes[1:]...)
		case !p.fresh() && p.heads == 0 && height-boxes[run-1].spare <= p.pageRoom(first):
			p.nextPage(first)
		case p.tear(boxes[:run]):
		case !p.fresh() && (first.height > p.room() || p.heads == 0 && p.leaves(boxes[:run])):
			p.nextPage(first)
		default:
			p.place(first)
			boxes = boxes[1:]
		}
	}
}

// runLength is how many boxes from the start on have to stay together.
func runLength(boxes []*box) int {
	n := 1
	for n < len(boxes) && boxes[n-1].keep {
		n++
	}
	return n
}

// height of a run that would be placed here.
func (p *pen) height(run []*box) float64 {
	h := 0.0
	for i, b := range run {
		h += b.height
		if i > 0 || !p.fresh() {
			h += b.space
		}
	}
	return h
}

// place draws a box under what stands on the page already.
func (p *pen) place(b *box) {
	if !p.fresh() {
		p.y += b.space
	}
	if !p.dry {
		p.draw(b, p.y)
	}
	p.y += b.height
	if b.torn {
		p.torn++
	}
	p.used, p.heads = true, headed(p.heads, b)
}

// draw draws a box at a height.
func (p *pen) draw(b *box, y float64) {
	if p.in(b.tag); b.tag == nil {
		p.in(p.root.New("P"))
	}
	b.draw(y)
}

// nearlyEmpty reports whether less than half of the page would be used if it were turned here.
func (p *pen) nearlyEmpty() bool { return p.y-documents.MarginTop < (p.bottom-documents.MarginTop)/2 }

// tooTall reports whether no page has room for a box, what it does not stand without and what heads it, and it can be cut.
func (p *pen) tooTall(b *box, heads float64) bool {
	room := p.pageRoom(b)
	if heads > 0 {
		room = p.bottom - documents.MarginTop + slack - heads
	}
	return b.split != nil && b.height-b.spare+b.also > room
}

// leaves reports whether what heads the first box of a run that heads nothing would stay here without it, or what stands over one no page has room for without
// enough of that.
func (p *pen) leaves(run []*box) bool {
	heads, begun := p.heads, false
	for i, b := range run {
		if p.tooTall(b, heads) {
			return p.room()-p.height(run[:i]) < p.worth(b)
		}
		if !b.heads && !begun && p.height(run[:i+1]) > p.room() {
			return true
		}
		begun = begun || !b.heads
		heads = headed(heads, b)
	}
	return false
}

// headed is the height of what heads the box after b, with what heads b.
func headed(heads float64, b *box) float64 {
	if !b.heads {
		return 0
	}
	return heads + b.space + b.height
}

// worth is the least room in which a box no page has room for is begun.
func (p *pen) worth(b *box) float64 { return p.pageRoom(b) / 4 }

// tear lets a table go over the page's end after all; false where there is none, or it was let already.
func (p *pen) tear(run []*box) bool {
	torn := false
	for i, b := range run {
		if b.whole {
			loose := *b
			loose.whole, loose.keep = false, false
			run[i], torn = &loose, true
		}
	}
	if torn {
		p.torn++
	}
	return torn
}

// cut places what fits of a box no page has room for, from here if there is room worth using, and gives back the rest.
func (p *pen) cut(b *box) *box {
	if !p.fresh() && p.room()-b.space < p.worth(b) {
		p.nextPage(b)
	}
	room := p.room()
	if !p.fresh() {
		room -= b.space
	}
	first, rest := b.split(room)
	rest.keep, rest.also = b.keep, b.also
	p.place(first)
	p.nextPage(rest)
	return rest
}

// nextPage turns the page for a box and draws its header.
func (p *pen) nextPage(b *box) {
	p.turn()
	if b.header != nil {
		if !p.dry {
			p.again = true
			b.header.draw(p.y)
			p.again = false
		}
		p.y += b.header.height
	}
}

// room is the height left on this page; pageRoom what a page offers the box when it opens it.
func (p *pen) room() float64 { return p.bottom - p.y + slack }

func (p *pen) pageRoom(b *box) float64 {
	room := p.bottom - documents.MarginTop + slack
	if b.header != nil {
		room -= b.header.height
	}
	return room
}

// slack forgives the rounding of sums of floating point heights.
const slack = 0.001
