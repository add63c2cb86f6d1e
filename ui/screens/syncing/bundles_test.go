package syncing_test

import (
	"slices"
	"testing"

	"thidua/emulation"
	"thidua/internal/testwindow"
	ui "thidua/ui/screens/syncing"
	"thidua/ui/text"
)

// files is a courier that writes nothing and says what it is told to.
type files struct {
	sentTo, copied []string
	whose          []emulation.ID
	taken          []string
	arrived        []ui.Arrived
	sent           []ui.Sent
	owed           []string
	refuse         error
}

func (f *files) Extension() string { return ".thidua" }

func (f *files) Send(folder string) (ui.Written, error) {
	f.sentTo = append(f.sentTo, folder)
	return ui.Written{File: folder + "/lai-chau.thidua", For: []string{"máy chủ"}, Changes: 3, Files: 1, Left: 2, Size: 5000}, f.refuse
}

func (f *files) Copy(folder string, unit emulation.ID) (ui.Written, error) {
	f.copied, f.whose = append(f.copied, folder), append(f.whose, unit)
	return ui.Written{File: folder + "/ban-sao.thidua", For: []string{"Người của lai-chau"}, Changes: 30, Size: 9000}, f.refuse
}

func (f *files) Take(paths []string) ([]ui.Arrived, error) {
	f.taken = append(f.taken, paths...)
	return f.arrived, f.refuse
}

func (f *files) Receipts(folder string) ([]string, error) {
	f.owed = append(f.owed, folder)
	return []string{folder + "/receipt.thidua"}, f.refuse
}

func (f *files) Sent() ([]ui.Sent, error) { return f.sent, nil }

// What waits goes into a file: what is in it, who can open it and what is to be done with it is said, also what found no room and what went wrong.
func TestAFileForTheServerIsWritten(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	var l line
	l.files.sent = []ui.Sent{{Made: 1, Changes: 7}, {Made: 2, Changes: 8, Had: []ui.Had{{By: "x", Server: true, At: 3}}}}
	p.Show(l.show(p))
	if !p.Reads(text.T("ui.bundles.no-receipt")) || !p.Reads(text.T("bundle.told.server")) {
		t.Error("which files were in whose hand is not told")
	}
	p.Press(text.T("ui.bundles.send"))
	if !slices.Equal(l.files.sentTo, []string{"E:"}) || !p.Reads("E:/lai-chau.thidua") || !p.Reads(text.T("bundle.told.left", "count", 2)) {
		t.Errorf("written to %v; told %q", l.files.sentTo, p.Told())
	}
	l.files.refuse = emulation.Errorf(emulation.Full, "storage.full")
	p.Press(text.T("ui.bundles.send"))
	if p.Told() != text.Error(l.files.refuse) || p.Reads(text.T("ui.bundles.writing")) || p.Reads("E:/lai-chau.thidua") {
		t.Errorf("a full stick: %q", p.Told())
	}
}

// A copy of the shared logs is for everybody, or for a unit that was chosen.
func TestACopyIsWrittenForAUnit(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	var l line
	p.Show(l.show(p))
	unit := p.Units()[2]
	p.Press(text.T("ui.bundles.copy"))
	p.Choose(unit.Label())
	p.Press(text.T("ui.bundles.copy.do"))
	if !slices.Equal(l.files.whose, []emulation.ID{unit.ID}) || !p.Reads("E:/ban-sao.thidua") || p.Reads(text.T("ui.bundles.copy.what")) {
		t.Errorf("for %v; told %q", l.files.whose, p.Told())
	}
}

// Files that came are told one by one: what was taken in, what is for others, what was refused and why; makers get receipts if somebody wants.
func TestWhatBecameOfFilesIsTold(t *testing.T) {
	p := testwindow.Sit(t, testwindow.Sample(t))
	var l line
	gap := emulation.Errorf(emulation.Conflict, "bundle.gap", "log", emulation.Say("log.cluster"), "size", 9, "here", 4)
	damaged := emulation.Errorf(emulation.Corrupt, "bundle.damaged")
	l.files.arrived = []ui.Arrived{{Path: "E:/a.thidua", Purpose: "answer", Server: true, Leaves: 12, Problems: []error{gap}, Refused: map[string]int{"right": 1}},
		{Path: "E:/b.thidua", Purpose: "request", From: "Lò Thị Mai", Elsewise: true, Colleague: true}, {Path: "E:/c.thidua", Err: damaged}}
	p.Show(l.show(p))
	p.Press(text.T("ui.bundles.take"))
	if !slices.Equal(l.files.taken, []string{"E:/tra-loi.thidua"}) {
		t.Fatalf("taken %v", l.files.taken)
	}
	for _, words := range []string{"a.thidua", text.T("bundle.told.purpose.answer"), text.Error(gap), text.T("reason.right"), "b.thidua", "Lò Thị Mai", "c.thidua", text.Error(damaged)} {
		if !p.Reads(words) {
			t.Errorf("not told: %q", words)
		}
	}
	p.Press(text.T("ui.bundles.receipts"))
	if !slices.Equal(l.files.owed, []string{"E:"}) || !p.Reads("receipt.thidua") || p.Offered(text.T("ui.bundles.receipts")) {
		t.Errorf("receipts %v; told %q", l.files.owed, p.Told())
	}
	l.files.arrived[1].Colleague = false
	p.Press(text.T("ui.bundles.take-folder"))
	if l.files.taken[1] != "E:" || p.Offered(text.T("ui.bundles.receipts")) {
		t.Errorf("taken %v, receipts offered for nobody", l.files.taken)
	}
}
