package pdf

import (
	"strings"

	"thidua/documents"
)

// CodeSide is that of the square code at the foot, CodeGap what stays white around it (four of its dots at least: ISO/IEC 18004, 5.3.8), and CodeTop where it begins
// below the text, mm.
const (
	CodeSide = 13.0
	CodeGap  = 3.0
	CodeTop  = CodeGap / 2
)

const (
	codeSize = 8.0 // of the code to type, points
	codeRow  = 2   // groups on a line
)

// code draws the code of the document at the right of the foot, in the margin, where printers still reach, and gives the width it takes there, mm; 0 = there is none.
func (p *pen) code() float64 {
	c := p.doc.Code
	if c == nil {
		return 0
	}
	top := p.tall - documents.MarginBottom + CodeTop
	p.drawSquare(c.Square, p.right-CodeSide, top, CodeSide)
	label, typed := newFace(regular, codeSize), newFace(bold, codeSize)
	width, y := label.width(c.Label), top+(CodeSide-3*label.line())/2
	groups := strings.Split(c.Typed, "-")
	var lines []string
	for len(groups) > 0 {
		n := min(codeRow, len(groups))
		lines = append(lines, strings.Join(groups[:n], "-"))
		groups = groups[n:]
	}
	for _, line := range lines {
		width = max(width, typed.width(line))
	}
	left := p.right - CodeSide - CodeGap - width
	p.text(label, left, y, c.Label)
	for _, line := range lines {
		y += typed.line()
		p.text(typed, left, y, line)
	}
	return p.right - left + CodeGap
}
