package pdf

import "thidua/documents"

const (
	slipMargin = 10.0 // between a slip's edge and what stands on it, mm
	dash       = 2.0  // of the line slips are cut along, mm
)

// slips puts as many copies on a page as fit, each on an equal part of the paper, with dashed lines to cut along: once cut, none can be told
// from another. A slip too tall for that begins a page with each copy.
func (p *pen) slips(s documents.Slips) []*box {
	boxes := p.boxes(s.Blocks)
	height := 0.0
	for i, b := range boxes {
		height += b.height
		if i > 0 {
			height += b.space
		}
	}
	fit := int(p.tall / (height + 2*slipMargin))
	var list []*box
	for i := range s.Copies {
		boxes := p.boxes(s.Blocks) // each is read by itself
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

// cutLine is dashed from edge to edge of the paper.
func (p *pen) cutLine(y float64) {
	p.pdf.Dash(dash)
	p.line(hairline, 0, y, p.width, y)
	p.pdf.Dash(0)
}
