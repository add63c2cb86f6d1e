package storage_test

import (
	"testing"

	"thidua/emulation"
	"thidua/storage"
	"thidua/sync/changeset"
)

// TestLife walks one own change from draft to leaf, through a restart after each step.
func TestLife(t *testing.T) {
	dir := t.TempDir()
	a := newAuthor("a")
	draft := changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), "I.1"), Field: "points", Text: "9,5", At: 1}

	reopen := func(check func(db *storage.DB)) {
		t.Helper()
		db, err := storage.Open(dir, small())
		if err != nil {
			t.Fatal(err)
		}
		noFindings(t, db)
		check(db)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	drafts := func(db *storage.DB, want int) {
		t.Helper()
		ds, err := db.Drafts(unit)
		if err != nil || len(ds) != want {
			t.Fatalf("drafts: %d, want %d (%v)", len(ds), want, err)
		}
	}
	pending := func(db *storage.DB, want ...*changeset.Signed) {
		t.Helper()
		n := 0
		err := db.Pending(func(p changeset.PendingChange) error {
			if n >= len(want) || p.Change.Identity != want[n].Identity {
				t.Errorf("pending %d is not the one made", n)
			}
			n++
			return nil
		})
		if err != nil || n != len(want) {
			t.Fatalf("pending: %d, want %d (%v)", n, len(want), err)
		}
	}

	reopen(func(db *storage.DB) {
		if err := db.SaveDraft(&draft); err != nil {
			t.Fatal(err)
		}
		drafts(db, 1)
	})
	c := a.change(t, unit, 95, "I.1")
	reopen(func(db *storage.DB) {
		drafts(db, 1)
		commit(t, db, world{t, db}.pend(c, draft.DraftKey()))
		drafts(db, 0)
		pending(db, c)
	})
	reopen(func(db *storage.DB) {
		drafts(db, 0)
		pending(db, c)
		raw, err := db.Change(c.Identity)
		if err != nil || string(raw) != string(c.Raw) {
			t.Fatalf("change: %d bytes, %v", len(raw), err)
		}
		own, _ := db.Own(unit)
		if own.Identity != c.Identity {
			t.Error("own end lost")
		}
		b := world{t, db}.pull(c)
		commit(t, db, b)
		commit(t, db, b) // again: harmless
		pending(db)
	})
	reopen(func(db *storage.DB) {
		pending(db)
		head, _ := db.Log(unit)
		if head.Size != 1 {
			t.Fatalf("size %d", head.Size)
		}
		e, err := db.Entry(unit, 0)
		if err != nil || string(e.Raw) != string(c.Raw) || e.Leaf.Identity != c.Identity {
			t.Fatalf("entry: %v", err)
		}
		r, err := db.Record(scoreRef(unit, "I.1"))
		if err != nil || r.Last("points", changeset.Logged) == nil {
			t.Fatalf("record: %+v, %v", r, err)
		}
		if root, ok, _ := db.RootAt(unit, 1); !ok || root != head.Root() {
			t.Error("root at 1")
		}
		if _, ok, _ := db.RootAt(unit, 2); ok {
			t.Error("root at 2 of a log with one leaf")
		}
		scopes, _ := db.Scopes()
		if len(scopes) != 1 || scopes[0] != unit {
			t.Error("scopes", scopes)
		}
		if e, err := db.Entry(unit, 1); e != nil || err != nil {
			t.Error("entry 1 of a log with one leaf", e, err)
		}
	})
}

func TestContradictionsAreRefused(t *testing.T) {
	db := open(t, t.TempDir(), small())
	w := world{t, db}
	a, b := newAuthor("a"), newAuthor("b")
	commit(t, db, w.pull(a.change(t, cluster, 1, "I.1"), a.change(t, cluster, 2, "I.2")))
	other := w.pull(b.change(t, cluster, 3, "I.3"))

	wrongRoot := *other
	wrongRoot.Entries = append([]changeset.Entry(nil), other.Entries...)
	wrongRoot.Entries[0].Root[0] ^= 1
	gap := *other
	gap.Entries = append([]changeset.Entry(nil), other.Entries...)
	gap.Entries[0].Leaf.Index = 3
	rewritten := *other
	rewritten.Entries = append([]changeset.Entry(nil), other.Entries...)
	rewritten.Entries[0].Leaf.Index = 1
	for _, c := range []struct {
		name  string
		batch *changeset.Batch
		key   string
	}{{"wrong root", &wrongRoot, "storage.log-root"}, {"gap", &gap, "storage.log-order"}, {"rewritten", &rewritten, "storage.log-differs"}} {
		if err := db.Commit(c.batch); emulation.KeyOf(err) != c.key {
			t.Errorf("%s: %v", c.name, err)
		}
		if head, _ := db.Log(cluster); head.Size != 2 {
			t.Errorf("%s: size is %d afterwards", c.name, head.Size)
		}
	}
	commit(t, db, other)
}

