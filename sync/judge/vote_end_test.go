package judge_test

import (
	"testing"

	"thidua/emulation/ballot"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

func withdrawn(q ballot.Question) ballot.Question {
	q.Withdrawn, q.Reason = true, "Mở nhầm thể thức"
	return q
}

// A vote is withdrawn with a reason, also after a count; then it stays as it is and nothing is counted of it. The versions before know no such word.
func TestAVoteIsWithdrawn(t *testing.T) {
	easier := question()
	easier.Rules.Num, easier.Rules.Den, easier.Reason = 1, 7, "Dễ hơn"
	bare := withdrawn(question())
	bare.Reason = ""
	under := withdrawn(easier)
	for _, counted := range []bool{false, true} {
		for _, c := range []struct {
			name    string
			judge   uint64
			q       ballot.Question
			verdict changeset.Verdict
			reason  string
		}{
			{"withdrawn", 4, withdrawn(question()), changeset.Accepted, ""},
			{"withdrawn before the fourth judge", 3, withdrawn(question()), changeset.Rejected, judge.ReasonShape},
			{"without a reason", 4, bare, changeset.Rejected, judge.ReasonShape},
			{"with other rules", 4, under, changeset.NeedsDecision, judge.ReasonStep},
			{"replaced", 4, easier, changeset.NeedsDecision, judge.ReasonStep},
		} {
			k := newCast()
			k.Raise(c.judge)
			k.does("secretary", k.vote(question()))
			if counted {
				k.does("head", k.count(1))
			} else if c.verdict == changeset.NeedsDecision {
				c.verdict, c.reason = changeset.Accepted, ""
			}
			_, leaf, err := k.Try(k.who["head"], k.cluster, "withdraw", k.vote(c.q))
			if err != nil || leaf.Verdict != c.verdict || leaf.Reason != c.reason {
				t.Errorf("%s, counted %v: %v %s (%v)", c.name, counted, leaf.Verdict, leaf.Reason, err)
			}
		}
	}
	k := newCast()
	k.Raise(4)
	k.does("secretary", k.vote(question()))
	late := k.Sign(k.who["deputy"], k.Draft(k.who["deputy"], k.cluster, "count", k.count(1)))
	k.does("head", k.vote(withdrawn(question())))
	leaf, err := k.Give(late) // counted before its author knew: a person looks at it
	leafIs(t, leaf, err, changeset.NeedsDecision, judge.ReasonStep)
	_, leaf, err = k.Try(k.who["secretary"], k.cluster, "count", k.count(1))
	leafIs(t, leaf, err, changeset.Rejected, judge.ReasonStep)
	again := question()
	again.Reason = "Mở lại"
	_, leaf, err = k.Try(k.who["head"], k.cluster, "reopen", k.vote(again))
	leafIs(t, leaf, err, changeset.NeedsDecision, judge.ReasonStep)
	k.does("secretary", k.put("vote", changeset.NewKey(k.season, "again"), "vote", question())) // of another code
}

// A question takes the place of another with a reason; the same one written twice, or one of two that nobody saw, needs none.
func TestAnotherQuestionSaysWhy(t *testing.T) {
	harder := question()
	harder.Rules.Num, harder.Rules.Den = 2, 3
	said := harder
	said.Reason = "Theo quy chế mới"
	for version, want := range map[uint64]string{3: "", 4: judge.ReasonWhy} {
		k := newCast()
		k.Raise(version)
		k.does("secretary", k.vote(question()))
		k.does("head", k.vote(question()))
		verdict := changeset.Accepted
		if want != "" {
			verdict = changeset.Rejected
		}
		_, leaf, err := k.Try(k.who["head"], k.cluster, "vote", k.vote(harder))
		leafIs(t, leaf, err, verdict, want)
		if version == 4 {
			k.does("head", k.vote(said))
		}
	}
	k := newCast()
	k.Raise(4)
	one := k.Sign(k.who["secretary"], k.Draft(k.who["secretary"], k.cluster, "vote", k.vote(question())))
	two := k.Sign(k.who["head"], k.Draft(k.who["head"], k.cluster, "vote", k.vote(harder)))
	for _, c := range []*changeset.Signed{one, two} {
		leaf, err := k.Give(c)
		leafIs(t, leaf, err, changeset.Accepted, "")
	}
	k.does("deputy", k.vote(harder))
}
