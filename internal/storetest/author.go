// Package storetest says what every store must do, and its tests hold the store on Badger and the store on maps to it: the order of what is
// read, what a batch written again does, drafts, own changes, records, personal values and evidence files, with the store closed and opened
// again between.
//
// What stands here makes changes and batches by hand, for those tests and for the tests of one store alone. It judges nothing.
package storetest

import (
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// ID makes a readable id.
func ID(s string) emulation.ID { sum := sha256.Sum256([]byte(s)); return emulation.ID(sum[:16]) }

// The tenant and the logs of the tests.
var (
	Tenant  = ID("tenant")
	Cluster = changeset.NewScope(changeset.Cluster, ID("cluster"))
	Unit    = changeset.NewScope(changeset.Unit, ID("unit"))
)

// Author is a person with a key who writes a chain of changes in each scope.
type Author struct {
	Log   changeset.LogID
	Heads map[changeset.Scope]changeset.ChainHead
	key   ed25519.PrivateKey
}

// NewAuthor makes an author whose key comes from the name.
func NewAuthor(name string) *Author {
	seed := sha256.Sum256([]byte(name))
	key := ed25519.NewKeyFromSeed(seed[:])
	return &Author{key: key, Log: changeset.LogIDOf(key.Public().(ed25519.PublicKey)), Heads: map[changeset.Scope]changeset.ChainHead{}}
}

// Change signs the next change of the author's chain in a scope, setting one field of some scores.
func (a *Author) Change(t testing.TB, scope changeset.Scope, value any, scores ...string) *changeset.Signed {
	t.Helper()
	head := a.Heads[scope]
	c := changeset.Change{Format: changeset.Format, Tenant: Tenant, Log: a.Log, Scope: scope, Previous: head.Identity,
		Seq: head.Seq + 1, HLC: changeset.HLC(head.Seq+1) << 16, Schema: changeset.Schema, Intent: "score"}
	for _, s := range scores {
		c.Operations = append(c.Operations, changeset.Op("score", changeset.NewKey(ID("sheet"), s), "points", value))
	}
	signed, err := c.Sign(a.key)
	if err != nil {
		t.Fatal(err)
	}
	a.Heads[scope] = changeset.ChainHead{Seq: signed.Seq, Identity: signed.Identity}
	return signed
}

// Score is the code of the i-th criterion.
func Score(i int) string { return fmt.Sprintf("I.%d", i) }

// ScoreRef is the record that Change sets for a criterion.
func ScoreRef(scope changeset.Scope, s string) changeset.Ref {
	return changeset.NaturalRef(scope, "score", changeset.NewKey(ID("sheet"), s))
}

// NewBatch is an empty batch with its maps.
func NewBatch() *changeset.Batch {
	return &changeset.Batch{Heads: map[changeset.Scope]changeset.LogHead{}, Places: map[changeset.Identity]changeset.Place{},
		Chains: map[changeset.ChainKey]changeset.ChainHead{}, Own: map[changeset.Scope]changeset.ChainHead{},
		Records: map[changeset.Ref]*changeset.Record{}, Meta: map[string][]byte{}}
}

// World folds changes into batches the way workspace and hub do.
type World struct {
	testing.TB
	Store interface {
		Log(scope changeset.Scope) (changeset.LogHead, error)
		Record(ref changeset.Ref) (*changeset.Record, error)
	}
}

// Fold adds the versions of a change to its records.
func (w World) Fold(b *changeset.Batch, c *changeset.Signed, leaf int64) {
	w.Helper()
	for i := range c.Operations {
		ref := c.Ref(i)
		r := b.Records[ref]
		if r == nil {
			var err error
			if r, err = w.Store.Record(ref); err != nil {
				w.Fatal(err)
			}
			if r == nil {
				r = &changeset.Record{Key: c.Operations[i].Key}
			}
		}
		r.Add(c.Operations[i].Field, changeset.Version{ID: c.Version(i), Author: c.Log, HLC: c.HLC, Leaf: leaf, Value: c.Operations[i].Value})
		b.Records[ref] = r
	}
}

// Pend is the batch of an own change without a leaf.
func (w World) Pend(c *changeset.Signed, sealed ...changeset.DraftKey) *changeset.Batch {
	w.Helper()
	b := NewBatch()
	b.Pending = []changeset.PendingChange{{Change: c}}
	b.Sealed = sealed
	b.Own[c.Scope] = changeset.ChainHead{Epoch: c.Epoch, Seq: c.Seq, Identity: c.Identity}
	b.Places[c.Identity] = changeset.Place{Scope: c.Scope, Log: c.Log, Epoch: c.Epoch, Seq: c.Seq, First: changeset.Pending, Last: changeset.Pending}
	w.Fold(b, c, changeset.Pending)
	return b
}

// Pull is the batch of changes that got leaves.
func (w World) Pull(cs ...*changeset.Signed) *changeset.Batch {
	w.Helper()
	b := NewBatch()
	for _, c := range cs {
		head, ok := b.Heads[c.Scope]
		if !ok {
			var err error
			if head, err = w.Store.Log(c.Scope); err != nil {
				w.Fatal(err)
			}
		}
		leaf := changeset.Leaf{Index: head.Size, Received: int64(head.Size) + 1, Identity: c.Identity, Verdict: changeset.Accepted, JudgeVersion: 1}
		head = head.Append(&leaf)
		b.Heads[c.Scope] = head
		b.Entries = append(b.Entries, changeset.Entry{Scope: c.Scope, Leaf: leaf, LeafRaw: leaf.Encode(), Root: head.Root(), Raw: c.Raw})
		b.Places[c.Identity] = changeset.Place{Scope: c.Scope, Log: c.Log, Epoch: c.Epoch, Seq: c.Seq, First: int64(leaf.Index),
			Last: int64(leaf.Index), Verdict: changeset.Accepted}
		b.Chains[changeset.ChainKey{Scope: c.Scope, Log: c.Log, Epoch: c.Epoch}] = changeset.ChainHead{Epoch: c.Epoch, Seq: c.Seq, Identity: c.Identity}
		b.Settled = append(b.Settled, c.Identity)
		w.Fold(b, c, int64(leaf.Index))
	}
	return b
}
