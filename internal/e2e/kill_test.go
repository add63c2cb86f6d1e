package e2e_test

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"thidua/internal/rounds"
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

func TestKilledDeskLosesNothing(t *testing.T) { killDesk(t, 12) }

// killDesk kills the command line while it saves, every third run a draft: at any moment of its life, or shortly after it reported the cell
// as saved. Whatever it had reported is there afterwards.
func killDesk(t *testing.T, kills int) {
	t.Helper()
	d := newDesk(t)
	d.run("init", "--sample", sampleID)
	c := percentCriterion(t)
	random := rand.New(rand.NewPCG(rounds.Seed(4), 2024))
	begun := time.Now()
	d.run("sheet", "set", "--unit", "son-la", "--criterion", c, "value=50")
	whole := time.Since(begun)
	last, killed, reported := 5000, 0, 0
	check := func(round int) {
		t.Helper()
		got, _ := d.field("son-la", c)
		if want := fmt.Sprintf("%d.%02d", last/100, last%100); got < strings.TrimRight(strings.TrimRight(want, "0"), ".") {
			t.Fatalf("round %d: %s was reported as saved, %s is there", round, want, got)
		}
	}
	i := 0
	for ; killed < kills && i < 10*kills; i++ {
		value := 5001 + i
		args := []string{"sheet", "set", "--unit", "son-la", "--criterion", c, fmt.Sprintf("value=%d.%02d", value/100, value%100)}
		if i%3 == 0 {
			args = append(args, "--draft")
		}
		begun := time.Now()
		saved, ended := d.killed(args, i%2 == 0, time.Duration(random.Int64N(int64(whole)*5/4)))
		if saved {
			last = value
			reported++
		}
		if !ended {
			killed++
		} else { // the first run may have been slow for reasons of its own
			whole = max(min(whole, time.Since(begun)), time.Millisecond)
		}
		if i%20 == 0 {
			check(i)
		}
	}
	check(i)
	t.Logf("%d of %d runs killed, %d saves reported", killed, i, reported)
	if killed < kills || reported < kills/3 {
		t.Errorf("the kills did not fall over the saves: %d killed, %d reported", killed, reported)
	}
	d.run("sync")
	d.run("log", "verify")
	d.run("doctor")
}

// killed runs a verb and kills it after a pause, counted from its start or from the moment it says that the cell is saved. It tells whether
// the program said so, and whether it came to its end before it was killed.
func (d *desk) killed(args []string, afterSaved bool, pause time.Duration) (saved, ended bool) {
	d.t.Helper()
	cmd := d.command(args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		d.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	kill := func() { _ = cmd.Process.Signal(syscall.SIGKILL) }
	var timer *time.Timer
	if !afterSaved {
		timer = time.AfterFunc(pause, kill)
	}
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if strings.Contains(lines.Text(), "Đã lưu") {
			saved = true
			if afterSaved {
				timer = time.AfterFunc(pause/4, kill)
			}
		}
	}
	ended = cmd.Wait() == nil
	if timer != nil {
		timer.Stop()
	}
	return saved, ended
}

func TestKilledServerKeepsWhatItAcknowledged(t *testing.T) { killServer(t, 3) }

// killServer kills the server again and again while a desk pushes hundreds of changes: nothing is lost, and nothing is applied twice.
func killServer(t *testing.T, kills int) {
	t.Helper()
	s, officeFile, pass := newServer(t)
	office := found(t, s, officeFile, pass)
	d := invited(t, office, "son-la", "leader")
	other := invited(t, office, "son-la", "staff")
	d.run("sync")
	c := percentCriterion(t)
	file := filepath.Join(t.TempDir(), "rows.tsv")
	random := rand.New(rand.NewPCG(rounds.Seed(7), 7))
	const each = 250
	cut := 0
	round := 0
	for ; round < kills || cut == 0 && round < 4*kills; round++ {
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
	t.Logf("%d of %d syncs were cut", cut, round)
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
		if strings.HasPrefix(l.Scope, "unit/") && l.Size != round*each {
			t.Errorf("the unit's log has %d leaves for %d changes", l.Size, round*each)
		}
	}
	sameState(t, d, other, 3)
	d.run("log", "verify")
	other.run("log", "verify")
}
