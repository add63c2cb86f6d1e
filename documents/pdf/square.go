package pdf

import (
	"image/color"

	"github.com/boombuler/barcode/qr"

	"thidua/documents"
)

// square draws a square code of middle error correction, as rectangles: it stays sharp on any printer. A text too long for one is a fault of
// whoever made the paper, and leaves the room empty.
func (p *pen) square(s documents.Square) *box {
	const quiet = 3.0 // around it, mm
	return &box{height: s.Size + 2*quiet, draw: func(y float64) { p.drawSquare(s.Text, (p.left+p.right-s.Size)/2, y+quiet, s.Size) }}
}

func (p *pen) drawSquare(text string, left, top, size float64) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return
	}
	n := code.Bounds().Dx()
	side := size / float64(n)
	for row := range n {
		for from := 0; from < n; {
			to := from
			for to < n && code.At(to, row) == color.Black {
				to++
			}
			if to > from {
				p.pdf.Rect(left+float64(from)*side, top+float64(row)*side, float64(to-from)*side, side)
			}
			from = max(to, from+1)
		}
	}
}
