package e2e_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// verb runs a verb of the server program on its folder, which must succeed.
func (s *server) verb(args ...string) string {
	s.t.Helper()
	out, err := exec.Command(filepath.Join(bin, "thidua-server"), args...).CombinedOutput()
	if err != nil {
		s.t.Fatalf("thidua-server %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

// loseDisk restores the server from a backup on a new machine, after a kill.
func (s *server) loseDisk(backup string) {
	s.t.Helper()
	if s.cmd != nil {
		s.stop(syscall.SIGKILL)
	}
	if err := os.RemoveAll(s.dir); err != nil {
		s.t.Fatal(err)
	}
	s.verb("backup", "restore", "--dir", s.dir, backup)
}

// restored is a cluster whose server is backed up, with work that came after it.
type restored struct {
	*server
	backup, officeFile, pass    string
	office, leader, staff, late *desk // late was invited after the backup
}

func newRestored(t *testing.T) *restored {
	r := new(restored)
	r.server, r.officeFile, r.pass = newServer(t)
	r.office = found(t, r.server, r.officeFile, r.pass)
	r.leader, r.staff = invited(t, r.office, "son-la", "leader"), invited(t, r.office, "son-la", "staff")
	r.sync(r.leader, r.staff, r.office)
	r.backup = filepath.Join(t.TempDir(), "yesterday.backup")
	r.verb("backup", "create", "--dir", r.dir, r.backup)
	r.late = invited(t, r.office, "cao-bang", "leader")
	r.sync(r.office, r.late)
	r.leader.run("sheet", "import", "--unit", "son-la", inputs(t, "son-la"))
	r.late.run("sheet", "import", "--unit", "cao-bang", inputs(t, "cao-bang"))
	r.late.run("sheet", "submit", "--unit", "cao-bang", "--reason", "minh chứng gửi sau")
	r.sync(r.leader, r.late, r.staff, r.office, r.leader, r.late)
	return r
}

func (r *restored) sync(desks ...*desk) {
	r.t.Helper()
	for _, d := range desks {
		d.run("sync", "--server", r.url())
	}
}

// complete checks that nothing waits anywhere, that every desk believes its logs and that they agree.
func (r *restored) complete(desks ...*desk) {
	r.t.Helper()
	for range 2 {
		r.sync(desks...)
	}
	for _, d := range desks {
		var report struct{ Waiting int }
		d.json(&report, "sync")
		if report.Waiting != 0 {
			r.t.Errorf("%d changes still wait", report.Waiting)
		}
		d.run("log", "verify")
		sameState(r.t, d, desks[0], 2)
	}
}

// TestServerRestoredFromYesterday: what came after the backup is taken back from the desks, and the same logs go on; nothing new is taken before
// every desk was heard.
func TestServerRestoredFromYesterday(t *testing.T) {
	r := newRestored(t)
	before := r.leader.hashes()
	r.loseDisk(r.backup)
	r.start()
	c := percentCriterion(t)
	r.leader.run("sheet", "set", "--unit", "son-la", "--criterion", c, "value=98.5")
	var report struct {
		Returned, Waiting int
		Refused           map[string]int
	}
	r.leader.json(&report, "sync")
	if report.Returned == 0 || report.Waiting == 0 || report.Refused["restored"] == 0 {
		t.Errorf("the first sync after the server was restored: %+v", report)
	}
	for scope, hash := range r.leader.hashes() {
		if strings.HasPrefix(scope, "control/") && hash != before[scope] {
			t.Errorf("%s was changed", scope)
		}
	}
	r.sync(r.staff, r.late)
	r.leader.json(&report, "sync")
	if report.Waiting == 0 {
		t.Error("something new was taken before the office was heard")
	}
	r.sync(r.office)
	r.complete(r.office, r.leader, r.staff, r.late)
	sheet := r.staff.run("sheet", "show", "--unit", "son-la")
	if !strings.Contains(sheet, "98,5") {
		t.Errorf("what was typed meanwhile is not there:\n%s", sheet)
	}
}

// openGeneration stops the server and goes on in a new generation that the office's file signs elsewhere.
func (r *restored) openGeneration() {
	r.t.Helper()
	r.stop(syscall.SIGTERM)
	dir := r.t.TempDir()
	request, signed := filepath.Join(dir, "request"), filepath.Join(dir, "signed")
	r.verb("generation", "request", "--dir", r.dir, request)
	r.verb("generation", "sign", "--office", r.officeFile, "--passphrase-file", r.pass, request, signed)
	r.verb("generation", "open", "--dir", r.dir, signed)
	r.start()
}

// confirm is a person's word at a desk, once; before it, the desk is given nothing.
func (r *restored) confirm(desks ...*desk) {
	r.t.Helper()
	for _, d := range desks {
		var report struct {
			Received int
			Problems []string
		}
		d.json(&report, "sync", "--server", r.url())
		if report.Received != 0 || len(report.Problems) == 0 {
			r.t.Errorf("before it was confirmed: %+v", report)
		}
		var offer struct {
			Generation uint64
			Confirmed  bool
		}
		d.json(&offer, "log", "generation", "--confirm")
		if offer.Generation != 1 || !offer.Confirmed {
			r.t.Errorf("%+v", offer)
		}
	}
}

// TestGenerationAfterALostDesk: one desk never comes back, so the server waits for it; the office opens a generation, everybody confirms it
// once, and work goes on.
func TestGenerationAfterALostDesk(t *testing.T) {
	r := newRestored(t)
	r.loseDisk(r.backup)
	r.start()
	r.sync(r.leader, r.staff, r.office)
	if said := r.verb("status", "--dir", r.dir); !strings.Contains(said, "Cao Bằng") || !strings.Contains(said, "generation request") {
		t.Errorf("the status does not say who is waited for, and what to do:\n%s", said)
	}
	r.openGeneration()
	r.confirm(r.leader, r.staff, r.office)
	c := percentCriterion(t)
	r.leader.run("sheet", "set", "--unit", "son-la", "--criterion", c, "value=98.5")
	r.sync(r.leader, r.staff)
	r.complete(r.office, r.leader, r.staff)
	if sheet := r.staff.run("sheet", "show", "--unit", "son-la"); !strings.Contains(sheet, "98,5") {
		t.Errorf("work did not go on:\n%s", sheet)
	}
	again := invited(t, r.office, "cao-bang", "staff") // a new desk joins in the new generation, with nothing to confirm
	r.sync(again)
	r.complete(r.office, again)
	r.verb("doctor", "--dir", func() string { r.stop(syscall.SIGTERM); return r.dir }())
}

// TestDeskThatWasAway: a desk alone holds what the server acknowledged last, and was away until a generation was opened without it. Confirmed
// once, it sends its own changes again and those of a colleague whose desk is gone.
func TestDeskThatWasAway(t *testing.T) {
	r := newRestored(t)
	c := percentCriterion(t)
	r.leader.run("sheet", "set", "--unit", "son-la", "--criterion", c, "value=98.5")
	r.sync(r.leader, r.staff)
	r.staff.run("sheet", "set", "--unit", "son-la", "--criterion", c, "value=97.25")
	r.sync(r.staff)
	r.loseDisk(r.backup)
	r.start()
	r.sync(r.office, r.late)
	r.openGeneration()
	r.confirm(r.office, r.late)
	r.complete(r.office, r.late)

	r.staff.run("sheet", "set", "--unit", "son-la", "--criterion", c, "value=96.5") // meanwhile, at home
	r.confirm(r.staff)
	if sheet := r.staff.run("sheet", "show", "--unit", "son-la"); !strings.Contains(sheet, "96,5") {
		t.Errorf("what was typed away is not on the screen once it was confirmed:\n%s", sheet)
	}
	r.complete(r.office, r.staff, r.late)
	heir := invited(t, r.office, "son-la", "leader")
	r.sync(heir)
	r.complete(r.office, r.staff, heir)
	sameState(t, r.staff, heir, 3)
	if a, b := r.staff.run("sheet", "show", "--unit", "son-la"), heir.run("sheet", "show", "--unit", "son-la"); a != b || !strings.Contains(b, "96,5") {
		t.Errorf("what the lost desk and the one that was away wrote did not come again:\n%s\n%s", a, b)
	}
	r.staff.run("doctor")
}
