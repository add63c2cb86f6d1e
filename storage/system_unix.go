//go:build !windows

package storage

import (
	"os"

	"golang.org/x/sys/unix"
)

// errDiskFull is what the system says when there is no room, beside ENOSPC: the person's share of the disk is used up.
var errDiskFull error = unix.EDQUOT

// freeSpace is what an ordinary user may still write on the disk of dir, in bytes.
func freeSpace(dir string) (uint64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return uint64(s.Bavail) * uint64(s.Bsize), nil
}

// syncFolder makes names created, renamed or removed in a folder durable.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

// lockFile takes the lock of a store; the system gives it back when the process ends, however it ends.
func lockFile(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		_ = f.Close()
		if err == unix.EWOULDBLOCK {
			return nil, errLocked
		}
		return nil, err
	}
	return f, nil
}

// blocked reports whether another program (an antivirus) holds a file for a moment.
func blocked(error) bool { return false }
