package storetest

import (
	"bytes"

	"thidua/emulation"
	"thidua/sync/changeset"
)

func records(b *bench) {
	s := b.open()
	batch := NewBatch()
	kinds := []string{"score", "scores", "s"}
	groups := []emulation.ID{ID("g1"), ID("g2")}
	for _, k := range kinds {
		for _, g := range groups {
			for i := range 5 {
				key := changeset.NewKey(g, Score(i))
				batch.Records[changeset.NaturalRef(Unit, k, key)] = &changeset.Record{Key: key}
			}
		}
	}
	b.ok(s.Commit(batch))
	gone := changeset.NaturalRef(Unit, "score", changeset.NewKey(groups[0], Score(0)))
	for range 2 {
		b.ok(s.Commit(&changeset.Batch{Records: map[changeset.Ref]*changeset.Record{gone: nil}}))
	}
	count := func(scope changeset.Scope, kind string, group emulation.ID) (n int) {
		var last changeset.Ref
		b.ok(s.EachRecord(scope, kind, group, func(r changeset.Ref, _ *changeset.Record) error {
			if r.Scope != scope || kind != "" && r.Kind != kind || !group.IsZero() && r.Group != group {
				b.Errorf("%v in the listing of %s %s", r, kind, group)
			}
			if n > 0 && last.Compare(r) >= 0 {
				b.Errorf("%v before %v", last, r)
			}
			last = r
			n++
			return nil
		}))
		return n
	}
	for _, c := range []struct {
		kind  string
		group emulation.ID
		want  int
	}{{"score", emulation.ID{}, 9}, {"score", groups[0], 4}, {"score", groups[1], 5}, {"scores", emulation.ID{}, 10}, {"s", groups[1], 5},
		{"x", emulation.ID{}, 0}, {"", emulation.ID{}, 29}, {"", groups[0], 14}, {"score", ID("g3"), 0}} {
		if n := count(Unit, c.kind, c.group); n != c.want {
			b.Errorf("%s of %s: %d, want %d", c.kind, c.group, n, c.want)
		}
	}
	if n := count(Cluster, "score", emulation.ID{}); n != 0 {
		b.Errorf("another scope lists %d", n)
	}
	if r, err := s.Record(gone); r != nil || err != nil {
		b.Error("a removed record is still there", r, err)
	}
}

// copies changes what was given and what was got: the store must not see it.
func copies(b *bench) {
	s := b.open()
	c := NewAuthor("a").Change(b, Unit, []byte("value"), "I.1")
	batch := World{b, s}.Pull(c)
	batch.Meta["a"] = []byte("xyz")
	b.ok(s.Commit(batch))
	ref := ScoreRef(Unit, "I.1")
	batch.Records[ref].Fields["points"][0].Value[0] ^= 1
	batch.Meta["a"][0] ^= 1
	for range 2 {
		r, err := s.Record(ref)
		b.ok(err)
		if v := r.Fields["points"]; len(r.Fields) != 1 || len(v) != 1 || !bytes.Equal(v[0].Value, changeset.MustEncode([]byte("value"))) {
			b.Fatalf("another record: %+v", r)
		}
		r.Fields["points"][0].Value[0] ^= 1
		r.Fields["points"][0].Leaf = 7
		r.Add("points", changeset.Version{Leaf: 9})
		r.Add("more", changeset.Version{})
		e, err := s.Entry(Unit, 0)
		b.ok(err)
		if !bytes.Equal(e.Raw, c.Raw) || e.Root != batch.Entries[0].Root {
			b.Fatal("another entry")
		}
		e.Raw[0] ^= 1
		e.LeafRaw[0] ^= 1
		e.Leaf.Index++
		v, err := s.Meta("a")
		b.ok(err)
		if string(v) != "xyz" {
			b.Fatalf("another value: %q", v)
		}
		v[0] ^= 1
	}
}

