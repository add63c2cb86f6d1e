package book

import (
	"io"

	"thidua/emulation"
)

// What is taken at most. The largest table seen has 300 rows; these limits keep a hostile file below 256 MB of memory and a few seconds.
const (
	maxFile    = 16 << 20  // bytes of the workbook as it lies on the disk
	maxPart    = 32 << 20  // bytes of one part of it, unpacked
	maxParts   = 4096      // files inside it
	maxRun     = 256 << 10 // bytes from one "<" to the next
	maxDepth   = 64        // elements inside one another
	maxSheets  = 64
	maxRow     = 1 << 20
	maxFormula = 300   // bytes of a formula that are shown
	maxRows    = 5_000 // rows with something in them, per sheet
	MaxColumns = 256   // columns that are looked at; nothing stands further right in a table for people
	maxCells   = 300_000
	maxStrings = 300_000
	maxMerges  = 20_000
	maxText    = 32_767 // letters in a cell: Excel's own limit
	maxAll     = 24 << 20
	maxFormats = 70_000 // cell formats: Excel's own limit is 65,490
)

// guard passes XML on and stops at a part that is too large, or at a tag or text no person's table holds: the decoder keeps one token whole
// in memory, with every attribute of it.
type guard struct {
	from  io.Reader
	part  string
	total int
	run   int
}

func (g *guard) Read(p []byte) (int, error) {
	n, err := g.from.Read(p)
	g.total += n
	if g.total > maxPart {
		return 0, tooLarge()
	}
	for _, c := range p[:n] {
		if g.run++; c == '<' {
			g.run = 0
		}
		if g.run > maxRun {
			return 0, damaged(g.part, nil)
		}
	}
	return n, err
}

func tooLarge() error {
	return emulation.Errorf(emulation.Invalid, "tabular.too-large", "limit", maxFile>>20)
}

func damaged(part string, cause error) error {
	return emulation.Errorf(emulation.Corrupt, "tabular.damaged", "part", part).Because(cause)
}
