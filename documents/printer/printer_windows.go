package printer

import (
	"context"
	"errors"
	"io"
	"runtime"
	"strings"
	"time"

	"golang.org/x/sys/windows"

	"thidua/documents/printer/gdi"
	"thidua/emulation"
)

// List gives the printers, the default one first; none where there is none. Errors: Unavailable "printer.no-spooler" where Windows' service does not run,
// "printer.silent" where nobody answers within the limit.
func (s System) List(ctx context.Context) (list []Printer, err error) {
	err = s.watched(ctx, emulation.Errorf(emulation.Unavailable, "printer.silent"), func(*watch) error {
		names, err := printers()
		if err != nil {
			return refused(err)
		}
		first := defaultPrinter()
		for _, name := range names {
			if name == first {
				list = append([]Printer{{name, true}}, list...)
			} else {
				list = append(list, Printer{Name: name})
			}
		}
		return nil
	})
	if err != nil {
		return nil, err // what is late may still be at the list
	}
	return list, nil
}

// Print draws a PDF file on the job's printer and returns when the spooler has taken it. Errors: NotFound "printer.gone"; Invalid "printer.paper" and
// "printer.duplex" for what it cannot do; Unavailable "printer.stopped" where ctx ended, "printer.refused" and others with what Windows said, "printer.unsure"
// where Windows said nothing within the limit: nobody knows then whether it has the paper.
func (s System) Print(ctx context.Context, pdf io.Reader, j Job) error {
	raw, err := io.ReadAll(pdf)
	if err != nil {
		return err
	}
	paper, err := s.Read(raw)
	if err != nil {
		return err
	}
	defer func() { _ = paper.Close() }()
	numbers, err := j.numbers(len(paper.Sizes()))
	if err != nil {
		return err
	}
	return s.watched(ctx, emulation.Errorf(emulation.Unavailable, "printer.unsure", "printer", j.Printer), func(w *watch) error {
		return (&press{watch: w, job: j, paper: paper, numbers: numbers, sent: s.Sent}).print()
	})
}

// watch sees whether what is done away from it goes on.
type watch struct {
	context.Context
	went   chan struct{}
	person chan bool // whether Windows asks the person for something, which takes the time it takes
}

// on says that it went on, and whether it still is to.
func (w *watch) on() error {
	select {
	case w.went <- struct{}{}:
	case <-w.Done():
	}
	if w.Err() != nil {
		return stopped(w.Err())
	}
	return nil
}

func (w *watch) asks(a bool) {
	select {
	case w.person <- a:
	case <-w.Done():
	}
}

// watched does something on a thread of its own, as what draws must; what does not go on for the limit is left to itself, and late is told. A call of Windows
// that hangs cannot be ended; once it returns, the job is.
func (s System) watched(ctx context.Context, late error, do func(*watch) error) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	w, done := &watch{ctx, make(chan struct{}), make(chan bool)}, make(chan error, 1)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		done <- do(w)
	}()
	clock := time.NewTimer(s.limit())
	defer clock.Stop()
	for {
		select {
		case err := <-done:
			return err
		case <-w.went:
			clock.Reset(s.limit())
		case a := <-w.person:
			if clock.Reset(s.limit()); a {
				clock.Stop()
			}
		case <-clock.C:
			return late
		}
	}
}

// refused is what Windows said, in a sentence for the person where one is known.
func refused(err error) error {
	key, code := "", emulation.Unavailable
	switch {
	case errors.Is(err, windows.ERROR_INVALID_PRINTER_NAME), errors.Is(err, windows.ERROR_PRINTER_DELETED):
		key, code = "printer.gone", emulation.NotFound
	case errors.Is(err, windows.RPC_S_SERVER_UNAVAILABLE), errors.Is(err, windows.EPT_S_NOT_REGISTERED):
		key = "printer.no-spooler"
	case errors.Is(err, windows.ERROR_ACCESS_DENIED):
		key, code = "printer.denied", emulation.Forbidden
	case errors.Is(err, windows.ERROR_CANCELLED), errors.Is(err, windows.ERROR_PRINT_CANCELLED):
		key = "printer.stopped"
	case errors.Is(err, windows.ERROR_DISK_FULL), errors.Is(err, windows.ERROR_NO_SPOOL_SPACE):
		key, code = "printer.full", emulation.Full
	default:
		return emulation.Errorf(emulation.Unavailable, "printer.refused", "detail", said(err)).Because(err)
	}
	return emulation.Errorf(code, key).Because(err)
}

// said is an error in the words of this Windows' language.
func said(err error) string {
	var number windows.Errno
	if !errors.As(err, &number) || number == 0 {
		return err.Error()
	}
	words := make([]uint16, 500)
	n, failed := windows.FormatMessage(windows.FORMAT_MESSAGE_FROM_SYSTEM|windows.FORMAT_MESSAGE_IGNORE_INSERTS, 0, uint32(number), 0, words, nil)
	if failed != nil {
		return number.Error()
	}
	return strings.TrimRight(windows.UTF16ToString(words[:n]), ". \r\n")
}

// sizes are the papers as Windows numbers them.
var sizes = map[string]int{"A4": gdi.PaperA4, "A3": gdi.PaperA3}