// inside reads and writes from within a visit, which goes on with what was there when it began.
func inside(b *bench) {
	s := b.open()
	w, a := World{b, s}, NewAuthor("a")
	b.ok(s.Commit(w.Pull(a.Change(b, Unit, 1, "I.1", "I.2", "I.3"))))
	n := 0
	b.ok(s.EachRecord(Unit, "score", emulation.ID{}, func(ref changeset.Ref, r *changeset.Record) error {
		again, err := s.Record(ref)
		b.ok(err)
		if len(again.Fields["points"]) != n+1 { // its own first value and what the visits before this one wrote
			b.Errorf("%d versions at visit %d", len(again.Fields["points"]), n)
		}
		if len(r.Fields["points"]) != 1 {
			b.Error("the visit sees what was written in it")
		}
		n++
		b.ok(s.Commit(w.Pull(a.Change(b, Unit, n, "I.1", "I.2", "I.3", Score(9-n)))))
		return nil
	}))
	if n != 3 {
		b.Errorf("%d visits, want 3", n)
	}
	rows := 0
	b.ok(s.Entries(Unit, 0, func(e *changeset.Entry) error {
		rows++
		_, err := s.Entry(Unit, e.Leaf.Index)
		return err
	}))
	if rows != 4 {
		b.Errorf("%d rows, want 4", rows)
	}
}

func personal(b *bench) {
	s := b.open()
	d, beside := changeset.Detached{Salt: [32]byte{1}, Value: []byte("An")}, changeset.Detached{Salt: [32]byte{2}, Value: []byte("B")}
	batch := World{b, s}.Pull(NewAuthor("a").Change(b, Unit, 1, "I.1"))
	batch.Entries[0].Detached = []changeset.Detached{d}
	batch.Detached = []changeset.Detached{beside}
	b.ok(s.Commit(batch))
	e, err := s.Entry(Unit, 0)
	if err != nil || len(e.Detached) != 1 || !bytes.Equal(e.Detached[0].Value, d.Value) {
		b.Fatalf("entry: %+v %v", e, err)
	}
	for _, want := range []changeset.Detached{d, beside} {
		got, err := s.Detached(want.Commitment())
		if err != nil || got == nil || got.Salt != want.Salt || !bytes.Equal(got.Value, want.Value) {
			b.Fatalf("personal value: %+v %v", got, err)
		}
	}
	if got, err := s.Detached(emulation.Hash{1}); got != nil || err != nil {
		b.Error("unknown commitment", got, err)
	}
	stands := func(when string, want bool) {
		b.Helper()
		got, err := s.Detached(d.Commitment())
		b.ok(err)
		e, err := s.Entry(Unit, 0)
		b.ok(err)
		rows := 0
		b.ok(s.Entries(Unit, 0, func(e *changeset.Entry) error { rows += len(e.Detached); return nil }))
		if (got != nil) != want || (len(e.Detached) > 0) != want || (rows > 0) != want {
			b.Errorf("%s: %v, %d beside the leaf, %d in the log", when, got, len(e.Detached), rows)
		}
	}
	b.ok(s.Commit(&changeset.Batch{Detached: []changeset.Detached{d}, Forgotten: []emulation.Hash{d.Commitment()}}))
	stands("dropped", false)
	b.ok(s.Commit(&changeset.Batch{Entries: []changeset.Entry{*e}})) // as whoever still has it brings it
	stands("brought beside its leaf again", false)
	bare := World{b, s}.Pull(NewAuthor("b").Change(b, Unit, 1, "I.2")) // a leaf that came without it
	b.ok(s.Commit(bare))
	bare.Entries[0].Detached = []changeset.Detached{d}
	b.ok(s.Commit(&changeset.Batch{Entries: bare.Entries}))
	stands("brought beside a leaf that came without it", false)
	b.ok(s.Commit(&changeset.Batch{Detached: []changeset.Detached{d}}))
	stands("named anew", true)
}

// longValues stand once: 5 × 500 kB would not fit one transaction.
func longValues(b *bench) {
	s := b.open()
	key := changeset.NewKey(ID("season"))
	ref := changeset.NaturalRef(Cluster, "criteria", key)
	r := &changeset.Record{Key: key}
	for i := range 5 {
		big := make([]byte, 500<<10)
		big[0] = byte(i)
		r.Add("set", changeset.Version{ID: changeset.VersionID{Op: uint32(i)}, Leaf: int64(i), Value: changeset.MustEncode(big)})
		b.ok(s.Commit(&changeset.Batch{Records: map[changeset.Ref]*changeset.Record{ref: r}}))
	}
	got, err := s.Record(ref)
	b.ok(err)
	for i, v := range got.Fields["set"] {
		if !bytes.Equal(v.Value, r.Fields["set"][i].Value) {
			b.Errorf("version %d differs", i)
		}
	}
	if len(got.Fields["set"]) != 5 {
		b.Error("versions:", len(got.Fields["set"]))
	}
}
