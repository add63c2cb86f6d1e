package folder

import (
	"errors"
	"fmt"
	"os"
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
const (
	nextDir  = "next"
	nextList = "READY"
)

// Next is where the folder is built that is to take the place of what is in this one.
func Next(dir string) string { return filepath.Join(dir, nextDir) }

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
	if durable.Exists(filepath.Join(Next(dir), LockName)) { // while some are in plain and some are not, programs that know nothing of it stay away
		names = append([]string{formatFile, LockName}, names...)
	} else {
		names = append(slices.Clone(names), LockName, formatFile)
	}
	list := make([]piece, len(names))
	for i, n := range names {
		none, err := durable.Absent(filepath.Join(Next(dir), filepath.FromSlash(n)))
		if err != nil {
			return found.Disk(err)
		}
		if none && slices.Contains(must, n) {
			return emulation.Errorf(emulation.Corrupt, "storage.damaged").Because(fmt.Errorf("the new folder has no %s", n))
		}
		list[i] = piece{Name: n, New: !none}
	}
	payload, err := changeset.Encode(list)
	if err != nil {
		return err
	}
	if err := durable.SyncFolder(Next(dir)); err != nil {
		return found.Disk(err)
	}
	return found.Disk(writeFrame(filepath.Join(Next(dir), nextList), payload))
}

// Settle puts a new folder that is Ready in its place. It is called before anything of a folder is read. Errors: Unavailable where the folder is in
// use, and those of the disk; then it goes on the next time.
func Settle(dir string) (err error) {
	if none, err := durable.Absent(filepath.Join(Next(dir), nextList)); none || err != nil {
		return found.Disk(err)
	}
	defer found.Doing("going over to the new folder", &err)
	lock, err := durable.Lock(filepath.Join(dir, "lock"))
	if errors.Is(err, durable.ErrLocked) {
		return emulation.Errorf(emulation.Unavailable, "storage.in-use").Because(err)
	}
	if err != nil {
		return found.Disk(err)
	}
	_, err = SettleLocked(dir)
	return errors.Join(found.Disk(err), lock.Close())
}

// SettleLocked is Settle for whoever holds the folder's lock; false if there was nothing to do. What was being built and is not whole is removed.
func SettleLocked(dir string) (bool, error) {
	payload, err := readFrame(filepath.Join(Next(dir), nextList))
	if payload == nil && err == nil {
		return false, os.RemoveAll(Next(dir))
	}
	var list []piece
	if emulation.CodeOf(err) == emulation.Corrupt || err == nil && changeset.Unmarshal(payload, &list) != nil {
		// parts of both may be in their places: a person decides
		return false, emulation.Errorf(emulation.Corrupt, "storage.next-damaged", "folder", Next(dir))
	}
	if err != nil {
		return false, err
	}
	for _, p := range list {
		from, to := filepath.Join(Next(dir), filepath.FromSlash(p.Name)), filepath.Join(dir, filepath.FromSlash(p.Name))
		none, err := durable.Absent(from)
		if err != nil {
			return false, err
		}
		if p.New && none {
			continue // in its place already
		}
		if err := os.RemoveAll(to); err != nil {
			return false, err
		}
		if !none {
			err = durable.Rename(from, to)
		} else if durable.Exists(filepath.Dir(to)) {
			err = durable.SyncFolder(filepath.Dir(to))
		}
		if err != nil {
			return false, err
		}
	}
	if err := errors.Join(os.Remove(filepath.Join(Next(dir), nextList)), durable.SyncFolder(Next(dir))); err != nil {
		return false, err
	}
	return true, os.RemoveAll(Next(dir))
}
