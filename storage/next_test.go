package storage_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"thidua/emulation"
	"thidua/storage"
	"thidua/storage/crypt"
	"thidua/storage/folder"
)

// converted is a folder beside which its encrypted copy is whole.
func converted(t *testing.T) (f dataFolder, o storage.Options) {
	t.Helper()
	f = folders(t, nil)[0]
	db, err := storage.Open(f.dir, f.options)
	if err != nil {
		t.Fatal(err)
	}
	next := folder.Next(f.dir)
	o = sealedOptions()
	err = errors.Join(folder.WriteLock(next, &crypt.Lock{ID: testKey().ID()}), db.CopyTo(t.Context(), next, testKey()))
	if err == nil {
		copied := open(t, next, o)
		if differs := difference(t, copied, "the copy", f.want); differs != "" {
			t.Error(differs)
		}
		err = copied.Close()
	}
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	return f, o
}

// TestConversionKilledBeforeItIsReady: what was being built goes, and the folder is as it was.
func TestConversionKilledBeforeItIsReady(t *testing.T) {
	f, _ := converted(t)
	db := open(t, f.dir, f.options)
	if differs := difference(t, db, "as it was", f.want); differs != "" {
		t.Error(differs)
	}
	if _, err := os.Stat(folder.Next(f.dir)); !errors.Is(err, fs.ErrNotExist) {
		t.Error("left behind:", err)
	}
}

// TestConversionKilledAtAnyStep: once the new folder is ready, a kill after any number of removals and renames leaves what the next opening brings
// to its end; a program that read the folder before is told to read it again.
func TestConversionKilledAtAnyStep(t *testing.T) {
	f, o := converted(t)
	if err := folder.Ready(f.dir, storage.Parts()); err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Open(filepath.Join(copyOf(t, f.dir)), f.options); emulation.KeyOf(err) != "storage.converted" {
		t.Error("not told:", err)
	}
	parts, err := os.ReadDir(folder.Next(f.dir))
	if err != nil {
		t.Fatal(err)
	}
	for done := range parts {
		for _, renamed := range []bool{false, true} {
			dir := copyOf(t, f.dir)
			for i, p := range parts[:done+1] {
				if p.Name() == "READY" || p.Name() == "lock" || p.Name() == "reserve" {
					continue
				}
				err := os.RemoveAll(filepath.Join(dir, p.Name()))
				if err == nil && (i < done || renamed) {
					err = os.Rename(filepath.Join(folder.Next(dir), p.Name()), filepath.Join(dir, p.Name()))
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			if err := folder.Settle(dir); err != nil {
				t.Fatal(err)
			}
			db := open(t, dir, o)
			if differs := difference(t, db, parts[done].Name(), f.want); differs != "" {
				t.Error(parts[done].Name(), renamed, differs)
			}
			noFindings(t, db)
			if err := errors.Join(db.Close(), os.RemoveAll(dir)); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func copyOf(t *testing.T, dir string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), "copy")
	copyTree(t, dir, to)
	return to
}
