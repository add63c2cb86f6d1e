package workspace_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
	"thidua/workspace/conference"
	"thidua/workspace/result"
)

// chain leaves level units to a ballot, then to the chair.
const chain = `tie_break: [ballot, chair]
`

func TestVotes(t *testing.T) {
	w, desks := meeting(t, table)
	head, member := desks["son-la"].Workspace, desks["lai-chau"].Workspace
	w.conference(desks["son-la"])
	flag := must(conference.At(head).Vote("co-thi-dua"))(w)
	told := phrase.Render(phrase.Vietnamese, flag.Lines[1].Message)
	if flag.Law == nil || !flag.Law.Applied || flag.Law.Verified || !strings.Contains(phrase.Render(phrase.Vietnamese, flag.Law.Message()), "chưa kiểm chứng") ||
		flag.Lines[0].State != ballot.Passed || flag.Lines[1].State != ballot.Failed || !strings.Contains(told, "3/4 phiếu đồng ý, cần ít nhất 4 (≥ 80 % tổng số 4 thành viên): không đạt") {
		t.Errorf("%s %+v", told, flag)
	}
	m := must(conference.At(head).Minutes(emulation.ConferenceClosing))(w)
	if !m.Conference.Quorate || len(m.Votes) != 2 || len(m.Papers) != 1 || len(m.Opinions) != 1 || len(m.Absent) != 1 || !m.Absent[0].Written ||
		m.Leaders == nil || m.Leaders.HeadUnit.Code != "cao-bang" || len(m.Conference.Agenda) != 2 || m.Conference.Place != "Sơn La" {
		t.Errorf("%+v", m)
	}

	// What was counted stays; what does not add up is refused with every equation, and nothing is written.
	w.fails(conference.At(head).OpenVote("co-thi-dua", majority("other", "khác", "son-la")), "vote.counted")
	w.ok(conference.At(head).OpenVote("ba", majority("other", "Thông qua quy chế", "quy-che")))
	wrong := tallied(4, map[string]int64{"quy-che": 3}, "quy-che")
	wrong.Present, wrong.Issued, wrong.Returned, wrong.Invalid = 3, 2, 3, 1
	err := conference.At(head).RecordTally("ba", 1, wrong)
	w.fails(err, "ballot.wrong")
	for _, equation := range []string{"thu về 3, nhiều hơn phát ra 2", "hợp lệ 4 + không hợp lệ 1 = 5, khác số phiếu thu về 3"} {
		if s := phrase.Error(phrase.Vietnamese, err); !strings.Contains(s, equation) {
			t.Errorf("%q lacks %q", s, equation)
		}
	}
	if v := must(conference.At(head).Vote("ba"))(w); len(v.Rounds) != 0 {
		t.Error("a count that does not add up was written")
	}
	w.fails(conference.At(head).RecordTally("ba", 1, tallied(3, nil, "khac")), "vote.lines")
	w.fails(conference.At(head).RecordTally("ba", 2, tallied(3, nil, "quy-che")), "vote.round")
	more := tallied(4, nil, "quy-che")
	w.fails(conference.At(head).RecordTally("ba", 1, more), "vote.attendance")
	more.Members = 5
	w.fails(conference.At(head).RecordTally("ba", 1, more), "vote.members")
	w.fails(conference.At(head).RecordTally("ba", 1, tallied(2, nil, "quy-che")), "vote.no-quorum")
	w.fails(conference.At(head).RecordTally("none", 1, more), "vote.unknown")
	w.ok(conference.At(head).RecordTally("ba", 1, tallied(3, map[string]int64{"quy-che": 2}, "quy-che")))
	if v := must(conference.At(head).Vote("ba"))(w); len(v.Won) != 0 { // 2 of 4 are not more than half
		t.Errorf("%+v", v.Won)
	}
	w.ok(conference.At(head).RecordTally("ba", 1, tallied(3, map[string]int64{"quy-che": 3}, "quy-che"))) // counted again
	if v := must(conference.At(head).Vote("ba"))(w); len(v.Won) != 1 || len(v.Rounds) != 1 {
		t.Errorf("%+v", v)
	}

	// Who does not lead the cluster neither opens votes nor counts them.
	w.all(desks)
	w.fails(conference.At(member).OpenVote("cua-toi", majority("other", "của tôi", "x")), "workspace.refused-to")
	w.fails(conference.At(member).RecordTally("ba", 1, tallied(3, nil, "quy-che")), "workspace.refused-to")
	w.fails(result.At(member).LockResult("của tôi"), "workspace.refused-to")
	w.fails(conference.At(member).DecideChair("ranking", []string{"son-la", "cao-bang"}, "tôi muốn"), "workspace.refused-to")
}

// A member that stands aside leaves the denominator; a vote without a rule of law needs its own.
func TestRecusal(t *testing.T) {
	w, desks := meeting(t, table)
	head := desks["son-la"].Workspace
	var all []conference.UnitAttendance
	for _, code := range units {
		all = append(all, conference.UnitAttendance{Unit: w.unit(code).ID, Attendance: emulation.Attendance{Present: true}})
	}
	w.ok(conference.At(head).Attend(emulation.ConferenceClosing, all...))
	q := majority("other", "Bằng khen", "son-la")
	q.Recused = []emulation.ID{w.unit("son-la").ID}
	w.ok(conference.At(head).OpenVote("a", q))
	count := tallied(3, map[string]int64{"son-la": 2}, "son-la")
	count.Present = 4
	w.ok(conference.At(head).RecordTally("a", 0, count))
	if v := must(conference.At(head).Vote("a"))(w); len(v.Won) != 1 || v.Rounds[0].Tally.Recused != 1 || v.Rounds[0].Outcome.Base != 3 || v.Rounds[0].Outcome.Needed != 2 {
		t.Errorf("%+v", v)
	}
	count.Recused = 2
	w.fails(conference.At(head).RecordTally("a", 1, count), "vote.recused-count")
	q.Rules = ballot.Rules{}
	w.fails(conference.At(head).OpenVote("b", q), "vote.no-law")
	q.On = "award:bang-khen"
	w.fails(conference.At(head).OpenVote("b", q), "vote.no-law")
}

