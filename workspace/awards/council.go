package awards

import (
	"cmp"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/vietnamese"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// Council is a session of a Council above the clusters as it stands here, with what came of its vote.
type Council struct {
	Code string
	ballot.Council
	AwardName string
	Vote      *conference.Vote // of its members; no units stand aside, and it belongs to no conference
	Conflict  bool
}

// SetCouncil records a session and its question, or puts right what was recorded under its code: the question with a reason, and no longer once a count
// stands or the vote was withdrawn.
func (room Room) SetCouncil(code string, c ballot.Council) error {
	w, done := room.desk.Edit()
	defer done()
	q := &c.Question
	book.CleanTexts(&c.Name, &c.Label, &c.Place, &c.Chair, &q.Title, &q.Reason)
	c.Conclusions = book.CleanAll(c.Conclusions)
	var err error
	if c.Date, err = book.Day(c.Date); err != nil {
		return err
	}
	if code = vietnamese.Slug(code); code == "" {
		return emulation.Errorf(emulation.Invalid, "vote.code", "code", code)
	}
	if c.Award != "" {
		form, err := w.AwardForm(c.Award)
		if err != nil {
			return err
		}
		c.Award, q.On = form.ID, ballot.OnAward+form.ID
	}
	if q.Rules.Den == 0 {
		return emulation.Errorf(emulation.Invalid, "vote.no-threshold")
	}
	q.Illustrative = c.Illustrative
	if err := w.councilLines(q); err != nil {
		return err
	}
	if err := c.Check(emulation.Strict); err != nil {
		return err
	}
	before, err := w.Council(code)
	switch {
	case emulation.CodeOf(err) == emulation.NotFound:
		q.Reason = ""
	case err != nil:
		return err
	default:
		if err := conference.MayReplace(before.Vote, q); err != nil {
			return err
		}
	}
	return workspace.SetOver(w.Tx, w.Control, record.Council.Session, record.OfficeCode{Office: w.Control.ID(), Code: code}, c)
}

// councilLines completes the lines of a Council's question from the clusters and units they name.
func (w View) councilLines(q *ballot.Question) error {
	clusters, err := w.Clusters()
	if err != nil {
		return err
	}
	for i := range q.Lines {
		l := &q.Lines[i]
		of, unit, named := strings.Cut(book.Clean(l.ID), "/")
		c := emulation.Find(clusters, func(c *book.Cluster) bool { return c.Code == of })
		if c == nil {
			return emulation.Errorf(emulation.Invalid, "council.line-cluster", "line", l.ID)
		}
		if l.Name = cmp.Or(book.Clean(l.Name), c.Info.Name); !named {
			continue
		}
		u := emulation.Find(c.Members, func(u *book.Unit) bool { return u.Code == unit })
		if u == nil {
			return emulation.Errorf(emulation.Invalid, "council.line-unit", "line", l.ID, "cluster", c.Info.Name)
		}
		l.Unit = u.ID
		if l.Name == c.Info.Name {
			l.Name = u.Name
		}
	}
	return nil
}

// WithdrawCouncil takes a Council's vote back with a reason; its counts then count nowhere.
func (room Room) WithdrawCouncil(code, reason string) error {
	return room.councilVote(code, func(w Edit, c *Council, key record.OfficeCode) error {
		session := c.Council
		session.Question.Withdrawn, session.Question.Reason = true, book.Clean(reason)
		if err := session.Check(emulation.Strict); err != nil {
			return err
		}
		return workspace.SetOver(w.Tx, w.Control, record.Council.Session, key, session)
	})
}

// ConcludeCouncil writes what a session concluded, also once its votes were counted.
func (room Room) ConcludeCouncil(code string, conclusions []string) error {
	return room.councilVote(code, func(w Edit, c *Council, key record.OfficeCode) error {
		session := c.Council
		session.Conclusions = book.CleanAll(conclusions)
		return workspace.SetOver(w.Tx, w.Control, record.Council.Session, key, session)
	})
}

// RecordCouncilTally records what the counting team of a Council found in a round (0 = the next one), or corrects the last with a reason.
func (room Room) RecordCouncilTally(code string, round uint64, t ballot.Tally) error {
	return room.councilVote(code, func(w Edit, c *Council, key record.OfficeCode) error {
		tallies, _, err := w.councilCounts(code)
		if err != nil {
			return err
		}
		t.Members = c.Question.Members
		if quorum, asked := c.Quorum(); asked {
			met, sentence, err := quorum.Met(t.Members, t.Present)
			if err != nil {
				return err
			}
			if !met {
				return emulation.Errorf(emulation.Invalid, "vote.no-quorum", "quorum", sentence)
			}
		}
		if round, err = conference.Fits(c.Vote, tallies, round, func() (ballot.Tally, error) { return t, nil }); err != nil {
			return err
		}
		if err := conference.Corrected(&t, round == uint64(len(tallies))); err != nil {
			return err
		}
		return workspace.SetOver(w.Tx, w.Control, record.CouncilTally, record.OfficeCodeRound{Office: key.Office, Code: key.Code, Round: round}, t)
	})
}

// DecideCouncilChair records the word of a Council's chair: the lines chosen of those the rules leave to the chair, none of them where it names none.
func (room Room) DecideCouncilChair(code string, lines []string, reason string) error {
	return room.councilVote(code, func(w Edit, c *Council, key record.OfficeCode) error {
		tallies, _, err := w.councilCounts(code)
		if err != nil {
			return err
		}
		decision := emulation.ChairDecision{Lines: lines, Reason: book.Clean(reason), None: len(lines) == 0}
		if len(tallies) == 0 {
			return emulation.Errorf(emulation.Invalid, "ballot.chair-no-tie")
		}
		if _, err := ballot.CountRounds(&c.Question, tallies, decision.Named()); err != nil {
			return err
		}
		if err := decision.Check(emulation.Strict); err != nil {
			return err
		}
		return workspace.SetOver(w.Tx, w.Control, record.Council.Chair, key, decision)
	})
}

// councilVote does something about a session's vote that is not withdrawn.
func (room Room) councilVote(code string, do func(w Edit, c *Council, key record.OfficeCode) error) error {
	w, done := room.desk.Edit()
	defer done()
	c, err := w.Council(code)
	switch {
	case err != nil:
		return err
	case c.Conflict:
		return emulation.Errorf(emulation.Conflict, "vote.conflict", "code", code)
	case c.Question.Withdrawn:
		return emulation.Errorf(emulation.Conflict, "vote.withdrawn-open", "code", code, "reason", strings.TrimRight(c.Question.Reason, "."))
	}
	return do(w, c, record.OfficeCode{Office: w.Control.ID(), Code: c.Code})
}

// Councils lists the sessions of Councils, by code.
func (room Room) Councils() ([]*Council, error) {
	w, done := room.desk.View()
	defer done()
	return w.Councils()
}

// Council reads one session; none is an error.
func (room Room) Council(code string) (*Council, error) {
	w, done := room.desk.View()
	defer done()
	return w.Council(code)
}

// Councils lists the sessions of Councils in the order of their codes.
func (w View) Councils() (list []*Council, err error) {
	err = book.Each(w.Store, w.Control, record.Council.Session, w.Control.ID(), func(it book.Item[record.OfficeCode, ballot.Council]) error {
		c, err := w.councilOf(it)
		list = append(list, c)
		return err
	})
	slices.SortFunc(list, func(a, b *Council) int { return strings.Compare(a.Code, b.Code) })
	return list, err
}

// Council reads one session; none is an error.
func (w View) Council(code string) (*Council, error) {
	it, ok, err := book.One(w.Store, w.Control, record.Council.Session, record.OfficeCode{Office: w.Control.ID(), Code: code})
	if err != nil {
		return nil, err
	}
	if ok {
		return w.councilOf(it)
	}
	all, err := w.Councils()
	if err != nil {
		return nil, err
	}
	codes := emulation.Map(all, func(c *Council) string { return c.Code })
	return nil, emulation.Errorf(emulation.NotFound, "council.unknown", "code", code, "codes", strings.Join(codes, ", "))
}

func (w View) councilOf(it book.Item[record.OfficeCode, ballot.Council]) (*Council, error) {
	c := &Council{Code: it.Key.Code, Council: it.Value, Conflict: it.Conflict}
	if c.Award != "" {
		c.AwardName = w.AwardName(c.Award)
	}
	tallies, torn, err := w.councilCounts(c.Code)
	if err != nil {
		return nil, err
	}
	chair, said, err := book.One(w.Store, w.Control, record.Council.Chair, it.Key)
	if err != nil {
		return nil, err
	}
	c.Conflict = c.Conflict || torn || chair.Conflict
	c.Vote = &conference.Vote{Code: c.Code, Question: c.Question, Voters: c.Question.Members, Day: c.Date, Conflict: c.Conflict, Pending: it.Pending}
	if said {
		c.Vote.Decision = &chair.Value
	}
	return c, conference.Of(w.Book).Counted(c.Vote, tallies)
}

// councilCounts are the rounds of a Council's vote, first to last, as far as none is missing.
func (w View) councilCounts(code string) (list []ballot.Tally, conflict bool, err error) {
	return conference.Rounds(w.Book, w.Control, record.CouncilTally, func(round uint64) record.OfficeCodeRound {
		return record.OfficeCodeRound{Office: w.Control.ID(), Code: code, Round: round}
	})
}

// chosenBy tells which Councils chose the unit of a proposal, or its whole cluster, for its form, with their votes.
func (w View) chosenBy(p *proposalFile) (list []emulation.Message, err error) {
	all, err := w.Councils()
	for _, c := range all {
		if c.Conflict || c.Vote.Fault != nil || c.Label != p.season.Label || c.Award != p.form.ID && c.Award != p.form.Law() {
			continue
		}
		for _, l := range c.Vote.Lines {
			key := "council.chose"
			if l.Choice.Unit.IsZero() && l.ID == p.season.Cluster.Code { // the whole cluster
				key = "council.chose-cluster"
			} else if l.Choice.Unit != p.unit.ID {
				continue
			}
			if !slices.Contains(c.Vote.Won, l.ID) {
				continue
			}
			r, _ := c.Vote.Last(l.ID)
			list = append(list, emulation.Say(key, "council", c.Name, "yes", l.Yes, "base", r.Outcome.Base))
		}
	}
	return list, err
}
