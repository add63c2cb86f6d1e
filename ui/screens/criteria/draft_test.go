package criteria_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"thidua/emulation/criteria"
	"thidua/internal/testwindow"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/typing"
	"thidua/workspace/season"
)

// drafting sits before a draft that began with the version in force.
func drafting(t *testing.T) *testwindow.Person {
	t.Helper()
	p := testwindow.Before(t, testwindow.Sample(t), show)
	p.Press(text.T("ui.criteria.tab.draft"))
	p.Press(text.T("ui.criteria.draft.from", "number", 1))
	return p
}

// cell is what stands in a cell of the draft.
func cell(p *testwindow.Person, key string, col int) grid.Cell {
	p.T.Helper()
	return p.Table().Model().Cell(p.RowOf(key), col)
}

// last is the last version that was recorded.
func last(p *testwindow.Person) (*criteria.Set, int) {
	p.T.Helper()
	list, err := season.At(p.Desk.Workspace).CriteriaVersions()
	p.Must(err)
	set, err := season.At(p.Desk.Workspace).Criteria(list[len(list)-1].Number)
	p.Must(err)
	return set, len(list)
}

// Whoever leads types into the draft, adds, moves and removes by keyboard, is told what does not add up, and records it once it does.
func TestADraftIsTypedAndRecorded(t *testing.T) {
	p := drafting(t)
	p.TypeInto("c I.4", 1, "Tỉ lệ tốt nghiệp")
	p.TypeInto("c I.4", 2, "8")
	if c := cell(p, "c I.4", 2); c.Text != "8" {
		t.Errorf("%+v", c)
	}
	reads(t, p, text.T("ui.criteria.sum-of", "sum", 101, "scale", 100))
	p.Press(text.T("ui.criteria.draft.record"))
	if _, n := last(p); n != 1 || !strings.Contains(p.Told(), "101") {
		t.Fatalf("%d versions; told %q", n, p.Told())
	}
	// a new line at the end of a group: its code is suggested
	p.TypeInto("+ I", 1, "Tổ chức ngày hội đọc sách")
	if _, n := p.Table().Model().Rows(), 0; n != 0 || cell(p, "+ I", 1).Text == "" {
		t.Error("the new line is gone before it has points")
	}
	p.TypeInto("+ I", 2, "2")
	if c := cell(p, "c I.7", 1); c.Text != "Tổ chức ngày hội đọc sách" {
		t.Fatalf("%+v", c)
	}
	p.TypeInto("c I.4", 2, "nhiều")
	if c := cell(p, "c I.4", 2); c.State != grid.Error || c.Text != "nhiều" {
		t.Errorf("no figure: %+v", c)
	}
	p.TypeInto("c I.4", 2, "5")
	p.TypeInto("c I.4", 4, "có lẽ")
	if c := cell(p, "c I.4", 4); c.State != grid.Error {
		t.Errorf("no such evidence: %+v", c)
	}
	p.TypeInto("c I.4", 4, "khong can")
	p.TypeInto("c I.7", 0, "I.4")
	if c := cell(p, "c I.7", 0); c.State != grid.Error || !strings.Contains(c.Note, "I.4") {
		t.Errorf("a code twice: %+v", c)
	}
	p.TypeInto("c I.7", 0, "I.8")
	// up by keyboard
	p.Table().Select(p.RowOf("c I.8"), 1)
	before := p.RowOf("c I.8")
	p.Shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: fyne.KeyModifierAlt})
	if at := p.RowOf("c I.8"); at != before-1 {
		t.Errorf("moved from %d to %d", before, at)
	}
	// a name that is emptied asks
	p.TypeInto("c II.5", 1, "bỏ đi")
	p.Table().Model().Set(p.RowOf("c II.5"), 1, "")
	p.Settle()
	if p.Asked() == "" {
		t.Fatal("a line goes without a question")
	}
	p.Press(text.T("ui.criteria.draft.remove"))
	p.Press(text.T("ui.criteria.draft.head"))
	entryWith(p, "100").SetText("97")
	p.Press(text.T("ui.criteria.form.take"))
	p.Press(text.T("ui.criteria.draft.record"))
	if p.Asked() == "" {
		t.Fatalf("nothing is asked; told %q", p.Told())
	}
	p.Confirm(text.T("ui.criteria.draft.record"))
	set, n := last(p)
	if n != 2 || set.Maximum("").String() != "97" {
		t.Fatalf("%d versions, %s; told %q", n, set.Maximum(""), p.Told())
	}
	if c, ok := set.ByCode("I.8"); !ok || c.Max.String() != "2" || c.Rule.Kind() != "manual" || c.Index != 5 {
		t.Errorf("%+v", c)
	}
	if _, ok := set.ByCode("II.5"); ok {
		t.Error("what was removed is there")
	}
	reads(t, p, text.T("ui.criteria.version", "number", 1), "tên đổi từ “Tỉ lệ tốt nghiệp THPT (%)” thành “Tỉ lệ tốt nghiệp”")
	p.Press(text.T("ui.criteria.tab.draft"))
	if !p.Offered(text.T("ui.criteria.draft.blank")) {
		t.Error("the draft is still there")
	}
}

