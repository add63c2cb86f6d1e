package judge_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/refusal"
)

// revoke takes a key back; what it wrote in a log up to a change counts.
func revoke(s *scene, by *Person, log changeset.LogID, good map[changeset.Scope]uint64) (*changeset.Signed, changeset.Leaf) {
	last := map[string]uint64{}
	for scope, seq := range good {
		last[scope.String()] = seq
	}
	return s.Write(by, s.Control, "revoke", s.set(s.Control, "revocation", record.Revocation.Key(record.ByLog{Log: log}), "revocation", emulation.Revocation{LastGood: last, Reason: "stolen"}))
}

func refusedFor(t *testing.T, err error, reason string) {
	t.Helper()
	t.Run(reason, func(t *testing.T) {
		t.Helper()
		if r, ok := judge.AsRefusal(err); !ok || r.Reason != reason {
			t.Errorf("%v, want a refusal: %s", err, reason)
		}
	})
}

// admit is the office's word on a change that got no leaf.
func admit(s *scene, by *Person, c *changeset.Signed, accept bool) (*changeset.Signed, changeset.Leaf) {
	return s.Write(by, s.Control, "admit", record.Admission.Op(record.ByChange{Change: c.Identity[:]}, emulation.Decision{Accept: accept, Reason: "hers"}))
}

// What a thief writes with a revoked key gets no leaf, whatever place in whichever chain it claims; before the third judge it was put aside.
func TestAttackRevokedKeyWritesOn(t *testing.T) {
	for _, version := range []uint64{2, 3} {
		s := newScene()
		s.Raise(version)
		first, _ := s.Write(s.staffB, s.cluster, "comment", comment(s))
		second, _ := s.Write(s.staffB, s.cluster, "comment", comment(s))
		lost := s.Draft(s.staffB, s.cluster, "comment", comment(s)) // honest work not sent yet: within the last good change
		revoke(s, s.Office, s.staffB.Log(), map[changeset.Scope]uint64{s.cluster: second.Seq + 1})
		try := func(what string, change func(c *changeset.Change)) {
			c := lost
			change(&c)
			leaf, err := s.Give(s.Sign(s.staffB, c))
			if version == 2 {
				if err != nil {
					t.Errorf("%s: the second judge refuses: %v", what, err)
				}
				return
			}
			if r, ok := judge.AsRefusal(err); !ok || r.Reason != judge.ReasonRevoked {
				t.Errorf("%s: %+v %v", what, leaf, err)
			}
		}
		try("a twin of what stands", func(c *changeset.Change) { c.Seq, c.Previous = 2, first.Identity })
		try("a new epoch within what counts", func(c *changeset.Change) { c.Epoch, c.Seq, c.Previous = 1, 2, first.Identity })
		if version == 3 {
			leaf, err := s.Give(s.Sign(s.staffB, lost))
			leafIs(t, leaf, err, changeset.Accepted, "")
			try("beyond", func(c *changeset.Change) { c.Seq, c.Previous = second.Seq+2, s.Sign(s.staffB, lost).Identity })
			try("far beyond, with a gap", func(c *changeset.Change) { c.Seq = 99 })
			try("another log", func(c *changeset.Change) { c.Scope, c.Seq, c.Previous = s.unitB, 1, changeset.Identity{} })
		}
	}
}

// The office alone takes in what got no leaf, change by change, by a word in the control log.
func TestOnlyTheOfficeAdmits(t *testing.T) {
	s := newScene()
	s.Raise(3)
	s.Write(s.staffB, s.cluster, "comment", comment(s))
	revoke(s, s.Office, s.staffB.Log(), map[changeset.Scope]uint64{s.cluster: 1})
	c := s.Sign(s.staffB, s.Draft(s.staffB, s.cluster, "comment", comment(s)))
	_, err := s.Give(c)
	refusedFor(t, err, judge.ReasonRevoked)
	for _, p := range []*Person{s.leaderA, s.leaderB} {
		_, leaf, err := s.Try(p, s.Control, "admit", record.Admission.Op(record.ByChange{Change: c.Identity[:]}, emulation.Decision{Accept: true}))
		leafIs(t, leaf, err, changeset.Rejected, judge.ReasonRight)
	}
	admit(s, s.Office, c, false)
	_, err = s.Give(c)
	refusedFor(t, err, judge.ReasonRevoked)
	s.Write(s.Office, s.Control, "admit", s.set(s.Control, "admission", record.Admission.Key(record.ByChange{Change: c.Identity[:]}), "admission", emulation.Decision{Accept: true}))
	leaf, err := s.Give(c)
	leafIs(t, leaf, err, changeset.Accepted, "")
}

