package sheet_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	fynestorage "fyne.io/fyne/v2/storage"

	"thidua/emulation"
	samples "thidua/internal/sample"
	"thidua/internal/testwindow"
	"thidua/ui/board"
	"thidua/ui/grid"
	ui "thidua/ui/screens/sheet"
	"thidua/ui/text"
	"thidua/workspace/replica"
	"thidua/workspace/result"
	"thidua/workspace/sheet"
)

func TestMain(m *testing.M) { testwindow.Main(m) }

// sit puts the screen before a person at a desk.
func sit(t *testing.T) (*testwindow.Person, *ui.Screen) {
	t.Helper()
	p := testwindow.Sit(t, testwindow.Sample(t))
	s := ui.New(p.Host, p.Desk.Workspace, ui.Hooks{Hooks: p.Hooks(), Viewer: board.Viewer{View: p.View}, Print: func(unit emulation.ID) { p.Opened[unit.String()] = nil }})
	p.Show(s)
	return p, s
}

func atSample(t *testing.T) *testwindow.Person {
	t.Helper()
	p, _ := sit(t)
	return p
}

// The columns of the sheet that these tests look at.
const (
	colCode   = 0
	colResult = 3
	colSelf   = 4
	colProofs = 6
)

func own(p *testwindow.Person) *sheet.Sheet {
	p.T.Helper()
	me, err := p.Desk.Workspace.Me()
	if err != nil {
		p.T.Fatal(err)
	}
	sh, err := sheet.At(p.Desk.Workspace).Sheet(me.Unit.ID)
	if err != nil {
		p.T.Fatal(err)
	}
	return sh
}

// selectResult goes to the result cell of a criterion.
func selectResult(p *testwindow.Person, code string) {
	p.T.Helper()
	p.Table().Select(p.Row(colCode, code), colResult)
	p.Settle()
}

func cell(p *testwindow.Person, code string, col int) grid.Cell {
	p.T.Helper()
	return p.Table().Model().Cell(p.Row(colCode, code), col)
}

// The figures of another unit of the sample, typed into this unit's sheet from the first criterion to the last, give that unit's totals.
func TestTypesAWholeSheet(t *testing.T) {
	p := atSample(t)
	s, err := samples.Load(testwindow.SampleID)
	if err != nil {
		t.Fatal(err)
	}
	sh := own(p)
	selectResult(p, sh.Season.Set.Criteria()[0].Code)
	for _, c := range sh.Season.Set.Criteria() {
		if row, _ := p.Table().Selected(); p.Table().Model().Cell(row, colCode).Text != c.Code {
			t.Fatalf("the keyboard stands on %s, want %s", p.Table().Model().Cell(row, colCode).Text, c.Code)
		}
		p.Write(c.Rule.Format(s.Inputs["cao-bang"][c.Code], true) + "\n")
	}
	want := total(t, p, "cao-bang")
	sh = own(p)
	if got := sh.Self.Total.LocaliseFixed(2, true); got != want {
		t.Errorf("the sheet's total is %s, want %s", got, want)
	}
	if sh.Counts.Faults > 0 || sh.Counts.Given != sh.Counts.Criteria {
		t.Errorf("after typing: %+v", sh.Counts)
	}
	if !p.Reads(want + " ") {
		t.Errorf("the running total does not say %s", want)
	}
	for _, g := range sh.Season.Set.Groups {
		if got, want := cell(p, g.Code, colSelf).Text, sh.Self.Groups[g.Index].Points.LocaliseFixed(2, true); got != want {
			t.Errorf("group %s shows %s, want %s", g.Code, got, want)
		}
	}
}

// total is the total a unit submitted, as the ranking has it.
func total(t *testing.T, p *testwindow.Person, unit string) string {
	t.Helper()
	r, err := result.At(p.Desk.Workspace).Ranking()
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
	p := atSample(t)
	selectResult(p, "I.1")
	p.Write("chín mươi\n")
	selectResult(p, "I.1")
	c := cell(p, "I.1", colResult)
	if c.Text != "chín mươi" || c.State != grid.Error {
		t.Errorf("the cell shows %+v", c)
	}
	if r := own(p).Row("I.1"); r.Typed != "chín mươi" || r.Fault == nil {
		t.Errorf("on disk: %q, fault %v", r.Typed, r.Fault)
	}
	if p.Said() == "" || p.Said() != c.Note {
		t.Errorf("below the table: %q, the cell's note: %q", p.Said(), c.Note)
	}
	p.Write("98,5\n")
	p.Keys(fyne.KeyF8)
	if p.Said() != text.T(grid.KeyAllValid) {
		t.Errorf("with nothing left to mend F8 says %q", p.Said())
	}
	selectResult(p, "I.1")
	if c := cell(p, "I.1", colResult); c.Text != "98,5%" || c.State != grid.Plain {
		t.Errorf("after mending: %+v", c)
	}
	if !strings.Contains(p.Said(), "98,5") || !strings.Contains(p.Said(), "→") {
		t.Errorf("the why-line says %q", p.Said())
	}
}

