package upgrade_test

import (
	"archive/zip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/upgrade"
)

var errCut = errors.New("the power went")

// archive is a zip with these files.
func archive(t *testing.T, files map[string]string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "release.zip")
	f, err := os.Create(path)
	must(t, err)
	z := zip.NewWriter(f)
	for name, content := range files {
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write([]byte(content))
		must(t, err)
	}
	must(t, z.Close())
	must(t, f.Close())
	return path
}

// stick is a folder with programs and data.
func stick(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range oldStick {
		path := filepath.Join(dir, name)
		must(t, os.MkdirAll(filepath.Dir(path), 0o700))
		must(t, os.WriteFile(path, []byte(content), 0o700))
	}
	return dir
}

var (
	oldStick = map[string]string{"thidua.exe": "1", "thidua-cli.exe": "1", "LICENSE": "1", "du-lieu/db": "data", "notes.txt": "mine"}
	release2 = map[string]string{"Thi-Dua/thidua.exe": "2", "Thi-Dua/thidua-cli.exe": "2", "Thi-Dua/LICENSE": "2", "Thi-Dua/mesa/opengl32.dll": "2"}
	newStick = map[string]string{"thidua.exe": "2", "thidua-cli.exe": "2", "LICENSE": "2", "mesa/opengl32.dll": "2", "du-lieu/db": "data", "notes.txt": "mine"}
	backOnIt = map[string]string{"thidua.exe": "1", "thidua-cli.exe": "1", "LICENSE": "1", "mesa/opengl32.dll": "2", "du-lieu/db": "data", "notes.txt": "mine"}
)

// differs tells how a stick is not as it should be; "" if it is.
func differs(t *testing.T, dir string, want map[string]string) string {
	t.Helper()
	have := map[string]string{}
	must(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() && strings.HasPrefix(d.Name(), ".thidua-") {
			return filepath.SkipDir
		}
		if err != nil || d.IsDir() || d.Name() == ".thidua-lock" {
			return err
		}
		raw, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		have[filepath.ToSlash(rel)] = string(raw)
		return err
	}))
	if fmt.Sprint(have) != fmt.Sprint(want) {
		return fmt.Sprintf("it holds %v instead of %v", have, want)
	}
	return ""
}

// whole reports whether every program is there at this moment, old or new.
func whole(t *testing.T, dir string) {
	t.Helper()
	for _, name := range []string{"thidua.exe", "thidua-cli.exe", "du-lieu/db", "notes.txt"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err != nil {
			t.Errorf("a moment without %s", name)
		}
	}
}

// TestSwapCutAtEveryStep: wherever the power goes, every program is there, the next start finds all old or all new, and the old ones can be put back.
func TestSwapCutAtEveryStep(t *testing.T) {
	zip := archive(t, release2)
	olds, news := 0, 0
	for at := range 60 {
		dir := stick(t)
		restore := upgrade.CutAt(at, errCut)
		err := upgrade.Swap(dir, zip)
		restore()
		if err != nil && !errors.Is(err, errCut) {
			t.Fatal(err)
		}
		whole(t, dir)
		must(t, upgrade.Finish(dir))
		if differs(t, dir, oldStick) == "" {
			olds++
			continue
		}
		if d := differs(t, dir, newStick); d != "" {
			t.Fatalf("cut at step %d: %s", at, d)
		}
		news++
		back, berr := upgrade.Back(dir)
		if d := differs(t, dir, backOnIt); !back || berr != nil || d != "" {
			t.Errorf("cut at step %d: put back: %v %v %s", at, back, berr, d)
		}
		if err == nil {
			break
		}
	}
	if olds < 4 || news < 4 {
		t.Errorf("the power went %d times before and %d times after", olds, news)
	}
}

// TestBackCutAtEveryStep: that, too.
func TestBackCutAtEveryStep(t *testing.T) {
	zip := archive(t, release2)
	for at := range 60 {
		dir := stick(t)
		must(t, upgrade.Swap(dir, zip))
		restore := upgrade.CutAt(at, errCut)
		_, err := upgrade.Back(dir)
		restore()
		whole(t, dir)
		must(t, upgrade.Finish(dir))
		if at > 0 {
			if d := differs(t, dir, backOnIt); d != "" {
				t.Fatalf("cut at step %d: %s", at, d)
			}
		}
		if err == nil {
			return
		}
	}
	t.Error("it never came to its end")
}

