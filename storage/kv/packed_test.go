package kv_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"testing"

	"thidua/emulation"
	"thidua/storage/kv"
)

// fillPacked opens a database, writes rows of which much is alike, and closes it.
func fillPacked(t *testing.T, dir string, use kv.Use, from, to int) {
	t.Helper()
	db, err := kv.Open(dir, use)
	if err != nil {
		t.Fatal(err)
	}
	tx := db.Begin(false)
	for i := from; i < to; i++ {
		if err := tx.Set(fmt.Appendf(nil, "key %06d", i), bytes.Repeat(fmt.Appendf(nil, "value %d ", i), 20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// packed says of each table whether its blocks are frames of zstd.
func packed(t *testing.T, dir string) (out []bool) {
	t.Helper()
	for _, path := range list(t, dir) {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, bytes.HasPrefix(raw, []byte{0x28, 0xb5, 0x2f, 0xfd}))
	}
	return out
}

// TestPackedAndPlainTables: rows of both kinds of tables are read, whichever the database is opened for.
func TestPackedAndPlainTables(t *testing.T) {
	dir := t.TempDir()
	fillPacked(t, dir, kv.Use{}, 0, 1000)
	plain, err := kv.TablesSize(dir)
	if err != nil || packed(t, dir)[0] {
		t.Fatal(err, packed(t, dir))
	}
	fillPacked(t, dir, kv.Use{Packed: true}, 1000, 2000)
	both, err := kv.TablesSize(dir)
	if kinds := packed(t, dir); err != nil || !kinds[len(kinds)-1] {
		t.Fatal(err, kinds)
	}
	if both-plain > plain/2 {
		t.Errorf("a thousand rows take %d bytes, and packed %d", plain, both-plain)
	}
	for _, use := range []kv.Use{{}, {Packed: true}} {
		db, err := kv.Open(dir, use)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		err = db.View(func(tx *kv.Tx) error {
			return tx.Scan(context.Background(), nil, nil, func(_, _ []byte) error { n++; return nil })
		})
		if err != nil || n != 2000 {
			t.Errorf("%d rows, %v", n, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFlippedBitsInAPackedTable: a flipped bit anywhere in a packed table keeps the database from being opened as if nothing were wrong.
func TestFlippedBitsInAPackedTable(t *testing.T) {
	dir := t.TempDir()
	fillPacked(t, dir, kv.Use{Packed: true}, 0, 1000)
	path := list(t, dir)[0]
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(raw); at += 1 + len(raw)/300 {
		bad := bytes.Clone(raw)
		bad[at] ^= 1 << (at % 8)
		if err := os.WriteFile(path, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		db, err := kv.Open(dir, kv.Use{Packed: true})
		if emulation.KeyOf(err) == "storage.damaged" {
			continue
		}
		if err != nil {
			t.Fatal(at, err)
		}
		n := 0 // a bit that nobody reads: then every row is there
		err = db.View(func(tx *kv.Tx) error {
			return tx.Scan(context.Background(), nil, nil, func(_, _ []byte) error { n++; return nil })
		})
		if err != nil || n != 1000 {
			t.Errorf("byte %d: %d rows, %v", at, n, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
