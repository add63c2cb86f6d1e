// Package memstore is a store on maps: logs, records, own changes, drafts and evidence files in the memory of one process, with the contract
// of storage.DB, which the same tests hold both to (package storetest).
//
// It serves tests, and a book that is read once and thrown away. It must not be used where something a person typed has to outlive the
// process, and knows nothing of files; a Disk keeps its stores between two openings as a disk would.
package memstore

import (
	"io"
	"maps"
	"slices"
	"sync"

	"thidua/emulation"
	"thidua/storage"
	"thidua/sync/changeset"
)

// Rows are what a store holds. What stands in a map or slice here is never changed, only replaced: a copy of the maps is a copy of the store.
// Tests may look at them while nobody writes.
type Rows struct {
	Logs     map[changeset.Scope][]changeset.Entry
	Heads    map[changeset.Scope]changeset.LogHead
	Chains   map[changeset.ChainKey]changeset.ChainHead
	Places   map[changeset.Identity]changeset.Place
	Records  map[changeset.Ref]*changeset.Record
	Own      map[changeset.Scope]changeset.ChainHead
	Waiting  []changeset.PendingChange // own changes without a leaf, in the order they were made
	Personal map[emulation.Hash]changeset.Detached
	Dropped  map[emulation.Hash]bool // personal values nothing points to any more
	Values   map[string][]byte       // what Meta gives

	order  map[changeset.Scope][]changeset.Ref // of Records
	drafts []draft                             // oldest first
	saves  uint64                              // of drafts so far
	blobs  map[changeset.BlobName]*blob
	chunks map[changeset.BlobName]map[int64]chunk // of files that are not whole
}

// DB is an open store. All methods may be called at once from several goroutines, also from inside the callback of another.
type DB struct {
	Rows
	mu     sync.RWMutex
	chance io.Reader // salts of evidence files
	closed bool
}

// New is an empty store.
func New(chance io.Reader) *DB {
	return &DB{chance: chance, Rows: Rows{Logs: map[changeset.Scope][]changeset.Entry{}, Heads: map[changeset.Scope]changeset.LogHead{},
		Chains: map[changeset.ChainKey]changeset.ChainHead{}, Places: map[changeset.Identity]changeset.Place{},
		Records: map[changeset.Ref]*changeset.Record{}, Own: map[changeset.Scope]changeset.ChainHead{},
		Personal: map[emulation.Hash]changeset.Detached{}, Dropped: map[emulation.Hash]bool{}, Values: map[string][]byte{}, order: map[changeset.Scope][]changeset.Ref{},
		blobs: map[changeset.BlobName]*blob{}, chunks: map[changeset.BlobName]map[int64]chunk{}}}
}

// Copy is another store with the same rows, open, which draws its salts from chance.
func (db *DB) Copy(chance io.Reader) *DB {
	db.mu.RLock()
	defer db.mu.RUnlock()
	r := db.Rows
	r.Logs, r.order = copied(r.Logs), copied(r.order)
	r.Heads, r.Chains, r.Places, r.Records = maps.Clone(r.Heads), maps.Clone(r.Chains), maps.Clone(r.Places), maps.Clone(r.Records)
	r.Own, r.Personal, r.Dropped, r.Values = maps.Clone(r.Own), maps.Clone(r.Personal), maps.Clone(r.Dropped), maps.Clone(r.Values)
	r.Waiting, r.drafts, r.blobs = slices.Clone(r.Waiting), slices.Clone(r.drafts), maps.Clone(r.blobs)
	r.chunks = map[changeset.BlobName]map[int64]chunk{}
	for name, here := range db.chunks {
		r.chunks[name] = maps.Clone(here)
	}
	return &DB{Rows: r, chance: chance}
}

// Fallen is what is there of a store after a power cut: the rows as they were at an earlier moment, drafts and files as they are now.
func (db *DB) Fallen(before *DB, chance io.Reader) *DB {
	fallen, now := before.Copy(chance), db.Copy(nil)
	fallen.drafts, fallen.saves, fallen.blobs, fallen.chunks = now.drafts, now.saves, now.blobs, now.chunks
	return fallen
}

// copied copies a map of slices whose elements only ever are added or replaced as a whole.
func copied[K comparable, V any](m map[K][]V) map[K][]V {
	c := make(map[K][]V, len(m))
	for k, v := range m {
		c[k] = slices.Clone(v)
	}
	return c
}

// Close ends the use of this store. Calling it again does nothing.
func (db *DB) Close() error {
	db.mu.Lock()
	defer db.mu.Unlock()
	db.closed = true
	return nil
}

// Checkpoint has nothing to make durable.
func (db *DB) Checkpoint() error { return nil }

// Findings has nothing to tell: no opening repairs anything.
func (db *DB) Findings() []storage.Finding { return nil }

// Seen has nothing to forget.
func (db *DB) Seen() error { return nil }

// Writable is nil until the store is closed.
func (db *DB) Writable() error {
	db.mu.RLock()
	defer db.mu.RUnlock()
	return db.open()
}

// RoomFor is Writable: memory is not counted.
func (db *DB) RoomFor(uint64) error { return db.Writable() }

func (db *DB) open() error {
	if db.closed {
		return emulation.Errorf(emulation.Unavailable, "storage.closed")
	}
	return nil
}
