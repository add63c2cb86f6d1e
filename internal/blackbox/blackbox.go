package blackbox

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"time"

	"gopkg.in/natefinch/lumberjack.v2"

	"thidua/emulation"
	"thidua/internal/durable"
)

// The files of a box.
const (
	logFile   = "thidua.log"
	crashFile = "crash.txt" // of a crash nobody looked at yet; empty if there was none
	keptFiles = "crash-*.txt"
)

// How much is kept: of the log the size of a file in megabytes, which a server's lines fill faster, and how many older ones; and how many crash files
// somebody looked at.
const (
	logMegabytes    = 1
	serverMegabytes = 10
	oldLogs         = 3
	oldCrashes      = 3
)

// Box is the open black box of a run.
type Box struct {
	dir   string
	lines *lumberjack.Logger
	log   *slog.Logger
}

// Open makes the folder of the box if there is none, and from now on writes there what the run leaves behind: a panic in any goroutine, and
// what the runtime itself gives up on. Only one box of a process can be open. With an error comes a box that keeps nothing.
func Open(dir string) (*Box, error) { return open(dir, logMegabytes) }

// OpenServer is Open for a server that nobody sees, whose own log goes to Lines.
func OpenServer(dir string) (*Box, error) { return open(dir, serverMegabytes) }

func open(dir string, megabytes int) (*Box, error) {
	b := &Box{dir: dir, lines: &lumberjack.Logger{Filename: filepath.Join(dir, logFile), MaxSize: megabytes, MaxBackups: oldLogs}}
	if err := b.watch(); err != nil {
		return &Box{lines: b.lines, log: slog.New(slog.DiscardHandler)}, err
	}
	b.log = slog.New(slog.NewTextHandler(b.lines, nil))
	return b, nil
}

// watch hands the crash file to the runtime.
func (b *Box) watch() error {
	if err := os.MkdirAll(b.dir, 0o700); err != nil {
		return fmt.Errorf("making the folder of the log: %w", err)
	}
	// Nothing that is there is cut off here: a second window on the same data writes into the same file.
	crash, err := os.OpenFile(filepath.Join(b.dir, crashFile), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("opening the crash file: %w", err)
	}
	if err := errors.Join(debug.SetCrashOutput(crash, debug.CrashOptions{}), crash.Close()); err != nil { // the runtime keeps its own handle
		return fmt.Errorf("handing the crash file to the runtime: %w", err)
	}
	return nil
}

// Lines takes lines of the log as they are.
func (b *Box) Lines() io.Writer { return b.lines }

// Close ends the log; crashes are written until the process ends.
func (b *Box) Close() error { return b.lines.Close() }

// Did writes that something happened. The values must not be personal: numbers, versions, names of our own.
func (b *Box) Did(what string, values ...any) { b.log.Info(what, values...) }

// Failed writes that something went wrong, and which error it was.
func (b *Box) Failed(what string, err error) { b.log.Error(what, "error", Name(err)) }

// Name says which error it is without what it is about: the key of ours, what the system calls its own, the type of any other; inside it, its
// cause.
func Name(err error) string {
	var ours *emulation.Error
	var number syscall.Errno
	switch {
	case errors.As(err, &ours):
		if cause := errors.Unwrap(ours); cause != nil {
			return emulation.KeyOf(ours) + ": " + Name(cause)
		}
		return emulation.KeyOf(ours)
	case errors.As(err, &number):
		return number.Error()
	}
	for inner := errors.Unwrap(err); inner != nil; inner = errors.Unwrap(inner) {
		err = inner
	}
	return strings.TrimPrefix(fmt.Sprintf("%T", err), "*")
}

// Crashed says whether an earlier run ended in a crash that nobody has looked at or put aside, and when.
func (b *Box) Crashed() (at time.Time, crashed bool) {
	info, err := os.Stat(filepath.Join(b.dir, crashFile))
	if b.dir == "" || err != nil || info.Size() == 0 {
		return time.Time{}, false
	}
	return info.ModTime(), true
}

// Take puts the crash file aside, so that it counts as seen, and gives its new path; head, which says to a person what it is, stands before what the
// runtime wrote. Those put aside before the last few are removed.
func (b *Box) Take(head string) (path string, err error) {
	from := filepath.Join(b.dir, crashFile)
	at, _ := b.Crashed()
	raw, err := durable.ReadFile(from)
	if err != nil {
		return "", fmt.Errorf("reading the crash file: %w", err)
	}
	path = filepath.Join(b.dir, strings.Replace(keptFiles, "*", at.Format("20060102-150405"), 1))
	if err := os.WriteFile(path, append([]byte(head), raw...), 0o600); err != nil {
		return "", fmt.Errorf("keeping the crash file: %w", err)
	}
	if err := os.Truncate(from, 0); err != nil {
		return "", fmt.Errorf("emptying the crash file: %w", err)
	}
	kept, err := durable.Match(b.dir, keptFiles)
	slices.Sort(kept)
	for len(kept) > oldCrashes && err == nil {
		err, kept = durable.Remove(kept[0]), kept[1:]
	}
	return path, err
}