// What a revoked key handed out and nobody used opens nothing; whoever came in by then stays until revoked.
func TestAttackInvitationOfARevokedKey(t *testing.T) {
	for _, version := range []uint64{2, 3} {
		for what, revoked := range map[string]func(s *scene, inv identity.Invitation) changeset.LogID{
			"the issuer":     func(s *scene, _ identity.Invitation) changeset.LogID { return s.leaderB.Log() },
			"the invitation": func(_ *scene, inv identity.Invitation) changeset.LogID { return inv.OneTime.LogID() },
		} {
			s := newScene()
			s.Raise(version)
			in := s.Join("in before", s.leaderB, UnitSubject(s.b), []emulation.Role{emulation.RoleStaff}, nil)
			inv, seed := s.Invitation("unused", s.leaderB, UnitSubject(s.b), []emulation.Role{emulation.RoleStaff}, nil)
			s.Write(s.leaderB, s.Control, "invite", s.InvitationOp(inv, s.leaderB))
			revoke(s, s.Office, revoked(s, inv), map[changeset.Scope]uint64{s.Control: 9})
			late := s.Person("late", inv.Subject, inv.May, nil)
			_, leaf, err := s.Try(late, s.Control, "join", s.JoinOps(late, seed)...)
			if version == 2 {
				leafIs(t, leaf, err, changeset.Accepted, "")
			} else if r, ok := judge.AsRefusal(err); !ok || r.Reason != judge.ReasonVoid {
				t.Errorf("%s revoked: %+v %v", what, leaf, err)
			}
			_, leaf, err = s.Try(in, s.cluster, "comment", comment(s))
			leafIs(t, leaf, err, changeset.Accepted, "")
		}
	}
}

// A leader takes back invitations to the own unit and no other's.
func TestLeaderTakesBackAnInvitation(t *testing.T) {
	s := newScene()
	s.Raise(3)
	inv, _ := s.Invitation("x", s.Office, UnitSubject(s.b), []emulation.Role{emulation.RoleStaff}, nil)
	s.Write(s.Office, s.Control, "invite", s.InvitationOp(inv, s.Office))
	op := record.Revocation.Op(record.ByLog{Log: inv.OneTime.LogID()}, emulation.Revocation{Reason: "sent to the wrong address"})
	_, leaf, err := s.Try(s.leaderA, s.Control, "revoke", op)
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonRight)
	_, leaf, err = s.Try(s.leaderB, s.Control, "revoke", op)
	leafIs(t, leaf, err, changeset.Accepted, "")
}

// From the third judge on no invitation can be used for longer than 30 days; the inviter's clock may be a day ahead.
func TestInvitationsOfAtMostThirtyDays(t *testing.T) {
	for _, tc := range []struct {
		version uint64
		days    int64
		verdict changeset.Verdict
	}{{2, 90, changeset.Accepted}, {3, 30, changeset.Accepted}, {3, 31, changeset.Accepted}, {3, 32, changeset.Rejected}} {
		s := newScene()
		s.Raise(tc.version)
		inv, _ := s.Invitation("x", s.Office, UnitSubject(s.b), []emulation.Role{emulation.RoleStaff}, nil)
		inv.NotAfter = s.Now/1000 + tc.days*24*3600
		_, leaf, err := s.Try(s.Office, s.Control, "invite", s.InvitationOp(inv, s.Office))
		if err != nil || leaf.Verdict != tc.verdict {
			t.Errorf("judge %d, %d days: %+v %v", tc.version, tc.days, leaf, err)
		}
	}
}

