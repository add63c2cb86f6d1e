package judge_test

import (
	"maps"
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// follow takes the logs of a scene into a desk whose program knows judge versions up to one, control first, until it is told to stop.
func follow(t *testing.T, s *scene, store *Store, knows uint64) (held map[changeset.Scope]uint64) {
	t.Helper()
	j := judge.New(s.Judge.Anchor)
	j.Knows = knows
	held = map[changeset.Scope]uint64{}
	scopes, err := s.Store.Scopes()
	if err != nil {
		t.Fatal(err)
	}
	for _, scope := range scopes {
		o := judge.NewOverlay(store)
		for _, in := range s.Received(scope, 0) {
			err := j.Receive(o, store, in)
			if n, newer := judge.AsNewer(err); newer {
				held[scope] = n
				break
			} else if emulation.KeyOf(err) == "judge.control-behind" {
				break
			} else if err != nil {
				t.Fatal(err)
			}
		}
		store.Apply(o.Batch())
	}
	return held
}

// A program that does not know the version the office raised to takes nothing of it in, and nothing behind it; updated, it comes to the state of
// one that always knew.
func TestHeldUntilTheProgramIsUpdated(t *testing.T) {
	s := newScene()
	s.Write(s.staffB, s.cluster, "comment", comment(s))
	before := Hashes(s.Store)
	raised := s.Raise(2)
	if raised.JudgeVersion != 2 {
		t.Fatal(raised)
	}
	s.Write(s.staffB, s.cluster, "comment", comment(s))
	_, after := s.Write(s.leaderA, s.cluster, "comment", comment(s))
	if after.JudgeVersion != 2 {
		t.Fatalf("judged by %d", after.JudgeVersion)
	}
	s.AddUnit("E")

	desk := newStore()
	if held := follow(t, s, desk, 1); held[s.Control] != 2 {
		t.Fatalf("held: %v", held)
	}
	if got := Hashes(desk); !maps.Equal(got, before) {
		t.Error("something of what cannot be judged came into the state")
	}
	if size := desk.Heads[s.Control].Size; size != raised.Index {
		t.Errorf("%d control leaves are here, want those before the raise: %d", size, raised.Index)
	}
	if held := follow(t, s, desk, 2); len(held) > 0 {
		t.Fatalf("still held: %v", held)
	}
	always := newStore()
	follow(t, s, always, 2)
	if a, b := Hashes(desk), Hashes(always); !maps.Equal(a, b) || !maps.Equal(a, Hashes(s.Store)) {
		t.Error("another state than that of a desk that always knew")
	}
}

// forge gives a change a leaf that no rule gives.
func forge(s *scene, store *Store, c *changeset.Signed, version uint64) judge.Received {
	size := store.Heads[s.Control].Size
	if c.Scope == s.Control {
		size = store.Heads[c.Scope].Size
	}
	leaf := changeset.Leaf{Index: store.Heads[c.Scope].Size, Received: s.Now, Identity: c.Identity, Verdict: changeset.Accepted, ControlSize: size, JudgeVersion: version}
	return judge.Received{Scope: c.Scope, Leaf: leaf.Encode(), Change: c.Raw}
}

func raiseBy(s *scene, p *Person, version, schema uint64) *changeset.Signed {
	c := s.Draft(p, s.Control, "judge", record.Judge.Op(record.ByOffice{Office: s.Control.ID()}, version))
	c.Schema = schema
	return s.Sign(p.Clone(), c)
}

// A server alone brings no judge into force, and a member makes nobody hold a log.
func TestLeafOfANewerJudge(t *testing.T) {
	s := newScene()
	score := s.Sign(s.staffB, s.Draft(s.staffB, s.cluster, "x", s.verifyOp(s.b, "10"))) // nobody verifies the own sheet
	for _, knows := range []uint64{1, 2} {
		j, store := desk(t, s, len(s.Store.Logs[s.cluster]))
		j.Knows = knows
		for _, version := range []uint64{2, 3, 99} {
			alarmed(t, j, store, forge(s, store, score, version), "judge")
			for name, c := range map[string]*changeset.Signed{
				"a leader's raise":              raiseBy(s, s.leaderA, version, version),
				"the server's raise":            raiseBy(s, s.Server, version, version),
				"an office's of another schema": raiseBy(s, s.Office, version, 1),
				"an office's to another":        raiseBy(s, s.Office, version+1, version+1),
				"no raise":                      s.Sign(s.leaderA.Clone(), s.Draft(s.leaderA, s.Control, "x", record.Person.Op(record.ByPerson{Person: s.leaderA.Cert.Person}, emulation.Hash{}))),
			} {
				t.Run(name, func(t *testing.T) { alarmed(t, j, store, forge(s, store, c, version), "judge") })
			}
		}
		o := judge.NewOverlay(store)
		err := j.Receive(o, store, forge(s, store, raiseBy(s, s.Office, 3, 3), 3))
		if n, newer := judge.AsNewer(err); !newer || n != 3 || !o.Empty() {
			t.Errorf("the office's raise: %v", err)
		}
	}
}

// What is in force only rises: an old server that went on behind a raise, or one that would rather have the old rules, is an alarm.
func TestLeafOfAnOlderJudge(t *testing.T) {
	s := newScene()
	s.Raise(2)
	j, store := desk(t, s, len(s.Store.Logs[s.cluster]))
	c := s.Sign(s.staffB, s.Draft(s.staffB, s.cluster, "x", comment(s)))
	alarmed(t, j, store, forge(s, store, c, 1), "judge")
	alarmed(t, j, store, forge(s, store, raiseBy(s, s.Office, 2, 2), 1), "judge")
	o := judge.NewOverlay(store)
	if err := j.Receive(o, store, forge(s, store, c, 2)); err != nil {
		t.Error(err)
	}
}

// A member raises nothing by a number of the own choice: in the first version the change is kept and says nothing to anybody, later it waits.
func TestSchemaOfAMembersChoice(t *testing.T) {
	s := newScene()
	write := func(p *Person, scope changeset.Scope, schema uint64, ops ...changeset.Operation) changeset.Leaf {
		c := s.Draft(p, scope, "x", ops...)
		c.Schema = schema
		leaf, err := s.Give(s.Sign(p, c))
		if err != nil {
			t.Fatal(err)
		}
		return leaf
	}
	raise := record.Judge.Op(record.ByOffice{Office: s.Control.ID()}, 99)
	leafIs(t, write(s.leaderA, s.Control, 99, raise), nil, changeset.Accepted, "")
	leafIs(t, write(s.Server, s.Control, 99, raise), nil, changeset.Rejected, judge.ReasonRight)
	leafIs(t, write(s.Office, s.Control, 99, raise), nil, changeset.Accepted, "") // by a server that does not know it
	leafIs(t, write(s.leaderA, s.cluster, 99, changeset.Op("hologram", changeset.NewKey("x"), "f", 1)), nil, changeset.Accepted, "")
	if now, err := s.Judge.InForce(s.Store, s.Control, changeset.Logged); err != nil || now != 1 {
		t.Fatal(now, err)
	}
	s.Raise(2)
	before := Hashes(s.Store)
	for _, c := range []struct {
		p       *Person
		scope   changeset.Scope
		schema  uint64
		op      changeset.Operation
		verdict changeset.Verdict
		reason  string
	}{
		{s.leaderA, s.cluster, 3, comment(s), changeset.NeedsDecision, judge.ReasonSchema},
		{s.leaderA, s.cluster, 2, changeset.Op("hologram", changeset.NewKey("x"), "f", 1), changeset.Rejected, judge.ReasonShape},
		{s.leaderA, s.Control, 99, raise, changeset.NeedsDecision, judge.ReasonSchema},
		{s.leaderA, s.Control, 2, raise, changeset.Rejected, judge.ReasonRight},
		{s.Office, s.Control, 2, raise, changeset.NeedsDecision, judge.ReasonJudge},
	} {
		leafIs(t, write(c.p, c.scope, c.schema, c.op), nil, c.verdict, c.reason)
	}
	unmoved(t, s, before)
	desk := newStore()
	if held := follow(t, s, desk, 2); len(held) > 0 || !maps.Equal(Hashes(desk), Hashes(s.Store)) {
		t.Error("a desk does not follow", held)
	}
}

// The bounds that came with the second version count from the raise on, and not before.
func TestBoundsOfTheSecondJudge(t *testing.T) {
	s := newScene()
	empty := func(code string) changeset.Operation {
		return record.Cluster.Op(record.OfficeCode{Office: s.Control.ID(), Code: code}, emulation.ClusterInfo{})
	}
	s.Write(s.Office, s.Control, "cluster", empty("first"))
	s.Raise(2)
	_, leaf, err := s.Try(s.Office, s.Control, "cluster", empty("second"))
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonShape)
	if emulation.Strict != judge.Latest {
		t.Error("commands keep other bounds than the latest judge")
	}
}

