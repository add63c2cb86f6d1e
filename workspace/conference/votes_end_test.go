package conference_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
	"thidua/internal/testyear"
	"thidua/workspace/conference"
	"thidua/workspace/result"
)

// An opened vote is corrected before its count, withdrawn before and after it; withdrawn it counts nowhere, and its code is used up.
func TestAVoteIsCorrectedAndWithdrawn(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	room := conference.At(desks["son-la"].Workspace)
	q := testyear.Majority(ballot.OnLeaders, "Bầu cụm trưởng", testyear.Units...)
	q.Conference, q.Rules.Places, q.Rules.Tie = "", 1, ballot.SecondBallot
	w.OK(room.OpenVote("bau", q))
	w.OK(room.OpenVote("bau", q)) // the same again
	other := q
	other.Rules.Num, other.Rules.Den = 2, 3
	w.Fails(room.OpenVote("bau", other), "vote.replace-reason")
	other.Reason = "Theo quy chế"
	w.OK(room.OpenVote("bau", other))
	if v := testyear.Must(room.Vote("bau"))(w); v.Rules.Num != 2 || len(v.Notes()) != 1 || v.Notes()[0].Key != "vote.replaced" {
		t.Errorf("%+v %v", v.Rules, v.Notes())
	}
	ready := testyear.Must(result.At(desks["son-la"].Workspace).Readiness())(w)
	if len(ready.Blocking) != 1 || ready.Blocking[0].Key != "result.vote-open" {
		t.Errorf("%v", ready.Blocking)
	}
	w.OK(room.RecordTally("bau", 0, testyear.Tallied(4, map[string]int64{"lang-son": 4}, testyear.Units...)))
	leaders := emulation.Leaders{Label: "2024–2025", Head: w.Unit("lang-son").ID, How: conference.HowElected, Vote: "bau"}
	w.OK(room.SetLeaders(leaders))
	w.Fails(room.WithdrawVote("bau", " "), "vote.withdraw-reason")
	w.OK(room.WithdrawVote("bau", "Kiểm phiếu sai danh sách"))
	w.Fails(room.SetLeaders(leaders), "leaders.not-elected")
	w.Fails(room.WithdrawVote("bau", "lại"), "vote.withdrawn-open")
	w.Fails(room.OpenVote("bau", q), "vote.withdrawn-open")
	w.Fails(room.RecordTally("bau", 1, testyear.Tallied(4, map[string]int64{"son-la": 4}, testyear.Units...)), "vote.withdrawn-open")
	w.Fails(room.DecideChair("bau", []string{"son-la"}, "tôi"), "vote.withdrawn-open")
	v := testyear.Must(room.Vote("bau"))(w)
	if _, lines := v.Next(); !v.Withdrawn || len(v.Won) != 0 || lines != nil || len(v.Rounds) != 1 || v.Message.Key != "vote.withdrawn" || !v.Lines[0].Counted {
		t.Errorf("%+v", v)
	}
	ready = testyear.Must(result.At(desks["son-la"].Workspace).Readiness())(w)
	if len(ready.Blocking) != 0 {
		t.Errorf("%v", ready.Blocking)
	}
	w.OK(room.OpenVote("bau-lai", q))
}

// A ranking vote that was withdrawn orders nothing.
func TestAWithdrawnVoteRanksNobody(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table+chain)
	head := desks["son-la"].Workspace
	q := testyear.Majority(ballot.OnRanking, "Xếp thứ tự", "lang-son", "cao-bang")
	q.Conference = ""
	w.OK(conference.At(head).OpenVote("thu-tu", q))
	w.OK(conference.At(head).RecordTally("thu-tu", 1, testyear.Tallied(4, map[string]int64{"lang-son": 3, "cao-bang": 1}, "lang-son", "cao-bang")))
	if r := testyear.Must(result.At(head).Readiness())(w); len(r.Blocking) != 0 {
		t.Fatalf("%v", r.Blocking)
	}
	w.OK(conference.At(head).WithdrawVote("thu-tu", "Chưa đủ tài liệu"))
	if r := testyear.Must(result.At(head).Readiness())(w); len(r.Blocking) != 1 || r.Blocking[0].Key != "result.tie-ballot" {
		t.Errorf("%v", r.Blocking)
	}
}

