package storage

import (
	"errors"
	"io"
	"os"
	"syscall"

	"thidua/emulation"
)

// Writable is nil, or why nothing can be saved now: free space is below the floor (code Full), or the store was closed.
func (db *DB) Writable() error {
	if db.gate.isClosed() {
		return emulation.Errorf(emulation.Unavailable, "storage.closed")
	}
	if db.halted.Load() {
		return emulation.Errorf(emulation.Unavailable, "storage.halted")
	}
	free, err := db.opts.FreeSpace(db.dir)
	if err != nil {
		return unavailable(err)
	}
	if free < db.opts.FloorBytes {
		return fullError(free, db.opts.FloorBytes)
	}
	return nil
}

func fullError(free, floor uint64) *emulation.Error {
	return emulation.Errorf(emulation.Full, "storage.full", "free", free>>20, "floor", (floor+1<<20-1)>>20)
}

// makeRoom is called before Badger is opened, because Badger on a full disk kills the process. Below the floor the reserve file is given
// up; if even then less than half the floor is free, the store is not opened.
func makeRoom(dir, reserve string, o Options) error {
	free, err := o.FreeSpace(dir)
	if err != nil {
		return unavailable(err)
	}
	if free >= o.FloorBytes {
		return nil
	}
	if err := os.Remove(reserve); err == nil {
		if free, err = o.FreeSpace(dir); err != nil {
			return unavailable(err)
		}
	}
	if free < o.FloorBytes/2 {
		return fullError(free, o.FloorBytes)
	}
	return nil
}

// keepReserve fills the reserve file when there is room for it again.
func keepReserve(dir, reserve string, o Options) error {
	if st, err := os.Stat(reserve); err == nil && st.Size() == int64(o.ReserveBytes) {
		return nil
	}
	free, err := o.FreeSpace(dir)
	if err != nil || free < o.FloorBytes+2*o.ReserveBytes {
		return err
	}
	return replaceBy(reserve, func(w io.Writer) error {
		block := make([]byte, 64<<10)
		for left := o.ReserveBytes; left > 0; {
			n := min(left, uint64(len(block)))
			if _, err := w.Write(block[:n]); err != nil {
				return err
			}
			left -= n
		}
		return nil
	})
}

func unavailable(err error) error {
	var e *emulation.Error
	if errors.As(err, &e) {
		return err
	}
	if isFull(err) {
		return emulation.Errorf(emulation.Full, "storage.no-room").Because(err)
	}
	return emulation.Errorf(emulation.Unavailable, "storage.folder").Because(err)
}

func isFull(err error) bool { return errors.Is(err, syscall.ENOSPC) || errors.Is(err, errDiskFull) }
