package desk

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/internal/upgrade"
	"thidua/storage"
	"thidua/storage/crypt"
	"thidua/storage/folder"
	"thidua/storage/found"
	"thidua/sync/changeset"
)

// A release that opens a folder of an older one first works on a copy of it: what it makes of the copy (rows of another schema, if it has one) is proved, and only then
// takes the place of what was there, which is kept (folder.Before). Until the person's own work is written for the first time, whichever release was there before puts
// the kept folder back by being started; from then on going back is restoring a backup.

// ranFile says which release opened a folder.
const ranFile = "program"

// ran is what stands in it.
type ran struct {
	Number uint64 `cbor:"1,keyasint"`           // that opened it last
	From   uint64 `cbor:"2,keyasint,omitempty"` // whose folder is kept
	Kept   bool   `cbor:"3,keyasint,omitempty"` // one is
	Up     bool   `cbor:"4,keyasint,omitempty"` // it came up once
	Saved  bool   `cbor:"5,keyasint,omitempty"` // the person's own work was written since
	Tries  uint64 `cbor:"6,keyasint,omitempty"` // how often it was opened and did not come up
}

// mostTries is how often a new release may begin and not come up before the folder of the one before is put back.
const mostTries = 3

// readRan reads it: nothing where it is damaged, so that the folder is proved once more. Whoever writes it holds the lock of the folder, and ranMu.
func readRan(dir string) (r ran, err error) {
	raw, err := durable.ReadFile(filepath.Join(dir, ranFile))
	if errors.Is(err, fs.ErrNotExist) {
		return r, nil
	}
	if err == nil && changeset.UnmarshalStrict(raw, &r) != nil {
		return ran{}, nil
	}
	return r, found.Disk(err)
}

// ranMu is held by who reads, changes and writes the file in an open desk.
var ranMu sync.Mutex

// changeRan changes the file of an open desk; change says whether there is something to write.
func changeRan(dir string, change func(r *ran) bool) (changed bool, err error) {
	ranMu.Lock()
	defer ranMu.Unlock()
	r, err := readRan(dir)
	if err != nil || !change(&r) {
		return false, err
	}
	return true, r.write(dir)
}

func (r ran) write(dir string) error {
	return found.Disk(durable.Replace(filepath.Join(dir, ranFile), durable.Private, durable.Bytes(changeset.MustEncode(r))))
}

// goOver is called before a folder is opened. It gives the folder's lock to whoever opens it next, nil where it did not take it: another release that came in between would change
// what is opened. Errors: Unavailable "storage.in-use" where another program has it open, of which nothing is read or changed then,
// "upgrade.went-back" where a new release did not come up and the folder is the old one again, "upgrade.not-proved" where its copy did not prove right and
// nothing was changed, Full "upgrade.no-room".
func (e Environment) goOver(dir string, key *crypt.Key) (held *os.File, err error) {
	begun, err := folder.Begun(dir)
	if err != nil || !begun || e.Here.Number == 0 || e.Open != nil {
		return nil, err
	}
	if held, err = storage.Hold(dir, e.storage()); err != nil {
		return nil, err
	}
	if err := e.goOverHeld(dir, key); err != nil {
		return nil, errors.Join(err, held.Close())
	}
	return held, nil
}

func (e Environment) goOverHeld(dir string, key *crypt.Key) error {
	if _, err := folder.SettleLocked(dir); err != nil { // of a switch that was stopped
		return found.Disk(err)
	}
	r, err := readRan(dir)
	if err != nil {
		return err
	}
	if r.Number == e.Here.Number {
		Stay(dir) // what it said when it was to be left is no longer so
	}
	switch {
	case r.Number < e.Here.Number:
		return e.tryCopy(dir, key, r)
	case r.Number > e.Here.Number && r.Kept && !r.Saved: // the release of before was started again
		return takeBack(dir)
	case r.Kept && r.Saved && r.Up && r.Number == e.Here.Number: // nobody goes back there any more
		return forgetBefore(dir)
	case r.Number == e.Here.Number && r.Kept && !r.Up && !r.Saved:
		if r.Tries++; r.Tries > mostTries {
			if err := takeBack(dir); err != nil {
				return err
			}
			return emulation.Errorf(emulation.Unavailable, "upgrade.went-back", "number", e.Here.Number)
		}
		return r.write(dir)
	}
	return nil
}

