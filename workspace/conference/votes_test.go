package conference_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
	"thidua/internal/testyear"
	"thidua/workspace/conference"
	"thidua/workspace/result"
)

// chain leaves level units to a ballot, then to the chair.
const chain = `tie_break: [ballot, chair]
`

func TestVotes(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	head, member := desks["son-la"].Workspace, desks["lai-chau"].Workspace
	w.Conference(desks["son-la"])
	flag := testyear.Must(conference.At(head).Vote("co-thi-dua"))(w)
	told := phrase.Render(phrase.Vietnamese, flag.Lines[1].Message)
	if flag.Lines[0].State != ballot.Passed || flag.Lines[1].State != ballot.Failed || !strings.Contains(told, "3/4 phiếu đồng ý, cần ít nhất 4 (≥ 80% tổng số 4 thành viên): không đạt") {
		t.Errorf("%s %+v", told, flag)
	}
	m := testyear.Must(conference.At(head).Minutes(emulation.ConferenceClosing))(w)
	if !m.Conference.Quorate || len(m.Votes) != 2 || len(m.Papers) != 1 || len(m.Opinions) != 1 || len(m.Absent) != 1 || !m.Absent[0].Written ||
		m.Leaders == nil || m.Leaders.HeadUnit.Code != "cao-bang" || len(m.Conference.Agenda) != 2 || m.Conference.Place != "Sơn La" {
		t.Errorf("%+v", m)
	}

	// What was counted stays; what does not add up is refused with every equation, and nothing is written.
	w.Fails(conference.At(head).OpenVote("co-thi-dua", testyear.Majority("other", "khác", "son-la")), "vote.counted")
	w.OK(conference.At(head).OpenVote("ba", testyear.Majority("other", "Thông qua quy chế", "quy-che")))
	wrong := testyear.Tallied(4, map[string]int64{"quy-che": 3}, "quy-che")
	wrong.Present, wrong.Issued, wrong.Returned, wrong.Invalid = 3, 2, 3, 1
	err := conference.At(head).RecordTally("ba", 1, wrong)
	w.Fails(err, "ballot.wrong")
	for _, equation := range []string{"thu về 3, nhiều hơn phát ra 2", "hợp lệ 4 + không hợp lệ 1 = 5, khác số phiếu thu về 3"} {
		if s := phrase.Error(phrase.Vietnamese, err); !strings.Contains(s, equation) {
			t.Errorf("%q lacks %q", s, equation)
		}
	}
	if v := testyear.Must(conference.At(head).Vote("ba"))(w); len(v.Rounds) != 0 {
		t.Error("a count that does not add up was written")
	}
	w.Fails(conference.At(head).RecordTally("ba", 1, testyear.Tallied(3, nil, "khac")), "vote.lines")
	w.Fails(conference.At(head).RecordTally("ba", 2, testyear.Tallied(3, nil, "quy-che")), "vote.round")
	more := testyear.Tallied(4, nil, "quy-che")
	w.Fails(conference.At(head).RecordTally("ba", 1, more), "vote.attendance")
	more.Members = 5
	w.Fails(conference.At(head).RecordTally("ba", 1, more), "vote.members")
	w.Fails(conference.At(head).RecordTally("ba", 1, testyear.Tallied(2, nil, "quy-che")), "vote.no-quorum")
	w.Fails(conference.At(head).RecordTally("none", 1, more), "vote.unknown")
	w.OK(conference.At(head).RecordTally("ba", 1, testyear.Tallied(3, map[string]int64{"quy-che": 2}, "quy-che")))
	if v := testyear.Must(conference.At(head).Vote("ba"))(w); len(v.Won) != 0 { // 2 of 4 are not more than half
		t.Errorf("%+v", v.Won)
	}
	again := testyear.Tallied(3, map[string]int64{"quy-che": 3}, "quy-che")
	w.Fails(conference.At(head).RecordTally("ba", 1, again), "vote.correct-reason")
	again.Reason = "Đếm lại"
	w.OK(conference.At(head).RecordTally("ba", 1, again))
	if v := testyear.Must(conference.At(head).Vote("ba"))(w); len(v.Won) != 1 || len(v.Rounds) != 1 {
		t.Errorf("%+v", v)
	}

	// Who does not lead the cluster neither opens votes nor counts them.
	w.All(desks)
	w.Fails(conference.At(member).OpenVote("cua-toi", testyear.Majority("other", "của tôi", "x")), "workspace.refused-to")
	w.Fails(conference.At(member).RecordTally("ba", 1, again), "workspace.refused-to")
	w.Fails(result.At(member).LockResult("của tôi"), "workspace.refused-to")
	w.Fails(conference.At(member).DecideChair("ranking", []string{"son-la", "cao-bang"}, "tôi muốn"), "workspace.refused-to")
}

