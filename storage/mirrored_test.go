package storage_test

import (
	"testing"

	"thidua/storage"
)

// TestMirroredIsToldOnce: that another program changes the files of the folder is told until a person has seen it, and again in another such place.
func TestMirroredIsToldOnce(t *testing.T) {
	dir, o, at := t.TempDir(), small(), "D:\\OneDrive"
	o.Mirrored = func(string) string { return at }
	told := func(see bool) bool {
		t.Helper()
		db, err := storage.Open(dir, o)
		if err != nil {
			t.Fatal(err)
		}
		all := db.Findings()
		if see {
			err = db.Seen()
		}
		if end := db.Close(); err != nil || end != nil {
			t.Fatal(err, end)
		}
		for _, f := range all {
			if f.Message.Key != "storage.found-mirrored" || f.Severity != storage.Warning || f.Message.Args["folder"] != at {
				t.Errorf("%v", f)
			}
		}
		return len(all) == 1
	}
	for i, want := range []struct{ told, see bool }{{true, false}, {true, true}, {false, false}} {
		if got := told(want.see); got != want.told {
			t.Errorf("start %d: told %v", i, got)
		}
	}
	if at = "E:\\OneDrive"; !told(true) {
		t.Error("another place")
	}
	if at = ""; told(false) {
		t.Error("no such place")
	}
}
