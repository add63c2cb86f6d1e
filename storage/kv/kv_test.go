package kv_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/kv"
)

// closed is the folder of a database with some rows, and the names of its tables.
func closed(t *testing.T) (dir string, tables []string) {
	t.Helper()
	dir = t.TempDir()
	db, err := kv.Open(dir, kv.Use{})
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
	return dir, list(t, dir)
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