// Each step of a draft is taken back by its name, and done again.
func TestADraftIsUndone(t *testing.T) {
	p := drafting(t)
	p.TypeInto("c I.4", 2, "8")
	p.Shortcut(&fyne.ShortcutUndo{})
	if c := cell(p, "c I.4", 2); c.Text != "7" || !strings.Contains(p.Told(), "điểm tối đa đổi từ 7 thành 8") {
		t.Errorf("%+v; told %q", c, p.Told())
	}
	p.Shortcut(&fyne.ShortcutRedo{})
	if c := cell(p, "c I.4", 2); c.Text != "8" {
		t.Errorf("%+v; told %q", c, p.Told())
	}
}

// What the draft changes is told at any time, and what it does to sheets once it adds up.
func TestADraftIsCompared(t *testing.T) {
	p := drafting(t)
	p.TypeInto("c I.4", 2, "8")
	p.Press(text.T("ui.criteria.draft.compare"))
	reads(t, p, "điểm tối đa đổi từ 7 thành 8", "khác thang điểm 100", text.T("ui.criteria.effects.not-sound"))
	p.TypeInto("c I.5", 2, "7")
	p.Press(text.T("ui.criteria.draft.compare"))
	reads(t, p, text.T("ui.criteria.changes", "count", 2, "scores", 2), text.T("ui.criteria.effects", "count", 7), "tiêu chí I.5")
	p.Table().Select(p.RowOf("c II.1"), 1)
	p.Settle()
	reads(t, p, "II.1. Triển khai phong trào")
}

// entryWith is the field that says something.
func entryWith(p *testwindow.Person, value string) *typing.Entry {
	p.T.Helper()
	for _, e := range testwindow.Seen[*typing.Entry](p.Window) {
		if e.Text == value {
			return e
		}
	}
	p.T.Fatalf("no field says %q", value)
	return nil
}

