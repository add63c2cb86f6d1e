package judge_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// A paper that is only named is no paper: nobody could ask for it.
func TestPaperHasToBeInTheChange(t *testing.T) {
	k := newCast()
	k.furnish()
	k.travel(emulation.SeasonConference)
	named := func(root string) *emulation.OnBehalf {
		return &emulation.OnBehalf{Signer: "Giám đốc", Paper: emulation.Evidence{Name: "x", Root: emulation.Digest([]byte(root))}}
	}
	file := func(root string) changeset.Operation {
		return changeset.Operation{Kind: "evidence", Key: changeset.NewKey(k.u, "paper"), New: true, Field: "file",
			Value: changeset.MustEncode(emulation.Evidence{Name: "x", Root: emulation.Digest([]byte(root))})}
	}
	agreed := k.sheetOf(k.u, emulation.SheetVerified)
	for name, ops := range map[string][]changeset.Operation{
		"registration": {k.put("registration", changeset.NewKey(k.season, k.u), "value", emulation.Registration{OnBehalf: named("a")})},
		"signature":    {k.put("signature", changeset.NewKey(k.season, k.u), "signature", emulation.CompactSignature{OnBehalf: named("a")})},
		"submission": {k.put("sheet", k.sheetOf(k.u, ""), "submission", emulation.Submission{Criteria: 1, OnBehalf: named("a")}),
			k.put("sheet", k.sheetOf(k.u, ""), "step", string(emulation.SheetSubmitted))},
		"agreement": {k.put("sheet", agreed, "step", string(emulation.SheetAgreed)),
			k.put("sheet", agreed, "reason", emulation.StepReason{To: string(emulation.SheetAgreed), Reason: "x", OnBehalf: named("a")})},
	} {
		for _, with := range []struct {
			file    []changeset.Operation
			verdict changeset.Verdict
			reason  string
		}{{nil, changeset.Rejected, judge.ReasonPaper}, {[]changeset.Operation{file("b")}, changeset.Rejected, judge.ReasonPaper},
			{[]changeset.Operation{file("a")}, changeset.Accepted, ""}} {
			try := k.copied()
			_, leaf, err := try.Try(try.who["head"], k.cluster, name, append(with.file, ops...)...)
			if err != nil || leaf.Verdict != with.verdict || leaf.Reason != with.reason {
				t.Errorf("%s with %d files: %v %s (%v)", name, len(with.file), leaf.Verdict, leaf.Reason, err)
			}
		}
	}
}

func (k *cast) vote(q ballot.Question) changeset.Operation {
	return k.put("vote", changeset.NewKey(k.season, "award"), "vote", q)
}

func (k *cast) count(round uint64) changeset.Operation {
	return k.put("tally", changeset.NewKey(k.season, "award", round), "tally", tally())
}

// Nobody chooses the rules after the count.
func TestVoteStandsOnceCounted(t *testing.T) {
	k := newCast()
	easier := question()
	easier.Rules.Num, easier.Rules.Den = 1, 7
	k.does("secretary", k.vote(question()))
	k.does("secretary", k.vote(easier)) // as long as nothing was counted
	k.does("secretary", k.vote(question()))
	k.does("head", k.count(1))
	for _, role := range []string{"office", "head", "secretary"} {
		c, leaf, err := k.Try(k.who[role], k.cluster, "rewrite", k.vote(easier))
		leafIs(t, leaf, err, changeset.NeedsDecision, judge.ReasonStep)
		cause := k.does("office", decideOp(c.Identity, true))
		if leaf, ok, err := k.Again(c, cause); ok || err != nil {
			t.Errorf("%s: taken in: %v %s (%v)", role, leaf.Verdict, leaf.Reason, err)
		}
	}
	k.does("secretary", k.put("vote", changeset.NewKey(k.season, "leaders"), "vote", easier)) // another vote
}

// Two questions under one code: one of them is chosen, also after a count; a third is not written.
func TestVoteChosenAfterACount(t *testing.T) {
	k := newCast()
	harder := question()
	harder.Rules.Num, harder.Rules.Den = 2, 3
	one := k.Sign(k.who["secretary"], k.Draft(k.who["secretary"], k.cluster, "vote", k.vote(question())))
	two := k.Sign(k.who["head"], k.Draft(k.who["head"], k.cluster, "vote", k.vote(harder)))
	for _, c := range []*changeset.Signed{one, two} {
		leaf, err := k.Give(c)
		leafIs(t, leaf, err, changeset.Accepted, "")
	}
	k.does("office", k.count(1))
	third := question()
	third.Rules.Num, third.Rules.Den = 1, 7
	_, leaf, err := k.Try(k.who["head"], k.cluster, "settle", k.vote(third))
	leafIs(t, leaf, err, changeset.NeedsDecision, judge.ReasonStep)
	k.does("deputy", k.vote(harder))
}

