package judge

import (
	"errors"
	"slices"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

var errFound = errors.New("found")

// ruleVote: what was asked, and the rules it is counted under, do not change once a count stands or the vote was withdrawn; a vote that was counted may
// be withdrawn. Where two people announced the vote without seeing each other, one of their questions may still be chosen.
func ruleVote(x *exam, op *changeset.Operation) (Ruling, error) {
	r, err := ruleSeasonal(x, op)
	if err != nil || r.Verdict == changeset.Rejected {
		return r, err
	}
	key := record.Vote.Read(op.Key)
	vote, err := x.v.Record(record.Vote.Ref(x.c.Scope, key))
	if err != nil {
		return Ruling{}, err
	}
	var q, stands ballot.Question
	if last := record.Vote.Last(vote, x.seen()); changeset.Load(op.Value, &q) != nil || last != nil && changeset.Load(last.Value, &stands) != nil {
		return rejected(ReasonShape), nil
	}
	if x.version >= emulation.FourthJudge && q.Reason == "" && x.corrects(op, vote) {
		return rejected(ReasonWhy), nil
	}
	counted, err := x.counted(key)
	if err != nil || !counted && !stands.Withdrawn {
		return r, err
	}
	if q.Withdrawn && q.Asks(stands) && !stands.Withdrawn {
		return r, nil
	}
	heads := record.Vote.Heads(vote, x.seen())
	if len(heads) > 1 && slices.ContainsFunc(heads, func(h changeset.Version) bool { return string(h.Value) == string(op.Value) }) {
		return r, nil
	}
	return r.and(lacks()), nil
}

// counted reports whether a count of a vote stands, of whatever round.
func (x *exam) counted(vote record.SeasonCode) (bool, error) {
	err := x.v.EachRecord(x.c.Scope, record.Tally.Kind, vote.Season, func(_ changeset.Ref, r *changeset.Record) error {
		if record.Tally.Read(r.Key).Vote == vote.Code && record.Tally.Last(r, x.seen()) != nil {
			return errFound
		}
		return nil
	})
	if errors.Is(err, errFound) {
		return true, nil
	}
	return false, err
}

// ruleTally: a count that does not add up under the rules of its vote, or counts what was not asked, is no count. Nor is one of a further
// round before the round that left it a tie; and who counted under another question than the one that stands is asked about it.
func ruleTally(x *exam, op *changeset.Operation) (Ruling, error) {
	r, err := ruleSeasonal(x, op)
	if err != nil || r.Verdict == changeset.Rejected {
		return r, err
	}
	key := record.Tally.Read(op.Key)
	vote, err := x.v.Record(record.Vote.Ref(x.c.Scope, record.SeasonCode{Season: key.Season, Code: key.Vote}))
	if err != nil {
		return Ruling{}, err
	}
	last := record.Vote.Last(vote, x.seen())
	if last == nil {
		return lacks(), nil
	}
	var q ballot.Question
	var t ballot.Tally
	if changeset.Load(last.Value, &q) != nil || changeset.Load(op.Value, &t) != nil {
		return rejected(ReasonShape), nil
	}
	if x.version >= paperVersion && t.Reason == "" {
		counted, err := x.v.Record(record.Tally.Ref(x.c.Scope, key))
		if err != nil {
			return Ruling{}, err
		}
		if x.corrects(op, counted) {
			return rejected(ReasonWhy), nil
		}
	}
	fits := q.Rules.Verify(t) == nil && !slices.ContainsFunc(t.Lines, func(l ballot.Line) bool {
		return !slices.ContainsFunc(q.Lines, func(c ballot.Choice) bool { return c.ID == l.ID })
	})
	switch {
	case key.Round == 0, !fits && !x.unseen(last):
		return rejected(ReasonShape), nil
	case !fits: // under a question that was written meanwhile: it is kept until that is settled
		return lacks(), nil
	case x.unseen(last):
		return r.and(waits(ReasonStep)), nil
	case q.Withdrawn:
		return rejected(ReasonStep), nil
	case key.Round == 1:
		return r, nil
	}
	key.Round--
	before, err := x.v.Record(record.Tally.Ref(x.c.Scope, key))
	if err != nil || record.Tally.Last(before, x.seen()) == nil {
		return lacks(), err
	}
	return r, nil
}

// unseen reports whether a version got its leaf after what the author of the change had seen of the log, and is another's.
func (x *exam) unseen(v *changeset.Version) bool {
	return x.seen() != changeset.Now && v.Leaf != changeset.Pending && v.Author != x.c.Log && v.Leaf >= int64(x.c.BaseSize)
}