// Lines below the threshold go to the chair where the rules say so, and there alone; the chair may choose none.
func TestTheChairBelowTheThreshold(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	room := conference.At(desks["son-la"].Workspace)
	q := testyear.Majority("award:co-thi-dua", "Cờ", "son-la", "cao-bang")
	q.Conference = ""
	counts := testyear.Tallied(4, map[string]int64{"son-la": 4, "cao-bang": 2}, "son-la", "cao-bang")
	w.OK(room.OpenVote("khong", q))
	w.OK(room.RecordTally("khong", 0, counts))
	w.Fails(room.DecideChair("khong", []string{"cao-bang"}, "Luân phiên"), "ballot.chair-below")
	q.Rules.Below, q.Rules.ChairFrom = ballot.SecondBallot, 2
	w.OK(room.OpenVote("hai", q))
	w.OK(room.RecordTally("hai", 0, counts))
	w.Fails(room.DecideChair("hai", []string{"cao-bang"}, "Luân phiên"), "ballot.chair-further")
	w.OK(room.RecordTally("hai", 2, testyear.Tallied(4, map[string]int64{"cao-bang": 2}, "cao-bang")))
	w.Fails(room.RecordTally("hai", 3, testyear.Tallied(4, map[string]int64{"cao-bang": 2}, "cao-bang")), "vote.no-round")
	r := testyear.Must(result.At(desks["son-la"].Workspace).Readiness())(w)
	if len(r.Blocking) != 1 || r.Blocking[0].Key != "result.vote-open" {
		t.Errorf("%v", r.Blocking)
	}
	w.OK(room.DecideChair("hai", nil, "Không chọn thêm"))
	if v := testyear.Must(room.Vote("hai"))(w); len(v.Won) != 1 || !v.Decided() || v.Fault != nil {
		t.Errorf("%+v", v.Count)
	}
	w.OK(room.DecideChair("hai", []string{"cao-bang"}, "Đủ thành tích"))
	v := testyear.Must(room.Vote("hai"))(w)
	if told := phrase.Render(phrase.Vietnamese, v.Lines[1].Message); len(v.Won) != 2 || told != "2/4 phiếu đồng ý, cần ít nhất 3 (> 50% tổng số 4 thành viên): chưa đạt ngưỡng, được chọn theo quyết định của chủ trì" {
		t.Errorf("%s %+v", told, v.Count)
	}
}

// A corrected count says how: each figure before and after, why, and who did it.
func TestACorrectedCountSaysHow(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	room := conference.At(desks["son-la"].Workspace)
	q := testyear.Majority("other", "Quy chế", "quy-che")
	q.Conference, q.Rules.Denominator = "", legal.ValidBallots
	w.OK(room.OpenVote("a", q))
	w.OK(room.RecordTally("a", 0, testyear.Tallied(4, map[string]int64{"quy-che": 2}, "quy-che")))
	again := testyear.Tallied(4, map[string]int64{"quy-che": 3}, "quy-che")
	again.Reason = "Đếm sót"
	w.OK(room.RecordTally("a", 1, again))
	v := testyear.Must(room.Vote("a"))(w)
	if len(v.Corrected) != 1 || v.Corrected[0].Author == "" || v.Corrected[0].Reason != "Đếm sót" || v.Corrected[0].Round != 1 ||
		len(v.Corrected[0].Changes) != 2 || v.Corrected[0].Changes[0] != (ballot.Difference{Figure: "yes", Line: "quy-che", Before: 2, After: 3}) {
		t.Errorf("%+v", v.Corrected)
	}
}
