package workspace_test

import (
	"fmt"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/workspace/questions"
	"thidua/workspace/result"
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

// For a unit without a desk the head's office enters the sheet from the signed paper; the paper travels to those who may look at it.
func TestOnBehalf(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang", "lang-son")
	head, deputy, third := desks["son-la"], desks["cao-bang"], desks["lang-son"]
	unit := w.Unit("lai-chau").ID
	paper := testyear.Must(head.Workspace.Attach("phiếu đã ký.pdf", strings.NewReader("bản quét có dấu")))(w)
	inputs := map[string]emulation.Fields{"I.1": {"value": "90"}, "I.2": {"points": "8"}}
	sheets := head.Workspace.In("")
	w.Fails(sheet.Over(sheets).SubmitOnBehalf(unit, "Giám đốc", emulation.Evidence{}, inputs), "sheet.behalf-paper")
	w.Fails(sheet.Over(sheets).SubmitOnBehalf(w.Unit("lang-son").ID, "Giám đốc", paper, inputs), "sheet.behalf-enrolled")
	w.Fails(sheet.At(third.Workspace).SubmitOnBehalf(unit, "Giám đốc", paper, inputs), "workspace.refused-to")
	if err := sheet.Over(sheets).SubmitOnBehalf(unit, "Giám đốc", paper, map[string]emulation.Fields{"I.2": {"points": "80"}, "IX": {}}); err == nil || !strings.Contains(err.Error(), "behalf-input") {
		t.Error(err)
	}
	w.OK(sheet.Over(sheets).SubmitOnBehalf(unit, " Giám đốc ", paper, inputs))
	w.Sync(head, deputy, third, head)
	w.Sync(deputy, third, w.Office)
	for _, x := range []*desk.Desk{head, deputy, third} {
		sh := w.Sheet(x, "lai-chau")
		if sh.OnBehalf == nil || sh.OnBehalf.Signer != "Giám đốc" || sh.Self.Total.String() != "17" || !strings.Contains(sh.EnteredBy, "son-la") {
			t.Errorf("%+v by %s", sh.OnBehalf, sh.EnteredBy)
		}
	}
	late := w.Join("lai-chau", emulation.RoleLeader)
	w.Sync(late)
	for d, has := range map[*desk.Desk]bool{head: true, deputy: true, third: false, w.Office: true, late: true} {
		missing := testyear.Must(d.DB.MissingChunks(sheet.Proof{Evidence: paper}.Blob()))(w)
		here := len(missing) > 0 && missing[0] == 0
		if names := testyear.Must(sheet.At(d.Workspace).EvidenceBlobs())(w); (len(names) == 1) != has || here != has {
			t.Errorf("%v %v: wants %d", has, here, len(names))
		}
	}
	w.Fails(sheet.Over(sheets).SubmitOnBehalf(unit, "Giám đốc", paper, inputs), "workspace.step-impossible")

	// Staff hand the unit's own sheet in for their leader, with the paper only.
	staff := w.Join("cao-bang", emulation.RoleStaff)
	w.FillIn(staff)
	w.Fails(sheet.At(staff.Workspace).Submit(), "workspace.refused")
	mine := testyear.Must(staff.Workspace.Attach("ký.pdf", strings.NewReader("…")))(w)
	w.OK(sheet.At(staff.Workspace).SubmitOnBehalf(w.Unit("cao-bang").ID, "Phó Giám đốc", mine, nil))
	w.Sync(staff, head)
	if sh := w.Sheet(head, "cao-bang"); sh.OnBehalf == nil || sh.Self.Total.String() != "57.85" {
		t.Errorf("%+v", sh.OnBehalf)
	}
	w.Sync(late, head, late)
	w.Agree(head, late)
}

func TestCommentsAndNews(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang")
	d, deputy := desks["son-la"], desks["cao-bang"]
	unit := w.Unit("son-la").ID
	w.OK(sheet.At(d.Workspace).Comment(unit, "I.1", "Chờ số liệu học kỳ II"))
	w.Fails(sheet.At(d.Workspace).Comment(unit, "IX", "x"), "workspace.criterion-unknown")
	w.Fails(sheet.At(d.Workspace).Comment(unit, "I.1", " "), "sheet.comment-length")
	w.HandIn(d)
	w.Sync(deputy)
	if n := testyear.Must(sheet.At(deputy.Workspace).News(unit))(w); !n.Never || len(n.Rows) != 0 {
		t.Errorf("%+v", n)
	}
	w.OK(sheet.At(deputy.Workspace).Seen(unit))
	w.OK(sheet.At(d.Workspace).Seen(unit))
	w.OK(sheet.At(deputy.Workspace).Comment(unit, "I.1", "Đề nghị gửi quyết định"))
	w.OK(review.At(deputy.Workspace).Verify(unit, "I.2", "7", "x"))
	w.Sync(deputy, d)
	if n := testyear.Must(sheet.At(deputy.Workspace).News(unit))(w); n.Never || n.Step || len(n.Rows) != 0 {
		t.Errorf("own work is no news: %+v", n)
	}
	n := testyear.Must(sheet.At(d.Workspace).News(unit))(w)
	if fmt.Sprint(n.Rows) != "map[I.1:[comment] I.2:[verified]]" || n.Step {
		t.Errorf("%+v", n)
	}
	list := testyear.Must(sheet.At(d.Workspace).Comments(unit, ""))(w)
	if len(list) != 2 || !list[0].Private || !list[0].Mine || list[1].Private || list[1].Mine || list[1].Text != "Đề nghị gửi quyết định" || list[1].Author == "" {
		t.Errorf("%+v", list)
	}
	if list := testyear.Must(sheet.At(deputy.Workspace).Comments(unit, "I.1"))(w); len(list) != 1 || list[0].Private {
		t.Errorf("what was said inside the unit came out: %+v", list)
	}
	w.OK(sheet.At(d.Workspace).Seen(unit))
	if n := testyear.Must(sheet.At(d.Workspace).News(unit))(w); len(n.Rows) != 0 {
		t.Errorf("%+v", n)
	}
	w.OK(sheet.At(deputy.Workspace).StepSheet(unit, emulation.SheetReturned, "x"))
	w.Sync(deputy, d)
	w.Type(d, "II.1", "4")
	w.OK(sheet.At(d.Workspace).Submit())
	w.Sync(d, deputy)
	if n := testyear.Must(sheet.At(deputy.Workspace).News(unit))(w); fmt.Sprint(n.Rows) != "map[II.1:[value]]" || !n.Step {
		t.Errorf("%+v", n)
	}
}

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
	}
	w.OK(sheet.At(head.Workspace).StepSheet(w.Unit("lai-chau").ID, emulation.SheetReturned, "Bộ tiêu chí mới"))
	w.Sync(head, other)
	w.OK(sheet.At(other.Workspace).Submit())
	w.Sync(other, head)
	r := testyear.Must(result.At(head.Workspace).Ranking())(w)
	if !r.Provisional || r.Standings[0].Unit.Code != "son-la" || r.Standings[1].Final.Total.String() != "52.85" || r.Standings[1].Version != 2 {
		t.Errorf("%+v", r.Standings[1])
	}
	list := testyear.Must(season.At(other.Workspace).CriteriaVersions())(w)
	if len(list) != 2 || list[0].InForce || !list[1].InForce || len(list[0].Sheets) != 1 || list[0].Sheets[0].Code != "son-la" || list[1].Author == "" {
		t.Errorf("%+v", list)
	}
}

