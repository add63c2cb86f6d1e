package record

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// Entry is what the catalogue says of one kind of record.
type Entry struct {
	Kind   string
	Logs   []changeset.ScopeKind
	Free   bool // made by its operation and named by its place; the key is the path of its owner
	Parts  []Part
	Owner  int // place in the key of the unit a record is about; 0 = none, or it lies under the unit
	Fields []*AnyField
}

// In reports whether records of the kind stand in a sort of log.
func (e *Entry) In(log changeset.ScopeKind) bool { return slices.Contains(e.Logs, log) }

// Names reports whether an operation names a record as this kind's are named.
func (e *Entry) Names(op *changeset.Operation) bool {
	if op.Key.Len() != len(e.Parts) || !e.Free && (op.New || !op.Record.IsZero()) || e.Free && !op.New && op.Record.IsZero() {
		return false
	}
	for i, p := range e.Parts {
		if !op.Key.Is(i, p.Sort) {
			return false
		}
	}
	return true
}

// Keyed refuses the key of a record, named as its kind is, that lies beyond its bounds for a version of the judge.
func (e *Entry) Keyed(op *changeset.Operation, judge int) error {
	if judge < boundsFrom {
		return nil
	}
	for i, p := range e.Parts {
		v := reflect.New(p.typ).Elem()
		readPart(p.Sort, op.Key, i, v)
		if err := p.bound(v, judge); err != nil {
			return err
		}
	}
	return nil
}

// keyNeeds is the version from which a key lies within its bounds; 0 where that makes no difference.
func (e *Entry) keyNeeds(op *changeset.Operation) uint64 {
	for judge := boundsFrom; judge <= emulation.Strict; judge++ {
		if e.Keyed(op, judge) == nil {
			if judge == boundsFrom {
				return 0
			}
			return uint64(judge)
		}
	}
	return 0
}

// Field finds a field by its name; nil if the kind has none.
func (e *Entry) Field(name string) *AnyField {
	for _, f := range e.Fields {
		if f.Name == name {
			return f
		}
	}
	return nil
}

// Place is where the record with an id lies under its owner.
func (e *Entry) Place(scope changeset.Scope, owner, id emulation.ID) changeset.Ref {
	return changeset.Ref{Scope: scope, Kind: e.Kind, Group: owner, ID: id}
}

// Told is the kind in words.
func (e *Entry) Told() emulation.Message { return emulation.Say("record." + e.Kind) }

// Torn says what happens to a field that two people write without seeing each other.
type Torn uint8

const (
	// Guarded: the later change waits until somebody decides; so does what comes with such a step.
	Guarded Torn = iota
	// Ask: both values are kept, and somebody chooses.
	Ask
	// Latest: the later by its place in the log counts, the other stays in the history.
	Latest
	// Union: each has written a record of its own, and both stand.
	Union
)

// catalogue are all kinds by name; they add themselves while the program starts and nothing is changed afterwards.
var catalogue = map[string]*Entry{}

// Find is the entry of a kind; nil if this program does not know it.
func Find(kind string) *Entry { return catalogue[kind] }

// All lists the catalogue in order of the names.
func All() []*Entry {
	return slices.SortedFunc(maps.Values(catalogue), func(a, b *Entry) int { return strings.Compare(a.Kind, b.Kind) })
}

// Contestable lists in order the fields in a sort of log that two people may write without seeing each other: both versions then stand, and
// somebody chooses.
func Contestable(log changeset.ScopeKind) []*AnyField {
	var list []*AnyField
	for _, e := range All() {
		list = append(list, emulation.Where(e.Fields, func(f *AnyField) bool { return e.In(log) && (f.Torn == Ask || f.Torn == Latest) })...)
	}
	slices.SortStableFunc(list, func(a, b *AnyField) int { return strings.Compare(a.String(), b.String()) })
	return list
}

// KnownFrom is the judge version from which a field is part of the catalogue. What the first version took for a newer program stands in such a
// field's records too, and may be anything: whoever reads a field of a later version leaves that out, see Known of sync/judge.
func (f *AnyField) KnownFrom() uint64 { return max(f.since, 1) }

// KnownFrom is the judge version from which a kind is part of the catalogue: that of its oldest field.
func (e *Entry) KnownFrom() uint64 {
	from := e.Fields[0].KnownFrom()
	for _, f := range e.Fields {
		from = min(from, f.KnownFrom())
	}
	return from
}

// FieldOf is the field an operation writes; nil if this program does not know it.
func FieldOf(op *changeset.Operation) *AnyField {
	if e := Find(op.Kind); e != nil {
		return e.Field(op.Field)
	}
	return nil
}
