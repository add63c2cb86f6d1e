package storage

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"maps"
	"slices"
	"sync"

	"thidua/emulation"
	"thidua/storage/found"
	"thidua/storage/kv"
	"thidua/sync/changeset"
)

// reader is what a data folder is asked for: its rows, and the ends of logs and chains, which are kept in memory.
type reader struct {
	rows *kv.DB
	gate gate

	state   sync.RWMutex // guards what follows, which is read far more often than written
	logs    map[changeset.Scope]logState
	own     map[changeset.Scope]changeset.ChainHead
	pending map[changeset.Identity]pendingAt
	nextOwn uint64 // number of the next pending row
	commits uint64
	inRows  int // the schema that the rows say they are of; 0 if they say none
}

// pendingAt is where an own change without a leaf stands.
type pendingAt struct {
	number uint64 // of its row
	scope  changeset.Scope
}

type logState struct {
	head changeset.LogHead
	root emulation.Hash
}

func newReader() *reader {
	r := new(reader)
	r.forget()
	return r
}

// forget empties the memory.
func (rd *reader) forget() {
	rd.logs, rd.own, rd.pending = map[changeset.Scope]logState{}, map[changeset.Scope]changeset.ChainHead{}, map[changeset.Identity]pendingAt{}
	rd.nextOwn, rd.commits = 0, 0
}

// view lets fn read one moment of the rows, unless the store was closed.
func (rd *reader) view(fn func(*kv.Tx) error) error {
	if !rd.gate.enter() {
		return emulation.Errorf(emulation.Unavailable, "storage.closed")
	}
	defer rd.gate.leave()
	return rd.rows.View(fn)
}

// get reads one row; nil if there is none.
func (rd *reader) get(k []byte) (row []byte, err error) {
	err = rd.view(func(tx *kv.Tx) error {
		row, err = tx.Get(k)
		return err
	})
	return row, err
}

// load reads a row into v; false if there is none.
func (rd *reader) load(k []byte, v any) (bool, error) {
	row, err := rd.get(k)
	if err != nil || row == nil {
		return false, err
	}
	if err := changeset.Load(row, v); err != nil {
		return false, kv.Damaged(k).Because(err)
	}
	return true, nil
}

// Scopes lists the logs this store holds, in order.
func (rd *reader) Scopes() ([]changeset.Scope, error) {
	rd.state.RLock()
	defer rd.state.RUnlock()
	return slices.SortedFunc(maps.Keys(rd.logs), func(a, b changeset.Scope) int { return bytes.Compare(a[:], b[:]) }), nil
}

func (rd *reader) logState(scope changeset.Scope) logState {
	rd.state.RLock()
	defer rd.state.RUnlock()
	return rd.logs[scope]
}

// Log is the head of a scope's log.
func (rd *reader) Log(scope changeset.Scope) (changeset.LogHead, error) {
	return rd.logState(scope).head, nil
}