// A revocation with an earlier last good change puts aside what was taken in since; a later one that reaches less far back brings it home.
func TestRevocationReachesBack(t *testing.T) {
	s := newScene()
	s.Raise(3)
	s.Write(s.staffB, s.cluster, "comment", comment(s))
	before := s.Store.Copy()
	stolen, _ := s.Write(s.staffB, s.cluster, "comment", comment(s))
	cause, _ := revoke(s, s.Office, s.staffB.Log(), map[changeset.Scope]uint64{s.cluster: 1})
	leaf, ok, err := s.Again(stolen, cause)
	if err != nil || !ok || leaf.Verdict != changeset.Quarantined || leaf.Reason != judge.ReasonRevoked {
		t.Fatal(leaf, ok, err)
	}
	if Hashes(s.Store)[s.cluster] != Hashes(before)[s.cluster] {
		t.Error("what the thief wrote is still in the state")
	}
	if _, ok, err = s.Again(stolen, cause); ok || err != nil {
		t.Error("judged twice for one cause", err)
	}
	cause, _ = revoke(s, s.Office, s.staffB.Log(), map[changeset.Scope]uint64{s.cluster: 2})
	leaf, ok, err = s.Again(stolen, cause)
	if err != nil || !ok || leaf.Verdict != changeset.Accepted {
		t.Fatal(leaf, ok, err)
	}
	follow(t, s, newStore(), judge.Latest)
}

// A revocation written anew, with the same last good change, leaves what the office took in where it is, whatever that waited for.
func TestAdmittedStaysWhenTheRevocationIsRewritten(t *testing.T) {
	s := newScene()
	s.Raise(3)
	s.Write(s.staffB, s.cluster, "comment", comment(s))
	good := map[changeset.Scope]uint64{s.cluster: 1}
	revoke(s, s.Office, s.staffB.Log(), good)
	c := s.Sign(s.staffB, s.Draft(s.staffB, s.cluster, "comment", comment(s)))
	admit(s, s.Office, c, true)
	leaf, err := s.Give(c)
	leafIs(t, leaf, err, changeset.Accepted, "")
	cause, _ := revoke(s, s.Office, s.staffB.Log(), good)
	nothing(t, s, c, cause, "the same revocation, written anew")
	follow(t, s, newStore(), judge.Latest)
}

// What waits for its revocation since the second judge comes in with the office's word on it, when the revocation is written anew.
func TestAdmittedIsNotRevokedAgain(t *testing.T) {
	s := newScene()
	s.Raise(2)
	s.Write(s.staffB, s.cluster, "comment", comment(s))
	good := map[changeset.Scope]uint64{s.cluster: 1}
	revoke(s, s.Office, s.staffB.Log(), good)
	c, leaf, err := s.Try(s.staffB, s.cluster, "comment", comment(s))
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonRevoked)
	s.Raise(3)
	admit(s, s.Office, c, true)
	cause, _ := revoke(s, s.Office, s.staffB.Log(), good)
	leaf, _, err = s.Again(c, cause)
	leafIs(t, leaf, err, changeset.Accepted, "")
	follow(t, s, newStore(), judge.Latest)
}

// Before the third judge a wider revocation is no ground to judge again what waits for a narrower one.
func TestWiderRevocationBringsNothingHomeBefore(t *testing.T) {
	s := newScene()
	s.Raise(2)
	s.Write(s.staffB, s.cluster, "comment", comment(s))
	revoke(s, s.Office, s.staffB.Log(), map[changeset.Scope]uint64{s.cluster: 1})
	c, leaf, err := s.Try(s.staffB, s.cluster, "comment", comment(s))
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonRevoked)
	cause, _ := revoke(s, s.Office, s.staffB.Log(), map[changeset.Scope]uint64{s.cluster: 2})
	nothing(t, s, c, cause, "a wider revocation")
}

// What is over a quota gets no leaf until the next day, or until the office takes it in; who judges along sees the same.
func TestQuotas(t *testing.T) {
	for what, q := range map[string]emulation.Quotas{
		"of a key":  {Key: emulation.Quota{Leaves: 2}},
		"of a unit": {Unit: emulation.Quota{Leaves: 3}},
		"of a log":  {Log: emulation.Quota{Leaves: 4}},
		"bytes":     {Key: emulation.Quota{Bytes: 1000}},
	} {
		t.Run(what, func(t *testing.T) {
			s := newScene()
			s.Raise(3)
			s.Write(s.Office, s.Control, "quotas", record.Quotas.Op(record.ByOffice{Office: s.Control.ID()}, q))
			other := s.Join("other of B", s.leaderB, UnitSubject(s.b), []emulation.Role{emulation.RoleStaff}, nil)
			third := s.staffC
			var over *changeset.Signed
			for i := 0; over == nil; i++ {
				if i > 20 {
					t.Fatal("there is no end")
				}
				by := s.staffB
				if q.Unit.Leaves > 0 && i%2 > 0 {
					by = other
				} else if q.Log.Leaves > 0 && i%2 > 0 {
					by = third
				}
				c, leaf, err := s.Try(by, s.cluster, "comment", comment(s))
				if r, ok := judge.AsRefusal(err); ok && r.Reason == judge.RefusedQuota {
					over = c
				} else if err != nil || leaf.Verdict != changeset.Accepted {
					t.Fatal(leaf, err)
				}
			}
			untouched := s.Store.Copy()
			admit(s, s.Office, over, true)
			leaf, err := s.Give(over)
			leafIs(t, leaf, err, changeset.Accepted, "")
			follow(t, s, newStore(), judge.Latest)
			s.Store = untouched
			s.Judge.Forget()
			s.Now += 24 * 3600 * 1000
			leaf, err = s.Give(over)
			leafIs(t, leaf, err, changeset.Accepted, "")
		})
	}
}

