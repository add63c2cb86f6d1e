package judge_test

import (
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
	"thidua/sync/judge"
	"thidua/sync/state"
)

// renewal has the server prolong a certificate and gives the change that did.
func (s *scene) renewal(t *testing.T, p *Person) *changeset.Signed {
	t.Helper()
	cert := p.Cert
	cert.NotBefore = s.Now / 1000
	cert.NotAfter = cert.NotBefore + identity.MaxValidity
	c, _ := s.Write(s.Server, s.Control, "renew", s.CertificateOp(cert, s.Server.Key))
	return c
}

// decision is a person's word on a change.
func (s *scene) decision(by *Person, c *changeset.Signed, accept bool) *changeset.Signed {
	d, _ := s.Write(by, c.Scope, "decide", decideOp(c.Identity, accept))
	return d
}

func held(t *testing.T, s *scene, scope changeset.Scope) []judge.Held {
	t.Helper()
	var list []judge.Held
	if err := judge.EachHeld(s.Store, scope, changeset.LogID{}, func(h judge.Held) error { list = append(list, h); return nil }); err != nil {
		t.Fatal(err)
	}
	return list
}

func nothing(t *testing.T, s *scene, c, cause *changeset.Signed, why string) {
	t.Helper()
	size := s.Store.Heads[c.Scope].Size
	leaf, ok, err := s.Again(c, cause)
	if ok || err != nil || s.Store.Heads[c.Scope].Size != size {
		t.Errorf("%s: %v %q (%v)", why, leaf.Verdict, leaf.Reason, err)
	}
}

// expire lets every certificate of the unit's people end; the server's and the office's go on.
func (s *scene) expire(t *testing.T) {
	t.Helper()
	for range 2 {
		s.Now += 60 * 24 * 3600 * 1000
		s.renewal(t, s.Server)
		cert := s.Office.Cert
		cert.NotBefore = s.Now / 1000
		cert.NotAfter = cert.NotBefore + identity.MaxValidity
		s.Write(s.Server, s.Control, "renew", s.CertificateOp(cert, s.Server.Key))
	}
}

func TestExpiredWaitsForRenewal(t *testing.T) {
	s := newScene()
	early, _ := s.Write(s.staffB, s.cluster, "comment", comment(s))
	s.expire(t)
	before := Hashes(s.Store)
	c, leaf, err := s.Try(s.staffB, s.cluster, "comment", comment(s))
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonExpired)
	unmoved(t, s, before)
	if list := held(t, s, s.cluster); len(list) != 1 || list[0].Identity != c.Identity || list[0].Reason != judge.ReasonExpired {
		t.Errorf("held: %+v", list)
	}
	other := s.renewal(t, s.staffA)
	nothing(t, s, c, other, "another's renewal")
	cause := s.renewal(t, s.staffB)
	leaf, ok, err := s.Again(c, cause)
	if !ok || !leaf.Further() || leaf.CauseIdentity() != cause.Identity {
		t.Fatalf("no further leaf: %+v", leaf)
	}
	leafIs(t, leaf, err, changeset.Accepted, "")
	if list := held(t, s, s.cluster); len(list) != 0 {
		t.Errorf("still held: %+v", list)
	}
	if r, _ := s.Store.Record(c.Ref(0)); r.Last("text", changeset.Logged).Leaf != int64(leaf.Index) {
		t.Error("the version does not stand at its last leaf")
	}
	nothing(t, s, c, cause, "a second time")
	nothing(t, s, early, cause, "what was accepted")
	nothing(t, s, early, s.renewal(t, s.staffB), "what was accepted, and another renewal")
}

// A renewal is no way to take in what waits for another reason.
func TestRenewalTakesInNothingElse(t *testing.T) {
	s := newScene()
	twin := s.staffB.Clone()
	s.Write(s.staffB, s.cluster, "comment", comment(s))
	fork, leaf, err := s.Try(twin, s.cluster, "comment", comment(s))
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonFork)
	step, leaf, err := s.Try(s.staffB, s.cluster, "agree", s.stepOp(s.b, emulation.SheetAgreed))
	leafIs(t, leaf, err, changeset.NeedsDecision, judge.ReasonStep)
	bad := s.Draft(s.staffB, s.cluster, "comment", comment(s))
	bad.Generation++
	base := s.Sign(s.staffB, bad)
	leaf, err = s.Give(base)
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonBase)
	before := Hashes(s.Store)
	cause := s.renewal(t, s.staffB)
	delete(before, s.Control)
	nothing(t, s, fork, cause, "a twin")
	nothing(t, s, step, cause, "a step")
	nothing(t, s, base, cause, "a base")
	for scope, h := range before {
		if now, _ := state.Of(s.Store, scope); now != h {
			t.Errorf("%s moved", scope)
		}
	}
}

