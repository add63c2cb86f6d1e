package storage_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"thidua/storage"
)

// packedTables counts the tables of a closed or killed folder whose blocks are frames of zstd, and all.
func packedTables(t *testing.T, dir string) (packed, all int) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "db", "*.sst"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range names {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.HasPrefix(raw, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
			packed++
		}
	}
	return packed, len(names)
}

// TestATableDamagedUnderARunningServer: of a packed table that rots while the server runs, rows are missing and none is wrong. The next backup must
// not take what is left for everything, and the journal must not let go of the rest.
func TestATableDamagedUnderARunningServer(t *testing.T) {
	dir, o := t.TempDir(), small()
	o.Server = true
	db, err := storage.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, db, true)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if n, all := packedTables(t, dir); n == 0 || n != all {
		t.Fatalf("%d of %d tables are packed", n, all)
	}
	db = open(t, dir, o)
	before, err := os.Stat(filepath.Join(dir, "journal"))
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(dir, "db", "*.sst"))
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	f, err := os.OpenFile(names[0], os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	st, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(bytes.Repeat([]byte{0xff}, 64), st.Size()/3); err != nil { // leaves, which nobody has read since the start
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if made, err := db.Backup(t.Context(), ""); err == nil {
		t.Errorf("a backup of what is left: %+v", made)
	}
	if after, err := os.Stat(filepath.Join(dir, "journal")); err != nil || after.Size() < before.Size() {
		t.Error("the journal let go of what stands nowhere else", err)
	}
}
