package judge_test

import (
	"maps"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// conflict is what two people do at their desks without a line, each in the knowledge of the same record.
type conflict struct {
	name         string
	prepare      func(k *cast)
	one, two     string // who
	first, other func(k *cast) []changeset.Operation
	kind, field  string
	key          func(k *cast) changeset.Key
}

func conflicts() []conflict {
	season := func(k *cast) changeset.Key { return k.seasonKey }
	step := func(to emulation.SeasonStep) func(k *cast) []changeset.Operation {
		return func(k *cast) []changeset.Operation { return k.seasonMove(to) }
	}
	sheet := func(k *cast) changeset.Key { return changeset.NewKey(k.season, k.u, period) }
	hands := func(paper bool) func(k *cast) []changeset.Operation {
		return func(k *cast) []changeset.Operation {
			return k.sheetMove(sheet(k), emulation.SheetSubmitted, false, paper)
		}
	}
	flag := func(k *cast) changeset.Key { return changeset.NewKey(k.season, k.u, "flag") }
	proposes := func(from, to emulation.ProposalStep) func(k *cast) []changeset.Operation {
		return func(k *cast) []changeset.Operation { return k.proposalMove(from, flag(k), to, true, true) }
	}
	return []conflict{
		{"head goes on, deputy goes back", nil, "head", "deputy", step(emulation.SeasonVerifying), step(emulation.SeasonRunning), "season", "step", season},
		{"both lock", func(k *cast) { k.travel(emulation.SeasonConference) }, "head", "deputy", func(k *cast) []changeset.Operation { return k.locking() },
			func(k *cast) []changeset.Operation {
				return append(k.seasonMove(emulation.SeasonLocked), k.put("season", k.seasonKey, "result", []byte("another statement")))
			}, "season", "result", season},
		{"leader and staff hand in", nil, "leader", "staff", hands(false), hands(true), "sheet", "submission", sheet},
		{"returned and checked", func(k *cast) { k.does("leader", hands(false)(k)...) }, "verifier", "deputy",
			func(k *cast) []changeset.Operation {
				return k.sheetMove(sheet(k), emulation.SheetReturned, true, false)
			},
			func(k *cast) []changeset.Operation {
				return k.sheetMove(sheet(k), emulation.SheetCrossChecked, false, false)
			}, "sheet", "step", sheet},
		{"accepted and called back", func(k *cast) {
			k.travel(emulation.SeasonLocked)
			var from emulation.ProposalStep
			for _, to := range wayTo(emulation.ProposalProposed) {
				k.does("office", proposes(from, to)(k)...)
				from = to
			}
		}, "office", "head", proposes(emulation.ProposalProposed, emulation.ProposalAccepted), proposes(emulation.ProposalProposed, emulation.ProposalVoted),
			"proposal", "step", flag},
	}
}

// Whoever comes second waits, a person is asked once, and what was chosen stands alone at every desk, whatever came first.
func TestConflictingSteps(t *testing.T) {
	start := newCast()
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom(conflicts()).Draw(t, "conflict")
		k := start.copied()
		k.Judge = judge.New(k.Judge.Anchor)
		if c.prepare != nil {
			c.prepare(k)
		}
		type work struct {
			who    *Person
			change *changeset.Signed
		}
		sign := func(role string, ops []changeset.Operation) work {
			p := k.who[role]
			return work{p, k.Sign(p, k.Draft(p, k.cluster, "offline", ops...))}
		}
		both := []work{sign(c.one, c.first(k)), sign(c.two, c.other(k))} // neither has a leaf when the other is written
		if rapid.Bool().Draw(t, "the other comes first") {
			both[0], both[1] = both[1], both[0]
		}
		for i, want := range []changeset.Verdict{changeset.Accepted, changeset.NeedsDecision} {
			if leaf, err := k.Give(both[i].change); err != nil || leaf.Verdict != want {
				t.Fatalf("%s: %v %s (%v), want %v", c.name, leaf.Verdict, leaf.Reason, err, want)
			}
		}
		r := &random{cast: k, t: t}
		if w := r.waiting(); len(w) != 1 || w[0] != both[1].change.Identity {
			t.Fatalf("%d wait", len(w))
		}
		in := rapid.Bool().Draw(t, "taken in")
		by := rapid.SampledFrom([]string{"office", "head", "deputy"}).Draw(t, "decides")
		cause, leaf, err := k.Try(k.who[by], k.cluster, "decide", decideOp(both[1].change.Identity, in))
		reason := ""
		switch { // a head or deputy takes in nothing of the own unit, and nothing of what was proposed
		case in && by != "office" && both[1].who.Cert.Subject == k.who[by].Cert.Subject:
			reason = judge.ReasonOwnLate
		case in && by != "office" && c.kind == "proposal":
			reason = judge.ReasonRight
		}
		if reason != "" {
			if err != nil || leaf.Verdict != changeset.Rejected || leaf.Reason != reason {
				t.Fatalf("%s decides: %v %s (%v), want %s", by, leaf.Verdict, leaf.Reason, err, reason)
			}
			if _, ok, _ := k.Again(both[1].change, cause); ok {
				t.Fatalf("%s decided all the same", by)
			}
			return
		}
		if err != nil || leaf.Verdict != changeset.Accepted {
			t.Fatalf("%s may not decide: %s (%v)", by, leaf.Reason, err)
		}
		if leaf, ok, err := k.Again(both[1].change, cause); err != nil || !ok || (leaf.Verdict == changeset.Accepted) != in {
			t.Fatalf("decided %v: %v %s (%v)", in, leaf.Verdict, leaf.Reason, err)
		}
		if len(r.waiting()) != 0 {
			t.Fatal("decided, and still asked")
		}
		chosen := both[0]
		if in {
			chosen = both[1]
		}
		record, _ := k.Store.Record(changeset.NaturalRef(k.cluster, c.kind, c.key(k)))
		heads := record.Heads(c.field, changeset.Logged)
		if len(heads) != 1 || heads[0].Author != chosen.who.Log() {
			t.Fatalf("%s: %d values stand, %v was chosen", c.name, len(heads), chosen.who.Cert.Person)
		}
		for _, w := range both { // both are kept, whichever was chosen
			if raw, _ := k.Store.Change(w.change.Identity); raw == nil {
				t.Fatal("a change is lost")
			}
		}
		if in {
			again, _, _ := k.Try(k.who["office"], k.cluster, "decide", decideOp(both[1].change.Identity, false))
			if _, ok, _ := k.Again(both[1].change, again); ok {
				t.Fatal("decided twice")
			}
		}
		for _, own := range []*Person{nil, both[0].who, both[1].who} {
			desk := replay(t, k.scene, own)
			if !maps.Equal(Hashes(desk), Hashes(k.Store)) || !maps.Equal(rows(desk), rows(k.Store)) {
				t.Fatal("the desks differ")
			}
		}
	})
}

