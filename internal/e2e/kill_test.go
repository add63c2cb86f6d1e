package e2e_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

type sheetOut struct {
	Rows []struct {
		Code   string
		Typed  string
		State  string
		Fields map[string]string
	}
}

func (d *desk) field(unit, code string) (value, state string) {
	d.t.Helper()
	var out sheetOut
	d.json(&out, "sheet", "show", "--unit", unit)
	for _, r := range out.Rows {
		if r.Code == code {
			return r.Fields["value"], r.State
		}
	}
	d.t.Fatalf("no criterion %s", code)
	return "", ""
}

// TestKilledDeskLosesNothing kills the command line at random moments of 200 saves, every third one a draft: whatever it had reported as
// saved is there afterwards.
func TestKilledDeskLosesNothing(t *testing.T) {
	d := newDesk(t)
	d.run("init", "--sample", sampleID)
	c := percentCriterion(t)
	random := rand.New(rand.NewPCG(4, 2024))
	// How long a save takes here, so that kills fall all over it.
	begun := time.Now()
	d.run("sheet", "set", "--unit", "son-la", "--criterion", c, "value=50")
	whole := time.Since(begun)
	last, killed, reported := 50, 0, 0
	for i := 1; i <= 200; i++ {
		value := 5000 + i
		args := []string{"sheet", "set", "--unit", "son-la", "--criterion", c, fmt.Sprintf("value=%d.%02d", value/100, value%100)}
		if i%3 == 0 {
			args = append(args, "--draft")
		}
		cmd := d.command(args...)
		var out bytes.Buffer
		cmd.Stdout = &out
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(random.Int64N(int64(whole)*5/4)), func() { _ = cmd.Process.Signal(syscall.SIGKILL) })
		err := cmd.Wait()
		timer.Stop()
		if err != nil {
			killed++
		}
		if strings.Contains(out.String(), "Đã lưu") {
			last = value
			reported++
		}
		if i%20 == 0 {
			got, _ := d.field("son-la", c)
			if want := fmt.Sprintf("%d.%02d", last/100, last%100); got < strings.TrimRight(strings.TrimRight(want, "0"), ".") {
				t.Fatalf("round %d: %s was reported as saved, %s is there", i, want, got)
			}
		}
	}
	t.Logf("%d of 200 runs killed, %d saves reported", killed, reported)
	if killed < 20 || reported < 20 {
		t.Errorf("the kills did not fall over the saves: %d killed, %d reported", killed, reported)
	}
	d.run("sync")
	d.run("log", "verify")
	d.run("doctor")
}

// TestKilledServerKeepsWhatItAcknowledged kills the server again and again while a desk pushes hundreds of changes: nothing is lost, and
// nothing is applied twice.
func TestKilledServerKeepsWhatItAcknowledged(t *testing.T) {
	s, officeFile, pass := newServer(t)
	office := found(t, s, officeFile, pass)
	d := invited(t, office, "son-la", "leader")
	other := invited(t, office, "son-la", "staff")
	d.run("sync")
	c := percentCriterion(t)
	file := filepath.Join(t.TempDir(), "rows.tsv")
	random := rand.New(rand.NewPCG(7, 7))
	const rounds, each = 12, 250
	cut := 0
	for round := range rounds {
		var rows strings.Builder
		for i := range each {
			fmt.Fprintf(&rows, "%s\tvalue=%d.%03d\n", c, 50+round, i)
		}
		if err := os.WriteFile(file, []byte(rows.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		d.run("sheet", "import", "--unit", "son-la", "--one-change-per-row", file)
		server := s.cmd.Process
		cmd := d.command("sync")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		timer := time.AfterFunc(time.Duration(20+random.IntN(180))*time.Millisecond, func() { _ = server.Signal(syscall.SIGKILL) })
		if cmd.Wait() != nil {
			cut++
		}
		timer.Stop()
		_ = server.Signal(syscall.SIGKILL)
		_ = s.cmd.Wait()
		s.start()
	}
	t.Logf("%d of %d syncs were cut", cut, rounds)
	if cut == 0 {
		t.Error("no kill fell into a sync")
	}
	for _, desk := range []*desk{d, other, d} {
		desk.run("sync")
	}
	var status struct {
		Pending int
		Logs    []struct {
			Scope string
			Size  int
		}
	}
	d.json(&status, "status")
	if status.Pending != 0 {
		t.Errorf("%d changes still wait after the last sync", status.Pending)
	}
	for _, l := range status.Logs {
		if strings.HasPrefix(l.Scope, "unit/") && l.Size != rounds*each {
			t.Errorf("the unit's log has %d leaves for %d changes", l.Size, rounds*each)
		}
	}
	sameState(t, d, other, 3)
	d.run("log", "verify")
	other.run("log", "verify")
}
