package storage_test

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"thidua/emulation"
	"thidua/storage"
	"thidua/sync/changeset"
)

func TestTwoOpeners(t *testing.T) {
	dir := t.TempDir()
	db, err := storage.Open(dir, small())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := storage.Open(dir, small()); emulation.KeyOf(err) != "storage.in-use" || emulation.CodeOf(err) != emulation.Unavailable {
		t.Error("second opener:", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Error("closing again:", err)
	}
	if _, err := db.Meta("root"); emulation.CodeOf(err) != emulation.Unavailable {
		t.Error("reading after Close:", err)
	}
	if err := db.Commit(&changeset.Batch{}); emulation.CodeOf(err) != emulation.Unavailable {
		t.Error("writing after Close:", err)
	}
	open(t, dir, small())
}

func TestNewerSchemaIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	db, err := storage.Open(dir, small())
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	head := fmt.Sprint("thidua-store ", storage.Schema+2) // that of an encrypted folder lies between
	line := fmt.Sprintf("%s %08x\n", head, crc32.Checksum([]byte(head), crc32.MakeTable(crc32.Castagnoli)))
	if err := os.WriteFile(filepath.Join(dir, "FORMAT"), []byte(line), 0o600); err != nil {
		t.Fatal(err)
	}
	before := listing(t, dir)
	for _, repair := range []bool{false, true} {
		o := small()
		o.Repair = repair
		if _, err := storage.Open(dir, o); emulation.CodeOf(err) != emulation.Newer {
			t.Fatal(err)
		}
	}
	if after := listing(t, dir); after != before {
		t.Errorf("touched:\n%s\n%s", before, after)
	}
}

// listing names every file with size and time of change.
func listing(t *testing.T, dir string) string {
	t.Helper()
	out := ""
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		st, err := d.Info()
		out += fmt.Sprintln(path, st.Size(), st.ModTime().UnixNano())
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// disk is a disk whose free space the test sets.
type disk struct{ free atomic.Uint64 }

func (d *disk) options() storage.Options {
	o := small()
	o.FloorBytes, o.ReserveBytes = 100<<20, 1<<20
	o.FreeSpace = func(string) (uint64, error) { return d.free.Load(), nil }
	return o
}

func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	var d disk
	d.free.Store(1 << 30)
	db, err := storage.Open(dir, d.options())
	if err != nil {
		t.Fatal(err)
	}
	draft := changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), "I.1"), Field: "points", Text: "1"}
	if err := db.SaveDraft(&draft); err != nil {
		t.Fatal(err)
	}
	c := newAuthor("a").change(t, unit, 1, "I.1")
	d.free.Store(99 << 20)
	for name, try := range map[string]func() error{
		"Writable":  db.Writable,
		"Commit":    func() error { return db.Commit(world{t, db}.pend(c)) },
		"SaveDraft": func() error { return db.SaveDraft(&draft) },
		"DropDraft": func() error { return db.DropDraft(draft.DraftKey()) },
		"PutBlob":   func() error { _, err := db.PutBlob(nil); return err },
	} {
		if err := try(); emulation.CodeOf(err) != emulation.Full {
			t.Errorf("%s: %v", name, err)
		}
	}
	if ds, err := db.Drafts(unit); len(ds) != 1 || err != nil {
		t.Error("reading goes on:", ds, err)
	}
	d.free.Store(1 << 30)
	commit(t, db, world{t, db}.pend(c))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	d.free.Store(60 << 20) // enough to read
	db, err = storage.Open(dir, d.options())
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Writable(); emulation.CodeOf(err) != emulation.Full {
		t.Error(err)
	}
	if raw, err := db.Change(c.Identity); raw == nil || err != nil {
		t.Error("change:", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "reserve")); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the reserve was not given up")
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	d.free.Store(1 << 20) // too little to open it here, or anywhere
	if _, err := storage.Open(dir, d.options()); emulation.CodeOf(err) != emulation.Full {
		t.Fatal(err)
	}
	d.free.Store(1 << 30)
	open(t, dir, d.options())
	if st, err := os.Stat(filepath.Join(dir, "reserve")); err != nil || st.Size() != 1<<20 {
		t.Error("the reserve was not filled again:", err)
	}
}

// failing is a journal file on a disk that fails when told to.
type failing struct {
	*os.File
	write, sync *atomic.Bool
}

func (f failing) WriteAt(b []byte, at int64) (int, error) {
	if f.write.Load() {
		n, _ := f.File.WriteAt(b[:len(b)/2], at)
		return n, syscall.ENOSPC
	}
	return f.File.WriteAt(b, at)
}

func (f failing) Sync() error {
	if f.sync.Load() {
		return syscall.EIO
	}
	return f.File.Sync()
}