// RootAt is the root of a scope's log when it had size leaves; false if it never had.
func (rd *reader) RootAt(scope changeset.Scope, size uint64) (root emulation.Hash, ok bool, err error) {
	defer found.Doing("reading a root", &err)
	l := rd.logState(scope)
	switch {
	case size == 0:
		return emulation.Hash{}, true, nil
	case size > l.head.Size:
		return emulation.Hash{}, false, nil
	case size == l.head.Size:
		return l.root, true, nil
	}
	k := logKey(scope, size-1)
	row, err := rd.get(k)
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
func (rd *reader) Chain(key changeset.ChainKey) (h changeset.ChainHead, err error) {
	defer found.Doing("reading a chain", &err)
	_, err = rd.load(chainKey(key), &h)
	return h, err
}

// Own is the end of this desk's own chain in a scope, pending changes included.
func (rd *reader) Own(scope changeset.Scope) (changeset.ChainHead, error) {
	rd.state.RLock()
	defer rd.state.RUnlock()
	return rd.own[scope], nil
}

// Place is where an identity stands; nil if it is unknown.
func (rd *reader) Place(id changeset.Identity) (p *changeset.Place, err error) {
	defer found.Doing("reading a place", &err)
	p = new(changeset.Place)
	ok, err := rd.load(key(tablePlace, id[:]), p)
	if !ok {
		return nil, err
	}
	return p, nil
}

// Entry is one row of a log; nil if there is none.
func (rd *reader) Entry(scope changeset.Scope, index uint64) (e *changeset.Entry, err error) {
	defer found.Doing("reading a log", &err)
	if index >= rd.logState(scope).head.Size {
		return nil, nil
	}
	err = rd.view(func(tx *kv.Tx) error {
		k := logKey(scope, index)
		row, err := tx.Get(k)
		if err != nil {
			return err
		}
		e, err = readEntry(tx, scope, k, row)
		return err
	})
	return e, err
}

// readEntry makes an Entry of a log row and adds the personal values that are still here.
func readEntry(tx *kv.Tx, scope changeset.Scope, k, row []byte) (*changeset.Entry, error) {
	r, err := decodeLogRow(k, row)
	if err != nil {
		return nil, err
	}
	leaf, err := changeset.DecodeLeaf(r.leaf)
	if err != nil {
		return nil, kv.Damaged(k).Because(err)
	}
	e := &changeset.Entry{Scope: scope, Leaf: *leaf, LeafRaw: r.leaf, Root: r.root}
	if len(r.raw) > 0 {
		e.Raw = r.raw
	}
	e.Detached, err = readDetached(tx, r.detached)
	return e, err
}

func readDetached(tx *kv.Tx, names []emulation.Hash) ([]changeset.Detached, error) {
	var out []changeset.Detached
	for _, c := range names {
		k := key(tableDetached, c[:])
		row, err := tx.Get(k)
		if err != nil {
			return nil, err
		}
		if len(row) == 0 {
			continue // dropped
		}
		var d changeset.Detached
		if err := changeset.Load(row, &d); err != nil || d.Commitment() != c {
			return nil, kv.Damaged(k).Because(err)
		}
		out = append(out, d)
	}
	return out, nil
}

// Entries visits a log from an index on, in order. A missing row is an error with code Corrupt.
func (rd *reader) Entries(scope changeset.Scope, from uint64, fn func(*changeset.Entry) error) (err error) {
	var theirs error
	defer visiting("reading a log", &err, &theirs)
	size := rd.logState(scope).head.Size
	next := from
	err = rd.view(func(tx *kv.Tx) error {
		prefix := key(tableLog, scope[:])
		return tx.Scan(context.Background(), prefix, logKey(scope, from), func(k, value []byte) error {
			index := binary.BigEndian.Uint64(k[len(prefix):])
			if index >= size {
				return errStop
			}
			if index != next {
				return kv.Damaged(k)
			}
			next++
			e, err := readEntry(tx, scope, k, append([]byte(nil), value...))
			if err != nil {
				return err
			}
			theirs = fn(e)
			return theirs
		})
	})
	if err == errStop {
		err = nil
	}
	if err == nil && next < size {
		return kv.Damaged(logKey(scope, next))
	}
	return err
}

var errStop = errors.New("stop")

// visiting is found.Doing where somebody's visits are paid: an error of theirs comes back as it is.
func visiting(what string, err, theirs *error) {
	if *theirs == nil {
		found.Doing(what, err)
	}
}

// Pending visits the own changes without a leaf, in the order they were made.
func (rd *reader) Pending(fn func(changeset.PendingChange) error) (err error) {
	var theirs error
	defer visiting("reading what waits for a leaf", &err, &theirs)
	return rd.view(func(tx *kv.Tx) error {
		prefix := key(tablePending)
		return tx.Scan(context.Background(), prefix, prefix, func(k, value []byte) error {
			r, err := decodePendingRow(k, append([]byte(nil), value...))
			if err != nil {
				return err
			}
			if !rd.isPending(r.identity) {
				return nil // settled; the row is a deleted one come back
			}
			c, err := changeset.Decode(r.tenant, r.raw)
			if err != nil || c.Identity != r.identity {
				return kv.Damaged(k).Because(err)
			}
			detached, err := readDetached(tx, r.detached)
			if err != nil {
				return err
			}
			theirs = fn(changeset.PendingChange{Change: c, Detached: detached})
			return theirs
		})
	})
}

// PendingIn counts the own changes without a leaf, by log.
func (rd *reader) PendingIn() (map[changeset.Scope]int, error) {
	if !rd.gate.enter() {
		return nil, emulation.Errorf(emulation.Unavailable, "storage.closed")
	}
	defer rd.gate.leave()
	rd.state.RLock()
	defer rd.state.RUnlock()
	counts := map[changeset.Scope]int{}
	for _, at := range rd.pending {
		counts[at.scope]++
	}
	return counts, nil
}

func (rd *reader) isPending(id changeset.Identity) bool {
	rd.state.RLock()
	defer rd.state.RUnlock()
	_, ok := rd.pending[id]
	return ok
}

// Change gives the signed bytes of an identity, logged or pending; nil if unknown.
func (rd *reader) Change(id changeset.Identity) (raw []byte, err error) {
	defer found.Doing("reading a change", &err)
	rd.state.RLock()
	at, pending := rd.pending[id]
	rd.state.RUnlock()
	if pending {
		k := key(tablePending, number(at.number))
		row, err := rd.get(k)
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
	p, err := rd.Place(id)
	if err != nil || p == nil || p.First < 0 {
		return nil, err
	}
	k := logKey(p.Scope, uint64(p.First))
	row, err := rd.get(k)
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
func (rd *reader) Detached(commitment emulation.Hash) (d *changeset.Detached, err error) {
	defer found.Doing("reading a personal value", &err)
	var out []changeset.Detached
	err = rd.view(func(tx *kv.Tx) (err error) {
		out, err = readDetached(tx, []emulation.Hash{commitment})
		return err
	})
	if len(out) == 0 {
		return nil, err
	}
	return &out[0], nil
}

// Meta gives a small named value; nil if unset.
func (rd *reader) Meta(name string) (value []byte, err error) {
	defer found.Doing("reading a setting", &err)
	row, err := rd.get(key(tableMeta, []byte(name)))
	if len(row) == 0 {
		return nil, err
	}
	return row[1:], nil
}

// Record is one record; nil if there is none. The caller may change what it gets.
func (rd *reader) Record(ref changeset.Ref) (r *changeset.Record, err error) {
	defer found.Doing("reading a record", &err)
	err = rd.view(func(tx *kv.Tx) error {
		k := recordKey(ref)
		row, err := tx.Get(k)
		if err != nil || len(row) == 0 {
			return err
		}
		r, err = decodeRecord(k, row, longValues(tx))
		return err
	})
	return r, err
}

// longValues reads values that stand in rows of their own.
func longValues(tx *kv.Tx) func(emulation.Hash) ([]byte, error) {
	return func(h emulation.Hash) ([]byte, error) {
		k := key(tableValue, h[:])
		v, err := tx.Get(k)
		if err == nil && v == nil {
			return nil, kv.Damaged(k)
		}
		return v, err
	}
}

// EachRecord visits the records of one kind of one owner in order of id; a zero group visits all owners, an empty kind all kinds (shorter
// names of kinds first).
func (rd *reader) EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) (err error) {
	var theirs error
	defer visiting("reading records", &err, &theirs)
	return rd.view(func(tx *kv.Tx) error {
		prefix, long := kindPrefix(scope, kind, group), longValues(tx)
		return tx.Scan(context.Background(), prefix, prefix, func(k, value []byte) error {
			if len(value) == 0 {
				return nil
			}
			ref, ok := parseRecordKey(k)
			if !ok {
				return kv.Damaged(k)
			}
			if !group.IsZero() && ref.Group != group {
				return nil
			}
			r, err := decodeRecord(k, bytes.Clone(value), long)
			if err != nil {
				return err
			}
			theirs = fn(ref, r)
			return theirs
		})
	})
}
