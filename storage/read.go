package storage

import (
	"encoding/binary"
	"errors"
	"sort"

	"github.com/dgraph-io/badger/v4"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// get reads one row; nil if there is none.
func (db *DB) get(k []byte) ([]byte, error) {
	var out []byte
	err := db.view(func(txn *badger.Txn) (err error) {
		out, err = getRow(txn, k)
		return err
	})
	return out, err
}

func (db *DB) view(fn func(*badger.Txn) error) error {
	if !db.gate.enter() {
		return emulation.Errorf(emulation.Unavailable, "storage.closed")
	}
	defer db.gate.leave()
	return ours(db.badger.View(fn))
}

// ours gives Badger's errors a code.
func ours(err error) error {
	var e *emulation.Error
	switch {
	case err == nil || errors.As(err, &e):
		return err
	case errors.Is(err, badger.ErrDBClosed) || errors.Is(err, badger.ErrBlockedWrites):
		return emulation.Errorf(emulation.Unavailable, "storage.closed").Because(err)
	}
	return err
}

func getRow(txn *badger.Txn, k []byte) ([]byte, error) {
	item, err := txn.Get(k)
	if errors.Is(err, badger.ErrKeyNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, readError(k, err)
	}
	sealed, err := item.ValueCopy(nil)
	if err != nil {
		return nil, readError(k, err)
	}
	return openRow(k, sealed)
}

func readError(k []byte, err error) error {
	if errors.Is(err, badger.ErrDBClosed) {
		return err
	}
	return rowError(k).Because(err)
}

// scan visits the rows under a prefix, from a key on; both slices are valid during fn only.
func scan(txn *badger.Txn, prefix, from []byte, fn func(k, value []byte) error) error {
	it := txn.NewIterator(badger.IteratorOptions{Prefix: prefix, PrefetchValues: false})
	defer it.Close()
	for it.Seek(from); it.ValidForPrefix(prefix); it.Next() {
		k := it.Item().Key()
		err := it.Item().Value(func(sealed []byte) error {
			value, err := openRow(k, sealed)
			if err != nil {
				return err
			}
			return fn(k, value)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// getCBOR reads a row into v; false if there is none.
func (db *DB) getCBOR(k []byte, v any) (bool, error) {
	row, err := db.get(k)
	if err != nil || row == nil {
		return false, err
	}
	if err := changeset.Load(row, v); err != nil {
		return false, rowError(k).Because(err)
	}
	return true, nil
}

// Scopes lists the logs this store holds, in order.
func (db *DB) Scopes() ([]changeset.Scope, error) {
	db.state.RLock()
	defer db.state.RUnlock()
	out := make([]changeset.Scope, 0, len(db.logs))
	for s := range db.logs {
		out = append(out, s)
	}
	sort.Slice(out, func(a, b int) bool { return string(out[a][:]) < string(out[b][:]) })
	return out, nil
}

func (db *DB) logState(scope changeset.Scope) logState {
	db.state.RLock()
	defer db.state.RUnlock()
	return db.logs[scope]
}

// Log is the head of a scope's log.
func (db *DB) Log(scope changeset.Scope) (changeset.LogHead, error) {
	return db.logState(scope).head, nil
}

// RootAt is the root of a scope's log when it had size leaves; false if it never had.
func (db *DB) RootAt(scope changeset.Scope, size uint64) (emulation.Hash, bool, error) {
	l := db.logState(scope)
	switch {
	case size == 0:
		return emulation.Hash{}, true, nil
	case size > l.head.Size:
		return emulation.Hash{}, false, nil
	case size == l.head.Size:
		return l.root, true, nil
	}
	k := logKey(scope, size-1)
	row, err := db.get(k)
	if err != nil {
		return emulation.Hash{}, false, err
	}
	r, err := decodeLogRow(k, row)
	if err != nil {
		return emulation.Hash{}, false, err
	}
	return r.root, true, nil
}

// Chain is the end of one chain as logged.
func (db *DB) Chain(key changeset.ChainKey) (h changeset.ChainHead, err error) {
	_, err = db.getCBOR(chainKey(key), &h)
	return h, err
}

// Own is the end of this desk's own chain in a scope, pending changes included.
func (db *DB) Own(scope changeset.Scope) (changeset.ChainHead, error) {
	db.state.RLock()
	defer db.state.RUnlock()
	return db.own[scope], nil
}

// Place is where an identity stands; nil if it is unknown.
func (db *DB) Place(id changeset.Identity) (*changeset.Place, error) {
	p := new(changeset.Place)
	ok, err := db.getCBOR(key(tablePlace, id[:]), p)
	if !ok {
		return nil, err
	}
	return p, nil
}

// Entry is one row of a log; nil if there is none.
func (db *DB) Entry(scope changeset.Scope, index uint64) (e *changeset.Entry, err error) {
	if index >= db.logState(scope).head.Size {
		return nil, nil
	}
	err = db.view(func(txn *badger.Txn) error {
		k := logKey(scope, index)
		row, err := getRow(txn, k)
		if err != nil {
			return err
		}
		e, err = readEntry(txn, scope, k, row)
		return err
	})
	return e, err
}

// readEntry makes an Entry of a log row and adds the personal values that are still here.
func readEntry(txn *badger.Txn, scope changeset.Scope, k, row []byte) (*changeset.Entry, error) {
	r, err := decodeLogRow(k, row)
	if err != nil {
		return nil, err
	}
	leaf, err := changeset.DecodeLeaf(r.leaf)
	if err != nil {
		return nil, rowError(k).Because(err)
	}
	e := &changeset.Entry{Scope: scope, Leaf: *leaf, LeafRaw: r.leaf, Root: r.root}
	if len(r.raw) > 0 {
		e.Raw = r.raw
	}
	e.Detached, err = readDetached(txn, r.detached)
	return e, err
}

func readDetached(txn *badger.Txn, names []emulation.Hash) ([]changeset.Detached, error) {
	var out []changeset.Detached
	for _, c := range names {
		k := key(tableDetached, c[:])
		row, err := getRow(txn, k)
		if err != nil {
			return nil, err
		}
		if row == nil {
			continue // withdrawn
		}
		var d changeset.Detached
		if err := changeset.Load(row, &d); err != nil || d.Commitment() != c {
			return nil, rowError(k).Because(err)
		}
		out = append(out, d)
	}
	return out, nil
}

// Entries visits a log from an index on, in order. A missing row is an error with code Corrupt.
func (db *DB) Entries(scope changeset.Scope, from uint64, fn func(*changeset.Entry) error) error {
	size := db.logState(scope).head.Size
	next := from
	err := db.view(func(txn *badger.Txn) error {
		prefix := key(tableLog, scope[:])
		return scan(txn, prefix, logKey(scope, from), func(k, value []byte) error {
			index := binary.BigEndian.Uint64(k[len(prefix):])
			if index >= size {
				return errStop
			}
			if index != next {
				return rowError(k)
			}
			next++
			e, err := readEntry(txn, scope, k, append([]byte(nil), value...))
			if err != nil {
				return err
			}
			return fn(e)
		})
	})
	if err == errStop {
		err = nil
	}
	if err == nil && next < size {
		return rowError(logKey(scope, next))
	}
	return err
}

var errStop = errors.New("stop")

// Pending visits the own changes without a leaf, in the order they were made.
func (db *DB) Pending(fn func(changeset.PendingChange) error) error {
	return db.view(func(txn *badger.Txn) error {
		prefix := key(tablePending)
		return scan(txn, prefix, prefix, func(k, value []byte) error {
			r, err := decodePendingRow(k, append([]byte(nil), value...))
			if err != nil {
				return err
			}
			if !db.isPending(r.identity) {
				return nil // settled; the row is a deleted one come back
			}
			c, err := changeset.Decode(r.tenant, r.raw)
			if err != nil || c.Identity != r.identity {
				return rowError(k).Because(err)
			}
			detached, err := readDetached(txn, r.detached)
			if err != nil {
				return err
			}
			return fn(changeset.PendingChange{Change: c, Detached: detached})
		})
	})
}

func (db *DB) isPending(id changeset.Identity) bool {
	db.state.RLock()
	defer db.state.RUnlock()
	_, ok := db.pending[id]
	return ok
}

// Change gives the signed bytes of an identity, logged or pending; nil if unknown.
func (db *DB) Change(id changeset.Identity) ([]byte, error) {
	db.state.RLock()
	n, pending := db.pending[id]
	db.state.RUnlock()
	if pending {
		k := key(tablePending, number(n))
		row, err := db.get(k)
		if row != nil {
			r, err := decodePendingRow(k, row)
			if err != nil {
				return nil, err
			}
			return r.raw, nil
		}
		if err != nil {
			return nil, err
		}
	}
	p, err := db.Place(id)
	if err != nil || p == nil || p.First < 0 {
		return nil, err
	}
	k := logKey(p.Scope, uint64(p.First))
	row, err := db.get(k)
	if err != nil || row == nil {
		return nil, err
	}
	r, err := decodeLogRow(k, row)
	if err != nil {
		return nil, err
	}
	return r.raw, nil
}

// Detached gives a personal value by its commitment; nil if it is not here or was withdrawn.
func (db *DB) Detached(commitment emulation.Hash) (*changeset.Detached, error) {
	var out []changeset.Detached
	err := db.view(func(txn *badger.Txn) (err error) {
		out, err = readDetached(txn, []emulation.Hash{commitment})
		return err
	})
	if len(out) == 0 {
		return nil, err
	}
	return &out[0], nil
}

// Meta gives a small named value; nil if unset.
func (db *DB) Meta(name string) ([]byte, error) {
	row, err := db.get(key(tableMeta, []byte(name)))
	if len(row) == 0 {
		return nil, err
	}
	return row[1:], nil
}

// Record is one record; nil if there is none. The caller may change what it gets.
func (db *DB) Record(ref changeset.Ref) (r *changeset.Record, err error) {
	err = db.view(func(txn *badger.Txn) error {
		k := recordKey(ref)
		row, err := getRow(txn, k)
		if err != nil || len(row) == 0 {
			return err
		}
		r, err = decodeRecord(k, row, longValues(txn))
		return err
	})
	return r, err
}

// longValues reads values that stand in rows of their own.
func longValues(txn *badger.Txn) func(emulation.Hash) ([]byte, error) {
	return func(h emulation.Hash) ([]byte, error) {
		k := key(tableValue, h[:])
		v, err := getRow(txn, k)
		if err == nil && v == nil {
			return nil, rowError(k)
		}
		return v, err
	}
}

// EachRecord visits the records of one kind of one owner in order of id; a zero group visits all owners, an empty kind all kinds (shorter
// names of kinds first).
func (db *DB) EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error {
	return db.view(func(txn *badger.Txn) error {
		prefix := kindPrefix(scope, kind, group)
		return scan(txn, prefix, prefix, func(k, value []byte) error {
			if len(value) == 0 {
				return nil
			}
			ref, ok := parseRecordKey(k)
			if !ok {
				return rowError(k)
			}
			if !group.IsZero() && ref.Group != group {
				return nil
			}
			r, err := decodeRecord(k, value, longValues(txn))
			if err != nil {
				return err
			}
			return fn(ref, r)
		})
	})
}