func TestAnOpenEditorIsDraftedAndEscTakesItBack(t *testing.T) {
	p := atSample(t)
	selectResult(p, "I.1")
	before := own(p).Row("I.1").Typed
	p.Write("97")
	p.Wait(time.Second)
	if r := own(p).Row("I.1"); r.Typed != "97" || !r.Draft {
		t.Errorf("with the editor open, on disk: %q, draft %v", r.Typed, r.Draft)
	}
	if n, err := p.Desk.Workspace.Seal(); n != 0 || err != nil {
		t.Errorf("an open editor was signed: %d, %v", n, err)
	}
	p.Keys(fyne.KeyEscape)
	if r := own(p).Row("I.1"); r.Typed != before {
		t.Errorf("after Esc, on disk: %q, want %q", r.Typed, before)
	}
}

func TestUndoAndRedo(t *testing.T) {
	p := atSample(t)
	before := own(p).Row("I.1").Typed
	selectResult(p, "I.1")
	p.Write("90\n")
	p.Shortcut(&fyne.ShortcutUndo{})
	if got := own(p).Row("I.1").Typed; got != before {
		t.Errorf("after undo: %q, want %q", got, before)
	}
	p.Shortcut(&fyne.ShortcutRedo{})
	if got := own(p).Row("I.1").Typed; got != "90" {
		t.Errorf("after redo: %q", got)
	}
}

func TestCommittedCellsAreSignedAfterTwoMinutesAndOnLeaving(t *testing.T) {
	p := atSample(t)
	status := func() *replica.Status {
		st, err := replica.At(p.Desk.Workspace).Status()
		if err != nil {
			t.Fatal(err)
		}
		return st
	}
	selectResult(p, "I.1")
	p.Write("90\n91\n")
	if st := status(); st.Drafts != 2 || st.Pending != 0 {
		t.Fatalf("after typing: %d drafts, %d changes", st.Drafts, st.Pending)
	}
	p.Wait(2 * time.Minute)
	if st := status(); st.Drafts != 0 || st.Pending != 1 {
		t.Errorf("after two minutes: %d drafts, %d changes", st.Drafts, st.Pending)
	}
	selectResult(p, "I.1")
	p.Write("92\n")
	p.Away()
	if st := status(); st.Drafts != 0 || st.Pending != 2 {
		t.Errorf("after leaving: %d drafts, %d changes", st.Drafts, st.Pending)
	}
}

func TestFiltersShowWhatIsLeftToDo(t *testing.T) {
	p := atSample(t)
	selectResult(p, "I.3")
	p.Write("x\n")
	p.Press(text.T("ui.sheet.filter.count", "filter", text.T("ui.sheet.filter.invalid"), "count", 1))
	m := p.Table().Model()
	if m.Rows() != 2 || m.Cell(0, colCode).Text != "I" || m.Cell(1, colCode).Text != "I.3" {
		t.Errorf("%d rows, the second is %s", m.Rows(), m.Cell(m.Rows()-1, colCode).Text)
	}
	selectResult(p, "I.3")
	p.Write("88\n")
	if m.Rows() != 2 {
		t.Error("a row went away while it was typed into")
	}
	p.Press(text.T("ui.sheet.filter.invalid"))
	if m.Rows() != 0 {
		t.Errorf("%d rows are left", m.Rows())
	}
	p.Press(text.T("ui.sheet.filter.all"))
	if m.Rows() != len(own(p).Rows) {
		t.Errorf("%d rows, want %d", m.Rows(), len(own(p).Rows))
	}
}

