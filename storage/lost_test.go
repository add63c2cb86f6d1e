package storage_test

import (
	"os"
	"path/filepath"
	"testing"

	"thidua/storage"
	"thidua/sync/changeset"
)

// TestLostAmongManyAndFew: own changes that the rows lost come back from the journal, whether they are a few among many leaves of others, where
// a start looks for each, or so many that it walks through all places.
func TestLostAmongManyAndFew(t *testing.T) {
	for name, size := range map[string]struct{ foreign, logged, lost int }{"few": {60, 2, 1}, "many": {40, 2, 5}} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db, err := storage.Open(dir, small())
			if err != nil {
				t.Fatal(err)
			}
			w := world{t, db}
			a, b := newAuthor("a"), newAuthor("b")
			var foreign, logged, lost []*changeset.Signed
			for i := range size.foreign {
				foreign = append(foreign, b.change(t, cluster, i, score(i)))
			}
			commit(t, db, w.pull(foreign...))
			var backup *storage.Made
			for i := range size.logged + size.lost {
				c := a.change(t, unit, i, score(i))
				commit(t, db, w.pend(c))
				if i >= size.logged {
					lost = append(lost, c)
					continue
				}
				commit(t, db, w.pull(c))
				logged = append(logged, c)
				if backup == nil { // the journal lets go of the first
					if backup, err = db.Backup(t.Context(), ""); err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			if err := os.RemoveAll(filepath.Join(dir, "db")); err != nil { // made anew from the backup
				t.Fatal(err)
			}
			db = open(t, dir, small())
			here(t, db, logged[0].Identity.String(), true)
			for _, c := range append(logged[1:], lost...) {
				here(t, db, c.Identity.String(), false)
			}
			if n := count(t, db, "storage.found-put-back"); n != len(logged)-1+len(lost) {
				t.Errorf("%d changes are said to be put back", n)
			}
		})
	}
}

// count is the number a finding names; 0 if it was not made.
func count(t *testing.T, db *storage.DB, key string) (n int) {
	t.Helper()
	for _, f := range db.Findings() {
		if f.Message.Key == key {
			n += f.Message.Args["changes"].(int)
		}
	}
	return n
}
