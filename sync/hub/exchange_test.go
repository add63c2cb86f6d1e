package hub_test

import (
	"testing"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
)

func TestDesksExchangeChanges(t *testing.T) {
	w := testdesk.New(t)
	w.Found()
	a := w.Join("son-la", "an", emulation.RoleLeader)
	b := w.Join("cao-bang", "binh", emulation.RoleStaff)
	a.Sync()
	b.Sync()
	c := a.Comment("Đề nghị xem lại tiêu chí 1.1")
	private := a.Score("son-la", "1.1", "9.5")
	r := a.Sync()
	if r.RoundTrips != 1 || r.Sent != 2 || r.Verdicts[changeset.Accepted] != 2 || r.Waiting != 0 {
		t.Fatalf("a sync with two changes and a ticket: %+v", r)
	}
	if r := b.Sync(); r.RoundTrips != 1 || r.Received != 1 {
		t.Fatalf("a sync that fetches one change: %+v", r)
	}
	if b.Place(c.Identity).Verdict != changeset.Accepted {
		t.Fatal("the comment did not arrive as accepted")
	}
	if p, err := b.DB.Place(private.Identity); err != nil || p != nil {
		t.Fatalf("a change of another unit's log arrived: %v %v", p, err)
	}
	for _, s := range []changeset.Scope{w.Control, w.Cluster} {
		w.Office.Sync()
		a.Sync()
		b.Sync()
		if a.StateHash(s) != b.StateHash(s) || a.StateHash(s) != w.Office.StateHash(s) {
			t.Errorf("states of %s differ", s)
		}
	}
	if r := a.Sync(); r.RoundTrips != 1 || r.Received != 0 {
		t.Fatalf("a sync with nothing new: %+v", r)
	}
}
