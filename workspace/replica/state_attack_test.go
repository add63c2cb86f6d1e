package replica_test

import (
	"testing"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/sync/state"
	"thidua/workspace/replica"
)

// TestAFalseStateCoversNoOtherAlarm: a server that was found out signs a false state and then the true one, so that the second word ends what the
// first one raised. What it was found out for stays; and the desk asks for the true word though nothing is new.
func TestAFalseStateCoversNoOtherAlarm(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	w.Type(d, "I.1", "98")
	w.Sync(d)
	scope := w.Own(d).Season.Cluster.Scope()
	head := testyear.Must(d.DB.Log(scope))(w)
	root, _, err := d.DB.RootAt(scope, head.Size-1)
	w.OK(err)
	older := changeset.Checkpoint{Tenant: d.Workspace.Tenant(), Scope: scope, Size: head.Size - 1, Root: root}
	room := replica.At(d.Workspace)
	w.Fails(room.Checkpoint(testyear.Must(older.Sign(w.Server.Private))(w)), "workspace.alarm")
	found := alarm(w, d, scope)
	word := state.Word{Scope: scope, Size: head.Size, Root: head.Root(), State: testyear.Must(state.Of(d.DB, scope))(w)}
	word.State[0] ^= 1
	w.OK(room.State(word.Sign(d.Workspace.Tenant(), w.Server.Private)))
	w.Sync(d)
	if now := alarm(w, d, scope); found == "" || now != found {
		t.Errorf("the alarm was %q, and is %q", found, now)
	}
	if l := logOf(w, d, scope); l.Stated != l.Size {
		t.Errorf("the true word is on %d of %d leaves", l.Stated, l.Size)
	}
}

// TestAStateThatDiffersIsNotStated: whatever else is found out about a log, nobody is told that its state is what the server signed.
func TestAStateThatDiffersIsNotStated(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	scope := w.Own(d).Season.Cluster.Scope()
	head := testyear.Must(d.DB.Log(scope))(w)
	room := replica.At(d.Workspace)
	word := state.Word{Scope: scope, Size: head.Size, Root: head.Root(), State: emulation.Hash{1}}
	w.OK(room.State(word.Sign(d.Workspace.Tenant(), w.Server.Private)))
	root, _, err := d.DB.RootAt(scope, head.Size-1)
	w.OK(err)
	older := changeset.Checkpoint{Tenant: d.Workspace.Tenant(), Scope: scope, Size: head.Size - 1, Root: root}
	w.Fails(room.Checkpoint(testyear.Must(older.Sign(w.Server.Private))(w)), "workspace.alarm")
	if l := logOf(w, d, scope); l.Alarm.Key == "" || l.Stated != 0 {
		t.Errorf("the state of %d leaves is told to be what the server signed", l.Stated)
	}
}

// TestWhatTheServerSignedIsNoColleaguesFault: a further leaf for which the log holds no cause, signed by the server, comes in a colleague's file: the
// alarm is about the server.
func TestWhatTheServerSignedIsNoColleaguesFault(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	scope := w.Own(d).Season.Cluster.Scope()
	w.Type(d, "I.1", "98")
	w.Sync(d)
	head := testyear.Must(d.DB.Log(scope))(w)
	e := testyear.Must(d.DB.Entry(scope, head.Size-1))(w)
	for i := int64(head.Size) - 1; i >= 0 && e.Raw == nil; i-- {
		e = testyear.Must(d.DB.Entry(scope, uint64(i)))(w)
	}
	leaf := e.Leaf
	last := testyear.Must(d.DB.Entry(scope, head.Size-1))(w).Leaf
	leaf.Index, leaf.Received, leaf.ControlSize, leaf.JudgeVersion = head.Size, last.Received+1, last.ControlSize, last.JudgeVersion
	cause := changeset.Identity{9, 9}
	leaf.Cause = cause[:]
	leaf.Verdict, leaf.Reason = changeset.Rejected, judge.ReasonDecided
	raw := leaf.Encode()
	after := head.AppendRaw(&leaf, raw)
	note := testyear.Must(changeset.Checkpoint{Tenant: d.Workspace.Tenant(), Scope: scope, Generation: head.Generation, Size: after.Size, Root: after.Root()}.Sign(w.Server.Private))(w)
	v := replica.At(d.Workspace).Vouch("somebody", false)
	w.OK(v.Leaf(scope, raw, nil))
	w.OK(v.Note(note))
	if !v.Takes(scope, raw) {
		t.Fatal("not taken")
	}
	n, err := v.Apply([]judge.Received{{Scope: scope, Leaf: raw, Whole: true}})
	if n != 0 || emulation.KeyOf(err) == "bundle.altered" || len(v.Faults()) > 0 || alarm(w, d, scope) == "" {
		t.Errorf("taken %d, %v, faults %v, alarm %q", n, err, v.Faults(), alarm(w, d, scope))
	}
}

func logOf(w *testyear.World, d *desk.Desk, scope changeset.Scope) (out replica.LogStatus) {
	w.Helper()
	for _, l := range w.Status(d).Logs {
		if l.Scope == scope {
			out = l
		}
	}
	return out
}
