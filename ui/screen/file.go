package screen

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

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
