package sheet_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/workspace/questions"
	"thidua/workspace/result"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

func TestChecklist(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	w.Type(d, "I.2", "8")
	w.Type(d, "II.3", "KAD: chưa đánh giá")
	list := testyear.Must(sheet.At(d.Workspace).Checklist())(w)
	var said []string
	for _, m := range append(list.Unproven, list.Missing...) {
		said = append(said, phrase.Render(phrase.Vietnamese, m))
	}
	got := strings.Join(said, "\n")
	if len(list.Blocking) != 0 || len(list.Unproven) != 0 || len(said) != 6 || !strings.Contains(got, "I.1 (Hoàn thành chương trình) chưa có kết quả, sẽ tính 0 điểm") ||
		!strings.Contains(got, "I.1 (Hoàn thành chương trình) chưa có minh chứng bắt buộc") {
		t.Errorf("%v\n%s", list.Blocking, got)
	}
	for typed, unproven := range map[string]int{"0": 0, "90": 1} { // who claims nothing has nothing to prove
		w.Type(d, "I.1", typed)
		if list := testyear.Must(sheet.At(d.Workspace).Checklist())(w); len(list.Unproven) != unproven {
			t.Errorf("%s: %v", typed, list.Unproven)
		}
	}
	testyear.Must(sheet.At(d.Workspace).AddEvidence("I.1", "qd.pdf", strings.NewReader("…")))(w)
	if list := testyear.Must(sheet.At(d.Workspace).Checklist())(w); len(list.Unproven) != 0 || len(list.Missing) != 4 {
		t.Errorf("%v", list.Missing)
	}
}

// A sheet is seen by others once it is handed in; given back, changed and handed in again. What was handed in is what counts meanwhile.
func TestSubmitReturnSubmit(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang", "lai-chau")
	d, deputy, other := desks["son-la"], desks["cao-bang"], desks["lai-chau"]
	w.FillIn(d)
	w.Sync(d, deputy)
	_, err := sheet.At(deputy.Workspace).Sheet(w.Unit("son-la").ID)
	w.Fails(err, "workspace.sheet-not-here")
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	if sh := w.Own(d); sh.Step != emulation.SheetSubmitted || sh.Editable || !sh.Row("I.1").Pending {
		t.Errorf("%s %+v", sh.Step, sh.Row("I.1"))
	}
	w.Fails(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit(), "workspace.step-impossible")
	w.Sync(d, deputy, other)
	for _, x := range []*desk.Desk{d, deputy, other, w.Office} {
		w.Sync(x)
		sh := w.Sheet(x, "son-la")
		if sh.Self.Total.String() != "57.85" || sh.Editable || sh.Own != (x == d) || sh.Version != 1 || sh.Set == nil || sh.Row("I.1").Pending || sh.Row("I.1").Draft {
			t.Errorf("%s %+v", sh.Self.Total, sh.Row("I.1"))
		}
	}
	_, err = sheet.At(d.Workspace).TypeCell("I.2", "9")
	w.Fails(err, "workspace.sheet-closed")
	w.Fails(sheet.At(d.Workspace).EditCell("I.2", "9"), "workspace.sheet-closed")

	// Only who checks may give it back, and never the own one.
	unit := w.Unit("son-la").ID
	w.Fails(sheet.At(other.Workspace).StepSheet(unit, emulation.SheetReturned, "reason"), "workspace.refused-to")
	w.Fails(sheet.At(d.Workspace).StepSheet(unit, emulation.SheetReturned, "reason"), "workspace.refused-to")
	w.Fails(sheet.At(deputy.Workspace).StepSheet(unit, emulation.SheetLocked, "reason"), "workspace.step-impossible")
	w.OK(sheet.At(deputy.Workspace).StepSheet(unit, emulation.SheetReturned, "reason"))
	w.Sync(deputy, d)
	sh := w.Own(d)
	if sh.Step != emulation.SheetReturned || !sh.Editable {
		t.Errorf("%s", sh.Step)
	}
	w.Type(d, "I.2", "9,5")
	if r := w.Sheet(deputy, "son-la").Row("I.2"); r.Self.String() != "8" {
		t.Errorf("%+v", r)
	}
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(d, deputy)
	if sh := w.Sheet(deputy, "son-la"); sh.Row("I.2").Self.String() != "9.5" || sh.Step != emulation.SheetSubmitted {
		t.Errorf("%s", sh.Step)
	}
	w.Agree(d, deputy)
}

