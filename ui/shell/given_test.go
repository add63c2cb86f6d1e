package shell_test

import (
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/workspace/sheet"
)

// waiting is what is told of files that wait.
func waiting(names string, count int) string {
	return text.T("ui.given.waiting", "count", count, "files", names)
}

// Files that come while the data do not open wait, are told of, and are taken in their order once they do.
func TestFilesWaitUntilTheDataOpen(t *testing.T) {
	p := sitBefore(t, damaged)
	files := []string{filepath.Join(p.dir, "a.thidua"), filepath.Join(p.dir, "b.thidua-invite")}
	p.shell.Take(files[:1])
	p.shell.Take(files[1:])
	if p.Settle(); !p.Reads(waiting("a.thidua, b.thidua-invite", 2)) || len(p.taken) > 0 || !p.Reads(text.Error(damaged)) {
		t.Fatalf("taken %v, told %q", p.taken, p.Words())
	}
	p.shell.Take([]string{filepath.Join(p.dir, "good.backup")}) // is what helps, and leaves the others waiting
	if p.Settle(); p.shell.Frame() == nil || !slices.Equal(p.taken, files) || p.shell.Frame().At() != shell.Syncing {
		t.Errorf("taken %v, told %q", p.taken, p.Words())
	}
}

// Where nothing is set up the invitation is tried, whatever stands before it; the others wait, are told of, and are taken when the person wants the next or the data
// are open.
func TestFilesWaitUntilSomethingIsSetUp(t *testing.T) {
	p := sit(t, t.TempDir())
	p.shell.Take([]string{filepath.Join(p.dir, "x.thidua"), filepath.Join(p.dir, "b.thidua-invite"), filepath.Join(p.dir, "c.thidua-invite")})
	if !p.Reads(waiting("x.thidua, c.thidua-invite", 2)) { // while the first is tried
		t.Errorf("%q", p.Words())
	}
	p.shell.Take([]string{filepath.Join(p.dir, "d.thidua-invite")}) // busy
	p.Settle()
	if !p.Reads(waiting("x.thidua, c.thidua-invite, d.thidua-invite", 3)) || !p.Reads(text.T("ui.error.file-read", "name", "b.thidua-invite")) {
		t.Errorf("%q", p.Words())
	}
	p.Press(text.T("ui.given.next"))
	if !p.Reads(waiting("x.thidua, d.thidua-invite", 2)) || !p.Reads(text.T("ui.error.file-read", "name", "c.thidua-invite")) {
		t.Errorf("%q", p.Words())
	}
	p.dir = testwindow.Sample(t) // set up meanwhile
	p.shell.Retry()
	if p.Settle(); len(p.taken) != 2 || p.shell.Frame().At() != shell.Syncing {
		t.Errorf("taken %v", p.taken)
	}
}

// Who opens a file while the window asks whether to close stays, and the file is taken.
func TestAFileKeepsTheWindow(t *testing.T) {
	c := testwindow.NewCluster(t)
	d := c.Open("lai-chau")
	_, err := sheet.At(d.Workspace).TypeCell("I.1", "95")
	c.OK(err)
	c.OK(d.Close())
	p := sitIn(t, d.Dir, c.Env(0))
	if p.close() {
		t.Fatal("nothing is asked")
	}
	path := filepath.Join(p.dir, "tra-loi.thidua")
	p.shell.Take([]string{path})
	if p.Settle(); !slices.Equal(p.taken, []string{path}) || p.shell.Frame() == nil || p.shell.Frame().At() != shell.Syncing {
		t.Errorf("taken %v, told %q", p.taken, p.Words())
	}
}

// What is dropped together with files of exchange, and is none, is told of.
func TestOthersAreToldOf(t *testing.T) {
	p := sitAtSample(t)
	p.shell.Dropped(emulation.Map([]string{filepath.Join(p.dir, "ảnh.jpg"), filepath.Join(p.dir, "a.thidua")}, func(path string) fyne.URI { return storage.NewFileURI(path) }))
	if p.Settle(); len(p.taken) != 1 || !p.Reads(text.T("ui.given.others", "files", "ảnh.jpg")) {
		t.Errorf("taken %v, told %q", p.taken, p.Words())
	}
}
