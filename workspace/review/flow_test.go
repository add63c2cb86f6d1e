package review_test

import (
	"fmt"
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/workspace/review"
	"thidua/workspace/season"
	"thidua/workspace/sheet"
)

// A sheet from the first review to the agreement of its unit, each step by who takes it.
func TestReviewOfASheet(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, testyear.Units...)
	head, deputy, other := desks["son-la"], desks["cao-bang"], desks["lai-chau"]
	w.HandIn(head, deputy)
	w.Sync(other, head)
	unit := w.Unit("son-la").ID
	lai := w.Unit("lai-chau").ID

	// Nobody names the verifiers of the own sheet; the head's sheet is the deputy's to assign.
	w.Fails(review.At(other.Workspace).AssignVerifier(unit, lai, sheet.FirstReview), "workspace.refused-to")
	w.Fails(review.At(head.Workspace).AssignVerifier(unit, lai, sheet.FirstReview), "workspace.refused")
	w.Fails(review.At(deputy.Workspace).AssignVerifier(unit, unit, sheet.FirstReview), "workspace.refused")
	w.Fails(review.At(deputy.Workspace).AssignVerifier(unit, lai, 3), "sheet.round")
	w.Fails(review.At(other.Workspace).Verify(unit, "I.2", "7", "x"), "workspace.refused-to")
	w.OK(review.At(deputy.Workspace).AssignVerifier(unit, lai, sheet.FirstReview))
	w.Sync(deputy, other, head)
	w.OK(review.At(other.Workspace).In("").Review(unit, sheet.FirstReview, review.Points{Code: "I.2", Points: "6", Reason: "a"},
		review.Points{Code: "II.1", Points: "8", Reason: "b"}, review.Points{Code: "I.4", Points: "10"}))
	w.Fails(review.At(other.Workspace).In("").Review(unit, sheet.SecondReview, review.Points{Code: "I.2", Points: "6", Reason: "a"}), "sheet.other-round")
	w.Fails(sheet.At(head.Workspace).Explain("I.2", "x", false), "sheet.explain-closed")
	w.OK(sheet.At(other.Workspace).StepSheet(unit, emulation.SheetCrossChecked, ""))
	w.Sync(other, head, deputy)

	w.Blocked(head, unit, emulation.SheetExplained, "sheet.check-explain", "sheet.check-explain")
	w.Fails(sheet.At(head.Workspace).Explain("I.4", "x", false), "sheet.explain-nothing")
	w.Fails(sheet.At(head.Workspace).Explain("I.2", " ", false), "sheet.explain-empty")
	w.OK(sheet.At(head.Workspace).Explain("I.2", "Có đủ biên bản", false))
	w.OK(sheet.At(head.Workspace).Explain("II.1", "", true))
	w.OK(sheet.At(head.Workspace).StepSheet(unit, emulation.SheetExplained, ""))
	w.Sync(head, deputy)
	list := testyear.Must(sheet.At(deputy.Workspace).Explanations(unit))(w)
	if len(list) != 2 || list[0].Code != "I.2" || list[0].Text != "Có đủ biên bản" || list[0].Author == "" || !list[1].Accepts {
		t.Errorf("%+v", list)
	}

	w.Blocked(deputy, unit, emulation.SheetVerified, "sheet.check-answer")
	w.OK(review.At(deputy.Workspace).In("").Review(unit, sheet.SecondReview, review.Points{Code: "I.2", Points: "8"}))
	w.OK(sheet.At(deputy.Workspace).StepSheet(unit, emulation.SheetVerified, ""))
	w.Fails(review.At(deputy.Workspace).Verify(unit, "I.2", "7", "x"), "workspace.verify-closed")
	w.Fails(sheet.At(deputy.Workspace).StepSheet(unit, emulation.SheetAgreed, ""), "workspace.refused") // without the paper that the unit signed
	w.Fails(sheet.At(deputy.Workspace).StepSheet(unit, emulation.SheetSubmitted, ""), "sheet.step-submit")
	w.Sync(deputy, head)
	w.OK(sheet.At(head.Workspace).StepSheet(unit, emulation.SheetAgreed, ""))
	w.Sync(head, deputy)
	sh := w.Sheet(deputy, "son-la")
	if sh.Step != emulation.SheetAgreed || sh.Final().Total.String() != "55.85" {
		t.Errorf("%s %s", sh.Step, sh.Final().Total)
	}
	w.Agree(head, deputy)

	// An assignment ends; what was given stays.
	w.OK(review.At(deputy.Workspace).EndAssignment(unit, lai, "Đã xong"))
	w.Fails(review.At(deputy.Workspace).EndAssignment(unit, lai, "Đã xong"), "sheet.not-assigned")
	if list := testyear.Must(review.At(deputy.Workspace).Assignments())(w); len(list) != 0 {
		t.Errorf("%+v", list)
	}
}

