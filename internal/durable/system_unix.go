//go:build !windows

package durable

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// Full reports whether an error says that the disk, or the person's share of it, has no room.
func Full(err error) bool { return errors.Is(err, unix.ENOSPC) || errors.Is(err, unix.EDQUOT) }

// FreeSpace is what an ordinary user may still write on the disk of dir, in bytes.
func FreeSpace(dir string) (uint64, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return uint64(s.Bavail) * uint64(s.Bsize), nil
}

// FlushesMapped says that flushing a file covers what was written into it through memory.
const FlushesMapped = true

// SyncFolder makes names created, renamed or removed in a folder last through a power cut. A file system that cannot do so has done what it can.
func SyncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.ENOTSUP) {
		err = nil
	}
	return errors.Join(err, f.Close())
}

// placeNew puts a file in its place unless something has the name. What a file system cannot do is tried in another way: FAT has no second names, and some
// network drives do not rename so.
func placeNew(from, to string) error {
	err := renameNew(from, to)
	if !cannot(err) {
		return err
	}
	if err = os.Link(from, to); err == nil {
		_ = os.Remove(from) // the file has its name; another one beside it does no harm
		return nil
	}
	if !cannot(err) {
		return err
	}
	return claimed(from, to)
}

// cannot reports whether a file system does not know how to do something.
func cannot(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, unix.EINVAL) || errors.Is(err, unix.EPERM)
}

// Lock takes the lock that a file stands for, or says ErrLocked; the system gives it back when the process ends, however it ends.
func Lock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		_ = f.Close()
		if err == unix.EWOULDBLOCK {
			return nil, ErrLocked
		}
		return nil, err
	}
	return f, nil
}

// Mirrored is the folder that a program keeps elsewhere and here at once: none does so unasked.
func Mirrored(string) string { return "" }

// Blocked reports whether another program (an antivirus) holds a file for a moment.
func Blocked(error) bool { return false }

func lingers(error) bool { return false }

func oldest(error) bool { return false }

// InUse reports whether another program has a file open.
func InUse(err error) bool { return errors.Is(err, unix.EBUSY) || errors.Is(err, unix.ETXTBSY) }

// ReadOnly reports whether the disk takes no writing at all.
func ReadOnly(err error) bool { return errors.Is(err, unix.EROFS) }

// BadName reports whether a name cannot be a file's.
func BadName(err error) bool {
	return errors.Is(err, unix.ENAMETOOLONG) || errors.Is(err, unix.EINVAL)
}
