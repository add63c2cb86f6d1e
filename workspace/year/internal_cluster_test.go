package year_test

import (
	"fmt"
	"slices"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace/year"
)

const internalTable = `format: thidua-criteria/1
id: noi-bo
name: Bảng chấm nội bộ
scale: {total: 20}
classes: {on: total, bands: [{name: Tốt, at_least: 18}, {name: Khá, at_least: 14}, {name: Đạt}]}
groups:
  - code: A
    name: Chuyên môn
    criteria:
      - {code: A.1, name: Giờ dạy tốt, max: 10, rule: {kind: count, each: 2}}
      - {code: A.2, name: Nền nếp, max: 10, rule: {kind: manual, step: 0.5}}
`

func cells(a1, a2 string) year.NewInternalSheet {
	return year.NewInternalSheet{Cells: map[string]map[string]string{"A.1": {"count": a1}, "A.2": {"points": a2}}}
}

func TestInternalCluster(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	d, other := desks["son-la"], desks["cao-bang"]
	staff := w.Join("son-la", emulation.RoleStaff)
	w.Fails(year.At(d.Workspace).SetDepartment("", emulation.UnitInfo{}), "internal.no-name")
	for _, name := range []string{"Tổ Toán", "Tổ Văn", "Tổ Ngoại ngữ"} {
		w.OK(year.At(d.Workspace).SetDepartment("", emulation.UnitInfo{Name: name}))
	}
	for code, name := range map[string]string{"le-loi": "Tổ Lê Lợi", "le-loi-2": "Tổ Lê Lời"} {
		w.OK(year.At(d.Workspace).SetDepartment(code, emulation.UnitInfo{Name: name}))
	}
	w.Fails(year.At(d.Workspace).SetInternalSheet("to le loi", "11/2023", cells("5", "9")), "internal.department-ambiguous")
	for _, code := range []string{"le-loi", "le-loi-2"} {
		w.OK(year.At(d.Workspace).SetDepartment(code, emulation.UnitInfo{}))
	}
	w.Fails(year.At(d.Workspace).SetInternalSheet("to-toan", "11/2023", cells("5", "9")), "internal.nothing-to-score")
	if _, err := year.At(d.Workspace).SetInternalCriteria("noi-bo.yaml", []byte("format: thidua-criteria/1\n")); err == nil {
		t.Error("broken criteria were taken")
	}
	if n := testyear.Must(year.At(d.Workspace).SetInternalCriteria("noi-bo.yaml", []byte(internalTable)))(w); n != 1 {
		t.Errorf("version %d", n)
	}
	many := cells("20000000", "9")
	w.Fails(year.At(d.Workspace).SetInternalSheet("to-toan", "11/2023", many), "internal.doubtful")
	w.Fails(year.At(d.Workspace).SetInternalSheet("to-hoa", "11/2023", cells("5", "9")), "internal.department-unknown")
	w.Fails(year.At(d.Workspace).SetInternalSheet("to-toan", "11/2023", year.NewInternalSheet{Points: "9", Cells: cells("1", "1").Cells}), "internal.points-or-cells")
	w.Fails(year.At(d.Workspace).SetInternalSheet("to-toan", "11/2023", year.NewInternalSheet{Cells: map[string]map[string]string{"B": {}}}), "workspace.criterion-unknown")
	w.OK(year.At(d.Workspace).SetInternalSheet("to-toan", "tháng 11/2023", cells("4", "9")))
	w.Sync(d, staff)
	w.OK(year.At(staff.Workspace).SetInternalSheet("Tổ Văn", "2023-11", cells("5", "9.5")))
	w.OK(year.At(staff.Workspace).SetInternalSheet("tổ văn", "2023-11", year.NewInternalSheet{Cells: map[string]map[string]string{"A.2": {"points": "8"}}}))
	w.Sync(staff, d, other)

	for _, x := range []*desk.Desk{d, staff} {
		p := testyear.Must(year.At(x.Workspace).Internal("11/2023"))(w)
		if len(p.Standings) != 3 || !p.Provisional || p.Period != "2023-11" {
			t.Fatalf("%+v", p)
		}
		first, second, none := p.Standings[0], p.Standings[1], p.Standings[2]
		if first.Department.Code != "to-van" || first.Points.String() != "18" || first.Class != "Tốt" || first.Rank != 1 {
			t.Errorf("%+v", first)
		}
		if second.Department.Code != "to-toan" || second.Points.String() != "17" || second.Class != "Khá" || second.Rank != 2 {
			t.Errorf("%+v", second)
		}
		if none.Department.Code != "to-ngoai-ngu" || none.Points != nil || none.Rank != 0 {
			t.Errorf("%+v", none)
		}
	}
	// Another period; points that were given, with a class that people decided; equal points share the place.
	w.OK(year.At(d.Workspace).SetInternalSheet("to-toan", "quý IV/2023", year.NewInternalSheet{Points: "88,5", Class: "Xuất sắc"}))
	w.OK(year.At(d.Workspace).SetInternalSheet("to-van", "quý IV/2023", year.NewInternalSheet{Points: "88,50"}))
	w.OK(year.At(d.Workspace).SetInternalSheet("to-ngoai-ngu", "quý IV/2023", year.NewInternalSheet{Points: "80"}))
	p := testyear.Must(year.At(d.Workspace).Internal("2023-Q4"))(w)
	if p.Provisional || p.Standings[0].Rank != 1 || p.Standings[1].Rank != 1 || p.Standings[2].Rank != 3 || p.Standings[0].Class != "Xuất sắc" {
		t.Errorf("%+v", p)
	}

	// All of it is private: no other desk has the unit's log, nor an office's.
	scope := w.Unit("son-la").Scope()
	w.Sync(d, other, w.Office)
	if testyear.Must(d.DB.Log(scope))(w).Size == 0 {
		t.Fatal("the unit's own desk has no log of it")
	}
	for name, x := range map[string]*desk.Desk{"another unit": other, "the office": w.Office} {
		if head := testyear.Must(x.DB.Log(scope))(w); head.Size != 0 {
			t.Errorf("%s has %d entries of the unit's log", name, head.Size)
		}
	}
	if list := testyear.Must(year.At(other.Workspace).Departments())(w); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	w.Fails(year.At(w.Office.Workspace).SetDepartment("x", emulation.UnitInfo{Name: "x"}), "running.no-own-unit")
}

