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
func (d *Disk) Copy(from, to string) { d.Take(d, from, to) }

// Take is Copy from another disk.
func (d *Disk) Take(other *Disk, from, to string) {
	copies := other.copies(from)
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.folders == nil {
		d.folders = map[string]*DB{}
	}
	for dir, db := range copies {
		d.folders[filepath.Join(to, dir)] = db
	}
}

// copies are the stores of a folder and of those in it, closed, by their place in it.
func (d *Disk) copies(from string) map[string]*DB {
	d.mu.Lock()
	defer d.mu.Unlock()
	copies := map[string]*DB{}
	for dir, db := range d.folders {
		if rest, err := filepath.Rel(from, dir); err == nil && filepath.IsLocal(rest) {
			c := db.Copy(nil)
			c.closed = true
			copies[rest] = c
		}
	}
	return copies
}
