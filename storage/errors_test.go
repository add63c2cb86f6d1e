package storage_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/storage"
	"thidua/sync/changeset"
)

// TestErrorsSayWhatWasDone: an error that leaves the store says what was being done and keeps its code.
func TestErrorsSayWhatWasDone(t *testing.T) {
	dir := t.TempDir()
	db, err := storage.Open(dir, small())
	if err != nil {
		t.Fatal(err)
	}
	c := newAuthor("a").change(t, unit, 1, "I.1")
	commit(t, db, world{t, db}.pull(c))
	_, inUse := storage.Open(dir, small())
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for doing, try := range map[string]func() error{
		"opening the data in " + dir: func() error { return inUse },
		"writing a batch":            func() error { return db.Commit(newBatch()) },
		"saving drafts":              func() error { return db.SaveDraft(&changeset.Draft{}) },
		"dropping a draft":           func() error { return db.DropDraft(changeset.DraftKey{}) },
		"reading a place":            func() error { _, err := db.Place(c.Identity); return err },
		"reading a change":           func() error { _, err := db.Change(c.Identity); return err },
		"reading a chain":            func() error { _, err := db.Chain(changeset.ChainKey{}); return err },
		"reading a log":              func() error { return db.Entries(unit, 0, func(*changeset.Entry) error { return nil }) },
		"reading a record":           func() error { _, err := db.Record(scoreRef(unit, "I.1")); return err },
		"reading a setting":          func() error { _, err := db.Meta("x"); return err },
		"reading records": func() error {
			return db.EachRecord(unit, "", emulation.ID{}, func(changeset.Ref, *changeset.Record) error { return nil })
		},
		"examining the data": func() error { _, err := db.Doctor(context.Background(), false); return err },
		"making a backup":    func() error { _, err := db.Backup(context.Background(), ""); return err },
		"verifying a backup": func() error {
			_, err := storage.VerifyBackup(context.Background(), filepath.Join(dir, "none"), nil)
			return err
		},
		"restoring a backup": func() error {
			_, err := storage.Restore(context.Background(), dir, filepath.Join(dir, "none"), small())
			return err
		},
		"storing an evidence": func() error { _, err := db.PutBlob(strings.NewReader("x")); return err },
	} {
		err := try()
		if err == nil || !strings.HasPrefix(err.Error(), doing) || emulation.CodeOf(err) != emulation.Unavailable {
			t.Errorf("%s: %v", doing, err)
		}
	}
}
