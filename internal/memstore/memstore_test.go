package memstore_test

import (
	"testing"

	"thidua/emulation"
	"thidua/internal/memstore"
	"thidua/internal/storetest"
	"thidua/sync/changeset"
)

// A copy and the store it was made of go their own ways.
func TestCopies(t *testing.T) {
	disk := new(memstore.Disk)
	first, err := disk.Open("up/a", nil)
	if err != nil {
		t.Fatal(err)
	}
	a := storetest.NewAuthor("a")
	write := func(s *memstore.DB, value int) {
		t.Helper()
		if err := s.Commit(storetest.World{TB: t, Store: s}.Pull(a.Change(t, storetest.Unit, value, "I.1", storetest.Score(value)))); err != nil {
			t.Fatal(err)
		}
	}
	write(first, 2)
	write(first, 3)
	disk.Copy("up", "b")
	second, err := disk.Open("b/a/", nil)
	if err != nil {
		t.Fatal(err)
	}
	write(first, 4)
	write(second, 5)
	write(second, 6)
	for s, want := range map[*memstore.DB]struct{ size, versions int }{first: {3, 3}, second: {4, 4}} {
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
	if _, err := disk.Open("up/a", nil); emulation.KeyOf(err) != "storage.in-use" {
		t.Errorf("opened twice: %v", err)
	}
}