// The form of a rule is made of what its kind asks; what it gives is shown while somebody types, and what is not clear is told and kept.
func TestARuleIsFilledIn(t *testing.T) {
	p := drafting(t)
	p.Table().Select(p.RowOf("c I.4"), 3)
	p.Keys(fyne.KeyReturn)
	bands := entryWith(p, "≥ 99: 7\n≥ 98: 6,5\n≥ 96,5: 6\n≥ 95: 5,5")
	bands.SetText("từ 99: 7\nđến: 5")
	reads(t, p, "Dòng 2 “đến: 5” chưa rõ")
	p.Press(text.T("ui.criteria.form.take"))
	if !p.Offered(text.T("ui.criteria.form.take")) || !strings.Contains(p.Told(), "Dòng 2 “đến: 5” chưa rõ") {
		t.Fatalf("taken though it is not clear; told %q", p.Told())
	}
	bands.SetText("từ 99: 7\ntừ 90: 3,5")
	reads(t, p, "90 thuộc mức từ 90 trở lên: 3,5 điểm", "89 không thuộc mức nào: 2 điểm")
	p.Choose("Đếm số lượng")
	each := testwindow.Seen[*typing.Entry](p.Window)
	reads(t, p, "Chưa điền: điểm mỗi lần.")
	each[4].SetText("0,5")
	reads(t, p, "Mỗi kết quả được 0,5 điểm, tối đa 7 điểm", "3 × 0,5 = 1,5")
	p.Press(text.T("ui.criteria.form.take"))
	if c := cell(p, "c I.4", 3); c.Text != "Mỗi kết quả được 0,5 điểm, tối đa 7 điểm" {
		t.Errorf("%+v; told %q", c, p.Told())
	}
	p.Table().Select(p.RowOf("g I"), 3)
	p.Keys(fyne.KeyReturn)
	entryWith(p, "Kết quả nuôi dạy, giáo dục").SetText("Kết quả")
	p.Choose("Thấp nhất")
	p.Press(text.T("ui.criteria.form.take"))
	if c := cell(p, "g I", 1); c.Text != "Kết quả" || !strings.Contains(cell(p, "g I", 3).Text, "thấp nhất") {
		t.Errorf("%+v %+v", c, cell(p, "g I", 3))
	}
	p.Press(text.T("ui.criteria.draft.head"))
	entryWith(p, "100").SetText("65")
	ties := testwindow.Seen[*typing.Entry](p.Window)
	classes := ties[len(ties)-1]
	classes.SetText("Xuất sắc: 60; 20%\nTốt: nhiều\nKhá")
	reads(t, p, "“nhiều” không phải là số")
	classes.SetText("Xuất sắc: 60; 20%\nTốt: 50,5\nKhá")
	ties = ties[:len(ties)-1]
	ties[len(ties)-1].SetText("điểm nhóm II\nai đó")
	reads(t, p, "Không có bước phân định “ai đó”")
	ties[len(ties)-1].SetText("điểm nhóm II\nbỏ phiếu")
	p.Press(text.T("ui.criteria.form.take"))
	reads(t, p, "Thứ tự phân định khi bằng điểm: điểm nhóm II; bỏ phiếu", "Thang điểm: 65",
		"Các mức xếp loại: Xuất sắc từ 60, cho 20% hạng cao nhất; Tốt từ 50,5; Khá")
}

// disk keeps words as the desk does.
type disk struct{ words map[string]string }

func (d *disk) Keep(words map[string]string) error {
	for place, text := range words {
		d.words[place] = text
	}
	return nil
}
func (d *disk) Drop(place string) error { delete(d.words, place); return nil }

// A draft, and a form that is being filled in, are there again after the window was lost.
func TestADraftIsKept(t *testing.T) {
	dir, kept := testwindow.Sample(t), &disk{map[string]string{}}
	sit := func() *testwindow.Person {
		return testwindow.Before(t, dir, func(p *testwindow.Person) testwindow.Screen {
			p.Host.Words = bridge.NewWords(kept.words, kept, p.Host.Queue, p.Host.After, func(err error) { t.Error(err) }).In("criteria")
			return show(p)
		})
	}
	p := sit()
	p.Press(text.T("ui.criteria.tab.draft"))
	p.Press(text.T("ui.criteria.draft.from", "number", 1))
	p.TypeInto("c I.4", 1, "Tỉ lệ tốt nghiệp")
	p.Table().Select(p.RowOf("c I.1"), 3)
	p.Keys(fyne.KeyReturn)
	p.Choose("Đếm số lượng")
	testwindow.Seen[*typing.Entry](p.Window)[4].SetText("0,7")
	p.Host.Words.Flush()
	p.Settle()
	p.Leave()
	p = sit()
	if c := cell(p, "c I.4", 1); c.Text != "Tỉ lệ tốt nghiệp" {
		t.Fatalf("%+v", c)
	}
	p.Table().Select(p.RowOf("c I.1"), 3)
	p.Host.Window.Canvas().Focus(p.Table())
	p.Keys(fyne.KeyReturn)
	entryWith(p, "0,7")
	if !strings.Contains(p.Told(), text.T("ui.words.back")) {
		t.Errorf("told %q", p.Told())
	}
	p.Press(text.T("ui.cancel"))
	p.Press(text.T("ui.criteria.draft.drop"))
	p.Confirm(text.T("ui.criteria.draft.drop"))
	p.Host.Words.Flush()
	p.Settle()
	if len(kept.words) != 0 {
		t.Errorf("still kept: %v", kept.words)
	}
}

func TestWhoMayNotLeadWritesNoDraft(t *testing.T) {
	p := testwindow.Before(t, testwindow.SampleOf(t, "lao-cai"), show)
	p.Press(text.T("ui.criteria.tab.draft"))
	if p.Offered(text.T("ui.criteria.draft.blank")) || !p.Reads(text.T("ui.criteria.draft.closed")) {
		t.Error("a unit is offered a draft")
	}
}

