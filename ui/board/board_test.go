package board_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/board"
	"thidua/ui/grid"
	reviewing "thidua/ui/screens/review"
	filling "thidua/ui/screens/sheet"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// unit is the side of who fills the sheet in, verifier that of who reviews it.
func unit(p *testwindow.Person) testwindow.Screen {
	return filling.New(p.Host, p.Desk.Workspace, filling.Hooks{Hooks: p.Hooks()})
}

func verifier(p *testwindow.Person) testwindow.Screen {
	return reviewing.New(p.Host, p.Desk.Workspace, reviewing.Hooks{Hooks: p.Hooks(), Viewer: board.Viewer{View: p.View}, Sync: func() { p.Synced++ }})
}

// filled is a sheet of the small cluster: 9,00 + 8,00 + 6,00 and one criterion that does not apply.
var filled = map[string]string{"I.1": "90", "I.2": "8", "II.1": "3", "II.2": "kad: không tổ chức hội thi"}

const (
	verified = "ui.sheet.column.verified"
	final    = "ui.review.column.final"
	reason   = "ui.review.column.reason"
	answer   = "ui.review.column.answer"
	differ   = "ui.review.column.difference"
)

// offeredOver says whether what lies over the window offers a button.
func offeredOver(p *testwindow.Person, label string) bool {
	return p.Host.Window.Canvas().Overlays().Top() != nil && p.Offered(label)
}

func sheetOf(p *testwindow.Person, unit emulation.ID) *sheet.Sheet {
	p.T.Helper()
	sh, err := sheet.At(p.Desk.Workspace).Sheet(unit)
	p.Must(err)
	return sh
}

// A sheet from the first review to the agreement of its unit, each step in the window of who takes it.
func TestASheetIsReviewedExplainedAndAgreed(t *testing.T) {
	c := testwindow.NewCluster(t)
	c.HandIn("lai-chau", filled)
	lai := c.Unit("lai-chau").ID
	c.At("son-la", func(w *workspace.Workspace) {
		c.OK(review.At(w).AssignVerifier(lai, c.Unit("lang-son").ID, sheet.FirstReview))
	})

	c.Sits("lang-son", verifier, func(p *testwindow.Person) {
		p.TypeCell("I.1", verified, "9")
		p.TypeCell("I.2", verified, "7,5")
		if e := p.Cell("I.2", reason); e.State != grid.Error || p.Cell("I.2", differ).Text != "-0,50" && p.Cell("I.2", differ).Text != "−0,50" {
			t.Errorf("a difference without a reason is not marked: %+v, %q", e, p.Cell("I.2", differ).Text)
		}
		if said := p.Said(); !strings.Contains(said, "7,5") || !strings.Contains(said, "lý do") {
			t.Errorf("it does not say what is missing: %q", said)
		}
		p.TypeCell("II.1", verified, "99")
		if e := p.Cell("II.1", verified); e.State != grid.Error || e.Text != "99" {
			t.Errorf("points above the maximum: %+v", e)
		}
	})
	c.Sits("lang-son", verifier, func(p *testwindow.Person) { // what could not be given stayed, at this desk
		if p.Cell("I.2", verified).Text != "7,5" || p.Cell("II.1", verified).Text != "99" {
			t.Errorf("what was typed is gone: %q %q", p.Cell("I.2", verified).Text, p.Cell("II.1", verified).Text)
		}
		p.TypeCell("I.2", reason, "Thiếu sổ theo dõi")
		if r := sheetOf(p, lai).Row("I.2"); r.First == nil || r.First.Points.String() != "7.5" || r.First.Reason != "Thiếu sổ theo dõi" {
			t.Errorf("on disk: %+v; %q", r.First, p.Told())
		}
		p.Table().Select(p.Row(0, "II.1"), p.Col(verified))
		p.Host.Window.Canvas().Focus(p.Table())
		p.Write(" ") // the unit's own points
		p.Table().Select(p.Row(0, "II.2"), p.Col(verified))
		p.Press(text.T("ui.review.na.confirm"))
		if r := sheetOf(p, lai).Row("II.2"); r.First == nil || !r.First.NA {
			t.Errorf("not confirmed: %+v; %q", r.First, p.Told())
		}
		p.Press(text.T("ui.move.cross-checked"))
		p.Agree(text.T("ui.move.cross-checked"))
		if step := sheetOf(p, lai).Step; step != emulation.SheetCrossChecked {
			t.Fatalf("%s; %q", step, p.Told())
		}
	})

	c.Sits("lai-chau", unit, func(p *testwindow.Person) {
		if p.Cell("I.2", verified).Text != "7,50" || p.Cell("I.2", reason).Text != "Thiếu sổ theo dõi" || p.Cell("I.2", answer).State != grid.Pending {
			t.Errorf("the unit does not see what it is to answer: %+v", p.Cell("I.2", answer))
		}
		p.Press(text.T("ui.move.explained"))
		if !p.Reads("I.2") || offeredOver(p, text.T("ui.move.explained")) {
			t.Error("an unanswered difference does not stand in the way")
		}
		p.Press(text.T("ui.move.cancel"))
		p.TypeCell("I.2", answer, "Sổ đã gửi bổ sung")
		p.Press(text.T("ui.move.explained"))
		p.Agree(text.T("ui.move.explained"))
		if step := sheetOf(p, lai).Step; step != emulation.SheetExplained {
			t.Fatalf("%s; %q", step, p.Told())
		}
	})

	c.Sits("cao-bang", verifier, func(p *testwindow.Person) {
		if e := p.Cell("I.2", answer); e.Text != "Sổ đã gửi bổ sung" || p.Cell("I.2", verified).Editable || !p.Cell("I.2", final).Editable {
			t.Errorf("second round: %+v", e)
		}
		p.TypeCell("I.2", final, "8")
		p.Press(text.T("ui.move.verified"))
		p.Agree(text.T("ui.move.verified"))
		sh := sheetOf(p, lai)
		if r := sh.Row("I.2"); sh.Step != emulation.SheetVerified || r.Second == nil || r.Second.Points.String() != "8" {
			t.Fatalf("%s %+v; %q", sh.Step, r.Second, p.Told())
		}
		if p.Cell("I.2", final).Editable {
			t.Error("points can still be typed after the sheet was verified")
		}
	})

	c.Sits("lai-chau", unit, func(p *testwindow.Person) {
		p.Press(text.T("ui.move.agreed"))
		p.Agree(text.T("ui.move.agreed"))
		if sh := sheetOf(p, lai); sh.Step != emulation.SheetAgreed || sh.Final().Total.String() != "23" {
			t.Errorf("%s %s; %q", sh.Step, sh.Final().Total, p.Told())
		}
	})
}

