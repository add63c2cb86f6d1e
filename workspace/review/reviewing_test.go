package review_test

import (
	"fmt"
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/workspace"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// What a desk may do with a sheet follows the sheet's steps and who was assigned which round.
func TestReviewing(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, testyear.Units...)
	head, deputy, other := desks["son-la"], desks["cao-bang"], desks["lai-chau"]
	w.HandIn(deputy)
	w.Sync(head, other)
	unit, lai := w.Unit("cao-bang").ID, w.Unit("lai-chau").ID
	may := func(x *workspace.Workspace) review.Reviewing {
		t.Helper()
		return testyear.Must(review.At(x).In("").Reviewing(unit))(w)
	}
	mine := func(r review.Reviewing) (list []emulation.SheetStep) {
		for _, m := range r.Moves {
			if m.Mine {
				list = append(list, m.To)
			}
		}
		return list
	}

	if r := may(other.Workspace); r.Round != 0 || emulation.KeyOf(r.Closed) != "workspace.refused-to" || len(mine(r)) != 0 || len(r.Moves) == 0 {
		t.Errorf("who was not assigned: %+v", r)
	}
	if list := testyear.Must(review.At(other.Workspace).In("").ToCheck())(w); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	w.OK(review.At(head.Workspace).AssignVerifier(unit, lai, sheet.FirstReview))
	w.Sync(head, other, deputy)
	list := testyear.Must(review.At(other.Workspace).In("").ToCheck())(w)
	if len(list) != 1 || !list[0].HandedIn || fmt.Sprint(list[0].Assigned) != "[1]" || list[0].Checked != 0 {
		t.Errorf("%+v", list)
	}
	if list := testyear.Must(review.At(head.Workspace).In("").ToCheck())(w); len(list) != len(testyear.Units)-1 || list[0].HandedIn && list[1].HandedIn {
		t.Errorf("%+v", list)
	}
	if r := may(other.Workspace); r.Round != sheet.FirstReview || fmt.Sprint(mine(r)) != "[cross-checked returned]" || r.Office {
		t.Errorf("%+v", r)
	}
	if r := may(deputy.Workspace); emulation.KeyOf(r.Closed) != "workspace.verify-own" || r.Explains {
		t.Errorf("%+v", r)
	}
	w.OK(review.At(other.Workspace).Verify(unit, "I.2", "6", "Thiếu sổ"))
	w.OK(sheet.At(other.Workspace).StepSheet(unit, emulation.SheetCrossChecked, ""))
	w.Sync(other, deputy, head)
	if r := may(other.Workspace); r.Round != sheet.FirstReview {
		t.Errorf("who reads it the first time may no longer correct: %+v", r)
	}
	if r := may(head.Workspace); r.Round != sheet.SecondReview || fmt.Sprint(mine(r)) != "[verified returned]" {
		t.Errorf("%+v", r)
	}
	if r := may(deputy.Workspace); !r.Explains || fmt.Sprint(mine(r)) != "[explained]" {
		t.Errorf("%+v", r)
	}
	w.OK(sheet.At(deputy.Workspace).Explain("I.2", "Sổ đã gửi", false))
	w.OK(sheet.At(deputy.Workspace).StepSheet(unit, emulation.SheetExplained, ""))
	w.Sync(deputy, head, other)
	if r := may(other.Workspace); r.Round != 0 || emulation.KeyOf(r.Closed) != "sheet.other-round" {
		t.Errorf("%+v", r)
	}
	if list := testyear.Must(review.At(head.Workspace).In("").ToCheck())(w); list[0].Different+list[1].Different+list[2].Different != 1 {
		t.Errorf("%+v", list)
	}
	var said []string
	for _, d := range testyear.Must(sheet.At(head.Workspace).In("").Trail(unit, "I.2"))(w) {
		said = append(said, d.What)
	}
	if fmt.Sprint(said) != "[value verified explanation]" {
		t.Errorf("%v", said)
	}
	_, err := sheet.At(head.Workspace).In("").Trail(unit, "IX")
	w.Fails(err, "workspace.criterion-unknown")
}

// What could not be given yet stays at the desk it was typed at, and nowhere else.
func TestKeptReview(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	head, deputy := desks["son-la"], desks["cao-bang"]
	w.HandIn(deputy)
	w.Sync(head)
	unit := w.Unit("cao-bang").ID
	sheets := head.Workspace.In("")
	w.OK(sheet.Over(sheets).KeepReview(unit, sheet.FirstReview, map[string]sheet.KeptPoints{"I.2": {Points: "7,5"}, "I.4": {Reason: "Nộp muộn"}}))
	if kept := testyear.Must(sheet.Over(sheets).KeptReview(unit, sheet.SecondReview))(w); len(kept) != 0 {
		t.Errorf("in the other round: %+v", kept)
	}
	w.OK(sheet.Over(sheets).KeepReview(unit, sheet.FirstReview, map[string]sheet.KeptPoints{"I.4": {}}))
	head = w.Reopen(head)
	if kept := testyear.Must(sheet.At(head.Workspace).In("").KeptReview(unit, sheet.FirstReview))(w); len(kept) != 1 || kept["I.2"].Points != "7,5" {
		t.Errorf("%+v", kept)
	}
	if r := testyear.Must(sheet.At(head.Workspace).Sheet(unit))(w).Row("I.2"); r.First != nil {
		t.Errorf("it counts: %+v", r.First)
	}
	if n := len(w.Pending(head)); n != 0 {
		t.Errorf("%d changes wait to be sent", n)
	}
}