// TestNextSwap: what one release replaced is not taken for what the next one does.
func TestNextSwap(t *testing.T) {
	dir := stick(t)
	must(t, upgrade.Swap(dir, archive(t, release2)))
	must(t, upgrade.Swap(dir, archive(t, map[string]string{"x/thidua.exe": "3"})))
	if _, err := upgrade.Back(dir); err != nil || differs(t, dir, newStick) != "" {
		t.Errorf("%v %s", err, differs(t, dir, newStick))
	}
	upgrade.Keep(dir)
	if back, err := upgrade.Back(dir); back || err != nil {
		t.Errorf("%v, %v", back, err)
	}
}

// TestHostileArchives: a name that leads elsewhere, however it is spelled, changes nothing.
func TestHostileArchives(t *testing.T) {
	for _, name := range []string{"thidua.exe", "a/../b", "a/../../b", "/a/b", "a/b\\..\\c", "a/C:b", "a/./b", "a//b", "a/.thidua-old/thidua.exe", "a/.thidua-new/x", "a/WHOLE"} {
		dir := stick(t)
		if err := upgrade.Swap(dir, archive(t, map[string]string{"a/thidua.exe": "2", name: "2"})); emulation.KeyOf(err) != "release.archive" {
			t.Errorf("%s: %v", name, err)
		}
		if d := differs(t, dir, oldStick); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	path := filepath.Join(t.TempDir(), "none.zip")
	must(t, os.WriteFile(path, []byte("PK"), 0o600))
	if err := upgrade.Swap(stick(t), path); emulation.KeyOf(err) != "release.archive" {
		t.Error(err)
	}
}

// TestStartsWhileItIsChanged: another start at any moment of a change does nothing to it, nor does one that lets the replaced programs go.
func TestStartsWhileItIsChanged(t *testing.T) {
	zip := archive(t, release2)
	for _, put := range []bool{false, true} {
		dir, starts := stick(t), 0
		other := func() error {
			starts++
			if err := upgrade.Finish(dir); err != nil && emulation.KeyOf(err) != "upgrade.busy" {
				t.Error(err)
			}
			if err := upgrade.Swap(dir, zip); emulation.KeyOf(err) != "upgrade.busy" {
				t.Errorf("changed twice at once: %v", err)
			}
			upgrade.Keep(dir)
			return nil
		}
		want, change := newStick, func() error { return upgrade.Swap(dir, zip) }
		if put {
			must(t, change())
			want, change = backOnIt, func() error { _, err := upgrade.Back(dir); return err }
		}
		restore := upgrade.AtStep(other)
		err := change()
		restore()
		if d := differs(t, dir, want); err != nil || d != "" || starts == 0 {
			t.Errorf("after %d other starts: %v %s", starts, err, d)
		}
		if !put {
			if back, err := upgrade.Back(dir); !back || err != nil {
				t.Errorf("the way back: %v %v", back, err)
			}
		}
	}
}

// TestAFileThatIsLostBeforeItIsWhole: half a release is never put in the place of a program.
func TestAFileThatIsLostBeforeItIsWhole(t *testing.T) {
	dir := stick(t)
	restore := upgrade.AtStep(func() error {
		_ = os.Remove(filepath.Join(dir, ".thidua-new", "thidua-cli.exe"))
		return nil
	})
	err := upgrade.Swap(dir, archive(t, release2))
	restore()
	if d := differs(t, dir, oldStick); emulation.KeyOf(err) != "release.archive" || d != "" {
		t.Errorf("%v %s", err, d)
	}
}

// TestReplaceLosesNothing: where the new file is gone, the one that stands there stays.
func TestReplaceLosesNothing(t *testing.T) {
	dir := stick(t)
	if err := upgrade.Replace(filepath.Join(dir, "none"), filepath.Join(dir, "thidua.exe"), filepath.Join(dir, "aside")); err == nil {
		t.Error("it says it did")
	}
	whole(t, dir)
}
