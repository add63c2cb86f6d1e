package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

// Question is what the points of a criterion are computed from.
type Question struct {
	Max        decimal.Decimal // of the criterion, before weight
	Answer     Answer          // nil = nothing reported
	X          decimal.Decimal // of an answer that is a Figure; Points and Explain put it there
	Code       string          // of the criterion
	Previous   map[string]decimal.Decimal
	Indicators map[string]decimal.Decimal
	Standing   *Standing // of a rule that compares units
}

// Points are what a rule makes of an answer: a fraction not yet divided, Num ÷ Den with Den > 0, before limits, weight and rounding.
type Points struct {
	Num, Den    decimal.Decimal
	Provisional bool
	Warning     string // the key of the sentence, or ""
	Detail      string // what the warning names: the missing indicator
}

var (
	zero    = decimal.Decimal{}
	one     = decimal.FromInt(1)
	hundred = decimal.FromInt(100)
)

// Missing is the warning of a criterion to which nothing is reported.
const Missing = "scoring.missing"

func exactly(points decimal.Decimal) Points { return Points{Num: points, Den: one} }

// nothing is 0 points for now, and why.
func nothing(warning string) Points { return Points{Den: one, Provisional: true, Warning: warning} }

func missing() Points { return nothing(Missing) }

// quotient is num ÷ den for a den that is not 0.
func quotient(num, den decimal.Decimal) Points {
	if den.Sign() < 0 {
		num, den = num.Neg(), den.Neg()
	}
	return Points{Num: num, Den: den}
}

// Clamped brings the fraction between the limits, comparing by cross-multiplication. What could not be computed stays 0: a floor is for those
// who reported.
func (p Points) Clamped(b Bounds) (num, den decimal.Decimal) {
	switch {
	case p.Warning != "":
		return zero, one
	case p.Above(b):
		return b.High, one
	case p.Below(b):
		return b.Low, one
	}
	return p.Num, p.Den
}

// Above reports whether the fraction is over the upper limit.
func (p Points) Above(b Bounds) bool { return p.Num.Cmp(b.High.Mul(p.Den)) > 0 }

// Below reports whether the fraction is under the lower limit.
func (p Points) Below(b Bounds) bool { return !b.NoLow && p.Num.Cmp(b.Low.Mul(p.Den)) < 0 }

// Points applies the rule. q.Max and, for a rule that compares units, q.Standing are the rule's own and the cluster's.
func (r *Rule) Points(q *Question) Points {
	if q.Answer == nil && r.key != "" {
		return missing()
	}
	r.prepare(q)
	p := r.Parameters.points(q)
	if r.compare != nil && q.Standing.Open {
		p.Provisional = true
	}
	return p
}

func (r *Rule) prepare(q *Question) {
	q.Max = r.M
	if f, ok := q.Answer.(*Figure); ok {
		q.X = f.X
	}
}

// Explain says in one sentence how points that have no warning came about, up to the fraction before limits, weight and rounding.
func (r *Rule) Explain(q *Question, p Points) emulation.Message {
	r.prepare(q)
	return r.Parameters.explain(q, p)
}

// Standing is what the points of a rule that compares units are measured by.
type Standing struct {
	Open bool // some unit has not reported, or is not yet free of it

	by any
}

// Compare gathers the answers of all units for a rule that compares them. open is true where one more is to come.
func (r *Rule) Compare(answers []Answer, open bool) *Standing {
	by, missing := r.compare.standing(answers)
	return &Standing{Open: open || missing, by: by}
}