// A figure that can hardly be is taken, marked with its sentence, and confirmed by the space bar or a button.
func TestADoubtIsConfirmed(t *testing.T) {
	p := atSample(t)
	selectResult(p, "I.1")
	p.Write("101\n")
	row := p.Row(colCode, "I.1")
	if cell := p.Table().Model().Cell(row, colResult); cell.State != grid.Warn || !strings.Contains(cell.Note, "101% nằm ngoài khoảng") || cell.Text != "101%" {
		t.Errorf("%+v", cell)
	}
	selectResult(p, "I.1")
	if !p.Offered(text.T("ui.sheet.confirm")) || !strings.Contains(p.Said(), "101% nằm ngoài khoảng") {
		t.Errorf("it says %q", p.Said())
	}
	p.Press(text.T("ui.sheet.confirm"))
	if r := own(p).Row("I.1"); !r.Sure || r.Typed != "101" {
		t.Errorf("%+v", r)
	}
	if cell := p.Table().Model().Cell(row, colResult); cell.State != grid.Plain || p.Offered(text.T("ui.sheet.confirm")) {
		t.Errorf("%+v", cell)
	}
}

func TestSubmitWithItsChecklist(t *testing.T) {
	p := atSample(t)
	selectResult(p, "I.1")
	p.Write("abc\n")
	p.Press(text.T("ui.sheet.submit"))
	if n := len(p.Host.Window.Canvas().Overlays().List()); n != 1 {
		t.Fatalf("%d sheets are shown", n)
	}
	if p.Offered(text.T("ui.submit.do")) {
		t.Error("a sheet with a value that cannot be read is offered to be submitted")
	}
	p.Press(text.T("ui.submit.mend"))
	if row, _ := p.Table().Selected(); row != p.Row(colCode, "I.1") {
		t.Errorf("mending leads to row %d", row)
	}
	p.Write("100\n")
	p.Press(text.T("ui.sheet.submit"))
	if !p.Offered(text.T("ui.submit.do")) {
		t.Fatal("nothing to submit with")
	}
	p.Keys(fyne.KeyReturn) // the button that holds the keyboard
	if sh := own(p); sh.Step == emulation.SheetSubmitted {
		t.Error("a sheet without required evidence is handed in without a word")
	}
	p.Answer("Quyết định chưa ban hành")
	if sh := own(p); sh.Step != emulation.SheetSubmitted || sh.Editable || sh.Reason != "Quyết định chưa ban hành" {
		t.Errorf("the sheet stands at %s, editable %v, for %q", sh.Step, sh.Editable, sh.Reason)
	}
	selectResult(p, "I.1")
	p.Table().Focus()
	p.Write("5")
	if _, _, open := p.Table().Editing(); open {
		t.Error("a submitted sheet can be typed into")
	}
	if want := text.T("ui.sheet.closed", "step", text.T("step.submitted")); p.Said() != want {
		t.Errorf("it says %q, want %q", p.Said(), want)
	}
}

func TestDroppedFilesAreEvidence(t *testing.T) {
	p, screen := sit(t)
	selectResult(p, "I.1")
	path := filepath.Join(t.TempDir(), "Quyết định 12.pdf")
	if err := os.WriteFile(path, []byte("%PDF-1.4 minh chứng"), 0o600); err != nil {
		t.Fatal(err)
	}
	screen.Drop([]fyne.URI{fynestorage.NewFileURI(path)})
	p.Settle()
	if got := cell(p, "I.1", colProofs).Text; got != "1" {
		t.Errorf("the cell counts %q", got)
	}
	list, err := sheet.At(p.Desk.Workspace).Evidence("I.1")
	if err != nil || len(list) != 1 || list[0].Name != "Quyết định 12.pdf" {
		t.Fatalf("%v, %v", list, err)
	}
	screen.Drop([]fyne.URI{fynestorage.NewFileURI(filepath.Join(t.TempDir(), "không có.pdf"))})
	p.Settle()
	if got := p.Told(); !strings.Contains(got, "không có.pdf") {
		t.Errorf("a file that is gone: %q", got)
	}
}

func TestPrintsTheSheetOnScreen(t *testing.T) {
	p := atSample(t)
	p.Press(text.T("ui.print.do"))
	if _, printed := p.Opened[own(p).Unit.ID.String()]; !printed {
		t.Errorf("the sheet was not printed: %q", p.Told())
	}
}

func TestGoesToACriterionByItsName(t *testing.T) {
	p := atSample(t)
	p.Ctrl(fyne.KeyG)
	p.Write("truong hoc hanh phuc\n")
	if row, _ := p.Table().Selected(); row != p.Row(colCode, "II.4") {
		t.Errorf("it went to %s", p.Table().Model().Cell(row, colCode).Text)
	}
	if p.Focused() != fyne.Focusable(p.Table()) {
		t.Error("the keyboard did not come back to the table")
	}
}
