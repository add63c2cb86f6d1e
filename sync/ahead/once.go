package ahead

import (
	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// once is a view that asks the one below once for what does not change while a batch is judged on top of it: what is not there, ends of chains, and
// roots. Judging one change asks for its place four times, and for the record it is the first to set twice.
type once struct {
	judge.View
	places  map[changeset.Identity]bool // not there
	records map[changeset.Ref]bool      // not there
	chains  map[changeset.ChainKey]changeset.ChainHead
	roots   map[sized]root
}

type sized struct {
	scope changeset.Scope
	size  uint64
}

type root struct {
	hash emulation.Hash
	ok   bool
}

// NewOverlay is judge.NewOverlay on a view to which nothing is written until the batch is.
func NewOverlay(v judge.View) *judge.Overlay {
	return judge.NewOverlay(&once{View: v, places: map[changeset.Identity]bool{}, records: map[changeset.Ref]bool{},
		chains: map[changeset.ChainKey]changeset.ChainHead{}, roots: map[sized]root{}})
}

// Place is where an identity stands.
func (o *once) Place(id changeset.Identity) (*changeset.Place, error) {
	if o.places[id] {
		return nil, nil
	}
	p, err := o.View.Place(id)
	if p == nil && err == nil {
		o.places[id] = true
	}
	return p, err
}

// Record is one record. One that is there is read each time, since the caller may change it.
func (o *once) Record(ref changeset.Ref) (*changeset.Record, error) {
	if o.records[ref] {
		return nil, nil
	}
	r, err := o.View.Record(ref)
	if r == nil && err == nil {
		o.records[ref] = true
	}
	return r, err
}

// Chain is the end of one chain.
func (o *once) Chain(key changeset.ChainKey) (changeset.ChainHead, error) {
	if h, ok := o.chains[key]; ok {
		return h, nil
	}
	h, err := o.View.Chain(key)
	if err == nil {
		o.chains[key] = h
	}
	return h, err
}

// RootAt is the root of a log at a size.
func (o *once) RootAt(scope changeset.Scope, size uint64) (emulation.Hash, bool, error) {
	at := sized{scope, size}
	if r, ok := o.roots[at]; ok {
		return r.hash, r.ok, nil
	}
	h, ok, err := o.View.RootAt(scope, size)
	if err == nil {
		o.roots[at] = root{h, ok}
	}
	return h, ok, err
}
