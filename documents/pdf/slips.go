package pdf

import "thidua/documents"

const (
	slipMargin = 10.0 // between a slip's edge and what stands on it, mm
	dash       = 2.0  // of the line slips are cut along, mm

	// Room at the top left of a slip, mm: for a round stamp of 36 mm over the name of who gives it out (Decree 30/2020/NĐ-CP, article 33).
	stampWidth  = 60.0
	stampHeight = 36.0
)

// slips puts as many copies on a page as fit, each on an equal part of the paper, with dashed lines to cut along: once cut, none can be told
// from another. A slip too tall for that begins a page with each copy.
func (p *pen) slips(s documents.Slips) []*box {
	fit := int(p.tall / (total(p.slip(s)) + 2*slipMargin))
	var list []*box
	for i := range s.Copies {
		boxes := p.slip(s) // each is read by itself
		if fit == 0 {
			first := *boxes[0]
			first.opens = true
			list = append(append(list, &first), boxes[1:]...)
			continue
		}
		at := i % fit
		list = append(list, &box{opens: at == 0, draw: func(float64) {
			part := p.tall / float64(fit)
			top := float64(at) * part
			if at+1 < fit {
				p.cutLine(top + part)
			}
			y := top + slipMargin
			for n, b := range boxes {
				if n > 0 {
					y += b.space
				}
				p.draw(b, y)
				y += b.height
			}
		}})
	}
	return list
}

// slip are the pieces of one slip.
func (p *pen) slip(s documents.Slips) []*box {
	boxes := p.boxes(s.Blocks)
	if s.Issuer == "" && s.Title.Kind == "" {
		return boxes
	}
	return append([]*box{p.slipHead(s)}, boxes...)
}

// slipHead is the top of a slip: who gives it out, over the room for a stamp, and its title beside that.
func (p *pen) slipHead(s documents.Slips) *box {
	issuer, names := issuerLines(bold, clean(s.Issuer), stampWidth)
	hint := newFace(italic, documents.RecipientsSize)
	middle, tag := p.left+stampWidth/2, p.root.New("P")
	beside := *p
	beside.left += stampWidth
	title := beside.title(s.Title)
	words := wrap(hint, clean(s.Stamp), stampWidth)
	under := float64(len(names))*issuer.line() + float64(len(words))*hint.line()
	return &box{height: max(total(title), stampHeight, under), keep: true, heads: true, tag: tag, draw: func(y float64) {
		down := y
		for _, line := range names {
			p.centred(issuer, middle, down, line)
			down += issuer.line()
		}
		for _, line := range words {
			p.centred(hint, middle, down, line)
			down += hint.line()
		}
		for _, b := range title {
			p.draw(b, y)
			y += b.height
		}
	}}
}

// cutLine is dashed from edge to edge of the paper.
func (p *pen) cutLine(y float64) {
	p.pdf.Dash(dash)
	p.line(hairline, 0, y, p.width, y)
	p.pdf.Dash(0)
}
