package sheet

import (
	"bytes"
	"crypto/sha256"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/record"
	"thidua/emulation/scoring"
	"thidua/sync/changeset"
)

// Round is which review of a sheet points belong to. Each has its own column, and none overwrites another.
type Round uint64

// Unless is the round where nothing speaks against it.
func (r Round) Unless(err error) (Round, error) {
	if err != nil {
		return 0, err
	}
	return r, nil
}

// Review is what one round said of one criterion. It does not always count: see scoring.Rounds.
type Review struct {
	scoring.Review
	Author string // set in views of one sheet
	At     int64  // milliseconds

	Withdrawn bool // it was taken back; only a trail tells of it

	author changeset.LogID
	seen   []byte // digest of the input that was looked at; empty = whatever it was
}

// CheckReview says whether a review may give a line points (a plain decimal) for a reason: within the limits of the criterion, and where they
// are not what the unit gave itself, not without a reason.
func (r *Row) CheckReview(given, reason string) (decimal.Decimal, error) {
	points, err := decimal.Parse(given)
	if err == nil {
		err = r.Criterion.CheckPoints(points)
	}
	if err == nil && strings.TrimSpace(reason) == "" && r.Criterion.SelfScored() && (r.NA || !points.Equal(r.Self)) {
		err = emulation.Errorf(emulation.Invalid, "workspace.verify-reason", "code", r.Code(), "self", r.Self, "points", points)
	}
	return points, err
}

// The two reviews. The points of the second are final.
const (
	FirstReview  Round = 1
	SecondReview Round = 2
)

// Column is where the points of a round stand.
func (r Round) Column() string {
	if r == SecondReview {
		return record.ColumnFinal
	}
	return record.ColumnVerified
}

// Of is what a round said of the criterion, nil for nothing.
func (r *Row) Of(round Round) *Review {
	if round == SecondReview {
		return r.Second
	}
	return r.First
}

// given is what the scoring takes of a review; nil where none was held.
func (r *Review) given() *scoring.Review {
	if r == nil {
		return nil
	}
	return &r.Review
}

// rounds are the two reviews of a criterion as they were written.
type rounds struct {
	first, second  *Review
	Split1, Split2 bool // two verifiers differ: neither counts until somebody decides
}

// Rounds is what the scoring takes of them.
func (r rounds) Rounds() scoring.Rounds {
	return scoring.Rounds{First: r.first.given(), Second: r.second.given(), Split: r.Split1 || r.Split2}
}

// against marks the reviews that were given for another input than the one at hand.
func (r rounds) against(input func() []byte) rounds {
	var seen []byte
	for _, v := range []**Review{&r.first, &r.second} {
		if *v == nil || len((*v).seen) == 0 {
			continue
		}
		if seen == nil {
			seen = input()
		}
		if earlier := !bytes.Equal((*v).seen, seen); earlier != (*v).Earlier {
			other := **v
			other.Earlier = earlier
			*v = &other
		}
	}
	return r
}

// reviews reads the review columns of a sheet as they stand, by criterion, not yet held against any input: of what is known of it only those of
// some cells, if there are any.
func (w View) reviews(cluster changeset.Scope, sheet emulation.ID, t *Tally, cells []changeset.Ref) (map[string]rounds, error) {
	found := map[string]rounds{}
	for _, ref := range cells {
		r, err := w.Store.Record(ref)
		if err == nil && r != nil {
			err = w.column(found, t, r)
		}
		if err != nil {
			return nil, err
		}
	}
	if len(cells) > 0 {
		return found, nil
	}
	return found, w.Store.EachRecord(cluster, record.Score.Kind, sheet, func(_ changeset.Ref, r *changeset.Record) error {
		return w.column(found, t, r)
	})
}

// column reads one review column of a criterion in the place of what was found or known of it.
func (w View) column(found map[string]rounds, t *Tally, r *changeset.Record) error {
	key := record.Score.Read(r.Key)
	c, ok := t.Set.ByCode(key.Criterion)
	if !ok {
		return nil
	}
	both, ok := found[c.Code]
	if !ok {
		both = t.Reviews[c.Code]
	}
	at, split := &both.first, &both.Split1
	if key.Column == SecondReview.Column() {
		at, split = &both.second, &both.Split2
	}
	heads := record.Score.Verified.Heads(r, changeset.Now)
	*at, *split = nil, changeset.Conflict(heads)
	if len(heads) > 0 && !*split {
		var err error
		if *at, err = w.review(c, &heads[len(heads)-1]); err != nil {
			return err
		}
		if (*at).Withdrawn {
			*at = nil
		}
	}
	found[c.Code] = both
	return nil
}

func (w View) review(c *criteria.Criterion, head *changeset.Version) (*Review, error) {
	v, err := record.ReadVerified(head.Value)
	if err != nil {
		return nil, err
	}
	r := &Review{At: head.HLC.Milliseconds(), author: head.Author, seen: v.Seen}
	r.Reason, r.NA, r.Withdrawn = v.Reason, v.NA, v.Withdrawn
	var fault error
	if r.Points, fault = decimal.Parse(v.Points); fault == nil {
		fault = c.CheckPoints(r.Points)
	}
	r.Void = fault != nil
	r.Foreign = c.Reserved() && !w.OfOffice(head.Author)
	return r, nil
}

// SeenInput is the digest of what a unit handed in for a criterion: its fields, and for a formula the indicators it names.
func SeenInput(c *criteria.Criterion, fields emulation.Fields, indicators map[string]string) []byte {
	raw := changeset.EncodeTexts(fields)
	if names := c.Rule.Indicators(); names != nil {
		named := map[string]string{}
		for _, name := range names {
			if figure, ok := indicators[name]; ok {
				named[name] = figure
			}
		}
		raw = append(raw, changeset.EncodeTexts(named)...)
	}
	sum := sha256.Sum256(raw)
	return sum[:16]
}
