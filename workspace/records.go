package workspace

import (
	"thidua/emulation"
	"thidua/sync/changeset"
)

// item is one record of a kind with its value as it stands here.
type item[T any] struct {
	Key      changeset.Key
	Value    T
	Conflict bool            // people wrote it without seeing each other: Value is the later one until somebody decides
	Pending  bool            // not yet at the server
	Author   changeset.LogID // of the value
	Leaf     int64           // of the value; changeset.Pending
}

// each visits the records of a kind that belong to an owner (the first part of their keys), with the value of one field.
func each[T any](w *Workspace, scope changeset.Scope, kind string, owner emulation.ID, field string, fn func(item[T]) error) error {
	return w.store.EachRecord(scope, kind, owner, func(_ changeset.Ref, r *changeset.Record) error {
		it, ok, err := itemOf[T](r, field)
		if err != nil || !ok {
			return err
		}
		return fn(it)
	})
}

// one reads the value of one field of a record; false if it was never written.
func one[T any](w *Workspace, scope changeset.Scope, kind string, key changeset.Key, field string) (item[T], bool, error) {
	r, err := w.store.Record(changeset.NaturalRef(scope, kind, key))
	if err != nil {
		return item[T]{}, false, err
	}
	return itemOf[T](r, field)
}

func itemOf[T any](r *changeset.Record, field string) (item[T], bool, error) {
	last := r.Last(field, changeset.Now)
	if last == nil {
		return item[T]{}, false, nil
	}
	it := item[T]{Key: r.Key, Conflict: changeset.Conflict(r.Heads(field, changeset.Now)), Pending: last.Leaf == changeset.Pending, Author: last.Author, Leaf: last.Leaf}
	return it, true, changeset.Load(last.Value, &it.Value)
}

// operation writes a field of a record in the knowledge of what stands there now.
func (w *Workspace) operation(scope changeset.Scope, kind string, key changeset.Key, field string, value any) (changeset.Operation, error) {
	r, err := w.store.Record(changeset.NaturalRef(scope, kind, key))
	if err != nil {
		return changeset.Operation{}, err
	}
	return changeset.Op(kind, key, field, value, changeset.IDs(r.Heads(field, changeset.Now))...), nil
}

// set writes one field of one record as one change, with others in the same change.
func (w *Workspace) set(scope changeset.Scope, kind string, key changeset.Key, field string, value any, others ...changeset.Operation) error {
	op, err := w.operation(scope, kind, key, field, value)
	if err != nil {
		return err
	}
	_, err = w.write(scope, kind, append([]changeset.Operation{op}, others...)...)
	return err
}
