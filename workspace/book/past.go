package book

import (
	"errors"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// pastSource is a store whose records are those of a point in the past.
type pastSource struct {
	Source
	at Records
}

// Record is one record as it stood.
func (p pastSource) Record(ref changeset.Ref) (*changeset.Record, error) { return p.at.Record(ref) }

// EachRecord visits records as they stood.
func (p pastSource) EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error {
	return p.at.EachRecord(scope, kind, group, fn)
}

// Past is the book of records as they stood: the same for every reader, and of nobody's desk.
func Past(store Source, at Records, root identity.PublicKey, control changeset.Scope) *Book {
	return New(pastSource{store, at}, judge.New(judge.NewAnchor(root.Key())), control, Reader{})
}

// A result is read from what control and cluster logs said at one point, by every desk the same way. For that the season is read through a
// store that shows nothing else: no later leaf, no unit's own log, no draft. Two views give it: the records of this desk without what came
// later, or the logs replayed from their signed bytes where a row has forgotten what is needed.

// Records is the part of a store that a season is read from.
type Records interface {
	judge.Entries
	Record(ref changeset.Ref) (*changeset.Record, error)
	EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error
}

// Point is how much of the logs counts.
type Point struct {
	Cluster, Control changeset.AsOf                 // leaves below; Now = all of them, and what is pending
	Pending          func(change emulation.ID) bool // which pending changes of the cluster's log count, with Now; nil = none
}

// sees reports whether a version of a record counts.
func (p Point) sees(scope changeset.Scope, v *changeset.Version) bool {
	at := p.Control
	switch scope.Kind() {
	case changeset.Unit:
		return false
	case changeset.Cluster:
		at = p.Cluster
	}
	if v.Leaf == changeset.Pending {
		return at == changeset.Now && (scope.Kind() == changeset.Control || p.Pending != nil && p.Pending(v.ID.Change))
	}
	return at == changeset.Now || v.Leaf < int64(at)
}

// Filtered shows the records of a store without the versions that do not count.
type Filtered struct {
	Base  Records
	At    Point
	Lossy bool // a row that was read has forgotten versions, perhaps one that counted
}

// Record is one record with the versions that count; nil if none does.
func (f *Filtered) Record(ref changeset.Ref) (*changeset.Record, error) {
	r, err := f.Base.Record(ref)
	if err != nil {
		return nil, err
	}
	return f.cut(ref, r), nil
}

// EachRecord visits the records that have versions that count.
func (f *Filtered) EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error {
	return f.Base.EachRecord(scope, kind, group, func(ref changeset.Ref, r *changeset.Record) error {
		if r = f.cut(ref, r); r == nil {
			return nil
		}
		return fn(ref, r)
	})
}

// Entry is a row of a log, whether it counts or not.
func (f *Filtered) Entry(scope changeset.Scope, index uint64) (*changeset.Entry, error) {
	return f.Base.Entry(scope, index)
}

func (f *Filtered) cut(ref changeset.Ref, r *changeset.Record) *changeset.Record {
	if r == nil || ref.Scope.Kind() == changeset.Unit {
		return nil
	}
	out := &changeset.Record{Key: r.Key, Fields: map[string][]changeset.Version{}}
	for field, all := range r.Fields {
		var kept []changeset.Version
		for i := range all {
			if f.At.sees(ref.Scope, &all[i]) {
				kept = append(kept, all[i])
			}
		}
		if len(kept) < len(all) && len(all) > judge.HistoryKept && ref.Scope.Kind() == changeset.Cluster {
			f.Lossy = true
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

func (nothing) Log(changeset.Scope) (changeset.LogHead, error) { return changeset.LogHead{}, nil }

func (nothing) RootAt(changeset.Scope, uint64) (emulation.Hash, bool, error) {
	return emulation.Hash{}, false, nil
}

func (nothing) Chain(changeset.ChainKey) (changeset.ChainHead, error) {
	return changeset.ChainHead{}, nil
}

func (nothing) Place(changeset.Identity) (*changeset.Place, error) { return nil, nil }

func (nothing) Entry(changeset.Scope, uint64) (*changeset.Entry, error) { return nil, nil }

func (nothing) Record(changeset.Ref) (*changeset.Record, error) { return nil, nil }

func (nothing) Change(changeset.Identity) ([]byte, error) { return nil, nil }

func (nothing) EachRecord(changeset.Scope, string, emulation.ID, func(changeset.Ref, *changeset.Record) error) error {
	return nil
}

// Logs is where signed logs are read from: a store, or a file.
type Logs interface {
	judge.Source
	Entries(scope changeset.Scope, from uint64, fn func(*changeset.Entry) error) error
}

var ErrEnough = errors.New("enough")

// Replayed takes the logs from their signed bytes up to a number of leaves each, in order, checking every signature and verdict.
func Replayed(j *judge.Judge, from Logs, scopes []changeset.Scope, sizes []uint64) (*judge.Overlay, error) {
	o := judge.NewOverlay(nothing{})
	for i, scope := range scopes {
		err := from.Entries(scope, 0, func(e *changeset.Entry) error {
			if e.Leaf.Index >= sizes[i] {
				return ErrEnough
			}
			return j.Receive(o, from, judge.Received{Scope: scope, Leaf: e.LeafRaw, Change: e.Raw})
		})
		if err != nil && !errors.Is(err, ErrEnough) {
			return nil, err
		}
	}
	return o, nil
}
