package storage_test

import (
	"os"
	"path/filepath"
	"testing"

	"thidua/storage"
	"thidua/sync/changeset"
)

// TestRowsOfAnotherTime: while a desk was closed somebody put the rows of another time in place of its own, those of an earlier close or ones that
// were continued from there with as many commits. What its journal holds comes back.
func TestRowsOfAnotherTime(t *testing.T) {
	a, b := newAuthor("a"), newAuthor("b")
	first, second, other := a.change(t, unit, 1, "I.1"), a.change(t, unit, 2, "I.2"), b.change(t, unit, 3, "I.2")
	write := func(dir string, c *changeset.Signed) {
		t.Helper()
		db, err := storage.Open(dir, small())
		if err != nil {
			t.Fatal(err)
		}
		commit(t, db, world{t, db}.pend(c))
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for name, continued := range map[string]bool{"earlier": false, "continued": true} {
		t.Run(name, func(t *testing.T) {
			dir, before := t.TempDir(), filepath.Join(t.TempDir(), "before")
			write(dir, first)
			if err := os.CopyFS(before, os.DirFS(dir)); err != nil {
				t.Fatal(err)
			}
			write(dir, second)
			if continued {
				write(before, other)
			}
			if err := os.RemoveAll(filepath.Join(dir, "db")); err != nil {
				t.Fatal(err)
			}
			if err := os.Rename(filepath.Join(before, "db"), filepath.Join(dir, "db")); err != nil {
				t.Fatal(err)
			}
			db := open(t, dir, small())
			here(t, db, second.Identity.String(), false)
			if n := count(t, db, "storage.found-put-back"); n != 1 {
				t.Errorf("%d changes are said to be put back", n)
			}
		})
	}
}

// TestAClosedMarkIsUsedOnce: what a close wrote down says nothing any more once the store was opened again.
func TestAClosedMarkIsUsedOnce(t *testing.T) {
	dir := t.TempDir()
	if err := open(t, dir, small()).Close(); err != nil {
		t.Fatal(err)
	}
	mark := filepath.Join(dir, "closed")
	if _, err := os.Stat(mark); err != nil {
		t.Fatal(err)
	}
	open(t, dir, small())
	if _, err := os.Stat(mark); !os.IsNotExist(err) {
		t.Error("it is still there", err)
	}
}
