//go:build unix

package bench_test

import (
	"bufio"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"thidua/internal/bench"
	"thidua/internal/desk"
	"thidua/storage"
	"thidua/sync/ahead"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/hub"
	"thidua/sync/identity"
	"thidua/sync/judge"
	sheetroom "thidua/workspace/sheet"
)

const changes = 100_000

var environment = desk.Environment{Now: time.Now, Rand: rand.Reader}

// folder is a desk's data with 100,000 accepted changes of one operation each, made once for all benchmarks.
var folder = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "thidua-bench-")
	if err != nil {
		return "", err
	}
	d, err := desk.InitSample(dir, "cum-4-2023-2024", "", environment)
	if err != nil {
		return "", err
	}
	defer d.Close()
	if err := bench.Fill(d, changes, time.Now); err != nil {
		return "", err
	}
	_, err = d.Sync(context.Background(), "")
	return dir, err
})

func TestMain(m *testing.M) {
	code := m.Run()
	if folderMade {
		dir, _ := folder()
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

var folderMade bool

func data(b *testing.B) string {
	b.Helper()
	folderMade = true
	dir, err := folder()
	if err != nil {
		b.Fatal(err)
	}
	return dir
}

// BenchmarkOpen opens 100,000 changes to a workspace whose own sheet is read, and beside it, in one run, the sample they were added to.
func BenchmarkOpen(b *testing.B) {
	large, small := data(b), filepath.Join(b.TempDir(), "desk")
	d, err := desk.InitSample(small, "cum-4-2023-2024", "", environment)
	if err == nil {
		err = d.Close()
	}
	if err != nil {
		b.Fatal(err)
	}
	var ofLarge, ofSmall span
	for b.Loop() {
		ofLarge.Add(func() { openToSheet(b, large) })
		ofSmall.Add(func() { openToSheet(b, small) })
	}
	n := float64(b.N)
	b.ReportMetric(1000*ofLarge.Wall.Seconds()/n, "ms/100,000")
	b.ReportMetric(1000*ofSmall.Wall.Seconds()/n, "ms/sample")
	b.ReportMetric(ofLarge.CPU.Seconds()/ofSmall.CPU.Seconds(), "of-sample-cpu")
}

// openToSheet opens a folder, reads the own sheet and closes it.
func openToSheet(b *testing.B, dir string) {
	b.Helper()
	d, err := desk.Open(dir, environment)
	if err != nil {
		b.Fatal(err)
	}
	me, err := d.Workspace.Me()
	if err != nil {
		b.Fatal(err)
	}
	if _, err := sheetroom.At(d.Workspace).Sheet(me.Unit.ID); err != nil {
		b.Fatal(err)
	}
	if err := d.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkVerifyAndApply replays the log into an empty store: signature, chain, verdict, fold and commit of every change, in the portions of a sync.
// Beside it, in the same run, the signatures of the same changes are verified and nothing else done: by one processor, which is what a share of is
// reported, and by the time the processors worked for both.
func BenchmarkVerifyAndApply(b *testing.B) {
	d, err := desk.Open(data(b), environment)
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	var entries []judge.Received
	scopes, err := d.DB.Scopes()
	if err != nil {
		b.Fatal(err)
	}
	for _, s := range scopes {
		err := d.DB.Entries(s, 0, func(e *changeset.Entry) error {
			entries = append(entries, judge.Received{Scope: s, Leaf: e.LeafRaw, Change: e.Raw})
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	tenant, key := d.Workspace.Tenant(), d.Workspace.Key().Private.Public().(ed25519.PublicKey)
	var bare, applied span
	for b.Loop() {
		bare.Add(func() {
			for i := range entries {
				c, err := changeset.Decode(tenant, entries[i].Change)
				if err == nil {
					err = c.Verify(key)
				}
				if err != nil && c.Scope.Kind() == changeset.Unit {
					b.Fatal(err)
				}
			}
		})
		applied.Add(func() { applyAll(b, d, entries) })
	}
	n := float64(len(entries)) * float64(b.N)
	b.ReportMetric(n/applied.Wall.Seconds(), "changes/s")
	b.ReportMetric(100*bare.Wall.Seconds()/applied.Wall.Seconds(), "%-of-bare")
	b.ReportMetric(100*bare.CPU.Seconds()/applied.CPU.Seconds(), "%-of-bare-cpu")
}

func applyAll(b *testing.B, d *desk.Desk, entries []judge.Received) {
	db, err := storage.Open(b.TempDir(), storage.Options{Now: time.Now, Rand: rand.Reader, ReserveBytes: 1})
	if err != nil {
		b.Fatal(err)
	}
	j := judge.New(judge.NewAnchor(d.Workspace.Root().Key()))
	overlay := ahead.NewOverlay(db)
	flush := func() {
		if err := db.Commit(overlay.Batch()); err != nil {
			b.Fatal(err)
		}
		overlay = ahead.NewOverlay(db)
	}
	for len(entries) > 0 {
		n, size := 0, 0
		for ; n < len(entries) && size < client.ApplyBytes; n++ {
			size += len(entries[n].Change) + len(entries[n].Leaf)
		}
		reading := ahead.Read(j.Tenant, db, entries[:n])
		for i := range n {
			if err := j.ReceiveSigned(overlay, db, entries[i], reading.At(i)); err != nil {
				b.Fatal(err)
			}
			if overlay.Full() {
				flush()
			}
		}
		reading.End()
		flush()
		entries = entries[n:]
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkSaveCell saves a typed cell, and beside it appends as many bytes to a file with a flush, in one run: the difference is ours.
func BenchmarkSaveCell(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "desk")
	d, err := desk.InitSample(dir, "cum-4-2023-2024", "", environment)
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	f, err := os.Create(filepath.Join(b.TempDir(), "file"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	row := make([]byte, 300)
	var flush, save time.Duration
	i := 0
	for b.Loop() {
		begun := time.Now()
		if _, err := f.Write(row); err != nil {
			b.Fatal(err)
		}
		if err := f.Sync(); err != nil {
			b.Fatal(err)
		}
		flushed := time.Now()
		cell, err := sheetroom.At(d.Workspace).TypeCell("I.1", fmt.Sprintf("%d,%02d", 50+i/100%50, i%100))
		if err != nil || cell.Fault != nil {
			b.Fatal(err, cell.Fault)
		}
		flush, save = flush+flushed.Sub(begun), save+time.Since(flushed)
		i++
	}
	n := float64(b.N) * 1000
	b.ReportMetric(float64(flush.Nanoseconds())/n, "µs/fsync")
	b.ReportMetric(float64(save.Nanoseconds())/n, "µs/save")
	b.ReportMetric(float64((save-flush).Nanoseconds())/n, "µs/beyond-fsync")
}

// BenchmarkSyncNothingNew counts the round trips of a sync that finds nothing to do, with a hub that stays up between syncs.
func BenchmarkSyncNothingNew(b *testing.B) {
	dir := data(b)
	d, err := desk.Open(dir, environment)
	if err != nil {
		b.Fatal(err)
	}
	defer d.Close()
	raw, err := os.ReadFile(filepath.Join(dir, "sandbox", "hub.key"))
	if err != nil {
		b.Fatal(err)
	}
	if raw, _, err = identity.DeskKeyFile.Open(raw); err != nil {
		b.Fatal(err)
	}
	key, err := identity.ParseKey(raw)
	if err != nil {
		b.Fatal(err)
	}
	db, err := storage.Open(filepath.Join(dir, "sandbox", "hub"), storage.Options{Server: true, Now: time.Now, Rand: rand.Reader, ReserveBytes: 1})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	h, err := hub.New(db, judge.NewAnchor(d.Workspace.Root().Key()), key.Private, time.Now)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := d.Exchange(context.Background(), hub.Local{Hub: h}); err != nil {
		b.Fatal(err)
	}
	trips := 0
	for b.Loop() {
		r, err := d.Exchange(context.Background(), hub.Local{Hub: h})
		if err != nil {
			b.Fatal(err)
		}
		trips += r.RoundTrips
	}
	b.ReportMetric(float64(trips)/float64(b.N), "trips/sync")
}

// BenchmarkCommandLineMemory runs verbs of the command line on 100,000 changes and reports the most anonymous memory (RssAnon) they held.
func BenchmarkCommandLineMemory(b *testing.B) {
	dir := data(b)
	bin := commandLine(b)
	for _, verb := range [][]string{{"status"}, {"rank"}, {"sheet", "show", "--unit", "son-la"}, {"state-hash"}, {"log", "verify"}} {
		b.Run(strings.Join(verb[:min(2, len(verb))], "-"), func(b *testing.B) {
			most := 0
			for b.Loop() {
				most = max(most, mostAnonymous(b, bin, append([]string{"--data", dir}, verb...)...))
			}
			b.ReportMetric(float64(most)/1024, "MB-anon")
		})
	}
}

// anonymous is a process's RssAnon in kB.
func anonymous(pid int) int {
	f, err := os.Open(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if v, ok := strings.CutPrefix(s.Text(), "RssAnon:"); ok {
			n, _ := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(v), " kB"))
			return n
		}
	}
	return 0
}
