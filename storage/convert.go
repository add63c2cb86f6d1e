package storage

import (
	"context"
	"errors"
	"path/filepath"

	"thidua/internal/durable"
	"thidua/storage/crypt"
	"thidua/storage/folder"
	"thidua/storage/found"
	"thidua/sync/changeset"
)

// Parts are the names of everything the store has in its folder, but for what belongs to the folder itself.
func Parts() []string {
	return []string{folder.Rows, journalName, headsName, lastName, closedName, foundName, mirroredName, "blobs", "partial", folder.Backups, folder.Aside}
}

// CopyTo makes the same store in an empty folder, under another key or, if that is nil, in plain: it is restored from a verified backup of this
// moment, which is removed again, and takes over what backups do not hold: evidence files, what was noticed, what was put aside, which logs are
// known to have been longer. Pieces of files that are still arriving stay behind; they come again. Errors: those of Backup and Restore, and
// Corrupt "storage.blob-altered".
func (db *DB) CopyTo(ctx context.Context, dir string, key *crypt.Key) (err error) {
	defer found.Doing("copying the store", &err)
	if err := db.Checkpoint(); err != nil {
		return err
	}
	names, err := db.Store.Names()
	if err != nil {
		return found.Disk(err)
	}
	need := 4 * db.backupNeeds() // a backup, two copies of the rows for a moment, the copy's own backup
	for _, name := range names {
		if n, err := changeset.ParseBlobName(name); err == nil {
			need += n.Length
		}
	}
	if err := db.space.checkFor(need); err != nil {
		return err
	}
	o := db.opts
	o.Key, o.BackupKey, o.BackupEvery, o.Repair = key, db.opts.Key, 0, false
	to := newDB(dir, o)
	if err := db.carry(to); err != nil {
		return err
	}
	moment := filepath.Join(dir, "moment"+folder.BackupSuffix)
	if _, err := db.Backup(ctx, moment); err != nil {
		return err
	}
	if _, err := Restore(ctx, dir, moment, o); err != nil {
		return err
	}
	if err := durable.Remove(moment); err != nil {
		return found.Disk(err)
	}
	for _, name := range names {
		if err := changeset.Wanted(ctx); err != nil {
			return err
		}
		n, err := changeset.ParseBlobName(name)
		if err != nil {
			continue // doctor tells of it
		}
		if err := to.Store.Take(db.Store, n); err != nil {
			return err
		}
	}
	return db.finish(dir, o)
}

// finish does in a copy what a restoration leaves to the first opening. That is no news to anybody; what was noticed before is.
func (db *DB) finish(dir string, o Options) error {
	copied, err := Open(dir, o)
	if err != nil {
		return err
	}
	err = copied.Seen()
	for _, f := range db.Findings() {
		copied.note(f)
	}
	return errors.Join(err, found.Disk(copied.noticed.keep()), copied.Close())
}

// carry writes beside a copy what a restoration looks at, as if the copy had been restored where the store stands.
func (db *DB) carry(to *DB) error {
	if err := durable.MakeFolder(to.dir); err != nil {
		return found.Disk(err)
	}
	heads, err := db.readHeads()
	if err != nil {
		return err
	}
	if heads != nil {
		heads.Journal, heads.Drafts, heads.Logs = 0, 0, nil // its journal is a new one
		if err := to.files.Write(headsName, heads); err != nil {
			return found.Disk(err)
		}
	}
	last, err := durable.ReadFile(db.path(lastName))
	if err == nil {
		err = durable.Replace(to.path(lastName), durable.Private, durable.Bytes(last))
	}
	if err != nil {
		return found.Disk(err)
	}
	return found.Disk(to.files.CopyAside(db.files))
}
