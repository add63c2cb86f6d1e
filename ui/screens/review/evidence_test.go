package review_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/text"
	"thidua/workspace"
	"thidua/workspace/season"
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

// In a second season what counted the year before stands beside each criterion that is the same.
func TestTheYearBeforeBesideTheLine(t *testing.T) {
	c := testwindow.NewCluster(t)
	c.HandIn("lai-chau", filled)
	c.Sits("son-la", show, func(p *testwindow.Person) {
		for _, column := range p.Table().Model().Columns() {
			if column.Title == text.T(before) {
				t.Error("the first season has a column for the one before")
			}
		}
		p.TypeCell("I.1", verified, "8,5")
		p.TypeCell("I.1", reason, "Hai lớp chưa đạt")
	})
	o := season.At(c.Office.Workspace)
	c.Sync(c.Office)
	c.OK(o.NewSeason("", "2024-2025", emulation.SeasonInfo{Name: "Năm học 2024–2025"}, "2023-2024"))
	c.OK(o.SetPost(emulation.PostHead, c.Unit("son-la").ID, "elected", ""))
	for _, step := range []emulation.SeasonStep{emulation.SeasonConsulting, emulation.SeasonAdopted, emulation.SeasonRegistering, emulation.SeasonRunning, emulation.SeasonSelfScoring} {
		c.OK(o.StepSeason(step, "đã thống nhất"))
	}
	c.Sync(c.Office)
	for _, code := range []string{"lai-chau", "son-la"} {
		c.At(code, func(w *workspace.Workspace) { c.OK(w.UseSeason("", "2024-2025")) })
	}
	c.HandIn("lai-chau", map[string]string{"I.1": "95"})
	c.Sits("son-la", show, func(p *testwindow.Person) {
		if got := p.Cell("I.1", before).Text; got != "8,50" {
			t.Errorf("I.1 counted %q", got)
		}
		p.Table().Select(p.Row(0, "I.1"), p.Col(verified))
		p.Settle()
		if said := p.Said(); !strings.Contains(said, "2023–2024: 90% → 8,50 điểm") {
			t.Errorf("the line says %q", said)
		}
	})
}