func TestProposedAssignments(t *testing.T) {
	for _, n := range []int{2, 3, 4, 5} {
		w := testyear.Empty(t)
		f := testyear.Founding(testyear.Table)
		f.Units = nil
		for i := range max(n, 4) {
			code := fmt.Sprintf("don-vi-%d", i)
			if i < len(testyear.Units) {
				code = testyear.Units[i]
			}
			f.Units = append(f.Units, season.FoundingUnit{Code: code, UnitInfo: emulation.UnitInfo{Name: "Sở " + code}})
		}
		f.Units = f.Units[:n]
		f.Posts = f.Posts[:2]
		w.OK(season.At(w.Office.Workspace).Found(f))
		by := map[emulation.ID]emulation.ID{}
		for _, round := range []sheet.Round{sheet.FirstReview, sheet.SecondReview} {
			seen := map[emulation.ID]emulation.ID{}
			verifies := map[emulation.ID]bool{}
			for _, a := range testyear.Must(review.At(w.Office.Workspace).ProposeAssignments(round))(w) {
				seen[a.Sheet.ID] = a.Verifier.ID
				verifies[a.Verifier.ID] = true
				if !a.NoDesk || a.Round != round {
					t.Errorf("%+v", a)
				}
			}
			if len(seen) != n || len(verifies) != n {
				t.Fatalf("%d units: %d sheets, %d verifiers", n, len(seen), len(verifies))
			}
			for u, v := range seen {
				if u == v || n > 2 && seen[v] == u || n > 2 && by[u] == v {
					t.Errorf("%d units, round %d: %v", n, round, u)
				}
			}
			by = seen
		}
		if n != 4 {
			continue
		}
		w.OK(review.At(w.Office.Workspace).AssignVerifier(w.Unit("cao-bang").ID, w.Unit("son-la").ID, sheet.FirstReview))
		for _, a := range testyear.Must(review.At(w.Office.Workspace).ProposeAssignments(sheet.FirstReview))(w) {
			if a.Sheet.Code == "cao-bang" {
				t.Error("a second verifier in one round")
			}
		}
		w.OK(review.At(w.Office.Workspace).EndAssignment(w.Unit("cao-bang").ID, w.Unit("son-la").ID, "minh hoạ"))
		first := testyear.Must(review.At(w.Office.Workspace).ProposeAssignments(sheet.FirstReview))(w)
		left := testyear.Must(review.At(w.Office.Workspace).AssignVerifiers(first))(w)
		w.Sync(w.Office)
		head := w.Join("son-la", emulation.RoleLeader)
		left = append(left, testyear.Must(review.At(head.Workspace).AssignVerifiers(testyear.Must(review.At(head.Workspace).ProposeAssignments(sheet.SecondReview))(w)))(w)...)
		if len(left) != 1 || left[0].Sheet.Code != "son-la" {
			t.Errorf("%+v", left)
		}
		if list := testyear.Must(review.At(head.Workspace).Assignments())(w); len(list) != 7 || list[0].Round != 1 || list[6].Round != 2 || list[0].Author == "" {
			t.Errorf("%+v", list)
		}
	}
}
