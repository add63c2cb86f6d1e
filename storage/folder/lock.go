package folder

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/backup"
	"thidua/storage/crypt"
	"thidua/storage/found"
)

// LockName is the file of an encrypted folder that says what opens it.
const LockName = "lock.key"

// Locked gives the lock of a folder, nil of one in plain or that is not there. Where the file is damaged or missing in an encrypted folder it is
// that of the newest backup that has one; where there is none either, Corrupt "storage.lock-damaged" is the error: the recovery code still opens
// the folder, a passphrase does not. Conflict "storage.lock-astray" where FORMAT says that the folder is in plain: a lock got there by mistake, and
// under its key all that is there would count as damaged.
func Locked(dir string) (*crypt.Lock, error) {
	raw, err := durable.ReadFile(filepath.Join(dir, LockName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, found.Disk(err)
	}
	schema, ferr := readFormat(dir)
	if errors.Is(err, fs.ErrNotExist) && (ferr != nil && emulation.KeyOf(ferr) != "storage.format" || schema != encrypted) {
		return nil, ferr
	}
	if ferr == nil && schema > 0 && schema != encrypted {
		return nil, emulation.Errorf(emulation.Conflict, "storage.lock-astray", "file", filepath.Join(dir, LockName))
	}
	l, err := crypt.DecodeLock(raw)
	if err == nil {
		return l, nil
	}
	backups, berr := durable.Match(filepath.Join(dir, Backups), "*"+BackupSuffix)
	for _, path := range slices.Backward(backups) { // the newest first: their names begin with the number of the last commit
		if l, lerr := backup.Lock(path); lerr == nil && l != nil {
			return l, nil
		}
	}
	return nil, errors.Join(err, found.Disk(berr))
}

// Hold takes a folder for this process alone, until what it gives is closed. Errors: Unavailable "storage.in-use" where another process has it, those of the disk.
func Hold(dir string) (*os.File, error) {
	lock, err := durable.Lock(filepath.Join(dir, "lock"))
	if errors.Is(err, durable.ErrLocked) {
		return nil, emulation.Errorf(emulation.Unavailable, "storage.in-use").Because(err)
	}
	return lock, found.Disk(err)
}

// Begun reports whether a folder is one already, in plain or encrypted.
func Begun(dir string) (bool, error) {
	for _, name := range []string{formatFile, LockName, Rows, Journal} {
		if none, err := durable.Absent(filepath.Join(dir, name)); !none || err != nil {
			return err == nil, found.Disk(err)
		}
	}
	return false, nil
}

// WriteLock puts a lock into a folder that is to be encrypted; the folder is made where there is none.
func WriteLock(dir string, l *crypt.Lock) error {
	raw, err := l.Encode()
	if err == nil {
		err = durable.MakeFolder(dir)
	}
	if err == nil {
		err = durable.Replace(filepath.Join(dir, LockName), durable.Private, durable.Bytes(raw))
	}
	return found.Disk(err)
}

// Lock is the lock of the folder if it is that of its key; nil if both are in plain. A new folder gets one. Errors: Forbidden "storage.locked" and
// "storage.key-other", Conflict "storage.in-plain", those of Locked.
func (f *Folder) Lock() (*crypt.Lock, error) {
	key := f.Key
	l, err := Locked(f.Dir)
	switch {
	case err != nil && (key == nil || emulation.KeyOf(err) != "storage.lock-damaged"):
		if emulation.CodeOf(err) == emulation.Corrupt && emulation.KeyOf(err) != "storage.lock-damaged" {
			err = nil // of the file FORMAT, which Open tells
		}
		return nil, err
	case l == nil && key == nil:
		return nil, nil
	case key == nil:
		return nil, emulation.Errorf(emulation.Forbidden, "storage.locked")
	case l == nil && err == nil && durable.Exists(f.Path(formatFile)):
		return nil, emulation.Errorf(emulation.Conflict, "storage.in-plain")
	case l == nil && err != nil && f.foreign():
		return nil, emulation.Errorf(emulation.Forbidden, "storage.key-other")
	case l == nil:
		return &crypt.Lock{ID: key.ID()}, nil
	case l.ID != key.ID():
		return nil, emulation.Errorf(emulation.Forbidden, "storage.key-other")
	}
	return l, nil
}

// foreign reports whether what lies sealed in the folder shows that the key is another folder's: with no lock to compare it with, the recovery code
// of any folder would be taken, and all that is here would count as damaged.
func (f *Folder) foreign() bool {
	files, err := os.ReadDir(f.Dir)
	if err != nil {
		return false
	}
	sealed := false
	for _, e := range files {
		if info, err := e.Info(); err != nil || !info.Mode().IsRegular() || info.Size() > smallFile {
			continue
		}
		if payload, err := readFrame(f.Path(e.Name())); err == nil && payload != nil {
			_, err = f.Key.For("mark").Open(payload, e.Name())
			sealed = true
			if err == nil {
				return false
			}
		} else if raw, err := durable.ReadFile(f.Path(e.Name())); err == nil && crypt.Sealed(raw) {
			_, err = f.Key.OpenFile(e.Name(), raw)
			sealed = true
			if err == nil {
				return false
			}
		}
	}
	return sealed
}

// smallFile is more than any file of one frame, and any that is encrypted whole, has.
const smallFile = 4 << 20

// KeepLock writes the lock where it is missing or damaged, before anything is written that it opens, and tells whether one was that should have been
// there.
func (f *Folder) KeepLock(l *crypt.Lock) (mended bool, err error) {
	want, err := l.Encode()
	if err != nil {
		return false, err
	}
	have, err := durable.ReadFile(f.Path(LockName))
	if err == nil && bytes.Equal(have, want) {
		return false, nil
	}
	mended = err == nil || durable.Exists(f.Path(formatFile))
	return mended, WriteLock(f.Dir, l)
}
