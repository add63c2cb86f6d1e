package storetest_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"thidua/emulation"
	"thidua/internal/memstore"
	"thidua/internal/storetest"
	"thidua/storage"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/workspace"
)

// store is what a desk and a server need together.
type store interface {
	workspace.Store
	hub.Store
	Checkpoint() error
	Close() error
}

// opening opens the store of a folder; the same folder again gives what was written there, and there is never anything to repair.
type opening func(dir string) (store, error)

// stores are the two that there are.
func stores() map[string]opening {
	disk, chance := new(memstore.Disk), rand.NewChaCha8([32]byte{1})
	return map[string]opening{
		"maps": func(dir string) (store, error) { return disk.Open(dir, chance) },
		"badger": func(dir string) (store, error) {
			db, err := storage.Open(dir, storage.Options{Rand: chance, FloorBytes: 1 << 20, ReserveBytes: 64 << 10})
			if err == nil && len(db.Findings()) > 0 {
				err = fmt.Errorf("findings: %v", db.Findings())
			}
			return db, err
		},
	}
}

func TestContract(t *testing.T) {
	for kind, open := range stores() {
		for name, test := range map[string]func(*bench){
			"life": life, "contradictions": contradictions, "again": again, "drafts": drafts, "waiting": waiting, "records": records,
			"copies": copies, "inside a visit": inside, "personal": personal, "long values": longValues, "too large": tooLarge, "closed": closed,
			"evidence": evidence, "evidence in pieces": pieces,
		} {
			t.Run(kind+"/"+name, func(t *testing.T) { test(&bench{T: t, dir: t.TempDir(), opens: open}) })
		}
	}
}

// bench is one folder under test.
type bench struct {
	*testing.T
	dir   string
	opens opening
}

func (b *bench) open() store {
	b.Helper()
	s, err := b.opens(b.dir)
	b.ok(err)
	b.Cleanup(func() { b.ok(s.Close()) })
	return s
}

