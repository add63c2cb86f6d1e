package access_test

import (
	"context"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/sync/hub"
	"thidua/sync/judge"
	"thidua/workspace/access"
)

// A stolen computer: the office sees the key, is proposed what still counts, revokes it, hears of what it sends on, and has the word.
func TestStolenComputer(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	thief, colleague := w.Join("son-la", emulation.RoleLeader), w.Join("son-la", emulation.RoleStaff)
	w.Type(thief, "I.1", "98")
	w.Sync(thief, colleague, w.Office)
	office := access.At(w.Office.Workspace)
	me := testyear.Must(thief.Workspace.Me())(w)
	keys := testyear.Must(office.FindKeys(me.Log.String()[:8]))(w)
	if len(keys) != 1 || keys[0].Revoked != nil || keys[0].Log != me.Log {
		t.Fatalf("%+v", keys)
	}
	p := testyear.Must(office.Propose(me.Log, time.Time{}))(w)
	if len(p.Logs) == 0 || p.Logs[0].Scope != w.Office.Workspace.Control() || p.Logs[0].Seq == 0 {
		t.Errorf("proposed: %+v", p)
	}
	w.Fails(office.Revoke(me.Log, p.Logs, " "), "access.reason")
	w.Fails(access.At(colleague.Workspace).Revoke(me.Log, nil, "x"), "workspace.refused")
	w.OK(office.Revoke(me.Log, p.Logs, "bị lấy cắp"))
	w.Sync(w.Office)

	w.Type(thief, "I.1", "1")
	r, err := thief.Exchange(context.Background(), hub.Local{Hub: w.Hub})
	if emulation.KeyOf(err) != "sync.revoked" || r.Refused[judge.ReasonRevoked] == 0 {
		t.Fatalf("%+v %v", r, err)
	}
	told := false
	for _, l := range w.Status(thief).Logs {
		told = told || l.Kept.Key == "log.refused" && l.Pending > 0
	}
	if !told {
		t.Error("the desk does not say that its work stays there")
	}
	if r, _ = thief.Exchange(context.Background(), hub.Local{Hub: w.Hub}); r.Sent == 0 {
		t.Error("a desk that never saw its revocation rests by a word")
	}
	w.Pull(thief, w.Office.Workspace.Control()) // as a file brings it
	thief.Exchange(context.Background(), hub.Local{Hub: w.Hub})
	if r, _ = thief.Exchange(context.Background(), hub.Local{Hub: w.Hub}); r.Sent != 0 {
		t.Errorf("what the log shows to be revoked is sent again at once: %d", r.Sent)
	}
	w.Sync(w.Office)
	held := testyear.Must(office.Held())(w)
	if len(held) != 1 || held[0].Log != me.Log || held[0].Changes[0].Reason != judge.ReasonRevoked {
		t.Fatalf("%+v", held)
	}
	if places, err := access.At(colleague.Workspace).HeldDigest(); places != nil || err != nil {
		t.Error("a unit asks what is held back")
	}
	w.Sync(colleague)
	if row := w.Row(colleague, "I.1"); row.Typed != "98" {
		t.Errorf("the unit's own work: %+v", row)
	}
	n := testyear.Must(office.Decide(me.Log, true, "chị ấy tự ghi"))(w)
	w.Sync(w.Office, colleague)
	if row := w.Row(colleague, "I.1"); n == 0 || row.Typed != "1" {
		t.Errorf("%d taken in: %+v", n, row)
	}
	_, err = office.Decide(me.Log, false, "x")
	w.Fails(err, "access.nothing-held")
}