// A member that stands aside leaves the denominator; a vote without a rule of law needs its own.
func TestRecusal(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	head := desks["son-la"].Workspace
	var all []conference.UnitAttendance
	for _, code := range testyear.Units {
		all = append(all, conference.UnitAttendance{Unit: w.Unit(code).ID, Attendance: emulation.Attendance{Present: true}})
	}
	w.OK(conference.At(head).Attend(emulation.ConferenceClosing, all...))
	q := testyear.Majority("other", "Bằng khen", "son-la")
	q.Recused = []emulation.ID{w.Unit("son-la").ID}
	w.OK(conference.At(head).OpenVote("a", q))
	count := testyear.Tallied(3, map[string]int64{"son-la": 2}, "son-la")
	count.Present = 4
	w.OK(conference.At(head).RecordTally("a", 0, count))
	if v := testyear.Must(conference.At(head).Vote("a"))(w); len(v.Won) != 1 || v.Rounds[0].Tally.Recused != 1 || v.Rounds[0].Outcome.Base != 3 || v.Rounds[0].Outcome.Needed != 2 {
		t.Errorf("%+v", v)
	}
	count.Recused = 2
	w.Fails(conference.At(head).RecordTally("a", 1, count), "vote.recused-count")
	q.Rules, q.On = ballot.Rules{}, "award:co-thi-dua" // the 90 % of Decree 91/2017 are a council's, on titles of persons
	w.Fails(conference.At(head).OpenVote("b", q), "vote.no-threshold")
}

// A second ballot is held on the tie alone; its leaders are then elected.
func TestSecondBallot(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	head := desks["son-la"].Workspace
	q := testyear.Majority(ballot.OnLeaders, "Bầu", testyear.Units...)
	q.Conference = ""
	q.Rules.Places, q.Rules.Tie, q.Rules.Num, q.Rules.Den, q.Rules.Strict, q.Rules.Denominator = 1, ballot.SecondBallot, 1, 4, false, legal.ValidBallots
	w.OK(conference.At(head).OpenVote("bau", q))
	w.OK(conference.At(head).RecordTally("bau", 0, testyear.Tallied(4, map[string]int64{"son-la": 2, "lang-son": 2}, testyear.Units...)))
	w.Fails(conference.At(head).DecideChair("bau", []string{"son-la"}, "tôi"), "ballot.chair-second")
	w.Fails(conference.At(head).RecordTally("bau", 2, testyear.Tallied(4, nil, testyear.Units...)), "vote.lines")
	leaders := emulation.Leaders{Label: "2024–2025", Head: w.Unit("lang-son").ID, How: conference.HowElected, Vote: "bau"}
	w.Fails(conference.At(head).SetLeaders(leaders), "leaders.not-elected")
	w.OK(conference.At(head).RecordTally("bau", 2, testyear.Tallied(4, map[string]int64{"son-la": 1, "lang-son": 3}, "son-la", "lang-son")))
	w.OK(conference.At(head).SetLeaders(leaders))
	w.Fails(conference.At(head).RecordTally("bau", 3, testyear.Tallied(4, nil, "son-la")), "vote.no-round")
	leaders.Head = w.Unit("son-la").ID
	w.Fails(conference.At(head).SetLeaders(leaders), "leaders.not-elected")
	leaders.How = conference.HowAssigned
	w.Fails(conference.At(head).SetLeaders(leaders), "leaders.by")
	leaders.By = "Hội đồng"
	w.Fails(conference.At(head).SetLeaders(leaders), "leaders.vote-unasked")
}

