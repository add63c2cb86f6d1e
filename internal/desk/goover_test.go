package desk_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/storage"
	"thidua/storage/folder"
	"thidua/sync/changeset"
	"thidua/workspace/sheet"
)

// ofRelease is the environment of a program of a release.
func ofRelease(number uint64) desk.Environment {
	e := env()
	e.Here.Number = number
	return e
}

// held is what a desk holds: the state of each log, and every draft.
func held(t *testing.T, d *desk.Desk) map[string]string {
	t.Helper()
	out := states(t, d)
	scopes, err := d.DB.Scopes()
	ok(t, err)
	for _, s := range scopes {
		drafts, err := d.DB.Drafts(s)
		ok(t, err)
		for i := range drafts {
			out["draft "+string(changeset.MustEncode(drafts[i]))] = ""
		}
	}
	return out
}

// left is a folder that release 1 leaves, and what it holds.
func left(t *testing.T) (dir string, want map[string]string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "desk")
	d, err := desk.InitSample(dir, sampleID, "cao-bang", ofRelease(1))
	ok(t, err)
	_, err = sheet.At(d.Workspace).TypeCell("I.1", "97,5 điểm")
	ok(t, err)
	want = held(t, d)
	ok(t, d.Leave(t.Context()))
	ok(t, d.Close())
	return dir, want
}

// opens opens a folder as a release does, looks whether it holds what it should, and does something with it.
func opens(t *testing.T, dir string, number uint64, want map[string]string, do func(*desk.Desk)) {
	t.Helper()
	d, err := desk.Open(dir, ofRelease(number))
	ok(t, err)
	if have := held(t, d); !maps.Equal(have, want) {
		t.Errorf("release %d: it holds %v instead of %v", number, have, want)
	}
	if do != nil {
		do(d)
	}
	ok(t, d.Close())
}

func kept(dir string) bool {
	_, err := os.Stat(folder.Before(dir))
	return err == nil
}

func up(t *testing.T) func(*desk.Desk) {
	return func(d *desk.Desk) { ok(t, d.CameUp()) }
}

// TestGoingOverToANewRelease: it works on a copy, the old folder is kept, comes back by starting the old release as long as nothing was typed, and not any more once something was.
func TestGoingOverToANewRelease(t *testing.T) {
	dir, want := left(t)
	opens(t, dir, 1, want, nil)
	if kept(dir) {
		t.Error("the same release made a copy")
	}
	opens(t, dir, 2, want, up(t))
	if !kept(dir) {
		t.Fatal("the old folder is not kept")
	}
	opens(t, dir, 1, want, nil)
	if kept(dir) {
		t.Error("the old folder is not in its place")
	}

	opens(t, dir, 2, want, func(d *desk.Desk) {
		ok(t, d.CameUp())
		_, err := sheet.At(d.Workspace).TypeCell("I.2", "8")
		ok(t, err)
		want = held(t, d)
	})
	opens(t, dir, 1, want, nil) // what was typed is there, whichever release opens it
	opens(t, dir, 2, want, nil)
}

// TestAKeptFolderGoes: once the new release came up and something was typed, the old folder takes no room any more.
func TestAKeptFolderGoes(t *testing.T) {
	dir, want := left(t)
	opens(t, dir, 2, want, func(d *desk.Desk) {
		ok(t, d.CameUp())
		_, err := sheet.At(d.Workspace).TypeCell("I.2", "8")
		ok(t, err)
		want = held(t, d)
	})
	opens(t, dir, 2, want, up(t))
	if kept(dir) {
		t.Error("it is still there")
	}
	opens(t, dir, 3, want, up(t))
	opens(t, dir, 2, want, nil)
}

// TestAReleaseThatDoesNotComeUp: begun again and again without coming up, it gives the old folder back, and says so.
func TestAReleaseThatDoesNotComeUp(t *testing.T) {
	dir, want := left(t)
	for range 4 {
		opens(t, dir, 2, want, nil)
	}
	_, err := desk.Open(dir, ofRelease(2))
	fails(t, err, "upgrade.went-back")
	if kept(dir) {
		t.Error("the old folder is not in its place")
	}
	opens(t, dir, 1, want, nil)
}

