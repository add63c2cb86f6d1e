package shell_test

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"thidua/internal/testwindow"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/ui/typing"
)

// An office to try out begins on the first screen: there is nothing to see but where a cluster is founded; once a season was begun the window goes on in
// it. What was tried out is deleted from the menu, and the window is where it began.
func TestAnOfficeIsTriedOut(t *testing.T) {
	p := sit(t, filepath.Join(t.TempDir(), "data"))
	p.Press(text.T("ui.first.trial.do"))
	if p.shell.Frame().At() != shell.Clusters {
		t.Fatalf("at %q; told %q", p.shell.Frame().At(), p.Told())
	}
	fill := func(button string, words ...string) {
		p.Press(text.T(button))
		for i, e := range testwindow.Seen[*typing.Entry](p.Window) {
			e.SetText(words[i])
		}
		p.Settle()
		p.Press(text.T("ui.clusters.do"))
	}
	fill("ui.clusters.found", "Cụm minh hoạ", "", "")
	p.Table().Select(p.RowOf("cum-minh-hoa"), 0)
	p.Settle()
	fill("ui.clusters.begin", "2025", "")
	if s, err := p.desk.Workspace.Season(); err != nil || s.Label != "2025" || p.shell.Frame().At() != shell.Season {
		t.Errorf("at %q: %+v %v; told %q", p.shell.Frame().At(), s, err, p.Told())
	}
	p.Press(text.T("ui.first.trial.office")) // whoever sits here: the menu
	items := testwindow.Seen[*widget.PopUpMenu](p.Window)[0].Items
	test.Tap(items[len(items)-2].(fyne.Tappable))
	p.Settle()
	p.Agree(text.T("ui.leave.do"))
	for p.Settle(); !p.Reads(text.T("ui.first.title")) && p.Told() == ""; p.Settle() { // it is closed first
	}
	if !p.removed || p.Told() != "" {
		t.Errorf("told %q", p.Told())
	}
}