func (b *bench) ok(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func (b *bench) fails(err error, key string) {
	b.Helper()
	if emulation.KeyOf(err) != key {
		b.Errorf("%v, want %s", err, key)
	}
}

// wait checks which own changes wait, in order.
func (b *bench) wait(s store, want ...*changeset.Signed) {
	b.Helper()
	var ids []changeset.Identity
	b.ok(s.Pending(func(p changeset.PendingChange) error { ids = append(ids, p.Change.Identity); return nil }))
	same := slices.EqualFunc(ids, want, func(id changeset.Identity, c *changeset.Signed) bool { return id == c.Identity })
	if !same {
		b.Fatalf("%d changes wait, want %d, or another order", len(ids), len(want))
	}
	expected := map[changeset.Scope]int{}
	for _, c := range want {
		expected[c.Scope]++
	}
	counts, err := s.PendingIn()
	b.ok(err)
	if !maps.Equal(counts, expected) {
		b.Fatalf("%v wait, want %v", counts, expected)
	}
}

// typed checks the texts of the drafts, in order.
func (b *bench) typed(s store, want ...string) {
	b.Helper()
	ds, err := s.Drafts(storetest.Unit)
	b.ok(err)
	var texts []string
	for _, d := range ds {
		texts = append(texts, d.Text)
	}
	if !slices.Equal(texts, want) {
		b.Fatalf("drafts %q, want %q", texts, want)
	}
}

func draft(i int, text string, at int64) *changeset.Draft {
	return &changeset.Draft{Scope: storetest.Unit, Kind: "score", Key: changeset.NewKey(storetest.ID("sheet"), storetest.Score(i)), Field: "points", Text: text, At: at}
}

// life walks one own change from draft to leaf, with the folder closed and opened after each step.
func life(b *bench) {
	reopen := func(check func(s store)) {
		b.Helper()
		s := b.open()
		check(s)
		b.ok(s.Close())
	}
	d := draft(1, "9,5", 1)
	reopen(func(s store) {
		b.ok(s.SaveDraft(d))
		b.typed(s, "9,5")
	})
	c := storetest.NewAuthor("a").Change(b, storetest.Unit, 95, "I.1")
	reopen(func(s store) {
		b.typed(s, "9,5")
		b.ok(s.Commit(storetest.World{b, s}.Pend(c, d.DraftKey())))
		b.typed(s)
		b.wait(s, c)
	})
	reopen(func(s store) {
		b.typed(s)
		b.wait(s, c)
		if raw, err := s.Change(c.Identity); err != nil || !bytes.Equal(raw, c.Raw) {
			b.Fatalf("change: %d bytes, %v", len(raw), err)
		}
		if own, _ := s.Own(storetest.Unit); own.Identity != c.Identity {
			b.Error("own end lost")
		}
		pull := storetest.World{b, s}.Pull(c)
		b.ok(s.Commit(pull))
		b.ok(s.Commit(pull)) // again: harmless
		b.wait(s)
	})
	reopen(func(s store) {
		b.wait(s)
		head, _ := s.Log(storetest.Unit)
		if head.Size != 1 {
			b.Fatalf("size %d", head.Size)
		}
		e, err := s.Entry(storetest.Unit, 0)
		if err != nil || !bytes.Equal(e.Raw, c.Raw) || e.Leaf.Identity != c.Identity {
			b.Fatalf("entry: %v", err)
		}
		r, err := s.Record(storetest.ScoreRef(storetest.Unit, "I.1"))
		if err != nil || r.Last("points", changeset.Logged) == nil {
			b.Fatalf("record: %+v, %v", r, err)
		}
		if p, err := s.Place(c.Identity); err != nil || p == nil || p.First != 0 || p.Verdict != changeset.Accepted {
			b.Errorf("place: %+v, %v", p, err)
		}
		if h, err := s.Chain(changeset.ChainKey{Scope: storetest.Unit, Log: c.Log}); err != nil || h.Identity != c.Identity {
			b.Errorf("chain: %+v, %v", h, err)
		}
		for size, want := range []emulation.Hash{{}, head.Root()} {
			if root, ok, err := s.RootAt(storetest.Unit, uint64(size)); !ok || err != nil || root != want {
				b.Errorf("root at %d: %v %v", size, ok, err)
			}
		}
		if _, ok, _ := s.RootAt(storetest.Unit, 2); ok {
			b.Error("root at 2 of a log with one leaf")
		}
		if scopes, _ := s.Scopes(); len(scopes) != 1 || scopes[0] != storetest.Unit {
			b.Error("scopes", scopes)
		}
		if e, err := s.Entry(storetest.Unit, 1); e != nil || err != nil {
			b.Error("entry 1 of a log with one leaf", e, err)
		}
		for _, unknown := range []func() (bool, error){
			func() (bool, error) { p, err := s.Place(changeset.Identity{1}); return p == nil, err },
			func() (bool, error) { raw, err := s.Change(changeset.Identity{1}); return raw == nil, err },
			func() (bool, error) {
				r, err := s.Record(storetest.ScoreRef(storetest.Unit, "I.2"))
				return r == nil, err
			},
			func() (bool, error) {
				h, err := s.Chain(changeset.ChainKey{Scope: storetest.Cluster})
				return h.Seq == 0, err
			},
			func() (bool, error) { h, err := s.Log(storetest.Cluster); return h.Size == 0, err },
		} {
			if none, err := unknown(); !none || err != nil {
				b.Error("something unknown was found", err)
			}
		}
	})
}

func contradictions(b *bench) {
	s := b.open()
	w, first, second := storetest.World{b, s}, storetest.NewAuthor("a"), storetest.NewAuthor("b")
	b.ok(s.Commit(w.Pull(first.Change(b, storetest.Cluster, 1, "I.1"), first.Change(b, storetest.Cluster, 2, "I.2"))))
	other := w.Pull(second.Change(b, storetest.Cluster, 3, "I.3"))
	but := func(alter func(e *changeset.Entry)) *changeset.Batch {
		c := *other
		c.Entries = slices.Clone(other.Entries)
		alter(&c.Entries[0])
		return &c
	}
	beyond := *other
	beyond.Entries = nil
	for _, c := range []struct {
		name  string
		batch *changeset.Batch
		key   string
	}{
		{"wrong root", but(func(e *changeset.Entry) { e.Root[0] ^= 1 }), "storage.log-root"},
		{"gap", but(func(e *changeset.Entry) { e.Leaf.Index = 3 }), "storage.log-order"},
		{"rewritten", but(func(e *changeset.Entry) { e.Leaf.Index = 1 }), "storage.log-differs"},
		{"a head without its leaf", &beyond, "storage.log-root"},
	} {
		b.fails(s.Commit(c.batch), c.key)
		if head, _ := s.Log(storetest.Cluster); head.Size != 2 {
			b.Errorf("%s: size is %d afterwards", c.name, head.Size)
		}
		if r, err := s.Record(storetest.ScoreRef(storetest.Cluster, "I.3")); r != nil || err != nil {
			b.Errorf("%s: part of it was written", c.name)
		}
	}
	b.ok(s.Commit(other))
}

// again writes every batch of a life twice, at once and late.
func again(b *bench) {
	s := b.open()
	w, a := storetest.World{b, s}, storetest.NewAuthor("a")
	one, two := a.Change(b, storetest.Unit, 1, "I.1"), a.Change(b, storetest.Unit, 2, "I.1")
	pend := w.Pend(one)
	for range 2 {
		b.ok(s.Commit(pend))
	}
	later := w.Pend(two)
	b.ok(s.Commit(later))
	b.wait(s, one, two)
	pull := w.Pull(one, two)
	for range 2 {
		b.ok(s.Commit(pull))
	}
	b.ok(s.Commit(&changeset.Batch{Pending: pend.Pending})) // it has its leaf: nothing waits again
	b.wait(s)
	third := w.Pull(a.Change(b, storetest.Unit, 3, "I.1"))
	b.ok(s.Commit(third))
	b.ok(s.Commit(&changeset.Batch{Entries: pull.Entries, Heads: pull.Heads})) // what is older than the log
	if head, _ := s.Log(storetest.Unit); head.Size != 3 || head.Root() != third.Entries[0].Root {
		b.Errorf("size %d", head.Size)
	}
	var from []uint64
	for i := range uint64(5) {
		b.ok(s.Entries(storetest.Unit, i, func(e *changeset.Entry) error { from = append(from, e.Leaf.Index); return nil }))
	}
	if want := []uint64{0, 1, 2, 1, 2, 2}; !slices.Equal(from, want) {
		b.Errorf("entries %v, want %v", from, want)
	}
	stop := fmt.Errorf("enough")
	if err := s.Entries(storetest.Unit, 0, func(*changeset.Entry) error { return stop }); err != stop {
		b.Errorf("a visitor's error became %v", err)
	}
}

func drafts(b *bench) {
	s := b.open()
	b.ok(s.SaveDraft(draft(1, "one", 5)))
	b.ok(s.SaveDraft(draft(2, "two", 4), draft(3, "three", 3)))
	b.typed(s, "one", "three", "two") // as saved; of one saving, as typed
	b.ok(s.SaveDraft(draft(1, "again", 6)))
	b.typed(s, "three", "two", "again")
	elsewhere := draft(1, "elsewhere", 1)
	elsewhere.Scope = storetest.Cluster
	b.ok(s.SaveDraft(elsewhere))
	b.ok(s.DropDraft(draft(2, "", 0).DraftKey()))
	b.ok(s.DropDraft(draft(9, "", 0).DraftKey()))
	b.typed(s, "three", "again")
	b.ok(s.Close())
	s = b.open()
	b.typed(s, "three", "again")
	c := storetest.NewAuthor("a").Change(b, storetest.Unit, 1, "I.3")
	b.ok(s.Commit(storetest.World{b, s}.Pend(c, draft(3, "", 0).DraftKey())))
	b.typed(s, "again")
	if ds, err := s.Drafts(storetest.Cluster); err != nil || len(ds) != 1 || ds[0].Text != "elsewhere" || ds[0].DraftKey() != elsewhere.DraftKey() {
		b.Errorf("%+v %v", ds, err)
	}
}

// waiting settles own changes out of order.
func waiting(b *bench) {
	s := b.open()
	w, a := storetest.World{b, s}, storetest.NewAuthor("a")
	var all []*changeset.Signed
	for i := range 4 {
		c := a.Change(b, storetest.Unit, i, storetest.Score(i))
		batch := w.Pend(c)
		batch.Pending[0].Detached = []changeset.Detached{{Salt: [32]byte{byte(i)}, Value: []byte("name")}}
		b.ok(s.Commit(batch))
		all = append(all, c)
	}
	b.wait(s, all...)
	b.ok(s.Commit(&changeset.Batch{Settled: []changeset.Identity{all[1].Identity, {9}}}))
	b.wait(s, all[0], all[2], all[3])
	b.ok(s.Close())
	s = b.open()
	b.wait(s, all[0], all[2], all[3])
	b.ok(s.Pending(func(p changeset.PendingChange) error {
		if len(p.Detached) != 1 || string(p.Detached[0].Value) != "name" {
			b.Errorf("personal values %+v", p.Detached)
		}
		return nil
	}))
	if own, _ := s.Own(storetest.Unit); own.Seq != 4 {
		b.Errorf("own end at %d", own.Seq)
	}
}

// closed reads and writes nothing.
func closed(b *bench) {
	s := b.open()
	b.ok(s.Close())
	b.ok(s.Close())
	const key = "storage.closed"
	b.fails(s.Writable(), key)
	b.fails(s.Commit(storetest.NewBatch()), key)
	b.fails(s.SaveDraft(draft(1, "", 0)), key)
	b.fails(s.DropDraft(draft(1, "", 0).DraftKey()), key)
	_, err := s.Record(storetest.ScoreRef(storetest.Unit, "I.1"))
	b.fails(err, key)
	_, err = s.Meta("a")
	b.fails(err, key)
	b.fails(s.EachRecord(storetest.Unit, "", emulation.ID{}, nil), key)
	b.fails(s.Entries(storetest.Unit, 0, nil), key)
	b.fails(s.Pending(nil), key)
	_, err = s.PendingIn()
	b.fails(err, key)
	_, err = s.PutBlob(bytes.NewReader(nil))
	b.fails(err, key)
}