// TestACopyThatIsNotRight: what a new release makes of a damaged folder, or what differs from what the old one had, never takes its place.
func TestACopyThatIsNotRight(t *testing.T) {
	dir, _ := left(t)
	d, err := desk.Open(dir, ofRelease(1))
	ok(t, err)
	ok(t, d.Leave(t.Context()))
	_, err = sheet.At(d.Workspace).TypeCell("I.2", "8") // behind its back
	ok(t, err)
	ok(t, d.Close())
	before := snapshotOf(t, dir)
	_, err = desk.Open(dir, ofRelease(2))
	fails(t, err, "upgrade.not-proved")
	if kept(dir) || !maps.Equal(before, snapshotOf(t, dir)) {
		t.Error("the folder is not as it was")
	}
}

// TestADamagedFolder: what is damaged is found in the copy.
func TestADamagedFolder(t *testing.T) {
	dir, want := left(t)
	rows, err := filepath.Glob(filepath.Join(dir, "db", "*.sst"))
	ok(t, err)
	if len(rows) == 0 {
		t.Fatal("no table")
	}
	raw, err := os.ReadFile(rows[0])
	ok(t, err)
	raw[len(raw)/3] ^= 1
	ok(t, os.WriteFile(rows[0], raw, 0o600))
	before := snapshotOf(t, dir)
	if d, err := desk.Open(dir, ofRelease(2)); err == nil { // it may make it anew from a backup, in its copy; else it says no
		if have := held(t, d); !maps.Equal(have, want) {
			t.Errorf("it holds %v instead of %v", have, want)
		}
		ok(t, d.Close())
	} else if fails(t, err, "upgrade.not-proved"); !maps.Equal(before, snapshotOf(t, dir)) {
		t.Error("the folder is not as it was")
	}
}

// snapshotOf is every file that a release works on a copy of, by name.
func snapshotOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, part := range []string{"db", "journal", "heads", "last", "desk.key", "program", "FORMAT"} {
		ok(t, filepath.WalkDir(filepath.Join(dir, part), func(path string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			out[path] = emulation.Digest(raw).String()
			return err
		}))
	}
	return out
}

// TestACopyThatWasCut: a stop while the copy is made, wherever, leaves the old folder; the next start makes it anew.
func TestACopyThatWasCut(t *testing.T) {
	dir, want := left(t)
	next := folder.Next(dir)
	for _, half := range []map[string]int{{"FORMAT": 3}, {"FORMAT": -1, "journal": 10}, {"FORMAT": -1, "journal": -1, "heads": -1, "desk.key": 0}} {
		ok(t, os.MkdirAll(next, 0o700))
		for name, n := range half {
			raw, err := os.ReadFile(filepath.Join(dir, name))
			ok(t, err)
			if n >= 0 {
				raw = raw[:min(n, len(raw))]
			}
			ok(t, os.WriteFile(filepath.Join(next, name), raw, 0o600))
		}
		opens(t, dir, 2, want, up(t))
		opens(t, dir, 1, want, nil)
		if _, err := os.Stat(next); !errors.Is(err, os.ErrNotExist) {
			t.Error("something is left")
		}
	}
}

// TestAnEncryptedFolderGoesOver: it stays encrypted, and the kept one too.
func TestAnEncryptedFolderGoesOver(t *testing.T) {
	dir, want := left(t)
	e := ofRelease(1)
	k := &ring{kept: map[string]string{}}
	e.Keyring = k
	under, err := desk.NewEncryption("", e)
	ok(t, err)
	_, err = desk.Encrypt(t.Context(), dir, under, e)
	ok(t, err)
	for _, number := range []uint64{2, 1, 3} {
		e.Here.Number = number
		d, err := desk.Open(dir, e)
		ok(t, err)
		if have := held(t, d); !maps.Equal(have, want) {
			t.Errorf("release %d: it holds %v", number, have)
		}
		ok(t, d.Close())
		if is, err := desk.Encrypted(dir); err != nil || !is {
			t.Errorf("release %d: in plain (%v)", number, err)
		}
	}
	if len(holding(t, dir, "97,5 điểm")) > 0 {
		t.Error("something is readable")
	}
}