// What is typed after the question came whether the draft is recorded is recorded too; where it is not right yet, nothing is, and nothing is lost.
func TestTypingAfterTheQuestion(t *testing.T) {
	p := drafting(t)
	p.TypeInto("c I.4", 1, "Tỉ lệ tốt nghiệp")
	p.Press(text.T("ui.criteria.draft.record"))
	p.TypeInto("c I.4", 2, "8")
	p.Confirm(text.T("ui.criteria.draft.record"))
	if _, n := last(p); n != 1 || cell(p, "c I.4", 2).Text != "8" {
		t.Fatalf("%d versions, though the sum is wrong; %+v", n, cell(p, "c I.4", 2))
	}
	p.TypeInto("c I.4", 2, "7")
	p.Press(text.T("ui.criteria.draft.record"))
	p.TypeInto("c I.4", 1, "Tỉ lệ thi đỗ")
	p.Confirm(text.T("ui.criteria.draft.record"))
	set, n := last(p)
	if c, _ := set.ByCode("I.4"); n != 2 || c.Name != "Tỉ lệ thi đỗ" {
		t.Errorf("%d versions, %q; told %q", n, c.Name, p.Told())
	}
	// a line goes after another was typed
	p = drafting(t)
	p.Table().Model().Set(p.RowOf("c II.5"), 1, "")
	p.Settle()
	p.TypeInto("c I.4", 2, "8")
	p.Press(text.T("ui.criteria.draft.remove"))
	if c := cell(p, "c I.4", 2); c.Text != "8" {
		t.Errorf("removing a line took back what was typed into another: %+v", c)
	}
}

// A new line that was given up, and a line that is gone, keep nothing from being recorded.
func TestALineGivenUpIsForgotten(t *testing.T) {
	p := drafting(t)
	p.TypeInto("c I.4", 1, "Tỉ lệ tốt nghiệp")
	p.TypeInto("+ I", 1, "Ngày hội")
	p.Table().Model().Set(p.RowOf("+ I"), 1, "")
	p.Settle()
	p.TypeInto("c II.5", 2, "nhiều")
	p.Table().Select(p.RowOf("c II.5"), 1)
	p.Settle()
	p.Press(text.T("ui.criteria.draft.remove"))
	p.Confirm(text.T("ui.criteria.draft.remove"))
	p.Press(text.T("ui.criteria.draft.record"))
	if !strings.Contains(p.Told(), "97") {
		t.Errorf("told %q", p.Told())
	}
}

// Neither comparing nor taking a step back destroys what is being filled in.
func TestAnOpenFormIsKept(t *testing.T) {
	kept := &disk{map[string]string{}}
	p := testwindow.Before(t, testwindow.Sample(t), func(p *testwindow.Person) testwindow.Screen {
		p.Host.Words = bridge.NewWords(kept.words, kept, p.Host.Queue, p.Host.After, func(err error) { t.Error(err) }).In("criteria")
		return show(p)
	})
	p.Press(text.T("ui.criteria.tab.draft"))
	p.Press(text.T("ui.criteria.draft.from", "number", 1))
	p.TypeInto("c I.5", 2, "7")
	p.Table().Select(p.RowOf("c I.4"), 3)
	p.Keys(fyne.KeyReturn)
	bands := entryWith(p, "≥ 99: 7\n≥ 98: 6,5\n≥ 96,5: 6\n≥ 95: 5,5")
	bands.SetText("từ 99: 7")
	p.Press(text.T("ui.criteria.draft.compare"))
	if !strings.Contains(p.Told(), text.T("ui.criteria.draft.form-open")) {
		t.Errorf("told %q", p.Told())
	}
	entryWith(p, "từ 99: 7")
	p.Host.Undo.Back()
	p.Settle()
	if !strings.Contains(p.Told(), text.T("ui.criteria.draft.form-kept")) {
		t.Errorf("told %q", p.Told())
	}
	p.Table().Select(p.RowOf("c I.4"), 3)
	p.Host.Window.Canvas().Focus(p.Table())
	p.Keys(fyne.KeyReturn)
	entryWith(p, "từ 99: 7")
}
