// Package printer hands a file to a printer of this machine: which there are, and a job for one of them. On Linux and macOS that is CUPS, asked by its own
// programs (lpstat, lp); on Windows nobody is asked yet, and the viewer prints.
//
// It must not know what is printed.
package printer

import (
	"strconv"
	"strings"
	"time"

	"thidua/emulation"
)

// System is what this machine prints with. The window waits for what was given away before it closes, so nothing here is waited for without end.
type System struct {
	Limit time.Duration // how long one question may take; 0 = twenty seconds, enough for a large paper on its way to another machine
}

// Printer is a printer that jobs can be handed to.
type Printer struct {
	Name    string
	Default bool // the one the person's system prints on when none is named
}

// Job says how a file is printed.
type Job struct {
	Printer string
	Title   string // as the list of jobs names it
	Copies  int    // 1 and more
	Pages   string // "1-3,5"; "" = all
	Paper   string // of Papers; "" = the printer's own
	Duplex  bool   // on both sides, turned like a book
}

// Papers are the sizes that a job may name.
var Papers = []string{"A4", "A3"}

// MostCopies is how many copies one job has at most: a slip of the keyboard must not empty a tray.
const MostCopies = 200

// Check refuses what no printer can do with a file of so many pages. Errors: Invalid "printer.copies" and "printer.pages".
func (j Job) Check(pages int) error {
	if j.Copies < 1 || j.Copies > MostCopies {
		return emulation.Errorf(emulation.Invalid, "printer.copies", "copies", j.Copies, "most", MostCopies)
	}
	if j.Pages == "" {
		return nil
	}
	last := 0
	for part := range strings.SplitSeq(j.Pages, ",") {
		from, to, ranged := strings.Cut(strings.TrimSpace(part), "-")
		a, errA := strconv.Atoi(strings.TrimSpace(from))
		b, errB := a, error(nil)
		if ranged {
			b, errB = strconv.Atoi(strings.TrimSpace(to))
		}
		if errA != nil || errB != nil || a <= last || b < a || b > pages {
			return emulation.Errorf(emulation.Invalid, "printer.pages", "pages", j.Pages, "count", pages)
		}
		last = b
	}
	return nil
}
