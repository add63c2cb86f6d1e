package judge_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// Those who prepare the head's papers ask for figures, every unit's people answer for their own unit, until the season is archived; before the fourth
// judge nobody does either.
func TestFiguresAskedFor(t *testing.T) {
	k := newCast()
	ask := func() changeset.Operation {
		return k.put("asked", record.Asked.Key(record.SeasonCode{Season: k.season, Code: "a"}), "figure", emulation.AskedFigure{Name: "x", Combine: emulation.CombineSum})
	}
	answer := func(unit emulation.ID) changeset.Operation {
		return k.put("reported", record.Reported.Key(record.SeasonUnitCode{Season: k.season, Unit: unit, Code: "a"}), "figure", emulation.ReportedFigure{Value: "101"})
	}
	tries := func(role string, want changeset.Verdict, reason string, op changeset.Operation) {
		t.Helper()
		_, leaf, err := k.Try(k.who[role], k.cluster, "x", op)
		leafIs(t, leaf, err, want, reason)
	}
	k.Raise(3)
	tries("head", changeset.Rejected, judge.ReasonShape, ask())
	tries("leader", changeset.Rejected, judge.ReasonShape, answer(k.u))
	k.Raise(4)
	for _, role := range []string{"office", "head", "head-staff", "deputy", "secretary"} {
		tries(role, changeset.Accepted, "", ask())
	}
	for _, role := range []string{"leader", "staff", "member", "authority", "observer"} {
		tries(role, changeset.Rejected, judge.ReasonRight, ask())
	}
	for _, at := range []emulation.SeasonStep{emulation.SeasonRunning, emulation.SeasonLocked, emulation.SeasonDecided} {
		k.travel(at)
		tries("head-staff", changeset.Accepted, "", ask())
		for _, role := range []string{"leader", "staff"} {
			tries(role, changeset.Accepted, "", answer(k.u))
			tries(role, changeset.Rejected, judge.ReasonRight, answer(k.m))
		}
		tries("observer", changeset.Rejected, judge.ReasonRight, answer(k.u))
	}
	k.travel(emulation.SeasonArchived)
	tries("head", changeset.NeedsDecision, judge.ReasonLocked, ask())
	tries("leader", changeset.NeedsDecision, judge.ReasonLocked, answer(k.u))
}
