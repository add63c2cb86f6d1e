package postgres

import (
	"bytes"
	"errors"
	"maps"
	"slices"

	"github.com/jackc/pgx/v5"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// get reads one value; nil if there is none.
func (db *DB) get(statement string, args ...any) (value []byte, err error) {
	if err = db.row(statement, args, &value); errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	return value, err
}

// load reads a value of a table into v; false if there is none.
func (db *DB) load(v any, table, statement string, args ...any) (bool, error) {
	value, err := db.get(statement, args...)
	if err != nil || value == nil {
		return false, err
	}
	if err := changeset.Load(value, v); err != nil {
		return false, damaged(table).Because(err)
	}
	return true, nil
}

// log is the head of a log, from memory where it is certain.
func (db *DB) log(scope changeset.Scope) (logState, error) {
	db.mu.RLock()
	l, ok := db.logs[scope]
	certain := ok || !db.all[scope]
	db.mu.RUnlock()
	if certain {
		return l, nil
	}
	_, err := db.load(&l.head, "heads", selectHead, scopeHash(scope))
	l.root = l.head.Root()
	return l, err
}

// Scopes lists the logs that are here, in order.
func (db *DB) Scopes() ([]changeset.Scope, error) {
	db.mu.RLock()
	defer db.mu.RUnlock()
	return slices.SortedFunc(maps.Keys(db.all), func(a, b changeset.Scope) int { return bytes.Compare(a[:], b[:]) }), nil
}

// Log is the head of a scope's log.
func (db *DB) Log(scope changeset.Scope) (changeset.LogHead, error) {
	l, err := db.log(scope)
	return l.head, err
}

// RootAt is the root of a scope's log when it had size leaves; false if it never had.
func (db *DB) RootAt(scope changeset.Scope, size uint64) (root emulation.Hash, ok bool, err error) {
	l, err := db.log(scope)
	switch {
	case err != nil || size > l.head.Size:
		return emulation.Hash{}, false, err
	case size == 0:
		return emulation.Hash{}, true, nil
	case size == l.head.Size:
		return l.root, true, nil
	}
	raw, err := db.get(selectRoot, scopeHash(scope), int64(size-1))
	if err != nil {
		return root, false, err
	}
	if len(raw) != len(root) {
		return root, false, damaged("leaves")
	}
	return emulation.Hash(raw), true, nil
}

// Chain is the end of one chain as logged.
func (db *DB) Chain(key changeset.ChainKey) (h changeset.ChainHead, err error) {
	_, err = db.load(&h, "chains", selectChain, scopeHash(key.Scope), key.Log[:], int64(key.Epoch))
	return h, err
}

// Place is where an identity stands; nil if it is unknown.
func (db *DB) Place(id changeset.Identity) (*changeset.Place, error) {
	p := new(changeset.Place)
	ok, err := db.load(p, "places", selectPlace, id[:])
	if !ok {
		return nil, err
	}
	return p, nil
}

// Entry is one row of a log; nil if there is none.
func (db *DB) Entry(scope changeset.Scope, index uint64) (e *changeset.Entry, err error) {
	l, err := db.log(scope)
	if err != nil || index >= l.head.Size {
		return nil, err
	}
	err = db.page(scope, index, index+1, func(found *changeset.Entry) error { e = found; return nil })
	return e, err
}

// The rows that are read from a log at once.
const pageRows = 256

// Entries visits a log from an index on, in order, as far as it reaches now. A missing row is an error with code Corrupt.
func (db *DB) Entries(scope changeset.Scope, from uint64, fn func(*changeset.Entry) error) error {
	if db.closed.Load() {
		return db.Writable()
	}
	l, err := db.log(scope)
	for ; err == nil && from < l.head.Size; from += pageRows {
		err = db.page(scope, from, min(from+pageRows, l.head.Size), fn)
	}
	return err
}

// page visits the rows of a log from one index to before another, with their personal values.
func (db *DB) page(scope changeset.Scope, from, to uint64, fn func(*changeset.Entry) error) error {
	rows, err := list(db, selectLeaves, []any{scopeHash(scope), int64(from), int64(to)}, scanLeaf)
	if err != nil {
		return err
	}
	if uint64(len(rows)) != to-from {
		return damaged("leaves")
	}
	entries, named := make([]*changeset.Entry, len(rows)), make([][]emulation.Hash, len(rows))
	var all []emulation.Hash
	for i := range rows {
		if rows[i].index != int64(from)+int64(i) {
			return damaged("leaves")
		}
		if entries[i], named[i], err = rows[i].entry(scope); err != nil {
			return err
		}
		all = append(all, named[i]...)
	}
	values, err := db.values(all)
	if err != nil {
		return err
	}
	for i, e := range entries {
		for _, c := range named[i] {
			if d, ok := values[c]; ok {
				e.Detached = append(e.Detached, d)
			}
		}
		if err := fn(e); err != nil {
			return err
		}
	}
	return nil
}

// values are the personal values of some commitments, as far as they are here.
func (db *DB) values(of []emulation.Hash) (map[emulation.Hash]changeset.Detached, error) {
	if len(of) == 0 {
		return nil, nil
	}
	rows, err := list(db, selectPersonal, []any{slices.Collect(each(of))}, scanPersonal)
	out := make(map[emulation.Hash]changeset.Detached, len(rows))
	for i := range rows {
		if rows[i].value == nil {
			continue // dropped
		}
		d, err := rows[i].read()
		if err != nil {
			return nil, err
		}
		out[d.Commitment()] = d
	}
	return out, err
}

// Detached gives a personal value by its commitment; nil if it is not here or was withdrawn.
func (db *DB) Detached(commitment emulation.Hash) (*changeset.Detached, error) {
	here, err := db.values([]emulation.Hash{commitment})
	if d, ok := here[commitment]; ok {
		return &d, nil
	}
	return nil, err
}

// Change gives the signed bytes of an identity; nil if unknown.
func (db *DB) Change(id changeset.Identity) ([]byte, error) {
	p, err := db.Place(id)
	if err != nil || p == nil || p.First < 0 {
		return nil, err
	}
	return db.get(selectChange, scopeHash(p.Scope), p.First)
}

// Meta gives a small named value; nil if unset.
func (db *DB) Meta(name string) ([]byte, error) {
	return db.get(selectSetting, hashOf([]byte(name)))
}

// Record is one record; nil if there is none. The caller may change what it gets.
func (db *DB) Record(ref changeset.Ref) (*changeset.Record, error) {
	raw, err := db.get(selectRecord, scopeHash(ref.Scope), kindOf(ref.Kind), ref.Group[:], ref.ID[:])
	if err != nil || raw == nil {
		return nil, err
	}
	return readRecord(raw)
}

func readRecord(raw []byte) (*changeset.Record, error) {
	r, err := changeset.DecodeRecord(raw)
	if err != nil {
		return nil, damaged("records").Because(err)
	}
	return r, nil
}

// EachRecord visits the records of one kind of one owner in order of id; a zero group visits all owners, an empty kind all kinds (shorter
// names of kinds first). Their rows are read before the first visit: they are of one moment.
func (db *DB) EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error {
	statement, args := selectAllRecords, []any{scopeHash(scope)}
	if kind != "" {
		statement, args = selectKind, append(args, kindOf(kind))
		if !group.IsZero() {
			statement, args = selectKindOfOwner, append(args, group[:])
		}
	}
	rows, err := list(db, statement, args, scanRecord)
	for i := range rows {
		ref, err := rows[i].ref(scope)
		if err != nil {
			return err
		}
		if !group.IsZero() && ref.Group != group {
			continue
		}
		r, err := readRecord(rows[i].record)
		if err != nil {
			return err
		}
		rows[i].record = nil
		if err := fn(ref, r); err != nil {
			return err
		}
	}
	return err
}
