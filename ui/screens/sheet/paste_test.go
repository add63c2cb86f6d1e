package sheet_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/internal/testwindow"
	"thidua/ui/grid"
	ui "thidua/ui/screens/sheet"
	"thidua/ui/text"
)

// paste puts a text on the clipboard and pastes it at the result of a criterion.
func paste(p *testwindow.Person, code, copied string) {
	p.T.Helper()
	p.App.Clipboard().SetContent(copied)
	p.Table().Select(p.Row(colCode, code), p.Col("ui.sheet.column.result"))
	p.Host.Window.Canvas().Focus(p.Table())
	p.Shortcut(&fyne.ShortcutPaste{})
}

// results are what stands on disk of I.1, I.2, II.1 and II.2.
func results(p *testwindow.Person) string {
	p.T.Helper()
	var all []string
	for _, code := range []string{"I.1", "I.2", "II.1", "II.2"} {
		all = append(all, own(p).Row(code).Typed)
	}
	return strings.Join(all, " | ")
}

func TestPasteAsPeopleCopyIt(t *testing.T) {
	c := testwindow.NewCluster(t)
	filling := func(p *testwindow.Person) testwindow.Screen {
		return ui.New(p.Host, p.Desk.Workspace, ui.Hooks{Hooks: p.Hooks()})
	}
	c.Sits("lai-chau", filling, func(p *testwindow.Person) {
		paste(p, "I.1", "90\r\n8\r\n3\r\n5\r\n") // one under the other, past a group
		if said := p.Said(); !strings.Contains(said, "dời xuống") {
			t.Errorf("that values move down is not said: %q", said)
		}
		p.Keys("Return")
		if got := results(p); got != "90 | 8 | 3 | 5" {
			t.Errorf("in order: %s", got)
		}

		paste(p, "I.1", "Biểu số 2\t\t\t\t\r\nTT\tNội dung tiêu chí\tĐiểm tối đa\t\"Kết quả\r\nthực hiện\"\t\"Điểm\r\ntự chấm\"\r\n(1)\t(2)\t(3)\t(4)\t(5)\r\n"+
			"I\tNhiệm vụ\t20\t\t17,85\r\n1\tHoàn thành chương trình\t10\t98,54%\t9,85\r\n2\tNền nếp\t10\t\t7,75\r\n"+
			"II\tPhong trào\t20\t\t\r\n1\tSáng kiến\t10\t1.234\t10\r\n2\tTham gia hội thi\t10\t6.5\t\r\n\tTổng điểm\t40\t\t27,85\r\n")
		if e := p.Table().Waiting(); e == nil || e.Wrong != 1 || e.Moved != 0 {
			t.Fatalf("%+v; %q", e, p.Said())
		}
		p.Keys("F8") // what is wrong
		if row, _ := p.Table().Selected(); row != p.Row(colCode, "II.1") || !strings.Contains(p.Said(), "1.234") {
			t.Errorf("F8 goes to row %d, said %q", row, p.Said())
		}
		p.Keys("Return")
		if got := results(p); got != "98,54% | 7,75 | 1.234 | 6.5" {
			t.Errorf("a whole table: %s; %q", got, p.Said())
		}
		if e := p.Cell("II.1", "ui.sheet.column.result"); e.State != grid.Error {
			t.Errorf("1.234 is not doubted: %+v", e)
		}

		// one cell that is doubted waits as many do
		paste(p, "I.1", "0,985")
		if e := p.Table().Waiting(); e == nil || e.Wrong != 1 || results(p) != "98,54% | 7,75 | 1.234 | 6.5" {
			t.Errorf("a share of 1 is taken at once: %+v; %s", e, results(p))
		}
		p.Keys("Escape")
		// headings without a column of codes: what is left empty takes nothing away, and a result goes before the points
		paste(p, "I.1", "Kết quả thực hiện\tĐiểm tự chấm\r\n98,54%\t9,85\r\n7,25\t\r\n")
		p.Keys("Return")
		if got := results(p); got != "98,54% | 7,25 | 1.234 | 6.5" {
			t.Errorf("below headings: %s; %q", got, p.Said())
		}
		paste(p, "I.2", "Kết quả thực hiện\tĐiểm tự chấm\r\n7,75\t7,5\r\n")
		p.Keys("Return")
		if got := results(p); got != "98,54% | 7,75 | 1.234 | 6.5" {
			t.Errorf("a result and points: %s; %q", got, p.Said())
		}

		paste(p, "I.2", "II.1\t4\r\nI.1\t0,985\r\nIII.9\t7\r\n") // by code, wherever one stands
		if said := p.Said(); !strings.Contains(said, "III.9") {
			t.Errorf("what it does not know is not said: %q", said)
		}
		p.Table().Select(p.Row(colCode, "I.1"), colResult)
		if want := text.T("ui.sheet.paste.share", "typed", "0,985", "percent", "98,5"); !strings.Contains(p.Said(), want) {
			t.Errorf("a share of 1 is not doubted: %q", p.Said())
		}
		p.Keys("Escape")
		if got := results(p); got != "98,54% | 7,75 | 1.234 | 6.5" {
			t.Errorf("after Esc: %s", got)
		}
	})
}
