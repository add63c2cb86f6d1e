package review_test

import (
	"fmt"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/questions"
	"thidua/workspace/result"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

// Points count for the figures that were looked at: what the unit changed since is verified again, what stayed the same keeps its points.
func TestPointsForEarlierFigures(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	d, deputy := desks["son-la"], desks["cao-bang"]
	unit := w.Unit("son-la").ID
	w.HandIn(d)
	w.Sync(deputy)
	w.OK(review.At(deputy.Workspace).In("").Review(unit, sheet.FirstReview, review.Points{Code: "I.2", Points: "7", Reason: "Nền nếp"},
		review.Points{Code: "II.1", Points: "6", Reason: "Ba sáng kiến"}))
	w.OK(sheet.At(deputy.Workspace).StepSheet(unit, emulation.SheetReturned, "Bổ sung số liệu"))
	w.Sync(deputy, d)
	w.Type(d, "I.2", "9")
	if r := w.Row(d, "I.2"); r.Verified != nil || r.First == nil || !r.First.Earlier {
		t.Errorf("while it is typed: %+v", r)
	}
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(d, deputy)
	for _, x := range []*desk.Desk{d, deputy} {
		sh := w.Sheet(x, "son-la")
		r := sh.Row("I.2")
		if r.Verified != nil || !r.First.Earlier || r.First.Points.String() != "7" || r.Reason != "" {
			t.Errorf("%+v", r)
		}
		if r := sh.Row("II.1"); r.Verified == nil || r.Verified.String() != "6" || r.First.Earlier || r.Reason != "Ba sáng kiến" {
			t.Errorf("%+v", r)
		}
		// 57.85 with 9 in place of 8, and 6 in place of 10
		if sh.Final().Total.String() != "54.85" {
			t.Errorf("%s", sh.Final().Total)
		}
		ranking := testyear.Must(result.At(x.Workspace).Ranking())(w)
		if !ranking.Provisional || !ranking.Standings[0].Final.Total.Equal(sh.Final().Total) {
			t.Errorf("%s", ranking.Standings[0].Final.Total)
		}
	}
	list := testyear.Must(sheet.At(deputy.Workspace).In("").StepChecklist(unit, emulation.SheetCrossChecked))(w)
	if len(list.Blocking) != 1 || list.Blocking[0].Key != "sheet.check-earlier" {
		t.Errorf("%+v", list.Blocking)
	}
	// The same figures again: the points given for them count again.
	w.OK(sheet.At(deputy.Workspace).StepSheet(unit, emulation.SheetReturned, "Nhầm"))
	w.Sync(deputy, d)
	w.Type(d, "I.2", "8")
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(d, deputy)
	if r := w.Sheet(deputy, "son-la").Row("I.2"); r.Verified == nil || r.Verified.String() != "7" {
		t.Errorf("%+v", r)
	}
}

// Self, verified and final stand beside each other: the ranking counts final, else verified, else self.
func TestThreeColumns(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	d, deputy := desks["son-la"], desks["cao-bang"]
	unit := w.Unit("son-la").ID
	w.HandIn(d)
	w.Sync(deputy)
	sheets := deputy.Workspace.In("")
	w.OK(review.Over(sheets).Review(unit, sheet.FirstReview, review.Points{Code: "I.2", Points: "6", Reason: "a"}, review.Points{Code: "II.1", Points: "8", Reason: "b"}))
	w.OK(review.Over(sheets).Review(unit, sheet.SecondReview, review.Points{Code: "I.2", Points: "7", Reason: "c"}))
	w.Fails(review.Over(sheets).Review(unit, sheet.SecondReview, review.Points{Code: "I.4", Points: "10"}, review.Points{Code: "I.3", Points: "9"}), "workspace.verify-reason")
	w.Sync(deputy, d)
	for _, x := range []*desk.Desk{d, deputy} {
		sh := w.Sheet(x, "son-la")
		r := sh.Row("I.2")
		if r.Self.String() != "8" || r.Verified.String() != "6" || r.Final.String() != "7" || r.Reason != "c" || r.First.Reason != "a" || r.Second.Author == "" {
			t.Errorf("%+v", r)
		}
		if sh.Row("I.4").Second != nil {
			t.Error("part of a refused review was written")
		}
		if sh.Self.Total.String() != "57.85" || sh.Verified.Total.String() != "53.85" || sh.Second.Total.String() != "54.85" || sh.Final() != sh.Second {
			t.Errorf("%s %s %s", sh.Self.Total, sh.Verified.Total, sh.Second.Total)
		}
		st := testyear.Must(result.At(x.Workspace).Ranking())(w).Standings[0]
		if st.Self.Total.String() != "57.85" || st.Verified.String() != "53.85" || st.Final.Total.String() != "54.85" || !st.Second {
			t.Errorf("%+v", st)
		}
	}
}

// What the criteria reserve to the standing office is scored by it alone, whatever others write.
func TestReservedCriteria(t *testing.T) {
	reserved := strings.Replace(testyear.Table, "{code: I.2, name: Nền nếp,", "{code: I.2, name: Nền nếp, scorer: role:office,", 1)
	w := testyear.Founded(t, strings.Replace(reserved, "{code: II.1,", "{code: II.1, scorer: role:verifier,", 1))
	desks := w.Leaders("son-la", "cao-bang")
	d, deputy := desks["son-la"], desks["cao-bang"]
	unit := w.Unit("son-la").ID
	w.HandIn(d)
	w.Sync(deputy, w.Office)
	// The unit's own figures stand in its own column: 57.85, of which 8 and 10 are others' to give.
	sh := w.Sheet(deputy, "son-la")
	if sh.Self.Total.String() != "57.85" || sh.Final().Total.String() != "39.85" || !sh.Final().Provisional || !sh.Row("I.2").Reserved || sh.Row("II.1").Reserved {
		t.Errorf("%s %s", sh.Self.Total, sh.Final().Total)
	}
	w.Fails(review.At(deputy.Workspace).Verify(unit, "I.2", "7", "x"), "sheet.reserved")
	w.OK(review.At(deputy.Workspace).Verify(unit, "II.1", "6", ""))
	// another program that lets it through
	w.Write(deputy, sh.Season.Cluster.Scope(), changeset.Op("score", changeset.NewKey(sh.ID, "I.2", "final"), "verified", emulation.VerifiedScore{Points: "10", Reason: "x"}))
	w.Sync(deputy, w.Office, d)
	for _, x := range []*desk.Desk{d, deputy, w.Office} {
		sh := w.Sheet(x, "son-la")
		if r := sh.Row("I.2"); r.Final != nil || !r.Second.Foreign || sh.Final().Total.String() != "45.85" {
			t.Errorf("%s %+v", sh.Final().Total, r)
		}
	}
	w.OK(review.At(w.Office.Workspace).Verify(unit, "I.2", "7", ""))
	w.Sync(w.Office, d)
	if sh := w.Sheet(d, "son-la"); sh.Final().Total.String() != "52.85" || sh.Row("I.2").Verified.String() != "7" || sh.Final().Provisional {
		t.Errorf("%s", sh.Final().Total)
	}
}

// Three hundred criteria are one change.
func TestManyPointsAreOneChange(t *testing.T) {
	w, all := testyear.Large(t, 2, 300)
	var given []review.Points
	for i := range 300 {
		given = append(given, review.Points{Code: fmt.Sprintf("I.%d", i+1), Points: "0.7", Reason: "Theo biên bản kiểm tra ngày 12/6"})
	}
	before := len(w.Pending(w.Office))
	w.OK(review.At(w.Office.Workspace).In("").Review(all[0].ID, sheet.FirstReview, given...))
	list := w.Pending(w.Office)
	if len(list) != before+1 || len(list[before].Change.Operations) != 300 {
		t.Errorf("%d changes", len(list)-before)
	}
	for i := range given {
		given[i].Reason = strings.Repeat("Theo biên bản kiểm tra. ", 20)
	}
	w.OK(review.At(w.Office.Workspace).In("").Review(all[1].ID, sheet.FirstReview, given...))
	w.Sync(w.Office)
	if sh := w.Sheet(w.Office, all[1].Code); sh.Row("I.300").First.Reason == "" || sh.Row("I.1").Verified.String() != "0.7" {
		t.Errorf("%+v", sh.Row("I.300"))
	}
	w.Agree(w.Office)
}

// What is kept of sheets is what a desk that reads everything anew finds.
func TestKeptIsWhatIsRead(t *testing.T) {
	w, all := testyear.Large(t, 3, 12)
	same := func() {
		t.Helper()
		fresh := testyear.Must(workspace.Open(w.Office.DB, w.Office.Workspace.Key(), workspace.Environment{Now: w.Clock.Now, Rand: w.Env(0).Rand}))(w)
		kept, read := testyear.Must(result.At(w.Office.Workspace).Ranking())(w), testyear.Must(result.At(fresh).Ranking())(w)
		for i, st := range kept.Standings {
			o := read.Standings[i]
			if st.Unit.ID != o.Unit.ID || !st.Final.Total.Equal(o.Final.Total) || !st.Self.Total.Equal(o.Self.Total) || (st.Verified == nil) != (o.Verified == nil) ||
				st.Final.Rank != o.Final.Rank || st.Step != o.Step {
				t.Errorf("%s: %s, not %s", st.Unit.Code, st.Final.Total, o.Final.Total)
			}
		}
		if kept.Provisional != read.Provisional || len(kept.Standings) != len(read.Standings) {
			t.Errorf("%d, %d", len(kept.Standings), len(read.Standings))
		}
	}
	same()
	o := w.Office.Workspace
	for i, u := range all {
		w.OK(review.At(o).In("").Review(u.ID, sheet.SecondReview, review.Points{Code: "I.3", Points: fmt.Sprintf("0.%d", i+2), Reason: "x"}))
		same()
	}
	w.OK(sheet.At(o).StepSheet(all[0].ID, emulation.SheetReturned, "x"))
	same()
	d := w.Join(all[0].Code, emulation.RoleLeader)
	w.Sync(w.Office, d)
	w.OK(sheet.At(d.Workspace).SubmitOnBehalf(all[0].ID, "Giám đốc", testyear.Must(d.Workspace.Attach("x", strings.NewReader("x")))(w), nil))
	w.Sync(d, w.Office)
	same()
	if st := testyear.Must(result.At(o).Ranking())(w); len(st.Standings) != 3 || !st.Provisional {
		t.Errorf("%+v", st)
	}
}

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
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(d, deputy)
	w.Agree(d, deputy)
}
