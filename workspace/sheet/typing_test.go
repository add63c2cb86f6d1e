package sheet_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/workspace/questions"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

func TestTypedTextSurvives(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	w.Type(d, "I.1", "98,5")
	cell := testyear.Must(sheet.At(d.Workspace).TypeCell("I.2", "mười một"))(w)
	w.Fails(cell.Fault, "input.not-a-number")
	w.OK(sheet.At(d.Workspace).EditCell("I.4", "Tốt"))
	d = w.Reopen(d)

	if r := w.Row(d, "I.1"); r.Typed != "98,5" || r.Self.String() != "9.85" || !r.Draft || r.Open || r.Fault != nil || r.Pending {
		t.Errorf("%+v", r)
	}
	r := w.Row(d, "I.2")
	if r.Typed != "mười một" || r.Given || !r.Draft || !r.Self.IsZero() {
		t.Errorf("%+v", r)
	}
	w.Fails(r.Fault, "input.not-a-number")
	if r := w.Row(d, "I.4"); r.Typed != "Tốt" || !r.Open || r.Fault != nil || r.Self.String() != "10" {
		t.Errorf("%+v", r)
	}
	if st := w.Status(d); st.Drafts != 3 || st.Pending != 0 {
		t.Errorf("%+v", st)
	}

	// Only what was confirmed and can be read is signed and sent; the rest stays as it was typed.
	if n := testyear.Must(d.Workspace.Seal())(w); n != 1 {
		t.Errorf("%d cells were sealed", n)
	}
	colleague := w.Join("son-la", emulation.RoleStaff)
	w.Sync(d, colleague)
	if sh := w.Own(colleague); sh.Counts.Given != 1 || sh.Row("I.2").Typed != "" || sh.Row("I.4").Typed != "" || sh.Row("I.1").Typed != "98,5" {
		t.Errorf("%+v", sh.Counts)
	}
	d = w.Reopen(d)
	if sh := w.Own(d); sh.Row("I.2").Typed != "mười một" || sh.Row("I.4").Typed != "Tốt" || sh.Row("I.1").Draft || sh.Row("I.1").Pending {
		t.Errorf("%+v %+v", sh.Row("I.1"), sh.Row("I.2"))
	}
	w.Agree(d, colleague)

	// Neither goes into a submission; the sentence names both.
	err := sheet.At(d.Workspace).Because("chưa có minh chứng").Submit()
	w.Fails(err, "submit.blocked")
	if s := phrase.Error(phrase.Vietnamese, err); !strings.Contains(s, "I.2 ghi “mười một” chưa đúng") || !strings.Contains(s, "I.4 đang ghi dở “Tốt”") {
		t.Error(s)
	}
	w.Type(d, "I.2", "7,25")
	w.Type(d, "I.4", "Tốt")
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(d)
	if sh := w.Own(d); sh.Step != emulation.SheetSubmitted || sh.Self.Total.String() != "27.1" || w.Status(d).Drafts != 0 {
		t.Errorf("%s %s", sh.Step, sh.Self.Total)
	}
}

// The text of an open editor stands beside what was committed before: neither a crash nor a sync in that moment costs the committed one.
func TestEditorBesideCommitted(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d, colleague := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
	w.Type(d, "I.1", "98,5")
	w.OK(sheet.At(d.Workspace).EditCell("I.1", "9"))
	w.Sync(d, colleague)
	if r := w.Row(colleague, "I.1"); r.Typed != "98,5" {
		t.Fatalf("the colleague has %q", r.Typed)
	}
	d = w.Reopen(d)
	if r := w.Row(d, "I.1"); r.Typed != "9" || !r.Open || !r.Draft {
		t.Errorf("%+v", r)
	}
	// What is committed now follows on what was signed meanwhile: no question.
	w.Type(d, "I.1", "97")
	w.Sync(d, colleague)
	if r := w.Row(colleague, "I.1"); r.Typed != "97" || r.Conflict {
		t.Errorf("%+v", r)
	}
	if st := w.Status(d); st.Drafts != 0 || st.Conflicts != 0 {
		t.Errorf("%+v", st)
	}
	// An editor that was given up: the commit that puts the old text back also ends the editor's draft.
	w.OK(sheet.At(d.Workspace).EditCell("I.1", "12"))
	w.Type(d, "I.1", "97")
	d = w.Reopen(d)
	if r := w.Row(d, "I.1"); r.Typed != "97" || r.Open {
		t.Errorf("%+v", r)
	}
	if n := testyear.Must(d.Workspace.Seal())(w); n != 0 || w.Status(d).Drafts != 0 {
		t.Errorf("%d sealed, %d drafts", n, w.Status(d).Drafts)
	}
	if r := w.Row(w.Reopen(d), "I.1"); r.Typed != "97" || r.Open || r.Draft {
		t.Errorf("%+v", r)
	}
}

