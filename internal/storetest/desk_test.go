package storetest

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"thidua/emulation"
	"thidua/internal/memstore"
	"thidua/storage"
	"thidua/sync/changeset"
	"thidua/workspace"
)

// desk is what a desk and a server need together.
type desk interface {
	workspace.Store
	Store
	Checkpoint() error
}

// stores are those that hold a desk.
func stores() map[string]Opening {
	disk := new(memstore.Disk)
	return map[string]Opening{"maps": func(dir string) (Store, error) { return disk.Open(dir, chance) }, "badger": onDisk(storage.Options{})}
}

var chance = rand.NewChaCha8([32]byte{1})

func onDisk(o storage.Options) Opening {
	o.Rand, o.FloorBytes, o.ReserveBytes = chance, 1<<20, 64<<10
	return func(dir string) (Store, error) {
		db, err := storage.Open(dir, o)
		if err == nil && len(db.Findings()) > 0 {
			err = fmt.Errorf("findings: %v", db.Findings())
		}
		return db, err
	}
}

func TestContract(t *testing.T) {
	all := stores()
	all["badger of a server"] = onDisk(storage.Options{Server: true})
	for kind, open := range all {
		t.Run(kind, func(t *testing.T) { Contract(t, open) })
	}
	t.Run("model of a server", func(t *testing.T) { Model(t, all["badger of a server"], nil) })
}

func TestDesk(t *testing.T) {
	for kind, open := range stores() {
		for name, test := range map[string]func(*bench){
			"life": life, "own again": ownAgain, "drafts": drafts, "waiting": waiting, "too large": tooLarge, "closed": closedDesk, "evidence": evidence,
		} {
			t.Run(kind+"/"+name, func(t *testing.T) { test(&bench{T: t, place: t.TempDir(), opens: open}) })
		}
	}
}

func (b *bench) desk() desk {
	b.Helper()
	return b.open().(desk)
}

