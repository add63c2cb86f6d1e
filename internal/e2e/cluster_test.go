package e2e_test

import (
	"os"
	"path/filepath"
	"sort"
	"strings"
	"syscall"
	"testing"

	"thidua/internal/sample"
)

// inputs writes the sample's inputs of a unit as the command line imports them.
func inputs(t *testing.T, unit string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), unit+".tsv")
	rows := newDesk(t).run("sample", "inputs", "--sample", sampleID, "--unit", unit)
	if err := os.WriteFile(file, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

type conflictsOut struct {
	Conflicts []struct {
		Number    int
		Unit      string
		Criterion string
		Choices   []struct {
			Number int
			Value  string
			Mine   bool
		}
	}
}

// percentCriterion finds a criterion of the sample that takes a percentage.
func percentCriterion(t *testing.T) string {
	t.Helper()
	s, err := sample.Load(sampleID)
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for code, fields := range s.Inputs["son-la"] {
		if _, ok := fields["value"]; ok && len(fields) == 1 {
			codes = append(codes, code)
		}
	}
	sort.Strings(codes)
	return codes[0]
}

// TestCluster is the main job from end to end: two desks of Sơn La change one score offline, one of Cao Bằng works beside them.
func TestCluster(t *testing.T) {
	s, officeFile, pass := newServer(t)
	office := found(t, s, officeFile, pass)
	code := strings.TrimSpace(office.run("invite", "--unit", "son-la", "--role", "leader"))
	leader := newDesk(t)
	leader.run("init", "--invite", code, "--server", s.url(), "--name", "Nguyễn Thị Minh Hoạ")
	staff := invited(t, office, "son-la", "staff")
	caoBang := invited(t, office, "cao-bang", "leader")
	leader.run("sync")

	// The line goes down; all three work.
	s.stop(syscall.SIGTERM)
	if said := staff.refuse("sync"); !strings.Contains(said, "máy chủ") {
		t.Errorf("a sync without a line said %q", said)
	}
	c := percentCriterion(t)
	leader.run("sheet", "import", "--unit", "son-la", inputs(t, "son-la"))
	leader.run("sheet", "set", "--unit", "son-la", "--criterion", c, "value=98.5")
	staff.run("sheet", "set", "--unit", "son-la", "--criterion", c, "value=97.25")
	caoBang.run("sheet", "import", "--unit", "cao-bang", inputs(t, "cao-bang"))
	caoBang.run("sheet", "submit", "--unit", "cao-bang", "--reason", "minh chứng gửi sau")

	// It comes back.
	s.start()
	for _, d := range []*desk{leader, staff, caoBang, leader, staff, caoBang, office} {
		d.run("sync", "--server", s.url())
	}
	for _, d := range []*desk{leader, staff} {
		var found conflictsOut
		d.json(&found, "conflicts", "list")
		if len(found.Conflicts) != 1 || found.Conflicts[0].Criterion != c || len(found.Conflicts[0].Choices) != 2 {
			t.Fatalf("expected one conflict on %s with two choices, found %+v", c, found)
		}
	}
	if said := leader.refuse("sheet", "submit", "--unit", "son-la", "--reason", "minh chứng gửi sau"); !strings.Contains(said, c) {
		t.Errorf("a sheet with a conflict was refused with %q, which does not name %s", said, c)
	}
	var question conflictsOut
	leader.json(&question, "conflicts", "list")
	choice := "1"
	if question.Conflicts[0].Choices[1].Value > question.Conflicts[0].Choices[0].Value {
		choice = "2"
	}
	leader.run("conflicts", "decide", "1", choice)
	leader.run("sheet", "submit", "--unit", "son-la", "--reason", "minh chứng gửi sau")
	for _, d := range []*desk{leader, staff, caoBang, office} {
		d.run("sync")
	}
	var none conflictsOut
	staff.json(&none, "conflicts", "list")
	if len(none.Conflicts) != 0 {
		t.Errorf("the decided conflict is still open on the other desk: %+v", none)
	}

	// Everybody who shares a log agrees on it, and everything verifies.
	sameState(t, leader, staff, 3)
	sameState(t, leader, caoBang, 2)
	sameState(t, office, caoBang, 2)
	for _, d := range []*desk{leader, staff, caoBang, office} {
		d.run("log", "verify")
		d.run("doctor")
	}
	// Nobody holds another unit's log.
	own := 0
	for scope := range caoBang.hashes() {
		if strings.HasPrefix(scope, "unit/") {
			own++
			if _, shared := leader.hashes()[scope]; shared {
				t.Errorf("Cao Bằng and Sơn La both hold %s", scope)
			}
		}
	}
	if own != 1 {
		t.Errorf("Cao Bằng holds %d unit logs", own)
	}

	// The deputy verifies the head's sheet; everybody sees the same ranking.
	caoBang.refuse("sheet", "verify", "--unit", "cao-bang", "--criterion", c, "--points", "1", "--reason", "thử")
	caoBang.run("sheet", "verify", "--unit", "son-la", "--criterion", c, "--points", "1", "--reason", "Số liệu nộp chưa đủ căn cứ")
	caoBang.run("sync")
	leader.run("sync")
	a, b := leader.run("rank"), caoBang.run("rank")
	if a != b {
		t.Errorf("two desks rank differently:\n%s\n%s", a, b)
	}
	pdf := filepath.Join(t.TempDir(), "phieu.pdf")
	leader.run("print", "sheet", "--unit", "son-la", "--out", pdf)
	leader.run("print", "summary", "--out", filepath.Join(t.TempDir(), "tong-hop.pdf"))
	if _, err := os.Stat(pdf); err != nil {
		t.Error(err)
	}

	// Nothing new is one round trip.
	var report struct{ RoundTrips, Sent, Received int }
	leader.json(&report, "sync")
	leader.json(&report, "sync")
	if report.RoundTrips != 1 || report.Sent != 0 || report.Received != 0 {
		t.Errorf("a sync with nothing new: %+v", report)
	}
}
