package storage_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage"
	"thidua/sync/changeset"
)

// TestRowsBehindARepairedGap: a server whose journal has a hole starts only when told to do without what is behind it. The journal is put aside
// then, since the numbers of its commits are used again, and what is taken from there on survives the next loss.
func TestRowsBehindARepairedGap(t *testing.T) {
	dir := t.TempDir()
	o := small()
	o.Server = true
	db, err := storage.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	a := newAuthor("a")
	var logged []*changeset.Signed
	log := func(db *storage.DB, value any) *changeset.Signed {
		t.Helper()
		c := a.change(t, unit, value, "I.1")
		commit(t, db, world{t, db}.pull(c))
		logged = append(logged, c)
		return c
	}
	log(db, "held by the backup")
	if _, err := db.Backup(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	for _, value := range []string{"in the hole", "behind the hole", "behind it, too"} {
		log(db, value)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "journal")
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(raw, []byte("in the hole"))
	raw[at], raw[at+1] = 'x', 'x'
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "db")); err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Open(dir, o); emulation.KeyOf(err) != "storage.behind" {
		t.Fatal(err)
	}
	repair := o
	repair.Repair = true
	if db, err = storage.Open(dir, repair); err != nil {
		t.Fatal(err)
	}
	if aside, err := durable.Match(filepath.Join(dir, "damaged"), "*-journal"); err != nil || len(aside) < 2 { // the hole, and what is behind it
		t.Error("the journal was not put aside", aside, err)
	}
	a.Heads[unit] = changeset.ChainHead{Seq: 1, Identity: logged[0].Identity}
	after := log(db, "after the repair")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "db")); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir, o)
	here(t, db, after.Identity.String(), true)
	if head, err := db.Log(unit); err != nil || head.Size != 2 {
		t.Errorf("%d leaves, %v", head.Size, err)
	}
	if raw, err := db.Change(logged[2].Identity); raw != nil || err != nil {
		t.Error("what was behind the hole came back among what was taken since", err)
	}
}

// TestRestoreAndDrafts: the drafts of a backup go into an empty folder; where the journal goes on from it its drafts are later, and those of the
// backup neither replace them nor are they said to be restored.
func TestRestoreAndDrafts(t *testing.T) {
	base := t.TempDir()
	dir, file := filepath.Join(base, "desk"), filepath.Join(base, "usb.backup")
	db, err := storage.Open(dir, small())
	if err != nil {
		t.Fatal(err)
	}
	type3 := func(text string) {
		t.Helper()
		for i := range 3 {
			d := changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), score(i)), Field: "points", Text: text}
			if err := db.SaveDraft(&d); err != nil {
				t.Fatal(err)
			}
		}
	}
	type3("before")
	if _, err := db.Backup(t.Context(), file); err != nil {
		t.Fatal(err)
	}
	type3("after")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		dir, text string
		restored  int
	}{{filepath.Join(base, "empty"), "before", 3}, {dir, "after", 0}} {
		made, err := storage.Restore(t.Context(), c.dir, file, small())
		if err != nil || len(made.Drafts) != c.restored {
			t.Fatalf("%d drafts restored, want %d (%v)", len(made.Drafts), c.restored, err)
		}
		noneOpen(t, c.dir)
		ds, err := open(t, c.dir, small()).Drafts(unit)
		if err != nil || len(ds) != 3 || ds[0].Text != c.text {
			t.Errorf("%+v %v", ds, err)
		}
	}
}

// TestRestoreOfAnOlderServerBackup begins a new journal: the one that is there goes on from a newer backup. No file is left open, also of those
// that were opened twice.
func TestRestoreOfAnOlderServerBackup(t *testing.T) {
	base := t.TempDir()
	dir, file := filepath.Join(base, "server"), filepath.Join(base, "usb.backup")
	o := small()
	o.Server = true
	db, err := storage.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	a := newAuthor("a")
	for i := range 12 {
		commit(t, db, world{t, db}.pull(a.change(t, unit, strings.Repeat("x", 50_000), "I.1"))) // so much that the journal is written anew
		if to, ok := map[int]string{0: file, 10: ""}[i]; ok {
			if _, err := db.Backup(t.Context(), to); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // which would close a file that was forgotten
	if _, err := storage.Restore(t.Context(), dir, file, o); err != nil {
		t.Fatal(err)
	}
	noneOpen(t, dir)
	if head, err := open(t, dir, o).Log(unit); err != nil || head.Size != 1 {
		t.Errorf("%d leaves, %v", head.Size, err)
	}
}

// noneOpen fails if this process has a file of a folder open; where the system does not list them it cannot tell.
func noneOpen(t *testing.T, dir string) {
	t.Helper()
	files, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Log("open files are not listed here")
		return
	}
	for _, f := range files {
		if name, err := os.Readlink(fmt.Sprint("/proc/self/fd/", f.Name())); err == nil && strings.HasPrefix(name, dir+"/") {
			t.Error("still open:", name)
		}
	}
}
