package conference

import (
	"cmp"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/vietnamese"
	"thidua/workspace"
	"thidua/workspace/book"
)

// Vote is a vote of the season as it stands here: what was asked, under which rules, and what came of it.
type Vote struct {
	Code  string
	Award string // the award that is voted on, as papers have it; "" = none
	ballot.Question
	Voters   int64       // how many have a vote
	StandOff []book.Unit // members that stand aside
	Day      string      // of the conference
	Lines    []VoteLine  // in the order of the question
	ballot.Count
	Decision *emulation.ChairDecision // of the chair, where there is one
	Message  emulation.Message        // what the vote decided, what it waits for, or why it was withdrawn
	// Corrected is how its counts were corrected, by round and then in the order it was done. Only Votes, Vote and Minutes of the room fill it in.
	Corrected []Correction
	Fault     error // a count that does not fit: what follows on it does not count
	Stale     error // why what the chair decided counts no more
	Conflict  bool  // two people wrote the question, a tally or the chair's word without seeing each other
	Pending   bool
}

// VoteLine is one line of a vote with what became of it.
type VoteLine struct {
	ballot.Choice
	Unit    book.Unit // zero where the line is no unit
	Counted bool
	Yes     int64
	No      int64
	Blank   int64
	Invalid *int64 // of this line alone or as a whole; nil = not told apart
	State   ballot.State
	Message emulation.Message // votes, threshold, denominator and what became of it
}

// UnitOf is the unit a line of a vote is about.
func (v *Vote) UnitOf(line string) emulation.ID {
	for _, c := range v.Question.Lines {
		if c.ID == line {
			return c.Unit
		}
	}
	return emulation.ID{}
}

// LineName is what a line of the vote is called.
func (v *Vote) LineName(id string) string {
	l := emulation.First(v.Lines, func(l VoteLine) bool { return l.ID == id })
	return cmp.Or(l.Name, l.Unit.Name, id)
}

// Next is what a further round would be held on: its rules and lines; no lines where none is to be held.
func (v *Vote) Next() (ballot.Rules, []string) {
	if v.Withdrawn {
		return v.Rules, nil
	}
	return v.Count.Next(&v.Question)
}

// ChairOnRanking is the code under which the chair's order of level units is recorded.
const ChairOnRanking = "ranking"

// OpenVote announces a vote: its lines and the rules it is held under, which are the cluster's own: the shares of votes that the law names bind councils
// that judge titles of persons. Under a code that has a vote already, another question takes its place, with a reason; after a tally was recorded, or
// the vote was withdrawn, the question stays as it is.
func (room Room) OpenVote(code string, q ballot.Question) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		if code = vietnamese.Slug(code); code == "" || code == ChairOnRanking {
			return emulation.Errorf(emulation.Invalid, "vote.code", "code", code)
		}
		if q.Conference != "" && !slices.Contains(Conferences, q.Conference) {
			return emulation.Errorf(emulation.Invalid, "conference.kind", "kind", q.Conference, "kinds", strings.Join(Conferences, ", "))
		}
		q.Title, q.Reason, q.Withdrawn = book.Clean(q.Title), book.Clean(q.Reason), false
		for i := range q.Lines {
			q.Lines[i].ID, q.Lines[i].Name = book.Clean(q.Lines[i].ID), book.Clean(q.Lines[i].Name)
		}
		if err := w.asRegulated(s, &q); err != nil {
			return err
		}
		if q.Rules.Den == 0 {
			return emulation.Errorf(emulation.Invalid, "vote.no-threshold")
		}
		if err := q.Check(emulation.Strict); err != nil {
			return err
		}
		if err := fitLines(s, &q); err != nil {
			return err
		}
		q.Illustrative = q.Illustrative || s.Info.Illustrative
		if err := w.mayReplace(s, code, &q); err != nil {
			return err
		}
		return w.Set(s.Cluster.Scope(), record.Vote.Op(record.SeasonCode{Season: s.ID, Code: code}, q))
	})
}

