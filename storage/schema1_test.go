package storage_test

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"thidua/emulation"
	"thidua/storage"
	"thidua/sync/changeset"
)

// unpack writes the folders of a zip file; a file's comment is its length, to which zeros that were left out are added.
func unpack(t *testing.T, name, dir string) {
	t.Helper()
	z, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		size, err := strconv.ParseInt(f.Comment, 10, 64)
		if err != nil {
			t.Fatal(err)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err = errors.Join(err, r.Close(), os.MkdirAll(filepath.Dir(path), 0o700)); err == nil {
			err = errors.Join(os.WriteFile(path, content, 0o600), os.Truncate(path, size))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestFoldersOfSchema1 opens folders as a killed program of schema 1 left them, a desk's and a server's: all is there, a verified backup was
// made before the folder was taken over, and a second start finds nothing to do.
func TestFoldersOfSchema1(t *testing.T) {
	for _, name := range []string{"desk", "server"} {
		t.Run(name, func(t *testing.T) {
			base := t.TempDir()
			unpack(t, filepath.Join("testdata", "schema1-killed.zip"), base)
			dir := filepath.Join(base, name)
			o := small()
			o.Server = name == "server"
			before, err := os.ReadFile(filepath.Join(dir, "FORMAT"))
			if err != nil {
				t.Fatal(err)
			}

			full := o // no room for the backup: nothing is changed
			full.FreeSpace = func(string) (uint64, error) { return o.FloorBytes + 512<<10, nil }
			if _, err := storage.Open(dir, full); emulation.KeyOf(err) != "storage.take-over" || emulation.CodeOf(err) != emulation.Full {
				t.Fatal(err)
			}
			if after, err := os.ReadFile(filepath.Join(dir, "FORMAT")); err != nil || string(after) != string(before) {
				t.Fatalf("%q %v", after, err)
			}

			db, err := storage.Open(dir, o)
			if err != nil {
				t.Fatal(err)
			}
			told := false
			for _, f := range db.Findings() {
				told = told || f.Message.Key == "storage.found-taken-over"
				if f.Severity != storage.Info {
					t.Errorf("%s %v", f.Message.Key, f.Message.Args)
				}
			}
			if !told {
				t.Error("taken over without a word")
			}
			wholeOfSchema1(t, db, o.Server)
			if err := errors.Join(db.Seen(), db.Close()); err != nil {
				t.Fatal(err)
			}

			backups, err := filepath.Glob(filepath.Join(dir, "backups", "*"))
			if err != nil || len(backups) != 1 {
				t.Fatal(backups, err)
			}
			made, err := storage.VerifyBackup(t.Context(), backups[0], nil)
			if err != nil || made.Header.Schema != 1 || len(made.Logs) != 1 || made.Logs[0].Leaves != 40 {
				t.Fatalf("%+v %v", made, err)
			}
			again := open(t, dir, o)
			noFindings(t, again)
			wholeOfSchema1(t, again, o.Server)

			elsewhere := filepath.Join(base, "restored") // a backup of the older schema is taken over as its folder was
			if _, err := storage.Restore(t.Context(), elsewhere, backups[0], o); err != nil {
				t.Fatal(err)
			}
			wholeOfSchema1(t, open(t, elsewhere, o), o.Server)
		})
	}
}

// wholeOfSchema1 looks for everything that was written: 40 changes of b in the cluster's log, and on the desk 20 changes of a without a leaf
// and as many drafts.
func wholeOfSchema1(t *testing.T, db *storage.DB, server bool) {
	t.Helper()
	a, b := newAuthor("a"), newAuthor("b")
	pending, drafts := 0, 0
	for n := 0; n < 40; n += 2 {
		here(t, db, b.change(t, cluster, n, score(n)).Identity.String(), true)
		here(t, db, b.change(t, cluster, n+1, score(n+1)).Identity.String(), true)
		if !server {
			here(t, db, a.change(t, unit, n+2, score(n+2)).Identity.String(), false)
			pending, drafts = pending+1, drafts+1
		}
	}
	ds, err := db.Drafts(unit)
	if err != nil || len(ds) != drafts || drafts > 0 && ds[0].Text != "nháp 2" {
		t.Errorf("%d drafts (%v)", len(ds), err)
	}
	err = db.Pending(func(changeset.PendingChange) error { pending--; return nil })
	if err != nil || pending != 0 {
		t.Errorf("%d pending changes too few (%v)", pending, err)
	}
	if v, err := db.Meta("cursor"); string(v) != fmt.Sprint(20) || err != nil {
		t.Errorf("cursor %q %v", v, err)
	}
}
