package storage_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/storage"
)

// cuts are lengths at which a file is cut.
func cuts(size int) (out []int) {
	for n := 0; n < size; n += max(1, size/cutsOfAFile) {
		out = append(out, n)
	}
	return append(out, size-1)
}

// cutsOfAFile is how many lengths are tried of each file.
const cutsOfAFile = 4

// TestTableListCutAtAnyLength cuts the database's list of tables at every length, and removes it: nothing is lost.
func TestTableListCutAtAnyLength(t *testing.T) { cutTableList(t, folders(t, nil), 5) }

// cutTableList cuts it at lengths that are so far apart.
func cutTableList(t *testing.T, all []dataFolder, step int) {
	for _, f := range all {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			list := filepath.Join("db", "MANIFEST")
			st, err := os.Stat(filepath.Join(f.dir, list))
			if err != nil {
				t.Fatal(err)
			}
			tally := map[string]int{}
			for size := 0; size < int(st.Size()); size += step {
				tally[f.damaged(t, fmt.Sprintf("list of %d bytes", size), func(dir string) error { return os.Truncate(filepath.Join(dir, list), int64(size)) })]++
			}
			torn := append([]byte{0, 1, 0, 0, 1, 2, 3, 4}, strings.Repeat("\x0a\x04\x08\x09\x10\x01", 50)...)
			tally[f.damaged(t, "half a record more", lengthen("db/MANIFEST", torn))]++
			tally[f.damaged(t, "no list", func(dir string) error { return os.Remove(filepath.Join(dir, list)) })]++
			t.Log(tally)
		})
	}
}

// TestCutAndMissingFiles cuts each file at some lengths, and removes it: nothing is lost but what stands in that file alone.
func TestCutAndMissingFiles(t *testing.T) { cutFiles(t, folders(t, nil)) }

func cutFiles(t *testing.T, all []dataFolder) {
	for _, f := range all {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			tally := map[string]int{}
			for _, name := range f.files(t) {
				if name == "journal" && !f.options.Server || name == "FORMAT" {
					continue // drafts stand in the journal alone; a folder without FORMAT is a new one
				}
				st, err := os.Stat(filepath.Join(f.dir, name))
				if err != nil {
					t.Fatal(err)
				}
				for _, size := range cuts(int(st.Size())) {
					tally[f.damaged(t, fmt.Sprintf("%s of %d bytes", name, size), func(dir string) error { return os.Truncate(filepath.Join(dir, name), int64(size)) })]++
				}
				tally[f.damaged(t, "no "+name, func(dir string) error { return os.Remove(filepath.Join(dir, name)) })]++
			}
			tally[f.damaged(t, "no db", func(dir string) error { return os.RemoveAll(filepath.Join(dir, "db")) })]++
			t.Log(tally)
		})
	}
}

// damaged does something to a copy of the folder and judges how the store took it.
func (f *dataFolder) damaged(t *testing.T, where string, harm func(dir string) error) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "copy")
	copyTree(t, f.dir, dir)
	if err := harm(dir); err != nil {
		t.Fatal(err)
	}
	outcome := f.outcome(t, dir, where)
	if strings.HasPrefix(outcome, "refused") {
		t.Errorf("%s: %s", where, outcome)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	return outcome
}

// TestServerBehindIsRefused: a server that lost what it acknowledged, and what would bring it back, does not start by itself.
func TestServerBehindIsRefused(t *testing.T) {
	dir := t.TempDir()
	o := small()
	o.Server = true
	db, err := storage.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	c := newAuthor("a").change(t, unit, 1, "I.1")
	commit(t, db, world{t, db}.pull(c))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "db")); err != nil {
		t.Fatal(err)
	}
	if db, err = storage.Open(dir, o); err != nil {
		t.Fatal(err)
	}
	here(t, db, c.Identity.String(), true) // the journal has it
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"db", "journal"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if _, err := storage.Open(dir, o); emulation.KeyOf(err) != "storage.behind" {
			t.Fatal(err)
		}
	}
	o.Repair = true
	open(t, dir, o)
}
