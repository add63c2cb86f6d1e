package workspace

import (
	"errors"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// A result is read from what control and cluster logs said at one point, by every desk the same way. For that the season is read through a
// store that shows nothing else: no later leaf, no unit's own log, no draft. Two views give it: the records of this desk without what came
// later, or the logs replayed from their signed bytes where a row has forgotten what is needed.

// records is the part of a store that a season is read from.
type records interface {
	Record(ref changeset.Ref) (*changeset.Record, error)
	EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error
}

// pastStore is a store whose records are those of a point in the past.
type pastStore struct {
	Store
	at records
}

// Record is one record as it stood.
func (p pastStore) Record(ref changeset.Ref) (*changeset.Record, error) { return p.at.Record(ref) }

// EachRecord visits records as they stood.
func (p pastStore) EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error {
	return p.at.EachRecord(scope, kind, group, fn)
}

// pastWorkspace reads a season from records as they stood. It has no other use: nothing can be written with it.
func pastWorkspace(store Store, at records, root identity.PublicKey, control changeset.Scope) *Workspace {
	return newWorkspace(pastStore{store, at}, nil, Environment{}, root, control)
}

// point is how much of the logs counts.
type point struct {
	cluster, control changeset.AsOf                 // leaves below; Now = all of them, and what is pending
	pending          func(change emulation.ID) bool // which pending changes of the cluster's log count, with Now; nil = none
}

// sees reports whether a version of a record counts.
func (p point) sees(scope changeset.Scope, v *changeset.Version) bool {
	at := p.control
	switch scope.Kind() {
	case changeset.Unit:
		return false
	case changeset.Cluster:
		at = p.cluster
	}
	if v.Leaf == changeset.Pending {
		return at == changeset.Now && (scope.Kind() == changeset.Control || p.pending != nil && p.pending(v.ID.Change))
	}
	return at == changeset.Now || v.Leaf < int64(at)
}

// filtered shows the records of a store without the versions that do not count.
type filtered struct {
	base  records
	at    point
	lossy bool // a row that was read has forgotten versions, perhaps one that counted
}

// Record is one record with the versions that count; nil if none does.
func (f *filtered) Record(ref changeset.Ref) (*changeset.Record, error) {
	r, err := f.base.Record(ref)
	if err != nil {
		return nil, err
	}
	return f.cut(ref, r), nil
}

// EachRecord visits the records that have versions that count.
func (f *filtered) EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error {
	return f.base.EachRecord(scope, kind, group, func(ref changeset.Ref, r *changeset.Record) error {
		if r = f.cut(ref, r); r == nil {
			return nil
		}
		return fn(ref, r)
	})
}

func (f *filtered) cut(ref changeset.Ref, r *changeset.Record) *changeset.Record {
	if r == nil || ref.Scope.Kind() == changeset.Unit {
		return nil
	}
	out := &changeset.Record{Key: r.Key, Fields: map[string][]changeset.Version{}}
	for field, all := range r.Fields {
		var kept []changeset.Version
		for i := range all {
			if f.at.sees(ref.Scope, &all[i]) {
				kept = append(kept, all[i])
			}
		}
		if len(kept) < len(all) && len(all) > judge.HistoryKept && ref.Scope.Kind() == changeset.Cluster {
			f.lossy = true
		}
		if len(kept) > 0 {
			out.Fields[field] = kept
		}
	}
	if len(out.Fields) == 0 && len(r.Fields) > 0 {
		return nil
	}
	return out
}

// nothing is a store before its first leaf.
type nothing struct{}

func (nothing) Scopes() ([]changeset.Scope, error) { return nil, nil }
func (nothing) Log(changeset.Scope) (changeset.LogHead, error) {
	return changeset.LogHead{}, nil
}
func (nothing) RootAt(changeset.Scope, uint64) (emulation.Hash, bool, error) {
	return emulation.Hash{}, false, nil
}
func (nothing) Chain(changeset.ChainKey) (changeset.ChainHead, error) {
	return changeset.ChainHead{}, nil
}
func (nothing) Place(changeset.Identity) (*changeset.Place, error)      { return nil, nil }
func (nothing) Entry(changeset.Scope, uint64) (*changeset.Entry, error) { return nil, nil }
func (nothing) Record(changeset.Ref) (*changeset.Record, error)         { return nil, nil }
func (nothing) Change(changeset.Identity) ([]byte, error)               { return nil, nil }
func (nothing) EachRecord(changeset.Scope, string, emulation.ID, func(changeset.Ref, *changeset.Record) error) error {
	return nil
}

// logs is where signed logs are read from: a store, or a file.
type logs interface {
	judge.Source
	Entries(scope changeset.Scope, from uint64, fn func(*changeset.Entry) error) error
}

var errEnough = errors.New("enough")

// replayed takes the logs from their signed bytes up to a number of leaves each, in order, checking every signature and verdict.
func replayed(j *judge.Judge, from logs, scopes []changeset.Scope, sizes []uint64) (*judge.Overlay, error) {
	o := judge.NewOverlay(nothing{})
	for i, scope := range scopes {
		err := from.Entries(scope, 0, func(e *changeset.Entry) error {
			if e.Leaf.Index >= sizes[i] {
				return errEnough
			}
			return j.Receive(o, from, judge.Received{Scope: scope, Leaf: e.LeafRaw, Change: e.Raw})
		})
		if err != nil && !errors.Is(err, errEnough) {
			return nil, err
		}
	}
	return o, nil
}
