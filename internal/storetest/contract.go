package storetest

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/hub"
)

// Store is what is held to the contract.
type Store interface {
	hub.Store
	Close() error
}

// Opening opens the store of a place; the same place again gives what was written there, and there is never anything to repair.
type Opening func(place string) (Store, error)

// Contract holds the stores that are opened to what a hub needs, each part on a store of its own.
func Contract(t *testing.T, open Opening) {
	for name, test := range map[string]func(*bench){
		"log": log, "contradictions": contradictions, "moved": moved, "again": again, "records": records, "copies": copies, "inside a visit": inside,
		"personal": personal, "long values": longValues, "settings": settings, "closed": closed, "evidence in pieces": pieces,
	} {
		t.Run(name, func(t *testing.T) { test(&bench{T: t, place: t.TempDir(), opens: open}) })
	}
}

// bench is one place under test.
type bench struct {
	*testing.T
	place string
	opens Opening
}

func (b *bench) open() Store {
	b.Helper()
	s, err := b.opens(b.place)
	b.ok(err)
	b.Cleanup(func() { b.ok(s.Close()) })
	return s
}

// reopens gives the store closed and opened again.
func (b *bench) reopens(s Store) Store {
	b.Helper()
	b.ok(s.Close())
	return b.open()
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

// log reads two logs that were written, also after the store was closed.
func log(b *bench) {
	s := b.open()
	c := NewAuthor("a").Change(b, Unit, 95, "I.1")
	pull := World{b, s}.Pull(c)
	b.ok(s.Commit(pull))
	s = b.reopens(s)
	head, err := s.Log(Unit)
	if err != nil || head.Size != 1 || head.Root() != pull.Entries[0].Root {
		b.Fatalf("size %d, %v", head.Size, err)
	}
	if e, err := s.Entry(Unit, 0); err != nil || !bytes.Equal(e.Raw, c.Raw) || !bytes.Equal(e.LeafRaw, pull.Entries[0].LeafRaw) || e.Leaf.Identity != c.Identity || e.Root != head.Root() {
		b.Fatalf("entry: %+v, %v", e, err)
	}
	if raw, err := s.Change(c.Identity); err != nil || !bytes.Equal(raw, c.Raw) {
		b.Errorf("change: %d bytes, %v", len(raw), err)
	}
	if r, err := s.Record(ScoreRef(Unit, "I.1")); err != nil || r.Last("points", changeset.Logged) == nil {
		b.Errorf("record: %+v, %v", r, err)
	}
	if p, err := s.Place(c.Identity); err != nil || p == nil || *p != pull.Places[c.Identity] {
		b.Errorf("place: %+v, %v", p, err)
	}
	if h, err := s.Chain(changeset.ChainKey{Scope: Unit, Log: c.Log}); err != nil || h.Identity != c.Identity {
		b.Errorf("chain: %+v, %v", h, err)
	}
	further := World{b, s}.Pull(c) // a leaf without a change
	further.Entries[0].Raw = nil
	b.ok(s.Commit(further))
	if e, err := s.Entry(Unit, 1); err != nil || e.Raw != nil {
		b.Errorf("a further leaf: %+v, %v", e, err)
	}
	for size, want := range []emulation.Hash{{}, head.Root(), further.Entries[0].Root} {
		if root, ok, err := s.RootAt(Unit, uint64(size)); !ok || err != nil || root != want {
			b.Errorf("root at %d: %v %v", size, ok, err)
		}
	}
	if _, ok, _ := s.RootAt(Unit, 3); ok {
		b.Error("root at 3 of a log with two leaves")
	}
	if e, err := s.Entry(Unit, 2); e != nil || err != nil {
		b.Error("entry 2 of a log with two leaves", e, err)
	}
	b.ok(s.Commit(World{b, s}.Pull(NewAuthor("b").Change(b, Cluster, 1, "I.1"))))
	if scopes, err := s.Scopes(); err != nil || !slices.Equal(scopes, []changeset.Scope{Cluster, Unit}) {
		b.Error("scopes", scopes, err)
	}
	unknown := changeset.NewScope(changeset.Cluster, ID("unknown"))
	for _, unknown := range []func() (bool, error){
		func() (bool, error) { p, err := s.Place(changeset.Identity{1}); return p == nil, err },
		func() (bool, error) { raw, err := s.Change(changeset.Identity{1}); return raw == nil, err },
		func() (bool, error) { r, err := s.Record(ScoreRef(Unit, "I.2")); return r == nil, err },
		func() (bool, error) { h, err := s.Chain(changeset.ChainKey{Scope: Cluster}); return h.Seq == 0, err },
		func() (bool, error) { h, err := s.Log(unknown); return h.Size == 0, err },
		func() (bool, error) { e, err := s.Entry(unknown, 0); return e == nil, err },
		func() (bool, error) { _, ok, err := s.RootAt(unknown, 1); return !ok, err },
		func() (bool, error) { raw, err := s.Meta("unknown"); return raw == nil, err },
	} {
		if none, err := unknown(); !none || err != nil {
			b.Error("something unknown was found", err)
		}
	}
	b.ok(s.Entries(unknown, 0, func(*changeset.Entry) error { return fmt.Errorf("an entry of an unknown log") }))
}

// moved commits what was judged by logs that are, or are no longer, as they were.
func moved(b *bench) {
	s := b.open()
	w, a := World{b, s}, NewAuthor("a")
	b.ok(s.Commit(w.Pull(a.Change(b, Cluster, 1, "I.1"), a.Change(b, Cluster, 2, "I.2"))))
	first, second := w.Pull(a.Change(b, Unit, 1, "I.1")), w.Pull(NewAuthor("b").Change(b, Unit, 2, "I.2"))
	first.Upon = map[changeset.Scope]uint64{Cluster: 2, Unit: 0}
	b.ok(s.Commit(first))
	for _, upon := range []map[changeset.Scope]uint64{{Unit: 0}, {Cluster: 1}, {Cluster: 3}, {Cluster: 2, Unit: 0}, {changeset.NewScope(changeset.Control, ID("x")): 1}} {
		second.Upon = upon
		b.fails(s.Commit(second), "storage.log-moved")
		if head, _ := s.Log(Unit); head.Size != 1 {
			b.Fatalf("%v: size %d afterwards", upon, head.Size)
		}
		if r, err := s.Record(ScoreRef(Unit, "I.2")); r != nil || err != nil {
			b.Errorf("%v: part of it was written, %v", upon, err)
		}
		b.fails(s.Commit(&changeset.Batch{Upon: upon, Meta: map[string][]byte{"a": {1}}}), "storage.log-moved")
	}
	if v, err := s.Meta("a"); v != nil || err != nil {
		b.Error("a refused batch left a setting", err)
	}
	b.ok(s.Commit(&changeset.Batch{Upon: map[changeset.Scope]uint64{Cluster: 2, Unit: 1}, Meta: map[string][]byte{"a": {1}}}))
}

// again writes batches twice, at once and late.
func again(b *bench) {
	s := b.open()
	w, a := World{b, s}, NewAuthor("a")
	pull := w.Pull(a.Change(b, Unit, 1, "I.1"), a.Change(b, Unit, 2, "I.1"))
	for range 2 {
		b.ok(s.Commit(pull))
	}
	third := w.Pull(a.Change(b, Unit, 3, "I.1"))
	b.ok(s.Commit(third))
	b.ok(s.Commit(&changeset.Batch{Entries: pull.Entries, Heads: pull.Heads})) // what is older than the log
	if head, _ := s.Log(Unit); head.Size != 3 || head.Root() != third.Entries[0].Root {
		b.Errorf("size %d", head.Size)
	}
	var from []uint64
	for i := range uint64(5) {
		b.ok(s.Entries(Unit, i, func(e *changeset.Entry) error { from = append(from, e.Leaf.Index); return nil }))
	}
	if want := []uint64{0, 1, 2, 1, 2, 2}; !slices.Equal(from, want) {
		b.Errorf("entries %v, want %v", from, want)
	}
	stop := fmt.Errorf("enough")
	if err := s.Entries(Unit, 0, func(*changeset.Entry) error { return stop }); err != stop {
		b.Errorf("a visitor's error became %v", err)
	}
}

// settings are small values: nothing is a value, nil removes.
func settings(b *bench) {
	s := b.open()
	for _, c := range []struct{ given, want []byte }{{[]byte{}, []byte{}}, {[]byte{1}, []byte{1}}, {nil, nil}, {nil, nil}, {[]byte{2}, []byte{2}}} {
		b.ok(s.Commit(&changeset.Batch{Meta: map[string][]byte{"a": c.given, "b": {7}}}))
		s = b.reopens(s)
		if v, err := s.Meta("a"); err != nil || (v == nil) != (c.want == nil) || !bytes.Equal(v, c.want) {
			b.Errorf("%v became %v, %v", c.given, v, err)
		}
	}
	if v, err := s.Meta("b"); err != nil || len(v) != 1 {
		b.Error(v, err)
	}
}

// closed reads and writes nothing.
func closed(b *bench) {
	s := b.open()
	b.ok(s.Close())
	b.ok(s.Close())
	const key = "storage.closed"
	b.fails(s.Writable(), key)
	b.fails(s.Commit(NewBatch()), key)
	_, err := s.Record(ScoreRef(Unit, "I.1"))
	b.fails(err, key)
	_, err = s.Meta("a")
	b.fails(err, key)
	b.fails(s.EachRecord(Unit, "", emulation.ID{}, nil), key)
	b.fails(s.Entries(Unit, 0, nil), key)
}

// sizes are file lengths around the chunk limit, with their salts.
var sizes = []int{32, 33, changeset.BlobChunk - 1, changeset.BlobChunk, changeset.BlobChunk + 1, 5*changeset.BlobChunk + 7}

// pieces carries files chunk by chunk, in any order, into a store that is closed and opened in the middle.
func pieces(b *bench) {
	s := b.open()
	for _, n := range sizes {
		file, tree := content(n), new(changeset.BlobTree)
		chunks := slices.Collect(slices.Chunk(file, changeset.BlobChunk))
		for _, c := range chunks {
			tree.Add(c)
		}
		name := changeset.BlobName{Root: tree.Root(), Length: uint64(n)}
		var order []int // the odd ones, backwards, then the others
		for i := range chunks {
			if i%2 == 1 {
				order = slices.Insert(order, 0, i)
			} else {
				order = append(order, i)
			}
		}
		for i, c := range order {
			path, err := tree.Prove(int64(c))
			b.ok(err)
			if chunk, _, err := s.Chunk(name, int64(c)); chunk != nil || err != nil {
				b.Error("a chunk before it came", err)
			}
			bad := bytes.Clone(chunks[c])
			bad[0] ^= 1
			b.fails(s.PutChunk(name, int64(c), bad, path), "blob.chunk")
			if i == len(order)/2 {
				s = b.reopens(s)
			}
			for range 2 { // twice is harmless
				b.ok(s.PutChunk(name, int64(c), chunks[c], path))
			}
			back, proof, err := s.Chunk(name, int64(c))
			b.ok(err)
			if !bytes.Equal(back, chunks[c]) || name.CheckChunk(int64(c), back, proof) != nil {
				b.Errorf("chunk %d came back different", c)
			}
			missing, err := s.MissingChunks(name)
			b.ok(err)
			for k, o := range order {
				if want := k > i; missing[o/8]>>(o%8)&1 == 1 != want {
					b.Errorf("chunk %d, missing %v, want %v", o, !want, want)
				}
			}
		}
	}
	b.fails(s.PutChunk(changeset.BlobName{Length: 1}, 0, []byte{1}, nil), "storage.blob-size")
	_, err := s.MissingChunks(changeset.BlobName{Length: 1 << 40})
	b.fails(err, "storage.blob-size")
}

func content(n int) []byte {
	file := make([]byte, n)
	for i := range file {
		file[i] = byte(i * i >> 3)
	}
	return file
}

func contradictions(b *bench) {
	s := b.open()
	w, first, second := World{b, s}, NewAuthor("a"), NewAuthor("b")
	b.ok(s.Commit(w.Pull(first.Change(b, Cluster, 1, "I.1"), first.Change(b, Cluster, 2, "I.2"))))
	other := w.Pull(second.Change(b, Cluster, 3, "I.3"))
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
		if head, _ := s.Log(Cluster); head.Size != 2 {
			b.Errorf("%s: size is %d afterwards", c.name, head.Size)
		}
		if r, err := s.Record(ScoreRef(Cluster, "I.3")); r != nil || err != nil {
			b.Errorf("%s: part of it was written", c.name)
		}
	}
	b.ok(s.Commit(other))
}
