package storage_test

import (
	"path/filepath"
	"testing"
	"time"

	"thidua/internal/durable"
	"thidua/storage"
	"thidua/sync/changeset"
)

// TestBackupWhileOpen: a store that just stays open makes a backup when it is looked after and a day has passed, of drafts alone too, and none
// where nothing was written.
func TestBackupWhileOpen(t *testing.T) {
	dir, now := t.TempDir(), time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)
	o := small()
	o.BackupEvery = 24 * time.Hour
	o.Now = func() time.Time { return now }
	a := newAuthor("a")
	write := map[string]func(db *storage.DB){
		"a change": func(db *storage.DB) { commit(t, db, world{t, db}.pend(a.change(t, unit, 1, "I.1"))) },
		"a draft": func(db *storage.DB) {
			if err := db.SaveDraft(&changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), "I.2"), Field: "points", Text: "9,5"}); err != nil {
				t.Fatal(err)
			}
		},
		"nothing": func(*storage.DB) {},
	}
	made := 0
	for _, step := range []struct {
		what  string
		later time.Duration
		more  int
	}{{"a change", 0, 1}, {"a change", time.Hour, 0}, {"nothing", 24 * time.Hour, 1}, {"nothing", 72 * time.Hour, 0}, {"a draft", 25 * time.Hour, 1}} {
		db, err := storage.Open(dir, o)
		if err != nil {
			t.Fatal(err)
		}
		write[step.what](db)
		now = now.Add(step.later) // and it is still open
		if err := db.Checkpoint(); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil { // waits for a backup under way
			t.Fatal(err)
		}
		made += step.more
		files, err := durable.Match(filepath.Join(dir, "backups"), "*.backup")
		if err != nil || len(files) != made {
			t.Fatalf("%s, %s later: %d backups, want %d (%v)", step.what, step.later, len(files), made, err)
		}
	}
	if b, err := storage.VerifyBackup(t.Context(), newest(t, dir), nil); err != nil || len(b.Drafts) != 1 {
		t.Errorf("the newest backup lacks the draft: %+v %v", b, err)
	}
}

// TestAClockThatWasAhead: a backup that was made while the clock was wrong by a year puts none off once it is right.
func TestAClockThatWasAhead(t *testing.T) {
	right := time.Date(2026, 11, 2, 8, 0, 0, 0, time.UTC)
	dir, now := t.TempDir(), right.AddDate(1, 0, 0)
	o := small()
	o.BackupEvery = 24 * time.Hour
	o.Now = func() time.Time { return now }
	a := newAuthor("a")
	for i, x := range []struct {
		at   time.Time
		want int
	}{{now, 1}, {right, 2}, {right.Add(time.Hour), 2}} {
		now = x.at
		db, err := storage.Open(dir, o)
		if err != nil {
			t.Fatal(err)
		}
		commit(t, db, world{t, db}.pend(a.change(t, unit, uint64(i+1), "I.1")))
		if err := db.Checkpoint(); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		files, err := durable.Match(filepath.Join(dir, "backups"), "*.backup")
		if err != nil || len(files) != x.want {
			t.Fatalf("at %s: %d backups, want %d (%v)", x.at, len(files), x.want, err)
		}
	}
}

func newest(t *testing.T, dir string) string {
	t.Helper()
	files, err := durable.Match(filepath.Join(dir, "backups"), "*.backup")
	if err != nil || len(files) == 0 {
		t.Fatal("no backup", err)
	}
	return files[len(files)-1]
}
