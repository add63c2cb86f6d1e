package questions_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
	"thidua/sync/changeset"
	"thidua/workspace/questions"
	"thidua/workspace/year"
)

// What was written last stands first: what waits here before everything, what others wrote with the time the server took it, in words and with a name.
func TestTheTrailTellsWhoWroteWhatAndWhen(t *testing.T) {
	w := testyear.Founded(t, testyear.Table)
	d, staff := w.Join("cao-bang", emulation.RoleLeader), w.Join("cao-bang", emulation.RoleStaff)
	w.Sync(d, staff)
	w.OK(year.At(d.Workspace).SetHeadcount(emulation.Headcount{People: 31}))
	w.Sync(d, staff)
	w.OK(year.At(staff.Workspace).SetHeadcount(emulation.Headcount{People: 32}))
	all := testyear.Must(questions.At(staff.Workspace).Trail(50, false))(w)
	if len(all) < 3 {
		t.Fatalf("%d", len(all))
	}
	own, came := all[0], all[1]
	if !own.Mine || own.Received != 0 || !strings.Contains(testyear.Says(own.Says[0]), "32") {
		t.Errorf("what waits here: %+v %q", own, testyear.Says(own.Says[0]))
	}
	if came.Mine || came.Received == 0 || came.Verdict != changeset.Accepted || came.Author == "" || !strings.Contains(testyear.Says(came.Says[0]), "31") || len(came.What) == 0 {
		t.Errorf("what came: %+v %q", came, testyear.Says(came.Says[0]))
	}
	if !slices.IsSortedFunc(all[1:], func(a, b questions.Written) int { return int(b.Received - a.Received) }) {
		t.Error("the newest does not stand first")
	}
	if few := testyear.Must(questions.At(staff.Workspace).Trail(2, false))(w); len(few) != 2 || few[1].Received != came.Received {
		t.Errorf("asked for two: %+v", few)
	}
	if theirs := testyear.Must(questions.At(staff.Workspace).Trail(1, true))(w); len(theirs) != 1 || theirs[0].Received != came.Received {
		t.Errorf("of others: %+v", theirs)
	}
}
