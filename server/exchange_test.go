package server_test

import (
	"testing"

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
