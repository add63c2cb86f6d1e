package review_test

import (
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace/questions"
	"thidua/workspace/result"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

func TestVerify(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang", "lang-son", "lai-chau")
	d, deputy, verifier, other := desks["son-la"], desks["cao-bang"], desks["lang-son"], desks["lai-chau"]
	unit := w.Unit("son-la").ID
	w.Fails(review.At(verifier.Workspace).Verify(unit, "I.2", "8", ""), "workspace.sheet-not-here")
	w.HandIn(d)
	w.Sync(deputy, verifier, other)

	w.Fails(review.At(d.Workspace).Verify(unit, "I.2", "8", ""), "workspace.verify-own")
	w.Fails(review.At(other.Workspace).Verify(unit, "I.2", "8", ""), "workspace.refused-to")
	w.Fails(review.At(verifier.Workspace).Verify(unit, "IX", "8", ""), "workspace.criterion-unknown")
	w.Fails(review.At(verifier.Workspace).Verify(unit, "I.2", "7", "  "), "workspace.verify-reason")
	if err := review.At(verifier.Workspace).Verify(unit, "I.2", "11", "cao hơn điểm tối đa"); err == nil {
		t.Error("more points than the criterion has were taken")
	}
	if err := review.At(verifier.Workspace).Verify(unit, "I.2", "tám", "x"); err == nil {
		t.Error("a word was taken for points")
	}
	w.Fails(review.At(verifier.Workspace).Verify(w.Unit("cao-bang").ID, "I.2", "7", "x"), "workspace.sheet-not-here")
	w.OK(review.At(verifier.Workspace).Verify(unit, "I.2", "8", ""))
	w.OK(review.At(verifier.Workspace).Verify(unit, "II.1", "8", "Một sáng kiến chưa được công nhận"))
	w.Sync(verifier, d, deputy)
	for _, x := range []*desk.Desk{d, deputy, verifier} {
		sh := w.Sheet(x, "son-la")
		r := sh.Row("II.1")
		if r.Verified == nil || r.Verified.String() != "8" || r.Self.String() != "10" || r.Reason != "Một sáng kiến chưa được công nhận" {
			t.Errorf("%+v", r)
		}
		if sh.Verified == nil || sh.Verified.Total.String() != "55.85" || sh.Self.Total.String() != "57.85" || sh.Final() != sh.Verified {
			t.Errorf("%s", sh.Self.Total)
		}
	}

	// Two verifiers who did not see each other: both are kept, neither counts, and somebody with the right decides.
	w.OK(review.At(verifier.Workspace).Verify(unit, "I.4", "7", "Báo cáo nộp muộn"))
	w.OK(review.At(deputy.Workspace).Verify(unit, "I.4", "8", "Báo cáo thiếu số liệu"))
	w.Sync(verifier, deputy, d, verifier)
	for _, x := range []*desk.Desk{d, deputy, verifier} {
		sh := w.Sheet(x, "son-la")
		if r := sh.Row("I.4"); !r.Split || !r.Conflict || r.Verified != nil || sh.Verified.Total.String() != "55.85" {
			t.Errorf("%+v", r)
		}
		list := testyear.Must(questions.At(x.Workspace).Conflicts())(w)
		if len(list) != 1 || list[0].Column != "verified" || list[0].Choices[0].Reason == "" {
			t.Fatalf("%+v", list)
		}
		if r := testyear.Must(result.At(x.Workspace).Ranking())(w); !r.Provisional {
			t.Error("the ranking does not say that it may change")
		}
	}
	w.Fails(review.At(deputy.Workspace).Verify(unit, "I.4", "9", "x"), "workspace.conflict-first")
	w.Fails(questions.At(d.Workspace).Decide(1, 1), "workspace.refused")
	q := testyear.Must(questions.At(deputy.Workspace).Conflicts())(w)[0]
	pick := 1
	if q.Choices[1].Shown == "8" {
		pick = 2
	}
	w.OK(questions.At(deputy.Workspace).Settle(q, pick))
	w.Sync(deputy, d, verifier)
	for _, x := range []*desk.Desk{d, deputy, verifier} {
		sh := w.Sheet(x, "son-la")
		if r := sh.Row("I.4"); r.Split || r.Conflict || r.Verified.String() != "8" || r.Reason != "Báo cáo thiếu số liệu" || sh.Verified.Total.String() != "53.85" {
			t.Errorf("%+v", r)
		}
	}
	w.Agree(d, deputy, verifier)

	// A sheet that was given back is its unit's; verifiers who differ do not keep it from being handed in again.
	w.OK(review.At(verifier.Workspace).Verify(unit, "I.3", "5", "Chưa có quyết định"))
	w.OK(review.At(deputy.Workspace).Verify(unit, "I.3", "3", "Giải cấp tỉnh"))
	w.Sync(verifier, deputy, d)
	w.OK(sheet.At(deputy.Workspace).StepSheet(unit, emulation.SheetReturned, "reason"))
	w.Sync(deputy, verifier, d)
	w.Fails(review.At(verifier.Workspace).Verify(unit, "I.2", "7", "x"), "workspace.verify-closed")
	if list := testyear.Must(sheet.At(d.Workspace).Checklist())(w); len(list.Blocking) != 0 {
		t.Errorf("%+v", list.Blocking)
	}
	w.OK(sheet.At(d.Workspace).Submit())
	w.Sync(d, deputy)
	w.Agree(d, deputy)
}
