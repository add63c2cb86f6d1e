package storage

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/folder"
	"thidua/storage/found"
	"thidua/sync/changeset"
)

// Restore makes the rows of a folder anew from a backup; the folder, encrypted if the options have a key, is made where there is none. Rows that were there are set aside, as are
// backups that hold more. The journal stays: the next Open puts back what it holds beyond the backup, and continues the own chains from where
// they are known to end. What it knows to be missing then is in Lacking. Errors: those of VerifyBackup, Invalid "storage.backup-other" for a
// desk's backup on a server or the other way round, Unavailable where the folder is in use, Newer, Full.
func Restore(ctx context.Context, dir, path string, o Options) (made *Made, err error) {
	defer found.Doing("restoring a backup", &err)
	o = o.withDefaults()
	if made, err = VerifyBackup(ctx, path, o.BackupKey); err != nil {
		return nil, err
	}
	if made.Header.Server != o.Server {
		return nil, emulation.Errorf(emulation.Invalid, "storage.backup-other")
	}
	if _, err := folder.Format(dir); err != nil && emulation.KeyOf(err) != "storage.format" {
		return nil, err
	}
	db := newDB(dir, o)
	if db.crypt, err = db.files.Lock(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, found.Disk(err)
	}
	err = (&restoring{opening: opening{DB: db}, made: made}).run()
	if err = errors.Join(err, db.release()); err != nil {
		return nil, err
	}
	for _, name := range made.Blobs {
		if n, err := changeset.ParseBlobName(name); err == nil && !db.Store.Here(n) {
			made.Missing++
		}
	}
	return made, nil
}

// restoring is one restoration.
type restoring struct {
	opening
	made *Made
}

func (r *restoring) run() error {
	if err := r.enter(); err != nil {
		return err
	}
	if err := r.space.checkFor(uint64(r.made.Size)); err != nil { // before anything is moved: what is here goes on
		return err
	}
	heads, err := r.readHeads()
	if err != nil && emulation.CodeOf(err) != emulation.Corrupt {
		return err
	}
	if heads == nil {
		heads = new(headsFile)
	}
	r.known = &marks{heads: heads}
	if err := r.takeJournal(); err != nil {
		return err
	}
	if err := r.setAsideNewer(); err != nil {
		return found.Disk(err)
	}
	if _, err := remake(r.DB, r.made, nil); err != nil {
		return err
	}
	if err := r.forgetMarks(); err != nil {
		return found.Disk(err)
	}
	return found.Disk(errors.Join(r.noticed.keep(), r.files.WriteFormat(int(r.made.Header.Schema))))
}

// takeJournal keeps the journal that is there, if it goes on from the backup; else it begins one with the backup's drafts.
func (r *restoring) takeJournal() error {
	path := r.path(journalName)
	begun := durable.Exists(path)
	if err := r.loadJournal(); err != nil {
		return err
	}
	begun = begun && r.journal.Number() > 1 // one that never held anything was not begun
	if begun && r.journal.Rows(r.made.Header.Commits, func(uint64, []byte) error { return nil }) == nil {
		r.made.Drafts = nil // those of the journal are later
		return nil
	}
	if begun { // of a server, whose newer backup held what came between
		if err := r.journal.Close(); err != nil {
			return found.Disk(err)
		}
		if _, err := r.files.MoveAside(path); err != nil {
			return found.Disk(err)
		}
		if err := r.loadJournal(); err != nil {
			return err
		}
	}
	drafts := make([]*changeset.Draft, len(r.made.Drafts))
	for i := range drafts {
		drafts[i] = &r.made.Drafts[i]
	}
	return r.journal.SaveDrafts(drafts)
}

// setAsideNewer puts aside the store's own backups that hold more: their commits have the numbers of those that follow now.
func (r *restoring) setAsideNewer() error {
	all, err := r.backups.list()
	for _, b := range all {
		if b.commits > r.made.Header.Commits && err == nil {
			_, err = r.files.MoveAside(b.path)
		}
	}
	return err
}

// whole reports whether backup and journal together hold every commit the folder is known to have acknowledged.
func (r *restoring) whole() (bool, error) {
	last, sound, err := readLast(r.path(lastName))
	if err != nil || !sound || last == 0 { // nobody knows: the folder is a new one
		return false, err
	}
	last = max(last, r.known.heads.Commits)
	for _, f := range r.noticed.list() {
		if f.Severity >= Warning { // of the journal, too
			return false, nil
		}
	}
	return r.journal.Covers(r.made.Header.Commits, last), nil
}

// forgetMarks says that the rows are as they should be, and what was here before them.
func (r *restoring) forgetMarks() error {
	old := r.known.heads
	mark := r.journal.Mark()
	h := &headsFile{Journal: mark.Number, Drafts: mark.Drafts, Own: old.Own, Lacking: old.Lacking}
	if h.Behind = old.Behind; r.opts.Server && !h.Behind {
		whole, err := r.whole()
		if err != nil {
			return err
		}
		h.Behind = !whole
	}
	for _, l := range old.Logs {
		h.Lacking = append(h.Lacking, lack{Scope: l.Scope, Size: l.Size})
	}
	if err := r.files.Write(headsName, h); err != nil {
		return err
	}
	if err := r.last.Close(); err != nil { // Windows removes no open file
		return err
	}
	r.last = nil
	if err := durable.Remove(r.path(lastName)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
