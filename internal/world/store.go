package world

import (
	"bytes"
	"cmp"
	"slices"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Store keeps logs and records in maps: what a disk would hold, for tests. It is a judge.View and a judge.Source.
type Store struct {
	Logs    map[changeset.Scope][]changeset.Entry
	Heads   map[changeset.Scope]changeset.LogHead
	Chains  map[changeset.ChainKey]changeset.ChainHead
	Places  map[changeset.Identity]changeset.Place
	Records map[changeset.Ref]*changeset.Record
	Changes map[changeset.Identity][]byte
	Pending map[changeset.Identity]bool
}

// NewStore is an empty store.
func NewStore() *Store {
	return &Store{Logs: map[changeset.Scope][]changeset.Entry{}, Heads: map[changeset.Scope]changeset.LogHead{},
		Chains: map[changeset.ChainKey]changeset.ChainHead{}, Places: map[changeset.Identity]changeset.Place{},
		Records: map[changeset.Ref]*changeset.Record{}, Changes: map[changeset.Identity][]byte{}, Pending: map[changeset.Identity]bool{}}
}

// Apply writes a batch.
func (s *Store) Apply(b *changeset.Batch) {
	for _, e := range b.Entries {
		s.Logs[e.Scope] = append(s.Logs[e.Scope], e)
		if e.Raw != nil {
			s.Changes[e.Leaf.Identity] = e.Raw
		}
	}
	for _, p := range b.Pending {
		s.Changes[p.Change.Identity] = p.Change.Raw
		s.Pending[p.Change.Identity] = true
	}
	for _, id := range b.Settled {
		delete(s.Pending, id)
	}
	for scope, h := range b.Heads {
		s.Heads[scope] = h
	}
	for key, h := range b.Chains {
		s.Chains[key] = h
	}
	for id, p := range b.Places {
		s.Places[id] = p
	}
	for ref, r := range b.Records {
		if r == nil {
			delete(s.Records, ref)
		} else {
			s.Records[ref] = copyRecord(r)
		}
	}
}

// copyRecord goes through the bytes of a row, as a disk would.
func copyRecord(r *changeset.Record) *changeset.Record {
	again, err := changeset.DecodeRecord(changeset.EncodeRecord(r))
	if err != nil {
		panic(err) // a record that cannot be written down: a fault the test has to see
	}
	return again
}

// Scopes lists the logs, in order.
func (s *Store) Scopes() ([]changeset.Scope, error) {
	var scopes []changeset.Scope
	for scope := range s.Heads {
		scopes = append(scopes, scope)
	}
	slices.SortFunc(scopes, func(a, b changeset.Scope) int { return bytes.Compare(a[:], b[:]) })
	return scopes, nil
}

// Log is the head of a log.
func (s *Store) Log(scope changeset.Scope) (changeset.LogHead, error) { return s.Heads[scope], nil }

// RootAt is the root at a size.
func (s *Store) RootAt(scope changeset.Scope, size uint64) (emulation.Hash, bool, error) {
	rows := s.Logs[scope]
	if size == 0 || size > uint64(len(rows)) {
		return emulation.Hash{}, false, nil
	}
	return rows[size-1].Root, true, nil
}

// Chain is the end of a chain.
func (s *Store) Chain(key changeset.ChainKey) (changeset.ChainHead, error) { return s.Chains[key], nil }

// Place is where an identity stands.
func (s *Store) Place(id changeset.Identity) (*changeset.Place, error) {
	if p, ok := s.Places[id]; ok {
		return &p, nil
	}
	return nil, nil
}

// Entry is one row of a log.
func (s *Store) Entry(scope changeset.Scope, index uint64) (*changeset.Entry, error) {
	if rows := s.Logs[scope]; index < uint64(len(rows)) {
		e := rows[index]
		return &e, nil
	}
	return nil, nil
}

// Record is a copy of a record.
func (s *Store) Record(ref changeset.Ref) (*changeset.Record, error) {
	if r := s.Records[ref]; r != nil {
		return copyRecord(r), nil
	}
	return nil, nil
}

// EachRecord visits records in the order of a disk's rows: by the length of the kind, the kind, owner and id.
func (s *Store) EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error {
	var refs []changeset.Ref
	for ref := range s.Records {
		if ref.Scope == scope && (kind == "" || ref.Kind == kind) && (group.IsZero() || ref.Group == group) {
			refs = append(refs, ref)
		}
	}
	slices.SortFunc(refs, func(a, b changeset.Ref) int {
		return cmp.Or(cmp.Compare(len(a.Kind), len(b.Kind)), cmp.Compare(a.Kind, b.Kind), bytes.Compare(a.Group[:], b.Group[:]), bytes.Compare(a.ID[:], b.ID[:]))
	})
	for _, ref := range refs {
		if err := fn(ref, copyRecord(s.Records[ref])); err != nil {
			return err
		}
	}
	return nil
}

// Change gives the bytes of a change; nil if it is not here.
func (s *Store) Change(id changeset.Identity) ([]byte, error) { return s.Changes[id], nil }
