package workspace_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/desk"
	"thidua/sync/changeset"
	"thidua/workspace/conference"
	"thidua/workspace/questions"
	"thidua/workspace/result"
	"thidua/workspace/review"
	"thidua/workspace/sheet"
)

var update = flag.Bool("update", false, "write golden files anew")

// ids are keys and digests, which the clock has a part in.
var ids = regexp.MustCompile("[0-9a-f]{32,64}")

// meeting is a world whose season stands at its conference, with the desks of the leaders; everybody handed in a sheet.
func meeting(t *testing.T, criteria string) (*world, map[string]*desk.Desk) {
	t.Helper()
	return once(t, "meeting "+criteria, func() (*world, map[string]*desk.Desk) {
		w := until(t, criteria, emulation.SeasonConference)
		desks := w.leaders(units...)
		for i, code := range units {
			w.fillIn(desks[code])
			w.typed(desks[code], "II.1", []string{"5", "4", "4", "1"}[i])
			w.ok(sheet.At(desks[code].Workspace).Submit())
		}
		w.all(desks)
		return w, desks
	})
}

// all syncs every desk until all have everything.
func (w *world) all(desks map[string]*desk.Desk) {
	w.Helper()
	for range 2 {
		w.sync(w.office)
		for _, code := range units {
			if d := desks[code]; d != nil {
				w.sync(d)
			}
		}
	}
}

func (w *world) checked(d *desk.Desk) *result.ResultCheck {
	w.Helper()
	return must(result.At(d.Workspace).CheckResult())(w)
}

// majority is an open vote by more than half of all members.
func majority(on, title string, lines ...string) ballot.Question {
	q := ballot.Question{Title: title, On: on, Conference: emulation.ConferenceClosing, Rules: ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 1, Den: 2, Strict: true}}
	for _, l := range lines {
		q.Lines = append(q.Lines, ballot.Choice{ID: l})
	}
	return q
}

// votes are a secret count of n ballots, all valid, with so many in favour of each line.
func tallied(n int64, yes map[string]int64, order ...string) ballot.Tally {
	t := ballot.Tally{Present: n, Issued: n, Returned: n, Valid: n}
	for _, id := range order {
		t.Lines = append(t.Lines, ballot.Line{ID: id, Yes: yes[id], No: n - yes[id]})
	}
	return t
}

// conference records a whole closing conference at the head's desk: quorum, a paper, an award by the law, an election with a tie, leaders.
func (w *world) conference(head *desk.Desk) {
	w.Helper()
	ws := head.Workspace
	w.ok(conference.At(ws).SetConference(emulation.ConferenceClosing, emulation.ConferenceInfo{Date: "2024-08-02", Place: " Sơn La ", Host: w.unit("son-la").ID,
		Chairs: []emulation.ID{w.unit("son-la").ID, w.unit("cao-bang").ID}, Agenda: []string{"Báo cáo", "", "Bỏ phiếu"}, Directions: []string{"Phương hướng"}}))
	w.ok(conference.At(ws).Attend(emulation.ConferenceClosing,
		conference.UnitAttendance{Unit: w.unit("son-la").ID, Attendance: emulation.Attendance{Present: true, Delegates: 3}},
		conference.UnitAttendance{Unit: w.unit("cao-bang").ID, Attendance: emulation.Attendance{Present: true}},
		conference.UnitAttendance{Unit: w.unit("lang-son").ID, Attendance: emulation.Attendance{Present: true}},
		conference.UnitAttendance{Unit: w.unit("lai-chau").ID, Attendance: emulation.Attendance{Written: true}}))
	w.ok(conference.At(ws).Speak(emulation.ConferenceClosing, w.unit("lang-son").ID, "", emulation.Speech{Kind: "paper", Title: "Đổi mới quản lý"}))
	w.ok(conference.At(ws).Speak(emulation.ConferenceClosing, w.unit("lai-chau").ID, "", emulation.Speech{Kind: "opinion", Title: "Đồng ý", Text: "Bằng văn bản"}))
	flag := majority("award:co-thi-dua", "Cờ thi đua", "son-la", "cao-bang")
	flag.Rules = ballot.Rules{}
	w.ok(conference.At(ws).OpenVote("Cờ thi đua", flag))
	count := tallied(4, map[string]int64{"son-la": 4, "cao-bang": 3}, "son-la", "cao-bang")
	count.Present, count.Written = 3, 1
	w.ok(conference.At(ws).RecordTally("co-thi-dua", 0, count))
	next := majority(ballot.OnLeaders, "Bầu cụm trưởng", units...)
	next.Rules.Places, next.Rules.Tie = 2, ballot.Chair
	next.Rules.Denominator, next.Rules.Den, next.Rules.Strict = legal.ValidBallots, 4, false
	w.ok(conference.At(ws).OpenVote("cum-truong", next))
	w.ok(conference.At(ws).RecordTally("cum-truong", 1, tallied(3, map[string]int64{"cao-bang": 3, "lang-son": 1, "lai-chau": 1}, units...)))
	w.fails(conference.At(ws).SetLeaders(emulation.Leaders{Label: "2024–2025", Head: w.unit("cao-bang").ID, How: conference.HowElected, Vote: "cum-truong"}), "leaders.not-elected")
	w.ok(conference.At(ws).DecideChair("cum-truong", []string{"lai-chau"}, "Luân phiên"))
	w.ok(conference.At(ws).SetLeaders(emulation.Leaders{Label: "2024–2025", Head: w.unit("cao-bang").ID, Deputies: []emulation.ID{w.unit("lai-chau").ID}, How: conference.HowElected, Vote: "cum-truong"}))
}

