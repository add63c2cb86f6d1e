package storage_test

import (
	"os"
	"path/filepath"
	"testing"

	"thidua/sync/changeset"
)

// TestCheckpointOfNothing: a checkpoint writes the heads file anew where something was written since the last one, be it a commit or a draft,
// and else leaves the disk alone.
func TestCheckpointOfNothing(t *testing.T) {
	dir := t.TempDir()
	db := open(t, dir, small())
	heads := func() os.FileInfo {
		t.Helper()
		if err := db.Checkpoint(); err != nil {
			t.Fatal(err)
		}
		st, err := os.Stat(filepath.Join(dir, "heads"))
		if err != nil {
			t.Fatal(err)
		}
		return st
	}
	before := heads()
	a := newAuthor("a")
	for _, c := range []struct {
		what    string
		do      func()
		written bool
	}{
		{"nothing", func() {}, false},
		{"a commit", func() { commit(t, db, world{t, db}.pull(a.change(t, unit, 0, "I.1"))) }, true},
		{"nothing after it", func() {}, false},
		{"a draft", func() {
			if err := db.SaveDraft(&changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), "I.1"), Field: "points", Text: "1"}); err != nil {
				t.Fatal(err)
			}
		}, true},
	} {
		c.do()
		after := heads()
		if os.SameFile(before, after) == c.written {
			t.Errorf("%s: written %v", c.what, !c.written)
		}
		before = after
	}
}
