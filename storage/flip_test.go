package storage_test

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"thidua/emulation"
	"thidua/storage"
	"thidua/storage/crypt"
	"thidua/sync/changeset"
)

// snapshot is everything a reader can see, by a readable name.
func snapshot(db *storage.DB) (map[string]string, error) {
	out := map[string]string{}
	scopes, err := db.Scopes()
	if err != nil {
		return nil, err
	}
	for _, s := range scopes {
		head, err := db.Log(s)
		if err != nil {
			return nil, err
		}
		out["head "+s.String()] = fmt.Sprint(head.Size, head.Root())
		err = db.Entries(s, 0, func(e *changeset.Entry) error {
			out[fmt.Sprintf("entry %s %d", s, e.Leaf.Index)] = string(e.LeafRaw) + string(e.Raw) + fmt.Sprint(e.Detached)
			p, err := db.Place(e.Leaf.Identity)
			out["place "+e.Leaf.Identity.String()] = fmt.Sprint(p)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	for _, s := range []changeset.Scope{unit, cluster} {
		err = db.EachRecord(s, "", emulation.ID{}, func(r changeset.Ref, rec *changeset.Record) error {
			out[fmt.Sprintf("record %s %s", s, r.ID)] = string(changeset.MustEncode(rec))
			return nil
		})
		if err != nil {
			return nil, err
		}
		own, err := db.Own(s)
		if err != nil {
			return nil, err
		}
		out["own "+s.String()] = fmt.Sprint(own)
		ds, err := db.Drafts(s)
		if err != nil {
			return nil, err
		}
		for _, d := range ds {
			out["draft "+d.Text] = fmt.Sprint(d)
		}
	}
	n := 0
	err = db.Pending(func(p changeset.PendingChange) error {
		out[fmt.Sprintf("pending %d", n)] = p.Change.Identity.String() + fmt.Sprint(p.Detached)
		n++
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, name := range []string{"root", "cursor"} {
		v, err := db.Meta(name)
		if err != nil {
			return nil, err
		}
		out["meta "+name] = string(v)
	}
	return out, nil
}

// fill puts something in every table; a server has no drafts and no changes of its own.
func fill(t *testing.T, db *storage.DB, server bool) {
	t.Helper()
	w := world{t, db}
	a, b := newAuthor("a"), newAuthor("b")
	own, err := db.Own(unit)
	if err != nil {
		t.Fatal(err)
	}
	a.Heads[unit] = own
	chain, err := db.Chain(changeset.ChainKey{Scope: cluster, Log: b.Log})
	if err != nil {
		t.Fatal(err)
	}
	b.Heads[cluster] = chain
	base := int(chain.Seq)
	commit(t, db, &changeset.Batch{Meta: map[string][]byte{"root": []byte("root key"), "cursor": fmt.Append(nil, base)}})
	for range 12 {
		var cs []*changeset.Signed
		for i := range 15 {
			cs = append(cs, b.change(t, cluster, base+i, score(base+i)))
		}
		commit(t, db, w.pull(cs...))
		if base += 15; server {
			continue
		}
		c := a.change(t, unit, base, score(base))
		commit(t, db, w.pend(c))
		d := changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), score(base)), Field: "note", Text: fmt.Sprint("nháp ", base)}
		if err := db.SaveDraft(&d); err != nil {
			t.Fatal(err)
		}
	}
}

// copyTree copies a folder and leaves holes where files are zero.
func copyTree(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o700)
		}
		return copyFile(path, filepath.Join(to, rel))
	})
	if err != nil {
		t.Fatal(err)
	}
}

var zeros = make([]byte, 256<<10)

func copyFile(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.Create(to)
	if err != nil {
		return err
	}
	buf := make([]byte, len(zeros))
	var at int64
	for {
		n, err := io.ReadFull(in, buf)
		if n > 0 && !bytes.Equal(buf[:n], zeros[:n]) {
			if _, err := out.WriteAt(buf[:n], at); err != nil {
				return err
			}
		}
		at += int64(n)
		if err != nil {
			break
		}
	}
	if err := out.Truncate(at); err != nil {
		return err
	}
	return out.Close()
}

// flip turns one bit of a file, in the part that is not just zeros behind the end.
func flip(t *testing.T, path string, rnd *rand.Rand) string {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	end := len(bytes.TrimRight(raw, "\x00"))
	at := rnd.Intn(max(end, 1))
	if rnd.Intn(4) == 0 { // heads and lengths stand at the start
		at = rnd.Intn(min(max(end, 1), 40))
	}
	bit := rnd.Intn(8)
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt([]byte{raw[at] ^ 1<<bit}, int64(at)); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("byte %d bit %d of %d", at, bit, end)
}

// dataFolder is a data folder as it lies on the disk, with what a reader sees in it when nothing is wrong.
type dataFolder struct {
	name    string
	dir     string
	options storage.Options
	want    map[string]string
}

