package storage_test

import (
	"fmt"
	"sync"
	"testing"

	"thidua/emulation"
	"thidua/storage"
	"thidua/sync/changeset"
)

// TestOneOfAGroupFails: what several goroutines commit to a server's store at once is all there, also after it was killed, and a batch that contradicts what is stored
// fails alone.
func TestOneOfAGroupFails(t *testing.T) {
	dir := t.TempDir()
	o := small()
	o.Server = true
	db, err := storage.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	a := newAuthor("a")
	good := world{t, db}.pull(a.change(t, unit, 0, "I.1"))
	commit(t, db, good)
	bad := *good // another first leaf
	bad.Entries = append([]changeset.Entry(nil), good.Entries...)
	bad.Entries[0].LeafRaw = append([]byte{0}, good.Entries[0].LeafRaw...)
	const writers, each = 8, 20
	var wait sync.WaitGroup
	for n := range writers {
		wait.Go(func() {
			for i := range each {
				if err := db.Commit(&changeset.Batch{Meta: map[string][]byte{fmt.Sprint(n, i): {byte(i)}}}); err != nil {
					t.Error(err)
				}
				if n > 0 {
					continue
				}
				if err := db.Commit(&bad); emulation.CodeOf(err) != emulation.Corrupt {
					t.Error("a log with another leaf:", err)
				}
			}
		})
	}
	wait.Wait()
	copied := copyOf(t, dir) // as a kill leaves it
	again, err := storage.Open(copied, o)
	if err != nil {
		t.Fatal(err)
	}
	for n := range writers {
		for i := range each {
			if got, err := again.Meta(fmt.Sprint(n, i)); err != nil || len(got) != 1 || got[0] != byte(i) {
				t.Fatal(n, i, got, err)
			}
		}
	}
	if head, err := again.Log(unit); err != nil || head.Size != 1 {
		t.Error(head, err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
	if err := db.Close(); err != nil {
		t.Error(err)
	}
}
