package storage_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/dgraph-io/badger/v4"
	"github.com/dgraph-io/badger/v4/options"

	"thidua/emulation"
	"thidua/storage"
	"thidua/sync/changeset"
)

// TestDamagedPlaceKeepsNobodyOut: a start asks whether a change has a place and not what stands in it. One that is damaged, somebody else's or an
// own, whether a start walks through all places or looks for each, leaves the desk as it was: the examination tells it, and a start that repairs
// makes the rows anew.
func TestDamagedPlaceKeepsNobodyOut(t *testing.T) {
	for name, c := range map[string]struct {
		foreign int
		own     bool // its place is damaged, not one of the others'
	}{
		"of others, walking": {30, false}, "of others, looking": {90, false}, "own, walking": {30, true}, "own, looking": {90, true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db, err := storage.Open(dir, small())
			if err != nil {
				t.Fatal(err)
			}
			w := world{t, db}
			a, b := newAuthor("a"), newAuthor("b")
			var foreign, own []*changeset.Signed
			for i := range c.foreign {
				foreign = append(foreign, b.change(t, cluster, i, score(i)))
			}
			commit(t, db, w.pull(foreign...))
			for i := range 6 {
				own = append(own, a.change(t, unit, i, score(i)))
				commit(t, db, w.pend(own[i]))
			}
			commit(t, db, w.pull(own[:4]...))
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			hit := foreign[3]
			if c.own {
				hit = own[1]
			}
			damagePlace(t, dir, hit.Identity)
			if db, err = storage.Open(dir, small()); err != nil {
				t.Fatal(err)
			}
			noFindings(t, db)
			for i, o := range own {
				if o != hit {
					here(t, db, o.Identity.String(), i < 4)
				}
			}
			report, err := db.Doctor(t.Context(), false)
			if err != nil || !slices.ContainsFunc(report.Findings, func(f storage.Finding) bool { return f.Message.Key == "storage.doctor-rows" }) {
				t.Errorf("nobody is told: %v %+v", err, report)
			}
			if _, err := db.Backup(t.Context(), ""); emulation.CodeOf(err) != emulation.Corrupt { // nor does the journal let go of anything
				t.Error(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			repair := small()
			repair.Repair = true
			db = open(t, dir, repair)
			for _, o := range own { // those with a leaf wait for it again
				here(t, db, o.Identity.String(), false)
			}
		})
	}
}

// damagePlace turns a bit in what stands in the place of a change.
func damagePlace(t *testing.T, dir string, change changeset.Identity) {
	t.Helper()
	o := badger.DefaultOptions(filepath.Join(dir, "db")).WithLogger(nil).WithValueThreshold(1 << 20).WithMemTableSize(8 << 20).WithValueLogFileSize(16 << 20)
	rows, err := badger.Open(o.WithCompression(options.None))
	if err != nil {
		t.Fatal(err)
	}
	err = rows.Update(func(tx *badger.Txn) error {
		k := append([]byte{3}, change[:]...) // docs/format.md, "Rows"
		item, err := tx.Get(k)
		if err != nil {
			return err
		}
		v, err := item.ValueCopy(nil)
		if err != nil {
			return err
		}
		v[len(v)/2] ^= 4
		return tx.Set(k, v)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := rows.Close(); err != nil {
		t.Fatal(err)
	}
}
