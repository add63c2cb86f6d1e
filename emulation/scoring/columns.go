package scoring

import (
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

// Review is what one round of review said of one criterion.
type Review struct {
	Points  decimal.Decimal
	Reason  string
	NA      bool // it is confirmed that the criterion does not apply
	Earlier bool // it was given for figures that the unit changed since: it does not count
	Foreign bool // only the standing office scores this criterion, and somebody else did: it does not count
	Void    bool // no points this criterion can have, as another program let them through: it does not count
}

// Counts reports whether the points are part of a result.
func (r *Review) Counts() bool { return r != nil && !r.Earlier && !r.Foreign && !r.Void }

// Rounds are the two reviews of a criterion. What counts, column by column:
//
//   - self: what the unit reports. "Not applicable" is its word, provisional until a review that counts confirms it (Review.NA).
//   - verified: the first review's points in place of the unit's own where there are any that count.
//   - final, by which the cluster is ranked: the second review's points, else the first's, else the unit's own.
//
// Points count for the input that was looked at: if the unit hands in other figures for a criterion, the points given before are kept and
// shown as given for the earlier figures, and count again if the same figures come back. Criteria whose input stayed the same keep their
// points. A review with points where the unit said "not applicable" says that the criterion applies.
//
// Where the criteria name a scorer other than the unit, its own figure stands in its own column only; where they reserve a criterion to the
// standing office (criteria.Criterion.Reserved), nobody else's points count in any column.
type Rounds struct {
	First, Second *Review // nil where none was held, or two verifiers differ and nobody has decided
	Split         bool    // two verifiers differ in one of them
}

// Verified is the review that counts in the verified column; nil if none does.
func (r Rounds) Verified() *Review {
	if r.First.Counts() {
		return r.First
	}
	return nil
}

// Final is the review that counts in the final column; nil if none does.
func (r Rounds) Final() *Review {
	if r.Second.Counts() {
		return r.Second
	}
	return r.Verified()
}

// Doubtful reports whether somebody has to look again: two verifiers differ, or what was given does not count.
func (r Rounds) Doubtful() bool {
	return r.Split || r.Final() == nil && (r.First != nil || r.Second != nil)
}

// Reviewed is what is known of the reviews of a criterion, these two among it.
type Reviewed interface{ Rounds() Rounds }

// Columns are a unit's inputs as each column counts them.
type Columns struct{ Self, Verified, Final criteria.UnitInputs }

// InColumns puts the reviews, by criterion, in the place of a unit's own inputs; see Rounds.
func InColumns[R Reviewed](set *criteria.Set, in criteria.UnitInputs, reviews map[string]R) Columns {
	out := Columns{Self: in}
	out.Self.Inputs = make(map[string]rule.Input, len(in.Inputs))
	for code, input := range in.Inputs {
		final := roundsOf(reviews, code).Final()
		input.Unconfirmed = input.NA && (final == nil || !final.NA)
		out.Self.Inputs[code] = input
	}
	out.Verified = reviewed(set, in, reviews, Rounds.Verified)
	out.Final = reviewed(set, in, reviews, Rounds.Final)
	return out
}

func roundsOf[R Reviewed](reviews map[string]R, code string) Rounds {
	r, ok := reviews[code]
	if !ok {
		return Rounds{}
	}
	return r.Rounds()
}

// reviewed are a unit's inputs with the reviews that count in one column in their place.
func reviewed[R Reviewed](set *criteria.Set, in criteria.UnitInputs, reviews map[string]R, counting func(Rounds) *Review) criteria.UnitInputs {
	own := in.Inputs
	in.Inputs, in.Override = make(map[string]rule.Input, len(own)), nil
	for code, input := range own {
		r := counting(roundsOf(reviews, code))
		if c, _ := set.ByCode(code); r == nil && !c.SelfScored() || r != nil && !r.NA && input.NA {
			continue
		}
		input.Unconfirmed = input.NA && r == nil
		in.Inputs[code] = input
	}
	for code, both := range reviews {
		if r := counting(both.Rounds()); r != nil && !r.NA {
			if in.Override == nil {
				in.Override = map[string]decimal.Decimal{}
			}
			in.Override[code] = r.Points
		}
	}
	return in
}

// Held reports whether a first and a second review were held of which anything counts.
func Held[R Reviewed](reviews map[string]R) (first, second bool) {
	for _, both := range reviews {
		r := both.Rounds()
		first, second = first || r.First.Counts(), second || r.Second.Counts()
	}
	return first, second
}

// Claims reports whether a unit gave itself figures that others give.
func Claims(set *criteria.Set, in criteria.UnitInputs) bool {
	for code := range in.Inputs {
		if c, ok := set.ByCode(code); ok && !c.SelfScored() {
			return true
		}
	}
	return false
}