// The statement of a whole season: byte for byte what it was, and the same on a desk that only received the logs.
func TestStatementIsGolden(t *testing.T) {
	w, desks := meeting(t, table)
	head := desks["son-la"]
	w.conference(head)
	w.fails(result.At(head.Workspace).LockResult(""), "result.missing")
	w.ok(result.At(head.Workspace).LockResult("Các đơn vị đã thống nhất tại hội nghị"))
	if c := w.checked(head); !c.Matches || !c.Pending {
		t.Fatalf("%+v", c.Message)
	}
	w.all(desks)
	late := w.join("lai-chau", emulation.RoleStaff) // a desk that did not exist when the result was locked
	locked := must(result.At(head.Workspace).Result())(w)
	file := filepath.Join("testdata", "statement.json")
	golden := ids.ReplaceAll(locked.Bytes, []byte("…"))
	if *update {
		w.ok(os.WriteFile(file, golden, 0o644))
	}
	if want := must(os.ReadFile(file))(w); !bytes.Equal(golden, want) {
		t.Errorf("the statement is\n%s", golden)
	}
	if st := locked.Statement; st.Criteria.SHA256 != emulation.Digest([]byte(table)).String() || st.Units[0].ID != w.unit("son-la").ID.String() ||
		st.Position.Author != head.Workspace.Key().LogID().String() {
		t.Errorf("%+v", st.Criteria)
	}
	for _, d := range []*desk.Desk{head, desks["cao-bang"], desks["lai-chau"], w.office, late} {
		c := w.checked(d)
		if !c.Matches || c.Pending || c.Foreign != 0 || !bytes.Equal(c.Recomputed, locked.Bytes) {
			t.Errorf("%+v", c.Message)
		}
		r := must(result.At(d.Workspace).Result())(w)
		if !bytes.Equal(r.Bytes, locked.Bytes) || r.Identity != locked.Identity || !r.InForce || r.Pending || r.Reason == "" || r.Author != locked.Author {
			t.Errorf("%+v", r)
		}
	}
	w.all(desks)
	w.agree(append([]*desk.Desk{w.office, late}, head, desks["lang-son"])...)
}

