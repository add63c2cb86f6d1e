package memstore_test

import (
	"math/rand/v2"
	"testing"

	"thidua/emulation"
	"thidua/internal/memstore"
	"thidua/internal/storetest"
	"thidua/sync/changeset"
)

// opening opens folders of one disk.
func opening(d *memstore.Disk) storetest.Open {
	chance := rand.NewChaCha8([32]byte{1})
	return func(dir string) (storetest.Store, error) { return d.Open(dir, chance) }
}

func TestContract(t *testing.T) { storetest.Contract(t, opening(new(memstore.Disk))) }

func TestModel(t *testing.T) {
	storetest.Model(t, opening(new(memstore.Disk)), func(storetest.Store) error { return nil })
}

// A copy and the store it was made of go their own ways.
func TestCopies(t *testing.T) {
	disk := new(memstore.Disk)
	open := opening(disk)
	first, err := open("a")
	if err != nil {
		t.Fatal(err)
	}
	a := storetest.NewAuthor("a")
	write := func(s storetest.Store, value int) {
		t.Helper()
		if err := s.Commit(storetest.World{TB: t, Store: s}.Pull(a.Change(t, storetest.Unit, value, "I.1", storetest.Score(value)))); err != nil {
			t.Fatal(err)
		}
	}
	write(first, 2)
	write(first, 3)
	disk.Copy("a", "b")
	second, err := open("b/")
	if err != nil {
		t.Fatal(err)
	}
	write(first, 4)
	write(second, 5)
	write(second, 6)
	for s, want := range map[storetest.Store]struct{ size, versions int }{first: {3, 3}, second: {4, 4}} {
		head, _ := s.Log(storetest.Unit)
		r, err := s.Record(storetest.ScoreRef(storetest.Unit, "I.1"))
		if err != nil || int(head.Size) != want.size || len(r.Fields["points"]) != want.versions {
			t.Errorf("%d leaves, %+v, %v", head.Size, r, err)
		}
		root := emulation.Hash{}
		if err := s.Entries(storetest.Unit, 0, func(e *changeset.Entry) error { root = e.Root; return nil }); err != nil || root != head.Root() {
			t.Errorf("the rows are not those of the head: %v", err)
		}
	}
	if _, err := open("a"); emulation.KeyOf(err) != "storage.in-use" {
		t.Errorf("opened twice: %v", err)
	}
}
