package running_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/sheet"
	"thidua/workspace/year"
)

// What the cluster asks is shown with every unit; a unit types its answer, takes over what it has, and is told what is doubtful.
func TestFiguresTheClusterAsksFor(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	room := year.At(p.Desk.Workspace)
	p.Press(text.T("ui.running.tab.asked"))
	if n := p.Table().Model().Rows(); n != 0 {
		t.Fatalf("nothing is asked yet, and %d rows are shown", n)
	}
	p.Must(room.SetAsked("a", emulation.AskedFigure{Name: "Tốt nghiệp", Measure: "%", Combine: emulation.CombineRange, Criterion: "I.4"}))
	p.Must(room.SetAsked("b", emulation.AskedFigure{Name: "Thư viện", Measure: "%", Combine: emulation.CombineMean}))
	p.Must(room.SetAsked("c", emulation.AskedFigure{Name: "Phòng máy", Combine: emulation.CombineSum}))
	p.Must(sheet.At(p.Desk.Workspace).SetIndicators("season", sheet.NewIndicator{Code: "phong", IndicatorValue: emulation.IndicatorValue{Name: "phòng máy", Value: "42"}}))
	p.Away()
	p.Return()
	me, err := p.Desk.Workspace.Me()
	p.Must(err)
	own := func(code string) string { return code + "\x00" + me.Unit.ID.String() }
	cell := func(key string, column int) grid.Cell { return p.Table().Model().Cell(p.RowOf(key), column) }
	if c := cell("f:a", 1); c.Text != "95–99,26%" {
		t.Errorf("the range is shown as %q", c.Text)
	}
	if c := cell(own("c"), 1); c.Text != text.T("ui.running.asked.offer", "value", "42") || !c.Editable {
		t.Errorf("what can be taken over: %+v", c)
	}
	p.TypeInto(own("b"), 1, "101,5")
	if c := cell(own("b"), 1); c.Text != "101,5" || c.State != grid.Warn {
		t.Errorf("an odd figure is taken and marked: %+v", c)
	}
	p.Press(text.T("ui.running.asked.take"))
	if c := cell(own("c"), 1); c.Text != "42" {
		t.Errorf("after taking over: %+v", c)
	}
	if c := cell("f:c", 1); c.Text != text.Say(emulation.Say("figure.partly", "figure", "42", "count", 1, "units", 7)) {
		t.Errorf("together: %q", c.Text)
	}
	p.Must(room.Give(year.NewAnswer{Code: "b"}))
	figures, err := room.Figures()
	p.Must(err)
	if a := figures[1].Answer(me.Unit.ID); a.From != "" || !a.Waits() {
		t.Errorf("an empty answer takes the one before back: %+v", a)
	}
}

// Typing another value over an answer keeps the note and the day it was given with; a figure of its own that is measured otherwise is shown, not offered.
func TestTypedOverAnAnswer(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	room := year.At(p.Desk.Workspace)
	p.Press(text.T("ui.running.tab.asked"))
	p.Must(room.SetAsked("b", emulation.AskedFigure{Name: "Thư viện", Measure: "%"}))
	p.Must(room.SetAsked("c", emulation.AskedFigure{Name: "Phòng máy", Measure: "phòng"}))
	p.Must(sheet.At(p.Desk.Workspace).SetIndicators("season", sheet.NewIndicator{Code: "c", IndicatorValue: emulation.IndicatorValue{Name: "Phòng máy", Value: "42", Measure: "máy"}}))
	note, asOf, invented := "theo báo cáo", "đến 31/5/2024", true
	p.Must(room.Give(year.NewAnswer{Code: "b", Value: "98", Note: &note, AsOf: &asOf, Illustrative: &invented}))
	p.Away()
	p.Return()
	me, err := p.Desk.Workspace.Me()
	p.Must(err)
	p.TypeInto("b\x00"+me.Unit.ID.String(), 1, "99")
	figures, err := room.Figures()
	p.Must(err)
	want := emulation.ReportedFigure{Value: "99", Note: note, AsOf: asOf, Illustrative: true}
	if own := figures[0].Answer(me.Unit.ID).Own; own != want {
		t.Errorf("typed over: %+v", own)
	}
	if figures[1].Offer != nil || figures[1].Unlike == nil {
		t.Errorf("measured otherwise: %+v", figures[1])
	}
	if c := p.Table().Model().Cell(p.RowOf("f:c"), 5); !strings.Contains(c.Text, text.Say(figures[1].UnlikeMessage())) {
		t.Errorf("a person is told: %q", c.Text)
	}
}
