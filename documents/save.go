package documents

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"thidua/emulation"
)

// Save writes a file whole or not at all: beside its place, forced to the disk, then renamed, so that an older file stays until the new one is
// complete. What write returns comes back as it is. Errors: Invalid for a name that is a folder or cannot be one's, NotFound without its folder,
// Forbidden where writing is not allowed, Unavailable while another program holds the file, Full.
func Save(path string, write func(io.Writer) error) error { return save(path, 0o666, write) }

// SavePrivate is Save for a secret (a key, an invitation): from its first byte on, nobody but its owner can read the file.
func SavePrivate(path string, write func(io.Writer) error) error { return save(path, 0o600, write) }

func save(path string, rights fs.FileMode, write func(io.Writer) error) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return emulation.Errorf(emulation.Invalid, "documents.error.is-folder", "file", path)
	}
	dir := filepath.Dir(path)
	if info, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) || (err == nil && !info.IsDir()) {
		return emulation.Errorf(emulation.NotFound, "documents.error.no-folder", "folder", dir)
	}
	part, err := openPart(dir, rights)
	if err != nil {
		return saveError(path, err, false)
	}
	defer os.Remove(part.Name()) // no longer there after the rename
	sink := &sink{to: part}
	buffered := bufio.NewWriterSize(sink, 1<<18)
	err = write(buffered)
	if err == nil {
		err = buffered.Flush()
	}
	if err == nil {
		err = part.Sync()
		sink.failed = err
	}
	if closeErr := part.Close(); err == nil {
		err, sink.failed = closeErr, closeErr
	}
	if sink.failed != nil {
		return saveError(path, sink.failed, false)
	}
	if err != nil {
		return err
	}
	if err := os.Rename(part.Name(), path); err != nil {
		return saveError(path, err, true)
	}
	syncFolder(dir)
	return nil
}

// sink remembers the disk's own error, to tell it from one of the writer.
type sink struct {
	to     io.Writer
	failed error
}

func (s *sink) Write(b []byte) (int, error) {
	n, err := s.to.Write(b)
	if err != nil {
		s.failed = err
	}
	return n, err
}

// openPart makes the unfinished file: a short name, so that a long one of the user still fits.
func openPart(dir string, rights fs.FileMode) (*os.File, error) {
	for n := 0; ; n++ {
		name := filepath.Join(dir, fmt.Sprintf(".thidua-%d-%d.part", os.Getpid(), n))
		f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, rights)
		if !errors.Is(err, fs.ErrExist) {
			return f, err
		}
	}
}

// saveError turns the system's error into a sentence; replacing says that only the last step failed, with the old file in the way.
func saveError(path string, err error, replacing bool) error {
	dir := filepath.Dir(path)
	var e *emulation.Error
	switch {
	case diskFull(err):
		e = emulation.Errorf(emulation.Full, "documents.error.disk-full", "folder", dir)
	case inUse(err), replacing && errors.Is(err, fs.ErrPermission):
		e = emulation.Errorf(emulation.Unavailable, "documents.error.in-use", "file", path)
	case errors.Is(err, fs.ErrPermission), readOnly(err):
		e = emulation.Errorf(emulation.Forbidden, "documents.error.no-right", "folder", dir)
	case badName(err):
		e = emulation.Errorf(emulation.Invalid, "documents.error.name-too-long", "file", path)
	default:
		e = emulation.Errorf(emulation.Unavailable, "documents.error.save", "file", path, "detail", err.Error())
	}
	return e.Because(err)
}
