package sheet_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace/questions"
	"thidua/workspace/result"
	"thidua/workspace/sheet"
)

// withFormulas is a table with criteria that are computed from indicators.
const withFormulas = `format: thidua-criteria/1
id: figures
name: Bảng tiêu chí có công thức
cite: Văn bản thử
scale: {total: 30}
groups:
  - code: I
    name: Nhiệm vụ
    criteria:
      - {code: I.1, name: Học sinh khá giỏi, max: 10, rule: {kind: formula, expr: "10*hs_gioi/hs"}}
      - {code: I.2, name: Phòng học kiên cố, max: 10, rule: {kind: formula, expr: "if(phong > 20, 10, 5)"}}
      - {code: I.3, name: Nền nếp, max: 10, rule: {kind: manual, step: 0.25}}
`

func figure(code, value string) sheet.NewIndicator {
	return sheet.NewIndicator{Code: code, IndicatorValue: emulation.IndicatorValue{Value: value}}
}

// From the figure that is typed once to the ranking on another desk.
func TestIndicatorsFeedTheSheet(t *testing.T) {
	w, desks := testyear.Led(t, withFormulas, "son-la", "cao-bang")
	d, other := desks["son-la"], desks["cao-bang"]

	list := testyear.Must(sheet.At(d.Workspace).Indicators("cả năm"))(w)
	if len(list) != 3 || list[0].Code != "hs" || !list[0].Missing() || list[0].Needs[0].Code != "I.1" || list[2].Code != "phong" {
		t.Fatalf("%+v", list)
	}
	w.Fails(sheet.At(d.Workspace).SetIndicators("season", figure("hs", "một nghìn")), "indicator.figure")
	w.Fails(sheet.At(d.Workspace).SetIndicators("season", figure("h s", "1")), "indicator.code")
	w.Fails(sheet.At(d.Workspace).SetIndicators("season", figure("hs", "1"), figure("hs", "2")), "indicator.twice")
	w.Fails(sheet.At(d.Workspace).SetIndicators("tuần 3", figure("hs", "1")), "period.unknown")
	w.Fails(sheet.At(w.Office.Workspace).SetIndicators("season", figure("hs", "1")), "running.no-own-unit")
	w.OK(sheet.At(d.Workspace).SetIndicators("season", sheet.NewIndicator{Code: "hs", IndicatorValue: emulation.IndicatorValue{Value: "1.200,0", Name: "Tổng số học sinh"}},
		figure("hs_gioi", "780")))
	w.OK(sheet.At(d.Workspace).SetIndicators("quý I/2024", figure("hs", "999"))) // another period does not count for the season

	sh := w.Own(d)
	if r := sh.Row("I.1"); r.Self.String() != "6.5" || !r.Given || r.Provision {
		t.Errorf("%+v", r)
	}
	if r := sh.Row("I.2"); r.Self.String() != "0" || r.Given || !r.Provision {
		t.Errorf("%+v", r)
	}
	found := false
	for _, m := range testyear.Must(sheet.At(d.Workspace).Checklist())(w).Missing {
		found = found || m.Key == "submit.no-indicator" && m.Args["indicators"] == "phong"
	}
	if !found {
		t.Error("nobody is told that a figure is missing")
	}
	w.OK(sheet.At(d.Workspace).SetIndicators("season", figure("phong", "24")))
	w.Type(d, "I.3", "8")
	if sh := w.Own(d); sh.Self.Total.String() != "24.5" {
		t.Errorf("%s", sh.Self.Total)
	}
	if list := testyear.Must(sheet.At(d.Workspace).Indicators("season"))(w); len(list) != 3 || list[0].Missing() || list[0].Name != "Tổng số học sinh" || list[0].Value != "1200.0" {
		t.Errorf("%+v", list)
	}

	// The figures stay with the unit until it submits; then everybody computes the same from what was submitted.
	w.Sync(d, other)
	if _, err := sheet.At(other.Workspace).Sheet(w.Unit("son-la").ID); emulation.KeyOf(err) != "workspace.sheet-not-here" {
		t.Errorf("%v", err)
	}
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	w.OK(sheet.At(d.Workspace).SetIndicators("season", figure("hs_gioi", "1200"))) // too late to count
	w.Sync(d, other, w.Office)
	for _, x := range []*desk.Desk{d, other, w.Office} {
		r := testyear.Must(result.At(x.Workspace).Ranking())(w)
		if len(r.Standings) != 1 || r.Standings[0].Final.Total.String() != "24.5" {
			t.Errorf("%+v", r.Standings)
		}
		if sh := w.Sheet(x, "son-la"); sh.Self.Total.String() != "24.5" || sh.Row("I.1").Self.String() != "6.5" {
			t.Errorf("%s", sh.Self.Total)
		}
	}
	if head := testyear.Must(other.DB.Log(w.Unit("son-la").Scope()))(w); head.Size != 0 {
		t.Error("another unit's desk has the log of the unit")
	}
}

