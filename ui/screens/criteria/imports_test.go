package criteria_test

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"thidua/internal/testwindow"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/typing"
)

// workbook is a table of criteria of the tests of documents/intake.
func workbook(name string) string {
	return filepath.Join("..", "..", "..", "documents", "intake", "testdata", name)
}

// A workbook is shown as it was understood; what is in doubt waits for a person, and what is to be mended stays noted in the draft until it is.
func TestAWorkbookBecomesTheDraft(t *testing.T) {
	p := testwindow.Before(t, testwindow.Sample(t), show)
	p.Press(text.T("ui.criteria.tab.import"))
	if p.Offered(text.T("ui.criteria.import.take")) {
		t.Error("nothing can be taken before something was read")
	}
	p.Write(workbook("bang-tieu-chi-cum-thi-dua.xlsx") + "\n")
	if c := p.Table().Model().Cell(p.RowOf("12"), 4); c.Text != "theo cấp, giải" {
		t.Fatalf("%+v; told %q", c, p.Told())
	}
	if c := p.Table().Model().Cell(p.RowOf("18"), 1); c.State != grid.Warn || !strings.Contains(c.Note, "không đăng ký: 0 điểm") {
		t.Errorf("the doubt is not in its row: %+v", c)
	}
	reads(t, p, text.T("ui.criteria.import.left", "count", 1))
	if p.Offered(text.T("ui.criteria.import.take")) {
		t.Error("what is in doubt could be taken")
	}
	// by keyboard: Enter on the row leads to its answers
	p.Table().Select(p.RowOf("18"), 1)
	p.Keys(fyne.KeyReturn, fyne.KeyReturn)
	reads(t, p, text.T("ui.criteria.import.ready"))
	p.Press(text.T("ui.criteria.import.again"))
	p.Press(text.T("ui.criteria.import.mend"))
	p.Press(text.T("ui.criteria.import.take"))
	if c := cell(p, "c 3", 3); c.State != grid.Warn || !strings.Contains(c.Note, "không đăng ký: 0 điểm") || !strings.Contains(c.Text, "Nộp chậm") {
		t.Fatalf("%+v; told %q", c, p.Told())
	}
	p.Press(text.T("ui.criteria.draft.record"))
	if !strings.Contains(p.Told(), "không đăng ký") || p.Asked() != "" {
		t.Errorf("recorded with what is to be mended: asked %q, told %q", p.Asked(), p.Told())
	}
	p.Table().Select(p.RowOf("c 3"), 1)
	p.Settle()
	p.Press(text.T("ui.criteria.note.done"))
	if c := cell(p, "c 3", 3); c.State != grid.Plain {
		t.Errorf("%+v", c)
	}
	p.Press(text.T("ui.criteria.draft.record"))
	p.Confirm(text.T("ui.criteria.draft.record"))
	if set, n := last(p); n != 2 || len(set.Criteria()) != 11 || set.Maximum("").String() != "100" {
		t.Errorf("%d versions, %d criteria; told %q", n, len(set.Criteria()), p.Told())
	}
}

// A file that is none is refused in words, and a draft that is there is not lost by reading another.
func TestAnotherFile(t *testing.T) {
	p := drafting(t)
	p.TypeInto("c I.4", 1, "Tỉ lệ tốt nghiệp")
	p.Press(text.T("ui.criteria.tab.import"))
	p.Write(workbook("cau-cach-tinh-diem.tsv") + "\n")
	if !strings.Contains(p.Told(), "cau-cach-tinh-diem.tsv") {
		t.Errorf("told %q", p.Told())
	}
	testwindow.Seen[*typing.Entry](p.Window)[0].SetText("")
	p.Write("không-có.xlsx\n")
	if !strings.Contains(p.Told(), text.T("ui.error.file-gone", "name", "không-có.xlsx")) {
		t.Errorf("told %q", p.Told())
	}
	testwindow.Seen[*typing.Entry](p.Window)[0].SetText("")
	p.Write(filepath.Join("..", "..", "..", "emulation", "criteria", "testdata", "kinds.yaml") + "\n")
	if p.Asked() != text.T("ui.criteria.draft.replace") {
		t.Fatalf("asked %q, told %q", p.Asked(), p.Told())
	}
	p.Press(text.T("ui.criteria.draft.replace.do"))
	if c := cell(p, "c v", 3); !strings.Contains(c.Text, "a/b") {
		t.Errorf("%+v", c)
	}
	p.Shortcut(&fyne.ShortcutUndo{})
	if c := cell(p, "c I.4", 1); c.Text != "Tỉ lệ tốt nghiệp" {
		t.Errorf("the draft from before is gone: %+v; told %q", c, p.Told())
	}
}