// fitLines completes the lines of a question from the units they name, and refuses what cannot be voted on.
func fitLines(s *book.Season, q *ballot.Question) error {
	for i := range q.Lines {
		l := &q.Lines[i]
		for _, u := range s.Cluster.Members {
			if u.ID == l.Unit || l.Unit.IsZero() && u.Code == l.ID {
				l.Unit = u.ID
				l.Name = cmp.Or(l.Name, u.Name)
			}
		}
		if _, ok := s.Cluster.Member(l.Unit); !ok && (!l.Unit.IsZero() || q.On == ballot.OnLeaders || q.On == ballot.OnRanking) {
			return emulation.Errorf(emulation.Invalid, "vote.line-unit", "line", l.ID)
		}
	}
	for i, id := range q.Recused {
		if _, ok := s.Cluster.Member(id); !ok || slices.Contains(q.Recused[:i], id) {
			return emulation.Errorf(emulation.Invalid, "vote.recused")
		}
	}
	return nil
}

// dayOf is the day of the conference a vote is held in, or of the season's; "" where none is known.
func (w View) dayOf(s *book.Season, q *ballot.Question) (string, error) {
	if q.Conference == "" {
		return s.Info.Date, nil
	}
	info, _, err := book.One(w.Store, s.Cluster.Scope(), record.Conference, record.SeasonConference{Season: s.ID, Kind: q.Conference})
	return cmp.Or(info.Value.Date, s.Info.Date), err
}

// counts are the rounds of a vote as they were recorded, first to last, as far as none is missing.
func (w View) counts(s *book.Season, code string) (list []ballot.Tally, conflict bool, err error) {
	return Rounds(w.Book, s.Cluster.Scope(), record.Tally, func(round uint64) record.VoteRound {
		return record.VoteRound{Season: s.ID, Vote: code, Round: round}
	})
}

// Rounds are the counts of a vote, first to last, as far as none is missing; key names that of a round.
func Rounds[K any](b *book.Book, scope changeset.Scope, field record.Field[K, ballot.Tally], key func(round uint64) K) (list []ballot.Tally, conflict bool, err error) {
	for round := uint64(1); ; round++ {
		t, ok, err := book.One(b.Store, scope, field, key(round))
		if err != nil || !ok {
			return list, conflict, err
		}
		list, conflict = append(list, t.Value), conflict || t.Conflict
	}
}

// Votes lists the votes of the season in the order a meeting holds them.
func (room Room) Votes() ([]*Vote, error) {
	return workspace.Ask(room.desk, View.asHeld)
}

// asHeld lists the votes of a season in the order a meeting holds them, with the corrections of their counts.
func (w View) asHeld(s *book.Season) ([]*Vote, error) {
	list, err := w.Votes(s)
	if err == nil {
		err = w.inOrder(s, list)
	}
	if err == nil {
		err = w.corrections(s, list...)
	}
	return list, err
}

// Votes lists the votes of a season in the order of their codes.
func (w View) Votes(s *book.Season) ([]*Vote, error) {
	var list []*Vote
	err := book.Each(w.Store, s.Cluster.Scope(), record.Vote, s.ID, func(it book.Item[record.SeasonCode, ballot.Question]) error {
		v, err := w.voteOf(s, it)
		list = append(list, v)
		return err
	})
	slices.SortFunc(list, func(a, b *Vote) int { return strings.Compare(a.Code, b.Code) })
	return list, err
}

func (room Room) Vote(code string) (*Vote, error) {
	return workspace.Ask(room.desk, func(w View, s *book.Season) (*Vote, error) {
		v, err := w.BallotOf(s, code)
		if err == nil {
			err = w.corrections(s, v)
		}
		return v, err
	})
}

