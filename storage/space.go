package storage

import (
	"io"
	"os"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/found"
)

// maxCompaction is the most that Badger writes before it removes what it replaces: all tables of level 0 (15, then writes wait) and those of
// level 1, in bytes.
const maxCompaction = 144 << 20

// floor is how much must be free to write: the configured floor, and room for Badger to sort its tables anew, which it does by itself and
// whose lack would kill the process.
func (db *DB) floor() uint64 { return db.opts.FloorBytes + min(db.tables.Load(), maxCompaction) }

// measureTables takes stock of Badger's tables; between two calls what is committed is added.
func (db *DB) measureTables() error {
	tables, err := filepath.Glob(db.path("db", "*.sst"))
	if err != nil {
		return err
	}
	var sum uint64
	for _, path := range tables {
		if st, err := os.Stat(path); err == nil { // it may just have been replaced
			sum += uint64(st.Size())
		}
	}
	db.tables.Store(sum)
	return nil
}

// Writable is nil, or why nothing can be saved now: free space is below the floor (code Full), the store was closed, or a save stopped half
// way (code Unavailable).
func (db *DB) Writable() error {
	if db.gate.isClosed() {
		return emulation.Errorf(emulation.Unavailable, "storage.closed")
	}
	if db.halted.Load() {
		return emulation.Errorf(emulation.Unavailable, "storage.halted")
	}
	free, err := db.opts.FreeSpace(db.dir)
	if err != nil {
		return found.Disk(err)
	}
	if free < db.floor() {
		return fullError(free, db.floor())
	}
	if db.cramped {
		return emulation.Errorf(emulation.Full, "storage.full-reopen")
	}
	return nil
}

func fullError(free, floor uint64) *emulation.Error {
	return emulation.Errorf(emulation.Full, "storage.full", "free", free>>20, "floor", (floor+1<<20-1)>>20)
}

// openingRoom is what opening Badger writes: each of its write-ahead logs becomes a table, and a new log begins, in bytes.
const (
	openingRoom = 2 << 20
	logRoom     = 9 << 20
)

// makeRoom is called before Badger is opened, because Badger on a full disk kills the process. Below the floor the reserve file is given
// up, and the store is opened to read only, without compactions; if there is not even room for that, it is not opened.
func (db *DB) makeRoom() error {
	if err := db.measureTables(); err != nil {
		return found.Disk(err)
	}
	free, err := db.opts.FreeSpace(db.dir)
	if err != nil {
		return found.Disk(err)
	}
	if free >= db.floor() {
		return nil
	}
	if err := os.Remove(db.path("reserve")); err == nil {
		if free, err = db.opts.FreeSpace(db.dir); err != nil {
			return found.Disk(err)
		}
	}
	logs, err := walFiles(db.path("db"))
	if err != nil {
		return found.Disk(err)
	}
	if free < openingRoom+logRoom*uint64(len(logs)) {
		return fullError(free, db.floor())
	}
	db.cramped = free < db.floor()
	return nil
}

// keepReserve fills the reserve file when there is room for it again.
func (db *DB) keepReserve() error {
	want := db.opts.ReserveBytes
	if st, err := os.Stat(db.path("reserve")); err == nil && st.Size() == int64(want) {
		return nil
	}
	free, err := db.opts.FreeSpace(db.dir)
	if err != nil || free < db.floor()+2*want {
		return err
	}
	return durable.Replace(db.path("reserve"), durable.Private, func(w io.Writer) error {
		block := make([]byte, 64<<10)
		for left := want; left > 0; {
			n := min(left, uint64(len(block)))
			if _, err := w.Write(block[:n]); err != nil {
				return err
			}
			left -= n
		}
		return nil
	})
}
