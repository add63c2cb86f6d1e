package season_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/internal/testyear"
	"thidua/workspace/awards"
	"thidua/workspace/conference"
	"thidua/workspace/result"
	"thidua/workspace/season"
)

// A vote is held as the regulation has it, also where that was recorded after the vote was opened; and nobody chooses rules after a count, by the form
// or by the one whose rules it shares. A vote that was withdrawn binds nobody.
func TestRegulationAndVotes(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	head := desks["son-la"].Workspace
	bank := testyear.Must(awards.At(w.Office.Workspace).SetForm("", emulation.AwardForm{Name: "Cờ thi đua của Ngân hàng (minh hoạ)", Decider: "Thống đốc", Kind: "flag",
		Level: "ministry", For: emulation.ForUnits, Under: "co-thi-dua"}))(w)
	_, err := awards.At(w.Office.Workspace).SetForm("", emulation.AwardForm{Name: bank.Name, Kind: "flag", Level: "province", For: emulation.ForUnits})
	w.Fails(err, "award.form-recorded")
	w.Sync(w.Office, desks["son-la"])
	q := testyear.Majority(ballot.OnAward+bank.ID, "Cờ của Ngân hàng", "son-la", "cao-bang")
	q.Conference = ""
	votes, rules := conference.At(head), season.At(head)
	w.OK(votes.OpenVote("co", q))
	other := q.Rules
	other.Num, other.Den, other.Strict = 2, 3, false
	w.OK(rules.SetDeciding(bank.ID, ballot.Deciding{How: ballot.ByBallot, Rules: &other, Line: "khoản 2 Điều 7"}))
	count := testyear.Tallied(4, map[string]int64{"son-la": 4}, "son-la", "cao-bang")
	w.Fails(votes.RecordTally("co", 0, count), "vote.regulated")
	if ready := testyear.Must(result.At(head).Readiness())(w); len(ready.Blocking) != 1 || ready.Blocking[0].Key != "result.vote-fault" {
		t.Errorf("ready: %v", ready.Blocking)
	}
	w.OK(rules.SetDeciding(bank.ID, ballot.Deciding{How: ballot.ByBallot, Rules: &q.Rules, Line: "khoản 2 Điều 7"}))
	w.OK(votes.RecordTally("co", 0, count))
	for _, form := range []string{bank.ID, "co-thi-dua"} {
		w.Fails(rules.SetDeciding(form, ballot.Deciding{How: ballot.ByBallot, Rules: &other, Line: "khoản 3"}), "deciding.counted")
	}
	w.OK(votes.WithdrawVote("co", "quy chế ghi nhầm tỉ lệ"))
	w.OK(rules.SetDeciding(bank.ID, ballot.Deciding{How: ballot.ByBallot, Rules: &other, Line: "khoản 3"}))
}
