package replica_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/hub"
	"thidua/sync/wire"
	"thidua/workspace/questions"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

// told is what waiting changes wrote, in words.
func told(list []questions.Waiting) (lines []string) {
	for _, x := range list {
		for _, m := range x.Says {
			lines = append(lines, phrase.Render(phrase.Vietnamese, m))
		}
	}
	return lines
}

// epoch is the epoch in which a desk writes in a scope.
func epoch(w *testyear.World, d *desk.Desk, scope changeset.Scope) uint64 {
	w.Helper()
	return testyear.Must(d.DB.Own(scope))(w).Epoch
}

// A copied folder writes from both copies. Nothing is lost: what the first sent stands, what the second wrote at the same place waits, its
// author goes on in the next epoch, and the leader can take it in.
func TestClonedDesk(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	leader := w.Join("son-la", emulation.RoleLeader)
	a := w.Join("son-la", emulation.RoleStaff)
	w.Type(a, "I.1", "90")
	w.Sync(a, leader)
	w.OK(a.Close())
	b := w.Copied(a.Dir)
	a = w.Closing(testyear.Must(desk.Open(a.Dir, w.Env(0)))(w))
	scope := w.Unit("son-la").Scope()

	w.Type(a, "I.1", "91")
	w.Type(a, "I.2", "5")
	w.Sync(a)
	w.Type(b, "I.1", "92")
	w.Type(b, "II.1", "3")
	testyear.Must(b.Workspace.Seal())(w)
	w.Type(b, "II.2", "có")
	w.Sync(b, a, leader)
	if e := epoch(w, b, scope); e != 1 {
		t.Errorf("the twin is in epoch %d", e)
	}
	for _, d := range []*desk.Desk{a, b, leader} {
		list := testyear.Must(questions.At(d.Workspace).Waiting())(w)
		if len(list) != 2 || list[0].Reason != "fork" || list[1].Reason != "fork" {
			t.Fatalf("%+v", list)
		}
		if lost := strings.Join(told(list), "\n"); !strings.Contains(lost, "tiêu chí I.1 (") || !strings.Contains(lost, "): 92\n") || !strings.Contains(lost, "): có") {
			t.Errorf("what the twin wrote is not told:\n%s", lost)
		}
		if sh := w.Own(d); sh.Row("I.1").Typed != "91" || sh.Row("I.2").Typed != "5" || sh.Row("II.1").Typed != "" {
			t.Errorf("%+v", sh.Row("I.1"))
		}
		if st := w.Status(d); st.Waiting != 2 || st.Pending != 0 {
			t.Errorf("%+v", st)
		}
	}
	w.Agree(a, b, leader)

	// The author goes on from both computers.
	w.Type(b, "I.4", "Tốt")
	w.Type(a, "I.3", "1;1")
	w.Sync(b, a, leader)
	if sh := w.Own(leader); sh.Row("I.4").Typed != "Tốt" || sh.Row("I.3").Typed != "1;1" {
		t.Errorf("%+v %+v", sh.Row("I.4"), sh.Row("I.3"))
	}
	w.Agree(a, b, leader)

	// Staff cannot take in what waits; the leader can: where the two differ a person is asked.
	list := testyear.Must(questions.At(leader.Workspace).Waiting())(w)
	w.Fails(questions.At(a.Workspace).TakeIn(list[0].Scope, list[0].Identity, true, "của tôi"), "workspace.refused")
	for _, x := range list {
		w.OK(questions.At(leader.Workspace).TakeIn(x.Scope, x.Identity, true, "Ghi từ máy thứ hai"))
	}
	w.Sync(leader, a, b)
	for _, d := range []*desk.Desk{a, b, leader} {
		sh := w.Own(d)
		if sh.Row("II.1").Typed != "3" || sh.Row("II.2").Typed != "có" || !sh.Row("I.1").Conflict {
			t.Errorf("%+v", sh.Row("I.1"))
		}
		if st := w.Status(d); st.Waiting != 0 || st.Conflicts != 1 {
			t.Errorf("%+v", st)
		}
	}
	q := testyear.Must(questions.At(leader.Workspace).Conflicts())(w)[0]
	if s := q.Choices[0].Shown + " " + q.Choices[1].Shown; s != "91 92" && s != "92 91" {
		t.Error(s)
	}
	w.OK(questions.At(leader.Workspace).Settle(q, 1))
	w.Sync(leader, a, b)
	w.Agree(a, b, leader)
	for _, d := range []*desk.Desk{a, b, leader} {
		faults(w, d)
	}
}

