//go:build !windows

package printer_test

import (
	"bytes"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"thidua/documents/printer"
	"thidua/emulation"
)

// hangs puts a program first on the path that never ends by itself, nor does the one it starts, which holds its output.
func hangs(t *testing.T, name string) {
	t.Helper()
	dir := t.TempDir()
	fifo := filepath.Join(dir, "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	held, err := os.OpenFile(fifo, os.O_RDWR, 0) // whoever reads it waits until this is closed
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = held.Close() })
	if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\ncat '"+fifo+"'\nexit 0\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
}

// Printing that never answers is left after its time, and the person is told what is known: who was only asked for printers may ask again, who gave a
// paper looks first whether it was taken.
func TestSilence(t *testing.T) {
	system := printer.System{Limit: time.Second / 4} // long enough for the programs to begin and hang; how long it takes is nobody's claim
	hangs(t, "lpstat")
	if list, err := system.List(t.Context()); len(list) > 0 || emulation.KeyOf(err) != "printer.silent" {
		t.Errorf("%v, %v", list, err)
	}
	hangs(t, "lp")
	if err := system.Print(t.Context(), bytes.NewReader(make([]byte, 1<<20)), printer.Job{Printer: "giay", Copies: 1}); emulation.KeyOf(err) != "printer.unsure" {
		t.Error(err)
	}
}
