package workspace_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/workspace/questions"
	"thidua/workspace/result"
	"thidua/workspace/sheet"
)

// fillIn types a whole sheet worth 57.85.
func (w *world) fillIn(d *desk.Desk) {
	w.Helper()
	for code, text := range map[string]string{"I.1": "98,5", "I.2": "8", "I.3": "2", "I.4": "Tốt", "II.1": "5", "II.2": "có", "II.3": "không"} {
		w.typed(d, code, text)
	}
}

func TestChecklist(t *testing.T) {
	w := founded(t, table)
	d := w.join("son-la", emulation.RoleLeader)
	w.typed(d, "I.2", "8")
	w.typed(d, "II.3", "KAD: chưa đánh giá")
	list := must(sheet.At(d.Workspace).Checklist())(w)
	var said []string
	for _, m := range list.Missing {
		said = append(said, phrase.Render(phrase.Vietnamese, m))
	}
	got := strings.Join(said, "\n")
	if len(list.Blocking) != 0 || len(said) != 6 || !strings.Contains(got, "I.1 (Hoàn thành chương trình) chưa có kết quả, sẽ tính 0 điểm") ||
		!strings.Contains(got, "I.1 (Hoàn thành chương trình) chưa có minh chứng bắt buộc") {
		t.Errorf("%v\n%s", list.Blocking, got)
	}
	must(sheet.At(d.Workspace).AddEvidence("I.1", "qd.pdf", strings.NewReader("…")))(w)
	if list := must(sheet.At(d.Workspace).Checklist())(w); len(list.Missing) != 5 {
		t.Errorf("%v", list.Missing)
	}
}

// A sheet is seen by others once it is handed in; given back, changed and handed in again. What was handed in is what counts meanwhile.
func TestSubmitReturnSubmit(t *testing.T) {
	w, desks := led(t, table, "son-la", "cao-bang", "lai-chau")
	d, deputy, other := desks["son-la"], desks["cao-bang"], desks["lai-chau"]
	w.fillIn(d)
	w.sync(d, deputy)
	_, err := sheet.At(deputy.Workspace).Sheet(w.unit("son-la").ID)
	w.fails(err, "workspace.sheet-not-here")
	w.ok(sheet.At(d.Workspace).Submit())
	if sh := w.own(d); sh.Step != emulation.SheetSubmitted || sh.Editable || !sh.Row("I.1").Pending {
		t.Errorf("%s %+v", sh.Step, sh.Row("I.1"))
	}
	w.fails(sheet.At(d.Workspace).Submit(), "workspace.step-impossible")
	w.sync(d, deputy, other)
	for _, x := range []*desk.Desk{d, deputy, other, w.office} {
		w.sync(x)
		sh := w.sheet(x, "son-la")
		if sh.Self.Total.String() != "57.85" || sh.Editable || sh.Own != (x == d) || sh.Version != 1 || sh.Set == nil || sh.Row("I.1").Pending || sh.Row("I.1").Draft {
			t.Errorf("%s %+v", sh.Self.Total, sh.Row("I.1"))
		}
	}
	_, err = sheet.At(d.Workspace).TypeCell("I.2", "9")
	w.fails(err, "workspace.sheet-closed")
	w.fails(sheet.At(d.Workspace).EditCell("I.2", "9"), "workspace.sheet-closed")

	// Only who checks may give it back, and never the own one.
	unit := w.unit("son-la").ID
	w.fails(sheet.At(other.Workspace).StepSheet(unit, emulation.SheetReturned, "reason"), "workspace.refused-to")
	w.fails(sheet.At(d.Workspace).StepSheet(unit, emulation.SheetReturned, "reason"), "workspace.refused-to")
	w.fails(sheet.At(deputy.Workspace).StepSheet(unit, emulation.SheetLocked, "reason"), "workspace.step-impossible")
	w.ok(sheet.At(deputy.Workspace).StepSheet(unit, emulation.SheetReturned, "reason"))
	w.sync(deputy, d)
	sh := w.own(d)
	if sh.Step != emulation.SheetReturned || !sh.Editable {
		t.Errorf("%s", sh.Step)
	}
	w.typed(d, "I.2", "9,5")
	if r := w.sheet(deputy, "son-la").Row("I.2"); r.Self.String() != "8" {
		t.Errorf("%+v", r)
	}
	w.ok(sheet.At(d.Workspace).Submit())
	w.sync(d, deputy)
	if sh := w.sheet(deputy, "son-la"); sh.Row("I.2").Self.String() != "9.5" || sh.Step != emulation.SheetSubmitted {
		t.Errorf("%s", sh.Step)
	}
	w.agree(d, deputy)
}

