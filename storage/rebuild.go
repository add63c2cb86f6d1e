package storage

import (
	"context"
	"errors"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/backup"
	"thidua/storage/folder"
	"thidua/storage/found"
	"thidua/storage/kv"
)

// rebuild sets the rows aside and makes them anew from the newest backup that proves right, or from nothing. What came after it is put back
// from the journal, and on a desk by the next sync.
func (o *opening) rebuild(cause error) error {
	if o.rows != nil {
		_ = o.rows.Close() // what is wrong with them was said
		o.rows = nil
	}
	made, err := o.restorable(context.Background())
	if err != nil {
		return err
	}
	to, err := remake(o.DB, made, nil)
	if err != nil {
		return err
	}
	o.rebuilt = true
	if to == "" {
		return nil // the start before this one told it
	}
	if made == nil {
		o.note(found.Say(Warning, "storage.found-rebuilt-bare", "cause", reason(cause), "folder", filepath.Base(to)))
	} else {
		o.note(found.Say(Warning, "storage.found-rebuilt", "cause", reason(cause), "folder", filepath.Base(to), "backup", filepath.Base(made.Path)))
	}
	return nil
}

// reason is what the system or the database said, or else the key of our own sentence.
func reason(err error) string {
	var e *emulation.Error
	if !errors.As(err, &e) {
		return err.Error()
	}
	if e.Cause != nil {
		return reason(e.Cause)
	}
	return e.Message.Key
}

// remadeName stands in a database that was made anew by a start that has not ended: nothing is in it that is not elsewhere too. It is never
// set aside, so that what was set aside before it, perhaps the only original, stays.
const remadeName = "REMADE"

// setRow sets one row.
type setRow = func(k, value []byte) error

// remake builds a database of a backup beside the one in use, sets that aside, says where it is now, and puts the new one in its place. A
// stop in the middle leaves the old one, or the new one whole. alter, if given, says what becomes of each row of the backup, and may set others.
func remake(db *DB, from *Made, alter func(set setRow) (setRow, error)) (aside string, err error) {
	fresh := db.path(freshDir)
	if err := durable.RemoveAll(fresh); err != nil {
		return "", found.Disk(err)
	}
	if from != nil {
		if err := db.space.checkFor(uint64(from.Size)); err != nil {
			return "", err
		}
	}
	if err := durable.MakeFolder(fresh); err != nil {
		return "", found.Disk(err)
	}
	rows, err := kv.Open(fresh, kv.Use{Key: db.opts.Key.Rows()})
	if err != nil {
		return "", found.Disk(err)
	}
	if from != nil {
		err = rows.Load(func(set setRow) (err error) {
			if alter != nil {
				if set, err = alter(set); err != nil {
					return err
				}
			}
			return backup.Read(context.Background(), from.Path, from.key, func(*backup.Header) error { return nil }, func(p *backup.Part) error {
				return kv.EachRow(p.Rows, set)
			})
		})
	}
	if err == nil {
		err = rows.Sync()
	}
	if cerr := rows.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return "", found.Disk(err)
	}
	if err := durable.Replace(filepath.Join(fresh, remadeName), durable.Private, durable.Bytes(nil)); err != nil {
		return "", found.Disk(err)
	}
	if err := durable.SyncFolder(fresh); err != nil {
		return "", found.Disk(err)
	}
	if durable.Exists(db.path(folder.Rows, remadeName)) {
		err = durable.RemoveAll(db.path(folder.Rows))
	} else {
		aside, err = db.files.MoveAside(db.path(folder.Rows))
	}
	if err != nil {
		return "", found.Disk(err)
	}
	return aside, found.Disk(durable.Rename(fresh, db.path(folder.Rows)))
}