func TestDecisions(t *testing.T) {
	s := newScene()
	twin := s.staffB.Clone()
	s.Write(s.staffB, s.cluster, "comment", comment(s))
	fork, _, _ := s.Try(twin, s.cluster, "submit", submitB(s)...)
	before := Hashes(s.Store)

	other := s.decision(s.Office, &changeset.Signed{Change: changeset.Change{Scope: s.cluster}, Identity: changeset.Identity{1}}, true)
	nothing(t, s, fork, other, "a decision on something else")
	nothing(t, s, fork, fork, "itself")

	out := s.decision(s.Office, fork, false)
	leaf, _, err := s.Again(fork, out)
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonDecided)
	if len(held(t, s, s.cluster)) != 0 {
		t.Error("left out and still held")
	}
	if r, _ := s.Store.Record(changeset.NaturalRef(s.cluster, "sheet", s.sheetKey(s.b))); r != nil {
		t.Error("left out and still here")
	}
	in := s.decision(s.Office, fork, true)
	leaf, _, err = s.Again(fork, in)
	leafIs(t, leaf, err, changeset.Accepted, "")
	if r, _ := s.Store.Record(changeset.NaturalRef(s.cluster, "sheet", s.sheetKey(s.b))); r.Last("step", changeset.Logged) == nil {
		t.Error("taken in and not here")
	}
	nothing(t, s, fork, out, "an old decision, to take it out again")
	nothing(t, s, fork, s.decision(s.Office, fork, false), "what is part of the state is not taken out by a decision")
	if after := Hashes(s.Store); after[s.cluster] == before[s.cluster] {
		t.Error("the state hash does not see what was taken in")
	}
}

// Whoever gives leaves cannot choose which of two decisions counts: only one younger than the last judgement does.
func TestOldDecisionDoesNotCountAgain(t *testing.T) {
	s := newScene()
	c, _, _ := s.Try(s.staffB, s.cluster, "agree", s.stepOp(s.b, emulation.SheetAgreed))
	in := s.decision(s.Office, c, true)
	out := s.decision(s.Office, c, false)
	leaf, _, err := s.Again(c, out)
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonDecided)
	nothing(t, s, c, in, "the older decision")
}

// A decision takes in what waits; it does not make a right.
func TestDecisionMakesNoRight(t *testing.T) {
	s := newScene()
	twin := s.staffB.Clone()
	s.Write(s.staffB, s.Control, "name", personOp(s.staffB))
	rogue := s.Person("rogue", identity.Subject{Kind: emulation.SubjectServer, ID: IDOf("rogue")}, []emulation.Role{emulation.RoleServer}, nil)
	cases := map[string]changeset.Operation{
		"a server nobody certified": s.CertificateOp(rogue.Cert, s.staffB.Key),
		"a broken certificate":      changeset.Op("certificate", changeset.NewKey(rogue.Log()), "certificate", []byte("x")),
		"another's name":            personOp(s.leaderA),
		"a season":                  s.seasonOp(emulation.SeasonVerifying),
	}
	for name, op := range cases {
		c, leaf, err := s.Try(twin, s.Control, "try", op)
		leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonFork)
		before := Hashes(s.Store)
		leaf, ok, err := s.Again(c, s.decision(s.Office, c, true))
		if !ok || err != nil || leaf.Verdict != changeset.Rejected {
			t.Errorf("%s: %v %q (%v)", name, leaf.Verdict, leaf.Reason, err)
		}
		if cert, err := s.Judge.Certificate(s.Store, s.Control, rogue.Log(), changeset.Logged); cert != nil || err != nil {
			t.Errorf("%s: %+v %v", name, cert, err)
		}
		before[s.Control], _ = state.Of(s.Store, s.Control)
		unmoved(t, s, before)
	}
}

// The author of a fork goes on in the next epoch; numbers go on too.
func TestForkGoesOnInTheNextEpoch(t *testing.T) {
	s := newScene()
	twin := s.staffB.Clone()
	first, _ := s.Write(s.staffB, s.cluster, "comment", comment(s))
	lost, leaf, err := s.Try(twin, s.cluster, "comment", comment(s))
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonFork)
	if list := held(t, s, s.cluster); len(list) != 1 || list[0].Identity != lost.Identity {
		t.Errorf("the lost work is not offered: %+v", list)
	}
	next := s.Draft(s.staffB, s.cluster, "comment", comment(s))
	next.Epoch, next.Seq, next.Previous = 1, first.Seq+1, first.Identity
	leaf, err = s.Give(s.Sign(s.staffB, next))
	leafIs(t, leaf, err, changeset.Accepted, "")
	_, leaf, err = s.Try(s.staffB, s.cluster, "comment", comment(s))
	leafIs(t, leaf, err, changeset.Accepted, "")
	if end := s.Store.Chains[changeset.ChainKey{Scope: s.cluster, Log: s.staffB.Log(), Epoch: 1}]; end.Seq != 3 {
		t.Errorf("the new epoch ends at %d, want 3", end.Seq)
	}
	// A twin of the epoch's first change is one too, and does not stand in the way.
	again := next
	again.Intent = "other"
	other, err := again.Sign(s.staffB.Key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err = s.Give(other)
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonFork)
	_, leaf, err = s.Try(s.staffB, s.cluster, "comment", comment(s))
	leafIs(t, leaf, err, changeset.Accepted, "")
}

