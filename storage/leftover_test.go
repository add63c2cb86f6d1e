package storage_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"thidua/storage"
	"thidua/sync/changeset"
)

// leftovers are what a kill between two steps of Badger's or of the store leaves in a folder.
var leftovers = map[string]func(dir string) error{
	"a write-ahead log without its size":    empty("db/09999.mem"),
	"a value log without its size":          empty("db/009999.vlog"),
	"an old value log about to be removed":  empty("db/000001.vlog"),
	"discard statistics without their size": empty("db/DISCARD"),
	"a table nobody lists yet":              write("db/009999.sst", "the beginning of a table"),
	"a table about to be removed":           empty("db/009999.sst"),
	"half a new table list":                 write("db/MANIFEST-REWRITE", "Bdgr\x00"),
	"half a new key registry":               write("db/KEYREGISTRY-REWRITE", "Hello"),
	"half a new heads file":                 write("heads.new", "half"),
	"half a new journal":                    write("journal.new", "half"),
	"a table list with 3 bytes more":        lengthen("db/MANIFEST", []byte{0, 0, 0}),
	"a table list with half a record":       lengthen("db/MANIFEST", []byte{0, 0, 0, 12, 1, 2, 3, 4, 10, 4, 8, 9}),
}

func empty(name string) func(string) error { return write(name, "") }

func write(name, content string) func(string) error {
	return func(dir string) error {
		return os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(content), 0o600)
	}
}

func lengthen(name string, tail []byte) func(string) error {
	return func(dir string) error {
		f, err := os.OpenFile(filepath.Join(dir, filepath.FromSlash(name)), os.O_WRONLY|os.O_APPEND, 0)
		if err != nil {
			return err
		}
		_, err = f.Write(tail)
		return errors.Join(err, f.Close())
	}
}

// twiceFilled makes two folders with the same content: one that was closed, and one as a killed process leaves it.
func twiceFilled(t *testing.T) (closed, killed string) {
	t.Helper()
	base := t.TempDir()
	live := filepath.Join(base, "live")
	closed, killed = filepath.Join(base, "closed"), filepath.Join(base, "killed")
	for range 2 { // two tables, so that the table list has several records
		db, err := storage.Open(live, small())
		if err != nil {
			t.Fatal(err)
		}
		fill(t, db, false)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	copyTree(t, live, closed)
	db := open(t, live, small())
	fill(t, db, false)
	copyTree(t, live, killed)
	return closed, killed
}

// TestLeftoversOfKills puts each leftover into a folder: it opens by itself, without a word, and holds what it held.
func TestLeftoversOfKills(t *testing.T) {
	closed, killed := twiceFilled(t)
	for _, from := range []string{closed, killed} {
		want := contents(t, from)
		for name, leave := range leftovers {
			t.Run(filepath.Base(from)+", "+name, func(t *testing.T) {
				dir := filepath.Join(t.TempDir(), "store")
				copyTree(t, from, dir)
				if err := leave(dir); err != nil {
					t.Fatal(err)
				}
				for range 2 { // what was cleared away does not come back
					got := contents(t, dir)
					for k, v := range want {
						if got[k] != v {
							t.Fatalf("%s: %q instead of %q", k, got[k], v)
						}
					}
				}
			})
		}
	}
}

// contents opens a copy of a folder, which must go without findings, and takes a snapshot.
func contents(t *testing.T, from string) map[string]string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "copy")
	copyTree(t, from, dir)
	db, err := storage.Open(dir, small())
	if err != nil {
		t.Fatal(err)
	}
	noFindings(t, db)
	got, err := snapshot(db)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return got
}

// TestFirstStartKilled leaves the file "last" empty, as a first start killed right after making it does.
func TestFirstStartKilled(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "store")
	if err := os.Mkdir(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := write("last", "")(dir); err != nil {
		t.Fatal(err)
	}
	noFindings(t, open(t, dir, small()))
}

// TestServerTornFirstCommit leaves half a commit at the start of a fresh write-ahead log while all earlier commits are in tables.
func TestServerTornFirstCommit(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "live")
	o := small()
	o.Server = true
	db, err := storage.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	c := newAuthor("a").change(t, unit, "1", score(1))
	commit(t, db, world{t, db}.pull(c))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	open(t, dir, o)
	killed := filepath.Join(t.TempDir(), "killed")
	copyTree(t, dir, killed)
	logs, err := filepath.Glob(filepath.Join(killed, "db", "*.mem"))
	if err != nil || len(logs) != 1 {
		t.Fatal(logs, err)
	}
	f, err := os.OpenFile(logs[0], os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_, err = f.WriteAt([]byte{64, 0, 26, 100, 0, 1, 2, 3, 4}, 20)
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	again := open(t, killed, o)
	noFindings(t, again)
	here(t, again, c.Identity.String(), true)
}

// TestServerKilledWhileReading copies the folder, as a kill would leave it, while a reader of the log keeps the oldest write-ahead log from
// being removed: a later one has become a table and gone before it, which is no hole.
func TestServerKilledWhileReading(t *testing.T) {
	dir, killed := filepath.Join(t.TempDir(), "live"), filepath.Join(t.TempDir(), "killed")
	o := small()
	o.Server = true
	db := open(t, dir, o)
	w, a := world{t, db}, newAuthor("a")
	commit(t, db, w.pull(a.change(t, unit, "first", score(0))))
	var cs []*changeset.Signed
	err := db.Entries(unit, 0, func(*changeset.Entry) error {
		for i := 1; ; i++ { // until a log between two others is gone
			var batch []*changeset.Signed
			for k := range 8 {
				batch = append(batch, a.change(t, unit, strings.Repeat("y", 50_000), score(8*i+k)))
			}
			cs = append(cs, batch...)
			commit(t, db, w.pull(batch...))
			if i > 200 {
				t.Fatal("no write-ahead log went before an older one")
			}
			if gone, err := laterLogGone(dir); err != nil || gone {
				copyTree(t, dir, killed)
				return errors.Join(err, errEnough)
			}
		}
	})
	if !errors.Is(err, errEnough) {
		t.Fatal(err)
	}
	again := open(t, killed, o)
	noFindings(t, again)
	for _, c := range cs {
		here(t, again, c.Identity.String(), true)
	}
}

var errEnough = errors.New("enough")

func laterLogGone(dir string) (bool, error) {
	logs, err := filepath.Glob(filepath.Join(dir, "db", "*.mem"))
	return len(logs) > 1 && filepath.Base(logs[0]) == "00001.mem" && filepath.Base(logs[1]) != "00002.mem", err
}
