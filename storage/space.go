package storage

import (
	"os"
	"path/filepath"
	"sync/atomic"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/folder"
	"thidua/storage/found"
	"thidua/storage/kv"
)

// space watches the room on the disk of a data folder.
type space struct {
	dir     string
	least   uint64 // kept free beside what the database needs to sort its tables
	reserve uint64
	free    func(dir string) (uint64, error)
	tables  atomic.Uint64 // bytes of the database's tables and of what was committed since they were measured
	cramped bool          // opened with too little room: to read only, until the next start
	none    bool          // and with too little to open the rows where they are
}

func newSpace(dir string, o Options) *space {
	return &space{dir: dir, least: o.FloorBytes, reserve: o.ReserveBytes, free: o.FreeSpace}
}

// maxCompaction is the most that the database writes before it removes what it replaces: all tables of level 0 (15, then writes wait) and
// those of level 1, in bytes.
const maxCompaction = 144 << 20

// floor is how much must be free to write: the configured floor, and room for the database to sort its tables anew, which it does by itself
// and whose lack would kill the process.
func (s *space) floor() uint64 { return s.least + min(s.tables.Load(), maxCompaction) }

// measure takes stock of the tables; between two calls what is committed is added.
func (s *space) measure() error {
	size, err := kv.TablesSize(filepath.Join(s.dir, folder.Rows))
	s.tables.Store(size)
	return err
}

// check is nil, or says that there is no room to write.
func (s *space) check() error {
	free, err := s.free(s.dir)
	if err != nil {
		return found.Disk(err)
	}
	if free < s.floor() {
		return fullError(free, s.floor())
	}
	if s.cramped {
		return emulation.Errorf(emulation.Full, "storage.full-reopen")
	}
	return nil
}

// checkFor is nil if there is room for so many bytes more.
func (s *space) checkFor(bytes uint64) error {
	free, err := s.free(s.dir)
	if err == nil && free < s.floor()+bytes {
		return fullError(free, s.floor()+bytes)
	}
	return found.Disk(err)
}

func fullError(free, floor uint64) *emulation.Error {
	return emulation.Errorf(emulation.Full, "storage.full", "free", free>>20, "floor", (floor+1<<20-1)>>20)
}

// makeRoom is called before the database is opened, because on a full disk it kills the process. Below the floor the reserve file is given
// up, and the store is opened to read only, without compactions; if there is not even room for that, in a copy on another disk (borrow.go).
func (s *space) makeRoom() error {
	if err := s.measure(); err != nil {
		return found.Disk(err)
	}
	free, err := s.free(s.dir)
	if err != nil {
		return found.Disk(err)
	}
	if free >= s.floor() {
		return nil
	}
	if err := durable.Remove(s.reserveFile()); err == nil {
		if free, err = s.free(s.dir); err != nil {
			return found.Disk(err)
		}
	}
	need, err := kv.Room(filepath.Join(s.dir, folder.Rows))
	if err != nil {
		return found.Disk(err)
	}
	s.none = free < need
	s.cramped = s.none || free < s.floor() // what is saved into a copy is thrown away with it
	return nil
}

func (s *space) reserveFile() string { return filepath.Join(s.dir, "reserve") }

// keepReserve fills the reserve file when there is room for it again.
func (s *space) keepReserve() error {
	if st, err := os.Stat(s.reserveFile()); err == nil && st.Size() == int64(s.reserve) {
		return nil
	}
	free, err := s.free(s.dir)
	if err != nil || free < s.floor()+2*s.reserve {
		return err
	}
	return durable.Take(s.reserveFile(), durable.Private, int64(s.reserve))
}
