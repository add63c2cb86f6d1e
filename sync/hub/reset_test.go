package hub_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
)

// raise has the office bring a judge version into force.
func raise(t *testing.T, w *testdesk.World, version uint64) *changeset.Signed {
	t.Helper()
	return w.Raise(version)
}

// set has the office set the clock to now.
func set(w *testdesk.World) *changeset.Signed {
	return w.Office.Write(w.Control, "clock", record.Clock.Op(record.ByOffice{Office: testdesk.ID("office")},
		emulation.ClockSet{From: w.Clock.Now().UnixMilli(), Reason: "the server stood in 2035"}))
}

// A server that once ran in 2035 and was put right kept everybody's work quarantined: the office sets the clock, what was taken with the wrong one is
// judged again, and every desk comes to the same.
func TestServerThatRanInTheFutureIsSetRight(t *testing.T) {
	w, a, b := two(t)
	raise(t, w, 2)
	a.Sync()
	b.Sync()
	w.Clock.Forward(3650 * day)
	then := a.Comment("in 2035")
	if r, err := a.Client.Once(t.Context()); emulation.KeyOf(err) != "sync.expired" || r.Verdicts[changeset.Quarantined] != 1 {
		t.Fatalf("%v %+v", err, r)
	}
	w.Clock.Forward(-3649 * day)
	back := a.Comment("put right")
	a.Sync()
	if l := lastLeaf(t, a, back); l.Verdict != changeset.Quarantined {
		t.Fatalf("a log that ran ahead judges by its last leaf: %s", l.Verdict)
	}
	w.Office.Write(w.Control, "unit", record.Unit.Op(record.OfficeCode{Office: testdesk.ID("office"), Code: "x"}, emulation.UnitInfo{Name: "x"}))
	w.Office.Sync()
	cause := set(w)
	w.Office.Sync()
	if l := lastLeaf(t, w.Office, cause); l.Verdict != changeset.Accepted {
		t.Fatalf("%s %s", l.Verdict, l.Reason)
	}
	for range 2 {
		a.Sync()
		b.Sync()
		w.Office.Sync()
	}
	for _, c := range []*changeset.Signed{then, back} {
		if l := lastLeaf(t, b, c); l.Verdict != changeset.Accepted || l.CauseIdentity() != cause.Identity {
			t.Errorf("%s %s", l.Verdict, l.Reason)
		}
	}
	now := b.Comment("and goes on")
	b.Sync()
	if l := lastLeaf(t, b, now); l.Verdict != changeset.Accepted || l.Received != w.Clock.Now().UnixMilli() {
		t.Errorf("%s %s at %d", l.Verdict, l.Reason, l.Received)
	}
	a.Sync()
	w.Office.Sync()
	for _, s := range []changeset.Scope{w.Control, w.Cluster} {
		if a.StateHash(s) != b.StateHash(s) || a.StateHash(s) != w.Office.StateHash(s) {
			t.Errorf("the states of %s differ", s)
		}
	}
}

// Two months ahead, a server renews certificates that begin in two months; when it has been put right they do not count, and those before them are
// renewed as if nothing had been.
func TestRenewalThatBeginsAtATimeThatNeverWas(t *testing.T) {
	w, a, b := two(t)
	raise(t, w, 2)
	w.Clock.Forward(95 * day) // due then, and not before
	w.Office.Sync()
	a.Sync()
	b.Sync()
	w.Clock.Forward(-60 * day)
	set(w)
	w.Office.Sync()
	c := a.Comment("on time")
	a.Sync()
	b.Sync()
	if l := lastLeaf(t, b, c); l.Verdict != changeset.Accepted || l.Received != w.Clock.Now().UnixMilli() {
		t.Errorf("%s %s at %d", l.Verdict, l.Reason, l.Received)
	}
	w.Clock.Forward(70 * day)
	w.Office.Sync()
	late := a.Comment("after the first certificate's end")
	a.Sync()
	b.Sync()
	if l := lastLeaf(t, b, late); l.Verdict != changeset.Accepted {
		t.Errorf("%s %s", l.Verdict, l.Reason)
	}
}