// Two people of a unit hand the sheet in without seeing each other: the first stands, the second waits, and both are shown it.
func TestSubmitTwiceAtOnce(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	a, b := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleLeader)
	w.Type(a, "I.1", "90")
	w.Type(b, "I.2", "5")
	w.OK(sheet.At(a.Workspace).Because("chưa có minh chứng").Submit())
	w.OK(sheet.At(b.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(a, b)
	w.Sync(a)
	for _, d := range []*desk.Desk{a, b} {
		list := testyear.Must(questions.At(d.Workspace).Waiting())(w)
		if len(list) != 1 || list[0].Verdict != changeset.NeedsDecision || list[0].Reason != judge.ReasonStep || list[0].Mine != (d == b) {
			t.Fatalf("%+v", list)
		}
		// What the second wrote is in the unit's log, and said beside what was handed in.
		sh := w.Own(d)
		if sh.Step != emulation.SheetSubmitted || sh.Self.Total.String() != "9" || sh.Row("I.2").Given || sh.Row("I.2").Later != "5" || sh.Row("I.1").Later != "" {
			t.Errorf("%s %+v", sh.Self.Total, sh.Row("I.2"))
		}
	}
	w.Agree(a, b)

	// The office leaves the second out; given back, the sheet has both, and is handed in whole.
	w.Sync(w.Office)
	list := testyear.Must(questions.At(w.Office.Workspace).Waiting())(w)
	w.OK(questions.At(w.Office.Workspace).TakeIn(list[0].Scope, list[0].Identity, false, "Đã có phiếu nộp trước"))
	w.OK(sheet.At(w.Office.Workspace).StepSheet(w.Unit("son-la").ID, emulation.SheetReturned, "reason"))
	w.Sync(w.Office, a, b)
	w.OK(sheet.At(b.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(b, a)
	if sh := w.Own(a); sh.Self.Total.String() != "14" || w.Status(a).Waiting != 0 {
		t.Errorf("%s", sh.Self.Total)
	}
	w.Agree(a, b)
}

// What a person typed before a colleague handed the sheet in is kept, shown, and does not change what was handed in.
func TestDraftsBehindASubmission(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	a, b := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
	testyear.Must(sheet.At(b.Workspace).TypeCell("I.2", "năm"))(w)
	w.Type(b, "II.1", "3")
	w.Type(a, "I.1", "90")
	w.OK(sheet.At(a.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(a, b, a)
	sh := w.Own(b)
	if r := sh.Row("I.2"); r.Later != "năm" || !r.Draft || r.Typed != "" || r.Fault != nil {
		t.Errorf("%+v", r)
	}
	if r := sh.Row("II.1"); r.Later != "3" || r.Given || sh.Self.Total.String() != "9" {
		t.Errorf("%+v", r)
	}
	w.Sync(w.Office)
	w.OK(sheet.At(w.Office.Workspace).StepSheet(w.Unit("son-la").ID, emulation.SheetReturned, "reason"))
	w.Sync(w.Office, b)
	sh = w.Own(b)
	if r := sh.Row("I.2"); r.Typed != "năm" || r.Fault == nil || sh.Row("II.1").Typed != "3" {
		t.Errorf("%+v", r)
	}
}

// A unit whose program let something else through keeps nobody from seeing the others; its own sheet says what cannot be read.
func TestSubmissionThatCannotBeRead(t *testing.T) {
	w := testyear.Founded(t, strings.Replace(testyear.Table, "rule: {kind: count, each: 2}", "rule: {kind: best}", 1))
	desks := w.Leaders("son-la", "cao-bang")
	d, other := desks["son-la"], desks["cao-bang"]
	w.Type(other, "II.1", "5")
	w.OK(sheet.At(other.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(other)
	sh := w.Own(d)
	key := changeset.NewKey(sh.Season.ID, sh.Unit.ID, "season")
	w.Write(d, sh.Season.Cluster.Scope(), changeset.Op("sheet", key, "submission", emulation.Submission{Criteria: 1, Inputs: map[string]emulation.Fields{
		"I.1": {"value": "nhiều"}, "II.1": {"value": "-"}, "X": {"value": "1"}, "I.2": {"points": "5"}}}),
		changeset.Op("sheet", key, "step", string(emulation.SheetSubmitted)))
	w.Sync(d, other)
	sh = w.Sheet(other, "son-la")
	if sh.Row("I.1").Fault == nil || sh.Row("I.1").Given || sh.Self.Total.String() != "5" {
		t.Errorf("%+v", sh.Row("I.1"))
	}
	if sh := w.Own(other); sh.Self.Total.String() != "10" {
		t.Errorf("%s", sh.Self.Total)
	}
	r := testyear.Must(result.At(other.Workspace).Ranking())(w)
	if len(r.Standings) != 2 || !r.Provisional || r.Standings[0].Unit.Code != "cao-bang" {
		t.Errorf("%+v", r)
	}
}

// A sheet that names criteria nobody has is told, not opened.
func TestSubmissionOfAnotherVersion(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	d, head := desks["cao-bang"], desks["son-la"]
	key := changeset.NewKey(w.SeasonID(), w.Unit("cao-bang").ID, "season")
	w.Write(d, w.Cluster(), changeset.Op("sheet", key, "submission", emulation.Submission{Criteria: 99, Inputs: map[string]emulation.Fields{}}),
		w.Op(d, "sheet", key, "step", string(emulation.SheetSubmitted)))
	w.Sync(d, head)
	for _, x := range []*desk.Desk{d, head} {
		_, err := sheet.At(x.Workspace).Sheet(w.Unit("cao-bang").ID)
		w.Fails(err, "workspace.criteria-not-here")
		if r := testyear.Must(result.At(x.Workspace).Ranking())(w); !r.Provisional {
			t.Error("such a sheet is ranked as if nothing were the matter")
		}
	}
}

// Once the season's result is locked every sheet is, whatever was recorded of it.
func TestSheetsOfALockedSeason(t *testing.T) {
	w := testyear.Until(t, testyear.Table, emulation.SeasonConference)
	desks := w.Leaders("son-la", "cao-bang")
	d, deputy := desks["son-la"], desks["cao-bang"]
	w.HandIn(d)
	w.Sync(deputy)
	w.StepSeason(emulation.SeasonLocked)
	w.Sync(d, deputy)
	for _, x := range []*desk.Desk{d, deputy} {
		if sh := w.Sheet(x, "son-la"); sh.Step != emulation.SheetLocked || sh.Editable {
			t.Errorf("%s", sh.Step)
		}
	}
	if sh := w.Own(deputy); sh.Step != emulation.SheetLocked || sh.Editable {
		t.Errorf("a draft: %s", sh.Step)
	}
	w.Fails(review.At(deputy.Workspace).Verify(w.Unit("son-la").ID, "I.2", "7", "x"), "workspace.verify-closed")
	_, err := sheet.At(deputy.Workspace).TypeCell("I.2", "9")
	w.Fails(err, "workspace.sheet-closed")
}
