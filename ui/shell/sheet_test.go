package shell_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"thidua/emulation"
	samples "thidua/internal/sample"
	"thidua/ui/grid"
	"thidua/ui/shell"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/replica"
	"thidua/workspace/result"
	"thidua/workspace/sheet"
)

// The columns of the sheet that these tests look at.
const (
	colCode   = 0
	colResult = 3
	colSelf   = 4
	colProofs = 6
)

func (p *person) sheet() *sheet.Sheet {
	p.t.Helper()
	me, err := p.desk.Workspace.Me()
	if err != nil {
		p.t.Fatal(err)
	}
	sh, err := sheet.At(p.desk.Workspace).Sheet(me.Unit.ID)
	if err != nil {
		p.t.Fatal(err)
	}
	return sh
}

// select goes to the result cell of a criterion.
func (p *person) select_(code string) {
	p.t.Helper()
	p.table().Select(p.row(colCode, code), colResult)
	p.settle()
}

func (p *person) cell(code string, col int) grid.Cell {
	p.t.Helper()
	return p.table().Model().Cell(p.row(colCode, code), col)
}

func (p *person) said() string {
	p.t.Helper()
	return seen[*widgets.WhyLine](p)[0].Sentence()
}

func (p *person) goSheet() *person {
	p.shell.Frame().Go(shell.Sheet)
	p.settle()
	return p
}

// The figures of another unit of the sample, typed into this unit's sheet from the first criterion to the last, give that unit's totals.
func TestTypesAWholeSheet(t *testing.T) {
	p := sitAtSample(t).goSheet()
	s, err := samples.Load(sampleID)
	if err != nil {
		t.Fatal(err)
	}
	sh := p.sheet()
	p.select_(sh.Season.Set.Criteria()[0].Code)
	for _, c := range sh.Season.Set.Criteria() {
		if row, _ := p.table().Selected(); p.table().Model().Cell(row, colCode).Text != c.Code {
			t.Fatalf("the keyboard stands on %s, want %s", p.table().Model().Cell(row, colCode).Text, c.Code)
		}
		p.write(c.Rule.Format(s.Inputs["cao-bang"][c.Code], true) + "\n")
	}
	want := total(t, p, "cao-bang")
	sh = p.sheet()
	if got := sh.Self.Total.LocaliseFixed(2, true); got != want {
		t.Errorf("the sheet's total is %s, want %s", got, want)
	}
	if sh.Counts.Faults > 0 || sh.Counts.Given != sh.Counts.Criteria {
		t.Errorf("after typing: %+v", sh.Counts)
	}
	shown := ""
	for _, f := range seen[*widgets.Facts](p) {
		if v := f.Value(text.T("ui.sheet.total.self")); v != "" {
			shown = v
		}
	}
	if !strings.HasPrefix(shown, want+" ") {
		t.Errorf("the running total says %q, want %s", shown, want)
	}
	for _, g := range sh.Season.Set.Groups {
		if got, want := p.cell(g.Code, colSelf).Text, sh.Self.Groups[g.Index].Points.LocaliseFixed(2, true); got != want {
			t.Errorf("group %s shows %s, want %s", g.Code, got, want)
		}
	}
}

// total is the total a unit submitted, as the ranking has it.
func total(t *testing.T, p *person, unit string) string {
	t.Helper()
	r, err := result.At(p.desk.Workspace).Ranking()
	if err != nil {
		t.Fatal(err)
	}
	for _, st := range r.Standings {
		if st.Unit.Code == unit {
			return st.Self.Total.LocaliseFixed(2, true)
		}
	}
	t.Fatalf("%s is not ranked", unit)
	return ""
}

