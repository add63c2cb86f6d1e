package testdesk

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing/fstest"

	"thidua/internal/desk"
	"thidua/internal/memstore"
	"thidua/storage"
)

// Disk is where the data folders of a test lie. Their stores are maps, unless the test asks for the real disk, or whoever runs the tests
// does: with THIDUA_TEST_STORE=badger all of them are on it.
type Disk struct{ maps *memstore.Disk }

// NewDisk is an empty disk.
func NewDisk(real bool) Disk {
	if real || os.Getenv("THIDUA_TEST_STORE") == "badger" {
		return Disk{}
	}
	return Disk{maps: new(memstore.Disk)}
}

// Real says whether the stores are on the real disk.
func (d Disk) Real() bool { return d.maps == nil }

// Open opens the store of a folder, or makes one.
func (d Disk) Open(dir string, o storage.Options) (desk.Store, error) {
	if d.Real() {
		return storage.Open(dir, o)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil { // the key lies beside the store
		return nil, err
	}
	dir, err := filepath.EvalSymlinks(dir)
	if err == nil {
		dir, err = filepath.Abs(dir)
	}
	if err != nil {
		return nil, err
	}
	return d.maps.Open(dir, o.Rand)
}

// Copy copies a folder, with the stores in it if they are closed or on maps.
func (d Disk) Copy(from, to string) error {
	if err := os.CopyFS(to, os.DirFS(from)); err != nil || d.Real() {
		return err
	}
	from, to, err := resolved(from, to)
	if err == nil {
		d.maps.Copy(from, to)
	}
	return err
}

func resolved(from, to string) (string, string, error) {
	from, err := filepath.EvalSymlinks(from)
	if err != nil {
		return "", "", err
	}
	to, err = filepath.EvalSymlinks(to)
	return from, to, err
}

// Kept is a folder with its stores as it was once; the stores are maps.
type Kept struct {
	stores *memstore.Disk
	files  fstest.MapFS // what lies beside the stores
}

// Keep keeps a folder as it is now.
func (d Disk) Keep(dir string) (*Kept, error) {
	k := &Kept{stores: new(memstore.Disk), files: fstest.MapFS{}}
	dir, err := filepath.EvalSymlinks(dir)
	if err != nil {
		return nil, err
	}
	k.stores.Take(d.maps, dir, "/")
	return k, fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := os.ReadFile(filepath.Join(dir, path))
		k.files[path] = &fstest.MapFile{Data: raw, Mode: 0o600}
		return err
	})
}

// Lay puts what was kept into a folder.
func (d Disk) Lay(k *Kept, to string) error {
	if err := os.CopyFS(to, k.files); err != nil {
		return err
	}
	to, err := filepath.EvalSymlinks(to)
	if err == nil {
		d.maps.Take(k.stores, "/", to)
	}
	return err
}
