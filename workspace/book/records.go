package book

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// Item is one record of a kind with its value as it stands here.
type Item[K, T any] struct {
	Key      K
	Value    T
	Conflict bool            // people wrote it without seeing each other: Value is the later one until somebody decides
	Pending  bool            // not yet at the server
	Author   changeset.LogID // of the value
	Leaf     int64           // of the value; changeset.Pending
}

// Each visits the records that belong to an owner (the first part of their keys), with the value of one field.
func Each[K, T any](from Records, scope changeset.Scope, f record.Field[K, T], owner emulation.ID, fn func(Item[K, T]) error) error {
	return from.EachRecord(scope, f.Kind, owner, func(ref changeset.Ref, r *changeset.Record) error {
		r, err := known(from, ref, f.AnyField, r)
		if err != nil {
			return err
		}
		it, ok, err := ItemOf(r, f)
		if err != nil || !ok {
			return err
		}
		return fn(it)
	})
}

// One reads the value of one field of a record; false if it was never written.
func One[K, T any](from Records, scope changeset.Scope, f record.Field[K, T], key K) (Item[K, T], bool, error) {
	ref := f.Ref(scope, key)
	r, err := from.Record(ref)
	if err == nil {
		r, err = known(from, ref, f.AnyField, r)
	}
	if err != nil {
		return Item[K, T]{}, false, err
	}
	return ItemOf(r, f)
}

// known leaves out what the judge of its leaf did not know.
func known(from Records, ref changeset.Ref, f *record.AnyField, r *changeset.Record) (*changeset.Record, error) {
	if f.KnownFrom() == judge.First {
		return r, nil
	}
	return judge.Known(from, ref, r)
}

// ItemOf reads the value of one field of a record; false if it was never written.
func ItemOf[K, T any](r *changeset.Record, f record.Field[K, T]) (Item[K, T], bool, error) {
	last := f.Last(r, changeset.Now)
	if last == nil {
		return Item[K, T]{}, false, nil
	}
	it := Item[K, T]{Key: f.Read(r.Key), Conflict: changeset.Conflict(f.Heads(r, changeset.Now)), Pending: last.Leaf == changeset.Pending, Author: last.Author, Leaf: last.Leaf}
	return it, true, changeset.Load(last.Value, &it.Value)
}

// Operation completes an operation on a natural record: it is made in the knowledge of what stands there now.
func (b *Book) Operation(scope changeset.Scope, op changeset.Operation) (changeset.Operation, error) {
	r, err := b.Store.Record(changeset.NaturalRef(scope, op.Kind, op.Key))
	op.Expects = changeset.IDs(r.Heads(op.Field, changeset.Now))
	return op, err
}

// Entry tells of a value how it stands.
type Entry struct {
	Given    bool
	Conflict bool   // people wrote it without seeing each other: what is shown is the later one until somebody decides
	Pending  bool   // not yet at the server
	Author   string // the person with the unit or office
}

// Personal are the lines of a list of names by its commitment; false if they were withdrawn or are not here.
func (b *Book) Personal(commitment emulation.Hash) (lines []string, here bool, err error) {
	d, err := b.Store.Detached(commitment)
	if err != nil || d == nil {
		return nil, false, err
	}
	return CleanAll(strings.Split(string(d.Value), "\n")), true, nil
}

// Settled refuses to write over a value that two people wrote: the question is decided first, in the list of conflicts.
func Settled(conflict bool) error {
	if conflict {
		return emulation.Errorf(emulation.Conflict, "running.conflict-first")
	}
	return nil
}

// Shown is One with how the value stands; zeros if it was never written. name names who wrote it.
func Shown[K, T any](from Records, name func(changeset.LogID) (string, error), scope changeset.Scope, f record.Field[K, T], key K) (value T, e Entry, err error) {
	it, ok, err := One(from, scope, f, key)
	if ok && err == nil {
		e, err = EntryOf(name, it)
	}
	return it.Value, e, err
}

// EachShown is Each with how every value stands.
func EachShown[K, T any](b *Book, scope changeset.Scope, f record.Field[K, T], owner emulation.ID, fn func(Item[K, T], Entry) error) error {
	name := b.Namer()
	return Each(b.Store, scope, f, owner, func(it Item[K, T]) error {
		e, err := EntryOf(name, it)
		if err != nil {
			return err
		}
		return fn(it, e)
	})
}

// EntryOf tells how a value stands; name names who wrote it.
func EntryOf[K, T any](name func(changeset.LogID) (string, error), it Item[K, T]) (Entry, error) {
	author, err := name(it.Author)
	return Entry{Given: true, Conflict: it.Conflict, Pending: it.Pending, Author: author}, err
}
