package documents

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"thidua/emulation"
	"thidua/internal/durable"
)

// mostBeside is how many files of one name stand in a folder at most.
const mostBeside = 999

// SaveBeside is Save that never replaces a file: somebody may have gone on writing in it, or have signed it. Where one of the name stands already it is left
// alone if it holds just these bytes (there is true then), and is passed over for the next number behind the name ("bao-cao-2.docx") if it does not. A
// name is taken by a whole file that is on the disk, in one step, so that two who save at once do not meet, and a crash leaves nothing under it. Errors: as Save; Invalid "documents.error.many-beside" where
// there are too many of the name.
func SaveBeside(path string, content []byte) (saved string, there bool, err error) {
	ending := filepath.Ext(path)
	saved = path
	for n := 2; n < mostBeside+2; n++ {
		err := durable.Create(saved, durable.Shared, durable.Bytes(content))
		if err == nil {
			return saved, false, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return "", false, refused(saved, err)
		}
		if holds(saved, content) {
			return saved, true, nil
		}
		saved = strings.TrimSuffix(path, ending) + "-" + strconv.Itoa(n) + ending
	}
	return "", false, emulation.Errorf(emulation.Invalid, "documents.error.many-beside", "file", filepath.Base(path), "folder", filepath.Dir(path))
}

// refused is why a file cannot be made: what Save would say.
func refused(path string, err error) error {
	if noFolder(filepath.Dir(path)) {
		return emulation.Errorf(emulation.NotFound, "documents.error.no-folder", "folder", filepath.Dir(path))
	}
	return saveError(path, err, false)
}

// holds says whether a file is these bytes; one that cannot be read is taken for another.
func holds(path string, content []byte) bool {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() || info.Size() != int64(len(content)) {
		return false
	}
	now, err := os.ReadFile(path)
	return err == nil && bytes.Equal(now, content)
}