// Two people of a unit hand the sheet in without seeing each other: the first stands, the second waits, and both are shown it.
func TestSubmitTwiceAtOnce(t *testing.T) {
	w := founded(t, table)
	a, b := w.join("son-la", emulation.RoleLeader), w.join("son-la", emulation.RoleLeader)
	w.typed(a, "I.1", "90")
	w.typed(b, "I.2", "5")
	w.ok(sheet.At(a.Workspace).Submit())
	w.ok(sheet.At(b.Workspace).Submit())
	w.sync(a, b)
	w.sync(a)
	for _, d := range []*desk.Desk{a, b} {
		list := must(questions.At(d.Workspace).Waiting())(w)
		if len(list) != 1 || list[0].Verdict != changeset.NeedsDecision || list[0].Reason != judge.ReasonStep || list[0].Mine != (d == b) {
			t.Fatalf("%+v", list)
		}
		// What the second wrote is in the unit's log, and said beside what was handed in.
		sh := w.own(d)
		if sh.Step != emulation.SheetSubmitted || sh.Self.Total.String() != "9" || sh.Row("I.2").Given || sh.Row("I.2").Later != "5" || sh.Row("I.1").Later != "" {
			t.Errorf("%s %+v", sh.Self.Total, sh.Row("I.2"))
		}
	}
	w.agree(a, b)

	// The office leaves the second out; given back, the sheet has both, and is handed in whole.
	w.sync(w.office)
	list := must(questions.At(w.office.Workspace).Waiting())(w)
	w.ok(questions.At(w.office.Workspace).TakeIn(list[0].Scope, list[0].Identity, false, "Đã có phiếu nộp trước"))
	w.ok(sheet.At(w.office.Workspace).StepSheet(w.unit("son-la").ID, emulation.SheetReturned, "reason"))
	w.sync(w.office, a, b)
	w.ok(sheet.At(b.Workspace).Submit())
	w.sync(b, a)
	if sh := w.own(a); sh.Self.Total.String() != "14" || w.status(a).Waiting != 0 {
		t.Errorf("%s", sh.Self.Total)
	}
	w.agree(a, b)
}

// What a person typed before a colleague handed the sheet in is kept, shown, and does not change what was handed in.
func TestDraftsBehindASubmission(t *testing.T) {
	w := founded(t, table)
	a, b := w.join("son-la", emulation.RoleLeader), w.join("son-la", emulation.RoleStaff)
	must(sheet.At(b.Workspace).TypeCell("I.2", "năm"))(w)
	w.typed(b, "II.1", "3")
	w.typed(a, "I.1", "90")
	w.ok(sheet.At(a.Workspace).Submit())
	w.sync(a, b, a)
	sh := w.own(b)
	if r := sh.Row("I.2"); r.Later != "năm" || !r.Draft || r.Typed != "" || r.Fault != nil {
		t.Errorf("%+v", r)
	}
	if r := sh.Row("II.1"); r.Later != "3" || r.Given || sh.Self.Total.String() != "9" {
		t.Errorf("%+v", r)
	}
	w.sync(w.office)
	w.ok(sheet.At(w.office.Workspace).StepSheet(w.unit("son-la").ID, emulation.SheetReturned, "reason"))
	w.sync(w.office, b)
	sh = w.own(b)
	if r := sh.Row("I.2"); r.Typed != "năm" || r.Fault == nil || sh.Row("II.1").Typed != "3" {
		t.Errorf("%+v", r)
	}
}

