package conference

import (
	"cmp"
	"strings"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/workspace/book"
)

// asRegulated gives a vote on an award the rules the cluster's regulation has for it, or refuses those it was given: which of them are other, the line
// of the regulation, and who may change it. Where the regulation says nothing the vote's own rules count.
func (w View) asRegulated(s *book.Season, q *ballot.Question) error {
	f, d, err := w.regulation(s, q)
	if err != nil || f.ID == "" {
		return err
	}
	q.On = ballot.OnAward + f.ID
	if d != nil && d.Rules != nil && !d.Conflict && q.Rules.Den == 0 {
		asked := q.Rules
		q.Rules = d.Takes(asked)
		q.Rules.Places = cmp.Or(asked.Places, q.Rules.Places)
		if q.Rules.Places > 0 {
			q.Rules.Tie = cmp.Or(asked.Tie, q.Rules.Tie)
		}
		q.Rules.Below, q.Rules.ChairFrom = cmp.Or(asked.Below, q.Rules.Below), cmp.Or(asked.ChairFrom, q.Rules.ChairFrom) // said otherwise they are refused
	}
	return w.against(s, f, d, q)
}

// regulation is the award form a vote is on, without an id where it is on none, and how the cluster decides on it; nil where its regulation says nothing.
func (w View) regulation(s *book.Season, q *ballot.Question) (f legal.Form, d *book.Decides, err error) {
	named, award := strings.CutPrefix(q.On, ballot.OnAward)
	if !award || !w.HasLaw() {
		return f, nil, nil
	}
	if f, err = w.AwardForm(named); err != nil {
		return f, nil, err
	}
	d, err = w.Deciding(s, f)
	return f, d, err
}

// Regulated refuses a vote that is not held as the cluster's regulation has it.
func (w View) Regulated(s *book.Season, q *ballot.Question) error {
	f, d, err := w.regulation(s, q)
	if err != nil {
		return err
	}
	return w.against(s, f, d, q)
}

func (w View) against(s *book.Season, f legal.Form, d *book.Decides, q *ballot.Question) error {
	switch {
	case d == nil:
		return nil
	case d.Conflict:
		return emulation.Errorf(emulation.Conflict, "deciding.conflict", "award", f.Name)
	case d.Rules == nil:
		return emulation.Errorf(emulation.Forbidden, "vote.agreed", "award", f.Name, "line", d.Line, "who", w.WhoDecides(s))
	}
	if wrong := d.Against(q.Rules); len(wrong) > 0 {
		return emulation.Errorf(emulation.Forbidden, "vote.regulated", "award", f.Name, "wrong", wrong, "line", d.Line, "who", w.WhoDecides(s))
	}
	return nil
}