// A decision takes in nothing that needs a later version than the one in force.
func TestDecisionRaisesNothing(t *testing.T) {
	const later = judge.Latest + 1
	s := newScene()
	s.Raise(2)
	c := s.Draft(s.Office, s.Control, "judge", record.Judge.Op(record.ByOffice{Office: s.Control.ID()}, later))
	c.Schema = later
	waiting := s.Sign(s.Office, c)
	leaf, err := s.Give(waiting)
	leafIs(t, leaf, err, changeset.NeedsDecision, judge.ReasonSchema)
	cause := s.decision(s.Office, waiting, true)
	nothing(t, s, waiting, cause, "a raise")
}

// A further leaf is judged by what is in force too, also where a person decided against the change: by no older rules, and by no program that
// does not know them.
func TestFurtherLeafOfAnotherJudge(t *testing.T) {
	s := newScene()
	s.Raise(2)
	twin := s.staffB.Clone()
	s.Write(s.staffB, s.cluster, "comment", comment(s))
	fork, leaf, err := s.Try(twin, s.cluster, "comment", comment(s))
	leafIs(t, leaf, err, changeset.Quarantined, judge.ReasonFork)
	cause := s.decision(s.Office, fork, false)
	j, store := desk(t, s, len(s.Store.Logs[s.cluster]))
	given, ok, err := s.Again(fork, cause)
	if !ok || err != nil || given.JudgeVersion != 2 {
		t.Fatal(given, ok, err)
	}
	in := judge.Received{Scope: s.cluster, Leaf: given.Encode()}
	older := given
	older.JudgeVersion = 1
	alarmed(t, j, store, judge.Received{Scope: s.cluster, Leaf: older.Encode()}, "judge")
	j.Knows = 1
	o := judge.NewOverlay(store)
	if _, newer := judge.AsNewer(j.Receive(o, store, in)); !newer || !o.Empty() {
		t.Error("a program that does not know the judge takes it")
	}
	j.Knows = 2
	if err := j.Receive(judge.NewOverlay(store), store, in); err != nil {
		t.Error(err)
	}
}
