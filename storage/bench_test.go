package storage_test

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/storetest"
	"thidua/storage"
	"thidua/sync/changeset"
)

// batches signs n changes of one operation and cuts them into batches of 500, ready to commit to an empty store.
func batches(b *testing.B, db *storage.DB, n int) []*changeset.Batch {
	b.Helper()
	a := newAuthor("a")
	var out []*changeset.Batch
	head := changeset.LogHead{}
	w := storetest.World{TB: b, Store: db}
	for at := 0; at < n; at += 500 {
		batch := newBatch()
		for i := at; i < min(at+500, n); i++ {
			c := a.change(b, cluster, i, score(i))
			leaf := changeset.Leaf{Index: head.Size, Received: int64(i), Identity: c.Identity, Verdict: changeset.Accepted, JudgeVersion: 1}
			head = head.Append(&leaf)
			batch.Entries = append(batch.Entries, changeset.Entry{Scope: cluster, Leaf: leaf, LeafRaw: leaf.Encode(), Root: head.Root(), Raw: c.Raw})
			batch.Places[c.Identity] = changeset.Place{Scope: cluster, Log: c.Log, Seq: c.Seq, First: int64(i), Last: int64(i), Verdict: changeset.Accepted}
			w.Fold(batch, c, int64(i))
		}
		batch.Heads[cluster] = head
		out = append(out, batch)
	}
	return out
}

// BenchmarkCommitPulled commits pulled batches of 500 changes; the figure that counts is changes/s.
func BenchmarkCommitPulled(b *testing.B) {
	db := open(b, b.TempDir(), small())
	bs := batches(b, db, 500*20)
	b.ResetTimer()
	n := 0
	for i := 0; b.Loop(); i++ {
		if i == len(bs) {
			b.StopTimer()
			db = open(b, b.TempDir(), small())
			i = 0
			b.StartTimer()
		}
		commit(b, db, bs[i])
		n += 500
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "changes/s")
}

// filled is a closed store with 100,000 logged changes.
func filled(b *testing.B) string {
	b.Helper()
	dir := b.TempDir()
	db, err := storage.Open(dir, small())
	if err != nil {
		b.Fatal(err)
	}
	for _, batch := range batches(b, db, 100_000) {
		commit(b, db, batch)
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	return dir
}

// BenchmarkOpen100000 opens a store of 100,000 changes, and reports the anonymous memory of a process of its own that has it open.
func BenchmarkOpen100000(b *testing.B) {
	dir := filled(b)
	b.ResetTimer()
	for b.Loop() {
		db, err := storage.Open(dir, small())
		if err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), openDir+"="+dir)
	out, err := cmd.Output()
	if err != nil {
		b.Fatal(err)
	}
	var kB int
	if _, err := fmt.Sscan(string(out), &kB); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(kB)/1024, "MB-anon")
}

// openDir names the folder a re-executed test binary opens and reads through, to print its anonymous memory in kB.
const openDir = "THIDUA_STORAGE_OPEN"

func openAndMeasure(dir string) error {
	db, err := storage.Open(dir, small())
	if err != nil {
		return err
	}
	n := 0
	err = db.EachRecord(cluster, "score", emulation.ID{}, func(changeset.Ref, *changeset.Record) error { n++; return nil })
	if err != nil || n != 100_000 {
		return fmt.Errorf("%d records: %w", n, err)
	}
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return err
	}
	_, rest, _ := strings.Cut(string(raw), "RssAnon:")
	fmt.Println(strings.Fields(rest)[0])
	return db.Close()
}

// BenchmarkReads reads one place, record and entry of 100,000.
func BenchmarkReads(b *testing.B) {
	db := open(b, filled(b), small())
	var ids []changeset.Identity
	err := db.Entries(cluster, 0, func(e *changeset.Entry) error { ids = append(ids, e.Leaf.Identity); return nil })
	if err != nil {
		b.Fatal(err)
	}
	b.Run("Place", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if p, err := db.Place(ids[i*7919%len(ids)]); p == nil || err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("Record", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if r, err := db.Record(scoreRef(cluster, score(i*7919%len(ids)))); r == nil || err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("RootAt", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, ok, err := db.RootAt(cluster, uint64(1+i*7919%(len(ids)-1))); !ok || err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkSave saves one cell as a draft and then as a change; "beyond" is the time over a bare write and fsync of the same size.
func BenchmarkSave(b *testing.B) {
	b.Run("fsync", func(b *testing.B) {
		f, err := os.Create(b.TempDir() + "/f")
		if err != nil {
			b.Fatal(err)
		}
		line := make([]byte, 300)
		for b.Loop() {
			if _, err := f.Write(line); err != nil {
				b.Fatal(err)
			}
			if err := f.Sync(); err != nil {
				b.Fatal(err)
			}
		}
		if err := f.Close(); err != nil {
			b.Fatal(err)
		}
	})
	b.Run("draft", func(b *testing.B) {
		db := open(b, b.TempDir(), small())
		d := changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), "I.1"), Field: "points", Text: "9,5"}
		for b.Loop() {
			if err := db.SaveDraft(&d); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("change", func(b *testing.B) {
		db := open(b, b.TempDir(), small())
		a := newAuthor("a")
		w := storetest.World{TB: b, Store: db}
		for i := 0; b.Loop(); i++ {
			commit(b, db, w.Pend(a.change(b, unit, i, score(i%100))))
		}
	})
}

// BenchmarkSealed saves a cell and opens 10,000 records, in plain and encrypted by turns.
func BenchmarkSealed(b *testing.B) {
	for i := range 2 * 5 {
		o, name := small(), "plain"
		if i%2 == 1 {
			o, name = sealedOptions(), "sealed"
		}
		dir := b.TempDir()
		db, err := storage.Open(dir, o)
		if err != nil {
			b.Fatal(err)
		}
		b.Run("keystroke/"+name, func(b *testing.B) {
			d := changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), "I.1"), Field: "points", Text: "9,5"}
			for b.Loop() {
				if err := db.SaveDraft(&d); err != nil {
					b.Fatal(err)
				}
			}
		})
		a, w := newAuthor("a"), storetest.World{TB: b, Store: db}
		for n := range 20 {
			var cs []*changeset.Signed
			for k := range 500 {
				cs = append(cs, a.change(b, cluster, n, score(n*500+k)))
			}
			commit(b, db, w.Pull(cs...))
		}
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		b.Run("open/"+name, func(b *testing.B) {
			for b.Loop() {
				db, err := storage.Open(dir, o)
				if err == nil {
					err = db.Close()
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkPush commits what a push brings to a server, with the flush that is waited for; changes of one operation, some at a time.
func BenchmarkPush(b *testing.B) {
	for _, n := range []int{1, 10, 100} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			o := small()
			o.Server = true
			db := open(b, b.TempDir(), o)
			w, a := world{b, db}, newAuthor("a")
			for i := 0; b.Loop(); i++ {
				b.StopTimer()
				var cs []*changeset.Signed
				for k := range n {
					cs = append(cs, a.change(b, cluster, i, score(i*n+k)))
				}
				batch := w.pull(cs...)
				b.StartTimer()
				commit(b, db, batch)
			}
		})
	}
}