// Who counted under a question that was changed meanwhile is asked about it: the count is neither lost nor taken for one under the new rules.
func TestTallyUnderAnotherQuestionWaits(t *testing.T) {
	for name, change := range map[string]func(*ballot.Question){
		"the rules": func(q *ballot.Question) { q.Rules.Num, q.Rules.Den = 2, 3 },
		"the lines": func(q *ballot.Question) { q.Lines = []ballot.Choice{{ID: "M"}} },
	} {
		k := newCast()
		k.does("secretary", k.vote(question()))
		counted := k.Sign(k.who["deputy"], k.Draft(k.who["deputy"], k.cluster, "count", k.count(1)))
		other := question()
		change(&other)
		k.does("secretary", k.vote(other))
		leaf, err := k.Give(counted)
		if err != nil || leaf.Verdict != changeset.NeedsDecision || leaf.Reason != judge.ReasonStep {
			t.Fatalf("%s: %v %s (%v)", name, leaf.Verdict, leaf.Reason, err)
		}
		_, taken, err := k.Again(counted, k.does("office", decideOp(counted.Identity, true)))
		if err != nil || taken != (name == "the rules") {
			t.Errorf("%s: taken in: %v (%v)", name, taken, err)
		}
	}
}

// A further round is counted after the one that left a tie.
func TestRoundsFollowOneAnother(t *testing.T) {
	k := newCast()
	k.does("secretary", k.vote(question()))
	for _, c := range []struct {
		round   uint64
		verdict changeset.Verdict
		reason  string
	}{{0, changeset.Rejected, judge.ReasonShape}, {2, changeset.NeedsDecision, judge.ReasonStep}, {1, changeset.Accepted, ""}, {2, changeset.Accepted, ""},
		{1 << 63, changeset.NeedsDecision, judge.ReasonStep}} {
		_, leaf, err := k.Try(k.who["secretary"], k.cluster, "count", k.count(c.round))
		if err != nil || leaf.Verdict != c.verdict || leaf.Reason != c.reason {
			t.Errorf("round %d: %v %s (%v)", c.round, leaf.Verdict, leaf.Reason, err)
		}
	}
}

// What came late from the head's own unit the head does not take in; another leader or the office may, and the head may leave it out.
func TestNobodyTakesInTheOwnLateWork(t *testing.T) {
	k := newCast()
	k.does("head", k.sheetMove(changeset.NewKey(k.season, k.h, period), emulation.SheetSubmitted, false, false)...)
	k.travel(emulation.SeasonLocked)
	late := func() *changeset.Signed {
		c, leaf, err := k.Try(k.who["head-staff"], k.cluster, "late", k.put("initiative", changeset.NewKey(k.season, k.h, "a"), "achievement", emulation.Achievement{Name: "x"}))
		leafIs(t, leaf, err, changeset.NeedsDecision, judge.ReasonLocked)
		return c
	}
	c, dropped := late(), late()
	k.travel(emulation.SeasonConference)
	_, leaf, err := k.Try(k.who["head"], k.cluster, "decide", decideOp(c.Identity, true))
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonOwnLate)
	if leaf, ok, err := k.Again(dropped, k.does("head", decideOp(dropped.Identity, false))); !ok || err != nil || leaf.Reason != judge.ReasonDecided {
		t.Errorf("left out: %v %s (%v)", ok, leaf.Reason, err)
	}
	if leaf, ok, err := k.Again(c, k.does("deputy", decideOp(c.Identity, true))); !ok || err != nil || leaf.Verdict != changeset.Accepted {
		t.Errorf("taken in: %v %s (%v)", ok, leaf.Reason, err)
	}
	k.does("head", decideOp(changeset.Identity{7}, true)) // of what nobody knows
}

// What the authority or the office did with a proposal the head does not undo with an old step of somebody else.
func TestHeadDoesNotDecideOnProposals(t *testing.T) {
	k := newCast()
	k.furnish()
	key := k.proposalOf(emulation.ProposalProposed)
	old := k.Sign(k.who["deputy"], k.Draft(k.who["deputy"], k.cluster, "back", k.proposalMove(emulation.ProposalProposed, key, emulation.ProposalVoted, true, false)...))
	k.does("office", k.proposalMove(emulation.ProposalProposed, key, emulation.ProposalRejected, true, false)...)
	leaf, err := k.Give(old)
	leafIs(t, leaf, err, changeset.NeedsDecision, judge.ReasonStep)
	_, leaf, err = k.Try(k.who["head"], k.cluster, "decide", decideOp(old.Identity, true))
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonRight)
	if leaf, ok, err := k.Again(old, k.does("office", decideOp(old.Identity, true))); !ok || err != nil || leaf.Verdict != changeset.Accepted {
		t.Errorf("the office: %v %s (%v)", ok, leaf.Reason, err)
	}
}