// A change that got its leaf before the lock, and that the head had not seen, is told; locking again heals it.
func TestAnotherDeskComesBetween(t *testing.T) {
	w, desks := meeting(t, table)
	head, deputy := desks["son-la"], desks["cao-bang"]
	w.conference(head)
	w.ok(result.At(head.Workspace).LockResult("đủ"))
	w.ok(review.At(deputy.Workspace).Verify(w.unit("lai-chau").ID, "II.1", "9", "thêm minh chứng"))
	w.sync(deputy) // reaches the server before the head does
	w.sync(head)
	for _, d := range []*desk.Desk{head, deputy, desks["lang-son"], w.office} {
		w.sync(d)
		c := w.checked(d)
		if c.Matches || c.Foreign != 1 || len(c.Differs) != 1 || c.Differs[0] != "units" || c.Message.Key != "result.differs-foreign" {
			t.Fatalf("%+v", c)
		}
	}
	first := must(result.At(head.Workspace).Result())(w)
	w.fails(result.At(head.Workspace).ReopenResult(" "), "result.reopen-reason")
	w.ok(result.At(head.Workspace).ReopenResult("chốt trên nhật ký cũ"))
	w.ok(result.At(head.Workspace).LockResult("đủ"))
	w.all(desks)
	for _, d := range []*desk.Desk{head, deputy, desks["lang-son"], w.office} {
		if c := w.checked(d); !c.Matches {
			t.Fatalf("%+v", c)
		}
		history := must(result.At(d.Workspace).ResultHistory())(w)
		if len(history) != 2 || !bytes.Equal(history[0].Bytes, first.Bytes) || history[0].InForce || !history[0].Superseded || history[0].Reopened != "chốt trên nhật ký cũ" ||
			!history[1].InForce || bytes.Equal(history[1].Bytes, first.Bytes) || history[1].Reopened != "" {
			t.Fatalf("%+v", history)
		}
	}
}

// Head and deputy lock offline: the first to reach the server has locked it, the other lock waits and is left out; all agree.
func TestTwoLocks(t *testing.T) {
	w, desks := meeting(t, table)
	head, deputy := desks["son-la"], desks["cao-bang"]
	w.ok(result.At(head.Workspace).LockResult("một"))
	w.ok(result.At(deputy.Workspace).LockResult("hai"))
	w.sync(deputy, head)
	w.all(desks)
	waiting := must(questions.At(head.Workspace).Waiting())(w)
	if len(waiting) != 1 || !waiting[0].Mine || waiting[0].Reason != "step" {
		t.Fatalf("%+v", waiting)
	}
	if list := must(result.At(head.Workspace).Late())(w); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	for _, d := range []*desk.Desk{head, deputy, desks["lang-son"]} {
		r := must(result.At(d.Workspace).Result())(w)
		if c := w.checked(d); !c.Matches || r.Reason != "hai" || len(must(result.At(d.Workspace).ResultHistory())(w)) != 1 {
			t.Errorf("%+v %+v", c.Message, r)
		}
	}
	w.ok(questions.At(deputy.Workspace).TakeIn(waiting[0].Scope, waiting[0].Identity, false, "đã chốt"))
	w.all(desks)
	for _, d := range []*desk.Desk{head, deputy} {
		if left := must(questions.At(d.Workspace).Waiting())(w); len(left) != 0 {
			t.Errorf("%+v", left)
		}
	}
	w.agree(w.office, head, deputy, desks["lang-son"])
}

