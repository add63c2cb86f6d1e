package sheet_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
	"thidua/workspace/todo"
)

func says(list []emulation.Message) string {
	return strings.Join(emulation.Map(list, func(m emulation.Message) string { return testyear.Says(m) }), "\n")
}

// A figure that can hardly be is taken as it was typed, marked, and holds the sheet back until somebody says that it is meant; another figure is
// another question.
func TestAFigureThatCanHardlyBe(t *testing.T) {
	table := strings.Replace(testyear.Table, ", evidence: required", ", note: số học sinh hoàn thành trên tổng số học sinh", 1) // so many of so many
	w, desks := testyear.Led(t, table, "son-la", "cao-bang")
	d, other := desks["son-la"], desks["cao-bang"]
	w.FillIn(d)
	for _, c := range []struct{ typed, doubt string }{
		{"101", "101% nằm ngoài khoảng từ 0 đến 100%"}, {"301/300", "301 lớn hơn tổng số 300"}, {"3/0", "3 trên tổng số 0"}, {"1234%", "1.234% nằm ngoài khoảng từ 0 đến 100%"},
		{"20,5/21", "20,5 có phần lẻ, trong khi số người, số trường, số giải… đếm từng đơn vị một"}, {"1000000000000000000000000/1000000000000000000000000", "1.000.000.000.000.000.000.000.000 lớn quá mức có thể có"}, {"100", ""}, {"300/300", ""},
	} {
		w.Type(d, "I.1", c.typed)
		r := w.Row(d, "I.1")
		got := ""
		if r.Odd != nil {
			got = testyear.Says(*r.Odd)
		}
		if got != c.doubt || r.Typed == "" || r.Fault != nil || r.Sure {
			t.Errorf("%s: %q, %+v", c.typed, got, r)
		}
	}
	w.Type(d, "I.1", "301/300")
	err := sheet.At(d.Workspace).Submit()
	w.Fails(err, "submit.blocked")
	if list := testyear.Must(sheet.At(d.Workspace).Checklist())(w); says(list.Blocking) != "I.1 (Hoàn thành chương trình): 301 lớn hơn tổng số 300. Hãy kiểm tra lại; nếu đúng như vậy, hãy xác nhận số này." {
		t.Error(says(list.Blocking))
	}
	w.OK(sheet.At(d.Workspace).Confirm("I.1", "I.2"))
	if r := w.Row(d, "I.1"); !r.Sure || w.Own(d).Asks(r) {
		t.Errorf("%+v", r)
	}
	// A colleague's desk knows of it; another figure asks again; the same one does not.
	colleague := w.Join("son-la", emulation.RoleStaff)
	w.Sync(d, colleague)
	if r := w.Row(colleague, "I.1"); !r.Sure {
		t.Errorf("%+v", r)
	}
	w.Type(d, "I.1", "302/300")
	if r := w.Row(d, "I.1"); r.Sure || !w.Own(d).Asks(r) {
		t.Errorf("%+v", r)
	}
	w.Type(d, "I.1", "301/300")
	w.OK(sheet.At(d.Workspace).Submit())
	w.Sync(d, other)
	if r := w.Sheet(other, "son-la").Row("I.1"); r.Odd == nil || !r.Sure || r.Typed != "301/300" {
		t.Errorf("%+v", r)
	}
}

