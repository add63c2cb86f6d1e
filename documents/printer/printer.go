// Package printer hands a file to a printer of this machine: which there are, and a job for one of them. On Linux and macOS that is CUPS, asked by its own
// programs (lpstat, lp), which takes the file; on Windows the spooler, which takes the pages as pictures.
//
// It must not know what is printed.
package printer

import (
	"cmp"
	"fmt"
	"image"
	"strconv"
	"strings"
	"time"

	"thidua/documents/pages"
	"thidua/emulation"
)

// System is what this machine prints with. The window waits for what was given away before it closes, so nothing here is waited for without end.
type System struct {
	Limit time.Duration                   // how long one question may take; 0 = twenty seconds, enough for a large paper on its way to another machine
	Read  func(pdf []byte) (Pages, error) // draws a file, where pictures of its pages are printed (Windows)
	Sent  func(pages, of int)             // hears how many of the pages, those of every copy, were handed over, where that takes time; nil: nobody
}

// Pages are the pages of a file as pictures; see the package pages.
type Pages interface {
	Sizes() []pages.Size
	Band(page, dpi, from, to int) (*image.Gray, error)
	Close() error
}

func (s System) limit() time.Duration { return cmp.Or(s.Limit, 20*time.Second) }

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
func (j Job) Check(count int) error {
	if j.Copies < 1 || j.Copies > MostCopies {
		return emulation.Errorf(emulation.Invalid, "printer.copies", "copies", j.Copies, "most", MostCopies)
	}
	_, err := j.numbers(count)
	return err
}

// numbers are the pages of a file of so many that are printed, counted from 0. Errors: Invalid "printer.pages".
func (j Job) numbers(count int) ([]int, error) {
	chosen := cmp.Or(strings.TrimSpace(j.Pages), fmt.Sprintf("1-%d", count))
	var all []int
	for part := range strings.SplitSeq(chosen, ",") {
		from, to, ranged := strings.Cut(strings.TrimSpace(part), "-")
		a, errA := strconv.Atoi(strings.TrimSpace(from))
		b, errB := a, error(nil)
		if ranged {
			b, errB = strconv.Atoi(strings.TrimSpace(to))
		}
		if errA != nil || errB != nil || len(all) > 0 && a <= all[len(all)-1]+1 || a < 1 || b < a || b > count {
			return nil, emulation.Errorf(emulation.Invalid, "printer.pages", "pages", j.Pages, "count", count)
		}
		for n := a; n <= b; n++ {
			all = append(all, n-1)
		}
	}
	return all, nil
}

// stopped is told where the person did not wait any longer.
func stopped(why error) error {
	return emulation.Errorf(emulation.Unavailable, "printer.stopped").Because(why)
}
