package conference

import (
	"cmp"
	"strings"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/workspace/book"
)

// asRegulated gives a vote on an award the rules the cluster's regulation has for it, or refuses those it was given: which of them are other, the line
// of the regulation, and who may change it. Where the regulation says nothing the vote's own rules count.
func (w View) asRegulated(s *book.Season, q *ballot.Question) error {
	named, award := strings.CutPrefix(q.On, ballot.OnAward)
	if !award || !w.HasLaw() {
		return nil
	}
	f, err := w.AwardForm(named)
	if err != nil {
		return err
	}
	q.On = ballot.OnAward + f.ID
	d, err := w.Deciding(s, f)
	switch {
	case err != nil || d == nil:
		return err
	case d.Conflict:
		return emulation.Errorf(emulation.Conflict, "deciding.conflict", "award", f.Name)
	case d.Rules == nil:
		return emulation.Errorf(emulation.Forbidden, "vote.agreed", "award", f.Name, "line", d.Line, "who", w.WhoDecides(s))
	case q.Rules.Den == 0:
		asked := q.Rules
		q.Rules = d.Takes(asked)
		q.Rules.Places = cmp.Or(asked.Places, q.Rules.Places)
		if q.Rules.Places > 0 {
			q.Rules.Tie = cmp.Or(asked.Tie, q.Rules.Tie)
		}
	}
	if wrong := d.Against(q.Rules); len(wrong) > 0 {
		return emulation.Errorf(emulation.Forbidden, "vote.regulated", "award", f.Name, "wrong", wrong, "line", d.Line, "who", w.WhoDecides(s))
	}
	return nil
}
