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
	if err := folder.Ready(f.dir, storage.Parts(), folder.Rows, folder.Journal); err != nil {
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

// TestNothingGoesForWantOfAnAnswer: where the system cannot say whether a part of the new folder is there, nothing of either folder is removed; and
// one that lacks what it must have never takes the other's place.
func TestNothingGoesForWantOfAnAnswer(t *testing.T) {
	dir := t.TempDir()
	next := folder.Next(dir)
	names := []string{"db", "journal", "box/hub"}
	err := errors.Join(os.MkdirAll(next, 0o700), os.WriteFile(filepath.Join(next, "db"), nil, 0o600))
	if err != nil {
		t.Fatal(err)
	}
	if err := folder.Ready(dir, names, "db", "journal"); emulation.KeyOf(err) != "storage.damaged" {
		t.Error("without a journal:", err)
	}
	unsaid := filepath.Join(next, "box") // a file: whether there is a "hub" in it is another error than that there is none
	if err := errors.Join(os.WriteFile(filepath.Join(next, "journal"), nil, 0o600), os.WriteFile(unsaid, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	if err := folder.Ready(dir, names, "db", "journal"); err == nil {
		t.Error("ready, and nobody knows with what")
	}
	err = errors.Join(os.Remove(unsaid), os.MkdirAll(filepath.Join(unsaid, "hub"), 0o700), folder.Ready(dir, names, "db", "journal"),
		os.RemoveAll(unsaid), os.WriteFile(unsaid, nil, 0o600))
	if err != nil {
		t.Fatal(err)
	}
	if err := folder.Settle(dir); err == nil {
		t.Error("settled, and nobody knows with what")
	}
	if _, err := os.Stat(filepath.Join(next, "READY")); err != nil {
		t.Error("the new folder is gone:", err)
	}
}
