package storage_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage"
	"thidua/sync/changeset"
)

const haltDir = "THIDUA_STORAGE_HALT"

func init() {
	if dir := os.Getenv(haltDir); dir != "" {
		if err := halt(dir); err != nil {
			fmt.Println(err)
			os.Exit(3)
		}
		os.Exit(0)
	}
}

// TestStoppedHalfWay: a save whose journal record is on disk and whose rows could not be written ends all writing, also of whoever waited for it
// by then. A backup would lack the change and the journal let go of it; another change would follow it in the chain. The next start puts it back.
func TestStoppedHalfWay(t *testing.T) {
	dir := t.TempDir()
	cmd := exec.Command(os.Args[0]) // the database is of no use afterwards, and ends the process if asked
	cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0", haltDir+"="+dir)
	out, err := cmd.CombinedOutput()
	said, change, _ := strings.Cut(strings.TrimSpace(string(out)), "change ")
	if want := "save storage.halted\nbackup storage.halted\nnext storage.halted\n"; err != nil || said != want {
		t.Fatalf("%v: %s", err, out)
	}
	if backups, err := os.ReadDir(filepath.Join(dir, "backups")); len(backups) > 0 {
		t.Error("a backup was made", backups, err)
	}
	if err := os.RemoveAll(nextLog(t, dir, 0)); err != nil {
		t.Fatal(err)
	}
	db := open(t, dir, small())
	here(t, db, change, false)
	if n := count(t, db, "storage.found-put-back"); n != 1 {
		t.Error("put back:", n)
	}
}

// nextLog is the name of the write-ahead log that the database begins when the one in use is full, or of one after it.
func nextLog(t testing.TB, dir string, after int) string {
	t.Helper()
	logs, err := durable.Match(filepath.Join(dir, "db"), "*.mem")
	if err != nil || len(logs) == 0 {
		t.Fatal(logs, err)
	}
	var n int
	if _, err := fmt.Sscanf(filepath.Base(logs[len(logs)-1]), "%05d.mem", &n); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(dir, "db", fmt.Sprintf("%05d.mem", n+after))
}

// waited is a journal file; once told to, each flush tells first that it is under way.
type waited struct {
	*os.File
	flush *func()
}

func (f waited) Sync() error {
	if *f.flush != nil {
		(*f.flush)()
	}
	return f.File.Sync()
}

// halt fills the write-ahead log in use, takes the place of the next, and saves a change, whose rows cannot be written therefore. While its journal
// record goes to the disk a backup and another save come to wait for it. It says what became of the three, and which change it was.
func halt(dir string) error {
	var flush func()
	o := small()
	o.OpenJournal = func(path string) (storage.JournalFile, error) {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		return waited{f, &flush}, err
	}
	db, err := storage.Open(dir, o)
	if err != nil {
		return err
	}
	if err := os.Mkdir(nextLog(failer{}, dir, 1), 0o700); err != nil {
		return err
	}
	for range 17 { // 8.5 MB, where 8 MiB are a full one
		if err := db.Commit(&changeset.Batch{Meta: map[string][]byte{"x": make([]byte, 500_000)}}); err != nil {
			return err
		}
	}
	a, w := newAuthor("a"), world{failer{}, db}
	c := a.change(w.t, unit, 1, "I.1")
	batch, next := w.pend(c), w.pend(a.change(w.t, unit, 2, "I.2"))
	backup, second := make(chan error), make(chan error)
	flush = func() {
		flush = nil
		go func() { _, err := db.Backup(context.Background(), ""); backup <- err }()
		go func() { second <- db.Commit(next) }()
		for waiting() < 2 {
			runtime.Gosched()
		}
	}
	fmt.Println("save", emulation.KeyOf(db.Commit(batch)))
	fmt.Println("backup", emulation.KeyOf(<-backup))
	fmt.Println("next", emulation.KeyOf(<-second))
	fmt.Println("change", c.Identity)
	return nil
}

// waiting counts the goroutines that stand before a lock of the store.
func waiting() (n int) {
	stacks := make([]byte, 1<<20)
	for _, s := range strings.Split(string(stacks[:runtime.Stack(stacks, true)]), "\n\n") {
		head, calls, _ := strings.Cut(s, "\n")
		if strings.Contains(head, "[sync.Mutex.Lock") && strings.Contains(calls, "storage.(*DB).") {
			n++
		}
	}
	return n
}