// A sheet that is handed in after the lock is kept and listed; it counts once the result was reopened and the head took it in.
func TestLateArrival(t *testing.T) {
	w, desks := meeting(t, table)
	head, late := desks["son-la"], desks["lai-chau"]
	w.ok(sheet.At(w.office.Workspace).StepSheet(w.unit("lai-chau").ID, emulation.SheetReturned, "bổ sung"))
	w.all(desks)
	w.typed(late, "II.1", "4")
	w.ok(sheet.At(late.Workspace).Submit()) // offline
	w.ok(result.At(head.Workspace).LockResult("đủ"))
	w.sync(head)
	w.all(desks)
	before := must(result.At(head.Workspace).Result())(w)
	list := must(result.At(head.Workspace).Late())(w)
	if len(list) != 1 || list[0].Mine || len(list[0].Changes) != 2 || list[0].Changes[0].Unit.Code != "lai-chau" || list[0].Changes[0].Kind != "sheet" || list[0].Received < list[0].At {
		t.Fatalf("%+v", list)
	}
	if mine := must(result.At(late.Workspace).Late())(w); len(mine) != 1 || !mine[0].Mine {
		t.Errorf("%+v", mine)
	}
	w.fails(result.At(head.Workspace).DecideLate(list[0].Identity, true, ""), "late.reason")
	w.fails(result.At(head.Workspace).DecideLate(list[0].Identity, true, "mất mạng"), "late.reopen-first")
	w.fails(result.At(late.Workspace).ReopenResult("của tôi"), "workspace.refused-to")
	// A program that skips the question takes in nothing either.
	w.written(head, must(head.Workspace.Season())(w).Cluster.Scope(), changeset.Op("decision", changeset.NewKey(list[0].Identity[:]), "decision", emulation.Decision{Accept: true, Reason: "lén"}))
	w.all(desks)
	if c := w.checked(head); !c.Matches || len(must(result.At(head.Workspace).Late())(w)) != 1 {
		t.Fatalf("%+v", c.Message)
	}
	w.ok(result.At(head.Workspace).ReopenResult("phiếu đến muộn"))
	w.ok(result.At(head.Workspace).DecideLate(list[0].Identity, true, "mất mạng"))
	w.all(desks)
	w.ok(result.At(head.Workspace).LockResult("đủ"))
	w.all(desks)
	for _, d := range []*desk.Desk{head, late, w.office} {
		c, r := w.checked(d), must(result.At(d.Workspace).Result())(w)
		if !c.Matches || bytes.Equal(r.Bytes, before.Bytes) || len(must(result.At(d.Workspace).Late())(w)) != 0 {
			t.Errorf("%+v", c.Message)
		}
	}
	w.agree(w.office, head, late)
}

// Where a row has forgotten versions that counted at the lock, the result is computed from the signed log, and is the same.
func TestRowsForget(t *testing.T) {
	w, desks := meeting(t, table)
	head := desks["son-la"]
	attend := func(present bool) {
		w.ok(conference.At(head.Workspace).Attend(emulation.ConferenceClosing, conference.UnitAttendance{Unit: w.unit("lai-chau").ID, Attendance: emulation.Attendance{Present: present}}))
	}
	attend(true)
	w.ok(result.At(head.Workspace).LockResult("đủ"))
	w.ok(result.At(head.Workspace).ReopenResult("điểm danh lại"))
	for i := range 3 * 16 {
		attend(i%2 == 0)
	}
	w.all(desks)
	for _, d := range []*desk.Desk{head, desks["lang-son"], w.office} {
		if c := w.checked(d); !c.Matches || len(must(result.At(d.Workspace).Result())(w).Statement.Meetings[0].Present) != 1 {
			t.Errorf("%+v %v", c.Message, c.Differs)
		}
	}
}

