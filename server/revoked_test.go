package server_test

import (
	"context"
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/testdesk"
	"thidua/sync/changeset"
	"thidua/sync/client"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/wire"
)

// stolen is a world under the third judge whose leader's laptop was taken: what it wrote up to its last good change counts.
func stolen(t *testing.T) (s *served, thief, colleague *testdesk.Desk) {
	t.Helper()
	w := testdesk.NewOnDisk(t)
	w.Found()
	w.Raise(judge.Closed)
	s = serve(t, w)
	thief, colleague = w.Join("son-la", "an", emulation.RoleLeader), w.Join("son-la", "binh", emulation.RoleLeader)
	for _, d := range []*testdesk.Desk{thief, colleague, w.Office} {
		s.connect(d)
		d.Sync()
		d.Sync()
	}
	thief.Score("son-la", "1.1", "10")
	thief.Comment("honest")
	thief.Sync()
	colleague.Sync()
	return s, thief, colleague
}

// revoke has the office take a key back, with what it had logged as its last good changes.
func (s *served) revoke(log changeset.LogID, good map[string]uint64) {
	s.T.Helper()
	s.Office.Sync()
	s.Office.Write(s.Control, "revoke", record.Revocation.Op(record.ByLog{Log: log}, emulation.Revocation{LastGood: good, Reason: "stolen"}))
	s.Office.Sync()
}

func (s *served) good(log changeset.LogID) map[string]uint64 {
	s.T.Helper()
	out := map[string]uint64{}
	for _, scope := range []changeset.Scope{s.Control, s.Cluster, testdesk.UnitScope("son-la")} {
		end, err := s.Store.Chain(changeset.ChainKey{Scope: scope, Log: log})
		if err != nil {
			s.T.Fatal(err)
		}
		out[scope.String()] = end.Seq
	}
	return out
}

// A stolen laptop after its revocation reads nothing and fetches nothing, with whatever ticket it has; what it writes gets no leaf, and the office
// hears of it and has the word.
func TestAttackStolenLaptop(t *testing.T) {
	s, thief, colleague := stolen(t)
	s.revoke(thief.Log, s.good(thief.Log))
	colleague.Comment("a secret")
	colleague.Sync()
	had := thief.Applied
	forged := thief.Comment("forged")
	second := thief.Comment("forged again")
	r, err := thief.Client.Once(context.Background())
	if emulation.KeyOf(err) != "sync.revoked" || thief.Applied != had || r.Refused[judge.ReasonRevoked] != 2 || len(thief.Scopes) != 0 {
		t.Fatalf("%v %+v, %d leaves read", err, r, thief.Applied-had)
	}
	for _, id := range []changeset.Identity{forged.Identity, second.Identity} {
		if p, err := s.Store.Place(id); err != nil || p != nil {
			t.Errorf("the thief's change got a leaf: %+v %v", p, err)
		}
	}
	s.Office.Sync()
	if h := s.Office.HeldBack; len(h) != 1 || h[0].Log != thief.Log || len(h[0].Changes) != 2 || h[0].Changes[0].Identity != forged.Identity {
		t.Fatalf("the office hears of %+v", h)
	}
	colleague.Sync()
	if colleague.HeldBack != nil {
		t.Error("others hear of what is held back")
	}
	// Only the office's word counts: one is discarded, the other taken in; both leave the holding place.
	s.Office.Write(s.Control, "admit",
		record.Admission.Op(record.ByChange{Change: forged.Identity[:]}, emulation.Decision{Accept: true, Reason: "hers, as she says"}),
		record.Admission.Op(record.ByChange{Change: second.Identity[:]}, emulation.Decision{Reason: "nobody's"}))
	s.Office.Sync()
	s.Office.Sync()
	if p := s.Office.Place(forged.Identity); p.Verdict != changeset.Accepted {
		t.Errorf("taken in: %+v", p)
	}
	if h := s.Office.HeldBack; len(h) != 0 {
		t.Errorf("still held: %+v", h)
	}
	_, _ = thief.Client.Once(context.Background())
	s.Office.Sync()
	if h := s.Office.HeldBack; len(h) != 0 {
		t.Errorf("what was discarded is held again: %+v", h)
	}
	colleague.Sync()
	if colleague.StateHash(s.Cluster) != s.Office.StateHash(s.Cluster) {
		t.Error("two desks, two states")
	}
}

