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

// fill makes a store with something in every table, part of it in Badger's tables and part in its write-ahead logs.
func fill(t *testing.T, db *storage.DB) {
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
		c := a.change(t, unit, base, score(base))
		commit(t, db, w.pend(c))
		d := changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), score(base)), Field: "note", Text: fmt.Sprint("nháp ", base)}
		if err := db.SaveDraft(&d); err != nil {
			t.Fatal(err)
		}
		base += 15
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

// seed and trials of TestFlippedBits: more of both are tried by hand.
const (
	seed   = 20231118
	trials = 3
)

// TestFlippedBits turns one bit of one file at a time: the store must be refused, or be as it was, or say what is missing.
func TestFlippedBits(t *testing.T) {
	rnd := rand.New(rand.NewSource(seed))
	base := t.TempDir()
	db, err := storage.Open(filepath.Join(base, "live"), small())
	if err != nil {
		t.Fatal(err)
	}
	fill(t, db)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	copyTree(t, filepath.Join(base, "live"), filepath.Join(base, "closed"))
	db = open(t, filepath.Join(base, "live"), small())
	fill(t, db)
	if err := db.Checkpoint(); err != nil {
		t.Fatal(err)
	}
	fill(t, db)
	copyTree(t, filepath.Join(base, "live"), filepath.Join(base, "killed")) // what a killed process leaves

	for _, variant := range []string{"closed", "killed"} {
		t.Run(variant, func(t *testing.T) {
			from := filepath.Join(base, variant)
			whole := filepath.Join(base, variant+"-whole")
			copyTree(t, from, whole)
			ref, err := storage.Open(whole, small())
			if err != nil {
				t.Fatal(err)
			}
			noFindings(t, ref)
			want, err := snapshot(ref)
			if err != nil {
				t.Fatal(err)
			}
			if err := ref.Close(); err != nil {
				t.Fatal(err)
			}
			if len(want) < 500 {
				t.Fatal("too little to lose:", len(want))
			}
			var files []string
			err = filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
				if st, serr := os.Stat(path); err == nil && serr == nil && !d.IsDir() && st.Size() > 0 && d.Name() != "reserve" && d.Name() != "LOCK" {
					files = append(files, path)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			tally := map[string]int{}
			for _, path := range files {
				for trial := range trials {
					dir := filepath.Join(base, "flip")
					if err := os.RemoveAll(dir); err != nil {
						t.Fatal(err)
					}
					copyTree(t, from, dir)
					rel, _ := filepath.Rel(from, path)
					where := fmt.Sprintf("%s, %s, trial %d", rel, flip(t, filepath.Join(dir, rel), rnd), trial)
					tally[outcome(t, dir, where, want)]++
				}
			}
			t.Log(tally)
		})
	}
}

// outcome opens a damaged folder and judges how the store took it.
func outcome(t *testing.T, dir, where string, want map[string]string) string {
	t.Helper()
	db, err := storage.Open(dir, small())
	if err == nil {
		defer closeQuietly(t, db, where)
		return compare(t, db, where, want)
	}
	if c := emulation.CodeOf(err); c != emulation.Corrupt && c != emulation.Newer {
		t.Errorf("%s: refused with %s: %v", where, c, err)
	}
	o := small()
	o.Repair = true
	db, err = storage.Open(dir, o)
	if err != nil {
		t.Errorf("%s: repair failed: %v", where, err)
		return "not repaired"
	}
	defer closeQuietly(t, db, where)
	got, err := snapshot(db)
	if err != nil {
		t.Errorf("%s: after repair: %v", where, err)
		return "not repaired"
	}
	for k, v := range want { // what exists nowhere else must have survived
		if (len(k) > 5 && k[:5] == "draft" || len(k) > 7 && k[:7] == "pending") && got[k] != v {
			t.Errorf("%s: repair lost %s", where, k)
		}
	}
	return "refused, repaired"
}

func closeQuietly(t *testing.T, db *storage.DB, where string) {
	if err := db.Close(); err != nil {
		t.Errorf("%s: close: %v", where, err)
	}
}

func compare(t *testing.T, db *storage.DB, where string, want map[string]string) string {
	t.Helper()
	worst := storage.Info
	for _, f := range db.Findings() {
		worst = max(worst, f.Severity)
	}
	got, err := snapshot(db)
	if err != nil {
		if emulation.CodeOf(err) != emulation.Corrupt {
			t.Errorf("%s: %v", where, err)
		}
		return "seen when read"
	}
	differs := len(got) != len(want)
	for k, v := range want {
		if got[k] != v {
			differs = true
			if worst == storage.Info {
				t.Errorf("%s: %s is wrong in silence", where, k)
				return "silent"
			}
		}
	}
	switch {
	case differs && worst == storage.Info:
		t.Errorf("%s: %d things instead of %d, in silence", where, len(got), len(want))
		return "silent"
	case differs:
		return "told"
	}
	return "as it was"
}