// An exported result stands on its own; a byte of it that was altered is found.
func TestResultFile(t *testing.T) {
	w, desks := meeting(t, table)
	head := desks["son-la"]
	w.conference(head)
	w.ok(result.At(head.Workspace).LockResult("đủ"))
	_, err := result.At(head.Workspace).ExportResult(false)
	w.fails(err, "result.not-sent")
	w.all(desks)
	for _, whole := range []bool{false, true} {
		raw := must(result.At(desks["lang-son"].Workspace).ExportResult(whole))(w)
		c := must(result.CheckResultFile(raw))(w)
		if c.Root != w.office.Workspace.Root() || c.Statement.Units[0].Code != "son-la" || (c.Whole != nil) != whole || whole && !c.Whole.Matches {
			t.Errorf("%+v", c)
		}
		if bytes.Contains(raw, []byte("Người của")) && !bytes.Contains([]byte(c.File.By), []byte("Người của")) {
			t.Error("a person's name is in the logs")
		}
		for _, wrong := range [][2]string{{`"points": "57.85"`, `"points": "58.85"`}, {`"root": "`, `"root": "0`}, {`"format": "thidua-result-file/1"`, `"format": "thidua-result-file/9"`},
			{`"identity": "`, `"identity": "0`}, {`"author": "`, `"author": "0`}} {
			_, err := result.CheckResultFile(bytes.Replace(raw, []byte(wrong[0]), []byte(wrong[1]), 1))
			w.fails(err, "result.file")
		}
		// The words in which the file names its author nobody signed: what counts is what the control log says.
		f := must(result.CheckResultFile(bytes.Replace(raw, []byte(`"by": "`), []byte(`"by": "Bộ trưởng `), 1)))(w)
		if f.By != c.By || f.By != w.unit("son-la").Label() || f.File.By == f.By {
			t.Errorf("%q, %q", f.By, f.File.By)
		}
	}
}

// A statement that is not what the record says is found, whoever locked it, with the fields that differ.
func TestFalseStatementIsFound(t *testing.T) {
	w, desks := meeting(t, table)
	head := desks["son-la"]
	w.ok(result.At(head.Workspace).LockResult("đủ"))
	raw := must(result.At(head.Workspace).Result())(w).Bytes
	w.ok(result.At(head.Workspace).ReopenResult("sửa"))
	s := must(head.Workspace.Season())(w)
	scope, key := s.Cluster.Scope(), changeset.NewKey(s.Cluster.ID, s.Label)
	w.all(desks)
	var ops []changeset.Operation
	for field, value := range map[string]any{"step": string(emulation.SeasonLocked), "result": bytes.Replace(raw, []byte(`"rank": 2`), []byte(`"rank": 1`), 1)} {
		r := must(head.DB.Record(changeset.NaturalRef(scope, "season", key)))(w)
		ops = append(ops, changeset.Op("season", key, field, value, changeset.IDs(r.Heads(field, changeset.Now))...))
	}
	w.written(head, scope, ops...)
	w.all(desks)
	for _, d := range []*desk.Desk{head, desks["lang-son"], w.office} {
		if c := w.checked(d); c.Matches || !slices.Contains(c.Differs, "units") || c.Foreign != 0 {
			t.Errorf("%+v %v", c.Message, c.Differs)
		}
	}
}

// A key that was revoked locks nothing: a file whose own control log says so is refused, whatever leaf it claims.
func TestResultFileOfARevokedKey(t *testing.T) {
	w, desks := meeting(t, table)
	head, reader := desks["son-la"], desks["lang-son"]
	w.ok(result.At(head.Workspace).LockResult("đủ"))
	w.all(desks)
	var f result.ResultFile
	w.ok(json.Unmarshal(must(result.At(reader.Workspace).ExportResult(false))(w), &f))
	control := changeset.NewScope(changeset.Control, must(changeset.ParseScope(f.Logs[0].Scope))(w).ID())
	w.written(w.office, control, changeset.Op("revocation", changeset.NewKey(head.Workspace.Key().LogID()), "revocation", emulation.Revocation{Reason: "mất máy"}))
	w.sync(w.office, reader)
	leaf := must(changeset.DecodeLeaf(f.Leaf))(w)
	leaf.ControlSize = must(reader.DB.Log(control))(w).Size
	for i, raw := range [][]byte{f.Leaf, leaf.Encode()} {
		f.Leaf, f.Logs[0].Entries = raw, nil
		w.ok(reader.DB.Entries(control, 0, func(e *changeset.Entry) error {
			f.Logs[0].Entries = append(f.Logs[0].Entries, result.ResultEntry{Leaf: e.LeafRaw, Change: e.Raw})
			return nil
		}))
		_, err := result.CheckResultFile(must(json.Marshal(f))(w))
		if (err == nil) != (i == 0) || i == 1 && emulation.KeyOf(err) != "result.file" {
			t.Errorf("file %d: %v", i, err)
		}
	}
}
