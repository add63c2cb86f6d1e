package scoring

import (
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
)

// figure is what a rule makes of an input: a fraction not yet divided, num ÷ den with den > 0, before limits, weight and rounding.
type figure struct {
	num, den    decimal.Decimal
	provisional bool
	warning     string // key, or ""
	detail      string // what the warning names: the missing indicator
}

func exactly(points decimal.Decimal) figure { return figure{num: points, den: one} }

// nothing is 0 points for now, and why.
func nothing(warning string) figure { return figure{den: one, provisional: true, warning: warning} }

func missing() figure { return nothing("scoring.missing") }

// quotient is num ÷ den for a den that is not 0.
func quotient(num, den decimal.Decimal) figure {
	if den.Sign() < 0 {
		num, den = num.Neg(), den.Neg()
	}
	return figure{num: num, den: den}
}

// clamped brings the fraction between the limits, comparing by cross-multiplication. What could not be computed stays 0: a floor is for those
// who reported.
func (f figure) clamped(b criteria.Bounds) (num, den decimal.Decimal) {
	if f.warning != "" {
		return zero, one
	}
	if f.num.Cmp(b.High.Mul(f.den)) > 0 {
		return b.High, one
	}
	if !b.NoLow && f.num.Cmp(b.Low.Mul(f.den)) < 0 {
		return b.Low, one
	}
	return f.num, f.den
}

// points applies the rule of a criterion to an input that is not "not applicable".
func points(c *criteria.Criterion, in *criteria.Input, u *criteria.UnitInputs, peers *Peers) figure {
	r := &c.Rule
	switch r.Kind {
	case criteria.Manual:
		return given(in.Points, exactly)
	case criteria.Choice:
		if o, ok := r.Option(in.Choice); ok {
			return exactly(o.Points)
		}
		return missing()
	case criteria.Pass:
		return happened(in.Pass, r.M)
	case criteria.Event:
		return happened(in.Happened, r.Points)
	case criteria.Checklist:
		return checklist(r, in)
	case criteria.Percent:
		return percent(r, in)
	case criteria.Target:
		return target(r, in)
	case criteria.Bands:
		return given(in.Value, func(x decimal.Decimal) figure { return exactly(bandPoints(r, x)) })
	case criteria.Step:
		return given(in.Value, func(x decimal.Decimal) figure { return exactly(r.M.Sub(r.Per.Mul(startedUnits(r, x)))) })
	case criteria.Count:
		return given(in.Count, func(n decimal.Decimal) figure { return exactly(n.Mul(r.Each)) })
	case criteria.Tiers:
		return tiers(r, in)
	case criteria.Deduct:
		return given(in.Count, func(n decimal.Decimal) figure { return exactly(r.M.Sub(n.Mul(r.Each))) })
	case criteria.DeductTable:
		return given(in.Count, func(n decimal.Decimal) figure { return exactly(r.M.Sub(tableLoss(r, n))) })
	case criteria.Late:
		return given(in.Days, func(days decimal.Decimal) figure { return exactly(r.M.Sub(r.PerDay.Mul(daysLate(r, days)))) })
	case criteria.Base:
		return base(r, in)
	case criteria.PlusMinus:
		if in.Plus == nil || in.Minus == nil {
			return missing()
		}
		return exactly(r.Plus.Mul(*in.Plus).Sub(r.Minus.Mul(*in.Minus)))
	case criteria.Linear:
		return given(in.Value, func(x decimal.Decimal) figure {
			return quotient(r.Factor.Mul(x).Add(r.Offset.Mul(r.Divisor)), r.Divisor)
		})
	case criteria.Improve:
		return improve(c, in, u)
	case criteria.Formula:
		return formula(r, u)
	}
	return peers.points(c, in)
}

// given applies the rule where the figure is there.
func given(x *decimal.Decimal, rule func(decimal.Decimal) figure) figure {
	if x == nil {
		return missing()
	}
	return rule(*x)
}

func happened(yes *bool, points decimal.Decimal) figure {
	switch {
	case yes == nil:
		return missing()
	case *yes:
		return exactly(points)
	}
	return exactly(zero)
}

