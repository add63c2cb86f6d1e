package review_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/internal/testwindow"
	"thidua/ui/text"
	"thidua/workspace"
	"thidua/workspace/replica"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// at stands at the points of a criterion with the keyboard.
func at(p *testwindow.Person, code string) {
	p.Table().Select(p.Row(0, code), p.Col(verified))
	p.Host.Window.Canvas().Focus(p.Table())
}

// Ctrl+Z after an accept by Space says what it took back: the criterion was not checked.
func TestAnAcceptIsTakenBack(t *testing.T) {
	c := testwindow.NewCluster(t)
	c.HandIn("lai-chau", filled)
	lai := c.Unit("lai-chau").ID
	c.Sits("son-la", show, func(p *testwindow.Person) {
		first := func(code string) string {
			if r := sheetOf(p, lai).Row(code).First; r != nil {
				return r.Points.String() + " " + r.Reason
			}
			return "none"
		}
		at(p, "I.1")
		p.Write(" ")
		if first("I.1") != "9 " {
			t.Fatalf("accepted: %q; %q", first("I.1"), p.Told())
		}
		p.TypeCell("I.2", reason, "Thiếu sổ")
		p.TypeCell("I.2", verified, "7")
		p.TypeCell("I.2", verified, "6")
		p.Table().Select(p.Row(0, "II.2"), p.Col(verified))
		p.Press(text.T("ui.review.na.confirm"))
		if first("I.2") != "6 Thiếu sổ" || !sheetOf(p, lai).Row("II.2").First.NA {
			t.Fatalf("I.2 %q, II.2 %q", first("I.2"), first("II.2"))
		}
		at(p, "I.1")
		for _, want := range []string{"trả lời về việc II.2 không áp dụng", "thẩm định I.2", "thẩm định I.2", "thẩm định I.2", "chấp nhận I.1"} {
			p.Shortcut(&fyne.ShortcutUndo{})
			if said := text.T("ui.undo.done", "what", want); p.Said() != said {
				t.Errorf("said %q, want %q; %q", p.Said(), said, p.Told())
			}
		}
		if first("I.1")+first("I.2")+first("II.2") != "nonenonenone" || p.Cell("I.1", verified).Text != "" || p.Cell("I.2", reason).Text != "" {
			t.Errorf("I.1 %q, I.2 %q, II.2 %q; shown %q", first("I.1"), first("I.2"), first("II.2"), p.Cell("I.1", verified).Text)
		}
		if !p.Offered(text.T("ui.sheet.filter.count", "filter", text.T("ui.review.filter.unchecked"), "count", 4)) {
			t.Error("what was taken back does not stand as not checked")
		}
		for range 4 {
			p.Shortcut(&fyne.ShortcutRedo{})
		}
		if first("I.1") != "9 " || first("I.2") != "6 Thiếu sổ" {
			t.Errorf("done again: I.1 %q, I.2 %q; said %q", first("I.1"), first("I.2"), p.Said())
		}
		p.Must(review.At(p.Desk.Workspace).Verify(lai, "I.2", "5", "Người khác xem lại")) // meanwhile
		p.Settle()
		p.Shortcut(&fyne.ShortcutUndo{})
		if first("I.2") != "5 Người khác xem lại" || !strings.Contains(p.Said(), text.T("ui.undo.changed")) {
			t.Errorf("over what somebody wrote since: %q, said %q", first("I.2"), p.Said())
		}
	})
	c.At("lai-chau", func(w *workspace.Workspace) {})
}

// Taking back signs nothing where only what is kept at this desk was another, and never gives again what was given for figures that changed since.
func TestWhatIsGivenAgainIsMeant(t *testing.T) {
	c := testwindow.NewCluster(t)
	c.HandIn("lai-chau", filled)
	lai := c.Unit("lai-chau").ID
	c.Sits("son-la", show, func(p *testwindow.Person) {
		p.Must(review.At(p.Desk.Workspace).Verify(lai, "I.2", "7", "Thiếu sổ"))
		p.Settle()
		unsent := func() int {
			st, err := replica.At(p.Desk.Workspace).Status()
			p.Must(err)
			return st.Unsent
		}
		p.TypeCell("I.2", verified, "99") // too many: kept here only
		had := unsent()
		p.Shortcut(&fyne.ShortcutUndo{})
		if p.Cell("I.2", verified).Text != "7,00" || unsent() != had {
			t.Errorf("%q, %d changes signed; said %q", p.Cell("I.2", verified).Text, unsent()-had, p.Said())
		}
		p.Must(sheet.At(p.Desk.Workspace).StepSheet(lai, emulation.SheetReturned, "Bổ sung số liệu"))
	})
	c.HandIn("lai-chau", map[string]string{"I.2": "9"})
	c.Sits("son-la", show, func(p *testwindow.Person) {
		p.TypeCell("I.2", verified, "8")
		p.Shortcut(&fyne.ShortcutUndo{})
		if r := sheetOf(p, lai).Row("I.2").First; r.Points.String() != "8" || r.Earlier || !strings.Contains(p.Said(), text.T("ui.undo.earlier", "code", "I.2")) {
			t.Errorf("%s %v; said %q", r.Points, r.Earlier, p.Said())
		}
	})
}
