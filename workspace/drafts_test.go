package workspace_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/sync/changeset"
	"thidua/workspace/questions"
	"thidua/workspace/sheet"
)

func TestTypedTextSurvives(t *testing.T) {
	w := founded(t, table)
	d := w.join("son-la", emulation.RoleLeader)
	w.typed(d, "I.1", "98,5")
	cell := must(sheet.At(d.Workspace).TypeCell("I.2", "mười một"))(w)
	w.fails(cell.Fault, "input.not-a-number")
	w.ok(sheet.At(d.Workspace).EditCell("I.4", "Tốt"))
	d = w.reopen(d)

	if r := w.row(d, "I.1"); r.Typed != "98,5" || r.Self.String() != "9.85" || !r.Draft || r.Open || r.Fault != nil || r.Pending {
		t.Errorf("%+v", r)
	}
	r := w.row(d, "I.2")
	if r.Typed != "mười một" || r.Given || !r.Draft || !r.Self.IsZero() {
		t.Errorf("%+v", r)
	}
	w.fails(r.Fault, "input.not-a-number")
	if r := w.row(d, "I.4"); r.Typed != "Tốt" || !r.Open || r.Fault != nil || r.Self.String() != "10" {
		t.Errorf("%+v", r)
	}
	if st := w.status(d); st.Drafts != 3 || st.Pending != 0 {
		t.Errorf("%+v", st)
	}

	// Only what was confirmed and can be read is signed and sent; the rest stays as it was typed.
	if n := must(d.Workspace.Seal())(w); n != 1 {
		t.Errorf("%d cells were sealed", n)
	}
	colleague := w.join("son-la", emulation.RoleStaff)
	w.sync(d, colleague)
	if sh := w.own(colleague); sh.Counts.Given != 1 || sh.Row("I.2").Typed != "" || sh.Row("I.4").Typed != "" || sh.Row("I.1").Typed != "98,5" {
		t.Errorf("%+v", sh.Counts)
	}
	d = w.reopen(d)
	if sh := w.own(d); sh.Row("I.2").Typed != "mười một" || sh.Row("I.4").Typed != "Tốt" || sh.Row("I.1").Draft || sh.Row("I.1").Pending {
		t.Errorf("%+v %+v", sh.Row("I.1"), sh.Row("I.2"))
	}
	w.agree(d, colleague)

	// Neither goes into a submission; the sentence names both.
	err := sheet.At(d.Workspace).Submit()
	w.fails(err, "submit.blocked")
	if s := phrase.Error(phrase.Vietnamese, err); !strings.Contains(s, "I.2 ghi “mười một” chưa đúng") || !strings.Contains(s, "I.4 đang ghi dở “Tốt”") {
		t.Error(s)
	}
	w.typed(d, "I.2", "7,25")
	w.typed(d, "I.4", "Tốt")
	w.ok(sheet.At(d.Workspace).Submit())
	w.sync(d)
	if sh := w.own(d); sh.Step != emulation.SheetSubmitted || sh.Self.Total.String() != "27.1" || w.status(d).Drafts != 0 {
		t.Errorf("%s %s", sh.Step, sh.Self.Total)
	}
}

// The text of an open editor stands beside what was committed before: neither a crash nor a sync in that moment costs the committed one.
func TestEditorBesideCommitted(t *testing.T) {
	w := founded(t, table)
	d, colleague := w.join("son-la", emulation.RoleLeader), w.join("son-la", emulation.RoleStaff)
	w.typed(d, "I.1", "98,5")
	w.ok(sheet.At(d.Workspace).EditCell("I.1", "9"))
	w.sync(d, colleague)
	if r := w.row(colleague, "I.1"); r.Typed != "98,5" {
		t.Fatalf("the colleague has %q", r.Typed)
	}
	d = w.reopen(d)
	if r := w.row(d, "I.1"); r.Typed != "9" || !r.Open || !r.Draft {
		t.Errorf("%+v", r)
	}
	// What is committed now follows on what was signed meanwhile: no question.
	w.typed(d, "I.1", "97")
	w.sync(d, colleague)
	if r := w.row(colleague, "I.1"); r.Typed != "97" || r.Conflict {
		t.Errorf("%+v", r)
	}
	if st := w.status(d); st.Drafts != 0 || st.Conflicts != 0 {
		t.Errorf("%+v", st)
	}
	// An editor that was given up: the commit that puts the old text back also ends the editor's draft.
	w.ok(sheet.At(d.Workspace).EditCell("I.1", "12"))
	w.typed(d, "I.1", "97")
	d = w.reopen(d)
	if r := w.row(d, "I.1"); r.Typed != "97" || r.Open {
		t.Errorf("%+v", r)
	}
	if n := must(d.Workspace.Seal())(w); n != 0 || w.status(d).Drafts != 0 {
		t.Errorf("%d sealed, %d drafts", n, w.status(d).Drafts)
	}
	if r := w.row(w.reopen(d), "I.1"); r.Typed != "97" || r.Open || r.Draft {
		t.Errorf("%+v", r)
	}
}

