// Package ahead decodes changes and verifies their signatures before they are judged, by as many processors as there are: that needs no look at
// any log, and is most of the work. It decides nothing: the judge asks for a signature by the key it found itself, and what was not verified here is
// verified there.
package ahead

import (
	"crypto/ed25519"
	"runtime"
	"sync/atomic"

	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
)

// authorsMost is of how many authors the keys are looked for in one request or batch: the changes of others are verified when they are judged.
const authorsMost = 16

// Keys are the keys of those who wrote some changes, as certificates of a store name them. Only one goroutine may use them; the store may be in use.
type Keys struct {
	view   judge.View
	tenant changeset.Tenant
	found  map[changeset.LogID]ed25519.PublicKey // nil: none is known
}

// NewKeys looks keys up in a store.
func NewKeys(tenant changeset.Tenant, view judge.View) *Keys {
	return &Keys{view: view, tenant: tenant, found: map[changeset.LogID]ed25519.PublicKey{}}
}

// Prove verifies a change by the key its log is named after, if a certificate here names that key. What is not proved is no worse for it.
func (k *Keys) Prove(c *changeset.Signed) {
	key, known := k.found[c.Log]
	if !known && len(k.found) < authorsMost {
		key = k.find(c.Log)
		k.found[c.Log] = key
	}
	if key != nil {
		c.Prove(key)
	}
}

// find takes the key of any certificate of a log: all of them name the same, whose hash the log id is.
func (k *Keys) find(log changeset.LogID) ed25519.PublicKey {
	scopes, err := k.view.Scopes()
	if err != nil {
		return nil
	}
	for _, s := range scopes {
		if s.Kind() != changeset.Control {
			continue
		}
		r, err := k.view.Record(record.Certificate.Ref(s, record.ByLog{Log: log}))
		if err != nil || r == nil {
			continue
		}
		for _, version := range record.Certificate.Versions(r) {
			var raw []byte
			if changeset.Load(version.Value, &raw) != nil {
				continue
			}
			if cert, err := identity.ParseCertificate(k.tenant, raw); err == nil && cert.Key.LogID() == log {
				return cert.Key.Key()
			}
		}
	}
	return nil
}

// portion is how many leaves one processor takes at once.
const portion = 16

// Reading is leaves whose changes are being decoded and verified, the first ones first.
type Reading struct {
	received []judge.Received
	signed   []*changeset.Signed // nil where there is none
	tenant   changeset.Tenant
	portions []reserved
	own      *Keys // of who asks for them
}

// reserved is one portion.
type reserved struct {
	taken atomic.Bool   // by one processor
	ready chan struct{} // closed once it is done
}

// Read begins. The store is read beside whatever else is done with it, until End.
func Read(tenant changeset.Tenant, view judge.View, received []judge.Received) *Reading {
	r := &Reading{received: received, signed: make([]*changeset.Signed, len(received)), tenant: tenant, portions: make([]reserved, (len(received)+portion-1)/portion), own: NewKeys(tenant, view)}
	for i := range r.portions {
		r.portions[i].ready = make(chan struct{})
	}
	for range min(runtime.GOMAXPROCS(0)-1, len(r.portions)-1) {
		go func() {
			keys := NewKeys(tenant, view)
			for i := range r.portions {
				r.take(i, keys)
			}
		}()
	}
	return r
}

// take does a portion, unless somebody does.
func (r *Reading) take(i int, keys *Keys) {
	p := &r.portions[i]
	if !p.taken.CompareAndSwap(false, true) {
		return
	}
	defer close(p.ready)
	for n := i * portion; n < min(len(r.received), (i+1)*portion); n++ {
		if len(r.received[n].Change) == 0 {
			continue
		}
		c, err := changeset.Decode(r.tenant, r.received[n].Change)
		if err != nil {
			continue // the judge says what is wrong with it
		}
		keys.Prove(c)
		r.signed[n] = c
	}
}

// At is the change of a leaf, decoded; nil if it has none, or none that can be read. Who waits for it does what nobody has begun.
func (r *Reading) At(n int) *changeset.Signed {
	i := n / portion
	r.take(i, r.own)
	for next := i + 1; next < len(r.portions); next++ {
		select {
		case <-r.portions[i].ready:
			return r.signed[n]
		default:
			r.take(next, r.own)
		}
	}
	<-r.portions[i].ready
	return r.signed[n]
}

// End stops what was not begun, and waits for what was: afterwards nobody reads the store.
func (r *Reading) End() {
	for i := range r.portions {
		p := &r.portions[i]
		if p.taken.CompareAndSwap(false, true) {
			close(p.ready)
		}
		<-p.ready
	}
}
