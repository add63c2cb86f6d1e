package gdi

import (
	"encoding/binary"

	"thidua/emulation"
)

// Devmode is a DEVMODEW as a printer's driver gives it: the public part, and behind it the driver's own, which is left alone.
// Source: learn.microsoft.com/windows/win32/api/wingdi/ns-wingdi-devmodew.
type Devmode []byte

// Where the fields of the public part begin, in bytes, and how long it is.
const (
	atFields      = 72
	atOrientation = 76
	atPaper       = 78
	atCopies      = 86
	atDuplex      = 94
	atCollate     = 100
	devmodeSize   = 220
)

// The bits of dmFields: which fields mean something.
const (
	hasOrientation = 0x1
	hasPaper       = 0x2
	hasCopies      = 0x100
	hasDuplex      = 0x1000
	hasCollate     = 0x8000
)

// The sizes of paper as Windows numbers them.
const (
	PaperA3 = 8 // DMPAPER_A3
	PaperA4 = 9 // DMPAPER_A4
)

// Wish is what a job asks of the driver.
type Wish struct {
	Across  bool // the sheet lies on its long side
	Paper   int  // PaperA4, PaperA3; 0 = the printer's own
	Copies  int
	Duplex  bool // on both sides, turned like a book
	Collate bool // one copy after the other
}

// Check refuses what is too short to be a DEVMODEW. Errors: Unavailable "printer.driver".
func (d Devmode) Check() error {
	if len(d) < devmodeSize {
		return emulation.Errorf(emulation.Unavailable, "printer.driver")
	}
	return nil
}

func (d Devmode) put(at, bit, value int) {
	binary.LittleEndian.PutUint16(d[at:], uint16(value))
	binary.LittleEndian.PutUint32(d[atFields:], binary.LittleEndian.Uint32(d[atFields:])|uint32(bit))
}

func (d Devmode) get(at, bit int) int {
	if binary.LittleEndian.Uint32(d[atFields:])&uint32(bit) == 0 {
		return 0
	}
	return int(int16(binary.LittleEndian.Uint16(d[at:])))
}

func pick(what bool, yes, no int) int {
	if what {
		return yes
	}
	return no
}

// Ask writes a wish; what it does not name stays as the printer is set.
func (d Devmode) Ask(w Wish) {
	d.put(atOrientation, hasOrientation, pick(w.Across, 2, 1)) // DMORIENT_LANDSCAPE, DMORIENT_PORTRAIT
	if w.Paper != 0 {
		d.put(atPaper, hasPaper, w.Paper)
	}
	d.put(atCopies, hasCopies, w.Copies)
	d.put(atDuplex, hasDuplex, pick(w.Duplex, 2, 1)) // DMDUP_VERTICAL, DMDUP_SIMPLEX
	d.put(atCollate, hasCollate, pick(w.Collate, 1, 0))
}

// Kept is what the driver left of a wish: drivers put back what their printer cannot do.
func (d Devmode) Kept() Wish {
	return Wish{Across: d.get(atOrientation, hasOrientation) == 2, Paper: d.get(atPaper, hasPaper), Copies: d.get(atCopies, hasCopies),
		Duplex: d.get(atDuplex, hasDuplex) > 1, Collate: d.get(atCollate, hasCollate) == 1}
}