// takeBack puts the folder of the release of before back; the lock of the folder is held.
func takeBack(dir string) error { return folder.TakeBack(dir, goesOver, folder.Rows, folder.Journal) }

// goesOver is what a release works on a copy of. Evidence files stay: each lies under its own hash, and none is ever written anew. So do backups, which every later release reads,
// and the hub of a sample, which is thrown away.
var goesOver = append(slices.DeleteFunc(storage.Parts(), func(name string) bool {
	return slices.Contains([]string{"blobs", "partial", folder.Backups, folder.Aside}, name)
}), keyFile, ranFile)

// tryCopy makes and proves the copy, and puts it in its place; the lock of the folder is held.
func (e Environment) tryCopy(dir string, key *crypt.Key, before ran) error {
	next := folder.Next(dir)
	err := e.copyAndProve(dir, key, before)
	if err == nil {
		err = ran{Number: e.Here.Number, From: before.Number, Kept: true}.write(next)
	}
	if err == nil {
		err = folder.ReadyBeside(dir, goesOver, folder.Rows, folder.Journal)
	}
	if err != nil {
		return errors.Join(err, durable.RemoveAll(next))
	}
	_, err = folder.SettleLocked(dir)
	return found.Disk(err)
}

func (e Environment) copyAndProve(dir string, key *crypt.Key, before ran) error {
	if err := copyParts(dir, folder.Next(dir)); err != nil {
		return err
	}
	// "as it lies": nobody but this release is asked what the copy is
	holds, err := e.prove(folder.Next(dir), key)
	if err != nil {
		return emulation.Errorf(emulation.Unavailable, "upgrade.not-proved", "number", e.Here.Number).Because(err)
	}
	if g := readGoing(dir); g != nil && g.From == before.Number && g.Holds != holds {
		return emulation.Errorf(emulation.Unavailable, "upgrade.not-proved", "number", e.Here.Number).Because(errors.New("the copy holds something else than the release of before had"))
	}
	return nil
}

// prove opens a copy, which makes it one of this release, examines it whole, and gives the digest of what it holds. That every log has the leaves and roots it had is
// compared by opening it: they stand in its heads file.
func (e Environment) prove(dir string, key *crypt.Key) (sum emulation.Hash, err error) {
	e.Open = func(dir string, o storage.Options) (Store, error) {
		o.BackupEvery, o.FirstSave = 0, nil // it has none of its own, and gets none
		db, err := storage.Open(dir, o)
		if err != nil {
			return nil, err
		}
		return db, nil
	}
	known, err := storage.Noticed(&folder.Folder{Dir: dir, Key: key}) // what the release before had noticed is no reason to stay with it
	if err != nil && emulation.CodeOf(err) != emulation.Corrupt {
		return sum, err
	}
	d, err := open(dir, key, nil, e)
	if err != nil {
		return sum, err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	report, err := d.DB.(*storage.DB).Doctor(context.Background(), false)
	if err != nil {
		return sum, err
	}
	for _, f := range slices.Concat(d.DB.Findings(), report.Findings) {
		if f.Severity >= storage.Alarm && !slices.ContainsFunc(known, f.Is) {
			return sum, &emulation.Error{Code: emulation.Corrupt, Message: f.Message}
		}
	}
	return d.sum(context.Background())
}

// sum is the digest of what a desk holds: states of all logs, own chains, what waits, drafts.
func (d *Desk) sum(ctx context.Context) (emulation.Hash, error) {
	holds, err := d.holds(ctx)
	var parts [][]byte
	for _, name := range slices.Sorted(maps.Keys(holds)) {
		value := holds[name]
		parts = append(parts, []byte(name), value[:])
	}
	return emulation.Digest(parts...), err
}

// copyParts copies what a release works on, as it lies there.
func copyParts(dir, next string) error {
	names := append([]string{"FORMAT", folder.LockName}, goesOver...)
	var size uint64
	for _, name := range names {
		_ = filepath.WalkDir(filepath.Join(dir, name), func(_ string, d fs.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				if info, err := d.Info(); err == nil {
					size += uint64(info.Size())
				}
			}
			return nil
		})
	}
	const spare = 256 << 20 // what sorting the tables and a backup before a change of schema may take
	if free, err := durable.FreeSpace(dir); err == nil && free < 2*size+spare {
		return emulation.Errorf(emulation.Full, "upgrade.no-room", "need", (2*size+spare)>>20, "free", free>>20)
	}
	for _, name := range names {
		err := filepath.WalkDir(filepath.Join(dir, name), func(path string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) && path == filepath.Join(dir, name) {
				return nil
			}
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(dir, path)
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			return copyFile(path, filepath.Join(next, rel))
		})
		if err != nil {
			return found.Disk(err)
		}
	}
	return nil
}

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	if err := durable.MakeFolder(filepath.Dir(to)); err != nil {
		return err
	}
	return durable.Replace(to, durable.Private, durable.From(in))
}

