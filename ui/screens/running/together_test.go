package running_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/text"
	"thidua/workspace/year"
)

// All units stand side by side with what they come to; a column from Excel is pasted into the own one, is one step that is taken back, and who has said
// nothing is named.
func TestFiguresOfTheClusterTogether(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	room := year.At(p.Desk.Workspace)
	p.Press(text.T("ui.running.tab.together"))
	if said := p.Said(); said != text.T("ui.running.asked.none") {
		t.Errorf("nothing is asked: %q", said)
	}
	p.Must(room.SetAsked("a", emulation.AskedFigure{Name: "Tốt nghiệp", Measure: "%", Combine: emulation.CombineRange, Criterion: "I.4"}))
	p.Must(room.SetAsked("b", emulation.AskedFigure{Name: "Thư viện", Measure: "%", Combine: emulation.CombineMean}))
	p.Must(room.SetAsked("c", emulation.AskedFigure{Name: "Phòng máy", Combine: emulation.CombineSum}))
	p.Return()
	cell := func(code, column string) string {
		m := p.Table().Model()
		for i, c := range m.Columns() {
			if c.Title == column || c.Title == text.T(column) {
				return m.Cell(p.RowOf(code), i).Text
			}
		}
		t.Errorf("no column %s", column)
		return ""
	}
	if got := strings.Join([]string{cell("a", "ui.running.column.cluster"), cell("a", "ui.running.column.least"), cell("a", "ui.running.column.median"),
		cell("a", "ui.running.column.most")}, " "); got != "95–99,26% 95 98,71 99,26" {
		t.Errorf("sums and ranges: %s", got)
	}
	p.Table().Select(p.RowOf("b"), 1)
	p.App.Clipboard().SetContent("98\r\n42\r\n")
	p.Host.Window.Canvas().Focus(p.Table())
	p.Shortcut(&fyne.ShortcutPaste{})
	p.Keys(fyne.KeyReturn)
	if b, c := cell("b", "Sở GDĐT Sơn La"), cell("c", "Sở GDĐT Sơn La"); b != "98" || c != "42" {
		t.Fatalf("pasted: %q %q", b, c)
	}
	figures, err := room.Figures()
	p.Must(err)
	if n := figures[1].Combined.Count + figures[2].Combined.Count; n != 2 {
		t.Errorf("%d answers are recorded", n)
	}
	p.Table().Select(p.RowOf("c"), 2)
	if said := p.Said(); !strings.Contains(said, "thấp nhất 42 (Sở GDĐT Sơn La)") || !strings.Contains(said, "1/7 đơn vị") || !strings.Contains(said, "Chưa báo: Sở GDĐT Cao Bằng; ") {
		t.Errorf("of the cluster it says %q", said)
	}
	p.Table().Select(p.RowOf("c"), 1)
	if said := p.Said(); said != "Sở GDĐT Sơn La: 42, "+text.T("figure.from.own")+"." {
		t.Errorf("of the unit it says %q", said)
	}
	p.Shortcut(&fyne.ShortcutUndo{})
	figures, err = room.Figures()
	p.Must(err)
	if n := figures[1].Combined.Count + figures[2].Combined.Count; n != 0 {
		t.Errorf("after taking the step back %d answers are left", n)
	}
}

// An office looks, and types nothing: each unit speaks for itself.
func TestAnOfficeLooksAtTheFigures(t *testing.T) {
	c := testwindow.NewCluster(t)
	c.OfficeSits(show, func(p *testwindow.Person) {
		p.Must(year.At(p.Desk.Workspace).SetAsked("a", emulation.AskedFigure{Name: "Sáng kiến", Combine: emulation.CombineSum}))
		p.Press(text.T("ui.running.tab.together"))
		p.Return()
		m := p.Table().Model()
		if units := len(p.Units()); m.Rows() != 1 || len(m.Columns()) != 6+units {
			t.Fatalf("%d rows, %d columns for %d units", m.Rows(), len(m.Columns()), units)
		}
		for col := range m.Columns() {
			if m.Cell(0, col).Editable {
				t.Errorf("%s can be typed into", m.Columns()[col].Title)
			}
		}
		if got := m.Cell(0, 5).Text; got != text.T("ui.running.together.several", "count", len(p.Units())) {
			t.Errorf("missing: %q", got)
		}
	})
}
