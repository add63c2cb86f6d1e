package storage_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/storage"
	"thidua/sync/changeset"
)

// childDir names the folder a re-executed test binary writes to, childSteps how many steps it takes before it closes the folder, childBytes
// how long the values are that it writes.
const (
	childDir   = "THIDUA_STORAGE_CHILD"
	childSteps = "THIDUA_STORAGE_STEPS"
	childBytes = "THIDUA_STORAGE_BYTES"
	endless    = 1 << 30
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		steps, err := strconv.Atoi(os.Getenv(childSteps))
		if err != nil {
			panic(err)
		}
		long, err := strconv.Atoi(os.Getenv(childBytes))
		if err != nil {
			panic(err)
		}
		child(dir, steps, strings.Repeat("x", long))
	}
	if dir := os.Getenv(openDir); dir != "" {
		if err := openAndMeasure(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(3)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

// child opens a folder, saves drafts, seals them, gives some a leaf and stores files, closes the folder, and prints a line after each thing
// that was reported as saved. It goes on counting where the child before it stopped, so that nothing is saved twice.
func child(dir string, steps int, long string) {
	die := func(err error) {
		if err != nil {
			fmt.Println("error", err)
			os.Exit(3)
		}
	}
	o := small()
	o.Server = strings.HasSuffix(dir, "server")
	if strings.HasPrefix(filepath.Base(dir), "sealed") {
		o.Key = testKey()
	}
	db, err := storage.Open(dir, o)
	die(err)
	for _, f := range db.Findings() {
		fmt.Println("finding", f.Severity, f.Message.Key, f.Message.Args)
	}
	t := failer{}
	a := newAuthor("a")
	own, err := db.Own(unit)
	die(err)
	if o.Server {
		own, err = db.Chain(changeset.ChainKey{Scope: unit, Log: a.Log})
		die(err)
	}
	a.Heads[unit] = own
	w := world{t, db}
	var waiting []*changeset.Signed
	die(db.Pending(func(p changeset.PendingChange) error {
		waiting = append(waiting, p.Change)
		return nil
	}))
	drafts, err := db.Drafts(unit)
	die(err)
	first := int(own.Seq) + len(drafts) // each step leaves one of the two
	if o.Server {
		first = int(own.Seq) * 3 / 2
	}
	fmt.Println("ready")
	for i := first; i < first+steps; i++ {
		d := changeset.Draft{Scope: unit, Kind: "score", Key: changeset.NewKey(id("sheet"), score(i)), Field: "points", Text: strconv.Itoa(i)}
		if !o.Server {
			die(db.SaveDraft(&d))
			fmt.Println("draft", d.Text)
		}
		if i%3 == 0 {
			continue
		}
		if i%40 == 7 {
			_, err := db.Backup(context.Background(), "")
			die(err)
		}
		c := a.change(t, unit, strconv.Itoa(i)+long, score(i))
		if o.Server {
			die(db.Commit(w.pull(c)))
			fmt.Println("logged", c.Identity)
			continue
		}
		die(db.Commit(w.pend(c, d.DraftKey())))
		fmt.Println("own", c.Identity, c.Seq, d.Text)
		if waiting = append(waiting, c); len(waiting) >= 20 {
			die(db.Commit(w.pull(waiting[:15]...)))
			for _, c := range waiting[:15] {
				fmt.Println("logged", c.Identity)
			}
			waiting = waiting[15:]
			die(db.Checkpoint())
		}
		if i%25 == 1 {
			name, err := db.PutBlob(strings.NewReader(strings.Repeat(d.Text, 50_000)))
			die(err)
			fmt.Println("blob", name)
		}
	}
	die(db.Close())
	fmt.Println("closed")
	os.Exit(0)
}

// failer lets the helpers run outside a test.
type failer struct{ testing.TB }

func (failer) Helper()           {}
func (failer) Fatal(args ...any) { fmt.Println(append([]any{"error"}, args...)...); os.Exit(3) }

// said is what a killed child reported as saved.
type said struct {
	drafts map[string]bool
	own    map[string]bool
	logged map[string]bool
	blobs  []string
	seq    int
}

func nothingSaid() *said {
	return &said{drafts: map[string]bool{}, own: map[string]bool{}, logged: map[string]bool{}}
}

// hear takes down one line of a child.
func (s *said) hear(t *testing.T, line string) {
	t.Helper()
	f := strings.Fields(line)
	switch f[0] {
	case "draft":
		s.drafts[f[1]] = true
	case "own":
		s.own[f[1]] = true
		delete(s.drafts, f[3])
		s.seq, _ = strconv.Atoi(f[2])
	case "logged":
		delete(s.own, f[1])
		s.logged[f[1]] = true
	case "blob":
		s.blobs = append(s.blobs, f[1])
	case "finding": // a kill in the middle of a save leaves something to put back, or half a journal record
		if f[1] != storage.Info.String() && f[2] != "storage.found-journal-torn" {
			t.Error("child:", line)
		}
	case "error":
		t.Error("child:", line)
	}
}

func childOf(dir string, steps, long int) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=0", childDir+"="+dir, childSteps+"="+strconv.Itoa(steps), childBytes+"="+strconv.Itoa(long))
	return cmd
}

// killAfterLines lets a child write values of some length until it has said a number of lines, then kills it.
func killAfterLines(t *testing.T, dir string, lines, long int, s *said) {
	t.Helper()
	cmd := childOf(dir, endless, long)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	killed := false
	scanner := bufio.NewScanner(out)
	for scanner.Scan() { // after the kill: what it had said before
		s.hear(t, scanner.Text())
		if lines--; lines <= 0 && !killed {
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			killed = true
		}
	}
	if err := cmd.Wait(); err == nil || !killed {
		t.Fatal("the child ended by itself:", err)
	}
}

// killAfter lets a child open the folder, take a few steps and close it, kills it after some time unless it has ended, and tells whether.
func killAfter(t *testing.T, dir string, wait time.Duration, s *said) (killed bool) {
	t.Helper()
	cmd := childOf(dir, 1+rand.Intn(6), 1)
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(wait, func() { _ = cmd.Process.Kill() }) // it may just have ended
	err := cmd.Wait()
	timer.Stop()
	for scanner := bufio.NewScanner(&out); scanner.Scan(); {
		s.hear(t, scanner.Text())
	}
	return err != nil
}

func TestKilledAtRandomPoints(t *testing.T) {
	dir := t.TempDir() + "/desk"
	s := nothingSaid()
	for round := range 12 {
		killAfterLines(t, dir, 1+rand.Intn(150), 1, s)
		checkSaid(t, dir, small(), s)
		if t.Failed() {
			t.Fatal("round", round)
		}
	}
}

func TestServerKilledAtRandomPoints(t *testing.T) {
	dir := t.TempDir() + "/server"
	s := nothingSaid()
	o := small()
	o.Server = true
	for range 6 {
		killAfterLines(t, dir, 1+rand.Intn(150), 1, s)
		checkSaid(t, dir, o, s)
	}
	if len(s.logged) == 0 {
		t.Error("nothing was tested")
	}
}

func TestKilledThroughItsLife(t *testing.T) {
	killLives(t, t.TempDir()+"/desk", small(), 200)
}

func TestServerKilledThroughItsLife(t *testing.T) {
	o := small()
	o.Server = true
	killLives(t, t.TempDir()+"/server", o, 80)
}

// killLives kills children at any moment of their lives, opening and closing included. Each opens what the one before it left.
func killLives(t *testing.T, dir string, o storage.Options, rounds int) {
	t.Helper()
	s := nothingSaid()
	begun := time.Now()
	if killAfter(t, dir, time.Minute, s) {
		t.Fatal("the first child did not end")
	}
	horizon := 2 * time.Since(begun) // twice as long as a life takes, as it turns out: half of them are cut short, anywhere
	killed := 0
	for round := 1; round <= rounds; round++ {
		if killAfter(t, dir, time.Duration(rand.Int63n(int64(horizon))), s) {
			killed++
			horizon += horizon / 20
		} else {
			horizon -= horizon / 20
		}
		if round%15 == 0 {
			checkSaid(t, dir, o, s)
		}
		if t.Failed() {
			t.Fatal("round", round)
		}
	}
	t.Logf("%d of %d lives cut short; %d changes, %d files", killed, rounds, len(s.own)+len(s.logged), len(s.blobs))
	if killed < rounds/4 || killed > rounds*3/4 {
		t.Errorf("%d of %d were killed: the kills did not fall all over their lives", killed, rounds)
	}
}

// checkSaid opens the folder and looks for everything that was reported as saved.
func checkSaid(t *testing.T, dir string, o storage.Options, s *said) {
	t.Helper()
	db, err := storage.Open(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range db.Findings() {
		if f.Severity == storage.Alarm {
			t.Errorf("finding: %s %v", f.Message.Key, f.Message.Args)
		}
	}
	ds, err := db.Drafts(unit)
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]bool{}
	for _, d := range ds {
		texts[d.Text] = true
	}
	for d := range s.drafts {
		// The last draft may have been sealed by a commit that was never answered.
		if !texts[d] && !sealed(t, db, d) {
			t.Errorf("draft %s is lost", d)
		}
	}
	for hex := range s.own {
		here(t, db, hex, false)
	}
	for hex := range s.logged {
		here(t, db, hex, true)
	}
	own, err := db.Own(unit)
	if err != nil || int(own.Seq) < s.seq {
		t.Errorf("own end is %d, reported %d (%v)", own.Seq, s.seq, err)
	}
	for _, name := range s.blobs {
		n, err := changeset.ParseBlobName(name)
		if err != nil {
			t.Fatal(err)
		}
		readBlob(t, db, n)
	}
	report, err := db.Doctor(context.Background(), false)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range report.Findings {
		// A save that was never answered may have left half a record.
		if f.Severity != storage.Info && f.Message.Key != "storage.found-journal-torn" {
			t.Errorf("doctor: %s %s %v", f.Severity, f.Message.Key, f.Message.Args)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func sealed(t *testing.T, db *storage.DB, text string) bool {
	i, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	r, err := db.Record(scoreRef(unit, score(i)))
	if err != nil {
		t.Fatal(err)
	}
	return r != nil
}

// here checks that a change that was reported as saved is in the store and in its record.
func here(t *testing.T, db *storage.DB, hex string, logged bool) {
	t.Helper()
	identity, err := emulation.ParseHash(hex)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := db.Change(identity)
	if err != nil || raw == nil {
		t.Errorf("change %s is lost (%v)", hex[:8], err)
		return
	}
	c, err := changeset.Decode(tenant, raw)
	if err != nil {
		t.Fatal(err)
	}
	p, err := db.Place(identity)
	if err != nil || p == nil || logged && p.First < 0 {
		t.Errorf("place of %s: %+v (%v)", hex[:8], p, err)
		return
	}
	r, err := db.Record(c.Ref(0))
	if err != nil || r == nil {
		t.Errorf("record of %s: %v", hex[:8], err)
		return
	}
	for _, v := range r.Fields["points"] {
		if v.ID == c.Version(0) {
			return
		}
	}
	t.Errorf("record of %s lacks its version", hex[:8])
}
