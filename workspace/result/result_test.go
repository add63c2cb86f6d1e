package result_test

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
	"thidua/internal/desk"
	"thidua/internal/testyear"
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

func checked(w *testyear.World, d *desk.Desk) *result.ResultCheck {
	w.Helper()
	return testyear.Must(result.At(d.Workspace).CheckResult())(w)
}

// The statement of a whole season: byte for byte what it was, and the same on a desk that only received the logs.
func TestStatementIsGolden(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	head := desks["son-la"]
	w.Conference(head)
	w.Fails(result.At(head.Workspace).LockResult(""), "result.missing")
	w.OK(result.At(head.Workspace).LockResult("Các đơn vị đã thống nhất tại hội nghị"))
	if c := checked(w, head); !c.Matches || !c.Pending {
		t.Fatalf("%+v", c.Message)
	}
	w.All(desks)
	late := w.Join("lai-chau", emulation.RoleStaff) // a desk that did not exist when the result was locked
	locked := testyear.Must(result.At(head.Workspace).Result())(w)
	file := filepath.Join("testdata", "statement.json")
	golden := ids.ReplaceAll(locked.Bytes, []byte("…"))
	if *update {
		w.OK(os.WriteFile(file, golden, 0o644))
	}
	if want := testyear.Must(os.ReadFile(file))(w); !bytes.Equal(golden, want) {
		t.Errorf("the statement is\n%s", golden)
	}
	if st := locked.Statement; st.Criteria.SHA256 != emulation.Digest([]byte(testyear.Table)).String() || st.Units[0].ID != w.Unit("son-la").ID.String() ||
		st.Position.Author != head.Workspace.Key().LogID().String() {
		t.Errorf("%+v", st.Criteria)
	}
	for _, d := range []*desk.Desk{head, desks["cao-bang"], desks["lai-chau"], w.Office, late} {
		c := checked(w, d)
		if !c.Matches || c.Pending || c.Foreign != 0 || !bytes.Equal(c.Recomputed, locked.Bytes) {
			t.Errorf("%+v", c.Message)
		}
		r := testyear.Must(result.At(d.Workspace).Result())(w)
		if !bytes.Equal(r.Bytes, locked.Bytes) || r.Identity != locked.Identity || !r.InForce || r.Pending || r.Reason == "" || r.Author != locked.Author {
			t.Errorf("%+v", r)
		}
	}
	w.All(desks)
	w.Agree(append([]*desk.Desk{w.Office, late}, head, desks["lang-son"])...)
}

// A change that got its leaf before the lock, and that the head had not seen, is told; locking again heals it.
func TestAnotherDeskComesBetween(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	head, deputy := desks["son-la"], desks["cao-bang"]
	w.Conference(head)
	w.OK(result.At(head.Workspace).LockResult("đủ"))
	w.OK(review.At(deputy.Workspace).Verify(w.Unit("lai-chau").ID, "II.1", "9", "thêm minh chứng"))
	w.Sync(deputy) // reaches the server before the head does
	w.Sync(head)
	for _, d := range []*desk.Desk{head, deputy, desks["lang-son"], w.Office} {
		w.Sync(d)
		c := checked(w, d)
		if c.Matches || c.Foreign != 1 || len(c.Differs) != 1 || c.Differs[0] != "units" || c.Message.Key != "result.differs-foreign" {
			t.Fatalf("%+v", c)
		}
	}
	first := testyear.Must(result.At(head.Workspace).Result())(w)
	w.Fails(result.At(head.Workspace).ReopenResult(" "), "result.reopen-reason")
	w.OK(result.At(head.Workspace).ReopenResult("chốt trên nhật ký cũ"))
	w.OK(result.At(head.Workspace).LockResult("đủ"))
	w.All(desks)
	for _, d := range []*desk.Desk{head, deputy, desks["lang-son"], w.Office} {
		if c := checked(w, d); !c.Matches {
			t.Fatalf("%+v", c)
		}
		history := testyear.Must(result.At(d.Workspace).ResultHistory())(w)
		if len(history) != 2 || !bytes.Equal(history[0].Bytes, first.Bytes) || history[0].InForce || !history[0].Superseded || history[0].Reopened != "chốt trên nhật ký cũ" ||
			!history[1].InForce || bytes.Equal(history[1].Bytes, first.Bytes) || history[1].Reopened != "" {
			t.Fatalf("%+v", history)
		}
	}
}

