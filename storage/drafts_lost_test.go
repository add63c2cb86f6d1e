package storage_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"thidua/storage"
	"thidua/sync/changeset"
)

// TestLostDraftsAreCounted: drafts stand in the journal alone. How many of them a damage took with it is told, until a person has seen it, and
// what is still there stays.
func TestLostDraftsAreCounted(t *testing.T) {
	const typed = 8
	between := func(b []byte, from, to string) []byte { // from the text of one draft into that of another
		i, k := bytes.Index(b, []byte(from)), bytes.Index(b, []byte(to))
		if i < 0 || k < i {
			t.Fatal("no such drafts")
		}
		return b[i : k+4]
	}
	for name, c := range map[string]struct {
		harm func(journal string, b []byte) error
		left int
	}{
		"two records in the middle": {func(path string, b []byte) error {
			for i, part := 0, between(b, "text 3", "text 4"); i < len(part); i++ {
				part[i] ^= 0x55
			}
			return os.WriteFile(path, b, 0o600)
		}, typed - 2},
		"the end": {func(path string, b []byte) error {
			return os.Truncate(path, int64(bytes.Index(b, []byte("text 6"))))
		}, 5},
		"the whole journal": {func(path string, _ []byte) error { return os.Remove(path) }, 0},
		"nothing":           {func(string, []byte) error { return nil }, typed},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			db, err := storage.Open(dir, small())
			if err != nil {
				t.Fatal(err)
			}
			for i := range typed + 1 { // the first is typed twice, one is taken back
				d := changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), score(max(i, 1))), Field: "points", Text: fmt.Sprint("text ", i)}
				if err := db.SaveDraft(&d); err != nil {
					t.Fatal(err)
				}
			}
			back := changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), score(99)), Field: "points"}
			if err := db.SaveDraft(&back); err != nil {
				t.Fatal(err)
			}
			if err := db.DropDraft(back.DraftKey()); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(dir, "journal")
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if err := c.harm(path, b); err != nil {
				t.Fatal(err)
			}
			for range 2 { // told again: nobody has seen it
				if db, err = storage.Open(dir, small()); err != nil {
					t.Fatal(err)
				}
				ds, err := db.Drafts(unit)
				if err != nil || len(ds) != c.left {
					t.Errorf("%d drafts, want %d (%v)", len(ds), c.left, err)
				}
				told := ""
				for _, f := range db.Findings() {
					if f.Message.Key == "storage.found-drafts-lost" && f.Severity == storage.Alarm {
						told += fmt.Sprint(f.Message.Args["drafts"])
					}
				}
				want := fmt.Sprint(typed - c.left)
				if c.left == typed {
					want = ""
				}
				if told != want {
					t.Errorf("said to be lost: %q, want %q", told, want)
				}
				if err := db.Close(); err != nil {
					t.Fatal(err)
				}
			}
			if db, err = storage.Open(dir, small()); err != nil {
				t.Fatal(err)
			}
			if err := db.Seen(); err != nil {
				t.Error(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			noFindings(t, open(t, dir, small()))
		})
	}
}
