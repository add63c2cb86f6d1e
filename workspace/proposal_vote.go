package workspace

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/sync/changeset"
)

// ProposalVote is what the vote named in a proposal said of its unit.
type ProposalVote struct {
	Code     string
	Title    string
	Counted  bool // a tally is recorded
	Passed   bool
	Message  emulation.Message // the unit's line in words; without a key if nothing was counted
	Rules    emulation.Message
	question ballot.Question
	tally    ballot.Tally // the last one with the unit's line
	line     *ballot.Line
}

// votedOn reads what a vote of the season said of a unit: the first ballot, second ballots among those that were tied, and the chair's word.
func (w *Workspace) votedOn(s *Season, code string, u Unit) (*ProposalVote, error) {
	scope, key := s.Cluster.Scope(), changeset.NewKey(s.ID, code)
	q, ok, err := one[ballot.Question](w, scope, "vote", key, "vote")
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, emulation.Errorf(emulation.NotFound, "proposal.vote-unknown", "vote", code)
	}
	v := &ProposalVote{Code: code, Title: q.Value.Title, Rules: q.Value.Rules.Message(), question: q.Value}
	i := slices.IndexFunc(q.Value.Lines, func(c ballot.Choice) bool { return c.Unit == u.ID || c.ID == u.Code })
	if i < 0 {
		return v, nil
	}
	line := q.Value.Lines[i].ID
	chair, _, err := one[emulation.ChairDecision](w, scope, "chair", key, "chair")
	if err != nil {
		return nil, err
	}
	rules := q.Value.Rules
	for round := uint64(1); ; round++ {
		t, ok, err := one[ballot.Tally](w, scope, "tally", changeset.NewKey(s.ID, code, round), "tally")
		if err != nil || !ok {
			return v, err
		}
		o, err := ballot.Decide(rules, t.Value, nil)
		if err == nil && o.By == ballot.Chair && len(chair.Value.Lines) > 0 {
			o, err = ballot.Decide(rules, t.Value, chair.Value.Lines)
		}
		if err != nil {
			return v, err
		}
		v.take(o, t.Value, line)
		next, lines, err := ballot.Next(rules, t.Value)
		if err != nil || len(lines) == 0 {
			return v, err
		}
		rules = next
	}
}

// take remembers what a round said of a line.
func (v *ProposalVote) take(o ballot.Outcome, t ballot.Tally, line string) {
	for i := range o.Lines {
		if o.Lines[i].ID == line {
			v.Counted, v.Message, v.tally, v.line = true, o.Lines[i].Message, t, &t.Lines[i]
			v.Passed = slices.Contains(o.Won, line)
		}
	}
}

// agrees refuses a vote that did not pass the unit, was on another award, or was not held as the law of the day asks.
func (v *ProposalVote) agrees(p *proposalFile, rule *legal.Rule) error {
	if on, ok := strings.CutPrefix(v.question.On, "award:"); ok && on != p.form.ID && on != p.form.Law() {
		return emulation.Errorf(emulation.Invalid, "proposal.vote-other", "vote", v.Title, "award", p.form.Name)
	}
	switch {
	case !v.Counted:
		return emulation.Errorf(emulation.NotFound, "proposal.vote-not-counted", "vote", v.Title, "unit", p.unit.Name)
	case !v.Passed:
		return emulation.Errorf(emulation.Forbidden, "proposal.vote-failed", "vote", v.Title, "unit", p.unit.Name, "why", v.Message)
	case rule == nil:
		return nil
	}
	asked := rule.Article.Vote
	needed, base := ballot.Needed(ballot.FromLaw(asked), v.tally)
	if asked.Secret && !v.question.Rules.Secret || v.line.Yes < needed {
		return emulation.Errorf(emulation.Forbidden, "proposal.vote-law", "vote", v.Title, "unit", p.unit.Name, "yes", v.line.Yes, "base", base, "needed", needed,
			"rule", asked.Message(), "cite", rule.Article.Cite)
	}
	return nil
}

// voteRule is the law's rule for votes on an award form; nil where it asks for none.
func (w *Workspace) voteRule(p *proposalFile, day legal.Date) (*legal.Rule, error) {
	law, err := w.law()
	if err != nil || p.form.VotedAs() == "" {
		return nil, err
	}
	if rule, ok := law.For(day).Vote(p.form.VotedAs()); ok {
		return &rule, nil
	}
	return nil, nil
}
