package storage

import (
	"bytes"

	"thidua/emulation"
	"thidua/storage/kv"
	"thidua/sync/changeset"
)

// writer builds the rows of one batch.
type writer struct {
	db      *DB
	tx      *kv.Tx
	logs    map[changeset.Scope]logState
	pending map[changeset.Identity]pendingAt
	nextOwn uint64
	bytes   uint64
}

func (w *writer) set(k, value []byte) error {
	w.bytes += uint64(len(k) + len(value))
	return w.tx.Set(k, value)
}

func (w *writer) setCBOR(k []byte, v any) error {
	value, err := changeset.Encode(v)
	if err != nil {
		return err
	}
	return w.set(k, value)
}

func (w *writer) batch(b *changeset.Batch) error {
	for s, size := range b.Upon {
		l, ok := w.logs[s]
		if !ok {
			l = w.db.logState(s)
		}
		if l.head.Size != size {
			return emulation.Errorf(emulation.Conflict, "storage.log-moved", "scope", s.String(), "size", size, "now", l.head.Size)
		}
	}
	for i := range b.Entries {
		if err := w.entry(&b.Entries[i]); err != nil {
			return err
		}
	}
	if err := w.heads(b.Heads); err != nil {
		return err
	}
	for i := range b.Pending {
		if err := w.own(&b.Pending[i]); err != nil {
			return err
		}
	}
	for _, id := range b.Settled {
		at, ok := w.db.pending[id]
		if !ok {
			continue
		}
		if err := w.tx.Delete(key(tablePending, number(at.number))); err != nil {
			return err
		}
	}
	for id, p := range b.Places {
		if err := w.set(key(tablePlace, id[:]), p.Encode()); err != nil {
			return err
		}
	}
	for k, h := range b.Chains {
		if err := w.setCBOR(chainKey(k), h); err != nil {
			return err
		}
	}
	for s, h := range b.Own {
		if err := w.setCBOR(key(tableOwn, s[:]), h); err != nil {
			return err
		}
	}
	for ref, r := range b.Records {
		if err := w.record(ref, r); err != nil {
			return err
		}
	}
	if err := w.detached(b.Detached); err != nil {
		return err
	}
	for _, c := range b.Forgotten {
		if err := w.set(key(tableDetached, c[:]), nil); err != nil { // emptied, not deleted: a deleted row could come back
			return err
		}
	}
	for name, value := range b.Meta {
		if err := w.meta(name, value); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) meta(name string, value []byte) error {
	return w.set(key(tableMeta, []byte(name)), metaRow(value))
}

// metaRow is a small value: 1 ‖ value, or nothing where it is removed. Rows are emptied, not deleted: a deleted row could come back.
func metaRow(value []byte) []byte {
	if value == nil {
		return nil
	}
	return append([]byte{1}, value...)
}

func (w *writer) record(ref changeset.Ref, r *changeset.Record) error {
	k := recordKey(ref)
	if r == nil {
		return w.set(k, nil)
	}
	row, long, err := encodeRecord(r)
	if err != nil {
		return err
	}
	for hash, value := range long {
		vk := key(tableValue, hash[:])
		if have, err := w.tx.Has(vk); err != nil {
			return err
		} else if have {
			continue
		}
		if err := w.set(vk, value); err != nil {
			return err
		}
	}
	return w.set(k, row)
}

func (w *writer) detached(ds []changeset.Detached) error {
	for _, d := range ds {
		c := d.Commitment()
		if err := w.setCBOR(key(tableDetached, c[:]), d); err != nil {
			return err
		}
	}
	return nil
}

// missed are those of personal values that were not dropped.
func (w *writer) missed(ds []changeset.Detached) (missed []changeset.Detached, err error) {
	for _, d := range ds {
		c := d.Commitment()
		row, err := w.tx.Get(key(tableDetached, c[:]))
		if err != nil {
			return nil, err
		}
		if row == nil || len(row) > 0 {
			missed = append(missed, d)
		}
	}
	return missed, nil
}

// entry writes one leaf, which must be the next of its log; one that is there already must be the same, and gets the personal values that
// never stood beside it. One that was withdrawn does not come back.
func (w *writer) entry(e *changeset.Entry) error {
	l, ok := w.logs[e.Scope]
	if !ok {
		l = w.db.logState(e.Scope)
	}
	k := logKey(e.Scope, e.Leaf.Index)
	if e.Leaf.Index < l.head.Size {
		row, err := w.tx.Get(k)
		if err != nil {
			return err
		}
		old, err := decodeLogRow(k, row)
		if err != nil {
			return err
		}
		if !bytes.Equal(old.leaf, e.LeafRaw) || !bytes.Equal(old.raw, e.Raw) {
			return emulation.Errorf(emulation.Corrupt, "storage.log-differs", "scope", e.Scope.String(), "index", e.Leaf.Index)
		}
		late, err := w.missed(changeset.Late(e.Detached, old.detached))
		if err != nil || len(late) == 0 {
			return err
		}
		if err := w.detached(late); err != nil {
			return err
		}
		old.detached = append(old.detached, changeset.Commitments(late)...)
		return w.set(k, old.encode())
	}
	head, err := l.head.Extend(e)
	if err != nil {
		return err
	}
	w.logs[e.Scope] = logState{head: head, root: e.Root}
	row := logRow{root: e.Root, leaf: e.LeafRaw, detached: changeset.Commitments(e.Detached), raw: e.Raw}
	if err := w.detached(e.Detached); err != nil {
		return err
	}
	return w.set(k, row.encode())
}

// heads writes the heads of the logs; they must be those of the leaves just written.
func (w *writer) heads(given map[changeset.Scope]changeset.LogHead) error {
	for s, h := range given {
		l, ok := w.logs[s]
		if !ok {
			l = w.db.logState(s)
		}
		root := h.Root()
		if h.Size != l.head.Size || root != l.root {
			if h.Size < l.head.Size && !ok {
				continue // a batch written again
			}
			return emulation.Errorf(emulation.Corrupt, "storage.log-root", "scope", s.String(), "index", h.Size)
		}
		w.logs[s] = logState{head: h, root: root}
	}
	for s, l := range w.logs {
		if err := w.setCBOR(key(tableHead, s[:]), l.head); err != nil {
			return err
		}
	}
	return nil
}

// own writes a change of this desk that has no leaf yet; one that is here already, pending or logged, is left as it is.
func (w *writer) own(p *changeset.PendingChange) error {
	id := p.Change.Identity
	if _, ok := w.db.pending[id]; ok {
		return nil
	}
	if place, err := w.db.Place(id); err != nil || place != nil && place.First >= 0 {
		return err
	}
	n := w.nextOwn
	w.nextOwn++
	w.pending[id] = pendingAt{number: n, scope: p.Change.Scope}
	row := pendingRow{identity: id, tenant: p.Change.Tenant, detached: changeset.Commitments(p.Detached), raw: p.Change.Raw}
	if err := w.detached(p.Detached); err != nil {
		return err
	}
	return w.set(key(tablePending, number(n)), row.encode())
}
