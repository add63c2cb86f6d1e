package storage

import (
	"maps"

	"thidua/emulation"
	"thidua/storage/found"
	"thidua/storage/kv"
	"thidua/sync/changeset"
)

// syncEvery is after how many commits the rows are made durable without being asked; until then the journal holds what cannot be fetched again.
const syncEvery = 1024

// Commit writes a batch in one transaction, together or not at all. What is acknowledged is on disk in the journal before it returns: on a
// desk own changes and what a person typed, on a server the whole batch. Writing a batch again is harmless: rows are found by the identity of
// the change. Errors: Full, Unavailable, Invalid "storage.batch-too-large" (cut it: 500 changes or 512 kB fit), Corrupt where the batch
// contradicts what is stored.
func (db *DB) Commit(b *changeset.Batch) (err error) {
	defer found.Doing("writing a batch", &err)
	if err := db.Writable(); err != nil {
		return err
	}
	if len(b.Pending) > 0 || b.Typed {
		if err := db.beforeSave(); err != nil {
			return err
		}
	}
	if !db.gate.enter() {
		return emulation.Errorf(emulation.Unavailable, "storage.closed")
	}
	defer db.gate.leave()
	return db.group.do(&db.write, b, db.opts.Server, db.commitAll)
}

// commitAll commits batches under the write lock, as one where there are several: then one flush to the disk is all they cost. What cannot be
// written together is written one by one, and told of whose it is.
func (db *DB) commitAll(all []*saving) {
	if len(all) > 1 && db.save(batches(all)...) == nil {
		return
	}
	for _, s := range all {
		s.err = db.save(s.batch)
	}
}

// save commits batches as one, and makes what came so far durable in the rows too where that is much.
func (db *DB) save(all ...*changeset.Batch) error {
	if err := db.commit(true, all...); err != nil || db.unsynced < syncEvery {
		return err
	}
	return db.checkpoint()
}

// commit writes batches in one transaction under the write lock, which on a desk is one; fresh says that the journal of a desk does not hold it yet.
func (db *DB) commit(fresh bool, all ...*changeset.Batch) error {
	if err := db.stopped(); err != nil {
		return err
	}
	tx := db.rows.Begin(db.opts.Server)
	defer tx.Discard()
	w := &writer{db: db, tx: tx, logs: map[changeset.Scope]logState{}, pending: map[changeset.Identity]pendingAt{}, nextOwn: db.nextOwn}
	for _, b := range all {
		if err := w.batch(b); err != nil {
			return err
		}
	}
	n := db.commits + 1
	if err := w.set(commitKey(n), number(n)); err != nil {
		return err
	}
	if err := db.writeAhead(all[0], tx, fresh); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		// It may have happened or not, and the journal may hold a change the rows lack: going on could fork the own chain.
		db.halted.Store(true)
		return emulation.Errorf(emulation.Unavailable, "storage.halted").Because(err)
	}
	db.space.tables.Add(w.bytes)
	return db.committed(all, w)
}

// writeAhead puts into the journal what must not be lost with the rows.
func (db *DB) writeAhead(b *changeset.Batch, tx *kv.Tx, fresh bool) error {
	n := db.commits + 1
	switch {
	case db.opts.Server:
		return db.journal.SaveRows(tx.Written(), n)
	case !fresh:
		return nil
	case len(b.Pending) > 0 || len(b.Sealed) > 0 || b.Typed:
		return db.journal.Save(b, n)
	case len(b.Meta) > 0 && len(b.Entries) == 0:
		return db.journal.Note(b, n)
	}
	return nil
}

// committed takes a finished commit into memory.
func (db *DB) committed(all []*changeset.Batch, w *writer) error {
	db.state.Lock()
	for s, l := range w.logs {
		db.logs[s] = l
		if l.head.Size >= db.lacking[s] {
			delete(db.lacking, s)
		}
	}
	for _, b := range all {
		maps.Copy(db.own, b.Own)
	}
	for id, at := range w.pending {
		db.pending[id] = at
	}
	db.nextOwn = w.nextOwn
	db.commits++
	for _, b := range all {
		for _, id := range b.Settled {
			delete(db.pending, id)
		}
	}
	db.state.Unlock()
	db.unsynced++
	return db.mark()
}
