package storage

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// openFile opens or creates a plain file for reading and writing.
func openFile(path string) (JournalFile, error) {
	return os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
}

// replaceFile writes a file so that a crash leaves the old or the new one, whole: temporary file, fsync, rename, fsync of the folder.
func replaceFile(path string, content []byte) error {
	return replaceBy(path, func(w io.Writer) error {
		_, err := w.Write(content)
		return err
	})
}

func replaceBy(path string, write func(io.Writer) error) error {
	tmp := path + ".new"
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err != nil {
		_ = os.Remove(tmp) // best effort: the next attempt truncates it anyway
		return fmt.Errorf("writing %s: %w", filepath.Base(path), err)
	}
	return syncFolder(filepath.Dir(path))
}

// makeFolder creates a folder and makes its name durable.
func makeFolder(path string) error {
	if _, err := os.Stat(path); err == nil {
		return nil
	}
	if err := os.MkdirAll(path, 0o700); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// cutFile shortens a file and makes that durable.
func cutFile(path string, size int64) error {
	if err := os.Truncate(path, size); err != nil {
		return err
	}
	return syncFile(path)
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
