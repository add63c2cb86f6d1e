package documents

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/durable"
)

// Save writes a file whole or not at all: beside its place, forced to the disk, then renamed, so that an older file stays until the new one is
// complete. What write returns comes back as it is. Errors: Invalid for a name that is a folder or cannot be one's, NotFound without its folder,
// Forbidden where writing is not allowed, Unavailable while another program holds the file, Full.
func Save(path string, write func(io.Writer) error) error { return save(path, durable.Shared, write) }

// SavePrivate is Save for a secret (a key, an invitation): from its first byte on, nobody but its owner can read the file.
func SavePrivate(path string, write func(io.Writer) error) error {
	return save(path, durable.Private, write)
}

func save(path string, rights fs.FileMode, write func(io.Writer) error) error {
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return emulation.Errorf(emulation.Invalid, "documents.error.is-folder", "file", path)
	}
	dir := filepath.Dir(path)
	if noFolder(dir) {
		return emulation.Errorf(emulation.NotFound, "documents.error.no-folder", "folder", dir)
	}
	err := durable.Replace(path, rights, write)
	var disk *durable.Error
	if errors.As(err, &disk) {
		return saveError(path, disk.Err, disk.Replacing)
	}
	return err
}

func noFolder(dir string) bool {
	info, err := os.Stat(dir)
	return errors.Is(err, fs.ErrNotExist) || (err == nil && !info.IsDir())
}

// saveError turns the system's error into a sentence; replacing says that only the last step failed, with the old file in the way.
func saveError(path string, err error, replacing bool) error {
	dir := filepath.Dir(path)
	var e *emulation.Error
	switch {
	case durable.Full(err):
		e = emulation.Errorf(emulation.Full, "documents.error.disk-full", "folder", dir)
	case durable.InUse(err), replacing && errors.Is(err, fs.ErrPermission):
		e = emulation.Errorf(emulation.Unavailable, "documents.error.in-use", "file", path)
	case errors.Is(err, fs.ErrPermission), durable.ReadOnly(err):
		e = emulation.Errorf(emulation.Forbidden, "documents.error.no-right", "folder", dir)
	case durable.BadName(err):
		e = emulation.Errorf(emulation.Invalid, "documents.error.name-too-long", "file", path)
	default:
		e = emulation.Errorf(emulation.Unavailable, "documents.error.save", "file", path, "detail", err.Error())
	}
	return e.Because(err)
}