// What two people wrote without seeing each other is asked about wherever it stands: in a cell of a month, or in the second review.
func TestQuestionsOfEverySheet(t *testing.T) {
	w, desks := testyear.Led(t, testyear.Table, "son-la", "cao-bang", "lang-son")
	d, deputy, third := desks["son-la"], desks["cao-bang"], desks["lang-son"]
	staff := w.Join("son-la", emulation.RoleStaff)
	testyear.Must(sheet.At(d.Workspace).In("2023-11").TypeCell("I.2", "5"))(w)
	testyear.Must(sheet.At(staff.Workspace).In("2023-11").TypeCell("I.2", "6"))(w)
	w.Sync(d, staff, d)
	list := testyear.Must(questions.At(d.Workspace).Conflicts())(w)
	if len(list) != 1 || list[0].Column != "self" || list[0].Period != "2023-11" || len(list[0].Choices) != 2 {
		t.Fatalf("%+v", list)
	}
	w.OK(questions.At(d.Workspace).Decide(1, 2))
	w.HandIn(d)
	w.Sync(deputy, third)
	unit := w.Unit("son-la").ID
	w.OK(review.At(deputy.Workspace).In("").Review(unit, sheet.SecondReview, review.Points{Code: "I.2", Points: "6", Reason: "a"}))
	w.OK(review.At(third.Workspace).In("").Review(unit, sheet.SecondReview, review.Points{Code: "I.2", Points: "7", Reason: "b"}))
	w.Sync(deputy, third, deputy)
	list = testyear.Must(questions.At(deputy.Workspace).Conflicts())(w)
	if len(list) != 1 || list[0].Column != "final" || list[0].Choices[0].Reason == "" || list[0].Unit.Code != "son-la" {
		t.Fatalf("%+v", list)
	}
	w.Blocked(deputy, unit, emulation.SheetCrossChecked, "sheet.check-split")
	w.OK(questions.At(deputy.Workspace).Settle(list[0], 1))
	if list := testyear.Must(questions.At(deputy.Workspace).Conflicts())(w); len(list) != 0 {
		t.Errorf("%+v", list)
	}
}

// Once the season's result is locked every sheet is, whatever was recorded of it.
func TestSheetsOfALockedSeason(t *testing.T) {
	w := testyear.Empty(t)
	f := testyear.Founding(testyear.Table)
	f.Until = emulation.SeasonConference
	w.OK(season.At(w.Office.Workspace).Found(f))
	w.Sync(w.Office)
	desks := w.Leaders("son-la", "cao-bang")
	d, deputy := desks["son-la"], desks["cao-bang"]
	w.HandIn(d)
	w.Sync(deputy)
	s := testyear.Must(d.Workspace.Season())(w)
	key := changeset.NewKey(s.Cluster.ID, s.Label)
	record := testyear.Must(d.DB.Record(changeset.NaturalRef(s.Cluster.Scope(), "season", key)))(w)
	w.Write(d, s.Cluster.Scope(), changeset.Op("season", key, "result", []byte("x")),
		changeset.Op("season", key, "step", string(emulation.SeasonLocked), changeset.IDs(record.Heads("step", changeset.Now))...))
	w.Sync(d, deputy)
	unit := w.Unit("son-la").ID
	for _, x := range []*desk.Desk{d, deputy} {
		if sh := w.Sheet(x, "son-la"); sh.Step != emulation.SheetLocked || sh.Editable {
			t.Errorf("%s", sh.Step)
		}
	}
	if sh := w.Own(deputy); sh.Step != emulation.SheetLocked || sh.Editable {
		t.Errorf("a draft: %s", sh.Step)
	}
	w.Fails(review.At(deputy.Workspace).Verify(unit, "I.2", "7", "x"), "workspace.verify-closed")
	_, err := sheet.At(deputy.Workspace).TypeCell("I.2", "9")
	w.Fails(err, "workspace.sheet-closed")
}
