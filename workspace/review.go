package workspace

import (
	"bytes"
	"crypto/sha256"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/sync/changeset"
)

// Round is which review of a sheet points belong to. Each has its own column, and none overwrites another.
type Round uint64

// The two reviews. The points of the second are final.
const (
	FirstReview  Round = 1
	SecondReview Round = 2
)

// column is where the points of a round stand.
func (r Round) column() string {
	if r == SecondReview {
		return "final"
	}
	return "verified"
}

// Review is what one round said of one criterion. It does not always count: see rounds.
type Review struct {
	Points  decimal.Decimal
	Reason  string
	NA      bool   // it is confirmed that the criterion does not apply
	Earlier bool   // it was given for figures that the unit changed since: it does not count
	Foreign bool   // only the standing office scores this criterion, and somebody else did: it does not count
	Author  string // set in views of one sheet
	At      int64  // milliseconds

	author changeset.LogID
	seen   []byte // digest of the input that was looked at; empty = whatever it was
	void   bool   // no points this criterion can have: another program let them through
}

// counts reports whether the points are part of a result.
func (r *Review) counts() bool { return r != nil && !r.Earlier && !r.Foreign && !r.void }

// rounds are the two reviews of a criterion. What counts, column by column:
//
//   - self: what the unit reports. "Not applicable" is its word, provisional until a review that counts confirms it (Review.NA).
//   - verified: the first review's points in place of the unit's own where there are any that count.
//   - final, by which the cluster is ranked: the second review's points, else the first's, else the unit's own.
//
// Points count for the input that was looked at (VerifiedScore.Seen is its digest): if the unit hands in other figures for a criterion, the
// points given before are kept and shown as given for the earlier figures, and count again if the same figures come back. Criteria whose
// input stayed the same keep their points. A review with points where the unit said "not applicable" says that the criterion applies.
//
// Where the criteria name a scorer other than the unit, its own figure stands in its own column only; where they reserve a criterion to the
// standing office (criteria.Criterion.Reserved), nobody else's points count in any column.
type rounds struct {
	first, second  *Review
	split1, split2 bool // two verifiers differ: neither counts until somebody decides
}

// final is the review that counts in the final column; nil if none does.
func (r rounds) final() *Review {
	if r.second.counts() {
		return r.second
	}
	return r.verified()
}

// verified is the review that counts in the verified column; nil if none does.
func (r rounds) verified() *Review {
	if r.first.counts() {
		return r.first
	}
	return nil
}

func (r rounds) split() bool { return r.split1 || r.split2 }

// against marks the reviews that were given for another input than the one at hand.
func (r rounds) against(seen func() []byte) rounds {
	for _, v := range []**Review{&r.first, &r.second} {
		if *v == nil || len((*v).seen) == 0 {
			continue
		}
		if earlier := !bytes.Equal((*v).seen, seen()); earlier != (*v).Earlier {
			other := **v
			other.Earlier = earlier
			*v = &other
		}
	}
	return r
}

// reviews reads the review columns of a sheet as they stand, by criterion, not yet held against any input.
func (w *Workspace) reviews(cluster changeset.Scope, sheet emulation.ID, set *criteria.Set) (map[string]rounds, error) {
	found := map[string]rounds{}
	err := w.store.EachRecord(cluster, "score", sheet, func(_ changeset.Ref, r *changeset.Record) error {
		code, column := r.Key.Text(1), r.Key.Text(2)
		heads := r.Heads("verified", changeset.Now)
		c, ok := set.ByCode(code)
		if !ok || len(heads) == 0 {
			return nil
		}
		both := found[code]
		at, split := &both.first, &both.split1
		if column == SecondReview.column() {
			at, split = &both.second, &both.split2
		}
		if *split = changeset.Conflict(heads); !*split {
			var err error
			if *at, err = w.review(c, &heads[len(heads)-1]); err != nil {
				return err
			}
		}
		found[code] = both
		return nil
	})
	return found, err
}

