package replica_test

import (
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/workspace/replica"
)

// The office alone sets the clock, with a reason, and not to a time that is still to come.
func TestOfficeSetsTheClock(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	leader := w.Join("son-la", emulation.RoleLeader)
	now := w.Clock.Now()
	set := func(d *desk.Desk, from time.Time, reason string) error {
		_, err := replica.At(d.Workspace).SetClock(from, reason)
		return err
	}
	w.Fails(set(w.Office, now.Add(time.Hour), "x"), "clock.future")
	w.Fails(set(w.Office, now, " "), "clock.reason")
	if err := set(leader, now, "x"); emulation.CodeOf(err) != emulation.Forbidden {
		t.Errorf("a leader: %v", err)
	}
	w.OK(set(w.Office, now, "the server stood in 2035"))
	w.Sync(w.Office, leader)
	control := w.Office.Workspace.Control()
	r := testyear.Must(leader.DB.Record(record.Clock.Ref(control, record.ByOffice{Office: control.ID()})))(w)
	if set, ok, err := record.Clock.Value(r, 1<<40); err != nil || !ok || set.From != now.UnixMilli() {
		t.Errorf("%+v %v %v", set, ok, err)
	}
}