// types types into a criterion of the own sheet.
func types(t *testing.T, d *desk.Desk, code, text string) {
	t.Helper()
	_, err := sheet.At(d.Workspace).TypeCell(code, text)
	ok(t, err)
}

// TestAFolderInUseIsLeftAlone: while a new release has the folder open and nothing was typed yet, no other start takes the old folder back, prepares to, or counts.
func TestAFolderInUseIsLeftAlone(t *testing.T) {
	for name, other := range map[string]uint64{"the release before": 1, "the same release": 2, "a later one": 3} {
		dir, _ := left(t)
		d, err := desk.Open(dir, ofRelease(2))
		ok(t, err)
		for range 5 {
			_, err := desk.Open(dir, ofRelease(other))
			fails(t, err, "storage.in-use")
		}
		types(t, d, "I.2", "8")
		want := held(t, d)
		ok(t, d.Close())
		opens(t, dir, max(2, other), want, up(t))
		if t.Failed() {
			t.Fatal(name)
		}
	}
}

// TestAnInstallationThatWasNotDone: a desk that was left for a release nobody installed goes on, and the next release is not held against what it held then.
func TestAnInstallationThatWasNotDone(t *testing.T) {
	dir, want := left(t)
	opens(t, dir, 2, want, func(d *desk.Desk) { ok(t, errors.Join(d.CameUp(), d.Leave(t.Context()))) })
	opens(t, dir, 2, want, func(d *desk.Desk) {
		types(t, d, "I.2", "8")
		want = held(t, d)
	})
	opens(t, dir, 3, want, up(t))
}

// TestWhatIsEncryptedIsNotKeptInPlain: the folder of the release of before goes with the plain one.
func TestWhatIsEncryptedIsNotKeptInPlain(t *testing.T) {
	dir, want := left(t)
	opens(t, dir, 2, want, up(t))
	e := ofRelease(2)
	e.Keyring = &ring{kept: map[string]string{}}
	under, err := desk.NewEncryption("", e)
	ok(t, err)
	_, err = desk.Encrypt(t.Context(), dir, under, e)
	ok(t, err)
	if shown := holding(t, dir, "97,5 điểm"); kept(dir) || len(shown) > 0 {
		t.Error("in plain:", shown)
	}
}

// TestAnAlarmOfBefore: damage that the release before had come across, and nobody has looked at, does not keep the next one out; it is told there, too.
func TestAnAlarmOfBefore(t *testing.T) {
	dir, _ := left(t)
	path := filepath.Join(dir, "journal")
	raw, err := os.ReadFile(path)
	ok(t, err)
	for i := range 40 {
		raw[len(raw)/2+i] ^= 0x5a
	}
	ok(t, os.WriteFile(path, raw, 0o600))
	alarms := func(d *desk.Desk) (n int) {
		for _, f := range d.DB.Findings() {
			if f.Severity == storage.Alarm {
				n++
			}
		}
		return n
	}
	_, err = desk.Open(dir, ofRelease(2))
	fails(t, err, "upgrade.not-proved") // nobody knows of it yet
	d, err := desk.Open(dir, ofRelease(1))
	ok(t, err)
	found, want := alarms(d), held(t, d)
	if found == 0 {
		t.Fatal("nothing was noticed")
	}
	ok(t, d.Leave(t.Context()))
	ok(t, d.Close())
	opens(t, dir, 2, want, func(d *desk.Desk) {
		if alarms(d) != found {
			t.Errorf("%v", d.DB.Findings())
		}
	})
}
