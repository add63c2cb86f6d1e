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
func TestNoRoomAtAll(t *testing.T) { noRoom(t, folders(t, nil)) }

func noRoom(t *testing.T, all []dataFolder) {
	for _, f := range all {
		t.Run(f.name, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			_ = os.Remove(filepath.Join(f.dir, "reserve")) // there may be none
			before := f.bytes(t)
			full := f.options
			room := false
			full.FreeSpace = func(dir string) (uint64, error) {
				if strings.HasPrefix(dir, f.dir) && !room {
					return 0, nil
				}
				return durable.FreeSpace(dir)
			}
			for range 2 {
				room = false
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
				usb := filepath.Join(t.TempDir(), "usb.backup")
				if _, err := db.Backup(t.Context(), usb); err != nil {
					t.Error("a way out:", err)
				}
				room = true // made by others, for the next start
				if _, err := db.Backup(t.Context(), ""); emulation.KeyOf(err) != "storage.full-reopen" {
					t.Error("the journal lets go of what no start has looked at:", err)
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

// TestRoomForTheFloorAlone: where the reserve, given up, leaves enough to write and not enough to open the rows where they are, they are read in a
// copy, and nothing is taken: it would go with the copy.
func TestRoomForTheFloorAlone(t *testing.T) {
	for _, f := range folders(t, nil) {
		t.Run(f.name, func(t *testing.T) {
			t.Setenv("TMPDIR", t.TempDir())
			floor := uint64(1)
			for name, content := range f.bytes(t) {
				if strings.HasSuffix(name, ".sst") {
					floor += uint64(len(content))
				}
			}
			little := f.options
			little.FloorBytes = 1
			little.FreeSpace = func(dir string) (uint64, error) {
				if !strings.HasPrefix(dir, f.dir) {
					return durable.FreeSpace(dir)
				}
				if durable.Exists(filepath.Join(f.dir, "reserve")) {
					return floor - 1, nil
				}
				return floor, nil
			}
			db, err := storage.Open(f.dir, little)
			if err != nil {
				t.Fatal(err)
			}
			if told := db.Findings(); len(told) == 0 || told[len(told)-1].Message.Key != "storage.found-borrowed" {
				t.Errorf("not in a copy: %v", told)
			}
			err = db.Commit(&changeset.Batch{Meta: map[string][]byte{"root": []byte("another key")}})
			if emulation.CodeOf(err) != emulation.Full {
				t.Error("taken:", err)
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
			if got := f.contents(t); !maps.Equal(got, f.want) {
				t.Error("with room again it holds something else")
			}
		})
	}
}

// TestRoomComesBackWhileOpening: rows that do not stand up to their marks are not made anew while there is no room, nor gone on with where others
// have made room by then: the journal of a server, whose commits they lack, stays where it is for the next start.
func TestRoomComesBackWhileOpening(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	f := dataFolder{dir: filepath.Join(t.TempDir(), "server"), options: small()}
	f.options.Server = true
	db, err := storage.Open(f.dir, f.options)
	if err != nil {
		t.Fatal(err)
	}
	a := newAuthor("a")
	for i := range 12 {
		commit(t, db, world{t, db}.pull(a.change(t, unit, strings.Repeat("x", 50_000), "I.1"))) // so much that the journal is written anew
		if i != 9 {
			continue
		}
		if _, err := db.Backup(t.Context(), ""); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	f.want = f.contents(t)
	for _, lost := range []string{"db", "last", "reserve"} {
		if err := os.RemoveAll(filepath.Join(f.dir, lost)); err != nil {
			t.Fatal(err)
		}
	}
	before := f.bytes(t)
	asked := 0
	full := f.options
	full.FreeSpace = func(dir string) (uint64, error) {
		if strings.HasPrefix(dir, f.dir) {
			if asked++; asked == 1 {
				return 0, nil
			}
		}
		return durable.FreeSpace(dir)
	}
	db, err = storage.Open(f.dir, full)
	if emulation.CodeOf(err) != emulation.Full {
		t.Error("opened:", err)
	}
	if err == nil {
		_ = db.Close()
	}
	if after := f.bytes(t); !maps.Equal(before, after) {
		t.Error("files of the folder are others than before")
	}
	db = open(t, f.dir, f.options)
	if differs := difference(t, db, "with room again", f.want); differs != "" {
		t.Error(differs)
	}
}

// bytes are the files of the folder.
func (f *dataFolder) bytes(t *testing.T) map[string]string {
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
