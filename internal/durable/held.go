package durable

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// What another program holds for a moment, an antivirus that looks at a new file or an indexer, is tried again, at first after ten milliseconds, in sum for two
// and a half seconds. Elsewhere than on Windows nobody can hold a file against others.
const heldTries = 8

// patiently tries again what failed because something is held.
func patiently(held func(error) bool, try func() error) error {
	for n := 0; ; n++ {
		err := try()
		if err == nil || n == heldTries || !held(err) {
			return err
		}
		time.Sleep(10 * time.Millisecond << n)
	}
}

// rename is os.Rename.
func rename(from, to string) error {
	return patiently(Blocked, func() error { return os.Rename(from, to) })
}

// Remove is os.Remove, patient with what is held.
func Remove(path string) error {
	return patiently(Blocked, func() error { return os.Remove(path) })
}

// RemoveAll is os.RemoveAll, patient with what is held, also on a disk that deletes only in the oldest way Windows knows, as some sticks and shares do.
func RemoveAll(path string) error {
	err := patiently(lingers, func() error { return os.RemoveAll(path) })
	if err == nil || !oldest(err) {
		return err
	}
	var all []string
	if err := filepath.WalkDir(path, func(p string, _ fs.DirEntry, err error) error { all = append(all, p); return err }); err != nil {
		return err
	}
	for _, p := range slices.Backward(all) { // what is in a folder before the folder
		if err := patiently(lingers, func() error { return os.Remove(p) }); err != nil {
			return err
		}
	}
	return nil
}

// ReadFile is os.ReadFile, patient with what is held.
func ReadFile(path string) (content []byte, err error) {
	err = patiently(InUse, func() (err error) { content, err = os.ReadFile(path); return err })
	return content, err
}

// Open is os.OpenFile, patient with what is held.
func Open(path string, flags int, rights fs.FileMode) (f *os.File, err error) {
	err = patiently(InUse, func() (err error) { f, err = os.OpenFile(path, flags, rights); return err })
	return f, err
}