// Level units that the criteria leave to people: no lock before a ballot, then the chair, decided; the decision is in the ranking of every desk.
func TestTieOfTheRanking(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table+chain)
	head := desks["son-la"].Workspace
	order := func() string {
		var codes []string
		for _, st := range testyear.Must(result.At(desks["lai-chau"].Workspace).Ranking())(w).Standings {
			codes = append(codes, st.Unit.Code)
		}
		return strings.Join(codes, " ")
	}
	blocked := func(key string) {
		t.Helper()
		r := testyear.Must(result.At(head).Readiness())(w)
		if len(r.Blocking) != 1 || r.Blocking[0].Key != key {
			t.Fatalf("%+v", r.Blocking)
		}
		w.Fails(result.At(head).LockResult("đủ"), "result.blocked")
	}
	blocked("result.tie-ballot")
	q := testyear.Majority(ballot.OnRanking, "Xếp thứ tự", "lang-son", "cao-bang")
	q.Conference = ""
	w.OK(conference.At(head).OpenVote("thu-tu", q))
	w.OK(conference.At(head).RecordTally("thu-tu", 1, testyear.Tallied(4, map[string]int64{"lang-son": 2, "cao-bang": 2}, "lang-son", "cao-bang")))
	blocked("result.tie-chair")
	w.Fails(conference.At(head).DecideChair(conference.ChairOnRanking, []string{"lang-son"}, "một"), "vote.chair-two")
	w.Fails(conference.At(head).DecideChair(conference.ChairOnRanking, []string{"lang-son", "x"}, "lạ"), "vote.chair-units")
	w.Fails(conference.At(head).DecideChair(conference.ChairOnRanking, []string{"lang-son", "cao-bang"}, " "), "vote.chair-reason")
	w.OK(conference.At(head).DecideChair(conference.ChairOnRanking, []string{"lang-son", "cao-bang"}, "Nhiều sáng kiến hơn"))
	w.All(desks)
	if got := order(); got != "son-la lang-son cao-bang lai-chau" {
		t.Error(got)
	}
	w.OK(conference.At(head).RecordTally("thu-tu", 2, testyear.Tallied(4, map[string]int64{"cao-bang": 3, "lang-son": 1}, "cao-bang", "lang-son"))) // a second ballot speaks first
	w.OK(result.At(head).LockResult("đủ"))
	w.All(desks)
	if got := order(); got != "son-la cao-bang lang-son lai-chau" {
		t.Error(got)
	}
	st := testyear.Must(result.At(desks["lai-chau"].Workspace).Result())(w).Statement
	if c := testyear.Must(result.At(desks["lai-chau"].Workspace).CheckResult())(w); !c.Matches || st.Units[2].Code != "lang-son" || st.Units[2].Rank != 3 || st.Units[2].Place.Points ||
		len(st.Units[2].Place.Steps) != 1 || st.Units[2].Place.Steps[0].Kind != "ballot" || st.ChairOrder == nil {
		t.Errorf("%+v", st.Units)
	}
}

// Votes stand in the order of a meeting, not of their codes: flags before certificates, the head before the deputies, whatever else at the end.
func TestVotesInOrder(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	room := conference.At(desks["son-la"].Workspace)
	for _, v := range [][3]string{{"a-khac", "other", "Việc khác"}, {"b-pho", ballot.OnLeaders, "Bầu cụm phó"}, {"bang-khen", "award:bang-khen-bo", "Bằng khen"}, {"quy-che", "regulation", "Quy chế"}} {
		w.OK(room.OpenVote(v[0], testyear.Majority(v[1], v[2], "son-la")))
	}
	titles := func() (list []string) {
		for _, v := range testyear.Must(room.Votes())(w) {
			list = append(list, v.Title)
		}
		return list
	}
	w.Conference(desks["son-la"]) // a flag, and the head
	want := []string{"Quy chế", "Cờ thi đua", "Bằng khen", "Bầu cụm trưởng", "Bầu cụm phó", "Việc khác"}
	if got := titles(); !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	var told []string
	for _, v := range testyear.Must(room.Minutes(emulation.ConferenceClosing))(w).Votes {
		told = append(told, v.Title)
	}
	if !slices.Equal(told, want) {
		t.Errorf("minutes: %q, want %q", told, want)
	}
}
