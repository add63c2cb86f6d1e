// Package durable writes files and folders so that a crash or a power cut leaves the old or the new one, whole, and holds what differs between
// systems about it: locks, free space, what an error of the disk means.
//
// It knows nothing of what stands in the files and says nothing to a person: its errors are the system's, and callers make sentences of them.
package durable

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Rights of files: what everybody may read within the person's umask, and what only its owner may.
const (
	Shared  fs.FileMode = 0o666
	Private fs.FileMode = 0o600
)

// Error is what the disk said while a file was written; an error of the writer's own comes back as it is.
type Error struct {
	Replacing bool // only the last step failed, with the old file in the way
	Err       error
}

// Error is the system's sentence.
func (e *Error) Error() string { return e.Err.Error() }

// Unwrap gives the system's error.
func (e *Error) Unwrap() error { return e.Err }

// Bytes writes b: the writer of a file whose content is at hand.
func Bytes(b []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	}
}

// From writes what r gives: the writer of a file whose content is somewhere else.
func From(r io.Reader) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.Copy(w, r)
		return err
	}
}

// Replace writes a file whole or not at all: beside its place, flushed to the disk, then renamed over what is there, and the folder flushed.
// From its first byte on nobody can read it whom rights exclude.
func Replace(path string, rights fs.FileMode, write func(io.Writer) error) error {
	if err := put(path, rights, flushed(write), rename); err != nil {
		return err
	}
	return lasting(path)
}

// Refresh is Replace without the flush of the folder: after a power cut the file that was there before may stand, as whole as the new one.
func Refresh(path string, rights fs.FileMode, write func(io.Writer) error) error {
	return put(path, rights, flushed(write), rename)
}

// Take makes, or replaces, a file of so many bytes that nobody reads: it keeps room on the disk. A power cut may undo it.
func Take(path string, rights fs.FileMode, size int64) error {
	return put(path, rights, func(s *sink) error {
		s.failed = allocate(s.to, size)
		return s.failed
	}, rename)
}

// Create is Replace for a file that must not be there yet: fs.ErrExist if it is. Of those who create one file at once, one does; until its file is whole
// and on the disk, nothing has the name.
func Create(path string, rights fs.FileMode, write func(io.Writer) error) error {
	if Exists(path) { // before anything is written
		return &Error{Err: &fs.PathError{Op: "create", Path: path, Err: fs.ErrExist}}
	}
	if err := put(path, rights, flushed(write), func(from, to string) error {
		return patiently(Blocked, func() error { return placeNew(from, to) })
	}); err != nil {
		return err
	}
	return lasting(path)
}

// claimed puts a file in its place where the system cannot do so without replacing another (some network drives): the name is taken with an empty file first,
// which a power cut just then leaves.
func claimed(from, to string) error {
	taken, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, Private)
	if err != nil {
		return err
	}
	if err = errors.Join(taken.Close(), os.Rename(from, to)); err != nil {
		_ = os.Remove(to) // an empty file is nobody's
	}
	return err
}

// lasting makes the name of a file that was put in its place last.
func lasting(path string) error {
	if err := SyncFolder(filepath.Dir(path)); err != nil {
		return &Error{Err: err}
	}
	return nil
}

func put(path string, rights fs.FileMode, write func(*sink) error, place func(from, to string) error) error {
	part, err := openPart(filepath.Dir(path), rights)
	if err != nil {
		return &Error{Err: err}
	}
	name := part.Name()
	placed := false
	defer func() {
		if !placed { // else the name is free, and may be another's by now
			_ = Remove(name)
		}
	}()
	sink := &sink{to: part}
	err = write(sink)
	if closeErr := part.Close(); err == nil {
		err, sink.failed = closeErr, closeErr
	}
	if sink.failed != nil {
		return &Error{Err: sink.failed}
	}
	if err != nil {
		return err
	}
	if err := place(name, path); err != nil {
		return &Error{Replacing: true, Err: err}
	}
	placed = true
	return nil
}

// flushed writes through a buffer, and then to the disk.
func flushed(write func(io.Writer) error) func(*sink) error {
	return func(s *sink) error {
		b := bufio.NewWriterSize(s, 64<<10)
		if err := write(b); err != nil {
			return err
		}
		if err := b.Flush(); err != nil {
			return err
		}
		s.failed = s.to.Sync()
		return s.failed
	}
}

// zeros fills a file by writing, where the system cannot set its room apart.
func zeros(f *os.File, size int64) error {
	block := make([]byte, 64<<10)
	for left := size; left > 0; {
		n := min(left, int64(len(block)))
		if _, err := f.Write(block[:n]); err != nil {
			return err
		}
		left -= n
	}
	return nil
}

// sink remembers the disk's own error, to tell it from one of the writer.
type sink struct {
	to     *os.File
	failed error
}

func (s *sink) Write(b []byte) (int, error) {
	n, err := s.to.Write(b)
	if err != nil {
		s.failed = err
	}
	return n, err
}

// unfinished is what a file is called until it is whole: a short name, so that a long one of the person's still fits.
const unfinished = ".thidua-*.part"

func openPart(dir string, rights fs.FileMode) (*os.File, error) {
	for n := 0; ; n++ {
		name := filepath.Join(dir, fmt.Sprintf(".thidua-%d-%d.part", os.Getpid(), n))
		f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, rights)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// Sweep removes what a stop in the middle of Replace left in a folder in which nobody else is writing.
func Sweep(dir string) error {
	left, err := Match(dir, unfinished)
	if err != nil {
		return err
	}
	for _, path := range left {
		if err := Remove(path); err != nil {
			return err
		}
	}
	return nil
}

// Match lists, in order, what lies below a folder under names that match a pattern of path.Match, one for each level; the folder's own name is no pattern: people
// call one "Thi đua [2025]", and Windows \\?\D:\Thi đua. No folder: none. One that cannot be read is the system's error.
func Match(dir, pattern string) (names []string, err error) {
	here, below, deeper := strings.Cut(pattern, "/")
	list, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range list {
		fits, bad := path.Match(here, e.Name())
		switch name := filepath.Join(dir, e.Name()); {
		case bad != nil:
			return nil, bad
		case fits && !deeper:
			names = append(names, name)
		case fits && e.IsDir():
			in, bad := Match(name, below)
			names, err = append(names, in...), errors.Join(err, bad)
		}
	}
	return names, err
}

// Exists reports whether anything has this name.
func Exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// Absent reports whether nothing has this name. Where the system cannot say, it is the system's error: what is only unreadable is not removed.
func Absent(path string) (bool, error) {
	_, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	return false, err
}

// MakeFolder creates a folder that only its owner can read, with those above it, and makes its name last.
func MakeFolder(path string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(path))
}

// Rename gives a file or folder another name and makes that last.
func Rename(from, to string) error {
	if err := rename(from, to); err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(to))
}

// SyncFile flushes a file to the disk.
func SyncFile(path string) error {
	f, err := Open(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// ErrLocked says that another process holds a lock.
var ErrLocked = errors.New("locked by another process")
