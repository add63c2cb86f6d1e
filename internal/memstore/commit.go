package memstore

import (
	"bytes"
	"fmt"
	"slices"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Commit writes a batch, together or not at all; writing it again is harmless. Its errors are those of storage.DB: Unavailable, Invalid
// "storage.batch-too-large" and "storage.row-too-large", Corrupt where the batch contradicts what is stored.
func (db *DB) Commit(b *changeset.Batch) error {
	db.mu.Lock()
	defer db.mu.Unlock()
	if err := db.open(); err != nil {
		return err
	}
	w := &writer{rows: &db.Rows, logs: map[changeset.Scope][]changeset.Entry{}, heads: map[changeset.Scope]changeset.LogHead{}}
	for _, check := range []func(*changeset.Batch) error{w.upon, w.entries, w.checkHeads, w.records, w.weigh} {
		if err := check(b); err != nil {
			return err
		}
	}
	w.write(b)
	return nil
}

// writer checks a batch and then writes it.
type writer struct {
	rows    *Rows
	logs    map[changeset.Scope][]changeset.Entry // with the leaves that are new
	heads   map[changeset.Scope]changeset.LogHead
	changed map[changeset.Ref]*changeset.Record
	load    load
}

func (w *writer) head(scope changeset.Scope) changeset.LogHead {
	if h, ok := w.heads[scope]; ok {
		return h
	}
	return w.rows.Heads[scope]
}

// upon checks that the logs the batch was judged by are as they were.
func (w *writer) upon(b *changeset.Batch) error {
	for s, size := range b.Upon {
		if now := w.head(s).Size; now != size {
			return emulation.Errorf(emulation.Conflict, "storage.log-moved", "scope", s.String(), "size", size, "now", now)
		}
	}
	return nil
}

// entries checks that each leaf is the next of its log; one that is there already must be the same.
func (w *writer) entries(b *changeset.Batch) error {
	for _, e := range b.Entries {
		head, log := w.head(e.Scope), w.logs[e.Scope]
		if log == nil {
			log = w.rows.Logs[e.Scope] // readers see it up to its length of now
		}
		if e.Leaf.Index < head.Size {
			if old := log[e.Leaf.Index]; !bytes.Equal(old.LeafRaw, e.LeafRaw) || !bytes.Equal(old.Raw, e.Raw) {
				return emulation.Errorf(emulation.Corrupt, "storage.log-differs", "scope", e.Scope.String(), "index", e.Leaf.Index)
			}
			if late := w.rows.missed(changeset.Late(e.Detached, changeset.Commitments(log[e.Leaf.Index].Detached))); len(late) > 0 {
				log = slices.Clone(log)
				row := &log[e.Leaf.Index]
				row.Detached = append(slices.Clone(row.Detached), late...)
				w.logs[e.Scope] = log
			}
			continue
		}
		head, err := head.Extend(&e)
		if err != nil {
			return err
		}
		leaf, err := changeset.DecodeLeaf(e.LeafRaw)
		if err != nil {
			return fmt.Errorf("reading a leaf of %s: %w", e.Scope, err)
		}
		e.Leaf, e.LeafRaw, e.Detached = *leaf, bytes.Clone(e.LeafRaw), slices.Clone(e.Detached)
		if e.Raw = bytes.Clone(e.Raw); len(e.Raw) == 0 {
			e.Raw = nil
		}
		w.logs[e.Scope], w.heads[e.Scope] = append(log, e), head
		w.load.row(len(e.LeafRaw) + len(e.Raw) + 32*(len(e.Detached)+1))
	}
	return nil
}

// checkHeads checks that the heads are those of the leaves just written.
func (w *writer) checkHeads(b *changeset.Batch) error {
	for scope, h := range b.Heads {
		now := w.head(scope)
		if h.Size != now.Size || h.Root() != now.Root() {
			if _, fresh := w.heads[scope]; h.Size < now.Size && !fresh {
				continue // a batch written again
			}
			return emulation.Errorf(emulation.Corrupt, "storage.log-root", "scope", scope.String(), "index", h.Size)
		}
		w.heads[scope] = h
	}
	return nil
}

// records takes records through the bytes of their rows, as a disk would: what cannot be written down is seen.
func (w *writer) records(b *changeset.Batch) error {
	w.changed = make(map[changeset.Ref]*changeset.Record, len(b.Records))
	for ref, r := range b.Records {
		if r == nil {
			w.changed[ref] = nil
			continue
		}
		raw, err := changeset.Encode(r)
		if err != nil {
			return err
		}
		again, err := changeset.DecodeRecord(raw)
		if err != nil {
			return fmt.Errorf("a %s that cannot be read back: %w", ref.Kind, err)
		}
		w.changed[ref] = again
		w.load.record(len(raw), again, w.rows.Records[ref])
	}
	return nil
}

// weigh refuses what storage.DB would not take in one transaction.
func (w *writer) weigh(b *changeset.Batch) error {
	for _, p := range b.Pending {
		w.load.row(len(p.Change.Raw) + 32*(len(p.Detached)+1))
	}
	for _, d := range b.Detached {
		w.load.row(len(d.Value) + 32)
	}
	for _, v := range b.Meta {
		w.load.row(len(v) + 1)
	}
	w.load.rows += len(b.Places) + len(b.Chains) + len(b.Own)
	return w.load.error()
}

func (w *writer) write(b *changeset.Batch) {
	r := w.rows
	for i := range b.Entries {
		e := &b.Entries[i]
		if came := e.Detached; e.Leaf.Index < r.Heads[e.Scope].Size {
			r.detached(r.missed(came))
		} else {
			r.detached(came)
		}
	}
	for scope, log := range w.logs {
		r.Logs[scope] = log
	}
	for scope, h := range w.heads {
		r.Heads[scope] = h
	}
	for _, p := range b.Pending {
		place, known := r.Places[p.Change.Identity]
		if r.waits(p.Change.Identity) < 0 && (!known || place.First < 0) {
			r.detached(p.Detached)
			r.Waiting = append(r.Waiting, p)
		}
	}
	for _, id := range b.Settled {
		if i := r.waits(id); i >= 0 {
			r.Waiting = slices.Delete(r.Waiting, i, i+1)
		}
	}
	for id, p := range b.Places {
		r.Places[id] = p
	}
	for key, h := range b.Chains {
		r.Chains[key] = h
	}
	for scope, h := range b.Own {
		r.Own[scope] = h
	}
	for ref, record := range w.changed {
		r.record(ref, record)
	}
	r.detached(b.Detached)
	for _, c := range b.Forgotten {
		delete(r.Personal, c)
		r.Dropped[c] = true
	}
	for name, value := range b.Meta {
		if value == nil {
			delete(r.Values, name)
		} else {
			r.Values[name] = append([]byte{}, value...)
		}
	}
	for _, key := range b.Sealed {
		r.dropDraft(key)
	}
}

func (r *Rows) detached(values []changeset.Detached) {
	for _, d := range values {
		r.Personal[d.Commitment()] = d
		delete(r.Dropped, d.Commitment())
	}
}

// missed are those of personal values that were not dropped.
func (r *Rows) missed(values []changeset.Detached) []changeset.Detached {
	return emulation.Where(values, func(d changeset.Detached) bool { return !r.Dropped[d.Commitment()] })
}

// record writes or removes a record and keeps the order.
func (r *Rows) record(ref changeset.Ref, record *changeset.Record) {
	order := r.order[ref.Scope]
	at, found := slices.BinarySearchFunc(order, ref, changeset.Ref.Compare)
	switch {
	case record == nil && found:
		r.order[ref.Scope] = slices.Delete(order, at, at+1)
		delete(r.Records, ref)
	case record != nil:
		if !found {
			r.order[ref.Scope] = slices.Insert(order, at, ref)
		}
		r.Records[ref] = record
	}
}

// load is how much a batch is for the transaction of a disk.
type load struct {
	rows, bytes, longest int
}

// The limits of storage.DB: the longest row, the bytes and rows of a transaction, and from where on a value has a row of its own.
const (
	maxRow    = 1<<20 - 5
	maxBytes  = 1_200_000
	maxRows   = 13_000
	longValue = 8 << 10
)

func (l *load) row(size int) {
	l.rows++
	l.bytes += size
	l.longest = max(l.longest, size)
}

// record is a row without the long values that stand beside it, which are written once.
func (l *load) record(size int, r, old *changeset.Record) {
	stands := map[string]bool{}
	if old != nil {
		for _, versions := range old.Fields {
			for i := range versions {
				if v := versions[i].Value; len(v) >= longValue {
					stands[string(v)] = true
				}
			}
		}
	}
	for _, versions := range r.Fields {
		for i := range versions {
			v := versions[i].Value
			if len(v) < longValue {
				continue
			}
			size -= len(v)
			if !stands[string(v)] {
				stands[string(v)] = true
				l.row(len(v))
			}
		}
	}
	l.row(size)
}

func (l *load) error() error {
	switch {
	case l.longest > maxRow:
		return emulation.Errorf(emulation.Invalid, "storage.row-too-large", "bytes", l.longest)
	case l.bytes > maxBytes || l.rows > maxRows:
		return emulation.Errorf(emulation.Invalid, "storage.batch-too-large")
	}
	return nil
}
