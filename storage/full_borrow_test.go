//go:build full && linux

package storage_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"thidua/storage"
)

// TestFullBorrowedElsewhere: what lies where rows are borrowed to keeps no desk shut: a folder under their name that cannot be removed, as that of
// another user cannot, or a disk that others fill while they are copied there. The next place is taken. It needs root to mount.
func TestFullBorrowedElsewhere(t *testing.T) {
	f := folders(t, nil)[0]
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	noRoom := f.options
	noRoom.FreeSpace = func(dir string) (uint64, error) {
		if strings.HasPrefix(dir, f.dir) {
			return 0, nil
		}
		return 1 << 40, nil
	}
	opens := func(t *testing.T, o storage.Options, borrowed string) {
		t.Helper()
		db, err := storage.Open(f.dir, o)
		if err != nil {
			t.Fatal(err)
		}
		if differs := difference(t, db, "borrowed", f.want); differs != "" {
			t.Error(differs)
		}
		if borrowed != "" {
			if _, err := os.Stat(borrowed); err != nil {
				t.Error(err)
			}
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
	db, err := storage.Open(f.dir, noRoom)
	if err != nil {
		t.Fatal(err)
	}
	all, err := os.ReadDir(tmp)
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	name := all[0].Name()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	for what, at := range map[string]string{"a folder that stays": filepath.Join(tmp, name), "a disk that is full": tmp} {
		t.Run(what, func(t *testing.T) {
			if err := os.MkdirAll(at, 0o700); err != nil {
				t.Fatal(err)
			}
			if err := unix.Mount("tmpfs", at, "tmpfs", 0, "size=64k"); err != nil {
				t.Fatal("mounting needs root: ", err)
			}
			defer func() {
				if err := unix.Unmount(at, 0); err != nil {
					t.Error(err)
				}
			}()
			opens(t, f.options, "")
			opens(t, noRoom, filepath.Join("/dev/shm", name))
		})
	}
}
