package review_test

import (
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// What a review gave is taken back as if nothing had been given, at every desk; the trail tells of both.
func TestPointsAreTakenBack(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	head, deputy := desks["son-la"], desks["cao-bang"]
	w.HandIn(deputy)
	w.Sync(head)
	unit := w.Unit("cao-bang").ID
	room := review.At(head.Workspace).In("")
	w.Fails(room.TakeBack(unit, sheet.FirstReview, "I.2"), "sheet.not-given")
	w.OK(room.Review(unit, sheet.FirstReview, review.Points{Code: "I.2", Points: "5", Reason: "Thiếu sổ"}))
	w.OK(room.TakeBack(unit, sheet.FirstReview, "I.2"))
	w.Fails(room.TakeBack(unit, sheet.FirstReview, "I.2"), "sheet.not-given")
	own := testyear.Must(sheet.At(head.Workspace).Trail(unit, "I.2"))(w)
	if last := own[len(own)-1]; !last.Pending || last.Received != 0 {
		t.Errorf("before the server has it: %+v", last)
	}
	w.Clock.Forward(time.Hour)
	w.Sync(head, deputy)
	for _, d := range desks {
		sh := testyear.Must(sheet.At(d.Workspace).Sheet(unit))(w)
		if r := sh.Row("I.2"); r.First != nil || r.Verified != nil {
			t.Errorf("%+v", r.First)
		}
	}
	deeds := testyear.Must(sheet.At(deputy.Workspace).In("").Trail(unit, "I.2"))(w)
	if n := len(deeds); n != 3 || deeds[n-2].Review.Withdrawn || !deeds[n-1].Review.Withdrawn {
		t.Errorf("%+v", deeds)
	}
	if first, last := deeds[0], deeds[len(deeds)-1]; first.Before != nil || last.Before == nil || last.Before.Review.Points.String() != "5" || last.Received-last.At < time.Hour.Milliseconds() {
		t.Errorf("before it %+v; received %d ms later", last.Before, last.Received-last.At)
	}
	w.OK(room.Review(unit, sheet.FirstReview, review.Points{Code: "I.2", Points: "6", Reason: "Đã bổ sung"}))
	w.OK(sheet.At(head.Workspace).StepSheet(unit, emulation.SheetCrossChecked, ""))
	w.Sync(head, deputy)
	if r := testyear.Must(sheet.At(deputy.Workspace).Sheet(unit))(w).Row("I.2"); r.First == nil || r.First.Points.String() != "6" {
		t.Errorf("given again: %+v", r.First)
	}
}