// Head and deputy lock offline: the first to reach the server has locked it, the other lock waits and is left out; all agree.
func TestTwoLocks(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	head, deputy := desks["son-la"], desks["cao-bang"]
	w.OK(result.At(head.Workspace).LockResult("một"))
	w.OK(result.At(deputy.Workspace).LockResult("hai"))
	w.Sync(deputy, head)
	w.All(desks)
	waiting := testyear.Must(questions.At(head.Workspace).Waiting())(w)
	if len(waiting) != 1 || !waiting[0].Mine || waiting[0].Reason != "step" {
		t.Fatalf("%+v", waiting)
	}
	if list := testyear.Must(result.At(head.Workspace).Late())(w); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	for _, d := range []*desk.Desk{head, deputy, desks["lang-son"]} {
		r := testyear.Must(result.At(d.Workspace).Result())(w)
		if c := checked(w, d); !c.Matches || r.Reason != "hai" || len(testyear.Must(result.At(d.Workspace).ResultHistory())(w)) != 1 {
			t.Errorf("%+v %+v", c.Message, r)
		}
	}
	w.OK(questions.At(deputy.Workspace).TakeIn(waiting[0].Scope, waiting[0].Identity, false, "đã chốt"))
	w.All(desks)
	for _, d := range []*desk.Desk{head, deputy} {
		if left := testyear.Must(questions.At(d.Workspace).Waiting())(w); len(left) != 0 {
			t.Errorf("%+v", left)
		}
	}
	w.Agree(w.Office, head, deputy, desks["lang-son"])
}

// A sheet that is handed in after the lock is kept and listed; it counts once the result was reopened and the head took it in.
func TestLateArrival(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	head, late := desks["son-la"], desks["lai-chau"]
	w.OK(sheet.At(w.Office.Workspace).StepSheet(w.Unit("lai-chau").ID, emulation.SheetReturned, "bổ sung"))
	w.All(desks)
	w.Type(late, "II.1", "4")
	w.OK(sheet.At(late.Workspace).Because("chưa có minh chứng").Submit()) // offline
	w.OK(result.At(head.Workspace).LockResult("đủ"))
	w.Sync(head)
	w.All(desks)
	before := testyear.Must(result.At(head.Workspace).Result())(w)
	list := testyear.Must(result.At(head.Workspace).Late())(w)
	if len(list) != 1 || list[0].Mine || len(list[0].Changes) != 2 || list[0].Changes[0].Unit.Code != "lai-chau" || list[0].Changes[0].Kind != "sheet" || list[0].Received < list[0].At {
		t.Fatalf("%+v", list)
	}
	if mine := testyear.Must(result.At(late.Workspace).Late())(w); len(mine) != 1 || !mine[0].Mine {
		t.Errorf("%+v", mine)
	}
	w.Fails(result.At(head.Workspace).DecideLate(list[0].Identity, true, ""), "late.reason")
	w.Fails(result.At(head.Workspace).DecideLate(list[0].Identity, true, "mất mạng"), "late.reopen-first")
	w.Fails(result.At(late.Workspace).ReopenResult("của tôi"), "workspace.refused-to")
	// A program that skips the question takes in nothing either.
	w.Write(head, w.Season(head).Cluster.Scope(), changeset.Op("decision", changeset.NewKey(list[0].Identity[:]), "decision", emulation.Decision{Accept: true, Reason: "lén"}))
	w.All(desks)
	if c := checked(w, head); !c.Matches || len(testyear.Must(result.At(head.Workspace).Late())(w)) != 1 {
		t.Fatalf("%+v", c.Message)
	}
	w.OK(result.At(head.Workspace).ReopenResult("phiếu đến muộn"))
	w.OK(result.At(head.Workspace).DecideLate(list[0].Identity, true, "mất mạng"))
	w.All(desks)
	w.OK(result.At(head.Workspace).LockResult("đủ"))
	w.All(desks)
	for _, d := range []*desk.Desk{head, late, w.Office} {
		c, r := checked(w, d), testyear.Must(result.At(d.Workspace).Result())(w)
		if !c.Matches || bytes.Equal(r.Bytes, before.Bytes) || len(testyear.Must(result.At(d.Workspace).Late())(w)) != 0 {
			t.Errorf("%+v", c.Message)
		}
	}
	w.Agree(w.Office, head, late)
}

// Where a row has forgotten versions that counted at the lock, the result is computed from the signed log, and is the same.
func TestRowsForget(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	head := desks["son-la"]
	attend := func(present bool) {
		w.OK(conference.At(head.Workspace).Attend(emulation.ConferenceClosing, conference.UnitAttendance{Unit: w.Unit("lai-chau").ID, Attendance: emulation.Attendance{Present: present}}))
	}
	attend(true)
	w.OK(result.At(head.Workspace).LockResult("đủ"))
	w.OK(result.At(head.Workspace).ReopenResult("điểm danh lại"))
	for i := range 3 * 16 {
		attend(i%2 == 0)
	}
	w.All(desks)
	for _, d := range []*desk.Desk{head, desks["lang-son"], w.Office} {
		if c := checked(w, d); !c.Matches || len(testyear.Must(result.At(d.Workspace).Result())(w).Statement.Meetings[0].Present) != 1 {
			t.Errorf("%+v %v", c.Message, c.Differs)
		}
	}
}

