package server_test

import (
	"testing"
	"time"

	"thidua/emulation"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
)

func TestDesksExchangeChangesOverHTTP(t *testing.T) {
	w := testdesk.New(t)
	s := serve(t, w)
	s.connect(w.Office)
	w.Found()
	a := w.Join("son-la", "an", emulation.RoleLeader)
	b := w.Join("cao-bang", "binh", emulation.RoleStaff)
	s.connect(a)
	s.connect(b)
	a.Sync()
	b.Sync()
	var last *changeset.Signed
	for range 50 {
		last = a.Comment("c")
		a.Score("son-la", "1.1", "9")
	}
	if r := a.Sync(); r.Verdicts[changeset.Accepted] != 100 || r.RoundTrips != 1 || r.BytesUp == 0 {
		t.Fatalf("100 changes up: %+v", r)
	}
	if r := b.Sync(); r.Received != 50 || r.RoundTrips != 1 {
		t.Fatalf("50 changes down: %+v", r)
	}
	if b.Place(last.Identity).Verdict != changeset.Accepted || a.StateHash(w.Cluster) != b.StateHash(w.Cluster) {
		t.Fatal("the desks do not agree")
	}
	r := b.Sync()
	if r.RoundTrips != 1 || r.Received != 0 || r.Sent != 0 {
		t.Fatalf("nothing new: %+v", r)
	}
	if r.BytesUp > 1200 || r.BytesDown > 2000 {
		t.Errorf("nothing new took %d bytes up and %d down", r.BytesUp, r.BytesDown)
	}
	t.Logf("nothing new: %d bytes up, %d down", r.BytesUp, r.BytesDown)
}

// A desk that was away for too long is told so, and what to do; what it wrote is kept, and nothing comes down. Whose key was revoked too.
func TestBarredDeskIsToldOverHTTP(t *testing.T) {
	w := testdesk.New(t)
	s := serve(t, w)
	s.connect(w.Office)
	w.Found()
	a, b := w.Join("son-la", "an", emulation.RoleLeader), w.Join("cao-bang", "binh", emulation.RoleStaff)
	s.connect(a)
	s.connect(b)
	a.Sync()
	b.Sync()
	b.Comment("by the thief")
	w.Office.Write(w.Control, "revoke", changeset.Op("revocation", changeset.NewKey(b.Log), "revocation", emulation.Revocation{Reason: "mất máy"}))
	w.Office.Sync()
	if r, err := b.Client.Once(t.Context()); emulation.KeyOf(err) != "sync.revoked" || r.Verdicts[changeset.Quarantined] != 1 {
		t.Errorf("%v %+v", err, r)
	}
	for range 4 { // the office keeps the server's certificate alive
		w.Clock.Forward(95 * 24 * time.Hour)
		w.Office.Sync()
	}
	a.Comment("after a year")
	for i := range 2 {
		r, err := a.Client.Once(t.Context())
		if emulation.KeyOf(err) != "sync.expired" || emulation.CodeOf(err) != emulation.Forbidden || r.Verdicts[changeset.Quarantined] != 1 || r.Received != 0 || r.Waiting != 1 {
			t.Errorf("sync %d: %v %+v", i, err, r)
		}
	}
}
