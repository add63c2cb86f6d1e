package book_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// counted is a store that counts how often what waits is read.
type counted struct {
	book.Source
	scans int
}

func (c *counted) Pending(fn func(changeset.PendingChange) error) error {
	c.scans++
	return c.Source.Pending(fn)
}

// What waits is read once: what is written and what is answered for is followed, and what a book was not told of is seen all the same.
func TestWhatWaitsIsReadOnce(t *testing.T) {
	disk := testdesk.NewDisk(false)
	now := func() time.Time { return time.Date(2024, 6, 1, 8, 0, 0, 0, time.UTC) }
	d, err := desk.InitSample(t.TempDir(), "cum-4-2023-2024", "", desk.Environment{Open: disk.Open, Rand: rand.NewChaCha8([32]byte{}), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	w := d.Workspace
	root := w.Root()
	store := &counted{Source: w.Disk()}
	b := book.New(store, judge.New(judge.NewAnchor(root.Key())), w.Control(), book.Reader{Log: w.Key().LogID(), Clock: now})
	is := func(when string, changes, cells, scans int) {
		t.Helper()
		waits, err := b.Waits()
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, of := range waits {
			n += len(of)
		}
		if len(waits) != changes || n != cells || store.scans != scans {
			t.Errorf("%s: %d changes of %d cells, read %d times", when, len(waits), n, store.scans)
		}
	}
	write := func(cells ...string) changeset.PendingChange {
		t.Helper()
		for _, code := range cells {
			if _, err := sheet.At(w).TypeCell(code, "97,5"); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := w.Seal(); err != nil {
			t.Fatal(err)
		}
		var last changeset.PendingChange
		if err := w.Disk().Pending(func(p changeset.PendingChange) error { last = p; return nil }); err != nil {
			t.Fatal(err)
		}
		return last
	}
	is("nothing", 0, 0, 1)
	first := write("I.1", "I.2")
	b.Touched(&changeset.Batch{Pending: []changeset.PendingChange{first}})
	is("told of a change", 1, 2, 1)
	write("I.4")
	is("not told", 2, 3, 2)
	if err := sheet.At(w).Because(emulation.OpinionAccepted).Submit(); err != nil {
		t.Fatal(err)
	}
	is("handed in", 3, 3, 3)
	b.Touched(&changeset.Batch{Settled: []changeset.Identity{first.Change.Identity}})
	is("settled, and still there: the store has the word", 3, 3, 4)
}