// An exported result stands on its own; a byte of it that was altered is found.
func TestResultFile(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	head := desks["son-la"]
	w.Conference(head)
	w.OK(result.At(head.Workspace).LockResult("đủ"))
	_, err := result.At(head.Workspace).ExportResult(false)
	w.Fails(err, "result.not-sent")
	w.All(desks)
	for _, whole := range []bool{false, true} {
		raw := testyear.Must(result.At(desks["lang-son"].Workspace).ExportResult(whole))(w)
		c := testyear.Must(result.CheckResultFile(raw))(w)
		if c.Root != w.Office.Workspace.Root() || c.Statement.Units[0].Code != "son-la" || (c.Whole != nil) != whole || whole && !c.Whole.Matches {
			t.Errorf("%+v", c)
		}
		if bytes.Contains(raw, []byte("Người của")) && !bytes.Contains([]byte(c.File.By), []byte("Người của")) {
			t.Error("a person's name is in the logs")
		}
		for _, wrong := range [][2]string{{`"points": "57.85"`, `"points": "58.85"`}, {`"root": "`, `"root": "0`}, {`"format": "thidua-result-file/1"`, `"format": "thidua-result-file/9"`},
			{`"identity": "`, `"identity": "0`}, {`"author": "`, `"author": "0`}} {
			_, err := result.CheckResultFile(bytes.Replace(raw, []byte(wrong[0]), []byte(wrong[1]), 1))
			w.Fails(err, "result.file")
		}
		// The words in which the file names its author nobody signed: what counts is what the control log says.
		f := testyear.Must(result.CheckResultFile(bytes.Replace(raw, []byte(`"by": "`), []byte(`"by": "Bộ trưởng `), 1)))(w)
		if f.By != c.By || f.By != w.Unit("son-la").Label() || f.File.By == f.By {
			t.Errorf("%q, %q", f.By, f.File.By)
		}
	}
}

// A statement that is not what the record says is found, whoever locked it, with the fields that differ.
func TestFalseStatementIsFound(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	head := desks["son-la"]
	w.OK(result.At(head.Workspace).LockResult("đủ"))
	raw := testyear.Must(result.At(head.Workspace).Result())(w).Bytes
	w.OK(result.At(head.Workspace).ReopenResult("sửa"))
	s := w.Season(head)
	key := changeset.NewKey(s.Cluster.ID, s.Label)
	w.All(desks)
	w.Write(head, s.Cluster.Scope(), w.Op(head, "season", key, "step", string(emulation.SeasonLocked)),
		w.Op(head, "season", key, "result", bytes.Replace(raw, []byte(`"rank": 2`), []byte(`"rank": 1`), 1)))
	w.All(desks)
	for _, d := range []*desk.Desk{head, desks["lang-son"], w.Office} {
		if c := checked(w, d); c.Matches || !slices.Contains(c.Differs, "units") || c.Foreign != 0 {
			t.Errorf("%+v %v", c.Message, c.Differs)
		}
	}
}

// A key that was revoked locks nothing: a file whose own control log says so is refused, whatever leaf it claims.
func TestResultFileOfARevokedKey(t *testing.T) {
	w, desks := testyear.Meeting(t, testyear.Table)
	head, reader := desks["son-la"], desks["lang-son"]
	w.OK(result.At(head.Workspace).LockResult("đủ"))
	w.All(desks)
	var f result.ResultFile
	w.OK(json.Unmarshal(testyear.Must(result.At(reader.Workspace).ExportResult(false))(w), &f))
	control := changeset.NewScope(changeset.Control, testyear.Must(changeset.ParseScope(f.Logs[0].Scope))(w).ID())
	w.Write(w.Office, control, changeset.Op("revocation", changeset.NewKey(head.Workspace.Key().LogID()), "revocation", emulation.Revocation{Reason: "mất máy"}))
	w.Sync(w.Office, reader)
	leaf := testyear.Must(changeset.DecodeLeaf(f.Leaf))(w)
	leaf.ControlSize = testyear.Must(reader.DB.Log(control))(w).Size
	for i, raw := range [][]byte{f.Leaf, leaf.Encode()} {
		f.Leaf, f.Logs[0].Entries = raw, nil
		w.OK(reader.DB.Entries(control, 0, func(e *changeset.Entry) error {
			f.Logs[0].Entries = append(f.Logs[0].Entries, result.ResultEntry{Leaf: e.LeafRaw, Change: e.Raw})
			return nil
		}))
		_, err := result.CheckResultFile(testyear.Must(json.Marshal(f))(w))
		if (err == nil) != (i == 0) || i == 1 && emulation.KeyOf(err) != "result.file" {
			t.Errorf("file %d: %v", i, err)
		}
	}
}