func TestFailingJournal(t *testing.T) {
	dir := t.TempDir()
	var write, flush atomic.Bool
	o := small()
	o.OpenJournal = func(path string) (storage.JournalFile, error) {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		return failing{f, &write, &flush}, err
	}
	db, err := storage.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	a := newAuthor("a")
	draft := func(text string) *changeset.Draft {
		return &changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), text), Field: "points", Text: text}
	}
	first := a.change(t, unit, 1, "I.1")
	commit(t, db, world{t, db}.pend(first))
	for _, c := range []struct {
		name string
		fail *atomic.Bool
		code emulation.Code
	}{{"write", &write, emulation.Full}, {"sync", &flush, emulation.Unavailable}} {
		c.fail.Store(true)
		if err := db.SaveDraft(draft("lost " + c.name)); emulation.CodeOf(err) != c.code {
			t.Errorf("%s: %v", c.name, err)
		}
		lost := *a.Author // what is not saved does not move the chain
		lost.Heads = map[changeset.Scope]changeset.ChainHead{unit: a.Heads[unit]}
		next := author{&lost}
		if err := db.Commit(world{t, db}.pend(next.change(t, unit, 2, "I.2"))); err == nil {
			t.Errorf("%s: a commit was reported as saved", c.name)
		}
		c.fail.Store(false)
		if err := db.SaveDraft(draft("kept " + c.name)); err != nil {
			t.Errorf("%s: afterwards: %v", c.name, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = open(t, dir, small())
	noFindings(t, db)
	ds, err := db.Drafts(unit)
	if err != nil || len(ds) != 2 || ds[0].Text != "kept write" || ds[1].Text != "kept sync" {
		t.Errorf("drafts: %+v %v", ds, err)
	}
	if raw, err := db.Change(first.Identity); raw == nil || err != nil {
		t.Error("a change saved before the failure is lost", err)
	}
}

// TestPutBack loses Badger's folder: own changes, ends of chains, settings saved with them, and drafts come back from the journal.
func TestPutBack(t *testing.T) {
	dir := t.TempDir()
	db, err := storage.Open(dir, small())
	if err != nil {
		t.Fatal(err)
	}
	w := world{t, db}
	a := newAuthor("a")
	logged := a.change(t, unit, 1, "I.1")
	commit(t, db, w.pend(logged))
	commit(t, db, w.pull(logged))
	if err := db.Checkpoint(); err != nil {
		t.Fatal(err)
	}
	second, third := a.change(t, unit, 2, "I.2"), a.change(t, unit, 3, "I.2")
	b := w.pend(second)
	b.Meta["clock"] = []byte{7}
	derived := changeset.Ref{Scope: unit, Kind: "_sheet", ID: id("x")}
	b.Records[derived] = &changeset.Record{Key: changeset.NewKey("x")}
	commit(t, db, b)
	commit(t, db, w.pend(third))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "db")); err != nil {
		t.Fatal(err)
	}

	db = open(t, dir, small())
	told := false
	for _, f := range db.Findings() {
		told = told || f.Severity >= storage.Warning
	}
	if !told {
		t.Error("a lost log is not told")
	}
	var got []changeset.Identity
	if err := db.Pending(func(p changeset.PendingChange) error { got = append(got, p.Change.Identity); return nil }); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got, []changeset.Identity{logged.Identity, second.Identity, third.Identity}) { // no backup holds the first yet
		t.Error("pending:", got)
	}
	if own, _ := db.Own(unit); own.Identity != third.Identity {
		t.Error("own end:", own)
	}
	if v, _ := db.Meta("clock"); len(v) != 1 || v[0] != 7 {
		t.Error("setting:", v)
	}
	if r, err := db.Record(derived); r == nil || err != nil {
		t.Error("derived record:", err)
	}
	r, err := db.Record(scoreRef(unit, "I.2"))
	if err != nil || r == nil || len(r.Fields["points"]) != 2 {
		t.Errorf("record: %+v %v", r, err)
	}
	w = world{t, db}
	commit(t, db, w.pull(logged)) // the server brings the log again
	commit(t, db, w.pull(second, third))
	report, err := db.Doctor(context.Background(), false)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Findings {
		if f.Severity == storage.Alarm {
			t.Errorf("doctor: %s %v", f.Message.Key, f.Message.Args)
		}
	}
}

// TestCommitsAtOnce lets several goroutines commit to a server while others read; every one is on disk when it returns.
func TestCommitsAtOnce(t *testing.T) {
	o := small()
	o.Server = true
	dir := t.TempDir()
	db := open(t, dir, o)
	var wg sync.WaitGroup
	for g := range 8 {
		scope := changeset.NewScope(changeset.Unit, id(fmt.Sprint(g)))
		a := newAuthor(fmt.Sprint(g))
		wg.Go(func() {
			for i := range 20 {
				if err := db.Commit(world{t, db}.pull(a.change(t, scope, i, score(i)))); err != nil {
					t.Error(err)
				}
				if i == 10 {
					if err := db.Checkpoint(); err != nil {
						t.Error(err)
					}
				}
				if e, err := db.Entry(scope, uint64(i)); e == nil || err != nil {
					t.Error("entry:", err)
				}
			}
		})
	}
	wg.Wait()
	scopes, err := db.Scopes()
	if err != nil || len(scopes) != 8 {
		t.Fatal(len(scopes), err)
	}
	for _, scope := range scopes {
		if head, err := db.Log(scope); err != nil || head.Size != 20 {
			t.Errorf("%s: %d leaves, %v", scope, head.Size, err)
		}
	}
}

func TestNoSourceOfChance(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	o := small()
	o.Rand = nil
	if _, err := storage.Open(dir, o); emulation.KeyOf(err) != "storage.no-chance" {
		t.Error(err)
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Error("the folder was made:", err)
	}
}