// A first change that stands after something it cannot stand after does not take the chain's place.
// Two copies of one disk begin the same epoch at different places of the chain before. The second is a twin: nothing that could still come would
// make it the next, and its author goes on in an epoch of its own.
func TestTwoCopiesBeginOneEpoch(t *testing.T) {
	s := newScene()
	s.Raise(judge.Closed)
	var chain []*changeset.Signed
	for range 4 {
		c, _ := s.Write(s.staffB, s.cluster, "comment", comment(s))
		chain = append(chain, c)
	}
	begins := func(epoch uint64, after *changeset.Signed) *changeset.Signed {
		c := s.Draft(s.staffB, s.cluster, "comment", comment(s))
		c.Epoch, c.Seq, c.Previous = epoch, after.Seq+1, after.Identity
		return s.Sign(s.staffB, c)
	}
	first := begins(1, chain[0])
	leaf, err := s.Give(first)
	leafIs(t, leaf, err, changeset.Accepted, "")
	second := begins(1, chain[3])
	leaf, err = s.Give(second)
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonFork)
	leaf, err = s.Give(begins(1, second))
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonFork)
	leaf, err = s.Give(begins(2, first))
	leafIs(t, leaf, err, changeset.Accepted, "")
}

func TestBrokenStartDoesNotBlockTheChain(t *testing.T) {
	s := newScene()
	c := s.Draft(s.staffB, s.cluster, "comment", comment(s))
	c.Previous[0] = 1
	broken, err := c.Sign(s.staffB.Key)
	if err != nil {
		t.Fatal(err)
	}
	leaf, err := s.Give(broken)
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonFork)
	_, leaf, err = s.Try(s.staffB, s.cluster, "comment", comment(s))
	leafIs(t, leaf, err, changeset.Accepted, "")
}

// Under a certificate that has ended people are told at once what its renewal would not take in; what it would is written and waits.
func TestPrecheckOfTheExpired(t *testing.T) {
	s := newScene()
	s.expire(t)
	for name, c := range map[string]struct {
		op   changeset.Operation
		want judge.Ruling
	}{
		"a comment":                 {comment(s), judge.Ruling{Verdict: changeset.Quarantined, Reason: judge.ReasonExpired}},
		"the season's step":         {s.seasonOp(emulation.SeasonVerifying), judge.Ruling{Verdict: changeset.Rejected, Reason: judge.ReasonRight}},
		"a step of a missing sheet": {s.stepOp(s.b, emulation.SheetAgreed), judge.Ruling{Verdict: changeset.NeedsDecision, Reason: judge.ReasonStep}},
	} {
		change := s.Draft(s.staffB, s.cluster, "try", c.op)
		r, err := s.Judge.Precheck(judge.NewOverlay(s.Store), &change, s.Now)
		if err != nil || r.Verdict != c.want.Verdict || r.Reason != c.want.Reason {
			t.Errorf("%s: %v %s (%v), want %v %s", name, r.Verdict, r.Reason, err, c.want.Verdict, c.want.Reason)
		}
		_, leaf, err := s.Try(s.staffB, s.cluster, "try", c.op) // at the server it waits, whatever it is
		leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonExpired)
	}
}

// A thief signs, before anybody knows of the theft, what begins an epoch far ahead: a revocation that walks the chains has to come upon it. Nobody has
// as many copies of a disk as would leave more than EpochGap empty.
func TestAttackEpochFarAhead(t *testing.T) {
	for _, at := range []struct {
		skipped uint64
		reason  string
	}{{0, ""}, {changeset.EpochGap, ""}, {changeset.EpochGap + 1, judge.ReasonFork}, {1 << 60, judge.ReasonFork}} {
		s := newScene()
		s.Raise(judge.Closed)
		first, _ := s.Write(s.staffB, s.cluster, "comment", comment(s))
		c := s.Draft(s.staffB, s.cluster, "comment", comment(s))
		c.Epoch, c.Seq, c.Previous = at.skipped+1, first.Seq+1, first.Identity
		leaf, err := s.Give(s.Sign(s.staffB, c))
		verdict := changeset.Accepted
		if at.reason != "" {
			verdict = changeset.Quarantined
		}
		leafIs(t, leaf, err, verdict, at.reason)
		var ends []uint64
		err = changeset.EachChain(s.Store.Chain, changeset.ChainKey{Scope: s.cluster, Log: s.staffB.Log()}, func(epoch uint64, _ changeset.ChainHead) (bool, error) {
			ends = append(ends, epoch)
			return true, nil
		})
		if err != nil || len(ends) != 1 && at.reason != "" || len(ends) != 2 && at.reason == "" {
			t.Errorf("%d skipped: chains of the epochs %v, %v", at.skipped, ends, err)
		}
	}
}