// wait checks which own changes wait, in order.
func (b *bench) wait(s desk, want ...*changeset.Signed) {
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
func (b *bench) typed(s desk, want ...string) {
	b.Helper()
	ds, err := s.Drafts(Unit)
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
	return &changeset.Draft{Scope: Unit, Kind: "score", Key: changeset.NewKey(ID("sheet"), Score(i)), Field: "points", Text: text, At: at}
}

// life walks one own change from draft to leaf, with the folder closed and opened after each step.
func life(b *bench) {
	reopen := func(check func(s desk)) {
		b.Helper()
		s := b.desk()
		check(s)
		b.ok(s.Close())
	}
	d := draft(1, "9,5", 1)
	reopen(func(s desk) {
		b.ok(s.SaveDraft(d))
		b.typed(s, "9,5")
	})
	c := NewAuthor("a").Change(b, Unit, 95, "I.1")
	reopen(func(s desk) {
		b.typed(s, "9,5")
		b.ok(s.Commit(World{b, s}.Pend(c, d.DraftKey())))
		b.typed(s)
		b.wait(s, c)
	})
	reopen(func(s desk) {
		b.typed(s)
		b.wait(s, c)
		if raw, err := s.Change(c.Identity); err != nil || !bytes.Equal(raw, c.Raw) {
			b.Fatalf("change: %d bytes, %v", len(raw), err)
		}
		if own, _ := s.Own(Unit); own.Identity != c.Identity {
			b.Error("own end lost")
		}
		pull := World{b, s}.Pull(c)
		b.ok(s.Commit(pull))
		b.ok(s.Commit(pull)) // again: harmless
		b.wait(s)
	})
	reopen(func(s desk) {
		b.wait(s)
		if head, _ := s.Log(Unit); head.Size != 1 {
			b.Fatalf("size %d", head.Size)
		}
	})
}

// ownAgain writes every batch of a life twice, at once and late.
func ownAgain(b *bench) {
	s := b.desk()
	w, a := World{b, s}, NewAuthor("a")
	one, two := a.Change(b, Unit, 1, "I.1"), a.Change(b, Unit, 2, "I.1")
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
	third := w.Pull(a.Change(b, Unit, 3, "I.1"))
	b.ok(s.Commit(third))
	if head, _ := s.Log(Unit); head.Size != 3 || head.Root() != third.Entries[0].Root {
		b.Errorf("size %d", head.Size)
	}
}

func drafts(b *bench) {
	s := b.desk()
	b.ok(s.SaveDraft(draft(1, "one", 5)))
	b.ok(s.SaveDraft(draft(2, "two", 4), draft(3, "three", 3)))
	b.typed(s, "one", "three", "two") // as saved; of one saving, as typed
	b.ok(s.SaveDraft(draft(1, "again", 6)))
	b.typed(s, "three", "two", "again")
	elsewhere := draft(1, "elsewhere", 1)
	elsewhere.Scope = Cluster
	b.ok(s.SaveDraft(elsewhere))
	b.ok(s.DropDraft(draft(2, "", 0).DraftKey()))
	b.ok(s.DropDraft(draft(9, "", 0).DraftKey()))
	b.typed(s, "three", "again")
	b.ok(s.Close())
	s = b.desk()
	b.typed(s, "three", "again")
	c := NewAuthor("a").Change(b, Unit, 1, "I.3")
	b.ok(s.Commit(World{b, s}.Pend(c, draft(3, "", 0).DraftKey())))
	b.typed(s, "again")
	if ds, err := s.Drafts(Cluster); err != nil || len(ds) != 1 || ds[0].Text != "elsewhere" || ds[0].DraftKey() != elsewhere.DraftKey() {
		b.Errorf("%+v %v", ds, err)
	}
}

// waiting settles own changes out of order.
func waiting(b *bench) {
	s := b.desk()
	w, a := World{b, s}, NewAuthor("a")
	var all []*changeset.Signed
	for i := range 4 {
		c := a.Change(b, Unit, i, Score(i))
		batch := w.Pend(c)
		batch.Pending[0].Detached = []changeset.Detached{{Salt: [32]byte{byte(i)}, Value: []byte("name")}}
		b.ok(s.Commit(batch))
		all = append(all, c)
	}
	b.wait(s, all...)
	b.ok(s.Commit(&changeset.Batch{Settled: []changeset.Identity{all[1].Identity, {9}}}))
	b.wait(s, all[0], all[2], all[3])
	b.ok(s.Close())
	s = b.desk()
	b.wait(s, all[0], all[2], all[3])
	b.ok(s.Pending(func(p changeset.PendingChange) error {
		if len(p.Detached) != 1 || string(p.Detached[0].Value) != "name" {
			b.Errorf("personal values %+v", p.Detached)
		}
		return nil
	}))
	if own, _ := s.Own(Unit); own.Seq != 4 {
		b.Errorf("own end at %d", own.Seq)
	}
}

// closedDesk reads and writes nothing.
func closedDesk(b *bench) {
	s := b.desk()
	b.ok(s.Close())
	const key = "storage.closed"
	b.fails(s.SaveDraft(draft(1, "", 0)), key)
	b.fails(s.DropDraft(draft(1, "", 0).DraftKey()), key)
	b.fails(s.Pending(nil), key)
	_, err := s.PendingIn()
	b.fails(err, key)
	_, err = s.PutBlob(bytes.NewReader(nil))
	b.fails(err, key)
}

func tooLarge(b *bench) {
	s := b.desk()
	b.fails(s.Commit(&changeset.Batch{Meta: map[string][]byte{"a": make([]byte, 700<<10), "b": make([]byte, 700<<10)}}), "storage.batch-too-large")
	b.fails(s.Commit(&changeset.Batch{Meta: map[string][]byte{"a": make([]byte, 2<<20)}}), "storage.row-too-large")
	many := NewBatch()
	for i := range 14_000 {
		many.Places[changeset.Identity{byte(i), byte(i >> 8)}] = changeset.Place{}
	}
	b.fails(s.Commit(many), "storage.batch-too-large")
	if v, err := s.Meta("a"); v != nil || err != nil {
		b.Error("a refused batch left something", len(v), err)
	}
}

// holds checks that a file is here, whole.
func (b *bench) holds(s desk, name changeset.BlobName, file []byte) {
	b.Helper()
	r, err := s.OpenBlob(name)
	b.ok(err)
	got, err := io.ReadAll(r)
	b.ok(err)
	b.ok(r.Close())
	if !bytes.Equal(got, file) {
		b.Errorf("%d bytes came back different", len(file))
	}
	missing, err := s.MissingChunks(name)
	b.ok(err)
	if slices.Max(missing) != 0 {
		b.Errorf("missing of a whole file: %v", missing)
	}
}

func evidence(b *bench) {
	s := b.desk()
	names := map[changeset.BlobName][]byte{}
	for _, n := range sizes {
		file := content(n)
		for range 2 {
			name, err := s.PutBlob(bytes.NewReader(file))
			b.ok(err)
			if names[name] != nil {
				b.Errorf("%d bytes: the same file twice must have two salts", n)
			}
			names[name] = file
			b.holds(s, name, file)
		}
	}
	b.ok(s.Close())
	s = b.desk()
	for name, file := range names {
		b.holds(s, name, file)
	}
	unknown := changeset.BlobName{Root: emulation.Hash{1}, Length: 40_000}
	_, err := s.OpenBlob(unknown)
	b.fails(err, "storage.blob-missing")
	if chunk, _, err := s.Chunk(unknown, 0); chunk != nil || err != nil {
		b.Error("a chunk of an unknown file", err)
	}
	if missing, err := s.MissingChunks(unknown); err != nil || !bytes.Equal(missing, []byte{3}) {
		b.Error(missing, err)
	}
}
