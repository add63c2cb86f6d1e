package memstore

import (
	"io"
	"path/filepath"
	"sync"

	"thidua/emulation"
)

// Disk is a computer's disk for tests: data folders by name, each a store that is there again when its folder is opened again.
type Disk struct {
	mu      sync.Mutex
	folders map[string]*DB
}

// Open opens the store of a folder, or makes one. One that is open already is the error "storage.in-use".
func (d *Disk) Open(dir string, chance io.Reader) (*DB, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	dir = filepath.Clean(dir)
	db := New(chance)
	if before := d.folders[dir]; before != nil {
		if before.Writable() == nil {
			return nil, emulation.Errorf(emulation.Unavailable, "storage.in-use")
		}
		db.Rows = before.Rows
	}
	if d.folders == nil {
		d.folders = map[string]*DB{}
	}
	d.folders[dir] = db
	return db, nil
}

// Copy copies what stands in a folder now, and in the folders in it, to another place, as a backup of the files would.
func (d *Disk) Copy(from, to string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for dir, db := range d.folders {
		if rest, err := filepath.Rel(from, dir); err == nil && filepath.IsLocal(rest) {
			c := db.Copy(nil)
			c.closed = true
			d.folders[filepath.Join(to, rest)] = c
		}
	}
}
