package storage

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"slices"

	"thidua/storage/found"
	"thidua/storage/kv"
	"thidua/sync/changeset"
)

// cutName is the meta value with the number of the last cut.
const cutName = "storage/cut"

// Cut makes the rows of a closed desk's folder anew without some logs: their leaves, and all that was read from them. The leaves stay under a
// number, for EachCut to read: what of them counts is put back by the caller, and what does not is kept. Own changes that wait for a leaf stay.
// Before it, a backup is made. A stop in the middle leaves the rows as they were, or cut (DB.LastCut).
func Cut(ctx context.Context, dir string, o Options, cut uint64, logs []changeset.Scope) (err error) {
	defer found.Doing("cutting logs", &err)
	o.BackupEvery = 0
	db, err := Open(dir, o)
	if err != nil {
		return err
	}
	made, err := db.Backup(ctx, "")
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	db = newDB(dir, o.withDefaults())
	r := &restoring{opening: opening{DB: db}, made: made}
	return errors.Join(r.cut(cut, logs), db.release())
}

func (r *restoring) cut(cut uint64, logs []changeset.Scope) error {
	if err := r.enter(); err != nil {
		return err
	}
	heads, err := r.readHeads()
	if err != nil {
		return err
	}
	if heads != nil { // first: rows that hold more than the heads say are no fault
		heads.Logs = slices.DeleteFunc(heads.Logs, func(l logEnd) bool { return slices.Contains(logs, l.Scope) })
		heads.Lacking = slices.DeleteFunc(heads.Lacking, func(l lack) bool { return slices.Contains(logs, l.Scope) })
		if err := r.files.Write(headsName, heads); err != nil {
			return found.Disk(err)
		}
	}
	_, err = remake(r.DB, r.made, func(set setRow) (setRow, error) {
		last := key(tableMeta, []byte(cutName))
		return func(k, value []byte) error {
			switch gone, leaf, err := ofLogs(k, value, logs); {
			case err != nil:
				return err
			case leaf:
				return set(cutKey(cut, k[1:]), value)
			case gone || bytes.Equal(k, last):
				return nil
			}
			return set(k, value)
		}, set(last, metaRow(number(cut)))
	})
	return err
}

// ofLogs reports whether a row is one of some logs, and whether it is a leaf of one.
func ofLogs(k, value []byte, logs []changeset.Scope) (gone, leaf bool, err error) {
	size := len(changeset.Scope{})
	switch k[0] {
	case tableLog, tableHead, tableChain, tableRecord:
		if len(k) <= size {
			return false, false, kv.Damaged(k)
		}
		gone = slices.Contains(logs, changeset.Scope(k[1:1+size]))
		return gone, gone && k[0] == tableLog, nil
	case tablePlace:
		var p changeset.Place
		if err := changeset.Load(value, &p); err != nil {
			return false, false, kv.Damaged(k).Because(err)
		}
		return slices.Contains(logs, p.Scope), false, nil
	}
	return false, false, nil
}

// LastCut is the number of the last Cut; 0 if there was none.
func (db *DB) LastCut() (uint64, error) {
	raw, err := db.Meta(cutName)
	if err != nil || len(raw) != 8 {
		return 0, err
	}
	return binary.BigEndian.Uint64(raw), nil
}

// EachCut visits the leaves that a Cut took out of the logs, with their changes: log by log, control logs first, in order.
func (db *DB) EachCut(cut uint64, fn func(*changeset.Entry) error) (err error) {
	var theirs error
	defer visiting("reading what was cut", &err, &theirs)
	return db.view(func(tx *kv.Tx) error {
		prefix := cutKey(cut, nil)
		return tx.Scan(context.Background(), prefix, prefix, func(k, value []byte) error {
			if len(k) != len(prefix)+len(changeset.Scope{})+8 {
				return kv.Damaged(k)
			}
			e, err := readEntry(tx, changeset.Scope(k[len(prefix):len(k)-8]), k, bytes.Clone(value))
			if err != nil {
				return err
			}
			theirs = fn(e)
			return theirs
		})
	})
}