// BallotOf reads one vote of a season; none is an error.
func (w View) BallotOf(s *book.Season, code string) (*Vote, error) {
	it, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Vote, record.SeasonCode{Season: s.ID, Code: code})
	if err != nil {
		return nil, err
	}
	if !ok {
		var codes []string
		all, err := w.Votes(s)
		for _, v := range all {
			codes = append(codes, v.Code)
		}
		if err != nil {
			return nil, err
		}
		return nil, emulation.Errorf(emulation.NotFound, "vote.unknown", "code", code, "codes", strings.Join(codes, ", "))
	}
	return w.voteOf(s, it)
}

func (w View) voteOf(s *book.Season, it book.Item[record.SeasonCode, ballot.Question]) (*Vote, error) {
	v := &Vote{Code: it.Key.Code, Question: it.Value, Conflict: it.Conflict, Pending: it.Pending}
	if id, award := strings.CutPrefix(v.On, ballot.OnAward); award {
		if f, known := w.AwardByID(id); known {
			v.Award = f.Printed()
		}
	}
	v.Voters = v.Members
	if v.Voters == 0 {
		v.Voters = int64(len(s.Cluster.Members))
	}
	for _, id := range v.Recused {
		u, err := w.Unit(id)
		if err != nil {
			return nil, err
		}
		v.StandOff = append(v.StandOff, u)
	}
	tallies, conflict, err := w.counts(s, v.Code)
	if err != nil {
		return nil, err
	}
	v.Conflict = v.Conflict || conflict
	chair, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Chair, record.SeasonVote{Season: s.ID, Vote: v.Code})
	if err != nil {
		return nil, err
	}
	if ok {
		v.Decision, v.Conflict = &chair.Value, v.Conflict || chair.Conflict
	}
	if v.Day, err = w.dayOf(s, &v.Question); err != nil {
		return nil, err
	}
	return v, w.Counted(v, tallies)
}

// Counted fills in what came of a vote: its rounds and what the chair decided of them, every line, and the sentence.
func (w View) Counted(v *Vote, tallies []ballot.Tally) error {
	var chair emulation.ChairDecision
	if v.Decision != nil {
		chair = *v.Decision
	}
	c, fault := ballot.CountRounds(&v.Question, tallies, chair.Named())
	if fault != nil && v.Decision != nil {
		if without, err := ballot.CountRounds(&v.Question, tallies, nil); err == nil && without.Decided() { // a corrected count left the chair nothing to decide
			c, fault, v.Stale = without, nil, fault
		}
	}
	v.Count, v.Fault = *c, fault
	if v.Withdrawn { // what was counted is shown, and counts nowhere
		v.Count = ballot.Count{Rounds: c.Rounds}
	}
	if err := w.voteLines(v); err != nil {
		return err
	}
	switch n := len(v.Rounds); {
	case v.Withdrawn:
		v.Message = emulation.Say("vote.withdrawn", "reason", v.Reason)
	case n == 0:
		v.Message = emulation.Say("vote.waits")
	default:
		v.Message = v.Rounds[n-1].Outcome.Message
	}
	return nil
}

// voteLines says of every line what the last round it stood in says.
func (w View) voteLines(v *Vote) error {
	for _, choice := range v.Question.Lines {
		l := VoteLine{Choice: choice, State: v.States[choice.ID]}
		if !choice.Unit.IsZero() {
			var err error
			if l.Unit, err = w.Unit(choice.Unit); err != nil {
				return err
			}
		}
		if r, at := v.Last(l.ID); r != nil {
			t := r.Tally.Lines[at]
			l.Counted, l.Yes, l.No, l.Blank, l.Invalid, l.Message = true, t.Yes, t.No, t.Blank, t.Invalid, r.Outcome.Lines[at].Message
			if v.Withdrawn {
				l.Message = emulation.Say("vote.line-withdrawn", "votes", l.Message)
			}
		}
		v.Lines = append(v.Lines, l)
	}
	return nil
}
