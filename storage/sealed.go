package storage

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/backup"
	"thidua/storage/crypt"
	"thidua/storage/found"
	"thidua/storage/frame"
	"thidua/sync/changeset"
)

// LockName is the file of an encrypted folder that says what opens it.
const LockName = "lock.key"

// Locked gives the lock of a folder, nil of one in plain or that is not there. Where the file is damaged or missing in an encrypted folder it is
// that of the newest backup that has one; where there is none either, Corrupt "storage.lock-damaged" is the error: the recovery code still opens
// the folder, a passphrase does not.
func Locked(dir string) (*crypt.Lock, error) {
	raw, err := os.ReadFile(filepath.Join(dir, LockName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, found.Disk(err)
	}
	schema, ferr := readFormat(dir)
	if errors.Is(err, fs.ErrNotExist) && (ferr != nil && emulation.KeyOf(ferr) != "storage.format" || schema != encrypted) {
		return nil, ferr
	}
	l, err := crypt.DecodeLock(raw)
	if err == nil {
		return l, nil
	}
	all, berr := (&backups{dir: filepath.Join(dir, backupsDir)}).list()
	for _, b := range all {
		if l, lerr := backup.Lock(b.path); berr == nil && lerr == nil && l != nil {
			return l, nil
		}
	}
	return nil, errors.Join(err, found.Disk(berr))
}

// fits is the lock of a folder if it is that of the key; nil if both are in plain. A new folder gets one.
func fits(dir string, key *crypt.Key) (*crypt.Lock, error) {
	l, err := Locked(dir)
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
	case l == nil && err == nil && durable.Exists(filepath.Join(dir, formatFile)):
		return nil, emulation.Errorf(emulation.Conflict, "storage.in-plain")
	case l == nil:
		return &crypt.Lock{ID: key.ID()}, nil
	case l.ID != key.ID():
		return nil, emulation.Errorf(emulation.Forbidden, "storage.key-other")
	}
	return l, nil
}

// keepLock writes the lock where it is missing or damaged, before anything is written that it opens.
func (o *opening) keepLock() error {
	if o.crypt == nil {
		return nil
	}
	want, err := o.crypt.Encode()
	if err != nil {
		return err
	}
	if have, err := os.ReadFile(o.path(LockName)); err == nil && string(have) == string(want) || o.space.none {
		return nil
	} else if err == nil || o.crypt.Salt == nil && durable.Exists(o.path(formatFile)) {
		o.note(found.Say(Warning, "storage.found-lock-broken"))
	}
	return found.Disk(durable.Replace(o.path(LockName), durable.Private, durable.Bytes(want)))
}

// readFramed reads a small file of one frame into v; false where there is none. A flipped bit is mended, since the file is written anew soon.
// Errors: Corrupt for what is no such file, and those of the disk.
func (db *DB) readFramed(name string, v any) (bool, error) {
	raw, err := os.ReadFile(db.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, found.Disk(err)
	}
	payload, size, ok := frame.Read(raw)
	if !ok && frame.Mend(raw) {
		payload, size, ok = frame.Read(raw)
	}
	if !ok || size != len(raw) {
		return false, emulation.Errorf(emulation.Corrupt, "storage.heads")
	}
	if payload, err = db.opts.Key.For("mark").Open(payload, name); err != nil {
		return false, err
	}
	return true, changeset.Unmarshal(payload, v)
}

// writeFramed writes what readFramed reads.
func (db *DB) writeFramed(name string, v any) error {
	payload, err := changeset.Encode(v)
	if err == nil {
		payload, err = db.opts.Key.For("mark").Seal(payload, name)
	}
	if err != nil {
		return err
	}
	return durable.Replace(db.path(name), durable.Private, durable.Bytes(frame.Append(nil, payload)))
}
