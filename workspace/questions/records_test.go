package questions_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/pledge"
	"thidua/workspace/questions"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
	"thidua/workspace/year"
)

// Two desks write the same records offline: nothing is lost, the question is asked on both in words, one decision settles it for both.
func TestRecordsInConflict(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("cao-bang", emulation.RoleLeader)
	deputy := w.Join("cao-bang", emulation.RoleLeader) // of the leader
	head := w.Join("son-la", emulation.RoleLeader)
	outsider := w.Join("lai-chau", emulation.RoleLeader)
	unit := w.Unit("cao-bang").ID
	w.Sync(d, deputy, head)

	w.OK(pledge.At(d.Workspace).Register(unit, emulation.Registration{Movements: []string{"Dạy tốt"}, Titles: []string{"Cờ thi đua"}}))
	w.OK(pledge.At(deputy.Workspace).Register(unit, emulation.Registration{Movements: []string{"Dạy tốt"}, Titles: []string{"Bằng khen"}}))
	w.OK(year.At(d.Workspace).SetProgramme(emulation.Programme{Title: "Chuyển đổi số", Goals: []string{"A"}}))
	w.OK(year.At(deputy.Workspace).SetProgramme(emulation.Programme{Title: "Chuyển đổi số", Goals: []string{"A", "B"}}))
	w.OK(year.At(d.Workspace).SetHeadcount(emulation.Headcount{People: 40, Advanced: 30}))
	w.OK(year.At(deputy.Workspace).SetHeadcount(emulation.Headcount{People: 40, Advanced: 30})) // the same twice is no question
	w.OK(year.At(d.Workspace).SetNames([]string{"Nguyễn Văn A"}))
	w.OK(year.At(deputy.Workspace).SetNames([]string{"Lò Thị B"}))
	w.OK(year.At(d.Workspace).SetDepartment("to-1", emulation.UnitInfo{Name: "Tổ Một"}))
	w.OK(year.At(deputy.Workspace).SetDepartment("to-1", emulation.UnitInfo{Name: "Tổ 1"}))
	w.OK(pledge.At(head.Workspace).SetCompact(emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"Một"}}))
	w.OK(pledge.At(w.Office.Workspace).SetCompact(emulation.CompactText{Title: "Giao ước", Paragraphs: []string{"Hai"}}))
	w.OK(conference.At(head.Workspace).SetConference("closing", emulation.ConferenceInfo{Half: "morning", Purposes: []string{"signing"}}))
	w.OK(conference.At(w.Office.Workspace).SetConference("closing", emulation.ConferenceInfo{Half: "afternoon", Purposes: []string{"opening", "signing"}}))
	w.Sync(d, deputy, head, w.Office, outsider)
	w.Sync(d, deputy, head, w.Office, outsider)

	heading := map[string]questions.Question{}
	for _, q := range testyear.Must(questions.At(d.Workspace).Conflicts())(w) {
		heading[testyear.Says(q.What)] = q
	}
	for what, says := range map[string][2]string{
		"Sở cao-bang: đăng ký thi đua":                 {"danh hiệu: Cờ thi đua", "danh hiệu: Bằng khen"},
		"Sở cao-bang: chương trình hành động đột phá":  {"mục tiêu: A", "mục tiêu: A; B"},
		"Sở cao-bang: số liệu nhân sự":                 {"1 người: Nguyễn Văn A", "1 người: Lò Thị B"},
		"Sở cao-bang: phòng, tổ trực thuộc; to-1":      {"tên: Tổ Một", "tên: Tổ 1"},
		"Cụm thi đua thử: giao ước thi đua":            {"nội dung: Một", "nội dung: Hai"},
		"Cụm thi đua thử: hội nghị; hội nghị tổng kết": {"mục đích khác: ký giao ước; buổi: sáng", "mục đích khác: triển khai nhiệm vụ năm sau; ký giao ước; buổi: chiều"},
	} {
		q, ok := heading[what]
		if !ok {
			t.Fatalf("no question %q among %v", what, heading)
		}
		a, b := testyear.Says(q.Choices[0].Says), testyear.Says(q.Choices[1].Says)
		if (a != says[0] || b != says[1]) && (a != says[1] || b != says[0]) || q.Choices[0].Author == "" {
			t.Errorf("%s: %q or %q", what, a, b)
		}
	}
	if len(heading) != 6 {
		t.Errorf("%v", heading)
	}
	w.Fails(pledge.At(head.Workspace).SignCompact(), "compact.two-texts")
	w.Fails(pledge.At(d.Workspace).Register(unit, emulation.Registration{Titles: []string{"Khác"}}), "running.conflict-first")
	for _, r := range testyear.Must(pledge.At(head.Workspace).Registrations())(w) {
		if (r.Unit.ID == unit) != r.Conflict {
			t.Errorf("%+v", r)
		}
	}
	if n := w.Status(outsider).Conflicts; n != 5 { // the department is the unit's own affair
		t.Errorf("%d questions on another unit's desk", n)
	}
	// Who may not write the record may not decide either.
	for _, q := range testyear.Must(questions.At(outsider.Workspace).Conflicts())(w) {
		w.Fails(questions.At(outsider.Workspace).Settle(q, 1), "workspace.refused-to")
	}

	// Each question is decided once; the same question shown before is then moved.
	old := testyear.Must(questions.At(deputy.Workspace).Conflicts())(w)
	for _, q := range old {
		decides := deputy
		if q.Code == "compact" {
			decides = head
			q = one(w, head, "compact")
		}
		pick := 1
		if strings.Contains(testyear.Says(q.Choices[1].Says), "Bằng khen") || strings.Contains(testyear.Says(q.Choices[1].Says), "Hai") {
			pick = 2
		}
		w.OK(questions.At(decides.Workspace).Settle(q, pick))
	}
	w.Sync(deputy, head, d, w.Office, outsider)
	w.Fails(questions.At(deputy.Workspace).Settle(old[0], 1), "question.moved")
	for _, x := range []*desk.Desk{d, deputy, head, w.Office, outsider} {
		settled(w, x)
		if c := testyear.Must(pledge.At(x.Workspace).Compact())(w); c.Paragraphs[0] != "Hai" || c.Conflict {
			t.Errorf("%+v", c)
		}
		for _, r := range testyear.Must(pledge.At(x.Workspace).Registrations())(w) {
			if r.Unit.ID == unit && (r.Conflict || r.Titles[0] != "Bằng khen") {
				t.Errorf("%+v", r)
			}
		}
	}
	w.Agree(d, deputy, head, outsider)
}