func TestEditTakenBack(t *testing.T) {
	w := founded(t, table)
	d := w.join("son-la", emulation.RoleLeader)
	w.typed(d, "I.1", "98")
	w.sync(d)
	w.typed(d, "I.1", "99")
	w.typed(d, "I.1", "98")
	w.typed(d, "I.2", "5")
	w.typed(d, "I.2", "")
	if n := must(d.Workspace.Seal())(w); n != 0 {
		t.Errorf("%d cells were signed though nothing changed", n)
	}
	if st := w.status(d); st.Drafts != 0 || st.Pending != 0 {
		t.Errorf("%+v", st)
	}
	w.typed(d, "I.1", "")
	w.sync(d)
	if r := w.row(d, "I.1"); r.Given || r.Typed != "" || r.Conflict {
		t.Errorf("%+v", r)
	}
}

// A colleague's change that arrives between typing and signing was not on screen: it gives a question, and both stay.
func TestExpectsAreThoseOnScreen(t *testing.T) {
	w := founded(t, table)
	d, colleague := w.join("son-la", emulation.RoleLeader), w.join("son-la", emulation.RoleStaff)
	w.typed(d, "I.1", "90")
	w.sync(d, colleague)
	scope := w.unit("son-la").Scope()

	w.typed(d, "I.1", "91")
	w.typed(colleague, "I.1", "92")
	w.sync(colleague)
	w.pull(d, scope)
	w.typed(d, "I.1", "93") // still the same editing, begun with 90 on screen
	if n := must(d.Workspace.Seal())(w); n != 1 {
		t.Fatal(n)
	}
	w.sync(d, colleague)
	for _, x := range []*desk.Desk{d, colleague} {
		list := must(questions.At(x.Workspace).Conflicts())(w)
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
		if r := w.row(x, "I.1"); !r.Conflict || r.Given || !r.Self.IsZero() {
			t.Errorf("%+v", r)
		}
	}
	// It is not edited over, does not go into a submission, and is decided by a person.
	_, err := sheet.At(d.Workspace).TypeCell("I.1", "94")
	w.fails(err, "workspace.conflict-first")
	w.fails(sheet.At(d.Workspace).Submit(), "submit.blocked")
	w.fails(questions.At(d.Workspace).Decide(2, 1), "workspace.question-unknown")
	w.fails(questions.At(d.Workspace).Decide(1, 3), "workspace.choice-unknown")
	q := must(questions.At(d.Workspace).Conflicts())(w)[0]
	pick := 1
	if q.Choices[1].Shown == "92" {
		pick = 2
	}
	w.ok(questions.At(d.Workspace).Settle(q, pick))
	w.sync(d, colleague)
	for _, x := range []*desk.Desk{d, colleague} {
		if r := w.row(x, "I.1"); r.Conflict || r.Typed != "92" {
			t.Errorf("%+v", r)
		}
	}
	w.fails(questions.At(colleague.Workspace).Settle(q, 1), "workspace.question-moved")
	r := must(d.DB.Record(changeset.NaturalRef(scope, "score", changeset.NewKey(w.own(d).ID, "I.1", "self"))))(w)
	if len(r.Fields["input"]) != 4 {
		t.Errorf("%d of 4 versions are kept", len(r.Fields["input"]))
	}
	w.agree(d, colleague)
}

