package storage_test

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"testing"

	"thidua/emulation"
	"thidua/storage"
	"thidua/sync/changeset"
)

// id makes a readable test id.
func id(s string) emulation.ID { sum := sha256.Sum256([]byte(s)); return emulation.ID(sum[:16]) }

var (
	tenant  = id("tenant")
	cluster = changeset.NewScope(changeset.Cluster, id("cluster"))
	unit    = changeset.NewScope(changeset.Unit, id("unit"))
)

// author is a person with a key who writes a chain of changes in each scope.
type author struct {
	key   ed25519.PrivateKey
	log   changeset.LogID
	heads map[changeset.Scope]changeset.ChainHead
}

func newAuthor(name string) *author {
	seed := sha256.Sum256([]byte(name))
	key := ed25519.NewKeyFromSeed(seed[:])
	return &author{key: key, log: changeset.LogIDOf(key.Public().(ed25519.PublicKey)), heads: map[changeset.Scope]changeset.ChainHead{}}
}

// change signs the next change of the author's chain in a scope, setting one field of n scores.
func (a *author) change(t testing.TB, scope changeset.Scope, value any, scores ...string) *changeset.Signed {
	t.Helper()
	head := a.heads[scope]
	c := changeset.Change{Format: changeset.Format, Tenant: tenant, Log: a.log, Scope: scope, Previous: head.Identity,
		Seq: head.Seq + 1, HLC: changeset.HLC(head.Seq+1) << 16, Schema: changeset.Schema, Intent: "score"}
	for _, s := range scores {
		c.Operations = append(c.Operations, changeset.Op("score", changeset.NewKey(id("sheet"), s), "points", value))
	}
	signed, err := c.Sign(a.key)
	if err != nil {
		t.Fatal(err)
	}
	a.heads[scope] = changeset.ChainHead{Seq: signed.Seq, Identity: signed.Identity}
	return signed
}

func scoreRef(scope changeset.Scope, s string) changeset.Ref {
	return changeset.NaturalRef(scope, "score", changeset.NewKey(id("sheet"), s))
}

// world folds changes into batches the way workspace and hub do.
type world struct {
	t  testing.TB
	db *storage.DB
}

// fold adds the versions of a change to its records.
func (w world) fold(b *changeset.Batch, c *changeset.Signed, leaf int64) {
	w.t.Helper()
	for i := range c.Operations {
		ref := c.Ref(i)
		r := b.Records[ref]
		if r == nil {
			var err error
			if r, err = w.db.Record(ref); err != nil {
				w.t.Fatal(err)
			}
			if r == nil {
				r = &changeset.Record{Key: c.Operations[i].Key}
			}
		}
		r.Add(c.Operations[i].Field, changeset.Version{ID: c.Version(i), Author: c.Log, HLC: c.HLC, Leaf: leaf, Value: c.Operations[i].Value})
		b.Records[ref] = r
	}
}

func newBatch() *changeset.Batch {
	return &changeset.Batch{Heads: map[changeset.Scope]changeset.LogHead{}, Places: map[changeset.Identity]changeset.Place{},
		Chains: map[changeset.ChainKey]changeset.ChainHead{}, Own: map[changeset.Scope]changeset.ChainHead{},
		Records: map[changeset.Ref]*changeset.Record{}, Meta: map[string][]byte{}}
}

// pend is the batch of an own change without a leaf.
func (w world) pend(c *changeset.Signed, sealed ...changeset.DraftKey) *changeset.Batch {
	b := newBatch()
	b.Pending = []changeset.PendingChange{{Change: c}}
	b.Sealed = sealed
	b.Own[c.Scope] = changeset.ChainHead{Epoch: c.Epoch, Seq: c.Seq, Identity: c.Identity}
	b.Places[c.Identity] = changeset.Place{Scope: c.Scope, Log: c.Log, Epoch: c.Epoch, Seq: c.Seq, First: changeset.Pending, Last: changeset.Pending}
	w.fold(b, c, changeset.Pending)
	return b
}

// pull is the batch of changes that got leaves.
func (w world) pull(cs ...*changeset.Signed) *changeset.Batch {
	w.t.Helper()
	b := newBatch()
	for _, c := range cs {
		head, ok := b.Heads[c.Scope]
		if !ok {
			var err error
			if head, err = w.db.Log(c.Scope); err != nil {
				w.t.Fatal(err)
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
		w.fold(b, c, int64(leaf.Index))
	}
	return b
}

// small are options for quick tests: little is kept free, nothing is reserved.
func small() storage.Options {
	return storage.Options{Rand: rand.Reader, FloorBytes: 1 << 20, ReserveBytes: 64 << 10}
}

func open(t testing.TB, dir string, o storage.Options) *storage.DB {
	t.Helper()
	db, err := storage.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func commit(t testing.TB, db *storage.DB, b *changeset.Batch) {
	t.Helper()
	if err := db.Commit(b); err != nil {
		t.Fatal(err)
	}
}

func noFindings(t testing.TB, db *storage.DB) {
	t.Helper()
	for _, f := range db.Findings() {
		t.Errorf("finding: %s %s %v", f.Severity, f.Message.Key, f.Message.Args)
	}
}

func score(i int) string { return fmt.Sprintf("I.%d", i) }
