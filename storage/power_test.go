//go:build full && loop && linux

package storage_test

import (
	"bufio"
	"errors"
	"io/fs"
	"maps"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unsafe"

	"golang.org/x/sys/unix"

	"thidua/internal/rounds"
)

// image is a file system in a file whose power can be cut.
type image struct{ file, dir string }

func newImage(t *testing.T) *image {
	t.Helper()
	d := &image{file: filepath.Join(t.TempDir(), "image"), dir: t.TempDir()}
	if err := os.WriteFile(d.file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(d.file, 4<<30); err != nil {
		t.Fatal(err)
	}
	d.run(t, "mkfs.ext4", "-q", d.file)
	d.mount(t)
	t.Cleanup(func() { _ = unix.Unmount(d.dir, unix.MNT_DETACH) })
	return d
}

func (d *image) run(t *testing.T, name string, args ...string) {
	t.Helper()
	if out, err := exec.Command(name, args...).CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

func (d *image) mount(t *testing.T) {
	t.Helper()
	d.run(t, "mount", "-o", "loop", d.file, d.dir)
}

// cut ends all writing at once: what the file system has not written by itself or when asked to is gone.
func (d *image) cut(t *testing.T) {
	t.Helper()
	f, err := os.Open(d.dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	const shutdown, withoutFlush = 0x8004587d, uint32(2) // EXT4_IOC_SHUTDOWN, EXT4_GOING_FLAGS_NOLOGFLUSH
	flags := withoutFlush
	if _, _, e := unix.Syscall(unix.SYS_IOCTL, f.Fd(), shutdown, uintptr(unsafe.Pointer(&flags))); e != 0 {
		t.Fatal(e)
	}
}

// TestFullPowerCut cuts the power of a desk's and a server's disk while they save. Everything that was reported as saved is there afterwards:
// on a server with its leaf, on a desk with its leaf or waiting for it again. A file that nobody flushed is lost, or nothing was tested.
func TestFullPowerCut(t *testing.T) {
	rnd := rand.New(rand.NewSource(int64(rounds.Seed(1))))
	for _, name := range []string{"desk", "server"} {
		t.Run(name, func(t *testing.T) {
			d := newImage(t)
			dir := filepath.Join(d.dir, name)
			o := small()
			o.Server = name == "server"
			s := nothingSaid()
			lost := 0
			for round := range rounds.Of(12) {
				control := filepath.Join(d.dir, "control")
				d.cutAfterLines(t, dir, 1+rnd.Intn(400), []int{1, 20_000}[round%2], control, s)
				if err := unix.Unmount(d.dir, 0); err != nil {
					t.Fatal(err)
				}
				d.mount(t)
				if b, err := os.ReadFile(control); errors.Is(err, fs.ErrNotExist) || len(b) < len(controlText) {
					lost++
				}
				if err := os.Remove(control); err != nil && !errors.Is(err, fs.ErrNotExist) {
					t.Fatal(err)
				}
				if !o.Server { // what others wrote comes with the next sync, and the own change waits until then
					maps.Copy(s.own, s.logged)
					s.logged = map[string]bool{}
				}
				checkSaid(t, dir, o, s)
				if t.Failed() {
					t.Fatal("round", round)
				}
			}
			t.Logf("%d changes, %d drafts, %d files; the file that nobody flushed was lost %d times", len(s.own)+len(s.logged), len(s.drafts), len(s.blobs), lost)
			if lost == 0 {
				t.Error("nothing was lost that should have been: the power was not cut")
			}
		})
	}
}

var controlText = strings.Repeat("control", 10_000)

// cutAfterLines lets a child write until it has said a number of lines, and cuts the power.
func (d *image) cutAfterLines(t *testing.T, dir string, lines, long int, control string, s *said) {
	t.Helper()
	cmd := childOf(dir, endless, long)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := false
	for scanner := bufio.NewScanner(out); scanner.Scan(); {
		if done {
			continue // a flush under way at that moment may return without an error; with the power gone nobody would have heard of it
		}
		s.hear(t, scanner.Text())
		if lines--; lines == 0 {
			if err := os.WriteFile(control, []byte(controlText), 0o600); err != nil {
				t.Fatal(err)
			}
			d.cut(t)
			done = true
		}
	}
	_ = cmd.Wait() // however it ended: by an error, or by its mapped pages
	if !done {
		t.Fatal("the child ended by itself")
	}
}
