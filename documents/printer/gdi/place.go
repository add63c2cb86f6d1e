package gdi

import (
	"math"

	"thidua/documents/pages"
)

// Device is the sheet as the printer's driver measures it, in its own dots.
type Device struct {
	DPIX, DPIY       int // LOGPIXELSX, LOGPIXELSY
	Width, Height    int // PHYSICALWIDTH, PHYSICALHEIGHT: the whole sheet
	OffsetX, OffsetY int // PHYSICALOFFSETX, PHYSICALOFFSETY: where on it the printer can begin; its dots are counted from there
	PrintsX, PrintsY int // HORZRES, VERTRES: how much it can print on
}

// DPI is how finely a page is drawn: papers are read, not looked at through a glass, and twice as fine is four times as much on the way to the printer.
const DPI = 300

// Placed is where a page goes, in the device's dots, and how it is drawn.
type Placed struct {
	X, Y, Width, Height int
	DPI                 int // at which the page fills that place
}

// over is how much larger than the sheet a page may be before it is made smaller, in millimetres: sizes are rounded on the way.
const over = 2

// Place puts a page on the sheet as large as it is, corner upon corner, as its margins were measured; one that is larger than the sheet is made as small as the
// sheet, in its middle.
func (d Device) Place(page pages.Size) Placed {
	mm := func(dots, dpi int) float64 { return float64(dots) * 25.4 / float64(dpi) }
	sheet := pages.Size{Width: mm(d.Width, d.DPIX), Height: mm(d.Height, d.DPIY)}
	scale, left, top := 1.0, 0.0, 0.0
	if d.Width > 0 && d.Height > 0 && (page.Width > sheet.Width+over || page.Height > sheet.Height+over) {
		scale = min(sheet.Width/page.Width, sheet.Height/page.Height)
		left, top = (sheet.Width-page.Width*scale)/2, (sheet.Height-page.Height*scale)/2
	}
	dots := func(mm float64, dpi int) int { return int(math.Round(mm * float64(dpi) / 25.4)) }
	return Placed{X: dots(left, d.DPIX) - d.OffsetX, Y: dots(top, d.DPIY) - d.OffsetY, Width: dots(page.Width*scale, d.DPIX), Height: dots(page.Height*scale, d.DPIY),
		DPI: max(1, int(DPI*scale))}
}

// Band is some rows of a page's picture, and where they go.
type Band struct {
	From, To  int  // rows of the picture, To not among them
	Y, Height int  // in the device's dots
	Prints    bool // some of it is where the printer can print
}

// mostRows is how many rows are drawn at once: 2 MB of an A3 page.
const mostRows = 512

// Bands cuts a picture that is so many rows high into bands of nearly the same height, each ending where the next begins, in the picture and on the sheet.
func (d Device) Bands(at Placed, rows int) []Band {
	count := (rows + mostRows - 1) / mostRows
	all := make([]Band, 0, count)
	on := func(row int) int { return at.Y + int(math.Round(float64(row)*float64(at.Height)/float64(rows))) }
	for i := range count {
		b := Band{From: rows * i / count, To: rows * (i + 1) / count}
		b.Y = on(b.From)
		b.Height = on(b.To) - b.Y
		b.Prints = b.Height > 0 && b.Y < d.PrintsY && b.Y+b.Height > 0
		all = append(all, b)
	}
	return all
}
