package testdesk

import (
	"os"
	"path/filepath"

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
	if err != nil {
		return nil, err
	}
	return d.maps.Open(dir, o.Rand)
}

// Copy copies a folder, with its store if that is closed or on maps.
func (d Disk) Copy(from, to string) error {
	if !d.Real() {
		d.maps.Copy(from, to)
	}
	return os.CopyFS(to, os.DirFS(from))
}
