package hub_test

import (
	"testing"
	"time"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// lastLeaf is the last leaf a desk has of a change.
func lastLeaf(t *testing.T, d *testdesk.Desk, c *changeset.Signed) changeset.Leaf {
	t.Helper()
	e, err := d.DB.Entry(c.Scope, uint64(d.Place(c.Identity).Last))
	if err != nil || e == nil {
		t.Fatal(err)
	}
	return e.Leaf
}

func TestExpiredWorkIsTakenInByRenewal(t *testing.T) {
	w, a, _ := two(t)
	colleague := w.Join("son-la", "chi", emulation.RoleStaff)
	colleague.Sync()
	w.Clock.Forward(95 * 24 * time.Hour)
	if err := w.Hub.Maintain(t.Context()); err != nil { // nobody syncs, the server keeps itself alive
		t.Fatal(err)
	}
	w.Clock.Forward(35 * 24 * time.Hour) // past the desk's certificate and past its ticket
	one := a.Comment("first")
	two := a.Comment("second")
	own := a.Score("son-la", "1.1", "9")
	r := a.Sync()
	if r.RoundTrips != 2 {
		t.Errorf("a ticket first, then everything: %d round trips", r.RoundTrips)
	}
	for _, c := range []*changeset.Signed{one, two, own} {
		p := a.Place(c.Identity)
		if p.Verdict != changeset.Accepted || p.Last == p.First {
			t.Fatalf("%s: %s at leaves %d and %d", c.Intent, p.Verdict, p.First, p.Last)
		}
		first, err := a.DB.Entry(c.Scope, uint64(p.First))
		if err != nil {
			t.Fatal(err)
		}
		if first.Leaf.Verdict != changeset.Quarantined || first.Leaf.Reason != judge.ReasonExpired {
			t.Errorf("first leaf: %s %s", first.Leaf.Verdict, first.Leaf.Reason)
		}
		further := lastLeaf(t, a, c)
		cause, err := a.DB.Change(further.CauseIdentity())
		if err != nil {
			t.Fatal(err)
		}
		renewal, err := changeset.Decode(a.Judge.Tenant, cause)
		if err != nil || renewal.Log == a.Log || renewal.Scope != w.Control || renewal.Intent != "renew" {
			t.Errorf("the cause is no renewal by the server: %v %+v", err, renewal)
		}
	}
	if a.Place(one.Identity).Last > a.Place(two.Identity).Last {
		t.Error("what came first was taken in last")
	}
	// The colleague recomputes every one of these leaves: Sync fails on an alarm.
	colleague.Sync()
	colleague.Sync()
	a.Sync()
	for _, s := range []changeset.Scope{w.Control, w.Cluster, testdesk.UnitScope("son-la")} {
		if colleague.StateHash(s) != a.StateHash(s) {
			t.Errorf("the states of %s differ", s)
		}
	}
}

func TestCertificateIsRenewedBeforeItsEnd(t *testing.T) {
	w, a, _ := two(t)
	w.Clock.Forward(95 * 24 * time.Hour)
	w.Office.Sync() // the office too stays
	a.Sync()
	control := sizes(t, w)[w.Control]
	a.Sync()
	if sizes(t, w)[w.Control] != control {
		t.Fatal("a certificate with 120 days left was renewed again")
	}
	w.Clock.Forward(60 * 24 * time.Hour) // beyond the first certificate
	c := a.Comment("still here")
	a.Sync()
	if p := a.Place(c.Identity); p.Verdict != changeset.Accepted || p.First != p.Last {
		t.Fatalf("a change under a renewed certificate: %s", p.Verdict)
	}
}

func TestGoneForTooLongIsNotRenewed(t *testing.T) {
	w, a, _ := two(t)
	for range 4 { // somebody else keeps the server's own certificate alive
		w.Clock.Forward(95 * 24 * time.Hour)
		w.Office.Sync()
	}
	a.Comment("after a year")
	r, err := a.Client.Once(t.Context())
	if emulation.KeyOf(err) != "sync.expired" || r.Verdicts[changeset.Quarantined] != 1 || r.Waiting != 1 {
		t.Fatalf("%v %+v", err, r)
	}
}

func TestDecisionTakesInWhatWaits(t *testing.T) {
	w, a, b := two(t)
	left := record.Membership.Op(record.ClusterUnit{Cluster: w.Cluster.ID(), Unit: testdesk.UnitID("cao-bang")}, emulation.Membership{Until: "2024-01-01"})
	w.Office.Write(w.Control, "membership", left)
	w.Office.Sync()
	in, out := b.Comment("written before we left"), b.Comment("and this too")
	b.Sync()
	if l := lastLeaf(t, b, in); l.Verdict != changeset.Quarantined || l.Reason != judge.ReasonLeft {
		t.Fatalf("%s %s", l.Verdict, l.Reason)
	}
	w.Office.Sync()
	yes := w.Office.Write(w.Cluster, "decide", record.Decision.Op(record.ByChange{Change: in.Identity[:]}, emulation.Decision{Accept: true}))
	w.Office.Write(w.Cluster, "decide", record.Decision.Op(record.ByChange{Change: out.Identity[:]}, emulation.Decision{Reason: "late"}))
	w.Office.Sync()
	a.Sync()
	if l := lastLeaf(t, a, in); l.Verdict != changeset.Accepted || l.CauseIdentity() != yes.Identity {
		t.Errorf("taken in: %s %s", l.Verdict, l.Reason)
	}
	if l := lastLeaf(t, a, out); l.Verdict != changeset.Rejected || l.Reason != judge.ReasonDecided {
		t.Errorf("left out: %s %s", l.Verdict, l.Reason)
	}
	w.Office.Sync()
	if a.StateHash(w.Cluster) != w.Office.StateHash(w.Cluster) {
		t.Error("the states differ")
	}
}

func TestRevokedKeyReadsNothingMore(t *testing.T) {
	w, a, b := two(t)
	w.Office.Write(w.Control, "revoke", record.Revocation.Op(record.ByLog{Log: b.Log}, emulation.Revocation{Reason: "stolen"}))
	w.Office.Sync()
	a.Comment("after the theft")
	a.Sync()
	c := b.Comment("by the thief")
	r, err := b.Client.Once(t.Context())
	if emulation.KeyOf(err) != "sync.revoked" || r.Received != 0 {
		t.Fatalf("%v %+v", err, r)
	}
	a.Sync()
	if l := lastLeaf(t, a, c); l.Verdict != changeset.Quarantined || l.Reason != judge.ReasonRevoked {
		t.Errorf("%s %s", l.Verdict, l.Reason)
	}
	w.Clock.Forward(110 * 24 * time.Hour)
	w.Office.Sync()
	control := sizes(t, w)[w.Control]
	if _, err := b.Client.Once(t.Context()); emulation.KeyOf(err) != "sync.revoked" {
		t.Fatal(err)
	}
	if sizes(t, w)[w.Control] != control {
		t.Error("a revoked key's certificate was renewed")
	}
}

// A server whose own certificate has ended renews nobody's: who is in time for it is told that it is the server's fault.
func TestServerThatEndedSaysSo(t *testing.T) {
	w, a, _ := two(t)
	w.Clock.Forward(130 * 24 * time.Hour)
	c := a.Comment("after four months")
	r, err := a.Client.Once(t.Context())
	if emulation.KeyOf(err) != "sync.not-renewed" || r.Verdicts[changeset.Quarantined] != 1 {
		t.Fatalf("%v %+v", err, r)
	}
	if raw, err := a.DB.Change(c.Identity); err != nil || raw == nil {
		t.Error("the work is lost")
	}
}
