package judge_test

import (
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
	"thidua/sync/state"
)

func (s *scene) selfHeads(t *testing.T) []changeset.Version {
	t.Helper()
	r, err := s.Store.Record(changeset.NaturalRef(s.unitB, "score", changeset.NewKey(s.sheet(s.b), "1.1", "self")))
	if err != nil {
		t.Fatal(err)
	}
	return r.Heads("input", changeset.Logged)
}

func TestScoreChangedByTwo(t *testing.T) {
	s := newScene()
	start, _ := s.Write(s.staffB, s.unitB, "score", selfOp(s.sheet(s.b), "5"))
	seen := start.Version(0)
	// Both had version 5 on screen; neither saw the other.
	one, _ := s.Write(s.staffB, s.unitB, "score", selfOp(s.sheet(s.b), "9", seen))
	two, _ := s.Write(s.leaderB, s.unitB, "score", selfOp(s.sheet(s.b), "8", seen))
	heads := s.selfHeads(t)
	if len(heads) != 2 || !changeset.Conflict(heads) || heads[0].ID != one.Version(0) || heads[1].ID != two.Version(0) {
		t.Fatalf("both are kept, a person decides: %+v", heads)
	}
	if heads[0].Author != s.staffB.Log() || heads[1].Author != s.leaderB.Log() {
		t.Error("who wrote what is lost")
	}
	decided, _ := s.Write(s.leaderB, s.unitB, "decide", selfOp(s.sheet(s.b), "8", one.Version(0), two.Version(0)))
	if heads = s.selfHeads(t); len(heads) != 1 || heads[0].ID != decided.Version(0) {
		t.Fatalf("decided: %+v", heads)
	}
	// Somebody who still had 5 on screen asks again.
	s.Write(s.staffB, s.unitB, "score", selfOp(s.sheet(s.b), "7", seen))
	if heads = s.selfHeads(t); len(heads) != 2 || !changeset.Conflict(heads) {
		t.Fatalf("late: %+v", heads)
	}
}

func TestEqualScoresNeedNoQuestion(t *testing.T) {
	s := newScene()
	s.Write(s.staffB, s.unitB, "score", selfOp(s.sheet(s.b), "9"))
	s.Write(s.leaderB, s.unitB, "score", selfOp(s.sheet(s.b), "9"))
	if heads := s.selfHeads(t); len(heads) != 2 || changeset.Conflict(heads) {
		t.Fatalf("%+v", heads)
	}
	// The state hash knows both, so a later change that expects one only is seen to leave the other.
	h, _ := state.Of(s.Store, s.unitB)
	s.Write(s.staffB, s.unitB, "score", selfOp(s.sheet(s.b), "9", changeset.IDs(s.selfHeads(t))...))
	if after, _ := state.Of(s.Store, s.unitB); after == h || len(s.selfHeads(t)) != 1 {
		t.Error("settled, and nothing changed")
	}
}

func TestWhoReads(t *testing.T) {
	s := newScene()
	s.Write(s.Office, s.Control, "leave", changeset.Op("membership", changeset.NewKey(s.cluster.ID(), s.c), "membership", emulation.Membership{Until: "2024-01-01"}))
	other := changeset.NewScope(changeset.Control, IDOf("other"))
	cases := []struct {
		who   *Person
		scope changeset.Scope
		reads bool
	}{
		{s.Office, s.Control, true}, {s.staffB, s.Control, true}, {s.observerB, s.Control, true}, {s.Office, other, false},
		{s.Office, s.cluster, true}, {s.staffB, s.cluster, true}, {s.observerB, s.cluster, true}, {s.staffC, s.cluster, true},
		{s.leaderD, s.cluster, false}, {s.Server, s.cluster, false},
		{s.staffB, s.unitB, true}, {s.observerB, s.unitB, true}, {s.leaderA, s.unitB, false}, {s.staffC, s.unitB, false}, {s.Office, s.unitB, false},
		{s.Server, s.unitB, false}, {s.staffB, changeset.Scope{}, false},
	}
	for _, c := range cases {
		got, err := s.Judge.MayRead(s.Store, s.Control, &c.who.Cert, c.scope, changeset.Logged)
		if err != nil || got != c.reads {
			t.Errorf("%s reads %s: %v (%v)", c.who.Cert.Person, c.scope, got, err)
		}
		if got, err := s.Judge.MayRead(s.Store, s.Control, nil, c.scope, changeset.Logged); err != nil || got {
			t.Errorf("nobody reads %s: %v (%v)", c.scope, got, err)
		}
	}
}

// What a server would say is known before a change is signed, from the log and the own pending work.
func TestPrecheck(t *testing.T) {
	s := newScene()
	check := func(p *Person, scope changeset.Scope, ops ...changeset.Operation) (judge.Ruling, error) {
		o := judge.NewOverlay(s.Store)
		c := s.Draft(p, scope, "try", ops...)
		return s.Judge.Precheck(o, &c, s.Now)
	}
	r, err := check(s.staffB, s.cluster, submitB(s)...)
	if err != nil || r.Verdict != changeset.Accepted {
		t.Errorf("%+v %v", r, err)
	}
	r, err = check(s.staffB, s.cluster, s.seasonOp(emulation.SeasonVerifying))
	if err != nil || r.Reason != judge.ReasonRight {
		t.Errorf("%+v %v", r, err)
	}
	_, err = check(s.leaderA, s.unitB, selfOp(s.sheet(s.b), "9"))
	refused(t, err, judge.RefusedScope)

	// A pending submission is seen: a second one is said to be impossible, agreeing comes too early.
	o := judge.NewOverlay(s.Store)
	pending := s.Sign(s.staffB, s.Draft(s.staffB, s.cluster, "submit", submitB(s)...))
	if err := o.AddPending(pending, nil); err != nil {
		t.Fatal(err)
	}
	again := s.Draft(s.staffB, s.cluster, "submit", submitB(s)...)
	if r, err := s.Judge.Precheck(o, &again, s.Now); err != nil || r.Verdict != changeset.NeedsDecision {
		t.Errorf("%+v %v", r, err)
	}
	h, _ := state.Of(s.Store, s.cluster)
	if over, _ := state.Of(o, s.cluster); over != h {
		t.Error("pending work is part of the state hash")
	}
}