// faults checks every log of a desk from its signed bytes.
func faults(w *testyear.World, d *desk.Desk) {
	w.Helper()
	for _, v := range testyear.Must(d.VerifyLogs(context.Background()))(w) {
		if v.Fault != nil {
			w.Errorf("%s: %v", v.Scope, v.Fault)
		}
	}
}

// A backup that was restored and then synced goes on after what was sent since, without a fork.
func TestRestoredBackup(t *testing.T) {
	w := testyear.Founded(t, testyear.Table, testyear.OnDisk)
	a := w.Join("son-la", emulation.RoleLeader)
	w.Type(a, "I.1", "90")
	w.Sync(a)
	w.OK(a.Close())
	backup := w.Copied(a.Dir)
	w.OK(backup.Close())
	a = w.Closing(testyear.Must(desk.Open(a.Dir, w.Env(0)))(w))
	w.Type(a, "I.1", "91")
	w.Type(a, "I.2", "5")
	w.OK(sheet.At(a.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(a)
	w.OK(a.Close())

	d := w.Closing(testyear.Must(desk.Open(backup.Dir, w.Env(0)))(w))
	w.Sync(d)
	if sh := w.Own(d); sh.Row("I.1").Typed != "91" || sh.Step != emulation.SheetSubmitted {
		t.Errorf("%+v", sh.Row("I.1"))
	}
	other := w.Leaders("cao-bang")["cao-bang"]
	w.OK(sheet.At(other.Workspace).StepSheet(w.Unit("son-la").ID, emulation.SheetReturned, "reason"))
	w.Sync(other, d)
	w.Type(d, "I.2", "6")
	testyear.Must(d.Workspace.Seal())(w)
	w.Type(d, "I.2", "7")
	w.OK(sheet.At(d.Workspace).Because("chưa có minh chứng").Submit())
	w.Sync(d, other)
	if st := w.Status(d); st.Waiting != 0 || st.Pending != 0 || epoch(w, d, w.Unit("son-la").Scope()) != 0 {
		t.Errorf("%+v", st)
	}
	if r := w.Sheet(other, "son-la").Row("I.2"); r.Self.String() != "7" {
		t.Errorf("%+v", r)
	}
	w.Agree(d, other)
	faults(w, d)
}

// The same backup, written in before it was synced: what was written waits and can be taken in.
func TestRestoredBackupWrittenInFirst(t *testing.T) {
	w := testyear.Founded(t, testyear.Table, testyear.OnDisk)
	a := w.Join("son-la", emulation.RoleLeader)
	w.Type(a, "I.1", "90")
	w.Sync(a)
	w.OK(a.Close())
	backup := w.Copied(a.Dir)
	a = w.Closing(testyear.Must(desk.Open(a.Dir, w.Env(0)))(w))
	w.Type(a, "I.1", "91")
	w.Sync(a)
	w.OK(a.Close())

	w.Type(backup, "I.2", "4")
	w.Sync(backup)
	list := testyear.Must(questions.At(backup.Workspace).Waiting())(w)
	if len(list) != 1 || !list[0].Mine || list[0].Reason != "fork" {
		t.Fatalf("%+v", list)
	}
	w.OK(questions.At(backup.Workspace).TakeIn(list[0].Scope, list[0].Identity, true, "Khôi phục từ bản sao lưu"))
	w.Type(backup, "II.1", "2")
	w.Sync(backup)
	if sh := w.Own(backup); sh.Row("I.1").Typed != "91" || sh.Row("I.2").Typed != "4" || sh.Row("II.1").Typed != "2" {
		t.Errorf("%+v", sh.Row("I.2"))
	}
	if st := w.Status(backup); st.Waiting != 0 || st.Pending != 0 {
		t.Errorf("%+v", st)
	}
	colleague := w.Join("son-la", emulation.RoleStaff)
	w.Sync(backup)
	w.Agree(backup, colleague)
	faults(w, backup)
}

// The office's file opened on two computers is a clone too.
func TestOfficeOnTwoComputers(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	w.OK(w.Office.Close())
	second := w.Copied(w.Office.Dir)
	w.Office = w.Closing(testyear.Must(desk.Open(w.Office.Dir, w.Env(0)))(w))
	invited := testyear.Must(replica.At(w.Office.Workspace).Invite(w.Unit("son-la").ID, emulation.RoleLeader, replica.InviteValidity))(w)
	w.Sync(w.Office, second)
	inv := testyear.Must(replica.At(second.Workspace).Invite(w.Unit("cao-bang").ID, emulation.RoleLeader, replica.InviteValidity))(w)
	w.Sync(second, w.Office)
	if st := w.Status(second); st.Waiting != 0 || st.Pending != 0 {
		t.Errorf("%+v", st)
	}
	for _, f := range []*replica.Invited{invited, inv} {
		d := w.Closing(testyear.Must(desk.InitInvite(t.TempDir()+"/desk", f.File, "A", w.Env(0)))(w))
		w.Type(d, "I.1", "98")
		w.Sync(d)
		if st := w.Status(d); st.Pending != 0 {
			t.Errorf("%+v", st)
		}
	}
}

// The control log of a second computer of the office forks, while the cluster's log goes on, which is judged by it: no sync fails by that.
func TestForkOfTheControlLogKeepsNoLogWaiting(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	w.OK(w.Office.Close())
	second := w.Copied(w.Office.Dir)
	w.Office = w.Closing(testyear.Must(desk.Open(w.Office.Dir, w.Env(0)))(w))
	testyear.Must(replica.At(w.Office.Workspace).Invite(w.Unit("son-la").ID, emulation.RoleLeader, replica.InviteValidity))(w)
	w.Sync(w.Office)
	w.Write(w.Office, w.Cluster(), record.Comment.Make(record.SheetCriterion{Criterion: "I.1"}, "x"))
	w.Sync(w.Office)
	testyear.Must(replica.At(second.Workspace).Invite(w.Unit("cao-bang").ID, emulation.RoleLeader, replica.InviteValidity))(w)
	w.Sync(second, w.Office)
	w.Agree(w.Office, second)
}

// spied is a line that keeps what a desk says it can read.
type spied struct {
	client.Transport
	features []uint64
}

func (s *spied) Sync(ctx context.Context, request []byte) (io.ReadCloser, error) {
	r, err := wire.ParseRequest(request)
	if err != nil {
		return nil, err
	}
	items := r.Items(wire.MaxInflated)
	defer items.Close()
	header, err := items.Next()
	if err != nil {
		return nil, err
	}
	s.features = append(s.features, header.(*wire.Header).Features&(wire.FeaturePack|wire.FeatureOwn))
	return s.Transport.Sync(ctx, request)
}

// A copied folder is told by its place of a change that it holds otherwise. It asks for identities then, still in packs.
func TestClonedDeskIsToldWhatItDoesNotHold(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	a := w.Join("son-la", emulation.RoleStaff)
	w.Type(a, "I.1", "90")
	w.Sync(a)
	w.OK(a.Close())
	twin := w.Copied(a.Dir)
	a = w.Closing(testyear.Must(desk.Open(a.Dir, w.Env(0)))(w))
	w.Type(a, "I.1", "91")
	w.Sync(a)
	w.Type(twin, "I.1", "92")
	line := &spied{Transport: hub.Local{Hub: w.Hub}}
	testyear.Must(twin.Exchange(t.Context(), line))(w)
	if first, last := line.features[0], line.features[len(line.features)-1]; first != wire.FeaturePack|wire.FeatureOwn || last != wire.FeaturePack {
		t.Errorf("asked with %v", line.features)
	}
}