// Equal values written twice need no question.
func TestSameValueTwice(t *testing.T) {
	w := founded(t, table)
	d, colleague := w.join("son-la", emulation.RoleLeader), w.join("son-la", emulation.RoleStaff)
	w.typed(d, "I.1", "90")
	w.typed(colleague, "I.1", "90,0")
	w.sync(d, colleague, d)
	if r := w.row(d, "I.1"); r.Conflict || r.Typed != "90" || w.status(d).Conflicts != 0 {
		t.Errorf("%+v", r)
	}
	w.typed(d, "I.1", "91")
	w.sync(d, colleague)
	if r := w.row(colleague, "I.1"); r.Conflict || r.Typed != "91" {
		t.Errorf("%+v", r)
	}
}

// Whatever stands in a cell that cannot be sent, the other cells are.
func TestCellsThatCannotBeSent(t *testing.T) {
	w := founded(t, table)
	d := w.join("son-la", emulation.RoleLeader)
	long := "KAD: " + strings.Repeat("lý do ", 20_000)
	cell := must(sheet.At(d.Workspace).TypeCell("I.1", long))(w)
	w.fails(cell.Fault, "workspace.cell-too-long")
	cell = must(sheet.At(d.Workspace).SetCell("I.2", map[string]string{"diem": "7"}))(w)
	if cell.Fault == nil {
		t.Error("an input that does not exist was taken")
	}
	cell = must(sheet.At(d.Workspace).SetCell("I.3", map[string]string{"qg": "2"}))(w)
	if cell.Fault == nil {
		t.Error("an input that does not exist was taken")
	}
	w.typed(d, "II.1", "3")
	d = w.reopen(d)
	if sh := w.own(d); sh.Row("I.1").Typed != long || sh.Row("I.1").Fault == nil || !strings.Contains(sh.Row("I.2").Typed, "diem=7") ||
		!strings.Contains(sh.Row("I.3").Typed, "qg=2") {
		t.Errorf("%q %q", sh.Row("I.2").Typed, sh.Row("I.3").Typed)
	}
	w.sync(d)
	if r := w.row(d, "II.1"); r.Draft || r.Pending || r.Self.String() != "6" {
		t.Errorf("%+v", r)
	}
	list := must(sheet.At(d.Workspace).Checklist())(w)
	if len(list.Blocking) != 3 {
		t.Errorf("%+v", list.Blocking)
	}
}

// What is pasted is on disk together; what cannot be taken stands in its place with the reason, and keeps nothing else back.
func TestCellsTypedAtOnce(t *testing.T) {
	w := founded(t, table)
	d := w.join("son-la", emulation.RoleLeader)
	taken := must(sheet.At(d.Workspace).In("").TypeCells([]sheet.Typed{{Code: "I.1", Text: "98,5"}, {Code: "IX.9", Text: "1"}, {Code: "I.2", Text: "mười một"}}))(w)
	w.fails(taken[1].Err, "workspace.criterion-unknown")
	w.fails(taken[2].Fault, "input.not-a-number")
	d = w.reopen(d)
	if a, b := w.row(d, "I.1"), w.row(d, "I.2"); a.Typed != "98,5" || taken[0].Fields["value"] != "98.5" || b.Typed != "mười một" || b.Fault == nil {
		t.Errorf("%+v %+v", a, b)
	}
	for i, x := range must(sheet.At(w.office.Workspace).In("").TypeCells([]sheet.Typed{{Code: "I.1", Text: "1"}, {Code: "I.2", Text: "2"}}))(w) {
		if emulation.KeyOf(x.Err) != "workspace.no-own-sheet" {
			t.Errorf("%d: %v", i, x.Err)
		}
	}
}

func TestWhoFillsIn(t *testing.T) {
	w := founded(t, table)
	observer := w.join("son-la", emulation.RoleObserver)
	_, err := sheet.At(observer.Workspace).TypeCell("I.1", "98")
	w.fails(err, "workspace.not-your-sheet-to-fill")
	w.fails(sheet.At(observer.Workspace).EditCell("I.1", "98"), "workspace.not-your-sheet-to-fill")
	if w.own(observer).Editable {
		t.Error("the sheet is shown as if it could be typed into")
	}
	_, err = sheet.At(w.office.Workspace).TypeCell("I.1", "98")
	w.fails(err, "workspace.no-own-sheet")
	leader := w.join("son-la", emulation.RoleLeader)
	_, err = sheet.At(leader.Workspace).TypeCell("IX.9", "98")
	w.fails(err, "workspace.criterion-unknown")
}
