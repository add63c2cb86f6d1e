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
	b := &box{height: s.Size + 2*quiet, draw: func(float64) {}}
	code, err := qr.Encode(s.Text, qr.M, qr.Auto)
	if err != nil {
		return b
	}
	b.draw = func(y float64) {
		n := code.Bounds().Dx()
		side := s.Size / float64(n)
		left, top := (p.left+p.right-s.Size)/2, y+quiet
		for row := range n {
			for from := 0; from < n; {
				to := from
				for to < n && code.At(to, row) == color.Black {
					to++
				}
				if to > from {
					p.pdf.Rect(left+float64(from)*side, top+float64(row)*side, float64(to-from)*side, side, "F")
				}
				from = max(to, from+1)
			}
		}
	}
	return b
}
