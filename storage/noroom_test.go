package storage_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage"
	"thidua/sync/changeset"
)

// TestNoRoomAtAll opens folders on a disk with 0 bytes free and without a reserve file, as they are after Close and as a kill leaves them: all can
// be read, nothing can be saved, it is said, and no byte of the folder is written.
func TestNoRoomAtAll(t *testing.T) {
	for _, f := range folders(t) {
		t.Run(f.name, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			_ = os.Remove(filepath.Join(f.dir, "reserve")) // there may be none
			before := f.bytes(t)
			full := f.options
			full.FreeSpace = func(dir string) (uint64, error) {
				if strings.HasPrefix(dir, f.dir) {
					return 0, nil
				}
				return durable.FreeSpace(dir)
			}
			for range 2 {
				db, err := storage.Open(f.dir, full)
				if err != nil {
					t.Fatal(err)
				}
				if differs := difference(t, db, "no room", f.want); differs != "" {
					t.Error(differs)
				}
				told := false
				for _, n := range db.Findings() {
					told = told || n.Message.Key == "storage.found-borrowed"
				}
				if !told {
					t.Errorf("nobody is told: %v", db.Findings())
				}
				for what, err := range map[string]error{
					"Writable": db.Writable(), "Commit": db.Commit(&changeset.Batch{}), "SaveDraft": db.SaveDraft(&changeset.Draft{Scope: unit}),
				} {
					if emulation.CodeOf(err) != emulation.Full {
						t.Errorf("%s: %v", what, err)
					}
				}
				if err := db.Checkpoint(); err != nil {
					t.Error(err)
				}
				if err := db.Close(); err != nil {
					t.Error(err)
				}
				if left, err := os.ReadDir(os.TempDir()); err != nil || len(left) > 0 {
					t.Error("left behind:", left, err)
				}
			}
			if after := f.bytes(t); !maps.Equal(before, after) {
				t.Error("files of the folder are others than before")
			}
			if got := f.contents(t); !maps.Equal(got, f.want) {
				t.Error("with room again it holds something else")
			}
		})
	}
}

// bytes are the files of the folder.
func (f *folder) bytes(t *testing.T) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, name := range f.files(t) {
		b, err := os.ReadFile(filepath.Join(f.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(b)
	}
	return out
}