// Required evidence that is missing holds a sheet back, unless the reason goes with it; who checks the sheet reads it.
func TestRequiredEvidenceOrAReason(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	d, other := desks["son-la"], desks["cao-bang"]
	w.FillIn(d)
	err := sheet.At(d.Workspace).Submit()
	w.Fails(err, "submit.unproven")
	if said := testyear.Says(emulation.Say("x", "e", err)); err == nil || said == "" {
		t.Error(said)
	}
	if sh := w.Own(d); sh.Step != emulation.SheetDraft {
		t.Errorf("it went all the same: %s", sh.Step)
	}
	w.Fails(sheet.At(d.Workspace).Because("  ").Submit(), "submit.unproven")
	w.OK(sheet.At(d.Workspace).Because(" Quyết định chưa ban hành ").Submit())
	w.Sync(d, other)
	if sh := w.Sheet(other, "son-la"); sh.Reason != "Quyết định chưa ban hành" {
		t.Errorf("%q", sh.Reason)
	}
	w.Sync(w.Office)
	w.OK(sheet.At(w.Office.Workspace).Step(w.Unit("son-la").ID, emulation.SheetReturned, "bổ sung"))
	w.Sync(w.Office, d)
	testyear.Must(sheet.At(d.Workspace).AddEvidence("I.1", "qd.pdf", strings.NewReader("…")))(w)
	w.OK(sheet.At(d.Workspace).Because("không còn cần").Submit())
	w.Sync(d, other)
	if sh := w.Sheet(other, "son-la"); sh.Reason != "" {
		t.Errorf("a reason that nothing asks for is kept: %q", sh.Reason)
	}
}

// What the standing office scores is a task of the office, and the unit is asked for nothing.
func TestLinesOfTheOffice(t *testing.T) {
	table := strings.Replace(strings.Replace(testyear.Table, ", evidence: required", "", 1), "{code: I.2, name: Nền nếp,", "{code: I.2, name: Nền nếp, evidence: required, scorer: role:office,", 1)
	w, desks := testyear.Led(t, table, "son-la", "cao-bang")
	d := desks["son-la"]
	unit := w.Unit("son-la").ID
	for _, step := range []emulation.SeasonStep{emulation.SeasonRegistering, emulation.SeasonRunning, emulation.SeasonSelfScoring} {
		if !emulation.SeasonReached(w.Season(w.Office).Step, step) {
			w.StepSeason(step)
		}
	}
	w.Sync(w.Office, d)
	for code, text := range map[string]string{"I.1": "98,5", "I.3": "2", "I.4": "Tốt", "II.1": "5", "II.2": "có", "II.3": "không"} {
		w.Type(d, code, text)
	}
	list := testyear.Must(sheet.At(d.Workspace).Checklist())(w)
	if strings.Contains(says(list.Blocking)+says(list.Unproven), "I.2") || strings.Contains(says(list.Missing), "sẽ tính 0 điểm") {
		t.Errorf("%s\n%s\n%s", says(list.Blocking), says(list.Unproven), says(list.Missing))
	}
	if c := w.Own(d).Counts; c.Asked != 6 || c.Given != 6 || c.Criteria != 7 {
		t.Errorf("%+v", c)
	}
	w.OK(sheet.At(d.Workspace).Submit())
	w.Sync(d, w.Office)
	if sh := w.Sheet(w.Office, "son-la"); sh.Self.Provisional || !sh.Final().Provisional || sh.Row("I.2").Provision || !sh.Row("I.2").Waits {
		t.Errorf("self %v, final %v: %+v", sh.Self.Provisional, sh.Final().Provisional, sh.Row("I.2"))
	}
	tasks := func(x *desk.Desk) string {
		return strings.Join(emulation.Map(testyear.Must(todo.At(x.Workspace).Tasks())(w), func(t todo.Task) string { return t.Kind }), " ")
	}
	if got := tasks(w.Office); !strings.Contains(got, "office-score") {
		t.Error(got)
	}
	w.OK(review.At(w.Office.Workspace).Verify(unit, "I.2", "7", ""))
	if got := tasks(w.Office); strings.Contains(got, "office-score") {
		t.Error(got)
	}
	w.OK(sheet.At(w.Office.Workspace).Step(unit, emulation.SheetCrossChecked, ""))
	w.Sync(w.Office, d)
	if got := tasks(d); strings.Contains(got, "explain") {
		t.Errorf("the unit has to explain what it never scored: %s", got)
	}
	if sh := w.Own(d); sh.Final().Provisional || sh.Row("I.2").Waits {
		t.Errorf("%+v", sh.Row("I.2"))
	}
	w.OK(sheet.At(d.Workspace).Step(unit, emulation.SheetExplained, "")) // nothing to explain
	if !slices.ContainsFunc(w.Own(d).Rows, func(r sheet.Row) bool { return r.Criterion != nil && r.Differs() }) {
		t.Error("the case is not what it is about")
	}
}
