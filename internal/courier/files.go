package courier

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"thidua/emulation"
	"thidua/sync/bundle"
)

// mostFiles is how many bundles are taken from one folder.
const mostFiles = 1000

// Files lists the files that are meant: those that are named, and of a folder those that end like bundles. Nothing below it is looked at.
func Files(paths []string) ([]string, error) {
	var files []string
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return nil, emulation.Errorf(emulation.NotFound, "bundle.no-file", "file", p).Because(err)
		}
		if !info.IsDir() {
			files = append(files, p)
			continue
		}
		entries, err := os.ReadDir(p)
		if err != nil {
			return nil, emulation.Errorf(emulation.Unavailable, "bundle.unreadable", "file", p).Because(err)
		}
		for _, e := range entries {
			if e.Type().IsRegular() && strings.EqualFold(filepath.Ext(e.Name()), bundle.Extension) && len(files) < mostFiles {
				files = append(files, filepath.Join(p, e.Name()))
			}
		}
	}
	if len(files) == 0 {
		return nil, emulation.Errorf(emulation.NotFound, "bundle.none", "folder", strings.Join(paths, ", "))
	}
	return files, nil
}

// With opens a bundle that stands in a file. Errors: NotFound "bundle.no-file", Unavailable "bundle.unreadable", those of bundle.Open and of do.
func With(path string, do func(*bundle.File) error) error {
	r, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return emulation.Errorf(emulation.NotFound, "bundle.no-file", "file", path)
	}
	if err != nil {
		return emulation.Errorf(emulation.Unavailable, "bundle.unreadable", "file", path).Because(err)
	}
	defer r.Close()
	info, err := r.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return emulation.Errorf(emulation.Invalid, "bundle.not-one").Because(err)
	}
	f, err := bundle.Open(r, info.Size())
	if err != nil {
		return err
	}
	return do(f)
}