func TestEditTakenBack(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	w.Type(d, "I.1", "98")
	w.Sync(d)
	w.Type(d, "I.1", "99")
	w.Type(d, "I.1", "98")
	w.Type(d, "I.2", "5")
	w.Type(d, "I.2", "")
	if n := testyear.Must(d.Workspace.Seal())(w); n != 0 {
		t.Errorf("%d cells were signed though nothing changed", n)
	}
	if st := w.Status(d); st.Drafts != 0 || st.Pending != 0 {
		t.Errorf("%+v", st)
	}
	w.Type(d, "I.1", "")
	w.Sync(d)
	if r := w.Row(d, "I.1"); r.Given || r.Typed != "" || r.Conflict {
		t.Errorf("%+v", r)
	}
}

// A colleague's change that arrives between typing and signing was not on screen: it gives a question, and both stay.
func TestExpectsAreThoseOnScreen(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d, colleague := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
	w.Type(d, "I.1", "90")
	w.Sync(d, colleague)
	scope := w.Unit("son-la").Scope()

	w.Type(d, "I.1", "91")
	w.Type(colleague, "I.1", "92")
	w.Sync(colleague)
	w.Pull(d, scope)
	w.Type(d, "I.1", "93") // still the same editing, begun with 90 on screen
	if n := testyear.Must(d.Workspace.Seal())(w); n != 1 {
		t.Fatal(n)
	}
	w.Sync(d, colleague)
	for _, x := range []*desk.Desk{d, colleague} {
		list := testyear.Must(questions.At(x.Workspace).Conflicts())(w)
		if len(list) != 1 || list[0].Code != "I.1" || list[0].Column != "self" || len(list[0].Choices) != 2 {
			t.Fatalf("%+v", list)
		}
		shown := list[0].Choices[0].Shown + " " + list[0].Choices[1].Shown
		if shown != "92 93" && shown != "93 92" {
			t.Error(shown)
		}
		for _, c := range list[0].Choices {
			if mine := (x == d) == (c.Shown == "93"); c.Mine != mine || !strings.HasPrefix(c.Author, "Người của son-la") {
				t.Errorf("%+v", c)
			}
		}
		if r := w.Row(x, "I.1"); !r.Conflict || r.Given || !r.Self.IsZero() {
			t.Errorf("%+v", r)
		}
	}
	// It is not edited over, does not go into a submission, and is decided by a person.
	_, err := sheet.At(d.Workspace).TypeCell("I.1", "94")
	w.Fails(err, "workspace.conflict-first")
	w.Fails(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit(), "submit.blocked")
	w.Fails(questions.At(d.Workspace).Decide(2, 1), "workspace.question-unknown")
	w.Fails(questions.At(d.Workspace).Decide(1, 3), "workspace.choice-unknown")
	q := testyear.Must(questions.At(d.Workspace).Conflicts())(w)[0]
	pick := 1
	if q.Choices[1].Shown == "92" {
		pick = 2
	}
	w.OK(questions.At(d.Workspace).Settle(q, pick))
	w.Sync(d, colleague)
	for _, x := range []*desk.Desk{d, colleague} {
		if r := w.Row(x, "I.1"); r.Conflict || r.Typed != "92" {
			t.Errorf("%+v", r)
		}
	}
	w.Fails(questions.At(colleague.Workspace).Settle(q, 1), "workspace.question-moved")
	r := testyear.Must(d.DB.Record(changeset.NaturalRef(scope, "score", changeset.NewKey(w.Own(d).ID, "I.1", "self"))))(w)
	if len(r.Fields["input"]) != 4 {
		t.Errorf("%d of 4 versions are kept", len(r.Fields["input"]))
	}
	w.Agree(d, colleague)
}

// Equal values written twice need no question.
func TestSameValueTwice(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d, colleague := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
	w.Type(d, "I.1", "90")
	w.Type(colleague, "I.1", "90,0")
	w.Sync(d, colleague, d)
	if r := w.Row(d, "I.1"); r.Conflict || r.Typed != "90" || w.Status(d).Conflicts != 0 {
		t.Errorf("%+v", r)
	}
	w.Type(d, "I.1", "91")
	w.Sync(d, colleague)
	if r := w.Row(colleague, "I.1"); r.Conflict || r.Typed != "91" {
		t.Errorf("%+v", r)
	}
}

// Whatever stands in a cell that cannot be sent, the other cells are.
func TestCellsThatCannotBeSent(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	long := "KAD: " + strings.Repeat("lý do ", 20_000)
	cell := testyear.Must(sheet.At(d.Workspace).TypeCell("I.1", long))(w)
	w.Fails(cell.Fault, "workspace.cell-too-long")
	cell = testyear.Must(sheet.At(d.Workspace).SetCell("I.2", map[string]string{"diem": "7"}))(w)
	if cell.Fault == nil {
		t.Error("an input that does not exist was taken")
	}
	cell = testyear.Must(sheet.At(d.Workspace).SetCell("I.3", map[string]string{"qg": "2"}))(w)
	if cell.Fault == nil {
		t.Error("an input that does not exist was taken")
	}
	w.Type(d, "II.1", "3")
	d = w.Reopen(d)
	if sh := w.Own(d); sh.Row("I.1").Typed != long || sh.Row("I.1").Fault == nil || !strings.Contains(sh.Row("I.2").Typed, "diem=7") ||
		!strings.Contains(sh.Row("I.3").Typed, "qg=2") {
		t.Errorf("%q %q", sh.Row("I.2").Typed, sh.Row("I.3").Typed)
	}
	w.Sync(d)
	if r := w.Row(d, "II.1"); r.Draft || r.Pending || r.Self.String() != "6" {
		t.Errorf("%+v", r)
	}
	list := testyear.Must(sheet.At(d.Workspace).Checklist())(w)
	if len(list.Blocking) != 3 {
		t.Errorf("%+v", list.Blocking)
	}
}

