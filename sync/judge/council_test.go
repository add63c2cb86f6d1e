package judge_test

import (
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/sync/judge"
)

// A Council's session, its counts and its chair's word are the office's alone, from the fourth judge on.
func TestACouncilIsTheOffices(t *testing.T) {
	q := question()
	q.Members = 7
	session := ballot.Council{Name: "Hội đồng", Label: "2023–2024", Question: q}
	for _, c := range []struct {
		judge   uint64
		role    string
		spoil   func(*ballot.Council)
		verdict changeset.Verdict
		reason  string
	}{
		{4, "office", nil, changeset.Accepted, ""},
		{4, "head", nil, changeset.Rejected, judge.ReasonRight},
		{4, "office", func(c *ballot.Council) { c.Name = "" }, changeset.Rejected, judge.ReasonShape},
		{4, "office", func(c *ballot.Council) { c.Label = "" }, changeset.Rejected, judge.ReasonShape},
		{4, "office", func(c *ballot.Council) { c.Question.Members = 0 }, changeset.Rejected, judge.ReasonShape},
		{4, "office", func(c *ballot.Council) { c.Question.Lines = nil }, changeset.Rejected, judge.ReasonShape},
		{4, "office", func(c *ballot.Council) { c.Question.On = ballot.OnLeaders }, changeset.Rejected, judge.ReasonShape},
	} {
		k := newCast()
		k.Raise(c.judge)
		s := session
		if c.spoil != nil {
			c.spoil(&s)
		}
		key := record.OfficeCode{Office: k.Control.ID(), Code: "hd"}
		_, leaf, err := k.Try(k.who[c.role], k.Control, "council", record.Council.Session.Op(key, s))
		leafIs(t, leaf, err, c.verdict, c.reason)
		if c.spoil == nil {
			_, leaf, err = k.Try(k.who[c.role], k.Control, "tally", record.CouncilTally.Op(record.OfficeCodeRound{Office: k.Control.ID(), Code: "hd", Round: 1}, tally()))
			leafIs(t, leaf, err, c.verdict, c.reason)
			_, leaf, err = k.Try(k.who[c.role], k.Control, "chair", record.Council.Chair.Op(key, emulation.ChairDecision{None: true, Reason: "x"}))
			leafIs(t, leaf, err, c.verdict, c.reason)
		}
	}
}