// A unit whose program let something else through keeps nobody from seeing the others; its own sheet says what cannot be read.
func TestSubmissionThatCannotBeRead(t *testing.T) {
	w := founded(t, strings.Replace(table, "rule: {kind: count, each: 2}", "rule: {kind: best}", 1))
	desks := w.leaders("son-la", "cao-bang")
	d, other := desks["son-la"], desks["cao-bang"]
	w.typed(other, "II.1", "5")
	w.ok(sheet.At(other.Workspace).Submit())
	w.sync(other)
	sh := w.own(d)
	key := changeset.NewKey(sh.Season.ID, sh.Unit.ID, "season")
	w.written(d, sh.Season.Cluster.Scope(), changeset.Op("sheet", key, "submission", emulation.Submission{Criteria: 1, Inputs: map[string]emulation.Fields{
		"I.1": {"value": "nhiều"}, "II.1": {"value": "-"}, "X": {"value": "1"}, "I.2": {"points": "5"}}}),
		changeset.Op("sheet", key, "step", string(emulation.SheetSubmitted)))
	w.sync(d, other)
	sh = w.sheet(other, "son-la")
	if sh.Row("I.1").Fault == nil || sh.Row("I.1").Given || sh.Self.Total.String() != "5" {
		t.Errorf("%+v", sh.Row("I.1"))
	}
	if sh := w.own(other); sh.Self.Total.String() != "10" {
		t.Errorf("%s", sh.Self.Total)
	}
	r := must(result.At(other.Workspace).Ranking())(w)
	if len(r.Standings) != 2 || !r.Provisional || r.Standings[0].Unit.Code != "cao-bang" {
		t.Errorf("%+v", r)
	}
}

// A sheet keeps the version of the criteria it was handed in with; one that names criteria nobody has is told, not opened.
func TestSubmissionOfAnotherVersion(t *testing.T) {
	w, desks := led(t, table, "son-la", "cao-bang")
	d, head := desks["cao-bang"], desks["son-la"]
	w.typed(d, "I.1", "90")
	w.ok(sheet.At(d.Workspace).Submit())
	w.sync(d, head)

	// The head puts a second version in force: the sheet that was handed in keeps the first, a new one is filled in with the second.
	s := must(head.Workspace.Season())(w)
	scope := s.Cluster.Scope()
	second := strings.Replace(table, "{code: I.1, name: Hoàn thành chương trình, max: 10,", "{code: I.1, name: Hoàn thành chương trình, max: 5,", 1)
	second = strings.Replace(second, "scale: {total: 60}", "scale: {total: 55}", 1)
	season := changeset.NewKey(s.Cluster.ID, s.Label)
	record := must(head.DB.Record(changeset.NaturalRef(scope, "season", season)))(w)
	w.written(head, scope,
		changeset.Op("criteria", changeset.NewKey(s.ID, uint64(2)), "version", emulation.CriteriaVersion{Name: "hai.yaml", YAML: []byte(second)}),
		changeset.Op("season", season, "reason", emulation.StepReason{To: "criteria", Reason: "sửa mức điểm"}),
		changeset.Op("season", season, "criteria", uint64(2), changeset.IDs(record.Heads("criteria", changeset.Now))...))
	w.sync(head, d)
	for _, x := range []*desk.Desk{d, head} {
		sh := w.sheet(x, "cao-bang")
		if sh.Version != 1 || sh.Season.Version != 2 || sh.Self.Total.String() != "9" || sh.Row("I.1").Max.String() != "10" {
			t.Errorf("version %d, season's %d: %s", sh.Version, sh.Season.Version, sh.Self.Total)
		}
		r := must(result.At(x.Workspace).Ranking())(w)
		if !r.Provisional || r.Standings[0].Version != 1 {
			t.Errorf("%+v", r.Standings)
		}
	}
	w.ok(sheet.At(head.Workspace).StepSheet(w.unit("cao-bang").ID, emulation.SheetReturned, "reason"))
	w.sync(head, d)
	if sh := w.own(d); sh.Version != 2 || sh.Self.Total.String() != "4.5" {
		t.Errorf("version %d: %s", sh.Version, sh.Self.Total)
	}

	sh := w.own(d)
	key := changeset.NewKey(s.ID, sh.Unit.ID, "season")
	step := must(d.DB.Record(changeset.NaturalRef(scope, "sheet", key)))(w)
	w.written(d, scope, changeset.Op("sheet", key, "submission", emulation.Submission{Criteria: 99, Inputs: map[string]emulation.Fields{}}),
		changeset.Op("sheet", key, "step", string(emulation.SheetSubmitted), changeset.IDs(step.Heads("step", changeset.Now))...))
	w.sync(d, head)
	for _, x := range []*desk.Desk{d, head} {
		_, err := sheet.At(x.Workspace).Sheet(w.unit("cao-bang").ID)
		w.fails(err, "workspace.criteria-not-here")
		if r := must(result.At(x.Workspace).Ranking())(w); !r.Provisional {
			t.Error("such a sheet is ranked as if nothing were the matter")
		}
	}
}
