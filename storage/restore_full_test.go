package storage_test

import (
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/storage"
)

// TestRestoreWithoutRoom: a restoration that has no room for what it makes refuses before it moves anything. Journal and newer backups stay where
// they are, and the next start goes on as if nobody had tried.
func TestRestoreWithoutRoom(t *testing.T) {
	for name, server := range map[string]bool{"desk": false, "server": true} {
		t.Run(name, func(t *testing.T) {
			base := t.TempDir()
			f := dataFolder{dir: filepath.Join(base, name), options: small()}
			f.options.Server = server
			db, err := storage.Open(f.dir, f.options)
			if err != nil {
				t.Fatal(err)
			}
			a := newAuthor("a")
			older := filepath.Join(base, "usb.backup")
			for i := range 12 {
				commit(t, db, world{t, db}.pull(a.change(t, unit, strings.Repeat("x", 50_000), "I.1"))) // so much that the journal is written anew
				if path, ok := map[int]string{2: older, 10: ""}[i]; ok {
					if _, err := db.Backup(t.Context(), path); err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			f.want = f.contents(t)
			before := f.bytes(t)
			floor := f.options.FloorBytes
			for name, content := range before {
				if strings.HasSuffix(name, ".sst") {
					floor += uint64(len(content))
				}
			}
			for what, free := range map[string]uint64{"nothing": 0, "the floor": floor} {
				full := f.options
				full.FreeSpace = func(string) (uint64, error) { return free, nil }
				if _, err := storage.Restore(t.Context(), f.dir, older, full); emulation.CodeOf(err) != emulation.Full {
					t.Errorf("with %s free: %v", what, err)
				}
				if after := f.bytes(t); !maps.Equal(before, after) {
					t.Errorf("with %s free: files of the folder are others than before", what)
				}
			}
			if got := f.contents(t); !maps.Equal(got, f.want) {
				t.Error("it holds something else")
			}
			if _, err := storage.Restore(t.Context(), f.dir, older, f.options); err != nil {
				t.Error("with room:", err)
			}
		})
	}
}
