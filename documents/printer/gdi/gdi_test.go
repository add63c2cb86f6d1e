package gdi_test

import (
	"encoding/binary"
	"image"
	"image/color"
	"math"
	"testing"

	"pgregory.net/rapid"

	"thidua/documents/pages"
	"thidua/documents/printer/gdi"
	"thidua/emulation"
)

// A wish is written where Windows looks for it, is read back, and leaves the driver's own part and what it does not name alone.
func TestDevmode(t *testing.T) {
	d := make(gdi.Devmode, 300)
	for i := range d {
		d[i] = 0xA5
	}
	binary.LittleEndian.PutUint32(d[72:], 0x2|0x200) // paper and source are set
	binary.LittleEndian.PutUint16(d[78:], 1)         // letter
	before := append(gdi.Devmode(nil), d...)
	wish := gdi.Wish{Across: true, Copies: 3, Duplex: true, Collate: true}
	d.Ask(wish)
	if got := d.Kept(); got.Paper != 1 {
		t.Errorf("the printer's own paper became %d", got.Paper)
	}
	wish.Paper = gdi.PaperA3
	d.Ask(wish)
	if d.Kept() != wish {
		t.Errorf("%+v became %+v", wish, d.Kept())
	}
	for at, want := range map[int]uint16{76: 2, 78: 8, 86: 3, 94: 2, 100: 1} {
		if got := binary.LittleEndian.Uint16(d[at:]); got != want {
			t.Errorf("at %d stands %d, not %d", at, got, want)
		}
		copy(d[at:], before[at:at+2])
	}
	if got := binary.LittleEndian.Uint32(d[72:]); got != 0x1|0x2|0x100|0x200|0x1000|0x8000 {
		t.Errorf("fields %#x", got)
	}
	copy(d[72:], before[72:76])
	if string(d) != string(before) {
		t.Error("something else was written")
	}
	d = make(gdi.Devmode, 220)
	if d.Ask(gdi.Wish{Paper: gdi.PaperA4, Copies: 1}); d.Kept() != (gdi.Wish{Paper: gdi.PaperA4, Copies: 1}) {
		t.Errorf("%+v", d.Kept())
	}
	binary.LittleEndian.PutUint32(d[72:], 0) // as a driver says that it does none of it
	if d.Kept() != (gdi.Wish{}) {
		t.Errorf("%+v", d.Kept())
	}
	if err := make(gdi.Devmode, 219).Check(); emulation.KeyOf(err) != "printer.driver" {
		t.Error(err)
	}
}

// office is a laser printer of 600 dots per inch that cannot print on the outermost 4 mm.
func office(width, height float64) gdi.Device {
	dots := func(mm float64) int { return int(math.Round(mm * 600 / 25.4)) }
	return gdi.Device{DPIX: 600, DPIY: 600, Width: dots(width), Height: dots(height), OffsetX: 100, OffsetY: 100, PrintsX: dots(width) - 200, PrintsY: dots(height) - 200}
}

// A page is as large on paper as it was measured, and begins at the corner of the sheet, not where the printer begins; a larger one is made as large as the sheet.
func TestPlace(t *testing.T) {
	a4, a3, across := pages.Size{Width: 210, Height: 297}, pages.Size{Width: 297, Height: 420}, pages.Size{Width: 297, Height: 210}
	for name, c := range map[string]struct {
		device gdi.Device
		page   pages.Size
		want   gdi.Placed
	}{
		"A4":              {office(210, 297), a4, gdi.Placed{X: -100, Y: -100, Width: 4961, Height: 7016, DPI: 300}},
		"A4 across":       {office(297, 210), across, gdi.Placed{X: -100, Y: -100, Width: 7016, Height: 4961, DPI: 300}},
		"A3 on A4":        {office(210, 297), a3, gdi.Placed{X: -100, Y: -100, Width: 4961, Height: 7016, DPI: 212}},
		"A4 on A3":        {office(297, 420), a4, gdi.Placed{X: -100, Y: -100, Width: 4961, Height: 7016, DPI: 300}},
		"across on A4":    {office(210, 297), across, gdi.Placed{X: -100, Y: -100 + 1754, Width: 4961, Height: 3508, DPI: 212}},
		"a little larger": {office(209, 296), a4, gdi.Placed{X: -100, Y: -100, Width: 4961, Height: 7016, DPI: 300}},
		"a screen":        {gdi.Device{DPIX: 96, DPIY: 96}, a4, gdi.Placed{Width: 794, Height: 1123, DPI: 300}},
	} {
		if got := c.device.Place(c.page); got != c.want {
			t.Errorf("%s: %+v, want %+v", name, got, c.want)
		}
	}
}

// Bands leave nothing out and overlap nowhere, in the picture and on the sheet; none is larger than it may be or too small to be worth a call.
func TestBands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.IntRange(1, 20_000).Draw(t, "rows")
		at := gdi.Placed{Y: rapid.IntRange(-500, 500).Draw(t, "y"), Height: rapid.IntRange(1, 30_000).Draw(t, "height")}
		d := gdi.Device{PrintsY: rapid.IntRange(0, 30_000).Draw(t, "prints")}
		row, y := 0, at.Y
		for _, b := range d.Bands(at, rows) {
			if b.From != row || b.Y != y || b.To <= b.From || b.To-b.From > 512 || rows > 512 && b.To-b.From < 256 {
				t.Fatalf("%+v after row %d, %d", b, row, y)
			}
			if seen := b.Height > 0 && y < d.PrintsY && y+b.Height > 0; b.Prints != seen {
				t.Fatalf("%+v: it is seen: %v", b, seen)
			}
			row, y = b.To, b.Y+b.Height
		}
		if row != rows || y != at.Y+at.Height {
			t.Fatalf("ended at row %d of %d, at %d", row, rows, y)
		}
	})
}

// The last row of a picture stands first in a bitmap, each row filled up to four bytes; what is beside the picture in its memory is not in it.
func TestBitmap(t *testing.T) {
	g := image.NewGray(image.Rect(0, 0, 8, 2))
	g.SetGray(0, 0, color.Gray{1})
	g.SetGray(4, 1, color.Gray{2})
	g.SetGray(5, 0, color.Gray{9})
	info, dots := gdi.Bitmap(g.SubImage(image.Rect(0, 0, 5, 2)).(*image.Gray))
	if want := []byte{0, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}; string(dots) != string(want) {
		t.Errorf("%v, want %v", dots, want)
	}
	le := binary.LittleEndian
	if le.Uint32(info) != 40 || le.Uint32(info[4:]) != 5 || le.Uint32(info[8:]) != 2 || le.Uint16(info[12:]) != 1 || le.Uint16(info[14:]) != 8 || len(info) != 40+1024 || info[40+4*200+1] != 200 {
		t.Errorf("%v", info[:60])
	}
}
