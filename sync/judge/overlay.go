package judge

import (
	"bytes"
	"slices"
	"sort"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/state"
)

// Overlay is a view with changes on top that are not written yet: what is appended here is seen by the next judgement and becomes one batch.
type Overlay struct {
	base  View
	batch *changeset.Batch
	added map[changeset.Scope][]int // entries of the batch per scope, in order
	bytes int
	sums  map[changeset.Scope]*state.Sum // of the states of the logs that were appended to
	moved bool                           // they are not in the batch as they are
	past  map[changeset.Scope][]pastList // of the clusters' logs that were appended to

	noticed []*Alarm
	next    changeset.Identity // of the change that Next found to be without a place
}

// Noticed are the alarms of leaves that were taken in all the same: their verdicts are right, and they show that a colleague saw another
// history of the log.
func (o *Overlay) Noticed() []*Alarm { return o.noticed }

// NewOverlay starts an empty batch on top of a view.
func NewOverlay(base View) *Overlay {
	return &Overlay{base: base, added: map[changeset.Scope][]int{}, sums: map[changeset.Scope]*state.Sum{}, past: map[changeset.Scope][]pastList{}, batch: &changeset.Batch{
		Heads: map[changeset.Scope]changeset.LogHead{}, Places: map[changeset.Identity]changeset.Place{},
		Chains: map[changeset.ChainKey]changeset.ChainHead{}, Own: map[changeset.Scope]changeset.ChainHead{},
		Records: map[changeset.Ref]*changeset.Record{}, Meta: map[string][]byte{},
	}}
}

// Batch is what was added so far. It is written once; the overlay is then thrown away.
func (o *Overlay) Batch() *changeset.Batch {
	if o.moved {
		for scope, sum := range o.sums {
			if head, ok := o.batch.Heads[scope]; ok && sum != nil {
				o.batch.Records[state.Ref(scope)] = sum.Row(head)
			}
		}
		o.moved = false
	}
	return o.batch
}

// sum is that of a log's state with what was appended here; nil where a row of it cannot be read, which keeps nothing else from being taken.
func (o *Overlay) sum(scope changeset.Scope) (*state.Sum, error) {
	s, ok := o.sums[scope]
	if !ok {
		var err error
		if s, err = state.At(o.base, scope); err != nil && emulation.CodeOf(err) != emulation.Corrupt {
			return nil, err
		}
		o.sums[scope] = s
	}
	return s, nil
}

// Full reports whether the batch should be written before more is added: one transaction of the store holds 1.2 MB and 13,105 rows.
func (o *Overlay) Full() bool {
	return len(o.batch.Entries)+len(o.batch.Pending) >= 500 || o.bytes > 400<<10 || len(o.batch.Records) > 5000
}

// Empty reports whether nothing was added.
func (o *Overlay) Empty() bool {
	return len(o.batch.Entries) == 0 && len(o.batch.Pending) == 0 && len(o.batch.Meta) == 0 && len(o.batch.Sealed) == 0
}

// Scopes lists the logs below and those that begin here.
func (o *Overlay) Scopes() ([]changeset.Scope, error) {
	scopes, err := o.base.Scopes()
	if err != nil {
		return nil, err
	}
	known := map[changeset.Scope]bool{}
	for _, s := range scopes {
		known[s] = true
	}
	for s := range o.batch.Heads {
		if !known[s] {
			scopes = append(scopes, s)
		}
	}
	sort.Slice(scopes, func(i, j int) bool { return bytes.Compare(scopes[i][:], scopes[j][:]) < 0 })
	return scopes, nil
}

// Log is the head of a log with what was appended here.
func (o *Overlay) Log(scope changeset.Scope) (changeset.LogHead, error) {
	if h, ok := o.batch.Heads[scope]; ok {
		return h, nil
	}
	return o.base.Log(scope)
}

// RootAt is the root at a size, from the rows appended here or below.
func (o *Overlay) RootAt(scope changeset.Scope, size uint64) (emulation.Hash, bool, error) {
	if e := o.own(scope, int64(size)-1); e != nil {
		return e.Root, true, nil
	}
	return o.base.RootAt(scope, size)
}

func (o *Overlay) own(scope changeset.Scope, index int64) *changeset.Entry {
	rows := o.added[scope]
	if len(rows) == 0 || index < 0 {
		return nil
	}
	first := int64(o.batch.Entries[rows[0]].Leaf.Index)
	if index < first || index >= first+int64(len(rows)) {
		return nil
	}
	return &o.batch.Entries[rows[index-first]]
}

// Chain is the end of a chain with what was appended here.
func (o *Overlay) Chain(key changeset.ChainKey) (changeset.ChainHead, error) {
	if h, ok := o.batch.Chains[key]; ok {
		return h, nil
	}
	return o.base.Chain(key)
}

// Next reports whether a change is the next of its chain. Such a change has no leaf, nor waits for one, and it is not looked for any more: with its
// leaf it would have become the end of the chain, or it was none's next and will never be one's.
func (o *Overlay) Next(c *changeset.Signed) (bool, error) {
	end, err := o.Chain(changeset.ChainKey{Scope: c.Scope, Log: c.Log, Epoch: c.Epoch})
	if err != nil || end.Seq == 0 || c.Seq != end.Seq+1 || c.Previous != end.Identity {
		return false, err
	}
	o.next = c.Identity
	return true, nil
}

// Place is where an identity stands.
func (o *Overlay) Place(id changeset.Identity) (*changeset.Place, error) {
	if p, ok := o.batch.Places[id]; ok {
		return &p, nil
	}
	if id == o.next {
		return nil, nil
	}
	return o.base.Place(id)
}

// Entry is one row of a log.
func (o *Overlay) Entry(scope changeset.Scope, index uint64) (*changeset.Entry, error) {
	if e := o.own(scope, int64(index)); e != nil {
		return e, nil
	}
	return o.base.Entry(scope, index)
}

// Record is one record as changed here or as it stands below.
func (o *Overlay) Record(ref changeset.Ref) (*changeset.Record, error) {
	if r, ok := o.batch.Records[ref]; ok {
		return r, nil
	}
	return o.base.Record(ref)
}

// EachRecord visits records below and here, changed ones once, in order of id within a kind and owner.
func (o *Overlay) EachRecord(scope changeset.Scope, kind string, group emulation.ID, fn func(changeset.Ref, *changeset.Record) error) error {
	var mine []changeset.Ref
	for ref := range o.batch.Records {
		if ref.Scope == scope && (kind == "" || ref.Kind == kind) && (group.IsZero() || ref.Group == group) {
			mine = append(mine, ref)
		}
	}
	slices.SortFunc(mine, changeset.Ref.Compare)
	visit := func(ref changeset.Ref) error {
		if r := o.batch.Records[ref]; r != nil {
			return fn(ref, r)
		}
		return nil
	}
	err := o.base.EachRecord(scope, kind, group, func(ref changeset.Ref, r *changeset.Record) error {
		for len(mine) > 0 && mine[0].Compare(ref) < 0 {
			if err := visit(mine[0]); err != nil {
				return err
			}
			mine = mine[1:]
		}
		if len(mine) > 0 && mine[0] == ref {
			mine = mine[1:]
			return visit(ref)
		}
		return fn(ref, r)
	})
	for _, ref := range mine {
		if err == nil {
			err = visit(ref)
		}
	}
	return err
}