// What is pasted is on disk together; what cannot be taken stands in its place with the reason, and keeps nothing else back.
func TestCellsTypedAtOnce(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	taken := testyear.Must(sheet.At(d.Workspace).In("").TypeCells([]sheet.Typed{{Code: "I.1", Text: "98,5"}, {Code: "IX.9", Text: "1"}, {Code: "I.2", Text: "mười một"}}))(w)
	w.Fails(taken[1].Err, "workspace.criterion-unknown")
	w.Fails(taken[2].Fault, "input.not-a-number")
	d = w.Reopen(d)
	if a, b := w.Row(d, "I.1"), w.Row(d, "I.2"); a.Typed != "98,5" || taken[0].Fields["value"] != "98.5" || b.Typed != "mười một" || b.Fault == nil {
		t.Errorf("%+v %+v", a, b)
	}
	for i, x := range testyear.Must(sheet.At(w.Office.Workspace).In("").TypeCells([]sheet.Typed{{Code: "I.1", Text: "1"}, {Code: "I.2", Text: "2"}}))(w) {
		if emulation.KeyOf(x.Err) != "workspace.no-own-sheet" {
			t.Errorf("%d: %v", i, x.Err)
		}
	}
}

func TestWhoFillsIn(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	observer := w.Join("son-la", emulation.RoleObserver)
	_, err := sheet.At(observer.Workspace).TypeCell("I.1", "98")
	w.Fails(err, "workspace.not-your-sheet-to-fill")
	w.Fails(sheet.At(observer.Workspace).EditCell("I.1", "98"), "workspace.not-your-sheet-to-fill")
	if w.Own(observer).Editable {
		t.Error("the sheet is shown as if it could be typed into")
	}
	_, err = sheet.At(w.Office.Workspace).TypeCell("I.1", "98")
	w.Fails(err, "workspace.no-own-sheet")
	leader := w.Join("son-la", emulation.RoleLeader)
	_, err = sheet.At(leader.Workspace).TypeCell("IX.9", "98")
	w.Fails(err, "workspace.criterion-unknown")
}

// A unit's word that a criterion does not apply is provisional until a review confirms it; one that says otherwise takes it in again.
func TestNotApplicable(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	d, deputy := desks["son-la"], desks["cao-bang"]
	unit := w.Unit("son-la").ID
	w.FillIn(d)
	w.Type(d, "II.1", "KAD: không có phong trào")
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(d, deputy)
	if sh := w.Sheet(deputy, "son-la"); !sh.Final().Provisional || sh.Final().Max.String() != "50" {
		t.Errorf("%v %s", sh.Final().Provisional, sh.Final().Max)
	}
	w.Fails(review.At(deputy.Workspace).In("").ConfirmNA(unit, sheet.FirstReview, "I.2", false, ""), "sheet.na-not-said")
	w.Fails(review.At(deputy.Workspace).In("").ConfirmNA(unit, sheet.FirstReview, "II.1", true, " "), "sheet.na-reason")
	w.Fails(review.At(deputy.Workspace).Verify(unit, "II.1", "0", ""), "workspace.verify-reason")
	w.OK(review.At(deputy.Workspace).In("").ConfirmNA(unit, sheet.FirstReview, "II.1", false, ""))
	sh := w.Sheet(deputy, "son-la")
	if r := sh.Row("II.1"); sh.Final().Provisional || sh.Final().Max.String() != "50" || !r.NA || r.Provision || !r.First.NA {
		t.Errorf("%+v", sh.Row("II.1"))
	}
	w.OK(review.At(deputy.Workspace).In("").ConfirmNA(unit, sheet.SecondReview, "II.1", true, "Đơn vị có hai sáng kiến"))
	if sh := w.Sheet(deputy, "son-la"); sh.Final().Max.String() != "60" || sh.Final().Total.String() != "47.85" {
		t.Errorf("%s of %s", sh.Final().Total, sh.Final().Max)
	}
	w.OK(review.At(deputy.Workspace).In("").Review(unit, sheet.SecondReview, review.Points{Code: "II.1", Points: "4", Reason: "Hai sáng kiến"}))
	if sh := w.Sheet(deputy, "son-la"); sh.Final().Total.String() != "51.85" {
		t.Errorf("%s", sh.Final().Total)
	}
}