// Weeks are added up into their month, months into the year: what is missing makes it provisional, equal sums share a place, a week over two months stands
// where most of its days are.
func TestInternalSum(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	room := year.At(desks["son-la"].Workspace)
	for _, name := range []string{"Tổ Toán", "Tổ Văn", "Tổ Anh"} {
		w.OK(room.SetDepartment("", emulation.UnitInfo{Name: name}))
	}
	given := func(department, period, points string) {
		t.Helper()
		w.OK(room.SetInternalSheet(department, period, year.NewInternalSheet{Points: points}))
	}
	given("to-toan", "2024-W09", "9") // 26/02–03/3/2024: February
	for week, points := range map[string][2]string{"2024-W10": {"9,25", "10"}, "2024-W11": {"8", "7,25"}, "2024-W12": {"10", "10"}} {
		given("to-toan", week, points[0])
		given("to-van", week, points[1])
	}
	told := func(s *year.InternalSum) (list []string) {
		for _, x := range s.Totals {
			list = append(list, fmt.Sprint(x.Department.Code, " ", x.Sum, " ", x.Mean, " ", x.Counted, " ", x.Rank))
		}
		return list
	}
	march := testyear.Must(room.InternalSum("tháng 3/2024", emulation.SortWeek))(w)
	if want := []string{"to-toan 27.25 9.08 3 1", "to-van 27.25 9.08 3 1", "to-anh 0 0 0 0"}; !slices.Equal(told(march), want) || !march.Provisional || len(march.Parts) != 3 {
		t.Errorf("%q, want %q; %+v", told(march), want, march)
	}
	for week, points := range map[string]string{"2024-W10": "9,3", "2024-W11": "9", "2024-W12": "9"} {
		given("to-anh", week, points)
	}
	march = testyear.Must(room.InternalSum("2024-03", emulation.SortWeek))(w)
	if want := []string{"to-anh 27.3 9.1 3 1", "to-toan 27.25 9.08 3 2", "to-van 27.25 9.08 3 2"}; !slices.Equal(told(march), want) || march.Provisional {
		t.Errorf("%q, want %q", told(march), want)
	}
	season := testyear.Must(room.InternalSum("cả năm", emulation.SortWeek))(w)
	if len(season.Parts) != 4 || season.Parts[0] != "2024-W09" || !season.Provisional || season.Totals[0].Sum.String() != "36.25" {
		t.Errorf("%+v", season)
	}
	given("to-toan", "2024-03", "95")
	if m := testyear.Must(room.InternalSum("2024-Q1", emulation.SortMonth))(w); len(m.Parts) != 1 || m.Totals[0].Sum.String() != "95" {
		t.Errorf("%+v", m)
	}
	_, err := room.InternalSum("2024-05", emulation.SortWeek)
	w.Fails(err, "internal.no-parts")
	_, err = room.InternalSum("2024-03", "tuan")
	w.Fails(err, "internal.sum-of")
}
