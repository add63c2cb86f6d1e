package testyear

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/desk"
	"thidua/workspace/conference"
	"thidua/workspace/sheet"
)

// Meeting is a world whose season stands at its conference, with the desks of the leaders; everybody handed in a sheet.
func Meeting(t *testing.T, criteria string) (*World, map[string]*desk.Desk) {
	t.Helper()
	return Once(t, "meeting "+criteria, func() (*World, map[string]*desk.Desk) {
		w := Until(t, criteria, emulation.SeasonConference)
		desks := w.Leaders(Units...)
		for i, code := range Units {
			w.FillIn(desks[code])
			w.Type(desks[code], "II.1", []string{"5", "4", "4", "1"}[i])
			w.OK(sheet.At(desks[code].Workspace).Because("chưa có minh chứng").Submit())
		}
		w.All(desks)
		return w, desks
	})
}

// All syncs every desk until all have everything.
func (w *World) All(desks map[string]*desk.Desk) {
	w.Helper()
	for range 2 {
		w.Sync(w.Office)
		for _, code := range Units {
			if d := desks[code]; d != nil {
				w.Sync(d)
			}
		}
	}
}

// Majority is an open vote by more than half of all members.
func Majority(on, title string, lines ...string) ballot.Question {
	q := ballot.Question{Title: title, On: on, Conference: emulation.ConferenceClosing, Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 1, Den: 2, Strict: true}}
	for _, l := range lines {
		q.Lines = append(q.Lines, ballot.Choice{ID: l})
	}
	return q
}

// Tallied is a secret count of n ballots, all valid, with so many in favour of each line.
func Tallied(n int64, yes map[string]int64, order ...string) ballot.Tally {
	t := ballot.Tally{Present: n, Issued: n, Returned: n, Valid: n}
	for _, id := range order {
		t.Lines = append(t.Lines, ballot.Line{ID: id, Yes: yes[id], No: n - yes[id]})
	}
	return t
}

// Conference records a whole closing conference at the head's desk: quorum, a paper, an award by the law, an election with a tie, leaders.
func (w *World) Conference(head *desk.Desk) {
	w.Helper()
	ws := head.Workspace
	w.OK(conference.At(ws).SetConference(emulation.ConferenceClosing, emulation.ConferenceInfo{Date: "2024-08-02", Place: " Sơn La ", Host: w.Unit("son-la").ID,
		Chairs: []emulation.ID{w.Unit("son-la").ID, w.Unit("cao-bang").ID}, Agenda: []string{"Báo cáo", "", "Bỏ phiếu"}, Directions: []string{"Phương hướng"}}))
	w.OK(conference.At(ws).Attend(emulation.ConferenceClosing,
		conference.UnitAttendance{Unit: w.Unit("son-la").ID, Attendance: emulation.Attendance{Present: true, Delegates: 3}},
		conference.UnitAttendance{Unit: w.Unit("cao-bang").ID, Attendance: emulation.Attendance{Present: true}},
		conference.UnitAttendance{Unit: w.Unit("lang-son").ID, Attendance: emulation.Attendance{Present: true}},
		conference.UnitAttendance{Unit: w.Unit("lai-chau").ID, Attendance: emulation.Attendance{Written: true}}))
	w.OK(conference.At(ws).Speak(emulation.ConferenceClosing, w.Unit("lang-son").ID, "", emulation.Speech{Kind: "paper", Title: "Đổi mới quản lý"}))
	w.OK(conference.At(ws).Speak(emulation.ConferenceClosing, w.Unit("lai-chau").ID, "", emulation.Speech{Kind: "opinion", Title: "Đồng ý", Text: "Bằng văn bản"}))
	flag := Majority("award:co-thi-dua", "Cờ thi đua", "son-la", "cao-bang")
	flag.Rules.Num, flag.Rules.Den, flag.Rules.Strict, flag.Rules.Written = 4, 5, false, true
	w.OK(conference.At(ws).OpenVote("Cờ thi đua", flag))
	count := Tallied(4, map[string]int64{"son-la": 4, "cao-bang": 3}, "son-la", "cao-bang")
	count.Present, count.Written = 3, 1
	w.OK(conference.At(ws).RecordTally("co-thi-dua", 0, count))
	next := Majority(ballot.OnLeaders, "Bầu cụm trưởng", Units...)
	next.Rules.Places, next.Rules.Tie = 2, ballot.Chair
	next.Rules.Denominator, next.Rules.Den, next.Rules.Strict = legal.ValidBallots, 4, false
	w.OK(conference.At(ws).OpenVote("cum-truong", next))
	w.OK(conference.At(ws).RecordTally("cum-truong", 1, Tallied(3, map[string]int64{"cao-bang": 3, "lang-son": 1, "lai-chau": 1}, Units...)))
	w.Fails(conference.At(ws).SetLeaders(emulation.Leaders{Label: "2024–2025", Head: w.Unit("cao-bang").ID, How: conference.HowElected, Vote: "cum-truong"}), "leaders.not-elected")
	w.OK(conference.At(ws).DecideChair("cum-truong", []string{"lai-chau"}, "Luân phiên"))
	w.OK(conference.At(ws).SetLeaders(emulation.Leaders{Label: "2024–2025", Head: w.Unit("cao-bang").ID, Deputies: []emulation.ID{w.Unit("lai-chau").ID}, How: conference.HowElected, Vote: "cum-truong"}))
}
