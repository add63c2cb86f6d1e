package conference

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// WithdrawVote takes a vote back with a reason, also one that was counted: then its counts stay on record and count nowhere. It is not opened again; what
// is voted on once more gets another code.
func (room Room) WithdrawVote(code, reason string) error {
	return room.desk.Change(func(w Edit, s *book.Season) error {
		v, err := w.standing(s, code)
		if err != nil {
			return err
		}
		q := v.Question
		q.Withdrawn, q.Reason = true, book.Clean(reason)
		if err := q.Check(emulation.Strict); err != nil {
			return err
		}
		return w.Set(s.Cluster.Scope(), record.Vote.Op(record.SeasonCode{Season: s.ID, Code: v.Code}, q))
	})
}

// standing is a vote that something may still be recorded of: it is not withdrawn, and no two people wrote it differently.
func (w View) standing(s *book.Season, code string) (*Vote, error) {
	v, err := w.BallotOf(s, code)
	switch {
	case err != nil:
		return nil, err
	case v.Conflict:
		return nil, emulation.Errorf(emulation.Conflict, "vote.conflict", "code", code)
	case v.Withdrawn:
		return nil, emulation.Errorf(emulation.Conflict, "vote.withdrawn-open", "code", code, "reason", strings.TrimRight(v.Reason, "."))
	}
	return v, nil
}

// mayReplace refuses a question in the place of one that was counted or withdrawn, and one without a reason in the place of another. The judges before
// the fourth knew no place for the reason.
func (w View) mayReplace(s *book.Season, code string, q *ballot.Question) error {
	before, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Vote, record.SeasonCode{Season: s.ID, Code: code})
	if err != nil {
		return err
	}
	rules, err := w.Rules()
	if err != nil || !ok {
		q.Reason = ""
		return err
	}
	v, err := w.voteOf(s, before)
	if err != nil {
		return err
	}
	err = MayReplace(v, q)
	if rules < emulation.FourthJudge && emulation.KeyOf(err) != "vote.counted" {
		q.Reason, err = "", nil
	}
	return err
}

// MayReplace refuses a question in the place of one that was counted or withdrawn, and one without a reason in the place of another. One that asks the
// same is the one that stands.
func MayReplace(before *Vote, q *ballot.Question) error {
	switch {
	case before.Withdrawn:
		return emulation.Errorf(emulation.Conflict, "vote.withdrawn-open", "code", before.Code, "reason", strings.TrimRight(before.Reason, "."))
	case len(before.Rounds) > 0 || before.Fault != nil:
		return emulation.Errorf(emulation.Conflict, "vote.counted", "code", before.Code)
	case before.Question.Asks(*q):
		*q = before.Question
	case q.Reason == "":
		return emulation.Errorf(emulation.Invalid, "vote.replace-reason", "code", before.Code)
	}
	return nil
}

// Correction is how a count was recorded again: each figure before and after, why, and by whom.
type Correction struct {
	Round   uint64
	Changes []ballot.Difference
	Reason  string // "" in a count that an older program recorded again
	Author  string
	At      int64 // milliseconds, by the author's clock as far as it can be believed
}

// Told is a correction of a count of the vote in words.
func (v *Vote) Told(c Correction) emulation.Message {
	what := emulation.Map(c.Changes, func(d ballot.Difference) emulation.Message { return d.Message(v.LineName(d.Line)) })
	if c.Reason == "" {
		return emulation.Say("vote.correction-plain", "round", c.Round, "what", what, "author", c.Author)
	}
	return emulation.Say("vote.correction", "round", c.Round, "what", what, "reason", strings.TrimRight(c.Reason, "."), "author", c.Author)
}

// Notes are what has to be said of a vote beside its lines and its outcome: another question it took the place of, votes that came in writing, and
// corrected counts.
func (v *Vote) Notes() []emulation.Message {
	var list []emulation.Message
	if v.Reason != "" && !v.Withdrawn {
		list = append(list, emulation.Say("vote.replaced", "reason", strings.TrimRight(v.Reason, ".")))
	}
	if v.Stale != nil {
		list = append(list, emulation.Say("vote.chair-stale", "why", v.Stale))
	}
	for i := range v.Rounds {
		list = append(list, v.NotesOf(&v.Rounds[i])...)
	}
	return list
}

// NotesOf are what has to be said of one round.
func (v *Vote) NotesOf(r *ballot.Round) []emulation.Message {
	list := append([]emulation.Message(nil), r.Outcome.Notes...)
	for _, c := range v.Corrected {
		if c.Round == r.Number {
			list = append(list, v.Told(c))
		}
	}
	return list
}

// corrections fills in how the counts of votes were corrected. A record keeps the last versions of a count; the log has all.
func (w View) corrections(s *book.Season, votes ...*Vote) error {
	for _, v := range votes {
		for i := range v.Rounds {
			round := v.Rounds[i].Number
			r, err := w.Store.Record(record.Tally.Ref(s.Cluster.Scope(), record.VoteRound{Season: s.ID, Vote: v.Code, Round: round}))
			if err != nil {
				return err
			}
			list, err := w.correctionsOf(round, record.Tally.Versions(r))
			if err != nil {
				return err
			}
			v.Corrected = append(v.Corrected, list...)
		}
	}
	return nil
}

func (w View) correctionsOf(round uint64, versions []changeset.Version) (list []Correction, err error) {
	var before ballot.Tally
	for i, version := range versions {
		after, err := record.Tally.Load(version.Value)
		if err != nil {
			return nil, err
		}
		if changes := ballot.Differences(before, after); i > 0 && len(changes) > 0 {
			author, err := w.AuthorName(version.Author)
			if err != nil {
				return nil, err
			}
			list = append(list, Correction{round, changes, after.Reason, author, version.HLC.Milliseconds()})
		}
		before = after
	}
	return list, nil
}

// Ways is what ends a vote that is undecided.
func (v *Vote) Ways() emulation.Message {
	switch {
	case len(v.Rounds) == 0:
		return emulation.Say("vote.way.count")
	case v.By == ballot.Chair:
		return emulation.Say("vote.way.chair")
	}
	return emulation.Say("vote.way.further")
}
