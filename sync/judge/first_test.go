package judge_test

import (
	"crypto/ed25519"
	"maps"
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/internal/storetest"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// ofNewer gives a change a leaf that says a newer program wrote it.
func ofNewer(t *testing.T, s *scene, p *Person, scope changeset.Scope, ops ...changeset.Operation) (*changeset.Signed, changeset.Leaf) {
	t.Helper()
	c := s.Draft(p, scope, "x", ops...)
	c.Schema = 2
	signed := s.Sign(p, c)
	leaf, err := s.Give(signed)
	if err != nil {
		t.Fatal(err)
	}
	return signed, leaf
}

// The first judge version takes any value of a kind it does not know, from any member: it stops nobody who knows the kind, and sets nothing.
func TestAttackPoisonTakenByTheFirstJudge(t *testing.T) {
	key := record.ByOffice{}
	for name, value := range map[string]any{"a text": "poison", "nothing": nil, "a list": []uint64{2}, "a number": uint64(2)} {
		t.Run(name, func(t *testing.T) {
			s := newScene()
			key.Office = s.Control.ID()
			for _, f := range []*record.AnyField{record.Judge.AnyField, record.Clock.AnyField} {
				_, leaf := ofNewer(t, s, s.leaderA, s.Control, changeset.Op(f.Of.Kind, record.Judge.Key(key), f.Name, value))
				leafIs(t, leaf, nil, changeset.Accepted, "")
			}
			if in, err := s.Judge.InForce(s.Store, s.Control, changeset.Logged); err != nil || in != judge.First {
				t.Fatal(in, err)
			}
			if c, err := s.Judge.Certificate(s.Store, s.Control, s.leaderA.Log(), changeset.Logged); err != nil || c == nil {
				t.Fatal(c, err)
			}
			s.Raise(2)
			s.Write(s.Office, s.Control, "clock", setClock(s, s.Now))
			s.Write(s.leaderA, s.cluster, "comment", comment(s))
			store := newStore()
			if held := follow(t, s, store, judge.Latest); len(held) > 0 || !maps.Equal(Hashes(store), Hashes(s.Store)) {
				t.Error("a desk does not follow", held)
			}
		})
	}
}

// The state of the first judge version holds what it took of kinds it did not know, as programs of before there were others have it. They had
// another digest; these are theirs.
func TestStateOfTheFirstJudge(t *testing.T) {
	s := newScene()
	ofNewer(t, s, s.leaderA, s.Control, changeset.Op("clock", changeset.NewKey(s.Control.ID()), "clock", "x"))
	ofNewer(t, s, s.leaderA, s.cluster, changeset.Op("hologram", changeset.NewKey("x"), "f", 1), changeset.Op("sheet", s.sheetKey(s.a), "colour", "red"))
	want := map[changeset.Scope]string{s.Control: "7d79b906ccac18c733c1b62b8c7a28ee08bfd6ce4900ddcadb1c7f458e03cd59", s.cluster: "c27862d5d8a1cf5a1bac323cb6e140c74ed37e4a5f3bcb821f4ff2c5a7f9a451"}
	for scope, hash := range want {
		if got, err := storetest.FirstState(s.Store, scope); err != nil || got.String() != hash {
			t.Errorf("%s: %s %v", scope, got, err)
		}
	}
}

// A change of more operations than a server takes today, refused by one that did not count them, stands in its log.
func TestAttackRejectedForAnotherReasonByAServerThatDidNotCount(t *testing.T) {
	s := newScene()
	ops := make([]changeset.Operation, 13_203)
	for i := range ops {
		ops[i] = changeset.Operation{Kind: "x", Key: changeset.Key{0x80}, Field: "x", Value: changeset.Raw{1}}
	}
	ops[0].Kind = "sheet" // so it may be large
	c := s.Draft(s.staffB, s.cluster, "x", ops...)
	payload, err := changeset.Encode(c)
	must(err)
	raw, identity := changeset.Seal(changeset.TypeChangeset, c.Tenant, payload, s.staffB.Key)
	if _, err := changeset.DecodeNew(c.Tenant, raw); err == nil {
		t.Error("a server takes it today")
	}
	if _, err := c.Sign(ed25519.PrivateKey(s.staffB.Key)); err == nil {
		t.Error("a desk writes it")
	}
	j, store := desk(t, s, len(s.Store.Logs[s.cluster]))
	leaf := changeset.Leaf{Index: store.Heads[s.cluster].Size, Received: s.Now, Identity: identity, Verdict: changeset.Rejected, Reason: judge.ReasonShape,
		ControlSize: store.Heads[s.Control].Size, JudgeVersion: judge.First}
	if err := j.Receive(judge.NewOverlay(store), store, judge.Received{Scope: s.cluster, Leaf: leaf.Encode(), Change: raw}); err != nil {
		t.Error(err)
	}
}

// What sets a clock, the first judge version does not know: it is no ground to take in what waits, by which an older program would raise an alarm.
func TestAttackMembersClockIsNoGround(t *testing.T) {
	s := newScene()
	early := s.staffB.Clone()
	s.expire(t)
	c, leaf, err := s.Try(early, s.cluster, "comment", comment(s))
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonExpired)
	cause, leaf := ofNewer(t, s, s.Office, s.Control, setClock(s, s.Now))
	leafIs(t, leaf, nil, changeset.Accepted, "")
	s.renewal(t, s.staffB) // logged behind the cause: by now the change would hold
	nothing(t, s, c, cause, "a clock under the first judge")
	s.Raise(2)
	nothing(t, s, c, cause, "one that the first judge took")
}

// A receipt, or a leader's agreement, that the first judge took as of a kind it did not know takes in nothing later.
func TestAttackReceiptTakenByTheFirstJudge(t *testing.T) {
	s := newScene()
	agreement := func(value any) changeset.Operation {
		return changeset.Op("agreement", record.Agreement.Key(record.SeasonUnit{Season: s.season, Unit: s.b}), "agreement", value)
	}
	early, leaf := ofNewer(t, s, s.leaderA, s.cluster, receipt(), agreement(emulation.Agreement{Agrees: true}))
	leafIs(t, leaf, nil, changeset.Accepted, "")
	s.Raise(2)
	c, leaf, err := s.Try(s.staffB, s.cluster, "register", entered(s, s.b)...)
	leafIs(t, leaf, err, changeset.NeedsDecision, judge.ReasonPaper)
	nothing(t, s, c, early, "a receipt of the first judge")
	_, leaf, err = s.Try(s.leaderA, s.cluster, "register", entered(s, s.b)...)
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonDesk)

	s = newScene()
	_, leaf = ofNewer(t, s, s.leaderA, s.cluster, agreement("poison"))
	leafIs(t, leaf, nil, changeset.Accepted, "")
	s.Raise(2)
	_, leaf, err = s.Try(s.leaderA, s.cluster, "register", entered(s, s.b)...)
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonDesk)
}