func TestABadValueStaysWithItsSentence(t *testing.T) {
	p := sitAtSample(t).goSheet()
	p.select_("I.1")
	p.write("chín mươi\n")
	p.select_("I.1")
	c := p.cell("I.1", colResult)
	if c.Text != "chín mươi" || c.State != grid.Error {
		t.Errorf("the cell shows %+v", c)
	}
	if r := p.sheet().Row("I.1"); r.Typed != "chín mươi" || r.Fault == nil {
		t.Errorf("on disk: %q, fault %v", r.Typed, r.Fault)
	}
	if p.said() == "" || p.said() != c.Note {
		t.Errorf("below the table: %q, the cell's note: %q", p.said(), c.Note)
	}
	p.write("98,5\n")
	p.select_("I.1")
	if c := p.cell("I.1", colResult); c.Text != "98,5 %" || c.State != grid.Plain {
		t.Errorf("after mending: %+v", c)
	}
	if !strings.Contains(p.said(), "98,5") || !strings.Contains(p.said(), "→") {
		t.Errorf("the why-line says %q", p.said())
	}
}

func TestAnOpenEditorIsDraftedAndEscTakesItBack(t *testing.T) {
	p := sitAtSample(t).goSheet()
	p.select_("I.1")
	before := p.sheet().Row("I.1").Typed
	p.write("97")
	p.wait(time.Second)
	if r := p.sheet().Row("I.1"); r.Typed != "97" || !r.Draft {
		t.Errorf("with the editor open, on disk: %q, draft %v", r.Typed, r.Draft)
	}
	if n, err := p.desk.Workspace.Seal(); n != 0 || err != nil {
		t.Errorf("an open editor was signed: %d, %v", n, err)
	}
	p.keys(fyne.KeyEscape)
	if r := p.sheet().Row("I.1"); r.Typed != before {
		t.Errorf("after Esc, on disk: %q, want %q", r.Typed, before)
	}
}

func TestUndoAndRedo(t *testing.T) {
	p := sitAtSample(t).goSheet()
	before := p.sheet().Row("I.1").Typed
	p.select_("I.1")
	p.write("90\n")
	p.focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutUndo{})
	p.settle()
	if got := p.sheet().Row("I.1").Typed; got != before {
		t.Errorf("after undo: %q, want %q", got, before)
	}
	p.focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutRedo{})
	p.settle()
	if got := p.sheet().Row("I.1").Typed; got != "90" {
		t.Errorf("after redo: %q", got)
	}
}

func TestCommittedCellsAreSignedAfterTwoMinutesAndOnLeaving(t *testing.T) {
	p := sitAtSample(t).goSheet()
	status := func() *replica.Status {
		st, err := replica.At(p.desk.Workspace).Status()
		if err != nil {
			t.Fatal(err)
		}
		return st
	}
	p.select_("I.1")
	p.write("90\n91\n")
	if st := status(); st.Drafts != 2 || st.Pending != 0 {
		t.Fatalf("after typing: %d drafts, %d changes", st.Drafts, st.Pending)
	}
	p.wait(2 * time.Minute)
	if st := status(); st.Drafts != 0 || st.Pending != 1 {
		t.Errorf("after two minutes: %d drafts, %d changes", st.Drafts, st.Pending)
	}
	p.select_("I.1")
	p.write("92\n")
	p.shell.Frame().Go(shell.Overview)
	p.settle()
	if st := status(); st.Drafts != 0 || st.Pending != 2 {
		t.Errorf("after leaving: %d drafts, %d changes", st.Drafts, st.Pending)
	}
}

func TestFiltersShowWhatIsLeftToDo(t *testing.T) {
	p := sitAtSample(t).goSheet()
	p.select_("I.3")
	p.write("x\n")
	p.press(text.T("ui.sheet.filter.count", "filter", text.T("ui.sheet.filter.invalid"), "count", 1))
	m := p.table().Model()
	if m.Rows() != 2 || m.Cell(0, colCode).Text != "I" || m.Cell(1, colCode).Text != "I.3" {
		t.Errorf("%d rows, the second is %s", m.Rows(), m.Cell(m.Rows()-1, colCode).Text)
	}
	p.select_("I.3")
	p.write("88\n")
	if m.Rows() != 2 {
		t.Error("a row went away while it was typed into")
	}
	p.press(text.T("ui.sheet.filter.invalid"))
	if m.Rows() != 0 {
		t.Errorf("%d rows are left", m.Rows())
	}
	p.press(text.T("ui.sheet.filter.all"))
	if m.Rows() != len(p.sheet().Rows) {
		t.Errorf("%d rows, want %d", m.Rows(), len(p.sheet().Rows))
	}
}