// Two who verify the same criterion: both points are kept and stand side by side until somebody chooses, once.
func TestConflictingPoints(t *testing.T) {
	k := newCast()
	sheet := changeset.NewKey(k.season, k.u, period)
	k.does("leader", k.sheetMove(sheet, emulation.SheetSubmitted, false, false)...)
	key := changeset.NewKey(changeset.RecordID("sheet", sheet), "1.1", "verified")
	points := func(p string) changeset.Operation {
		return k.put("score", key, "verified", emulation.VerifiedScore{Points: p})
	}
	a := k.Sign(k.who["verifier"], k.Draft(k.who["verifier"], k.cluster, "verify", points("5")))
	b := k.Sign(k.who["deputy"], k.Draft(k.who["deputy"], k.cluster, "verify", points("6")))
	for _, c := range []*changeset.Signed{a, b} {
		leaf, err := k.Give(c)
		leafIs(t, leaf, err, changeset.Accepted, "")
	}
	record := func() *changeset.Record {
		r, _ := k.Store.Record(changeset.NaturalRef(k.cluster, "score", key))
		return r
	}
	if heads := record().Heads("verified", changeset.Logged); len(heads) != 2 || !changeset.Conflict(heads) {
		t.Fatalf("%d values", len(heads))
	}
	k.does("head", points("6"))
	if heads := record().Heads("verified", changeset.Logged); len(heads) != 1 || len(record().Fields["verified"]) != 3 {
		t.Fatalf("%d values stand of %d", len(heads), len(record().Fields["verified"]))
	}
}
