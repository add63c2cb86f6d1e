package storage_test

import (
	"os"
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
			damageRow(t, dir, 3, hit.Identity[:])
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

// TestDamagedBehindOwnChange: a row that an own change without a leaf needs, and that a start reads only to put something back, is a reason to make
// the rows anew like any other, and not to stay shut: the journal holds the change. Where it does not, the rows are its only place, and stay.
func TestDamagedBehindOwnChange(t *testing.T) {
	dir := t.TempDir()
	db, err := storage.Open(dir, small())
	if err != nil {
		t.Fatal(err)
	}
	w := world{t, db}
	a := newAuthor("a")
	personal := changeset.Detached{Value: []byte("ngày sinh")}
	c := a.change(t, unit, 1, "I.1")
	batch := w.pend(c)
	batch.Pending[0].Detached = []changeset.Detached{personal}
	commit(t, db, batch)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	commitment := personal.Commitment()
	damageRow(t, dir, 8, commitment[:])
	alone := filepath.Join(t.TempDir(), "alone")
	copyTree(t, dir, alone)
	if err := os.Remove(filepath.Join(alone, "journal")); err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Open(alone, small()); emulation.CodeOf(err) != emulation.Corrupt {
		t.Error("the only place of a change was set aside:", err)
	}
	for i := range 2 {
		if db, err = storage.Open(dir, small()); err != nil {
			t.Fatal(err)
		}
		told := false
		for _, f := range db.Findings() {
			told = told || f.Message.Key == "storage.found-rebuilt-bare"
		}
		if !told {
			t.Error("nobody is told:", i, db.Findings())
		}
		here(t, db, c.Identity.String(), false)
		if d, err := db.Detached(commitment); err != nil || d == nil || string(d.Value) != "ngày sinh" {
			t.Error(d, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// damageRow turns a bit in what stands in a row: docs/format.md, "Rows", has the numbers of the tables.
func damageRow(t *testing.T, dir string, table byte, name []byte) {
	t.Helper()
	o := badger.DefaultOptions(filepath.Join(dir, "db")).WithLogger(nil).WithValueThreshold(1 << 20).WithMemTableSize(8 << 20).WithValueLogFileSize(16 << 20)
	rows, err := badger.Open(o.WithCompression(options.None))
	if err != nil {
		t.Fatal(err)
	}
	err = rows.Update(func(tx *badger.Txn) error {
		k := append([]byte{table}, name...)
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
