package access_test

import (
	"context"
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/sync/hub"
	"thidua/sync/judge"
	"thidua/workspace/access"
	"thidua/workspace/replica"
)

// A server that says a quota was used up where the log shows room, or does not sign that it was, is noticed; a true word is kept, and the work rests
// until the next day.
func TestAttackFalseOverQuota(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	w.Sync(d)
	w.Type(d, "I.1", "98")
	testyear.Must(d.Workspace.Seal())(w)
	var mine *changeset.Signed
	w.OK(d.Workspace.Disk().Pending(func(p changeset.PendingChange) error { mine = p.Change; return nil }))
	if mine == nil {
		t.Fatal("nothing waits")
	}
	alarmed := func() (what string) {
		for _, l := range w.Status(d).Logs {
			if l.Scope == mine.Scope && l.Alarm.Key != "" {
				what = l.Alarm.Key
			}
		}
		return what
	}
	if alarmed() != "" {
		t.Fatal("an alarm before anything was said")
	}
	w.OK(replica.At(d.Workspace).Refused(mine.Identity, judge.RefusedQuota, []byte("no word of any server")))
	if got := alarmed(); got != "alarm.quota" {
		t.Fatalf("an unsigned word is taken: %q", got)
	}
	if r := testyear.Must(d.Exchange(context.Background(), hub.Local{Hub: w.Hub}))(w); r.Sent != 1 {
		t.Errorf("a lie keeps work from being sent: %+v", r)
	}
}

// A true "over quota" rests the work, and says so; the next day it goes in by itself.
func TestOverQuotaGoesInTomorrow(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	w.Sync(d, w.Office)
	w.OK(access.At(w.Office.Workspace).SetQuotas(emulation.Quotas{Key: emulation.Quota{Leaves: 1}}))
	w.Sync(w.Office, d)
	for i, v := range []string{"98", "97", "96"} {
		w.Type(d, "I.1", v)
		r, err := d.Exchange(context.Background(), hub.Local{Hub: w.Hub})
		if i == 1 && (err != nil || r.Refused[judge.RefusedQuota] != 1) || i == 2 && r.Sent != 0 {
			t.Fatalf("%d: %+v %v", i, r, err)
		}
	}
	st := w.Status(d)
	kept := false
	for _, l := range st.Logs {
		kept = kept || l.Kept.Key == "log.kept"
		if l.Alarm.Key != "" {
			t.Errorf("an honest server is accused: %v", l.Alarm)
		}
	}
	if !kept || st.Pending == 0 {
		t.Errorf("%+v", st)
	}
	w.Clock.Forward(24 * 3600 * 1e9)
	r, err := d.Exchange(context.Background(), hub.Local{Hub: w.Hub})
	if err != nil || r.Verdicts[changeset.Accepted] != 1 {
		t.Errorf("the next day: %+v %v", r, err)
	}
}
