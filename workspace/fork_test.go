package workspace_test

import (
	"context"
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/sync/changeset"
	"thidua/workspace/questions"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

// epochs are the epochs in which a desk has written in a scope.
func epoch(w *world, d *desk.Desk, scope changeset.Scope) uint64 {
	w.Helper()
	return must(d.DB.Own(scope))(w).Epoch
}

// A copied folder writes from both copies. Nothing is lost: what the first sent stands, what the second wrote at the same place waits, its
// author goes on in the next epoch, and the leader can take it in.
func TestClonedDesk(t *testing.T) {
	w := founded(t, table)
	leader := w.join("son-la", emulation.RoleLeader)
	a := w.join("son-la", emulation.RoleStaff)
	w.typed(a, "I.1", "90")
	w.sync(a, leader)
	w.ok(a.Close())
	b := w.copied(a.Dir)
	a = w.closing(must(desk.Open(a.Dir, w.env(0)))(w))
	scope := w.unit("son-la").Scope()

	w.typed(a, "I.1", "91")
	w.typed(a, "I.2", "5")
	w.sync(a)
	w.typed(b, "I.1", "92")
	w.typed(b, "II.1", "3")
	must(b.Workspace.Seal())(w)
	w.typed(b, "II.2", "có")
	w.sync(b, a, leader)
	if e := epoch(w, b, scope); e != 1 {
		t.Errorf("the twin is in epoch %d", e)
	}
	for _, d := range []*desk.Desk{a, b, leader} {
		list := must(questions.At(d.Workspace).Waiting())(w)
		if len(list) != 2 || list[0].Reason != "fork" || list[1].Reason != "fork" {
			t.Fatalf("%+v", list)
		}
		if sh := w.own(d); sh.Row("I.1").Typed != "91" || sh.Row("I.2").Typed != "5" || sh.Row("II.1").Typed != "" {
			t.Errorf("%+v", sh.Row("I.1"))
		}
		if st := w.status(d); st.Waiting != 2 || st.Pending != 0 {
			t.Errorf("%+v", st)
		}
	}
	w.agree(a, b, leader)

	// The author goes on from both computers.
	w.typed(b, "I.4", "Tốt")
	w.typed(a, "I.3", "1;1")
	w.sync(b, a, leader)
	if sh := w.own(leader); sh.Row("I.4").Typed != "Tốt" || sh.Row("I.3").Typed != "1;1" {
		t.Errorf("%+v %+v", sh.Row("I.4"), sh.Row("I.3"))
	}
	w.agree(a, b, leader)

	// Staff cannot take in what waits; the leader can: where the two differ a person is asked.
	list := must(questions.At(leader.Workspace).Waiting())(w)
	w.fails(questions.At(a.Workspace).TakeIn(list[0].Scope, list[0].Identity, true, "của tôi"), "workspace.refused")
	for _, x := range list {
		w.ok(questions.At(leader.Workspace).TakeIn(x.Scope, x.Identity, true, "Ghi từ máy thứ hai"))
	}
	w.sync(leader, a, b)
	for _, d := range []*desk.Desk{a, b, leader} {
		sh := w.own(d)
		if sh.Row("II.1").Typed != "3" || sh.Row("II.2").Typed != "có" || !sh.Row("I.1").Conflict {
			t.Errorf("%+v", sh.Row("I.1"))
		}
		if st := w.status(d); st.Waiting != 0 || st.Conflicts != 1 {
			t.Errorf("%+v", st)
		}
	}
	q := must(questions.At(leader.Workspace).Conflicts())(w)[0]
	if s := q.Choices[0].Shown + " " + q.Choices[1].Shown; s != "91 92" && s != "92 91" {
		t.Error(s)
	}
	w.ok(questions.At(leader.Workspace).Settle(q, 1))
	w.sync(leader, a, b)
	w.agree(a, b, leader)
	for _, d := range []*desk.Desk{a, b, leader} {
		faults(w, d)
	}
}

// faults checks every log of a desk from its signed bytes.
func faults(w *world, d *desk.Desk) {
	w.Helper()
	for _, v := range must(d.VerifyLogs(context.Background()))(w) {
		if v.Fault != nil {
			w.Errorf("%s: %v", v.Scope, v.Fault)
		}
	}
}

// A backup that was restored and then synced goes on after what was sent since, without a fork.
func TestRestoredBackup(t *testing.T) {
	w := founded(t, table, onDisk)
	a := w.join("son-la", emulation.RoleLeader)
	w.typed(a, "I.1", "90")
	w.sync(a)
	w.ok(a.Close())
	backup := w.copied(a.Dir)
	w.ok(backup.Close())
	a = w.closing(must(desk.Open(a.Dir, w.env(0)))(w))
	w.typed(a, "I.1", "91")
	w.typed(a, "I.2", "5")
	w.ok(sheet.At(a.Workspace).Submit())
	w.sync(a)
	w.ok(a.Close())

	d := w.closing(must(desk.Open(backup.Dir, w.env(0)))(w))
	w.sync(d)
	if sh := w.own(d); sh.Row("I.1").Typed != "91" || sh.Step != emulation.SheetSubmitted {
		t.Errorf("%+v", sh.Row("I.1"))
	}
	other := w.leaders("cao-bang")["cao-bang"]
	w.ok(sheet.At(other.Workspace).StepSheet(w.unit("son-la").ID, emulation.SheetReturned, "reason"))
	w.sync(other, d)
	w.typed(d, "I.2", "6")
	must(d.Workspace.Seal())(w)
	w.typed(d, "I.2", "7")
	w.ok(sheet.At(d.Workspace).Submit())
	w.sync(d, other)
	if st := w.status(d); st.Waiting != 0 || st.Pending != 0 || epoch(w, d, w.unit("son-la").Scope()) != 0 {
		t.Errorf("%+v", st)
	}
	if r := w.sheet(other, "son-la").Row("I.2"); r.Self.String() != "7" {
		t.Errorf("%+v", r)
	}
	w.agree(d, other)
	faults(w, d)
}

// The same backup, written in before it was synced: what was written waits and can be taken in.
func TestRestoredBackupWrittenInFirst(t *testing.T) {
	w := founded(t, table, onDisk)
	a := w.join("son-la", emulation.RoleLeader)
	w.typed(a, "I.1", "90")
	w.sync(a)
	w.ok(a.Close())
	backup := w.copied(a.Dir)
	a = w.closing(must(desk.Open(a.Dir, w.env(0)))(w))
	w.typed(a, "I.1", "91")
	w.sync(a)
	w.ok(a.Close())

	w.typed(backup, "I.2", "4")
	w.sync(backup)
	list := must(questions.At(backup.Workspace).Waiting())(w)
	if len(list) != 1 || !list[0].Mine || list[0].Reason != "fork" {
		t.Fatalf("%+v", list)
	}
	w.ok(questions.At(backup.Workspace).TakeIn(list[0].Scope, list[0].Identity, true, "Khôi phục từ bản sao lưu"))
	w.typed(backup, "II.1", "2")
	w.sync(backup)
	if sh := w.own(backup); sh.Row("I.1").Typed != "91" || sh.Row("I.2").Typed != "4" || sh.Row("II.1").Typed != "2" {
		t.Errorf("%+v", sh.Row("I.2"))
	}
	if st := w.status(backup); st.Waiting != 0 || st.Pending != 0 {
		t.Errorf("%+v", st)
	}
	colleague := w.join("son-la", emulation.RoleStaff)
	w.sync(backup)
	w.agree(backup, colleague)
	faults(w, backup)
}

// The office's file opened on two computers is a clone too.
func TestOfficeOnTwoComputers(t *testing.T) {
	w := founded(t, table)
	w.ok(w.office.Close())
	second := w.copied(w.office.Dir)
	w.office = w.closing(must(desk.Open(w.office.Dir, w.env(0)))(w))
	invited := must(replica.At(w.office.Workspace).Invite(w.unit("son-la").ID, emulation.RoleLeader, replica.InviteValidity))(w)
	w.sync(w.office, second)
	inv := must(replica.At(second.Workspace).Invite(w.unit("cao-bang").ID, emulation.RoleLeader, replica.InviteValidity))(w)
	w.sync(second, w.office)
	if st := w.status(second); st.Waiting != 0 || st.Pending != 0 {
		t.Errorf("%+v", st)
	}
	for _, f := range []*replica.Invited{invited, inv} {
		d := w.closing(must(desk.InitInvite(t.TempDir()+"/desk", f.File, "A", w.env(0)))(w))
		w.typed(d, "I.1", "98")
		w.sync(d)
		if st := w.status(d); st.Pending != 0 {
			t.Errorf("%+v", st)
		}
	}
}
