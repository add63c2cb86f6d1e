package scoring

import (
	"maps"

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

// Columns are a unit's inputs as each column counts them. They share what is the same in all of them: nobody changes it.
type Columns struct{ Self, Verified, Final criteria.UnitInputs }

// InColumns puts the reviews, by criterion, in the place of a unit's own inputs; see Rounds.
func InColumns[R Reviewed](set *criteria.Set, in criteria.UnitInputs, reviews map[string]R) Columns {
	out := Columns{Self: in}
	out.Self.Own = true
	out.Self.Inputs = edited(in.Inputs, func(code string, input *rule.Input) bool {
		if input.Unconfirmed = false; input.NA {
			final := roundsOf(reviews, code).Final()
			input.Unconfirmed = final == nil || !final.NA
		}
		return true
	})
	out.Verified = reviewed(set, in, reviews, Rounds.Verified)
	out.Final = reviewed(set, in, reviews, Rounds.Final)
	return out
}

// SameInColumns reports whether what a unit reports for a criterion is its input in every column, whatever reviews say of it: their points stand beside
// it.
func SameInColumns(c *criteria.Criterion, input rule.Input) bool { return !input.NA && c.SelfScored() }

// edited is a unit's inputs, each as edit leaves it and without those it does not keep; the inputs themselves where that is the same.
func edited(own map[string]rule.Input, edit func(code string, input *rule.Input) (keep bool)) map[string]rule.Input {
	out, copied := own, false
	for code, input := range own {
		was := input.Unconfirmed
		keep := edit(code, &input)
		if keep && input.Unconfirmed == was {
			continue
		}
		if !copied {
			out, copied = maps.Clone(own), true
		}
		if out[code] = input; !keep {
			delete(out, code)
		}
	}
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
	in.Override = nil
	in.Inputs = edited(in.Inputs, func(code string, input *rule.Input) bool {
		c, _ := set.ByCode(code)
		if input.Unconfirmed = false; SameInColumns(c, *input) {
			return true
		}
		r := counting(roundsOf(reviews, code))
		input.Unconfirmed = input.NA && r == nil
		return (r != nil || c.SelfScored()) && (r == nil || r.NA || !input.NA)
	})
	for code, both := range reviews {
		if r := counting(both.Rounds()); r != nil && !r.NA {
			if in.Override == nil {
				in.Override = make(map[string]decimal.Decimal, len(reviews))
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

// Asks reports whether others than the unit itself score something of a unit's sheet.
func Asks(set *criteria.Set, unitType string) bool {
	for _, c := range set.Criteria() {
		if !c.SelfScored() && c.Applies(unitType) {
			return true
		}
	}
	return false
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