func TestSubmitWithItsChecklist(t *testing.T) {
	p := sitAtSample(t).goSheet()
	p.select_("I.1")
	p.write("abc\n")
	p.press(text.T("ui.sheet.submit"))
	if n := len(p.window.Canvas().Overlays().List()); n != 1 {
		t.Fatalf("%d sheets are shown", n)
	}
	if p.offered(text.T("ui.submit.do")) {
		t.Error("a sheet with a value that cannot be read is offered to be submitted")
	}
	p.press(text.T("ui.submit.mend"))
	if row, _ := p.table().Selected(); row != p.row(colCode, "I.1") {
		t.Errorf("mending leads to row %d", row)
	}
	p.write("100\n")
	p.press(text.T("ui.sheet.submit"))
	if !p.offered(text.T("ui.submit.do")) {
		t.Fatal("nothing to submit with")
	}
	p.keys(fyne.KeyReturn) // the button that holds the keyboard
	if sh := p.sheet(); sh.Step != emulation.SheetSubmitted || sh.Editable {
		t.Errorf("the sheet stands at %s, editable %v", sh.Step, sh.Editable)
	}
	p.select_("I.1")
	p.table().Focus()
	p.write("5")
	if _, _, open := p.table().Editing(); open {
		t.Error("a submitted sheet can be typed into")
	}
	if want := text.T("ui.sheet.closed", "step", text.T("step.submitted")); p.said() != want {
		t.Errorf("it says %q, want %q", p.said(), want)
	}
}

func TestDroppedFilesAreEvidence(t *testing.T) {
	p := sitAtSample(t).goSheet()
	p.select_("I.1")
	path := filepath.Join(t.TempDir(), "Quyết định 12.pdf")
	if err := os.WriteFile(path, []byte("%PDF-1.4 minh chứng"), 0o600); err != nil {
		t.Fatal(err)
	}
	p.shell.Dropped([]fyne.URI{storage.NewFileURI(path)})
	p.settle()
	if got := p.cell("I.1", colProofs).Text; got != "1" {
		t.Errorf("the cell counts %q", got)
	}
	list, err := sheet.At(p.desk.Workspace).Evidence("I.1")
	if err != nil || len(list) != 1 || list[0].Name != "Quyết định 12.pdf" {
		t.Fatalf("%v, %v", list, err)
	}
	p.shell.Dropped([]fyne.URI{storage.NewFileURI(filepath.Join(t.TempDir(), "không có.pdf"))})
	p.settle()
	if got := p.told(); !strings.Contains(got, "không có.pdf") {
		t.Errorf("a file that is gone: %q", got)
	}
}

func TestPrintsTheSheetOnScreen(t *testing.T) {
	p := sitAtSample(t).goSheet()
	p.press(text.T("ui.print.do"))
	if len(p.printed) != 1 {
		t.Fatalf("%d papers were opened; %q", len(p.printed), p.told())
	}
	raw, err := os.ReadFile(p.printed[0])
	if err != nil || !strings.HasPrefix(string(raw), "%PDF-") {
		t.Errorf("%s is no paper: %v", p.printed[0], err)
	}
}

func TestGoesToACriterionByItsName(t *testing.T) {
	p := sitAtSample(t).goSheet()
	p.ctrl(fyne.KeyG)
	p.write("truong hoc hanh phuc\n")
	if row, _ := p.table().Selected(); row != p.row(colCode, "II.4") {
		t.Errorf("it went to %s", p.table().Model().Cell(row, colCode).Text)
	}
	if p.focused() != fyne.Focusable(p.table()) {
		t.Error("the keyboard did not come back to the table")
	}
}
