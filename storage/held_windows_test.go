package storage_test

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/windows"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage"
)

// windowsFolder is one whose name is Vietnamese and longer than the 260 letters that Windows once knew.
func windowsFolder(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "thidua-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := durable.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	at := dir
	for len(at) < 280 {
		at = filepath.Join(at, "Cụm thi đua số 4, năm học 2023–2024")
	}
	return at
}

// antivirus opens every file of a folder as one does, so that nobody else may, and lets them go after half a second. Those that are open already are left.
type antivirus struct{ busy sync.WaitGroup }

func (a *antivirus) scans(t *testing.T, dir string) {
	t.Helper()
	a.busy.Wait()
	var held []windows.Handle
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := windows.UTF16PtrFromString(`\\?\` + path)
		if err != nil {
			return err
		}
		h, err := windows.CreateFile(name, windows.GENERIC_READ, 0, nil, windows.OPEN_EXISTING, 0, 0)
		if err == nil {
			held = append(held, h)
		}
		if errors.Is(err, windows.ERROR_SHARING_VIOLATION) {
			err = nil
		}
		return err
	})
	if err != nil || len(held) == 0 {
		t.Fatalf("%d files are held, %v", len(held), err)
	}
	a.busy.Add(1)
	time.AfterFunc(500*time.Millisecond, func() {
		defer a.busy.Done()
		for _, h := range held {
			_ = windows.CloseHandle(h)
		}
	})
}

// TestHeldForAMomentOnWindows: an antivirus that holds every file of the folder while it is opened, written to, backed up and closed damages nothing, and nothing is
// taken for damaged.
func TestHeldForAMomentOnWindows(t *testing.T) {
	dir, o := windowsFolder(t), small()
	o.Now = time.Now
	a, own := newAuthor("a"), newAuthor("own")
	const rounds = 4
	var scan antivirus
	for i := range rounds {
		if i > 0 {
			scan.scans(t, dir)
		}
		db, err := storage.Open(dir, o)
		if err != nil {
			t.Fatal(err)
		}
		noFindings(t, db)
		commit(t, db, world{t, db}.pull(a.change(t, unit, i, "I.1")))
		scan.scans(t, dir)
		if _, err := db.Backup(t.Context(), filepath.Join(dir, strconv.Itoa(i)+" bản sao.backup")); err != nil {
			t.Error(err)
		}
		scan.scans(t, dir)
		commit(t, db, world{t, db}.pend(own.change(t, unit, i, "I.2")))
		scan.scans(t, dir)
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
	db := open(t, dir, o)
	noFindings(t, db)
	log, err := db.Log(unit)
	if err != nil || log.Size != rounds {
		t.Errorf("%d changes are there, %v", log.Size, err)
	}
	if waiting, err := db.PendingIn(); waiting[unit] != rounds || err != nil {
		t.Errorf("%d own changes are there, %v", waiting[unit], err)
	}
	if left, err := durable.Match(dir, "damaged/*"); len(left) > 0 || err != nil {
		t.Errorf("put aside: %s, %v", strings.Join(left, " "), err)
	}
}

// TestTwoProcessesOnWindows: a folder that one process has open is not another's, until that one has ended, however it ends.
func TestTwoProcessesOnWindows(t *testing.T) {
	const theirs = "THIDUA_THEIR_FOLDER"
	if dir := os.Getenv(theirs); dir != "" {
		_, err := storage.Open(dir, small())
		if err == nil {
			os.Exit(3) // without letting it go
		}
		if emulation.KeyOf(err) == "storage.in-use" {
			os.Exit(4)
		}
		os.Exit(5)
	}
	dir := windowsFolder(t)
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	other := func() int {
		c := exec.Command(program, "-test.run=^TestTwoProcessesOnWindows$")
		c.Env = append(os.Environ(), theirs+"="+dir)
		_ = c.Run()
		return c.ProcessState.ExitCode()
	}
	db, err := storage.Open(dir, small())
	if err != nil {
		t.Fatal(err)
	}
	if code := other(); code != 4 {
		t.Errorf("another process opened what is open: %d", code)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if code := other(); code != 3 {
		t.Errorf("another process did not open what is free: %d", code)
	}
	noFindings(t, open(t, dir, small()))
}
