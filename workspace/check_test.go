package workspace_test

import (
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace/questions"
	"thidua/workspace/result"
	"thidua/workspace/review"
	seasonroom "thidua/workspace/season"
	"thidua/workspace/sheet"
)

func TestVerify(t *testing.T) {
	w, desks := led(t, table, "son-la", "cao-bang", "lang-son", "lai-chau")
	d, deputy, verifier, other := desks["son-la"], desks["cao-bang"], desks["lang-son"], desks["lai-chau"]
	unit := w.unit("son-la").ID
	w.fails(review.At(verifier.Workspace).Verify(unit, "I.2", "8", ""), "workspace.sheet-not-here")
	w.fillIn(d)
	w.ok(sheet.At(d.Workspace).Submit())
	w.sync(d, deputy, verifier, other)

	w.fails(review.At(d.Workspace).Verify(unit, "I.2", "8", ""), "workspace.verify-own")
	w.fails(review.At(other.Workspace).Verify(unit, "I.2", "8", ""), "workspace.refused-to")
	w.fails(review.At(verifier.Workspace).Verify(unit, "IX", "8", ""), "workspace.criterion-unknown")
	w.fails(review.At(verifier.Workspace).Verify(unit, "I.2", "7", "  "), "workspace.verify-reason")
	if err := review.At(verifier.Workspace).Verify(unit, "I.2", "11", "cao hơn điểm tối đa"); err == nil {
		t.Error("more points than the criterion has were taken")
	}
	if err := review.At(verifier.Workspace).Verify(unit, "I.2", "tám", "x"); err == nil {
		t.Error("a word was taken for points")
	}
	w.fails(review.At(verifier.Workspace).Verify(w.unit("cao-bang").ID, "I.2", "7", "x"), "workspace.sheet-not-here")
	w.ok(review.At(verifier.Workspace).Verify(unit, "I.2", "8", ""))
	w.ok(review.At(verifier.Workspace).Verify(unit, "II.1", "8", "Một sáng kiến chưa được công nhận"))
	w.sync(verifier, d, deputy)
	for _, x := range []*desk.Desk{d, deputy, verifier} {
		sh := w.sheet(x, "son-la")
		r := sh.Row("II.1")
		if r.Verified == nil || r.Verified.String() != "8" || r.Self.String() != "10" || r.Reason != "Một sáng kiến chưa được công nhận" {
			t.Errorf("%+v", r)
		}
		if sh.Verified == nil || sh.Verified.Total.String() != "55.85" || sh.Self.Total.String() != "57.85" || sh.Final() != sh.Verified {
			t.Errorf("%s", sh.Self.Total)
		}
	}

	// Two verifiers who did not see each other: both are kept, neither counts, and somebody with the right decides.
	w.ok(review.At(verifier.Workspace).Verify(unit, "I.4", "7", "Báo cáo nộp muộn"))
	w.ok(review.At(deputy.Workspace).Verify(unit, "I.4", "8", "Báo cáo thiếu số liệu"))
	w.sync(verifier, deputy, d, verifier)
	for _, x := range []*desk.Desk{d, deputy, verifier} {
		sh := w.sheet(x, "son-la")
		if r := sh.Row("I.4"); !r.Split || !r.Conflict || r.Verified != nil || sh.Verified.Total.String() != "55.85" {
			t.Errorf("%+v", r)
		}
		list := must(questions.At(x.Workspace).Conflicts())(w)
		if len(list) != 1 || list[0].Column != "verified" || list[0].Choices[0].Reason == "" {
			t.Fatalf("%+v", list)
		}
		if r := must(result.At(x.Workspace).Ranking())(w); !r.Provisional {
			t.Error("the ranking does not say that it may change")
		}
	}
	w.fails(review.At(deputy.Workspace).Verify(unit, "I.4", "9", "x"), "workspace.conflict-first")
	w.fails(questions.At(d.Workspace).Decide(1, 1), "workspace.refused")
	q := must(questions.At(deputy.Workspace).Conflicts())(w)[0]
	pick := 1
	if q.Choices[1].Shown == "8" {
		pick = 2
	}
	w.ok(questions.At(deputy.Workspace).Settle(q, pick))
	w.sync(deputy, d, verifier)
	for _, x := range []*desk.Desk{d, deputy, verifier} {
		sh := w.sheet(x, "son-la")
		if r := sh.Row("I.4"); r.Split || r.Conflict || r.Verified.String() != "8" || r.Reason != "Báo cáo thiếu số liệu" || sh.Verified.Total.String() != "53.85" {
			t.Errorf("%+v", r)
		}
	}
	w.agree(d, deputy, verifier)

	// A sheet that was given back is its unit's; verifiers who differ do not keep it from being handed in again.
	w.ok(review.At(verifier.Workspace).Verify(unit, "I.3", "5", "Chưa có quyết định"))
	w.ok(review.At(deputy.Workspace).Verify(unit, "I.3", "3", "Giải cấp tỉnh"))
	w.sync(verifier, deputy, d)
	w.ok(sheet.At(deputy.Workspace).StepSheet(unit, emulation.SheetReturned, "reason"))
	w.sync(deputy, verifier, d)
	w.fails(review.At(verifier.Workspace).Verify(unit, "I.2", "7", "x"), "workspace.verify-closed")
	if list := must(sheet.At(d.Workspace).Checklist())(w); len(list.Blocking) != 0 {
		t.Errorf("%+v", list.Blocking)
	}
	w.ok(sheet.At(d.Workspace).Submit())
	w.sync(d, deputy)
	w.agree(d, deputy)
}

func TestFindUnit(t *testing.T) {
	w := empty(t)
	f := founding(table)
	f.Units[0].Name, f.Units[1].Name = "Trường THCS Lê Lợi", "Trường THCS Lê Lời"
	f.Units[2].Name, f.Units[2].Short, f.Units[3].Short = "Sở Giáo dục và Đào tạo Lạng Sơn", "Lạng Sơn", "Lai Châu"
	w.ok(seasonroom.At(w.office.Workspace).Found(f))
	for text, code := range map[string]string{"son-la": "son-la", "Trường THCS Lê Lời": "cao-bang", "lang son": "lang-son", "LAI CHÂU": "lai-chau",
		"so giao duc va dao tao lang son": "lang-son", w.unit("son-la").ID.String(): "son-la"} {
		if u := must(w.office.Workspace.FindUnit(text))(w); u.Code != code {
			t.Errorf("%q is %s", text, u.Code)
		}
	}
	for text, key := range map[string]string{"": "workspace.unit-unknown", "ha-noi": "workspace.unit-unknown", "truong thcs le loi": "workspace.unit-ambiguous"} {
		_, err := w.office.Workspace.FindUnit(text)
		w.fails(err, key)
	}
}