// A key revoked with an earlier last good change loses what it had taken in since; a server that was stopped in between finishes at its next start.
func TestAttackBackDatedRevocation(t *testing.T) {
	s, thief, colleague := stolen(t)
	good := s.good(thief.Log)
	bad := thief.Comment("written by the thief, before anybody knew")
	thief.Sync()
	colleague.Sync()
	if p := colleague.Place(bad.Identity); p.Verdict != changeset.Accepted {
		t.Fatalf("%+v", p)
	}
	s.revoke(thief.Log, good)
	colleague.Sync()
	if p := colleague.Place(bad.Identity); p.Verdict != changeset.Quarantined {
		t.Errorf("%+v", p)
	}
	// The thief puts another past beside the known one.
	twin := thief.Compose(s.Cluster, "comment", record.Comment.Make(record.SheetCriterion{Sheet: testdesk.ID("sheet"), Criterion: "1.1"}, "older")).Change
	twin.Epoch, twin.Seq = 1, 2
	signed, err := twin.Sign(thief.Private)
	if err != nil {
		t.Fatal(err)
	}
	acks, counts, err := s.Hub.Take([]wire.Push{{Change: signed.Raw}})
	if err != nil || counts.Taken != 0 || acks[0].Reason != judge.ReasonRevoked {
		t.Errorf("%+v %+v %v", acks, counts, err)
	}
	if err := s.Hub.Maintain(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// What the thief signed in an epoch far from the last, before anybody knew, is not taken in either once the key is revoked.
func TestAttackRevokedKeySkippedEpochs(t *testing.T) {
	s, thief, colleague := stolen(t)
	good := s.good(thief.Log)
	last := thief.Comment("written by the thief, before anybody knew")
	thief.Sync()
	c := thief.Compose(s.Cluster, "comment", record.Comment.Make(record.SheetCriterion{Sheet: testdesk.ID("sheet"), Criterion: "1.1"}, "far away")).Change
	c.Epoch, c.Seq, c.Previous = 7, last.Seq+1, last.Identity
	far, err := c.Sign(thief.Private)
	if err != nil {
		t.Fatal(err)
	}
	if acks, counts, err := s.Hub.Take([]wire.Push{{Change: far.Raw}}); err != nil || counts.Taken != 1 {
		t.Fatalf("%+v %+v %v", acks, counts, err)
	}
	colleague.Sync()
	if p := colleague.Place(far.Identity); p.Verdict != changeset.Accepted {
		t.Fatalf("%+v", p)
	}
	s.revoke(thief.Log, good)
	colleague.Sync()
	if p := colleague.Place(far.Identity); p.Verdict != changeset.Quarantined {
		t.Errorf("%+v", p)
	}
}

// What a revoked leader had handed out opens nothing: neither a code at the server nor a file that was made before.
func TestAttackUnusedInvitationOfARevokedKey(t *testing.T) {
	s, _, _ := stolen(t)
	seed := s.Invite("son-la", "dung", emulation.RoleStaff)
	s.Office.Sync()
	file, err := client.FetchInvitation(t.Context(), s.connect(s.NewDesk("x", testdesk.Key("x"))), s.address, seed, judge.Latest)
	if err != nil {
		t.Fatal(err)
	}
	s.revoke(identity.PublicOf(seed.OneTimeKey(file.Root.Key())).LogID(), nil)
	d := s.NewDesk("dung", testdesk.Key("dung"))
	s.connect(d)
	d.Accept(file)
	if r, err := d.Client.Once(context.Background()); emulation.KeyOf(err) != "sync.not-joined" || d.Applied > len(file.Logs[0].Entries) {
		t.Errorf("%+v %v", r, err)
	}
	if _, err := client.FetchInvitation(t.Context(), d.Transport, s.address, seed, judge.Latest); emulation.KeyOf(err) != "sync.invitation-void" {
		t.Errorf("%v", err)
	}
}

// A member who floods a log is stopped at the quota; what is over stays at the author's desk and, within bounds, for the office; tomorrow it goes on.
func TestAttackFloodBeyondQuota(t *testing.T) {
	s, flooder, colleague := stolen(t)
	s.Office.Sync()
	s.Office.Write(s.Control, "quotas", record.Quotas.Op(record.ByOffice{Office: testdesk.ID("office")}, emulation.Quotas{Key: emulation.Quota{Leaves: 20}}))
	s.Office.Sync()
	flooder.Sync()
	before, err := s.Store.Log(s.Cluster)
	if err != nil {
		t.Fatal(err)
	}
	const flood = 700
	for range flood {
		flooder.Comment("flood")
	}
	r, err := flooder.Client.Once(context.Background())
	if err != nil || r.Refused[judge.RefusedQuota] != 1 {
		t.Fatalf("%v %+v", err, r)
	}
	after, err := s.Store.Log(s.Cluster)
	if err != nil || after.Size-before.Size > 20 {
		t.Fatalf("%d leaves of a flood: %v", after.Size-before.Size, err)
	}
	s.Office.Sync()
	if h := s.Office.HeldBack; len(h) != 1 || len(h[0].Changes) != 500 || h[0].Dropped == 0 || h[0].Changes[0].Reason != judge.RefusedQuota {
		t.Fatalf("held back: %d places", len(h))
	}
	colleague.Comment("goes through all the same")
	colleague.Sync()
	s.Clock.Forward(24 * 3600 * 1e9)
	if r, err := flooder.Client.Once(context.Background()); err != nil || r.Verdicts[changeset.Accepted] != 20 {
		t.Errorf("the next day: %v %+v", err, r)
	}
}