// Under older judges nothing is counted, and what they took stays out of the count when the third comes.
func TestQuotasBeginWithTheThirdJudge(t *testing.T) {
	s := newScene()
	s.Raise(2)
	for range 5 {
		s.Write(s.staffB, s.cluster, "comment", comment(s))
	}
	s.Raise(3)
	s.Write(s.Office, s.Control, "quotas", record.Quotas.Op(record.ByOffice{Office: s.Control.ID()}, emulation.Quotas{Key: emulation.Quota{Leaves: 1}}))
	_, leaf, err := s.Try(s.staffB, s.cluster, "comment", comment(s))
	leafIs(t, leaf, err, changeset.Accepted, "")
	_, _, err = s.Try(s.staffB, s.cluster, "comment", comment(s))
	refusedFor(t, err, judge.RefusedQuota)
}

// A server's word on a change no quota holds for is false whatever came: a server's own, and what the office took in.
func TestAttackQuotaOfWhatHasNone(t *testing.T) {
	s := newScene()
	s.Raise(3)
	s.Write(s.Office, s.Control, "quotas", record.Quotas.Op(record.ByOffice{Office: s.Control.ID()}, emulation.Quotas{Key: emulation.Quota{Leaves: 1}}))
	s.Write(s.leaderB, s.Control, "name", personOp(s.leaderB))
	taken := s.Sign(s.leaderB, s.Draft(s.leaderB, s.Control, "name", personOp(s.leaderB)))
	says := func(c *changeset.Signed) error {
		head := s.Store.Heads[s.Control]
		word := refusal.Word{Identity: c.Identity, Scope: s.Control, Size: head.Size, Root: head.Root(), Control: head.Size, Received: s.Now}
		_, err := refusal.Reader{Judge: s.Judge, View: s.Store, Control: s.Control}.Check(c, word.Sign(s.Judge.Tenant, s.Server.Key), false)
		return err
	}
	if err := says(taken); err != nil {
		t.Fatal("it is true:", err)
	}
	admit(s, s.Office, taken, true)
	if err := says(taken); !isAlarm(err, "quota") {
		t.Errorf("what the office took in: %v", err)
	}
	for range 2 {
		if err := says(s.Sign(s.Server, s.Draft(s.Server, s.Control, "renew", personOp(s.Server)))); !isAlarm(err, "quota") {
			t.Errorf("the server's own: %v", err)
		}
	}
}

// A server's word that the office's quota in its control log is used up is false whatever came: nothing shuts the office out there.
func TestAttackQuotaShutsTheOfficeOut(t *testing.T) {
	s := newScene()
	s.Raise(3)
	s.Write(s.Office, s.Control, "quotas", record.Quotas.Op(record.ByOffice{Office: s.Control.ID()}, emulation.Quotas{Key: emulation.Quota{Leaves: 1}}))
	for _, by := range []*Person{s.Office, s.leaderB} {
		s.Write(by, s.Control, "name", personOp(by))
		c := s.Sign(by, s.Draft(by, s.Control, "name", personOp(by)))
		head := s.Store.Heads[s.Control]
		said := refusal.Word{Identity: c.Identity, Scope: s.Control, Size: head.Size, Root: head.Root(), Control: head.Size, Received: s.Now}
		_, err := refusal.Reader{Judge: s.Judge, View: s.Store, Control: s.Control}.Check(c, said.Sign(s.Judge.Tenant, s.Server.Key), false)
		if by == s.Office && !isAlarm(err, "quota") || by != s.Office && err != nil {
			t.Errorf("%v", err)
		}
	}
}
