package folder

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/found"
	"thidua/sync/changeset"
)

// A folder that is made anew as a whole (encrypted, or in plain again) is built beside what is in use, in its folder "next". Once that is whole and
// proved it gets the file READY; from then on whoever comes first puts its parts in their places, and until then it is thrown away. So a stop at
// any moment leaves the old folder whole, or the new one.
//
// Of a new version of the program the old parts are kept, in the folder "before": its TakeBack puts them back. That is the same in the other direction.
const (
	nextDir   = "next"
	nextList  = "READY"
	nextKeeps = "KEEPS" // stands in a new folder that takes nothing away
	beforeDir = "before"
)

// Next is where the folder is built that is to take the place of what is in this one.
func Next(dir string) string { return filepath.Join(dir, nextDir) }

// Before is where parts stand that a new version of the program took the place of.
func Before(dir string) string { return filepath.Join(dir, beforeDir) }

// piece is a file or folder that is put in its place, or, where the new folder has none, only removed.
type piece struct {
	_    struct{} `cbor:",toarray"`
	Name string   // with slashes
	New  bool
}

// Ready says that Next is whole: it takes the place of everything in the folder that has one of these names, each a file or folder, with slashes.
// Nothing may be saved there any more. Errors: Corrupt "storage.damaged" where one that must be in Next is not, those of the disk.
func Ready(dir string, names []string, must ...string) (err error) {
	defer found.Doing("finishing the new folder", &err)
	return list(Next(dir), names, must)
}

// ReadyBeside is Ready where what was there is kept in Before, for TakeBack; what was kept there before goes.
func ReadyBeside(dir string, names []string, must ...string) (err error) {
	defer found.Doing("finishing the new folder", &err)
	if err := removeAll(Before(dir)); err != nil {
		return found.Disk(err)
	}
	if err := durable.MakeFolder(Before(dir)); err != nil {
		return found.Disk(err)
	}
	if err := durable.Replace(filepath.Join(Next(dir), nextKeeps), durable.Private, durable.Bytes(nil)); err != nil {
		return found.Disk(err)
	}
	return list(Next(dir), names, must)
}

// TakeBack puts what is kept in Before back in its place, for whoever holds the folder's lock: each of the names, or nothing where there was none. What took its
// place goes. NotFound "storage.none-before" where nothing is kept, Corrupt "storage.damaged" where not all is that must be.
func TakeBack(dir string, names []string, must ...string) (err error) {
	defer found.Doing("taking the old folder back", &err)
	if _, err := SettleLocked(dir); err != nil { // of a switch that was stopped
		return found.Disk(err)
	}
	if none, err := durable.Absent(Before(dir)); none || err != nil {
		if err == nil {
			err = emulation.Errorf(emulation.NotFound, "storage.none-before")
		}
		return found.Disk(err)
	}
	if err := removeAll(Next(dir)); err != nil {
		return found.Disk(err)
	}
	if err := list(Before(dir), names, must); err != nil {
		return err
	}
	if err := rename(Before(dir), Next(dir)); err != nil { // whole with its list, and from now on what is finished
		return found.Disk(err)
	}
	_, err = SettleLocked(dir)
	return found.Disk(err)
}

// list writes which parts a new folder has and what they take the place of.
func list(next string, names, must []string) error {
	if durable.Exists(filepath.Join(next, LockName)) { // while some are in plain and some are not, programs that know nothing of it stay away
		names = append([]string{formatFile, LockName}, names...)
	} else {
		names = append(slices.Clone(names), LockName, formatFile)
	}
	pieces := make([]piece, len(names))
	for i, n := range names {
		none, err := durable.Absent(filepath.Join(next, filepath.FromSlash(n)))
		if err != nil {
			return found.Disk(err)
		}
		if none && slices.Contains(must, n) {
			return emulation.Errorf(emulation.Corrupt, "storage.damaged").Because(fmt.Errorf("the new folder has no %s", n))
		}
		pieces[i] = piece{Name: n, New: !none}
	}
	payload, err := changeset.Encode(pieces)
	if err != nil {
		return err
	}
	if err := durable.SyncFolder(next); err != nil {
		return found.Disk(err)
	}
	return found.Disk(writeFrame(filepath.Join(next, nextList), payload))
}

// Settle puts a new folder that is Ready in its place. It is called before anything of a folder is read. Errors: Unavailable where the folder is in
// use, and those of the disk; then it goes on the next time.
func Settle(dir string) (err error) {
	if none, err := durable.Absent(filepath.Join(Next(dir), nextList)); none || err != nil {
		return found.Disk(err)
	}
	defer found.Doing("going over to the new folder", &err)
	lock, err := Hold(dir)
	if err != nil {
		return err
	}
	_, err = SettleLocked(dir)
	return errors.Join(found.Disk(err), lock.Close())
}

// SettleLocked is Settle for whoever holds the folder's lock; false if there was nothing to do. What was being built and is not whole is removed.
func SettleLocked(dir string) (bool, error) {
	payload, err := readFrame(filepath.Join(Next(dir), nextList))
	if payload == nil && err == nil {
		return false, durable.RemoveAll(Next(dir))
	}
	var list []piece
	if emulation.CodeOf(err) == emulation.Corrupt || err == nil && changeset.Unmarshal(payload, &list) != nil {
		// parts of both may be in their places: a person decides
		return false, emulation.Errorf(emulation.Corrupt, "storage.next-damaged", "folder", Next(dir))
	}
	if err != nil {
		return false, err
	}
	keeps := durable.Exists(filepath.Join(Next(dir), nextKeeps))
	for _, p := range list {
		from, to := filepath.Join(Next(dir), filepath.FromSlash(p.Name)), filepath.Join(dir, filepath.FromSlash(p.Name))
		none, err := durable.Absent(from)
		if err != nil {
			return false, err
		}
		if p.New && none {
			continue // in its place already
		}
		if err := putAway(dir, to, p.Name, keeps); err != nil {
			return false, err
		}
		if !none {
			err = rename(from, to)
		} else if durable.Exists(filepath.Dir(to)) {
			err = durable.SyncFolder(filepath.Dir(to))
		}
		if err != nil {
			return false, err
		}
	}
	if err := errors.Join(removeAll(filepath.Join(Next(dir), nextList)), durable.SyncFolder(Next(dir))); err != nil {
		return false, err
	}
	return true, removeAll(Next(dir))
}

// putAway removes what stands in a place, or keeps it. What is kept already stays: this is gone through again after a stop.
func putAway(dir, path, name string, keeps bool) error {
	kept := filepath.Join(Before(dir), filepath.FromSlash(name))
	if !keeps || durable.Exists(kept) {
		return removeAll(path)
	}
	if none, err := durable.Absent(path); none || err != nil {
		return err
	}
	if err := durable.MakeFolder(filepath.Dir(kept)); err != nil {
		return err
	}
	return rename(path, kept)
}

// step is asked before each of these changes of a folder: a test ends there as a power cut would.
var step = func() error { return nil }

func rename(from, to string) error {
	if err := step(); err != nil {
		return err
	}
	return durable.Rename(from, to)
}

func removeAll(path string) error {
	if err := step(); err != nil {
		return err
	}
	return durable.RemoveAll(path)
}