// Both ends decide before they hear of each other: that is one more question, and after it they agree.
func TestTwoDecisions(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d, staff := w.Join("cao-bang", emulation.RoleLeader), w.Join("cao-bang", emulation.RoleStaff)
	w.Sync(d, staff)
	w.OK(year.At(d.Workspace).SetHeadcount(emulation.Headcount{People: 40}))
	w.OK(year.At(staff.Workspace).SetHeadcount(emulation.Headcount{People: 41}))
	w.Sync(d, staff)
	w.OK(questions.At(d.Workspace).Settle(one(w, d, "headcount"), 1))
	w.OK(questions.At(staff.Workspace).Settle(one(w, staff, "headcount"), 2))
	w.Sync(d, staff)
	w.OK(questions.At(d.Workspace).Settle(one(w, d, "headcount"), 1))
	w.Sync(d, staff)
	for _, x := range []*desk.Desk{d, staff} {
		settled(w, x)
	}
	w.Agree(d, staff)
}

// one is the only question about a kind of record.
func one(w *testyear.World, d *desk.Desk, kind string) questions.Question {
	w.Helper()
	var found []questions.Question
	for _, q := range testyear.Must(questions.At(d.Workspace).Conflicts())(w) {
		if q.Code == kind {
			found = append(found, q)
		}
	}
	if len(found) != 1 {
		w.Fatalf("%d questions about %s", len(found), kind)
	}
	return found[0]
}

// settled checks that a desk has no question left.
func settled(w *testyear.World, d *desk.Desk) {
	w.Helper()
	if list := testyear.Must(questions.At(d.Workspace).Conflicts())(w); len(list) != 0 {
		w.Errorf("%+v", list)
	}
}

// Two people of a unit explain the same difference: one of the two is chosen.
func TestExplanationInConflict(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d, deputy := w.Join("son-la", emulation.RoleLeader), w.Join("cao-bang", emulation.RoleLeader)
	staff := w.Join("son-la", emulation.RoleStaff)
	w.HandIn(d)
	w.Sync(deputy, staff)
	key := changeset.NewKey(w.Season(d).SheetIDOf(w.Unit("son-la").ID, book.PeriodSeason), "I.2")
	for x, text := range map[*desk.Desk]string{d: "Đã bổ sung sổ", staff: "Đề nghị giữ nguyên"} {
		w.Write(x, w.Cluster(), changeset.Op("explanation", key, "text", emulation.Explanation{Text: text}))
	}
	w.Sync(d, staff, deputy)
	q := one(w, staff, "explanation")
	if testyear.Says(q.What) != "Sở son-la: giải trình; I.2" || q.Unit.Code != "son-la" {
		t.Errorf("%q", testyear.Says(q.What))
	}
	w.OK(questions.At(staff.Workspace).Settle(q, 2))
	w.Sync(staff, d, deputy)
	for _, x := range []*desk.Desk{d, staff, deputy} {
		settled(w, x)
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
	if len(list) != 1 || list[0].Column != "final" || list[0].Code != "I.2" || list[0].Choices[0].Reason == "" || list[0].Unit.Code != "son-la" {
		t.Fatalf("%+v", list)
	}
	w.Blocked(deputy, unit, emulation.SheetCrossChecked, "sheet.check-split")
	w.OK(questions.At(deputy.Workspace).Settle(list[0], 1))
	settled(w, deputy)
}