// firstSave writes down, before the person's own work is, that there is no going back to a kept folder. It reads whether one is kept when it is called: the folder is held then.
func firstSave(dir string) func() error {
	return func() error {
		_, err := changeRan(dir, func(r *ran) bool {
			first := r.Kept && !r.Saved
			r.Saved = true
			return first
		})
		return err
	}
}

// CameUp says that the program is up: a new release is not taken back any more for not coming up.
func (d *Desk) CameUp() error {
	if d.Dir == "" {
		return nil
	}
	changed, err := changeRan(d.Dir, func(r *ran) bool {
		first := r.Kept && !r.Up
		r.Up, r.Tries = true, 0
		return first
	})
	if err != nil || !changed {
		return err
	}
	if dir, ok := d.env.swapped(); ok {
		upgrade.Keep(dir)
	}
	return nil
}

// forgetBefore removes the folder that is kept of the release of before. It is called where nobody goes back there any more, and before a folder is encrypted: what was encrypted lies nowhere in plain, and one that was not is no way back to another key.
func forgetBefore(dir string) error {
	gone := found.Disk(durable.RemoveAll(folder.Before(dir)))
	_, err := changeRan(dir, func(r *ran) bool {
		kept := r.Kept
		r.Kept, r.From = false, 0
		return kept
	})
	return errors.Join(gone, err)
}

// swapped is the folder of a program whose releases change the files in it.
func (e Environment) swapped() (string, bool) {
	if e.Here.Way() != upgrade.BySwap {
		return "", false
	}
	dir, err := upgrade.Beside()
	return dir, err == nil
}

// giveUp puts the program of before back where this one does not go on.
func (e Environment) giveUp(err error) error {
	if key := emulation.KeyOf(err); key == "upgrade.went-back" || key == "upgrade.not-proved" {
		if dir, ok := e.swapped(); ok {
			_, berr := upgrade.Back(dir)
			return errors.Join(err, berr)
		}
	}
	return err
}

// began writes into a new folder which release made it.
func (e Environment) began(dir string) error {
	if e.Here.Number == 0 || e.Open != nil {
		return nil
	}
	return ran{Number: e.Here.Number, Up: true}.write(dir)
}

// going is what the release that is left says of the folder it leaves.
type going struct {
	From  uint64         `cbor:"1,keyasint"`
	Holds emulation.Hash `cbor:"2,keyasint"`
}

const goingFile = "going"

func readGoing(dir string) *going {
	raw, err := durable.ReadFile(filepath.Join(dir, updateDir, goingFile))
	g := new(going)
	if err != nil || changeset.UnmarshalStrict(raw, g) != nil {
		return nil
	}
	return g
}

// Leave writes down what the desk holds, for the release that is installed next to be held against. It is closed after it, and nothing is written between.
func (d *Desk) Leave(ctx context.Context) error {
	sum, err := d.sum(ctx)
	if err != nil {
		return err
	}
	path := filepath.Join(d.Dir, updateDir, goingFile)
	if err := durable.MakeFolder(filepath.Dir(path)); err != nil {
		return found.Disk(err)
	}
	return found.Disk(durable.Replace(path, durable.Private, durable.Bytes(changeset.MustEncode(going{From: d.env.Here.Number, Holds: sum}))))
}

// Stay takes back what Leave wrote: the desk goes on with this release.
func Stay(dir string) { _ = durable.Remove(filepath.Join(dir, updateDir, goingFile)) }
