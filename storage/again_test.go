package storage_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage"
	"thidua/sync/changeset"
)

// harmed is a folder with some logged changes whose first table is cut in half; it says which.
func harmed(t *testing.T, dir string, o storage.Options, before func(db *storage.DB)) string {
	t.Helper()
	db, err := storage.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	a := newAuthor("a")
	for i := range 3 {
		commit(t, db, world{t, db}.pull(a.change(t, unit, i, "I.1")))
	}
	before(db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	tables, err := durable.Match(filepath.Join(dir, "db"), "*.sst")
	if err != nil || len(tables) == 0 {
		t.Fatalf("no table: %v", err)
	}
	st, err := os.Stat(tables[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(tables[0], st.Size()/2); err != nil {
		t.Fatal(err)
	}
	return filepath.Base(tables[0])
}

// TestTheOriginalStaysAside: a server that cannot be made whole does not start, and however often it is tried, the damaged original is not lost
// to what was made in its place.
func TestTheOriginalStaysAside(t *testing.T) {
	dir := t.TempDir()
	o := small()
	o.Server = true
	table := harmed(t, dir, o, func(*storage.DB) {})
	if err := os.Remove(filepath.Join(dir, "journal")); err != nil {
		t.Fatal(err)
	}
	for try := range 3 {
		if db, err := storage.Open(dir, o); err == nil {
			_ = db.Close()
			t.Fatalf("start %d: a server that lost what it acknowledged runs", try)
		}
		aside, err := filepath.Glob(filepath.Join(dir, "damaged", "*-db"))
		if err != nil || len(aside) != 1 {
			t.Fatalf("start %d: %d databases aside, %v", try, len(aside), err)
		}
		if !durable.Exists(filepath.Join(aside[0], table)) {
			t.Fatalf("start %d: what is aside is not the original", try)
		}
	}
}

// TestFolderNamedLikeAPattern: the name of a person's folder is no pattern; its backups are found.
func TestFolderNamedLikeAPattern(t *testing.T) {
	for _, name := range []string{"Thi đua [2025]", "Cụm * [a-"} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), name)
			if err := os.Mkdir(dir, 0o700); err != nil {
				t.Fatal(err)
			}
			o := small()
			harmed(t, dir, o, func(db *storage.DB) {
				if _, err := db.Backup(t.Context(), ""); err != nil {
					t.Fatal(err)
				}
			})
			db := open(t, dir, o)
			head, err := db.Log(unit)
			if err != nil || head.Size != 3 {
				t.Errorf("%d leaves of 3 are there, %v", head.Size, err)
			}
			if len(db.Findings()) == 0 {
				t.Error("the database was made anew and nobody is told")
			}
		})
	}
}

// TestDraftsFitRecords: many long texts at once are saved and read again; one that no start could read is refused when it is typed.
func TestDraftsFitRecords(t *testing.T) {
	dir := t.TempDir()
	o := small()
	db, err := storage.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	var drafts []*changeset.Draft
	for i := range 60 {
		drafts = append(drafts, &changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), score(i), "self"), Field: "input",
			Text: strings.Repeat("ệ", 50_000)})
	}
	if err := db.SaveDraft(drafts...); err != nil {
		t.Fatal(err)
	}
	long := *drafts[0]
	long.Text = strings.Repeat("x", 5<<20)
	if err := db.SaveDraft(&long); emulation.CodeOf(err) != emulation.Invalid {
		t.Errorf("5 MB in a cell: %v", err)
	}
	if _, err := db.Backup(t.Context(), ""); err != nil {
		t.Error(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir, o)
	kept, err := db.Drafts(unit)
	if err != nil || len(kept) != len(drafts) {
		t.Fatalf("%d drafts of %d, %v", len(kept), len(drafts), err)
	}
	for _, d := range kept {
		if len(d.Text) != len(drafts[0].Text) {
			t.Fatalf("a draft of %d bytes", len(d.Text))
		}
	}
}
