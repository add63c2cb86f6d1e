package season_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace/result"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// A new version changes nobody's points before the unit hands in again.
func TestCriteriaVersions(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "lai-chau")
	head, other := desks["son-la"], desks["lai-chau"]
	w.HandIn(head, other)
	file := testyear.Must(season.At(head.Workspace).CriteriaFile(0))(w)
	file.YAML = []byte(strings.Replace(strings.Replace(string(file.YAML), "max: 10, rule: {kind: count, each: 2}", "max: 5, rule: {kind: count, each: 1}", 1), "total: 60", "total: 55", 1))
	_, err := season.At(other.Workspace).AddCriteria(file)
	w.Fails(err, "workspace.refused-to")
	number := testyear.Must(season.At(head.Workspace).AddCriteria(file))(w)
	if number != 2 {
		t.Fatal(number)
	}
	c := testyear.Must(season.At(head.Workspace).CompareCriteria(0, 2))(w)
	if len(c.Changes) == 0 || len(c.Effect.Units) != 2 || c.Effect.Units[0].After.Total.String() != "52.85" {
		t.Errorf("%+v", c)
	}
	_, err = season.At(head.Workspace).CompareCriteria(0, 9)
	w.Fails(err, "criteria-version.unknown")
	w.Fails(season.At(head.Workspace).AdoptCriteria(9, "x"), "criteria-version.unknown")
	w.Fails(season.At(head.Workspace).AdoptCriteria(0, "x"), "criteria-version.unknown")
	draft := testyear.Must(criteria.LoadSet("x", file.YAML))(w)
	if d := testyear.Must(season.At(other.Workspace).CompareWith(0, draft))(w); len(d.Changes) != len(c.Changes) || d.Effect.Units[0].After.Total.String() != "52.85" {
		t.Errorf("a draft with the same words: %+v", d)
	}
	w.Fails(season.At(head.Workspace).AdoptCriteria(1, "x"), "criteria-version.in-force")
	w.Fails(season.At(head.Workspace).AdoptCriteria(2, " "), "criteria-version.reason")
	w.Sync(head, other)
	w.Fails(season.At(other.Workspace).AdoptCriteria(2, "x"), "workspace.refused-to")
	w.OK(season.At(head.Workspace).AdoptCriteria(2, "Nhầm điểm tối đa của tiêu chí II.1"))
	w.Sync(head, other)
	for _, x := range []*desk.Desk{head, other} {
		r := testyear.Must(result.At(x.Workspace).Ranking())(w)
		if !r.Provisional || r.Standings[0].Version != 1 || r.Standings[0].Final.Total.String() != "57.85" {
			t.Errorf("a new version rescored a sheet: %s", r.Standings[0].Final.Total)
		}
		if sh := w.Sheet(x, "lai-chau"); sh.Version != 1 || sh.Season.Version != 2 || sh.Row("II.1").Max.String() != "10" {
			t.Errorf("version %d, the season's %d", sh.Version, sh.Season.Version)
		}
	}
	w.OK(sheet.At(head.Workspace).StepSheet(w.Unit("lai-chau").ID, emulation.SheetReturned, "Bộ tiêu chí mới"))
	w.Sync(head, other)
	if sh := w.Own(other); sh.Version != 2 || sh.Self.Total.String() != "52.85" {
		t.Errorf("version %d: %s", sh.Version, sh.Self.Total)
	}
	w.OK(sheet.At(other.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(other, head)
	r := testyear.Must(result.At(head.Workspace).Ranking())(w)
	if !r.Provisional || r.Standings[0].Unit.Code != "son-la" || r.Standings[1].Final.Total.String() != "52.85" || r.Standings[1].Version != 2 {
		t.Errorf("%+v", r.Standings[1])
	}
	list := testyear.Must(season.At(other.Workspace).CriteriaVersions())(w)
	for version, want := range []bool{false, true, true, false} {
		if was := testyear.Must(season.At(other.Workspace).WasInForce(uint64(version)))(w); was != want {
			t.Errorf("version %d was in force: %t", version, was)
		}
	}
	if len(list) != 2 || list[0].InForce || !list[1].InForce || len(list[0].Sheets) != 1 || list[0].Sheets[0].Code != "son-la" || list[1].Author == "" {
		t.Errorf("%+v", list)
	}
}

// Two add a version without seeing each other: the second is refused, and its author goes on with the first, by whose criteria the sheet is
// filled in from then on.
func TestTwoAddOneVersion(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la")
	head := desks["son-la"]
	other := func(name string, x *desk.Desk) {
		file := testyear.Must(season.At(x.Workspace).CriteriaFile(0))(w)
		file.Name = name + ".yaml"
		file.YAML = []byte(strings.Replace(string(file.YAML), "\nname: ", "\nname: "+name+" ", 1))
		if number := testyear.Must(season.At(x.Workspace).AddCriteria(file))(w); number != 2 {
			t.Fatal(number)
		}
		if list := testyear.Must(season.At(x.Workspace).CriteriaVersions())(w); !strings.HasPrefix(list[1].Name, name) {
			t.Fatalf("%+v", list[1])
		}
	}
	other("A", w.Office)
	other("B", head)
	w.Sync(w.Office, head)
	if list := testyear.Must(season.At(head.Workspace).CriteriaVersions())(w); len(list) != 2 || list[1].File != "A.yaml" || !strings.HasPrefix(list[1].Name, "A ") {
		t.Errorf("%+v", list[1])
	}
	w.OK(season.At(w.Office.Workspace).AdoptCriteria(2, "sửa"))
	w.Sync(w.Office, head)
	if sh := w.Own(head); sh.Version != 2 || !strings.HasPrefix(sh.Set.Name, "A ") {
		t.Errorf("version %d: the sheet is filled in by %q", sh.Version, sh.Set.Name)
	}
}
