package replica_test

import (
	"context"
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/testyear"
	"thidua/sync/hub"
	"thidua/workspace/replica"
	"thidua/workspace/sheet"
)

// A desk ran for one day in 2300. It is told by how much its clock differs; what is written under the right clock again is dated truly, before it
// has its leaf and after, and stands behind what was written before it.
func TestClockAheadOnce(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d := w.Join("son-la", emulation.RoleLeader)
	unit := w.Unit("son-la").ID
	w.OK(d.Close())
	d = w.Closing(testyear.Must(desk.Open(d.Dir, w.Env(274*365*day)))(w))
	w.Type(d, "I.1", "98")
	w.OK(sheet.At(d.Workspace).Comment(unit, "I.1", "năm 2300"))
	testyear.Must(d.Workspace.Seal())(w)
	d = w.Reopen(d)
	w.Type(d, "I.1", "97")
	testyear.Must(d.Workspace.Seal())(w)
	w.OK(sheet.At(d.Workspace).Comment(unit, "I.1", "sau khi chỉnh lại đồng hồ"))
	for _, synced := range []bool{false, true} {
		if synced {
			w.Sync(d)
		}
		if r := w.Row(d, "I.1"); r.Typed != "97" {
			t.Errorf("synced %v: %q counts", synced, r.Typed)
		}
		for _, c := range testyear.Must(sheet.At(d.Workspace).Comments(unit, "I.1"))(w) {
			if off := time.UnixMilli(c.At).Sub(w.Clock.Now()).Abs(); off > time.Hour && (synced || c.Text != "năm 2300") {
				t.Errorf("synced %v: %q of %s", synced, c.Text, time.UnixMilli(c.At))
			}
		}
	}
}

// What a clock out of time forbids is said of the clock, and a sync says how far it is off.
func TestRefusalNamesTheClock(t *testing.T) {
	for _, off := range []time.Duration{-11 * 365 * day, 9 * 365 * day} {
		w := testyear.Founded(t, testyear.Table)
		unit := w.Unit("lai-chau").ID
		w.OK(w.Office.Close())
		office := w.Closing(testyear.Must(desk.Open(w.Office.Dir, w.Env(off)))(w))
		_, err := replica.At(office.Workspace).Invite(unit, emulation.RoleLeader, replica.InviteValidity)
		w.Fails(err, "workspace.out-of-time")
		r, err := office.Exchange(context.Background(), hub.Local{Hub: w.Hub})
		w.OK(err)
		if len(r.Problems) != 1 || emulation.KeyOf(r.Problems[0]) != "sync.clock-differs" {
			t.Errorf("off by %s: told %v", off, r.Problems)
		}
	}
}
