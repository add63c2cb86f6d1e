package shell_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/grid"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// filled is a sheet of the small cluster: 9,00 + 8,00 + 6,00 and one criterion that does not apply.
var filled = map[string]string{"I.1": "90", "I.2": "8", "II.1": "3", "II.2": "kad: không tổ chức hội thi"}

// col is the column of the table on screen with a title.
func (p *person) col(key string) int {
	p.t.Helper()
	for i, c := range p.table().Model().Columns() {
		if c.Title == text.T(key) {
			return i
		}
	}
	p.t.Fatalf("no column %s", text.T(key))
	return -1
}

// typeCell types into a cell of a criterion in the table on screen.
func (p *person) typeCell(code, column, words string) {
	p.t.Helper()
	p.table().Select(p.row(colCode, code), p.col(column))
	p.window.Canvas().Focus(p.table())
	p.write(words + "\n")
}

// at is a cell of a criterion, by the title of its column.
func (p *person) at(code, column string) grid.Cell {
	p.t.Helper()
	return p.cell(code, p.col(column))
}

// confirm presses the button that does what a checklist asked about.
func (p *person) confirm(label string) {
	p.t.Helper()
	if p.window.Canvas().Overlays().Top() == nil {
		p.t.Fatalf("no checklist is shown: %q", p.told())
	}
	p.press(label)
}

const (
	verified = "ui.sheet.column.verified"
	final    = "ui.review.column.final"
	reason   = "ui.review.column.reason"
	answer   = "ui.review.column.answer"
	differ   = "ui.review.column.difference"
)

// A sheet from the first review to the agreement of its unit, each step in the window of who takes it.
func TestASheetIsReviewedExplainedAndAgreed(t *testing.T) {
	c := newCluster(t)
	c.handIn("lai-chau", filled)
	lai := c.unit("lai-chau").ID
	c.at("son-la", func(w *workspace.Workspace) {
		c.must(review.At(w).AssignVerifier(lai, c.unit("lao-cai").ID, sheet.FirstReview))
	})

	c.sits("lao-cai", func(p *person) {
		p.goTo(shell.Review)
		p.typeCell("I.1", verified, "9")
		p.typeCell("I.2", verified, "7,5")
		if e := p.at("I.2", reason); e.State != grid.Error || p.at("I.2", differ).Text != "-0,50" && p.at("I.2", differ).Text != "−0,50" {
			t.Errorf("a difference without a reason is not marked: %+v, %q", e, p.at("I.2", differ).Text)
		}
		if said := p.said(); !strings.Contains(said, "7,5") || !strings.Contains(said, "lý do") {
			t.Errorf("it does not say what is missing: %q", said)
		}
		p.typeCell("II.1", verified, "99")
		if e := p.at("II.1", verified); e.State != grid.Error || e.Text != "99" {
			t.Errorf("points above the maximum: %+v", e)
		}
	})
	c.sits("lao-cai", func(p *person) { // what could not be given stayed, at this desk
		p.goTo(shell.Review)
		if p.at("I.2", verified).Text != "7,5" || p.at("II.1", verified).Text != "99" {
			t.Errorf("what was typed is gone: %q %q", p.at("I.2", verified).Text, p.at("II.1", verified).Text)
		}
		p.typeCell("I.2", reason, "Thiếu sổ theo dõi")
		if r := p.review(lai).Row("I.2"); r.First == nil || r.First.Points.String() != "7.5" || r.First.Reason != "Thiếu sổ theo dõi" {
			t.Errorf("on disk: %+v; %q", r.First, p.told())
		}
		p.table().Select(p.row(colCode, "II.1"), p.col(verified))
		p.window.Canvas().Focus(p.table())
		p.write(" ") // the unit's own points
		p.table().Select(p.row(colCode, "II.2"), p.col(verified))
		p.press(text.T("ui.review.na.confirm"))
		if r := p.review(lai).Row("II.2"); r.First == nil || !r.First.NA {
			t.Errorf("not confirmed: %+v; %q", r.First, p.told())
		}
		p.press(text.T("ui.move.cross-checked"))
		p.confirm(text.T("ui.move.cross-checked"))
		if step := p.review(lai).Step; step != emulation.SheetCrossChecked {
			t.Fatalf("%s; %q", step, p.told())
		}
	})

	c.sits("lai-chau", func(p *person) {
		p.goSheet()
		if p.at("I.2", verified).Text != "7,50" || p.at("I.2", reason).Text != "Thiếu sổ theo dõi" || p.at("I.2", answer).State != grid.Pending {
			t.Errorf("the unit does not see what it is to answer: %+v", p.at("I.2", answer))
		}
		p.press(text.T("ui.move.explained"))
		if !p.reads("I.2") || p.offeredOver(text.T("ui.move.explained")) {
			t.Error("an unanswered difference does not stand in the way")
		}
		p.press(text.T("ui.move.cancel"))
		p.typeCell("I.2", answer, "Sổ đã gửi bổ sung")
		p.press(text.T("ui.move.explained"))
		p.confirm(text.T("ui.move.explained"))
		if step := p.review(lai).Step; step != emulation.SheetExplained {
			t.Fatalf("%s; %q", step, p.told())
		}
	})

	c.sits("cao-bang", func(p *person) {
		p.goTo(shell.Review)
		if e := p.at("I.2", answer); e.Text != "Sổ đã gửi bổ sung" || p.at("I.2", verified).Editable || !p.at("I.2", final).Editable {
			t.Errorf("second round: %+v", e)
		}
		p.typeCell("I.2", final, "8")
		p.press(text.T("ui.move.verified"))
		p.confirm(text.T("ui.move.verified"))
		sh := p.review(lai)
		if r := sh.Row("I.2"); sh.Step != emulation.SheetVerified || r.Second == nil || r.Second.Points.String() != "8" {
			t.Fatalf("%s %+v; %q", sh.Step, r.Second, p.told())
		}
		if p.at("I.2", final).Editable {
			t.Error("points can still be typed after the sheet was verified")
		}
	})

	c.sits("lai-chau", func(p *person) {
		p.goSheet()
		p.press(text.T("ui.move.agreed"))
		p.confirm(text.T("ui.move.agreed"))
		if sh := p.review(lai); sh.Step != emulation.SheetAgreed || sh.Final().Total.String() != "23" {
			t.Errorf("%s %s; %q", sh.Step, sh.Final().Total, p.told())
		}
	})
}

