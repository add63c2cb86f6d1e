package postgres

import (
	"bytes"
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Commit writes a batch in one transaction, together or not at all; it is durable when Commit returns. Writing a batch again is harmless. Errors:
// those of Writable, Conflict "storage.log-moved" where a log that the batch was judged by is no longer as it was, Corrupt where it contradicts what is
// stored.
func (db *DB) Commit(b *changeset.Batch) error {
	if err := db.Writable(); err != nil {
		return err
	}
	w := &writer{db: db, batch: b}
	if err := w.prepare(); err != nil {
		return err
	}
	err := db.retry(func(ctx context.Context) error {
		return db.transact(ctx, func(tx pgx.Tx) error { return w.write(ctx, tx) })
	})
	db.mu.Lock()
	defer db.mu.Unlock()
	for _, s := range w.written {
		if l, ok := w.logs[s]; ok && err == nil {
			db.logs[s], db.all[s] = l, true
		} else {
			delete(db.logs, s) // it was written or not: the next reader looks
		}
	}
	return err
}

// writer writes one batch, as often as it takes.
type writer struct {
	db      *DB
	batch   *changeset.Batch
	written []changeset.Scope // logs that get leaves, in the order of their hashes
	upon    []changeset.Scope // logs it was judged by, beside those
	rows    pgx.Batch         // what is the same at every attempt

	logs   map[changeset.Scope]logState // as this attempt found and extended them
	values map[emulation.Hash][]byte    // personal values to be written; nil drops one
}

// prepare makes the rows that are the same at every attempt, before anything is locked.
func (w *writer) prepare() error {
	b := w.batch
	if len(b.Pending)+len(b.Own)+len(b.Sealed) > 0 {
		return emulation.Errorf(emulation.Internal, "postgres.desk")
	}
	written := map[changeset.Scope]bool{}
	for i := range b.Entries {
		written[b.Entries[i].Scope] = true
	}
	for s := range b.Heads {
		written[s] = true
	}
	w.written = byHash(maps.Keys(written))
	w.upon = slices.DeleteFunc(byHash(maps.Keys(b.Upon)), func(s changeset.Scope) bool { return written[s] })
	w.places()
	if err := w.chains(); err != nil {
		return err
	}
	w.records()
	w.settings()
	return nil
}

func (w *writer) places() {
	var ids, places [][]byte
	for id, p := range w.batch.Places {
		ids, places = append(ids, id[:]), append(places, p.Encode())
	}
	if len(ids) > 0 {
		w.rows.Queue(upsertPlaces, ids, places)
	}
}

func (w *writer) chains() error {
	var scopes, logs, ends [][]byte
	var epochs []int64
	for k, h := range w.batch.Chains {
		end, err := changeset.Encode(h)
		if err != nil {
			return err
		}
		scopes, logs, epochs, ends = append(scopes, scopeHash(k.Scope)), append(logs, k.Log[:]), append(epochs, int64(k.Epoch)), append(ends, end)
	}
	if len(ends) > 0 {
		w.rows.Queue(upsertChains, scopes, logs, epochs, ends)
	}
	return nil
}

func (w *writer) records() {
	var scopes, kinds, owners, ids, records [][]byte
	for ref, r := range w.batch.Records {
		scope, kind := scopeHash(ref.Scope), kindOf(ref.Kind)
		if r == nil {
			w.rows.Queue(deleteRecord, scope, kind, ref.Group[:], ref.ID[:])
			continue
		}
		scopes, kinds, owners, ids = append(scopes, scope), append(kinds, kind), append(owners, ref.Group[:]), append(ids, ref.ID[:])
		records = append(records, changeset.EncodeRecord(r))
	}
	if len(ids) > 0 {
		w.rows.Queue(upsertRecords, scopes, kinds, owners, ids, records)
	}
}

func (w *writer) settings() {
	var hashes, names, values, gone [][]byte
	for name, value := range w.batch.Meta {
		if value == nil {
			gone = append(gone, hashOf([]byte(name)))
			continue
		}
		hashes, names, values = append(hashes, hashOf([]byte(name))), append(names, []byte(name)), append(values, value)
	}
	if len(gone) > 0 {
		w.rows.Queue(deleteSettings, gone)
	}
	if len(hashes) > 0 {
		w.rows.Queue(upsertSettings, hashes, names, values)
	}
}

// write is one attempt: the lease and the heads first, then what follows from them, then the rest.
func (w *writer) write(ctx context.Context, tx pgx.Tx) error {
	w.logs, w.values = map[changeset.Scope]logState{}, map[emulation.Hash][]byte{}
	if err := w.lock(ctx, tx); err != nil {
		return err
	}
	out, moved := new(pgx.Batch), w.moved()
	fresh, old, err := w.extend(moved)
	if err != nil {
		return err
	}
	if err := w.again(ctx, tx, out, old); err != nil {
		return cmp.Or(moved, err)
	}
	if moved != nil {
		if len(old) == 0 {
			return moved
		}
		return nil // every leaf stands: an attempt whose end nobody saw had written them, with everything else
	}
	if err := w.heads(out, fresh); err != nil {
		return err
	}
	w.leaves(out, fresh)
	w.personal(out)
	out.QueuedQueries = append(out.QueuedQueries, w.rows.QueuedQueries...)
	if out.Len() == 0 {
		return nil
	}
	return tx.SendBatch(ctx, out).Close()
}

// lock takes the rows of the lease and of the heads, in one go.
func (w *writer) lock(ctx context.Context, tx pgx.Tx) error {
	first := new(pgx.Batch)
	first.Queue(checkLease, leaseName)
	if len(w.written) > 0 {
		empty, err := changeset.Encode(changeset.LogHead{})
		if err != nil {
			return err
		}
		first.Queue(insertHeads, hashes(w.written), raw(w.written), []byte(empty)) // of a log that begins
		first.Queue(lockHeads, hashes(w.written))
	}
	if len(w.upon) > 0 {
		first.Queue(shareHeads, hashes(w.upon))
	}
	got := tx.SendBatch(ctx, first)
	defer got.Close()
	if err := w.db.hold(got.QueryRow()); err != nil {
		return err
	}
	if len(w.written) > 0 {
		if _, err := got.Exec(); err != nil {
			return err
		}
		if err := w.found(got); err != nil {
			return err
		}
	}
	if len(w.upon) > 0 {
		if err := w.found(got); err != nil {
			return err
		}
	}
	return got.Close()
}

// found reads heads that were locked.
func (w *writer) found(got pgx.BatchResults) error {
	rows, err := got.Query()
	if err != nil {
		return err
	}
	heads, err := pgx.CollectRows(rows, scanHead)
	for i := range heads {
		scope, l, err := heads[i].read()
		if err != nil {
			return err
		}
		w.logs[scope] = l
	}
	return err
}

// moved is nil, or says which log is no longer as it was when the batch was judged.
func (w *writer) moved() error {
	for s, size := range w.batch.Upon {
		if is := w.logs[s].head.Size; is != size {
			return emulation.Errorf(emulation.Conflict, "storage.log-moved", "scope", s.String(), "size", size, "now", is)
		}
	}
	return nil
}

// extend appends the entries to the heads, and parts those that stand already from the others. Where a log has moved none is appended.
func (w *writer) extend(moved error) (fresh, old []*changeset.Entry, err error) {
	for i := range w.batch.Entries {
		e := &w.batch.Entries[i]
		l := w.logs[e.Scope]
		if e.Leaf.Index < l.head.Size {
			old = append(old, e)
			continue
		}
		if moved != nil {
			return nil, nil, moved
		}
		if l.head, err = l.head.Extend(e); err != nil {
			return nil, nil, err
		}
		l.root = e.Root
		w.logs[e.Scope] = l
		fresh = append(fresh, e)
	}
	return fresh, old, nil
}

// heads writes the heads of the logs; those of the batch must be what its leaves made of them.
func (w *writer) heads(out *pgx.Batch, fresh []*changeset.Entry) error {
	for s, h := range w.batch.Heads {
		l := w.logs[s]
		switch {
		case h.Size == l.head.Size && h.Root() == l.root:
			w.logs[s] = logState{head: h, root: l.root}
		case h.Size < l.head.Size && !slices.ContainsFunc(fresh, func(e *changeset.Entry) bool { return e.Scope == s }): // a batch written again
		default:
			return emulation.Errorf(emulation.Corrupt, "storage.log-root", "scope", s.String(), "index", h.Size)
		}
	}
	for _, s := range w.written {
		head, err := changeset.Encode(w.logs[s].head)
		if err != nil {
			return err
		}
		out.Queue(updateHead, scopeHash(s), int64(w.logs[s].head.Size), []byte(head))
	}
	return nil
}

func (w *writer) leaves(out *pgx.Batch, fresh []*changeset.Entry) {
	var scopes, roots, leaves, commitments, changes [][]byte
	var indexes []int64
	for _, e := range fresh {
		scopes, indexes, roots, leaves = append(scopes, scopeHash(e.Scope)), append(indexes, int64(e.Leaf.Index)), append(roots, e.Root[:]), append(leaves, e.LeafRaw)
		commitments, changes = append(commitments, joined(changeset.Commitments(e.Detached))), append(changes, append([]byte{}, e.Raw...))
		w.keep(e.Detached)
	}
	if len(fresh) > 0 {
		out.Queue(insertLeaves, scopes, indexes, roots, leaves, commitments, changes)
	}
}

func (w *writer) keep(ds []changeset.Detached) {
	for i := range ds {
		w.values[ds[i].Commitment()] = changeset.MustEncode(ds[i])
	}
}

// personal writes personal values, and drops those that are to be forgotten.
func (w *writer) personal(out *pgx.Batch) {
	w.keep(w.batch.Detached)
	for _, c := range w.batch.Forgotten {
		w.values[c] = nil
	}
	var names, values [][]byte
	for c, value := range w.values {
		names, values = append(names, bytes.Clone(c[:])), append(values, value)
	}
	if len(names) > 0 {
		out.Queue(upsertPersonal, names, values)
	}
}

// again looks at entries that stand already: they must be the same, and get the personal values that never stood beside them. One that was
// dropped does not come back.
func (w *writer) again(ctx context.Context, tx pgx.Tx, out *pgx.Batch, old []*changeset.Entry) error {
	for _, e := range old {
		rows, err := tx.Query(ctx, selectLeaves, scopeHash(e.Scope), int64(e.Leaf.Index), int64(e.Leaf.Index)+1)
		if err != nil {
			return err
		}
		row, err := pgx.CollectExactlyOneRow(rows, scanLeaf)
		if err != nil {
			return err
		}
		if !bytes.Equal(row.leaf, e.LeafRaw) || !bytes.Equal(row.change, e.Raw) {
			return emulation.Errorf(emulation.Corrupt, "storage.log-differs", "scope", e.Scope.String(), "index", e.Leaf.Index)
		}
		stand, err := parted(row.commitments)
		if err != nil {
			return err
		}
		late := changeset.Late(e.Detached, stand)
		if len(late) == 0 {
			continue
		}
		asked := changeset.Commitments(late)
		here, err := tx.Query(ctx, selectPersonal, slices.Collect(each(asked)))
		if err != nil {
			return err
		}
		values, err := pgx.CollectRows(here, scanPersonal)
		if err != nil {
			return err
		}
		late = emulation.Where(late, func(d changeset.Detached) bool {
			c := d.Commitment()
			return !slices.ContainsFunc(values, func(v personalRow) bool { return v.value == nil && bytes.Equal(v.commitment, c[:]) })
		})
		if len(late) > 0 {
			w.keep(late)
			out.Queue(updateCommitments, scopeHash(e.Scope), int64(e.Leaf.Index), joined(append(stand, changeset.Commitments(late)...)))
		}
	}
	return nil
}
