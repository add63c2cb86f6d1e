package memstore

import (
	"bytes"
	"maps"
	"slices"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// look reads under the lock; nothing can be read of a closed store.
func (db *DB) look(fn func()) error {
	db.mu.RLock()
	defer db.mu.RUnlock()
	if err := db.open(); err != nil {
		return err
	}
	fn()
	return nil
}

// Scopes lists the logs this store holds, in order.
func (db *DB) Scopes() ([]changeset.Scope, error) {
	db.mu.RLock()
	defer db.mu.RUnlock()
	return slices.SortedFunc(maps.Keys(db.Heads), func(a, b changeset.Scope) int { return bytes.Compare(a[:], b[:]) }), nil
}

// Log is the head of a scope's log.
func (db *DB) Log(scope changeset.Scope) (changeset.LogHead, error) {
	db.mu.RLock()
	defer db.mu.RUnlock()
	return db.Heads[scope], nil
}

// RootAt is the root of a scope's log when it had size leaves; false if it never had.
func (db *DB) RootAt(scope changeset.Scope, size uint64) (root emulation.Hash, ok bool, err error) {
	err = db.look(func() {
		rows := db.Logs[scope]
		if ok = size <= uint64(len(rows)); ok && size > 0 {
			root = rows[size-1].Root
		}
	})
	return root, ok, err
}

// Chain is the end of one chain as logged.
func (db *DB) Chain(key changeset.ChainKey) (h changeset.ChainHead, err error) {
	err = db.look(func() { h = db.Chains[key] })
	return h, err
}

// Own is the end of this desk's own chain in a scope, pending changes included.
func (db *DB) Own(scope changeset.Scope) (changeset.ChainHead, error) {
	db.mu.RLock()
	defer db.mu.RUnlock()
	return db.Rows.Own[scope], nil
}

// Place is where an identity stands; nil if it is unknown.
func (db *DB) Place(id changeset.Identity) (place *changeset.Place, err error) {
	err = db.look(func() {
		if p, ok := db.Places[id]; ok {
			place = &p
		}
	})
	return place, err
}

// Entry is one row of a log; nil if there is none.
func (db *DB) Entry(scope changeset.Scope, index uint64) (e *changeset.Entry, err error) {
	err = db.look(func() {
		if rows := db.Logs[scope]; index < uint64(len(rows)) {
			e = db.copyEntry(&rows[index])
		}
	})
	return e, err
}

// Entries visits a log from an index on, in order.
func (db *DB) Entries(scope changeset.Scope, from uint64, fn func(*changeset.Entry) error) error {
	var rows []changeset.Entry
	err := db.look(func() { rows = db.Logs[scope] })
	for i := from; err == nil && i < uint64(len(rows)); i++ {
		var e *changeset.Entry
		if err = db.look(func() { e = db.copyEntry(&rows[i]) }); err == nil {
			err = fn(e)
		}
	}
	return err
}

// copyEntry copies a row, which the caller may change, with the personal values that are still here.
func (r *Rows) copyEntry(e *changeset.Entry) *changeset.Entry {
	c := *e
	c.LeafRaw, c.Raw, c.Detached = bytes.Clone(e.LeafRaw), bytes.Clone(e.Raw), r.missed(e.Detached)
	return &c
}

// Pending visits the own changes without a leaf, in the order they were made.
func (db *DB) Pending(fn func(changeset.PendingChange) error) error {
	var waiting []changeset.PendingChange
	err := db.look(func() { waiting = slices.Clone(db.Waiting) })
	for _, p := range waiting {
		if err == nil {
			err = fn(p)
		}
	}
	return err
}

// PendingIn counts the own changes without a leaf, by log.
func (db *DB) PendingIn() (map[changeset.Scope]int, error) {
	counts := map[changeset.Scope]int{}
	return counts, db.look(func() {
		for i := range db.Waiting {
			counts[db.Waiting[i].Change.Scope]++
		}
	})
}

// Change gives the signed bytes of an identity, logged or pending; nil if unknown.
func (db *DB) Change(id changeset.Identity) (raw []byte, err error) {
	err = db.look(func() {
		if i := db.waits(id); i >= 0 {
			raw = db.Waiting[i].Change.Raw
		} else if p, ok := db.Places[id]; ok && p.First >= 0 && p.First < int64(len(db.Logs[p.Scope])) {
			raw = db.Logs[p.Scope][p.First].Raw
		}
	})
	return bytes.Clone(raw), err
}

func (r *Rows) waits(id changeset.Identity) int {
	return slices.IndexFunc(r.Waiting, func(p changeset.PendingChange) bool { return p.Change.Identity == id })
}

// Detached gives a personal value by its commitment; nil if it is not here or was withdrawn.
func (db *DB) Detached(commitment emulation.Hash) (out *changeset.Detached, err error) {
	err = db.look(func() {
		if d, ok := db.Personal[commitment]; ok {
			out = &d
		}
	})
	return out, err
}

// Meta gives a small named value; nil if unset.
func (db *DB) Meta(name string) (value []byte, err error) {
	err = db.look(func() { value = bytes.Clone(db.Values[name]) })
	return value, err
}

// Record is one record; nil if there is none. The caller may change what it gets.
func (db *DB) Record(ref changeset.Ref) (r *changeset.Record, err error) {
	err = db.look(func() { r = db.Records[ref] })
	return copyRecord(r), err
}

// EachRecord visits the records of one kind of one owner in order of id; a zero group visits all owners, an empty kind all kinds (shorter
// names of kinds first).
func (db *DB) EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error {
	var refs []changeset.Ref
	var records []*changeset.Record
	err := db.look(func() {
		order := db.order[scope]
		if kind != "" {
			at, _ := slices.BinarySearchFunc(order, changeset.Ref{Scope: scope, Kind: kind, Group: group}, changeset.Ref.Compare)
			order = order[at:]
		}
		for _, ref := range order {
			if kind != "" && (ref.Kind != kind || !group.IsZero() && ref.Group != group) {
				return
			}
			if group.IsZero() || ref.Group == group {
				refs, records = append(refs, ref), append(records, db.Records[ref])
			}
		}
	})
	for i, ref := range refs {
		if err == nil {
			err = fn(ref, copyRecord(records[i]))
		}
	}
	return err
}

// copyRecord copies a record, which the caller may change: its values lie one behind the other in one piece of memory.
func copyRecord(r *changeset.Record) *changeset.Record {
	if r == nil {
		return nil
	}
	size := 0
	for _, versions := range r.Fields {
		for i := range versions {
			size += len(versions[i].Value)
		}
	}
	values := make([]byte, 0, size)
	c := &changeset.Record{Key: r.Key, Fields: make(map[string][]changeset.Version, len(r.Fields))}
	for field, versions := range r.Fields {
		versions = slices.Clone(versions)
		for i := range versions {
			at := len(values)
			values = append(values, versions[i].Value...)
			versions[i].Value = values[at:len(values):len(values)]
			versions[i].Expects = slices.Clone(versions[i].Expects)
		}
		c.Fields[field] = versions
	}
	return c
}