func checklist(r *criteria.Rule, in *criteria.Input) figure {
	if in.Checks == nil {
		return missing()
	}
	var sum decimal.Decimal
	for _, id := range in.Checks {
		o, _ := r.Option(id)
		sum = sum.Add(o.Points)
	}
	return exactly(sum)
}

func percent(r *criteria.Rule, in *criteria.Input) figure {
	switch {
	case in.Value != nil:
		return quotient(r.M.Mul(*in.Value), hundred)
	case in.Num == nil || in.Den == nil:
		return missing()
	case in.Den.IsZero():
		return nothing("scoring.zero-denominator")
	}
	return quotient(r.M.Mul(*in.Num), *in.Den)
}

// targetOf is the target that counts for a unit: its own where it has one, else the cluster's.
func targetOf(r *criteria.Rule, in *criteria.Input) *decimal.Decimal {
	if in.Target != nil {
		return in.Target
	}
	return r.Target
}

func target(r *criteria.Rule, in *criteria.Input) figure {
	t := targetOf(r, in)
	switch {
	case in.Value == nil:
		return missing()
	case t == nil:
		return nothing("scoring.no-target")
	}
	return quotient(r.M.Mul(*in.Value), *t) // the limit M makes it min(1, x/T)
}

func bandPoints(r *criteria.Rule, x decimal.Decimal) decimal.Decimal {
	if b, ok := bandOf(r, x); ok {
		return b.Points
	}
	return r.Otherwise
}

func bandOf(r *criteria.Rule, x decimal.Decimal) (criteria.Band, bool) {
	for _, b := range r.Bands {
		if b.Fits(x) {
			return b, true
		}
	}
	return criteria.Band{}, false
}

// startedUnits is ⌈shortfall ÷ unit⌉, never negative.
func startedUnits(r *criteria.Rule, x decimal.Decimal) decimal.Decimal {
	short := r.From.Sub(x)
	if r.Lower {
		short = short.Neg()
	}
	if short.Sign() <= 0 {
		return zero
	}
	n := decimal.QuoRound(short, r.Unit, 0, decimal.Down)
	if n.Mul(r.Unit).Cmp(short) < 0 {
		n = n.Add(one)
	}
	return n
}

func tiers(r *criteria.Rule, in *criteria.Input) figure {
	if in.Counts == nil {
		return missing()
	}
	var sum, best decimal.Decimal
	for _, o := range r.Options {
		n := in.Counts[o.ID]
		if n.Sign() <= 0 {
			continue
		}
		sum, best = sum.Add(n.Mul(o.Points)), decimal.Max(best, o.Points)
	}
	if r.TakeBest {
		return exactly(best)
	}
	return exactly(sum)
}

// tableLoss is what n occurrences cost.
func tableLoss(r *criteria.Rule, n decimal.Decimal) decimal.Decimal {
	length := int64(len(r.Table))
	if i, ok := n.Int64(); ok && i <= length {
		if i == 0 {
			return zero
		}
		return r.Table[i-1]
	}
	if r.Beyond == nil {
		return r.M
	}
	return r.Table[length-1].Add(r.Beyond.Mul(n.Sub(decimal.FromInt(length))))
}

func daysLate(r *criteria.Rule, days decimal.Decimal) decimal.Decimal {
	return decimal.Max(zero, days.Sub(r.Grace))
}

func base(r *criteria.Rule, in *criteria.Input) figure {
	if in.Counts == nil {
		return missing()
	}
	sum := r.Start
	for _, o := range r.Options {
		sum = sum.Add(in.Counts[o.ID].Mul(o.Points))
	}
	return exactly(sum)
}

func improve(c *criteria.Criterion, in *criteria.Input, u *criteria.UnitInputs) figure {
	before, ok := u.Previous[c.Code]
	switch {
	case in.Value == nil:
		return missing()
	case !ok:
		return nothing("scoring.no-previous")
	}
	return exactly(c.Rule.Each.Mul(in.Value.Sub(before)))
}
