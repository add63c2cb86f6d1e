package review_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/board"
	"thidua/ui/grid"
	ui "thidua/ui/screens/review"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// show is the screen before a person at a desk.
func show(p *testwindow.Person) testwindow.Screen {
	return ui.New(p.Host, p.Desk.Workspace, ui.Hooks{Hooks: p.Hooks(), Viewer: board.Viewer{View: p.View}, Sync: func() { p.Synced++ }})
}

// filled is a sheet of the small cluster: 9,00 + 8,00 + 6,00 and one criterion that does not apply.
var filled = map[string]string{"I.1": "90", "I.2": "8", "II.1": "3", "II.2": "kad: không tổ chức hội thi"}

const (
	before   = "ui.review.column.before"
	verified = "ui.sheet.column.verified"
	final    = "ui.review.column.final"
	reason   = "ui.review.column.reason"
	answer   = "ui.review.column.answer"
	differ   = "ui.review.column.difference"
)

func sheetOf(p *testwindow.Person, unit emulation.ID) *sheet.Sheet {
	p.T.Helper()
	sh, err := sheet.At(p.Desk.Workspace).Sheet(unit)
	p.Must(err)
	return sh
}

func TestTheHeadAssignsVerifiers(t *testing.T) {
	c := testwindow.NewCluster(t)
	c.Sits("son-la", show, func(p *testwindow.Person) {
		p.Press(text.T("ui.review.tab.who"))
		p.Press(text.T("ui.review.who.propose"))
		p.Agree(text.T("ui.review.who.assign"))
		list, err := review.At(p.Desk.Workspace).Assignments()
		p.Must(err)
		if len(list) != 3 || !strings.Contains(p.Told(), "son-la") {
			t.Fatalf("%d assignments, and of the own sheet it says %q", len(list), p.Told())
		}
		if n := p.Table().Model().Rows(); n != 3 {
			t.Errorf("%d on screen", n)
		}
		p.Table().Select(1, 0)
		p.Press(text.T("ui.review.who.end"))
		p.Answer("Bận việc khác")
		list, err = review.At(p.Desk.Workspace).Assignments()
		p.Must(err)
		if len(list) != 2 {
			t.Errorf("%d assignments after one ended: %q", len(list), p.Told())
		}
	})
	c.Sits("lai-chau", show, func(p *testwindow.Person) {
		p.Press(text.T("ui.review.tab.who"))
		if p.Offered(text.T("ui.review.who.propose")) {
			t.Error("who may not assign is offered it")
		}
	})
}

func TestAcceptingFiltersAndJumps(t *testing.T) {
	c := testwindow.NewCluster(t)
	c.HandIn("lai-chau", filled)
	lai := c.Unit("lai-chau").ID
	c.Sits("son-la", show, func(p *testwindow.Person) {
		p.TypeCell("II.1", verified, "4")
		p.TypeCell("II.1", reason, "Một sáng kiến trùng")
		p.Press(text.T("ui.review.accept"))
		if !strings.Contains(p.Asked(), "2") {
			t.Fatalf("it asks %q", p.Asked())
		}
		p.Press(text.T("ui.review.accept.do"))
		sh := sheetOf(p, lai)
		if sh.Row("I.1").Verified == nil || sh.Row("I.2").Verified == nil || sh.Row("II.2").First != nil {
			t.Errorf("accepted: %+v %+v %+v; %q", sh.Row("I.1").First, sh.Row("I.2").First, sh.Row("II.2").First, p.Told())
		}
		p.Table().Select(p.Row(0, "I.1"), p.Col(verified))
		for _, b := range testwindow.Seen[*widgets.Button](p.Window) {
			if b.Icon == fynetheme.MoveDownIcon() {
				test.Tap(b)
			}
		}
		if row, _ := p.Table().Selected(); p.Table().Model().Cell(row, 0).Text != "II.1" {
			t.Error("the arrow does not go to the difference")
		}
		p.Press(text.T("ui.sheet.filter.count", "filter", text.T("ui.review.filter.different"), "count", 1))
		if n := p.Table().Model().Rows(); n != 2 { // with its group
			t.Errorf("%d rows differ", n)
		}
		p.Must(sheet.At(p.Desk.Workspace).Comment(lai, "II.1", "Đề nghị gửi quyết định"))
		p.Press(text.T("ui.move.returned"))
		p.Answer("Thiếu chữ ký")
		if step := sheetOf(p, lai).Step; step != emulation.SheetReturned {
			t.Errorf("%s; %q", step, p.Told())
		}
		if len(testwindow.Seen[*widgets.Badge](p.Window)) == 0 || p.Cell("II.1", verified).Editable {
			t.Error("a returned sheet can still be given points")
		}
	})
	// The unit changes a figure and hands in again: the points given for the earlier figure are marked, and it is news.
	c.HandIn("lai-chau", map[string]string{"II.1": "5"})
	c.Sits("son-la", show, func(p *testwindow.Person) {
		e := p.Cell("II.1", verified)
		if e.State != grid.Warn || e.Note != text.T("ui.review.earlier") {
			t.Errorf("points for an earlier figure: %+v", e)
		}
		p.Press(text.T("ui.sheet.filter.count", "filter", text.T("ui.review.filter.changed"), "count", 1))
		p.Table().Select(p.Row(0, "II.1"), p.Col("ui.sheet.column.self"))
		p.Settle()
		if !p.Reads("Đề nghị gửi quyết định") {
			t.Error("the remark is not shown")
		}
	})
}