// offeredOver says whether what lies over the window offers a button.
func (p *person) offeredOver(label string) bool {
	return p.window.Canvas().Overlays().Top() != nil && p.offered(label)
}

func (p *person) review(unit emulation.ID) *sheet.Sheet {
	p.t.Helper()
	sh, err := sheet.At(p.desk.Workspace).Sheet(unit)
	p.must(err)
	return sh
}

func TestTheHeadAssignsVerifiers(t *testing.T) {
	c := newCluster(t)
	c.sits("son-la", func(p *person) {
		p.goTo(shell.Review)
		p.press(text.T("ui.review.tab.who"))
		p.press(text.T("ui.review.who.propose"))
		p.confirm(text.T("ui.review.who.assign"))
		list, err := review.At(p.desk.Workspace).Assignments()
		p.must(err)
		if len(list) != 3 || !strings.Contains(p.told(), "son-la") {
			t.Fatalf("%d assignments, and of the own sheet it says %q", len(list), p.told())
		}
		if n := p.table().Model().Rows(); n != 3 {
			t.Errorf("%d on screen", n)
		}
		p.table().Select(1, 0)
		p.press(text.T("ui.review.who.end"))
		p.answer("Bận việc khác")
		list, err = review.At(p.desk.Workspace).Assignments()
		p.must(err)
		if len(list) != 2 {
			t.Errorf("%d assignments after one ended: %q", len(list), p.told())
		}
	})
	c.sits("lai-chau", func(p *person) {
		p.goTo(shell.Review)
		p.press(text.T("ui.review.tab.who"))
		if p.offered(text.T("ui.review.who.propose")) {
			t.Error("who may not assign is offered it")
		}
	})
}

