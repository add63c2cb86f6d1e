package kv_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/kv"
)

// closed is the folder of a database with some rows, and the names of its tables.
func closed(t *testing.T) (dir string, tables []string) {
	t.Helper()
	dir = filled(t, kv.Use{})
	return dir, list(t, dir)
}

// filled is the folder of a closed database with some rows.
func filled(t *testing.T, use kv.Use) string {
	t.Helper()
	dir := t.TempDir()
	fill(t, dir, use)
	return dir
}

// fill opens a database, writes a row and closes it.
func fill(t *testing.T, dir string, use kv.Use) {
	t.Helper()
	db, err := kv.Open(dir, use)
	if err != nil {
		t.Fatal(err)
	}
	tx := db.Begin(false)
	if err := tx.Set([]byte("key"), []byte("value")); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestTablesAreSortedLate: a close writes what is new, and only where some such tables wait it writes everything anew; a server's always does.
func TestTablesAreSortedLate(t *testing.T) {
	for _, c := range []struct {
		use  kv.Use
		want []int // tables after each close
	}{
		{kv.Use{}, []int{1, 2, 3, 1, 2, 3, 4, 1}}, // the sorted one stays beside those that wait
		{kv.Use{Server: true}, []int{1, 1, 1, 1}},
	} {
		dir := t.TempDir()
		for n, want := range c.want {
			fill(t, dir, c.use)
			if got := len(list(t, dir)); got != want {
				t.Fatalf("server %v: %d tables after close %d, not %d", c.use.Server, got, n+1, want)
			}
		}
	}
}

func list(t *testing.T, dir string) []string {
	t.Helper()
	names, err := durable.Match(dir, "*.sst")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	return names
}

// TestAMissingTableCostsNothing: a database that lacks a table is not opened, and nothing of the attempt stays in memory.
func TestAMissingTableCostsNothing(t *testing.T) {
	dir, tables := closed(t)
	if err := os.Remove(tables[0]); err != nil {
		t.Fatal(err)
	}
	before := runtime.NumGoroutine()
	for range 20 {
		if _, err := kv.Open(dir, kv.Use{}); emulation.KeyOf(err) != "storage.damaged" {
			t.Fatal(err)
		}
	}
	if after := runtime.NumGoroutine(); after >= before+20 {
		t.Errorf("%d goroutines before, %d after", before, after)
	}
}

// TestNoListOfTables: where the list of tables is missing the tables stay, for whoever wants to look at them.
func TestNoListOfTables(t *testing.T) {
	dir, tables := closed(t)
	if err := os.Remove(filepath.Join(dir, "MANIFEST")); err != nil {
		t.Fatal(err)
	}
	if _, err := kv.Open(dir, kv.Use{}); emulation.KeyOf(err) != "storage.damaged" {
		t.Fatal(err)
	}
	if now := list(t, dir); !slices.Equal(now, tables) {
		t.Errorf("of %q there is %q", tables, now)
	}
}

// TestATableNumberGivenAgain: a start put a leftover away, the database gave its number to a table, and a kill came before the leftover was
// removed. The next start must not put the leftover in the table's place.
func TestATableNumberGivenAgain(t *testing.T) {
	dir, tables := closed(t)
	for _, path := range tables {
		if err := os.WriteFile(path+".unread", []byte("half a table"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	db, err := kv.Open(dir, kv.Use{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.View(func(tx *kv.Tx) error {
		there, err := tx.Has([]byte("key"))
		if err == nil && !there {
			t.Error("the row is gone")
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if left, err := durable.Match(dir, "*.unread"); err != nil || len(left) > 0 {
		t.Error(left, err)
	}
}

// TestAFlippedLengthInTheFileOfKeys: Badger believes a length of that file before any checksum, and would make room for up to 4 GiB. Whatever bit is
// turned and wherever the file is cut, the database is refused as damaged, or opens as it was, and takes little memory.
func TestAFlippedLengthInTheFileOfKeys(t *testing.T) {
	use := kv.Use{Key: bytes.Repeat([]byte{7}, 32)}
	dir := filled(t, use)
	path := filepath.Join(dir, "KEYREGISTRY")
	raw, err := os.ReadFile(path)
	if err != nil || len(raw) < 36 {
		t.Fatal(len(raw), err)
	}
	try := func(what string, bad []byte) {
		t.Helper()
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		db, err := kv.Open(dir, use)
		runtime.ReadMemStats(&after)
		if taken := after.TotalAlloc - before.TotalAlloc; taken > 128<<20 {
			t.Errorf("%s: %d MB", what, taken>>20)
		}
		if emulation.KeyOf(err) == "storage.damaged" {
			return
		}
		if err != nil {
			t.Fatal(what, err)
		}
		tx := db.Read()
		value, err := tx.Get([]byte("key"))
		tx.Discard()
		if err = errors.Join(err, db.Close()); string(value) != "value" || err != nil {
			t.Error(what, value, err)
		}
	}
	for bit := range 32 { // the length of the first key
		bad := bytes.Clone(raw)
		bad[28+bit/8] ^= 1 << (bit % 8)
		try(fmt.Sprint("bit ", bit), bad)
	}
	for _, end := range []int{0, 10, 28, 30, 36, len(raw) - 1} {
		try(fmt.Sprint("cut at ", end), raw[:end])
	}
	try("much behind the end", append(bytes.Clone(raw), make([]byte, 1<<20)...))
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := kv.Open(dir, use)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestADeskAtRestLooksForNoWork: nothing of an open desk's database looks again and again whether there is something to sort; a server's does.
func TestADeskAtRestLooksForNoWork(t *testing.T) {
	for _, use := range []kv.Use{{}, {Server: true}} {
		db, err := kv.Open(t.TempDir(), use)
		if err != nil {
			t.Fatal(err)
		}
		all := make([]byte, 1<<20)
		sorters := strings.Count(string(all[:runtime.Stack(all, true)]), "created by github.com/dgraph-io/badger/v4.(*levelsController).startCompact")
		if (sorters > 0) != use.Server {
			t.Errorf("%+v: %d sorters", use, sorters)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAnOpenDeskSortsManyTables: what a first sync brings makes many tables at once. They are sorted when it is flushed, not before, and every row is there while they
// are and after it.
func TestAnOpenDeskSortsManyTables(t *testing.T) {
	dir := t.TempDir()
	db, err := kv.Open(dir, kv.Use{})
	if err != nil {
		t.Fatal(err)
	}
	value := bytes.Repeat([]byte("0123456789abcdef"), 1<<15) // 512 kB
	key := func(i int) []byte { return fmt.Appendf(nil, "row %04d", i*7919%1000) }
	const rows = 225
	check := func(when string) {
		t.Helper()
		err := db.View(func(tx *kv.Tx) error {
			for i := range rows {
				if got, err := tx.Get(key(i)); err != nil || !bytes.Equal(got, value) {
					return fmt.Errorf("%s: row %d: %d bytes, %w", when, i, len(got), err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for i := range rows {
		tx := db.Begin(false)
		if err := errors.Join(tx.Set(key(i), value), tx.Commit()); err != nil {
			t.Fatal(err)
		}
	}
	before := kv.Unsorted(db)
	if before < 10 {
		t.Fatalf("%d tables lie as they were written: too few to see anything", before)
	}
	if err := db.Sync(); err != nil {
		t.Fatal(err)
	}
	check("while they are sorted")
	kv.Settle(db)
	if after := kv.Unsorted(db); after >= 10 {
		t.Errorf("of %d tables %d lie as they were written", before, after)
	}
	check("after it")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if db, err = kv.Open(dir, kv.Use{}); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	check("opened again")
}
