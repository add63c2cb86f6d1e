package storage_test

import (
	"testing"

	"thidua/storage"
	"thidua/sync/changeset"
)

// sameRoots compares the root at every size of a log with the one its leaves come to, and says how many leaves keep one.
func sameRoots(t *testing.T, db *storage.DB, scope changeset.Scope) (sizes, kept int) {
	t.Helper()
	var head changeset.LogHead
	var all []changeset.LogHead
	err := db.Entries(scope, 0, func(e *changeset.Entry) error {
		head = head.AppendRaw(&e.Leaf, e.LeafRaw)
		all = append(all, head)
		if !e.Root.IsZero() {
			kept++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range all {
		root, ok, err := db.RootAt(scope, want.Size)
		if err != nil || !ok || root != want.Root() {
			t.Errorf("the root of %d leaves: %v %v", want.Size, ok, err)
		}
	}
	return len(all), kept
}

// TestRootsMadeAnew: a server keeps no root with its leaves and knows the one of every size all the same, in memory, behind a start, and of the log of
// a folder of schema 1, whose leaves have theirs.
func TestRootsMadeAnew(t *testing.T) {
	dir, o := t.TempDir(), small()
	o.Server = true
	db, err := storage.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, db, true)
	if n, kept := sameRoots(t, db, cluster); n < 128 || kept > 0 {
		t.Errorf("%d of %d leaves keep their root", kept, n)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir, o)
	sameRoots(t, db, cluster)
	if _, ok, err := db.RootAt(cluster, 10_000); ok || err != nil {
		t.Errorf("a root of leaves there are not: %v %v", ok, err)
	}
}
