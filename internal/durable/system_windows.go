package durable

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sys/windows"
)

// Full reports whether an error says that the disk, or the person's share of it, has no room.
func Full(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL) || errors.Is(err, syscall.ENOSPC)
}

// FreeSpace is what this user may still write on the disk of dir, in bytes.
func FreeSpace(dir string) (uint64, error) {
	p, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, err
	}
	var free, total, totalFree uint64
	err = windows.GetDiskFreeSpaceEx(p, &free, &total, &totalFree)
	return free, err
}

// FlushesMapped is false: what was written through memory is flushed by whoever mapped it.
const FlushesMapped = false

// SyncFolder does nothing: NTFS journals names itself and folders cannot be flushed.
func SyncFolder(string) error { return nil }

// placeNew puts a file in its place unless something has the name.
func placeNew(from, to string) error {
	old, err := windows.UTF16PtrFromString(from)
	if err != nil {
		return err
	}
	name, err := windows.UTF16PtrFromString(to)
	if err != nil {
		return err
	}
	if err := windows.MoveFileEx(old, name, windows.MOVEFILE_WRITE_THROUGH); err != nil {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
	}
	return nil
}

// Lock takes the lock that a file stands for, or says ErrLocked; the system gives it back when the process ends, however it ends.
func Lock(path string) (*os.File, error) {
	f, err := Open(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	flags := uint32(windows.LOCKFILE_EXCLUSIVE_LOCK | windows.LOCKFILE_FAIL_IMMEDIATELY)
	if err := windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, new(windows.Overlapped)); err != nil {
		_ = f.Close()
		if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
			return nil, ErrLocked
		}
		return nil, err
	}
	return f, nil
}

// cloud are the marks of what a program keeps elsewhere and here at once (FILE_ATTRIBUTE_RECALL_ON_OPEN, _PINNED, _UNPINNED, _RECALL_ON_DATA_ACCESS).
const cloud = 0x40000 | 0x80000 | 0x100000 | 0x400000

// Mirrored is the folder, dir or one above it, that OneDrive or its like keeps elsewhere and here at once, "" where there is none: such a program takes files away,
// gives them back and puts older ones in their place, also while they are open.
func Mirrored(dir string) string {
	full, err := filepath.Abs(dir)
	if err != nil {
		return ""
	}
	full = strings.TrimPrefix(full, `\\?\`)
	roots := []string{os.Getenv("OneDrive"), os.Getenv("OneDriveConsumer"), os.Getenv("OneDriveCommercial")}
	for at := full; ; at = filepath.Dir(at) {
		for _, root := range roots {
			if root != "" && strings.EqualFold(at, filepath.Clean(root)) {
				return at
			}
		}
		if name, err := windows.UTF16PtrFromString(at); err == nil {
			if marks, err := windows.GetFileAttributes(name); err == nil && marks&cloud != 0 {
				return at
			}
		}
		if at == filepath.Dir(at) {
			return ""
		}
	}
}

// Blocked reports whether another program (an antivirus) holds a file for a moment.
func Blocked(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_ACCESS_DENIED) ||
		errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}

// lingers reports whether something is held, or is in a folder only until whoever holds it lets it go.
func lingers(err error) bool { return Blocked(err) || errors.Is(err, windows.ERROR_DIR_NOT_EMPTY) }

// oldest reports whether a disk does not know the way in which something was to be deleted.
func oldest(err error) bool {
	return errors.Is(err, windows.ERROR_INVALID_FUNCTION) || errors.Is(err, windows.ERROR_NOT_SUPPORTED)
}

// InUse reports whether another program has a file open.
func InUse(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}

// ReadOnly reports whether the disk takes no writing at all.
func ReadOnly(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }

// BadName reports whether a name cannot be a file's.
func BadName(err error) bool {
	return errors.Is(err, windows.ERROR_INVALID_NAME) || errors.Is(err, windows.ERROR_FILENAME_EXCED_RANGE)
}
