package sheet_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace/result"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// A month, or the mid-season review, has sheets of its own.
func TestSheetsOfAPeriod(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	d, deputy := desks["son-la"], desks["cao-bang"]
	unit := w.Unit("son-la").ID
	mid := d.Workspace.In("mid")
	w.Type(d, "I.2", "3")
	if cell := testyear.Must(sheet.Over(mid).TypeCell("I.2", "9"))(w); cell.Fault != nil {
		t.Fatal(cell.Fault)
	}
	testyear.Must(sheet.Over(mid).AddEvidence("I.1", "qd.pdf", strings.NewReader("…")))(w)
	w.OK(sheet.Over(mid).Because("chưa có minh chứng").Submit())
	w.Sync(d, deputy)
	w.Fails(func() error { _, err := sheet.At(deputy.Workspace).Sheet(unit); return err }(), "workspace.sheet-not-here")
	w.OK(review.At(deputy.Workspace).In("mid").Review(unit, sheet.FirstReview, review.Points{Code: "I.2", Points: "8", Reason: "Nền nếp"}))
	w.Sync(deputy, d)
	for _, x := range []*desk.Desk{d, deputy} {
		sh := testyear.Must(sheet.At(x.Workspace).In("mid").Sheet(unit))(w)
		if sh.Step != emulation.SheetSubmitted || sh.Final().Total.String() != "8" || sh.Row("I.1").Evidence != 1 || sh.Period != "mid" {
			t.Errorf("%s %s", sh.Step, sh.Final().Total)
		}
		if r := testyear.Must(result.At(x.Workspace).In("mid").Ranking())(w); len(r.Standings) != 1 || r.Period != "mid" {
			t.Errorf("%+v", r.Standings)
		}
		if r := testyear.Must(result.At(x.Workspace).Ranking())(w); len(r.Standings) != 0 {
			t.Errorf("%+v", r.Standings)
		}
		if list := testyear.Must(x.Workspace.Periods())(w); len(list) != 1 || list[0] != "mid" {
			t.Errorf("%q", list)
		}
	}
	if sh := w.Own(d); sh.Step != emulation.SheetDraft || sh.Self.Total.String() != "3" || sh.Row("I.1").Evidence != 0 {
		t.Errorf("%s %s", sh.Step, sh.Self.Total)
	}
	_, err := sheet.At(d.Workspace).In("tháng 13/2024").Sheet(unit)
	w.Fails(err, "period.unknown")
	w.Fails(sheet.At(d.Workspace).In("tháng 13/2024").Because("chưa có minh chứng").Submit(), "period.unknown")
	if sh := testyear.Must(sheet.At(d.Workspace).In("Tháng 9/2023").Sheet(unit))(w); sh.Period != "2023-09" || sh.Step != emulation.SheetDraft {
		t.Errorf("%q", sh.Period)
	}
}
