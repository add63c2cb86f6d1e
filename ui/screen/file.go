package screen

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"thidua/emulation"
)

// OpenFile opens a file a person named. Errors: Invalid for a folder, NotFound and Unavailable for what cannot be read.
func OpenFile(path string) (io.ReadCloser, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, emulation.Errorf(emulation.NotFound, "ui.error.file-gone", "name", name).Because(err)
	case err != nil:
		return nil, emulation.Errorf(emulation.Unavailable, "ui.error.file-read", "name", name).Because(err)
	case info.IsDir():
		return nil, emulation.Errorf(emulation.Invalid, "ui.error.file-folder", "name", name)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, emulation.Errorf(emulation.Unavailable, "ui.error.file-read", "name", name).Because(err)
	}
	return f, nil
}

// WithFile does something with a file a person named, by its name and what is in it. Errors: those of OpenFile and of what is done.
func WithFile(path string, do func(name string, r io.Reader) error) error {
	f, err := OpenFile(path)
	if err != nil {
		return err
	}
	return errors.Join(do(filepath.Base(path), f), f.Close())
}

// mostInFolder is how many files of a folder are taken at once.
const mostInFolder = 200

// FilesIn lists the files of a folder that was named, also those of the folders in it, but for hidden ones; of a file it lists itself. Errors: Invalid
// for a folder with none or with more than 200.
func FilesIn(path string) (files []string, err error) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		return []string{path}, nil // opening it says what is wrong
	}
	err = filepath.WalkDir(path, func(at string, e fs.DirEntry, err error) error {
		switch hidden := at != path && strings.HasPrefix(e.Name(), "."); {
		case err != nil:
			return err
		case hidden && e.IsDir():
			return fs.SkipDir
		case !hidden && e.Type().IsRegular():
			files = append(files, at)
		}
		if len(files) > mostInFolder {
			return fs.SkipAll
		}
		return nil
	})
	switch name := filepath.Base(path); {
	case err != nil:
		return nil, emulation.Errorf(emulation.Unavailable, "ui.error.file-read", "name", name).Because(err)
	case len(files) == 0:
		return nil, emulation.Errorf(emulation.Invalid, "ui.error.folder-empty", "name", name)
	case len(files) > mostInFolder:
		return nil, emulation.Errorf(emulation.Invalid, "ui.error.folder-many", "name", name, "most", mostInFolder)
	}
	return files, nil
}
