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
	code := Square(text)
	side := size / float64(len(code))
	for row, dots := range code {
		for from := 0; from < len(dots); {
			to := from
			for to < len(dots) && dots[to] {
				to++
			}
			if to > from {
				p.pdf.Rect(left+float64(from)*side, top+float64(row)*side, float64(to-from)*side, side)
			}
			from = max(to, from+1)
		}
	}
}

// Square is a square code of middle error correction, row by row, true where it is black; nil for a text too long for one.
func Square(text string) [][]bool {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil
	}
	rows := make([][]bool, code.Bounds().Dy())
	for y := range rows {
		rows[y] = make([]bool, code.Bounds().Dx())
		for x := range rows[y] {
			rows[y][x] = code.At(x, y) == color.Black
		}
	}
	return rows
}
