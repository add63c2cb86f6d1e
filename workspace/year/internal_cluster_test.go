package year_test

import (
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
	w.Fails(year.At(d.Workspace).SetInternalSheet("to-toan", "11/2023", cells("5", "9")), "internal.nothing-to-score")
	if _, err := year.At(d.Workspace).SetInternalCriteria("noi-bo.yaml", []byte("format: thidua-criteria/1\n")); err == nil {
		t.Error("broken criteria were taken")
	}
	if n := testyear.Must(year.At(d.Workspace).SetInternalCriteria("noi-bo.yaml", []byte(internalTable)))(w); n != 1 {
		t.Errorf("version %d", n)
	}
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