// folders makes one of a desk and one of a server, each as it is after Close and as a killed process leaves it. All have a backup, and more
// after it; in the killed ones some of that stands in write-ahead logs alone. With a key they are encrypted.
func folders(t *testing.T, key *crypt.Key) []dataFolder {
	t.Helper()
	var out []dataFolder
	for _, server := range []bool{false, true} {
		o := small()
		o.Server, o.Key = server, key
		base := t.TempDir()
		live := filepath.Join(base, "live")
		db, err := storage.Open(live, o)
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			fill(t, db, server)
		}
		if _, err := db.Backup(t.Context(), ""); err != nil {
			t.Fatal(err)
		}
		if st, err := os.Stat(filepath.Join(live, "journal")); err != nil || st.Size() > 64<<10 {
			t.Fatal("the journal still holds what the backup holds:", st.Size(), err)
		}
		fill(t, db, server)
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		copyTree(t, live, filepath.Join(base, "closed"))
		db = open(t, live, o)
		fill(t, db, server)
		if err := db.Checkpoint(); err != nil {
			t.Fatal(err)
		}
		fill(t, db, server)
		copyTree(t, live, filepath.Join(base, "killed"))
		for _, state := range []string{"closed", "killed"} {
			f := dataFolder{name: map[bool]string{false: "desk", true: "server"}[server] + ", " + state, dir: filepath.Join(base, state), options: o}
			f.want = f.contents(t)
			if len(f.want) < 500 {
				t.Fatal("too little to lose:", len(f.want))
			}
			out = append(out, f)
		}
	}
	return out
}

// contents opens a copy, which must go without findings, and takes a snapshot.
func (f *dataFolder) contents(t *testing.T) map[string]string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "copy")
	copyTree(t, f.dir, dir)
	db, err := storage.Open(dir, f.options)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range db.Findings() { // a server that was killed may have something to write again
		if n.Severity != storage.Info {
			t.Errorf("finding: %s %s %v", n.Severity, n.Message.Key, n.Message.Args)
		}
	}
	got, err := snapshot(db)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return got
}

// files lists what a fault can hit, by their names inside the folder.
func (f *dataFolder) files(t *testing.T) (names []string) {
	t.Helper()
	err := filepath.WalkDir(f.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "reserve" || d.Name() == "LOCK" {
			return err
		}
		st, err := d.Info()
		if rel, rerr := filepath.Rel(f.dir, path); rerr == nil && err == nil && st.Size() > 0 {
			names = append(names, rel)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// TestFlippedBits turns one bit of one file at a time. Nothing is lost and nothing wrong in silence: a server holds what it held; a desk holds
// what it held once the next sync has brought what others wrote, and says what is missing until then.
func TestFlippedBits(t *testing.T) { flippedBits(t, folders(t, nil), 2, 20231118) }

// flippedBits turns some bits of each file, one at a time.
func flippedBits(t *testing.T, all []dataFolder, trials int, seed int64) {
	for i, f := range all {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			rnd := rand.New(rand.NewSource(seed + int64(i)))
			tally := map[string]int{}
			for _, name := range f.files(t) {
				for trial := range trials {
					dir := filepath.Join(t.TempDir(), "flip")
					copyTree(t, f.dir, dir)
					where := fmt.Sprintf("%s, %s, trial %d", name, flip(t, filepath.Join(dir, name), rnd), trial)
					tally[f.outcome(t, dir, where)]++
				}
			}
			t.Log(tally)
		})
	}
}

// outcome opens a damaged folder and judges how the store took it.
func (f *dataFolder) outcome(t *testing.T, dir, where string) string {
	t.Helper()
	db, err := storage.Open(dir, f.options)
	how := ""
	if err != nil { // only a file that says which program made the folder is a reason to refuse it
		if c := emulation.CodeOf(err); c != emulation.Corrupt && c != emulation.Newer {
			t.Errorf("%s: refused with %s: %v", where, c, err)
		}
		if emulation.KeyOf(err) != "storage.format" {
			t.Errorf("%s: refused: %v", where, err)
		}
		how = "refused, repaired, "
		o := f.options
		o.Repair = true
		if db, err = storage.Open(dir, o); err != nil {
			t.Errorf("%s: repair failed: %v", where, err)
			return "not repaired"
		}
	}
	defer closeQuietly(t, db, where)
	worst := storage.Info
	for _, n := range db.Findings() {
		worst = max(worst, n.Severity)
	}
	differs := difference(t, db, where, f.want)
	if differs == "" {
		return how + "as it was"
	}
	if worst == storage.Info {
		t.Errorf("%s: in silence, %s", where, differs)
		return "silent"
	}
	if f.options.Server {
		t.Errorf("%s: a server lost something: %s", where, differs)
		return "lost"
	}
	bringAgain(t, db, f.want)
	if differs := difference(t, db, where, f.want); differs != "" {
		t.Errorf("%s: lost after a sync: %s", where, differs)
		return "lost"
	}
	if lacking := db.Lacking(); len(lacking) > 0 {
		t.Errorf("%s: still said to lack %v", where, lacking)
	}
	return how + "told, whole after a sync"
}

func closeQuietly(t *testing.T, db *storage.DB, where string) {
	if err := db.Close(); err != nil {
		t.Errorf("%s: close: %v", where, err)
	}
}

// difference names one thing that is not as it was; "" if all is.
func difference(t *testing.T, db *storage.DB, where string, want map[string]string) string {
	t.Helper()
	got, err := snapshot(db)
	if err != nil {
		t.Errorf("%s: %v", where, err)
		return err.Error()
	}
	for k, v := range want {
		if got[k] != v {
			return k + " is another"
		}
	}
	if len(got) != len(want) {
		return fmt.Sprintf("%d things instead of %d", len(got), len(want))
	}
	return ""
}

// bringAgain is what a sync does with the entries a desk lacks: the changes in want are those of fill, signed again.
func bringAgain(t *testing.T, db *storage.DB, want map[string]string) {
	t.Helper()
	w, b := world{t, db}, newAuthor("b")
	head, err := db.Log(cluster)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; want[fmt.Sprintf("entry %s %d", cluster, i)] != ""; i++ {
		c := b.change(t, cluster, i, score(i))
		if i >= int(head.Size) {
			commit(t, db, w.pull(c))
		}
	}
}
