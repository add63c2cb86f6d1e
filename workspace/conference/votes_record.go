package conference

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/workspace/book"
)

// RecordTally records what the counting team found in a round (0 = the next one). Counts that do not add up are refused with the equations that
// fail, before anything is written. Members, present, written and recused that are 0 are taken from the question and the attendance list.
// The last round can be recorded again, to correct it, until the result is locked; the count then says why, once the office has brought judge
// version 2 into force.
func (room Room) RecordTally(code string, round uint64, t ballot.Tally) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		v, err := w.standing(s, code)
		if err != nil {
			return err
		}
		tallies, _, err := w.counts(s, code)
		if err != nil {
			return err
		}
		last := uint64(len(tallies))
		if last == 0 { // the regulation may have been recorded since the vote was opened
			if err := w.Regulated(s, &v.Question); err != nil {
				return err
			}
		}
		if round, err = Fits(v, tallies, round, func() (ballot.Tally, error) { return t, w.attended(s, v, &t) }); err != nil {
			return err
		}
		rules, err := w.Rules()
		if err != nil {
			return err
		}
		if err := Corrected(&t, round == last && rules >= reasonsFrom); err != nil {
			return err
		}
		return w.Set(s.Cluster.Scope(), record.Tally.Op(record.VoteRound{Season: s.ID, Vote: code, Round: round}, t))
	})
}

// Fits is the round a count belongs to (0 = the next); the last may be counted again. A round that is not to be held, and a count that does not fit it,
// are refused. complete gives the count, once it is known that there is such a round.
func Fits(v *Vote, tallies []ballot.Tally, round uint64, complete func() (ballot.Tally, error)) (uint64, error) {
	last := uint64(len(tallies))
	if round == 0 {
		round = last + 1
	}
	if round != last && round != last+1 {
		return round, emulation.Errorf(emulation.Invalid, "vote.round", "round", round, "counted", len(tallies))
	}
	held := slices.Clip(tallies[:round-1])
	before, err := ballot.CountRounds(&v.Question, held, nil)
	if err != nil {
		return round, err
	}
	if _, lines := before.Next(&v.Question); lines == nil {
		return round, emulation.Errorf(emulation.Invalid, "vote.no-round", "code", v.Code)
	}
	t, err := complete()
	if err == nil {
		_, err = ballot.CountRounds(&v.Question, append(held, t), nil)
	}
	return round, err
}

// reasonsFrom are the rules from which a count says why it takes the place of another.
const reasonsFrom = 2

// Corrected asks why a count takes the place of another; else it has no reason.
func Corrected(t *ballot.Tally, again bool) error {
	t.Reason = book.Clean(t.Reason)
	switch {
	case !again:
		t.Reason = ""
	case t.Reason == "":
		return emulation.Errorf(emulation.Invalid, "vote.correct-reason")
	}
	return nil
}

// attended holds a tally against the question and the attendance list of its conference.
func (w View) attended(s *book.Season, v *Vote, t *ballot.Tally) error {
	if t.Members == 0 {
		t.Members = v.Voters
	}
	if t.Members != v.Voters {
		return emulation.Errorf(emulation.Invalid, "vote.members", "given", t.Members, "members", v.Voters)
	}
	aside := int64(len(v.Recused))
	if v.Question.Conference != "" {
		c, err := w.Conference(s, v.Question.Conference)
		if err != nil {
			return err
		}
		if c.Taken && v.Members == 0 {
			if t.Present == 0 && t.Written == 0 {
				t.Present = c.Present
				if v.Rules.Written {
					t.Written = c.Written
				}
			}
			if t.Present > c.Present || t.Written > c.Written {
				return emulation.Errorf(emulation.Invalid, "vote.attendance", "present", t.Present, "written", t.Written, "attended", c.Present, "wrote", c.Written)
			}
			aside = 0
			for _, id := range v.Recused {
				if c.presence(id).Present {
					aside++
				}
			}
		}
		met, sentence, err := c.Rule.Met(t.Members, t.Present)
		if err != nil {
			return err
		}
		if !met {
			return emulation.Errorf(emulation.Invalid, "vote.no-quorum", "quorum", sentence)
		}
	}
	if t.Recused == 0 {
		t.Recused = aside
	}
	if t.Recused != aside {
		return emulation.Errorf(emulation.Invalid, "vote.recused-count", "given", t.Recused, "recused", aside)
	}
	return nil
}

// DecideChair records the word of the chair: which lines that a vote leaves to the chair are chosen, none of them where it names none, or under
// ChairOnRanking the order of units that the points leave level, by their codes, best first.
func (room Room) DecideChair(code string, lines []string, reason string) error {
	return room.desk.Change(func(w Edit, s *book.Season) (err error) {
		decision := emulation.ChairDecision{Lines: lines, Reason: book.Clean(reason), None: len(lines) == 0}
		if code == ChairOnRanking {
			err = ordersUnits(s, lines)
		} else {
			err = w.chairDecides(s, code, decision.Named())
		}
		if err != nil {
			return err
		}
		if err := decision.Check(emulation.Strict); err != nil {
			return err
		}
		return w.Set(s.Cluster.Scope(), record.Chair.Op(record.SeasonVote{Season: s.ID, Vote: code}, decision))
	})
}

func ordersUnits(s *book.Season, codes []string) error {
	for i, code := range codes {
		member := slices.ContainsFunc(s.Cluster.Members, func(u book.Unit) bool { return u.Code == code })
		if !member || slices.Contains(codes[:i], code) {
			return emulation.Errorf(emulation.Invalid, "vote.chair-units", "code", code)
		}
	}
	if len(codes) < 2 {
		return emulation.Errorf(emulation.Invalid, "vote.chair-two")
	}
	return nil
}

// chairDecides refuses a word of the chair that the vote does not ask for.
func (w View) chairDecides(s *book.Season, code string, lines []string) error {
	v, err := w.standing(s, code)
	if err != nil {
		return err
	}
	tallies, _, err := w.counts(s, code)
	if err != nil {
		return err
	}
	if len(tallies) == 0 || v.On == ballot.OnRanking {
		return emulation.Errorf(emulation.Invalid, "ballot.chair-no-tie")
	}
	_, err = ballot.CountRounds(&v.Question, tallies, lines)
	return err
}
