package blackbox_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/blackbox"
)

// crashing names the folder of the box in a copy of this test that is there to crash.
const crashing = "THIDUA_CRASHING"

func TestMain(m *testing.M) {
	if dir := os.Getenv(crashing); dir != "" {
		if _, err := blackbox.Open(dir); err != nil {
			panic(err)
		}
		go func() { panic("a fault of the program") }()
		select {}
	}
	os.Exit(m.Run())
}

// crash runs a program that opens a box and ends in a panic.
func crash(t *testing.T, dir string) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), crashing+"="+dir)
	var exit *exec.ExitError
	if err := c.Run(); !errors.As(err, &exit) {
		t.Fatalf("it did not crash: %v", err)
	}
}

func open(t *testing.T, dir string) *blackbox.Box {
	t.Helper()
	b, err := blackbox.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := b.Close(); err != nil {
			t.Error(err)
		}
	})
	return b
}

func TestAPanicOfAnyGoroutineIsFoundNextTime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data", "log")
	if _, crashed := open(t, dir).Crashed(); crashed {
		t.Error("a new folder says that something crashed")
	}
	crash(t, dir)
	b := open(t, dir)
	at, crashed := b.Crashed()
	if !crashed || at.IsZero() {
		t.Fatal("the crash left nothing")
	}
	path, err := b.Take("")
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(raw), "a fault of the program") || !strings.Contains(string(raw), "blackbox_test.TestMain.func1") {
		t.Errorf("%s says %q, %v", path, raw, err)
	}
	if _, crashed := b.Crashed(); crashed {
		t.Error("what was taken is offered again")
	}
	crash(t, dir) // beside the open box, as a second window would
	if _, crashed := b.Crashed(); !crashed {
		t.Error("a crash after the first was looked at is not found")
	}
}

func TestABoxThatCannotBeMadeKeepsNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	b, err := blackbox.Open(filepath.Join(file, "log"))
	if err == nil {
		t.Fatal("a folder was made in a file")
	}
	b.Did("begun")
	if _, crashed := b.Crashed(); crashed || b.Close() != nil {
		t.Error("it holds a crash")
	}
}

func TestOnlyTheLastCrashFilesAreKept(t *testing.T) {
	dir := t.TempDir()
	b := open(t, dir)
	day := time.Date(2024, 7, 20, 10, 42, 0, 0, time.Local)
	var last string
	for i := range 5 {
		file := filepath.Join(dir, "crash.txt")
		if err := errors.Join(os.WriteFile(file, []byte("x"), 0o600), os.Chtimes(file, day, day.AddDate(0, 0, i))); err != nil {
			t.Fatal(err)
		}
		var err error
		if last, err = b.Take(""); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := filepath.Glob(filepath.Join(dir, "crash-*.txt"))
	if err != nil || len(kept) != 3 || kept[2] != last {
		t.Errorf("kept %v of which %s is the last, %v", kept, last, err)
	}
}

func TestTheLogSaysWhichErrorAndNotWhatItIsAbout(t *testing.T) {
	dir := t.TempDir()
	b := open(t, dir)
	about := emulation.Errorf(emulation.Invalid, "ui.error.file-read", "name", "Nguyễn Văn An.pdf").Because(&fs.PathError{Op: "open", Path: "giấy tờ của An", Err: syscall.ENOENT})
	b.Did("opened", "units", 7)
	b.Failed("attach", fmt.Errorf("attaching for An: %w", about))
	b.Failed("sync", errors.New("An's server"))
	raw, err := os.ReadFile(filepath.Join(dir, "thidua.log"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"opened", "units=7", "ui.error.file-read: " + syscall.ENOENT.Error(), "errors.errorString"} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("%q is missing in\n%s", want, raw)
		}
	}
	if strings.Contains(string(raw), "An") {
		t.Errorf("a name stands in\n%s", raw)
	}
}

func TestTheLogDoesNotGrowWithoutEnd(t *testing.T) {
	dir := t.TempDir()
	b := open(t, dir)
	for range 3 {
		for range 60 {
			b.Did("much", "bytes", strings.Repeat("x", 20_000))
		}
	}
	var largest int64
	logs, err := filepath.Glob(filepath.Join(dir, "*.log"))
	for _, l := range logs {
		info, err := os.Stat(l)
		if err != nil {
			t.Fatal(err)
		}
		largest = max(largest, info.Size())
	}
	if err != nil || len(logs) < 2 || largest > 1<<20 {
		t.Errorf("%d files, the largest of %d bytes, %v", len(logs), largest, err)
	}
}
