package folder_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"thidua/emulation"
	"thidua/storage/folder"
)

var errCut = errors.New("the power went")

// parts are those of these folders: of each, which folder it is of stands in it. The new one has no "gone", the old one no "fresh".
var (
	parts      = []string{"db", "journal", "gone", "fresh", "box/hub"}
	mustBe     = []string{"db", "journal"}
	oldParts   = map[string]string{"db/rows": "old", "journal": "old", "gone": "old", "box/hub": "old", "blobs/ab": "evidence"}
	newParts   = map[string]string{"db/rows": "new", "journal": "new", "fresh": "new", "box/hub": "new"}
	afterwards = map[string]string{"db/rows": "new", "journal": "new", "fresh": "new", "box/hub": "new", "blobs/ab": "evidence"}
)

func make1(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, []byte(content), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
}

// is tells how a folder differs from what it should hold; "" if it does not. What is kept or built beside does not count.
func is(t *testing.T, dir string, want map[string]string) string {
	t.Helper()
	have := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && (path == folder.Next(dir) || path == folder.Before(dir)) {
			return filepath.SkipDir
		}
		if err != nil {
			return err
		}
		if d.IsDir() || d.Name() == "lock" {
			return nil
		}
		raw, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		have[filepath.ToSlash(rel)] = string(raw)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(have) != fmt.Sprint(want) {
		return fmt.Sprintf("it holds %v instead of %v", have, want)
	}
	return ""
}

// built is a folder beside which another is whole.
func built(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	make1(t, dir, oldParts)
	make1(t, folder.Next(dir), newParts)
	return dir
}

// switched is one whose parts were changed, with the old ones kept.
func switched(t *testing.T) string {
	t.Helper()
	dir := built(t)
	if err := errors.Join(folder.ReadyBeside(dir, parts, mustBe...), folder.Settle(dir)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestSwitchCutAtEveryStep: wherever the power goes, the next start finds the old folder whole or the new one, and the old one can be taken back from the new.
func TestSwitchCutAtEveryStep(t *testing.T) {
	news, olds := 0, 0
	for at := range 40 {
		dir := built(t)
		restore := folder.CutAt(at, errCut)
		err := folder.ReadyBeside(dir, parts, mustBe...)
		if err == nil {
			err = folder.Settle(dir)
		}
		restore()
		cut := errors.Is(err, errCut)
		if err != nil && !cut {
			t.Fatal(err)
		}
		if err := folder.Settle(dir); err != nil { // the next start
			t.Fatal(err)
		}
		if _, err := folder.SettleLocked(dir); err != nil { // removes what is not whole
			t.Fatal(err)
		}
		switch old, fresh := is(t, dir, oldParts), is(t, dir, afterwards); {
		case old == "":
			olds++
			continue
		case fresh == "":
			news++
		default:
			t.Errorf("cut at step %d: %s", at, fresh)
			continue
		}
		if err := folder.TakeBack(dir, parts, mustBe...); err != nil {
			t.Errorf("cut at step %d: taken back: %v", at, err)
		} else if differs := is(t, dir, oldParts); differs != "" {
			t.Errorf("cut at step %d: taken back, %s", at, differs)
		}
		if !cut {
			break
		}
	}
	if olds == 0 || news < 5 {
		t.Errorf("the power went %d times before and %d times after", olds, news)
	}
}

// TestTakingBackCutAtEveryStep: that, too, ends with one folder or the other, and goes on to the old one.
func TestTakingBackCutAtEveryStep(t *testing.T) {
	for at := range 40 {
		dir := switched(t)
		restore := folder.CutAt(at, errCut)
		err := folder.TakeBack(dir, parts, mustBe...)
		restore()
		if err != nil && !errors.Is(err, errCut) {
			t.Fatal(err)
		}
		if serr := folder.Settle(dir); serr != nil {
			t.Fatal(serr)
		}
		if is(t, dir, afterwards) == "" { // not begun: it is asked for again
			if terr := folder.TakeBack(dir, parts, mustBe...); terr != nil {
				t.Errorf("cut at step %d: %v", at, terr)
			}
		}
		if differs := is(t, dir, oldParts); differs != "" {
			t.Errorf("cut at step %d: %s", at, differs)
		}
		if err == nil {
			return
		}
	}
	t.Error("it never came to its end")
}

// TestNothingIsTakenBackOfNothing: where not all is kept that must be, what is there stays.
func TestNothingIsTakenBackOfNothing(t *testing.T) {
	dir := built(t)
	if err := folder.TakeBack(dir, parts, mustBe...); emulation.KeyOf(err) != "storage.none-before" {
		t.Errorf("nothing was kept: %v", err)
	}
	make1(t, folder.Before(dir), map[string]string{"db/rows": "half"})
	if err := folder.TakeBack(dir, parts, mustBe...); emulation.KeyOf(err) != "storage.damaged" {
		t.Errorf("no journal: %v", err)
	}
	if differs := is(t, dir, oldParts); differs != "" {
		t.Error(differs)
	}
}