// Staff hand in for their leader after a signed paper; a unit agrees with the space bar to what it does not dispute.
func TestOnBehalfAndAgreeingByKey(t *testing.T) {
	c := testwindow.NewCluster(t)
	c.Join("staff", "lang-son", emulation.RoleStaff)
	lang := c.Unit("lang-son").ID
	c.At("staff", func(w *workspace.Workspace) {
		paper, err := w.Attach("phiếu đã ký.pdf", strings.NewReader("bản quét"))
		c.OK(err)
		for criterion, typed := range filled {
			_, err := sheet.At(w).TypeCell(criterion, typed)
			c.OK(err)
		}
		c.OK(sheet.At(w).SubmitOnBehalf(lang, "Giám đốc", paper, nil))
	})
	c.Sits("son-la", verifier, func(p *testwindow.Person) {
		if !p.Reads(text.T("ui.behalf")) || !p.Reads("phiếu đã ký.pdf") {
			t.Error("the verifier does not see that the sheet was entered for its leader")
		}
		for _, n := range testwindow.Seen[*widgets.Nav](p.Window) { // the window's own has no such place
			n.OnSelect(c.Unit("lai-chau").ID.String())
		}
		p.Settle()
		if !p.Reads(text.T("ui.review.none.unit", "unit", c.Unit("lai-chau").Label())) {
			t.Error("of a unit that has not handed in another's sheet is shown")
		}
	})
	c.At("son-la", func(w *workspace.Workspace) {
		c.OK(review.At(w).Verify(lang, "I.2", "6", "Thiếu sổ"))
		c.OK(review.At(w).In("").ConfirmNA(lang, sheet.FirstReview, "II.2", true, "Sở có tổ chức hội thi"))
		c.OK(sheet.At(w).StepSheet(lang, emulation.SheetCrossChecked, ""))
	})
	c.Sits("lang-son", unit, func(p *testwindow.Person) {
		if !p.Reads(text.T("ui.behalf")) {
			t.Error("the unit does not see that its sheet was entered for its leader")
		}
		p.Host.Window.Canvas().Focus(p.Table())
		if row, col := p.Table().Selected(); p.Table().Model().Cell(row, 0).Text != "I.2" || col != p.Col(answer) {
			t.Errorf("it does not begin at what is to be answered: %d %d", row, col)
		}
		p.Write(" ")
		p.Press(text.T("ui.sheet.filter.count", "filter", text.T("ui.explain.filter"), "count", 1))
		p.Press(text.T("ui.explain.do"))
		p.Answer("Hội thi do tỉnh tổ chức, Sở không tổ chức")
		list, err := sheet.At(p.Desk.Workspace).Explanations(lang)
		p.Must(err)
		if len(list) != 2 || !list[0].Accepts || list[1].Code != "II.2" || list[1].Accepts || list[1].Text == "" {
			t.Errorf("%+v; %q", list, p.Told())
		}
	})
}
