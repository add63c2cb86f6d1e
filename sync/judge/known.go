package judge

import (
	"maps"

	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// Entries gives rows of logs; nil if there is none.
type Entries interface {
	Entry(scope changeset.Scope, index uint64) (*changeset.Entry, error)
}

// Known is a record without what the judge of its leaf did not know. The first version takes any value of a kind it does not know, from anybody, and
// it stands in the state; whoever reads a field that came later reads it through this. Nil if nothing is left.
func Known(from Entries, ref changeset.Ref, r *changeset.Record) (*changeset.Record, error) {
	e := record.Find(ref.Kind)
	if r == nil || e == nil {
		return r, nil
	}
	own := false // r is a copy
	for _, f := range e.Fields {
		if f.KnownFrom() == First {
			continue
		}
		for _, version := range f.Versions(r) {
			if version.Leaf == changeset.Pending {
				continue
			}
			e, err := from.Entry(ref.Scope, uint64(version.Leaf))
			if err != nil {
				return nil, err
			}
			if e == nil || e.Leaf.JudgeVersion < f.KnownFrom() {
				if !own {
					r, own = &changeset.Record{Key: r.Key, Fields: maps.Clone(r.Fields)}, true
				}
				r.Remove(f.Name, version.ID)
			}
		}
	}
	if own && len(r.Fields) == 0 {
		return nil, nil
	}
	return r, nil
}

// eachSaid visits, in the order of the log, what the office said in a field of its control log.
func eachSaid[T any](v View, control changeset.Scope, field record.Field[record.ByOffice, T], fn func(leaf int64, value T) error) error {
	ref := field.Ref(control, record.ByOffice{Office: control.ID()})
	r, err := v.Record(ref)
	if err == nil {
		r, err = Known(v, ref, r)
	}
	if err != nil || r == nil {
		return err
	}
	for _, version := range field.Versions(r) {
		if version.Leaf == changeset.Pending {
			continue
		}
		if value, err := field.Load(version.Value); err != nil {
			continue // no judge that knew the field took another
		} else if err := fn(version.Leaf, value); err != nil {
			return err
		}
	}
	return nil
}
