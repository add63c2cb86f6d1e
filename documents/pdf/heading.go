package pdf

import (
	"thidua/documents"
	"thidua/documents/pdf/typeface"
)

// heading draws the official heading over the first page and moves the pen under it: superior and issuer with number on the left, national title,
// motto, place and date on the right; number and date stand on one line.
func (p *pen) heading(h documents.Heading) {
	titleFace := newFace(bold, documents.NationalTitleSize)
	mottoFace := newFace(bold, documents.MottoSize)
	title, motto := clean(h.NationalTitle), clean(h.Motto)

	full := p.right - p.left
	rightWidth := max(min(full*0.55, widestRight), titleFace.width(title))
	leftWidth := full - rightWidth - 4
	middleLeft, middleRight := p.left+leftWidth/2, p.right-rightWidth/2

	p.in(p.root.New("P"))
	yLeft := p.y
	column := func(s typeface.Style, text string) (last float64) {
		f, lines := issuerLines(s, clean(text), leftWidth)
		for _, line := range lines {
			p.centred(f, middleLeft, yLeft, line)
			yLeft += f.line()
			last = f.width(line)
		}
		return last
	}
	column(regular, h.Superior)
	p.in(p.root.New("P"))
	if last := column(bold, h.Issuer); last > 0 {
		// Annex I, II.2: a rule of a third to a half of the line above it.
		half := last * 0.4 / 2
		p.line(rule, middleLeft-half, yLeft+1, middleLeft+half, yLeft+1)
	}

	p.in(p.root.New("P"))
	yRight := p.y
	p.centred(titleFace, middleRight, yRight, title)
	yRight += titleFace.line()
	p.centred(mottoFace, middleRight, yRight, motto)
	yRight += mottoFace.line()
	// Annex I, II.1: the rule is as long as the motto.
	half := mottoFace.width(motto) / 2
	p.line(rule, middleRight-half, yRight+1, middleRight+half, yRight+1)

	p.y = max(yLeft, yRight) + 3
	dateFace := newFace(italic, documents.PlaceDateSize)
	numberFace := newFace(regular, documents.NumberSize)
	p.in(p.root.New("P"))
	yDate := p.y
	for _, s := range headline(dateFace, clean(h.PlaceDate), rightWidth) {
		p.centred(dateFace, middleRight, yDate, s)
		yDate += dateFace.line()
	}
	p.in(p.root.New("P"))
	// Both baselines on one line.
	yNumber := p.y + dateFace.baseline() - numberFace.baseline()
	for _, s := range wrap(numberFace, clean(h.Number), leftWidth) {
		p.centred(numberFace, middleLeft, yNumber, s)
		yNumber += numberFace.line()
	}
	p.y = max(yDate, yNumber, p.y+dateFace.line()) + 5
	p.used = true
}

// widestRight is how wide the right side of the heading is where there is room for more, mm: its longest line and a little.
const widestRight = 115.0

// issuerLines are the lines of a body's name: in capitals of 13 points, of 12 before they take a third line (Annex I, II.2 allows both).
func issuerLines(s typeface.Style, text string, width float64) (face, []string) {
	f := newFace(s, documents.IssuerSize)
	lines := headline(f, text, width)
	if len(lines) > 2 {
		smaller := newFace(s, documents.IssuerSizeLong)
		if fewer := headline(smaller, text, width); len(fewer) < len(lines) {
			return smaller, fewer
		}
	}
	return f, lines
}

// title is the document's type and subject with the rule beneath.
func (p *pen) title(t documents.Title) []*box {
	middle, width := (p.left+p.right)/2, p.right-p.left
	tag := p.root.New("H1")
	var boxes []*box
	last := 0.0
	add := func(size float64, text string) {
		f := newFace(bold, size)
		for _, s := range headline(f, clean(text), width) {
			boxes = append(boxes, &box{height: f.line(), keep: true, heads: true, tag: tag, draw: func(y float64) { p.centred(f, middle, y, s) }})
			last = f.width(s)
		}
	}
	add(documents.KindSize, t.Kind)
	for _, s := range t.Subject {
		add(documents.SubjectSize, s)
	}
	// Annex I, II.5: a rule of a third to a half of the line above it.
	half := last * 0.4 / 2
	return append(boxes, &box{height: 4, keep: true, heads: true, draw: func(y float64) { p.line(rule, middle-half, y+1, middle+half, y+1) }})
}
