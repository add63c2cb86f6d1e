package shell_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// What a screen prints is made and opened by the window.
func TestPrintsSheetAndSummary(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Sheet)
	p.Press(text.T("ui.print.do"))
	p.goTo(shell.Ranking)
	p.Press(text.T("ui.ranking.print"))
	if len(p.printed) != 2 {
		t.Fatalf("%d papers were opened; %q", len(p.printed), p.Told())
	}
	for _, path := range p.printed {
		if raw, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(raw), "%PDF-") {
			t.Errorf("%s is no paper: %v", path, err)
		}
	}
}

// Many papers are made while other screens are looked at: how far they are stands at the foot of the window, what came of them above the screen.
func TestManyPapersInTheBackground(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Ranking)
	f := p.shell.Frame()
	f.Under(widgets.Waiting, "Đang lập văn bản 3/7")
	if p.Settle(); !strings.Contains(p.Words(), "Đang lập văn bản 3/7") || strings.Contains(p.Told(), "3/7") {
		t.Errorf("at the foot: %q; told %q", p.Words(), p.Told())
	}
	f.Under(widgets.OK, "Đã lập 7 tệp")
	if p.Settle(); strings.Contains(p.Words(), "3/7") || !strings.Contains(p.Told(), "Đã lập 7 tệp") {
		t.Errorf("at the end: %q; told %q", p.Words(), p.Told())
	}
	p.goTo(shell.Printing)
	f.Under(widgets.OK, "Đã lập 8 tệp") // the screen says so itself
	if p.Settle(); strings.Contains(p.Words(), "8 tệp") {
		t.Errorf("said twice: %q", p.Words())
	}
}

// Files that are dropped onto the window go to the sheet, if that is shown.
func TestDroppedFilesGoToTheSheet(t *testing.T) {
	p := sitAtSample(t)
	path := filepath.Join(t.TempDir(), "Quyết định 12.pdf")
	p.Must(os.WriteFile(path, []byte("%PDF-1.4 minh chứng"), 0o600))
	drop := func() {
		p.shell.Dropped([]fyne.URI{storage.NewFileURI(path)})
		p.Settle()
	}
	drop()
	if !strings.Contains(p.Told(), text.T("ui.sheet.evidence.choose-first")) {
		t.Errorf("on the overview it tells %q", p.Told())
	}
	p.goTo(shell.Sheet)
	p.first()
	drop()
	if !strings.Contains(p.Told(), text.T("ui.sheet.evidence.taken", "count", 1, "code", "I.1")) {
		t.Errorf("on the sheet it tells %q", p.Told())
	}
}

// An exchange file that is dropped onto the window is taken in whatever screen is shown, and is no evidence.
func TestADroppedExchangeFileIsTakenIn(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Sheet)
	p.first()
	path := filepath.Join(t.TempDir(), "tra-loi.thidua")
	p.shell.Dropped([]fyne.URI{storage.NewFileURI(path)})
	p.Settle()
	if len(p.taken) != 1 || p.taken[0] != path || p.shell.Frame().At() != shell.Syncing {
		t.Errorf("taken %v, at %s; told %q", p.taken, p.shell.Frame().At(), p.Told())
	}
}

// A file that was opened with the program waits until the data are open, and is then taken as one that was dropped: exchange and invitations by the
// exchange, before there are any data an invitation by what begins.
func TestAFileOpenedWithTheProgram(t *testing.T) {
	p := sitAtSample(t).goTo(shell.Sheet)
	p.shell.Take([]string{filepath.Join(p.dir, "tra-loi.thidua"), filepath.Join(p.dir, "loi-moi.thidua-invite")})
	if p.Settle(); len(p.taken) != 2 || p.shell.Frame().At() != shell.Syncing {
		t.Errorf("taken %v, at %s; told %q", p.taken, p.shell.Frame().At(), p.Told())
	}
	b := sit(t, t.TempDir())
	b.shell.Take([]string{filepath.Join(b.dir, "loi-moi.thidua-invite")})
	if b.Settle(); !b.Reads(text.T("ui.error.file-read", "name", "loi-moi.thidua-invite")) {
		t.Errorf("it was not asked to join: %q", b.Words())
	}
}
