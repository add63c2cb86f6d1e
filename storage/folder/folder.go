// Package folder is a data folder before and beside the store in it: which schema it is of (FORMAT), what opens it if it is encrypted (lock.key), its
// small files of one frame, what was put aside, and a new folder that is to take its place.
//
// It opens no store, and knows nothing of what lies in rows and journal.
package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/crypt"
	"thidua/storage/found"
	"thidua/storage/frame"
	"thidua/sync/changeset"
)

// Names of what others too look for in a data folder.
const (
	Rows         = "db"      // the database
	Journal      = "journal" // what must not be lost with it
	Backups      = "backups" // those the store makes by itself
	BackupSuffix = ".backup"
	Aside        = "damaged" // what was put aside
)

// Folder is one data folder.
type Folder struct {
	Dir string
	Key *crypt.Key       // of an encrypted one
	Now func() time.Time // names what is put aside; nil: a number only
}

// Path is that of something in the folder.
func (f *Folder) Path(parts ...string) string {
	return filepath.Join(append([]string{f.Dir}, parts...)...)
}

// Read reads a small file of one frame into v; false where there is none. A flipped bit is mended, since the file is written anew soon.
// Errors: Corrupt for what is no such file, and those of the disk.
func (f *Folder) Read(name string, v any) (bool, error) {
	payload, err := readFrame(f.Path(name))
	if payload == nil || err != nil {
		return false, err
	}
	if payload, err = f.Key.For("mark").Open(payload, name); err != nil {
		return false, err
	}
	if err := changeset.Unmarshal(payload, v); err != nil {
		return false, notFramed().Because(err)
	}
	return true, nil
}

// Write writes what Read reads.
func (f *Folder) Write(name string, v any) error {
	payload, err := f.sealed(name, v)
	if err != nil {
		return err
	}
	return writeFrame(f.Path(name), payload)
}

// Refresh is Write for a file that may be older after a power cut, whole as it was.
func (f *Folder) Refresh(name string, v any) error {
	payload, err := f.sealed(name, v)
	if err != nil {
		return err
	}
	return durable.Refresh(f.Path(name), durable.Private, durable.Bytes(frame.Append(nil, payload)))
}

func (f *Folder) sealed(name string, v any) ([]byte, error) {
	payload, err := changeset.Encode(v)
	if err != nil {
		return nil, err
	}
	return f.Key.For("mark").Seal(payload, name)
}

func notFramed() *emulation.Error { return emulation.Errorf(emulation.Corrupt, "storage.heads") }

// readFrame reads a file of one frame; nil where there is none.
func readFrame(path string) ([]byte, error) {
	raw, err := durable.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, found.Disk(err)
	}
	payload, size, ok := frame.Read(raw)
	if !ok && frame.Mend(raw) {
		payload, size, ok = frame.Read(raw)
	}
	if !ok || size != len(raw) {
		return nil, notFramed()
	}
	return payload, nil
}

func writeFrame(path string, payload []byte) error {
	return durable.Replace(path, durable.Private, durable.Bytes(frame.Append(nil, payload)))
}

// PutAside keeps damaged bytes for whoever wants to look at them.
func (f *Folder) PutAside(name string, b []byte) error {
	path, err := f.aside(name)
	if err != nil {
		return err
	}
	return durable.Replace(path, durable.Private, durable.Bytes(b))
}

// MoveAside moves a file or folder to those put aside and says where it is now; "" if it was not there. Of damaged databases, which are large, only
// the newest stays.
func (f *Folder) MoveAside(path string) (string, error) {
	if !durable.Exists(path) {
		return "", nil
	}
	if filepath.Base(path) == Rows {
		old, err := durable.Match(f.Path(Aside), "*-"+Rows)
		if err != nil {
			return "", err
		}
		for _, o := range old {
			if err := durable.RemoveAll(o); err != nil {
				return "", err
			}
		}
	}
	to, err := f.aside(filepath.Base(path))
	if err != nil {
		return "", err
	}
	return to, durable.Rename(path, to)
}

// aside is a name among what was put aside that is not taken.
func (f *Folder) aside(name string) (string, error) {
	if err := durable.MakeFolder(f.Path(Aside)); err != nil {
		return "", err
	}
	stamp := ""
	if f.Now != nil {
		stamp = f.Now().UTC().Format("20060102T150405-")
	}
	for n := 1; ; n++ {
		path := f.Path(Aside, fmt.Sprintf("%s%d-%s", stamp, n, name))
		if !durable.Exists(path) {
			return path, nil
		}
	}
}

// CopyAside takes over, file by file, what was put aside in another folder, and opens and seals what is encrypted whole.
func (f *Folder) CopyAside(from *Folder) error {
	if none, err := durable.Absent(from.Path(Aside)); none || err != nil {
		return err
	}
	return filepath.WalkDir(from.Path(Aside), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(from.Dir, path)
		if err != nil {
			return err
		}
		return f.CopyFile(from, rel)
	})
}

// CopyFile takes over a small file that is encrypted whole, if it is, under the same name; one that does not open, as it lies there.
func (f *Folder) CopyFile(from *Folder, name string) error {
	content, err := durable.ReadFile(from.Path(name))
	if plain, oerr := from.Key.OpenFile(filepath.Base(name), content); err == nil && oerr == nil {
		content = plain
	}
	if err == nil {
		content, err = f.Key.SealFile(filepath.Base(name), content)
	}
	if err == nil {
		err = durable.MakeFolder(filepath.Dir(f.Path(name)))
	}
	if err != nil {
		return err
	}
	return durable.Replace(f.Path(name), durable.Private, durable.Bytes(content))
}