func (w *Workspace) review(c *criteria.Criterion, head *changeset.Version) (*Review, error) {
	var v emulation.VerifiedScore
	if err := changeset.Load(head.Value, &v); err != nil {
		return nil, err
	}
	r := &Review{Reason: v.Reason, NA: v.NA, At: head.HLC.Milliseconds(), author: head.Author, seen: v.Seen}
	var fault error
	if r.Points, fault = decimal.Parse(v.Points); fault == nil {
		fault = c.CheckPoints(r.Points)
	}
	r.void = fault != nil
	r.Foreign = c.Reserved() && !w.ofOffice(head.Author)
	return r, nil
}

// ofOffice reports whether a key is the standing office's; readOffice comes first.
func (w *Workspace) ofOffice(log changeset.LogID) bool { return w.office[log] }

// readOffice finds the keys of the standing office, whose points alone count where criteria are reserved to it; they are kept until the control
// log changes.
func (w *Workspace) readOffice() error {
	if w.office != nil {
		return nil
	}
	keys := map[changeset.LogID]bool{}
	err := w.store.EachRecord(w.control, "certificate", emulation.ID{}, func(_ changeset.Ref, r *changeset.Record) error {
		cert, err := w.judge.Certificate(w.store, w.control, r.Key.ID(0), changeset.Now)
		if err == nil && cert != nil && cert.Subject.Kind == emulation.SubjectOffice && emulation.HasRole(cert.May, emulation.RoleOffice) {
			keys[cert.Key.LogID()] = true
		}
		return err
	})
	if err == nil {
		w.office = keys
	}
	return err
}

// seenInput is the digest of what a unit handed in for a criterion: its fields, and for a formula the indicators it names.
func seenInput(c *criteria.Criterion, fields emulation.Fields, indicators map[string]string) []byte {
	if fields == nil {
		fields = emulation.Fields{}
	}
	raw := changeset.MustEncode(fields)
	if names := c.Rule.Indicators(); names != nil {
		named := map[string]string{}
		for _, name := range names {
			if figure, ok := indicators[name]; ok {
				named[name] = figure
			}
		}
		raw = append(raw, changeset.MustEncode(named)...)
	}
	sum := sha256.Sum256(raw)
	return sum[:16]
}

// columns are a unit's inputs as each column counts them.
type columns struct{ self, verified, final criteria.UnitInputs }

func (c columns) selfColumn() criteria.UnitInputs     { return c.self }
func (c columns) verifiedColumn() criteria.UnitInputs { return c.verified }
func (c columns) finalColumn() criteria.UnitInputs    { return c.final }

// inColumns puts the reviews in the place of a unit's own inputs; see rounds.
func inColumns(set *criteria.Set, in criteria.UnitInputs, reviews map[string]rounds) columns {
	out := columns{self: in}
	out.self.Inputs = make(map[string]criteria.Input, len(in.Inputs))
	for code, input := range in.Inputs {
		final := reviews[code].final()
		input.Unconfirmed = input.NA && (final == nil || !final.NA)
		out.self.Inputs[code] = input
	}
	out.verified = reviewed(set, in, reviews, rounds.verified)
	out.final = reviewed(set, in, reviews, rounds.final)
	return out
}

// reviewed are a unit's inputs with the reviews that count in one column in their place.
func reviewed(set *criteria.Set, in criteria.UnitInputs, reviews map[string]rounds, counting func(rounds) *Review) criteria.UnitInputs {
	own := in.Inputs
	in.Inputs, in.Override = make(map[string]criteria.Input, len(own)), nil
	for code, input := range own {
		r := counting(reviews[code])
		if c, _ := set.ByCode(code); r == nil && !c.SelfScored() || r != nil && !r.NA && input.NA {
			continue
		}
		input.Unconfirmed = input.NA && r == nil
		in.Inputs[code] = input
	}
	for code, both := range reviews {
		if r := counting(both); r != nil && !r.NA {
			if in.Override == nil {
				in.Override = map[string]decimal.Decimal{}
			}
			in.Override[code] = r.Points
		}
	}
	return in
}

// held reports whether a first and a second review were held of which anything counts.
func held(reviews map[string]rounds) (first, second bool) {
	for _, r := range reviews {
		first, second = first || r.first.counts(), second || r.second.counts()
	}
	return first, second
}

// claims reports whether a unit gave itself figures that others give.
func claims(set *criteria.Set, in criteria.UnitInputs) bool {
	for code := range in.Inputs {
		if c, ok := set.ByCode(code); ok && !c.SelfScored() {
			return true
		}
	}
	return false
}