func TestEachRecord(t *testing.T) {
	db := open(t, t.TempDir(), small())
	b := newBatch()
	kinds := []string{"score", "scores", "s"}
	groups := []emulation.ID{id("g1"), id("g2")}
	for _, k := range kinds {
		for _, g := range groups {
			for i := range 5 {
				key := changeset.NewKey(g, score(i))
				b.Records[changeset.NaturalRef(unit, k, key)] = &changeset.Record{Key: key}
			}
		}
	}
	commit(t, db, b)
	gone := changeset.NaturalRef(unit, "score", changeset.NewKey(groups[0], score(0)))
	commit(t, db, &changeset.Batch{Records: map[changeset.Ref]*changeset.Record{gone: nil}})
	count := func(scope changeset.Scope, kind string, group emulation.ID) (n int) {
		var last emulation.ID
		var lastGroup emulation.ID
		err := db.EachRecord(scope, kind, group, func(r changeset.Ref, _ *changeset.Record) error {
			if r.Scope != scope || r.Kind != kind || !group.IsZero() && r.Group != group {
				t.Errorf("%v in the listing of %s %s", r, kind, group)
			}
			if r.Group == lastGroup && string(r.ID[:]) <= string(last[:]) {
				t.Error("not in order of id")
			}
			last, lastGroup = r.ID, r.Group
			n++
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	for _, c := range []struct {
		kind  string
		group emulation.ID
		want  int
	}{{"score", emulation.ID{}, 9}, {"score", groups[0], 4}, {"score", groups[1], 5}, {"scores", emulation.ID{}, 10}, {"s", groups[1], 5}, {"x", emulation.ID{}, 0}} {
		if n := count(unit, c.kind, c.group); n != c.want {
			t.Errorf("%s of %s: %d, want %d", c.kind, c.group, n, c.want)
		}
	}
	if n := count(cluster, "score", emulation.ID{}); n != 0 {
		t.Errorf("another scope lists %d", n)
	}
	if r, err := db.Record(gone); r != nil || err != nil {
		t.Error("a removed record is still there", r, err)
	}
}

func TestDetached(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, small())
	w := world{t, db}
	d := changeset.Detached{Salt: [32]byte{1}, Value: []byte("Nguyễn Văn A")}
	b := w.pull(newAuthor("a").change(t, unit, 1, "I.1"))
	b.Entries[0].Detached = []changeset.Detached{d}
	commit(t, db, b)
	e, err := db.Entry(unit, 0)
	if err != nil || len(e.Detached) != 1 || string(e.Detached[0].Value) != string(d.Value) {
		t.Fatalf("entry: %+v %v", e, err)
	}
	got, err := db.Detached(d.Commitment())
	if err != nil || got == nil || got.Salt != d.Salt {
		t.Fatalf("detached: %+v %v", got, err)
	}
	if got, err := db.Detached(emulation.Hash{1}); got != nil || err != nil {
		t.Error("unknown commitment", got, err)
	}
}

func TestLongValuesStandOnce(t *testing.T) {
	db := open(t, t.TempDir(), small())
	key := changeset.NewKey(id("season"))
	ref := changeset.NaturalRef(cluster, "criteria", key)
	r := &changeset.Record{Key: key}
	for i := range 5 { // 5 × 500 kB would not fit a transaction
		big := make([]byte, 500<<10)
		big[0] = byte(i)
		r.Add("set", changeset.Version{ID: changeset.VersionID{Op: uint32(i)}, Leaf: int64(i), Value: changeset.MustEncode(big)})
		commit(t, db, &changeset.Batch{Records: map[changeset.Ref]*changeset.Record{ref: r}})
	}
	got, err := db.Record(ref)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range got.Fields["set"] {
		if string(v.Value) != string(r.Fields["set"][i].Value) {
			t.Errorf("version %d differs", i)
		}
	}
	if len(got.Fields["set"]) != 5 {
		t.Error("versions:", len(got.Fields["set"]))
	}
}

func TestBatchTooLarge(t *testing.T) {
	db := open(t, t.TempDir(), small())
	b := &changeset.Batch{Meta: map[string][]byte{"a": make([]byte, 700<<10), "b": make([]byte, 700<<10)}}
	if err := db.Commit(b); emulation.KeyOf(err) != "storage.batch-too-large" {
		t.Error(err)
	}
	b = &changeset.Batch{Meta: map[string][]byte{"a": make([]byte, 2<<20)}}
	if err := db.Commit(b); emulation.KeyOf(err) != "storage.row-too-large" {
		t.Error(err)
	}
	if v, err := db.Meta("a"); v != nil || err != nil {
		t.Error("a refused batch left something", len(v), err)
	}
	commit(t, db, &changeset.Batch{Meta: map[string][]byte{"a": {}, "b": {1}}})
	if v, _ := db.Meta("a"); v == nil {
		t.Error("an empty value is a value")
	}
	commit(t, db, &changeset.Batch{Meta: map[string][]byte{"a": nil}})
	if v, _ := db.Meta("a"); v != nil {
		t.Error("nil removes")
	}
}
