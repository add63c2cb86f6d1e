package review_test

import (
	"strings"
	"testing"

	"thidua/internal/testwindow"
	"thidua/ui/text"
	"thidua/workspace"
	"thidua/workspace/sheet"
)

// Beside a line stands what its unit shows: first that there is a file, then, once it was asked for and came, the file under its name.
func TestEvidenceBesideTheLine(t *testing.T) {
	c := testwindow.NewCluster(t)
	c.At("lai-chau", func(w *workspace.Workspace) {
		_, err := sheet.At(w).AddEvidence("I.1", "danh sách học sinh.pdf", strings.NewReader("%PDF-1.7"))
		c.OK(err)
	})
	c.HandIn("lai-chau", filled)
	fetch := text.T("ui.review.evidence.one", "count", 1)
	c.Sits("son-la", show, func(p *testwindow.Person) {
		p.Table().Select(p.Row(0, "I.2"), p.Col(verified))
		p.Settle()
		if p.Offered(fetch) || !p.Reads(text.T("ui.review.evidence.none")) {
			t.Error("a line without evidence offers some, or does not say that there is none")
		}
		p.Table().Select(p.Row(0, "I.1"), p.Col(verified))
		p.Settle()
		if p.Reads("danh sách học sinh.pdf") || !p.Reads(text.T("ui.proof.nameless", "number", 1)) {
			t.Error("before it came it is shown under its name, or not at all")
		}
		p.Press(fetch)
		if p.Synced != 1 || p.Told() != text.T("ui.review.evidence.asked", "count", 1) || p.Offered(fetch) {
			t.Errorf("%d exchanges asked for; told %q", p.Synced, p.Told())
		}
		c.Sync(p.Desk) // the screen hears of it by itself
		p.Settle()
		if !p.Reads("danh sách học sinh.pdf") {
			t.Error("the file that came is not shown")
		}
	})
}