// Two people of a unit enter different figures: neither counts, the sheet is not submitted, and one decision settles it.
func TestIndicatorConflict(t *testing.T) {
	w := testyear.Founded(t, withFormulas)
	d, colleague := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
	w.OK(sheet.At(d.Workspace).SetIndicators("season", figure("hs", "1000"), figure("hs_gioi", "500"), figure("phong", "24")))
	w.Sync(d, colleague)
	w.OK(sheet.At(d.Workspace).SetIndicators("season", figure("hs_gioi", "600")))
	w.OK(sheet.At(colleague.Workspace).SetIndicators("season", figure("hs_gioi", "700")))
	w.Sync(d, colleague)
	if r := w.Row(d, "I.1"); r.Given || r.Self.String() != "0" {
		t.Errorf("%+v", r)
	}
	w.Fails(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit(), "submit.blocked")
	w.Fails(sheet.At(d.Workspace).SetIndicators("season", figure("hs_gioi", "800")), "indicator.conflict-first")
	qs := testyear.Must(questions.At(d.Workspace).Conflicts())(w)
	if len(qs) != 1 || qs[0].Column != questions.ColumnRecord {
		t.Fatalf("%+v", qs)
	}
	w.OK(questions.At(d.Workspace).Settle(qs[0], 2))
	w.Sync(d, colleague)
	for _, x := range []*desk.Desk{d, colleague} {
		if r := w.Row(x, "I.1"); r.Self.String() != "7" && r.Self.String() != "6" || len(testyear.Must(questions.At(x.Workspace).Conflicts())(w)) != 0 {
			t.Errorf("%+v", r)
		}
	}
	w.Agree(d, colleague)
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
}

// A figure that only a class compares is asked of the unit; two that differ hold the sheet back.
func TestIndicatorsThatClassesCompare(t *testing.T) {
	w := testyear.Founded(t, withFormulas+"classes: {on: total, bands: [{name: Tốt, at_least: 20, when: [{at_most_average: 'indicator:bo_hoc'}]}, {name: Khá}]}\n")
	d, colleague := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
	list := testyear.Must(sheet.At(d.Workspace).Indicators("season"))(w)
	if len(list) != 4 || list[0].Code != "bo_hoc" || !list[0].Missing() || !list[0].Compared {
		t.Fatalf("%+v", list)
	}
	if got := says(testyear.Must(sheet.At(d.Workspace).Checklist())(w).Missing); !strings.Contains(got, "Còn thiếu số liệu bo_hoc") {
		t.Error(got)
	}
	w.OK(sheet.At(d.Workspace).SetIndicators("season", figure("bo_hoc", "1")))
	w.OK(sheet.At(colleague.Workspace).SetIndicators("season", figure("bo_hoc", "2")))
	w.Sync(d, colleague, d)
	w.Fails(sheet.At(d.Workspace).Submit(), "submit.blocked")
	qs := testyear.Must(questions.At(d.Workspace).Conflicts())(w)
	w.OK(questions.At(d.Workspace).Settle(qs[0], 1))
	w.OK(sheet.At(d.Workspace).Submit())
}
