package workspace

import (
	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// item is one record of a kind with its value as it stands here.
type item[K, T any] struct {
	Key      K
	Value    T
	Conflict bool            // people wrote it without seeing each other: Value is the later one until somebody decides
	Pending  bool            // not yet at the server
	Author   changeset.LogID // of the value
	Leaf     int64           // of the value; changeset.Pending
}

// each visits the records that belong to an owner (the first part of their keys), with the value of one field.
func each[K, T any](w *Workspace, scope changeset.Scope, f record.Field[K, T], owner emulation.ID, fn func(item[K, T]) error) error {
	return w.store.EachRecord(scope, f.Kind, owner, func(_ changeset.Ref, r *changeset.Record) error {
		it, ok, err := itemOf(r, f)
		if err != nil || !ok {
			return err
		}
		return fn(it)
	})
}

// one reads the value of one field of a record; false if it was never written.
func one[K, T any](w *Workspace, scope changeset.Scope, f record.Field[K, T], key K) (item[K, T], bool, error) {
	r, err := w.store.Record(f.Ref(scope, key))
	if err != nil {
		return item[K, T]{}, false, err
	}
	return itemOf(r, f)
}

func itemOf[K, T any](r *changeset.Record, f record.Field[K, T]) (item[K, T], bool, error) {
	last := f.Last(r, changeset.Now)
	if last == nil {
		return item[K, T]{}, false, nil
	}
	it := item[K, T]{Key: f.Read(r.Key), Conflict: changeset.Conflict(f.Heads(r, changeset.Now)), Pending: last.Leaf == changeset.Pending, Author: last.Author, Leaf: last.Leaf}
	return it, true, changeset.Load(last.Value, &it.Value)
}

// operation completes an operation on a natural record: it is made in the knowledge of what stands there now.
func (w *Workspace) operation(scope changeset.Scope, op changeset.Operation) (changeset.Operation, error) {
	r, err := w.store.Record(changeset.NaturalRef(scope, op.Kind, op.Key))
	op.Expects = changeset.IDs(r.Heads(op.Field, changeset.Now))
	return op, err
}

// set writes one field of one record as one change, with others in the same change.
func (w *Workspace) set(scope changeset.Scope, op changeset.Operation, others ...changeset.Operation) error {
	op, err := w.operation(scope, op)
	if err != nil {
		return err
	}
	_, err = w.write(scope, op.Kind, append([]changeset.Operation{op}, others...)...)
	return err
}