func TestAcceptingFiltersAndJumps(t *testing.T) {
	c := newCluster(t)
	c.handIn("lai-chau", filled)
	lai := c.unit("lai-chau").ID
	c.sits("son-la", func(p *person) {
		p.goTo(shell.Review)
		p.typeCell("II.1", verified, "4")
		p.typeCell("II.1", reason, "Một sáng kiến trùng")
		p.press(text.T("ui.review.accept"))
		if !strings.Contains(p.asked(), "2") {
			t.Fatalf("it asks %q", p.asked())
		}
		p.press(text.T("ui.review.accept.do"))
		sh := p.review(lai)
		if sh.Row("I.1").Verified == nil || sh.Row("I.2").Verified == nil || sh.Row("II.2").First != nil {
			t.Errorf("accepted: %+v %+v %+v; %q", sh.Row("I.1").First, sh.Row("I.2").First, sh.Row("II.2").First, p.told())
		}
		p.table().Select(p.row(colCode, "I.1"), p.col(verified))
		for _, b := range seen[*widgets.Button](p) {
			if b.Icon == fynetheme.MoveDownIcon() {
				test.Tap(b)
			}
		}
		if row, _ := p.table().Selected(); p.table().Model().Cell(row, colCode).Text != "II.1" {
			t.Error("the arrow does not go to the difference")
		}
		p.press(text.T("ui.sheet.filter.count", "filter", text.T("ui.review.filter.different"), "count", 1))
		if n := p.table().Model().Rows(); n != 2 { // with its group
			t.Errorf("%d rows differ", n)
		}
		p.must(sheet.At(p.desk.Workspace).Comment(lai, "II.1", "Đề nghị gửi quyết định"))
		p.press(text.T("ui.move.returned"))
		p.answer("Thiếu chữ ký")
		if step := p.review(lai).Step; step != emulation.SheetReturned {
			t.Errorf("%s; %q", step, p.told())
		}
		if len(seen[*widgets.Badge](p)) == 0 || p.at("II.1", verified).Editable {
			t.Error("a returned sheet can still be given points")
		}
	})
	// The unit changes a figure and hands in again: the points given for the earlier figure are marked, and it is news.
	c.handIn("lai-chau", map[string]string{"II.1": "5"})
	c.sits("son-la", func(p *person) {
		p.goTo(shell.Review)
		e := p.at("II.1", verified)
		if e.State != grid.Warn || e.Note != text.T("ui.review.earlier") {
			t.Errorf("points for an earlier figure: %+v", e)
		}
		p.press(text.T("ui.sheet.filter.count", "filter", text.T("ui.review.filter.changed"), "count", 1))
		p.table().Select(p.row(colCode, "II.1"), p.col("ui.sheet.column.self"))
		p.settle()
		if !p.reads("Đề nghị gửi quyết định") {
			t.Error("the remark is not shown")
		}
	})
}

// Staff hand in for their leader after a signed paper; a unit agrees with the space bar to what it does not dispute.
func TestOnBehalfAndAgreeingByKey(t *testing.T) {
	c := newCluster(t)
	c.join("staff", "lao-cai", emulation.RoleStaff)
	lao := c.unit("lao-cai").ID
	c.at("staff", func(w *workspace.Workspace) {
		paper, err := w.Attach("phiếu đã ký.pdf", strings.NewReader("bản quét"))
		c.must(err)
		for criterion, typed := range filled {
			_, err := sheet.At(w).TypeCell(criterion, typed)
			c.must(err)
		}
		c.must(sheet.At(w).SubmitOnBehalf(lao, "Giám đốc", paper, nil))
	})
	c.sits("son-la", func(p *person) {
		p.goTo(shell.Review)
		if !p.reads(text.T("ui.behalf")) || !p.reads("phiếu đã ký.pdf") {
			t.Error("the verifier does not see that the sheet was entered for its leader")
		}
		for _, n := range seen[*widgets.Nav](p) { // the window's own has no such place
			n.OnSelect(c.unit("lai-chau").ID.String())
		}
		p.settle()
		if !p.reads(text.T("ui.review.none.unit", "unit", c.unit("lai-chau").Label())) {
			t.Error("of a unit that has not handed in another's sheet is shown")
		}
	})
	c.at("son-la", func(w *workspace.Workspace) {
		c.must(review.At(w).Verify(lao, "I.2", "6", "Thiếu sổ"))
		c.must(review.At(w).In("").ConfirmNA(lao, sheet.FirstReview, "II.2", true, "Sở có tổ chức hội thi"))
		c.must(sheet.At(w).StepSheet(lao, emulation.SheetCrossChecked, ""))
	})
	c.sits("lao-cai", func(p *person) {
		p.goSheet()
		if !p.reads(text.T("ui.behalf")) {
			t.Error("the unit does not see that its sheet was entered for its leader")
		}
		p.window.Canvas().Focus(p.table())
		if row, col := p.table().Selected(); p.table().Model().Cell(row, colCode).Text != "I.2" || col != p.col(answer) {
			t.Errorf("it does not begin at what is to be answered: %d %d", row, col)
		}
		p.write(" ")
		p.press(text.T("ui.sheet.filter.count", "filter", text.T("ui.explain.filter"), "count", 1))
		p.press(text.T("ui.explain.do"))
		p.answer("Hội thi do tỉnh tổ chức, Sở không tổ chức")
		list, err := sheet.At(p.desk.Workspace).Explanations(lao)
		p.must(err)
		if len(list) != 2 || !list[0].Accepts || list[1].Code != "II.2" || list[1].Accepts || list[1].Text == "" {
			t.Errorf("%+v; %q", list, p.told())
		}
	})
}