// A second ballot is held on the tie alone; its leaders are then elected.
func TestSecondBallot(t *testing.T) {
	w, desks := meeting(t, table)
	head := desks["son-la"].Workspace
	q := majority(ballot.OnLeaders, "Bầu", units...)
	q.Conference = ""
	q.Rules.Places, q.Rules.Tie, q.Rules.Num, q.Rules.Den, q.Rules.Strict, q.Rules.Denominator = 1, ballot.SecondBallot, 1, 4, false, legal.ValidBallots
	w.ok(conference.At(head).OpenVote("bau", q))
	w.ok(conference.At(head).RecordTally("bau", 0, tallied(4, map[string]int64{"son-la": 2, "lang-son": 2}, units...)))
	w.fails(conference.At(head).DecideChair("bau", []string{"son-la"}, "tôi"), "ballot.chair-second")
	w.fails(conference.At(head).RecordTally("bau", 2, tallied(4, nil, units...)), "vote.lines")
	leaders := emulation.Leaders{Label: "2024–2025", Head: w.unit("lang-son").ID, How: conference.HowElected, Vote: "bau"}
	w.fails(conference.At(head).SetLeaders(leaders), "leaders.not-elected")
	w.ok(conference.At(head).RecordTally("bau", 2, tallied(4, map[string]int64{"son-la": 1, "lang-son": 3}, "son-la", "lang-son")))
	w.ok(conference.At(head).SetLeaders(leaders))
	w.fails(conference.At(head).RecordTally("bau", 3, tallied(4, nil, "son-la")), "vote.no-round")
	leaders.Head = w.unit("son-la").ID
	w.fails(conference.At(head).SetLeaders(leaders), "leaders.not-elected")
	leaders.How = conference.HowAssigned
	w.fails(conference.At(head).SetLeaders(leaders), "leaders.by")
	leaders.By = "Hội đồng"
	w.fails(conference.At(head).SetLeaders(leaders), "leaders.vote-unasked")
}

// Level units that the criteria leave to people: no lock before a ballot, then the chair, decided; the decision is in the ranking of every desk.
func TestTieOfTheRanking(t *testing.T) {
	w, desks := meeting(t, table+chain)
	head := desks["son-la"].Workspace
	order := func() string {
		var codes []string
		for _, st := range must(result.At(desks["lai-chau"].Workspace).Ranking())(w).Standings {
			codes = append(codes, st.Unit.Code)
		}
		return strings.Join(codes, " ")
	}
	blocked := func(key string) {
		t.Helper()
		r := must(result.At(head).Readiness())(w)
		if len(r.Blocking) != 1 || r.Blocking[0].Key != key {
			t.Fatalf("%+v", r.Blocking)
		}
		w.fails(result.At(head).LockResult("đủ"), "result.blocked")
	}
	blocked("result.tie-ballot")
	q := majority(ballot.OnRanking, "Xếp thứ tự", "lang-son", "cao-bang")
	q.Conference = ""
	w.ok(conference.At(head).OpenVote("thu-tu", q))
	w.ok(conference.At(head).RecordTally("thu-tu", 1, tallied(4, map[string]int64{"lang-son": 2, "cao-bang": 2}, "lang-son", "cao-bang")))
	blocked("result.tie-chair")
	w.fails(conference.At(head).DecideChair(conference.ChairOnRanking, []string{"lang-son"}, "một"), "vote.chair-two")
	w.fails(conference.At(head).DecideChair(conference.ChairOnRanking, []string{"lang-son", "x"}, "lạ"), "vote.chair-units")
	w.fails(conference.At(head).DecideChair(conference.ChairOnRanking, []string{"lang-son", "cao-bang"}, " "), "vote.chair-reason")
	w.ok(conference.At(head).DecideChair(conference.ChairOnRanking, []string{"lang-son", "cao-bang"}, "Nhiều sáng kiến hơn"))
	w.all(desks)
	if got := order(); got != "son-la lang-son cao-bang lai-chau" {
		t.Error(got)
	}
	w.ok(conference.At(head).RecordTally("thu-tu", 2, tallied(4, map[string]int64{"cao-bang": 3, "lang-son": 1}, "cao-bang", "lang-son"))) // a second ballot speaks first
	w.ok(result.At(head).LockResult("đủ"))
	w.all(desks)
	if got := order(); got != "son-la cao-bang lang-son lai-chau" {
		t.Error(got)
	}
	st := must(result.At(desks["lai-chau"].Workspace).Result())(w).Statement
	if c := w.checked(desks["lai-chau"]); !c.Matches || st.Units[2].Code != "lang-son" || st.Units[2].Rank != 3 || st.Units[2].Place.Points ||
		len(st.Units[2].Place.Steps) != 1 || st.Units[2].Place.Steps[0].Kind != "ballot" || st.ChairOrder == nil {
		t.Errorf("%+v", st.Units)
	}
}
