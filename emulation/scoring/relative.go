package scoring

import (
	"errors"
	"slices"

	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
)

// Peers holds what the relative rules (best, target-leader, rank) need to know of the other units of the cluster.
type Peers struct {
	fields  map[int]*field // by Criterion.Index, relative criteria only
	partial bool           // the cluster is not known, the unit is compared with itself
}

// field is the values of the cluster in one relative criterion.
type field struct {
	values  []decimal.Decimal // best first
	leader  criteria.Fraction // target-leader: the best ratio x/T; Den 0 = none
	missing bool              // some unit it applies to has not reported, or is not yet free of it
}

// Compare gathers the values of the cluster for the relative rules of a set.
func Compare(set *criteria.Set, units []criteria.UnitInputs) *Peers {
	p := &Peers{fields: map[int]*field{}}
	all := make([]*criteria.UnitInputs, len(units))
	for i := range units {
		all[i] = &units[i]
	}
	for _, c := range set.Criteria() {
		if c.Rule.Kind.Relative() {
			p.fields[c.Index] = compare(c, all)
		}
	}
	return p
}

func compare(c *criteria.Criterion, units []*criteria.UnitInputs) *field {
	f := &field{}
	for _, u := range units {
		in, ok := u.Inputs[c.Code]
		if !c.Applies(u.Type) {
			continue
		}
		if in.NA {
			f.missing = f.missing || in.Unconfirmed // it may yet have to report
			continue
		}
		if !ok || in.Value == nil {
			f.missing = true
			continue
		}
		f.values = append(f.values, *in.Value)
		if c.Rule.Kind == criteria.TargetLeader {
			if t := targetOf(&c.Rule, &in); t != nil {
				f.leader = further(f.leader, criteria.Fraction{Num: *in.Value, Den: *t})
			} else {
				f.missing = true
			}
		}
	}
	slices.SortFunc(f.values, func(a, b decimal.Decimal) int {
		if c.Rule.Lower {
			return a.Cmp(b)
		}
		return b.Cmp(a)
	})
	return f
}

// further is the better of two ratios with targets above 0; one without Den is none.
func further(f, g criteria.Fraction) criteria.Fraction {
	if f.Den.IsZero() || g.Num.Mul(f.Den).Cmp(f.Num.Mul(g.Den)) > 0 {
		return g
	}
	return f
}

// points applies a relative rule.
func (p *Peers) points(c *criteria.Criterion, in *criteria.Input) figure {
	if in.Value == nil {
		return missing()
	}
	var out figure
	field := p.fields[c.Index]
	switch c.Rule.Kind {
	case criteria.Best:
		out = field.best(&c.Rule, *in.Value)
	case criteria.TargetLeader:
		out = field.targetLeader(&c.Rule, in)
	case criteria.Rank:
		out = field.rank(&c.Rule, *in.Value)
	}
	out.provisional = out.provisional || field.missing || p.partial
	return out
}

// best is M·x ÷ the largest x.
func (f *field) best(r *criteria.Rule, x decimal.Decimal) figure {
	top := x
	if len(f.values) > 0 {
		top = decimal.Max(x, f.values[0])
	}
	if top.Sign() <= 0 {
		return nothing("scoring.no-best")
	}
	return quotient(r.M.Mul(x), top)
}

// targetLeader is 0.5·M·x/T up to the target; above it 0.5·M plus the other half by how far the way from target to leader is gone:
// (x/T − 1) ÷ (best − 1).
func (f *field) targetLeader(r *criteria.Rule, in *criteria.Input) figure {
	target := targetOf(r, in)
	if target == nil {
		return nothing("scoring.no-target")
	}
	x, t, two := *in.Value, *target, decimal.FromInt(2)
	if x.Cmp(t) <= 0 {
		return quotient(r.M.Mul(x), two.Mul(t))
	}
	leader := further(f.leader, criteria.Fraction{Num: x, Den: t})
	gone := x.Sub(t).Mul(leader.Den)         // (x/T − 1) × T·bT
	way := t.Mul(leader.Num.Sub(leader.Den)) // (bx/bT − 1) × T·bT
	return quotient(r.M.Mul(way.Add(gone)), two.Mul(way))
}

// rank is the points of the unit's place; tied units share the best of their places, or the mean.
func (f *field) rank(r *criteria.Rule, x decimal.Decimal) figure {
	first, tied := f.place(x)
	if !r.Average {
		return exactly(placePoints(r, first))
	}
	var sum decimal.Decimal
	for i := range tied {
		sum = sum.Add(placePoints(r, first+i))
	}
	return quotient(sum, decimal.FromInt(int64(tied)))
}

// place is how many units are better, and how many have the same value (at least the unit itself).
func (f *field) place(x decimal.Decimal) (better, tied int) {
	better = slices.IndexFunc(f.values, x.Equal)
	if better < 0 {
		return len(f.values), 1
	}
	for _, v := range f.values[better:] {
		if !v.Equal(x) {
			break
		}
		tied++
	}
	return better, tied
}

func placePoints(r *criteria.Rule, place int) decimal.Decimal {
	if place < len(r.Places) {
		return r.Places[place]
	}
	return r.Rest
}

// formula computes the expression over the unit's indicators.
func formula(r *criteria.Rule, u *criteria.UnitInputs) figure {
	f, err := r.Expr.Eval(u.Indicators)
	var lacking *criteria.MissingIndicator
	switch {
	case errors.As(err, &lacking):
		return figure{den: one, provisional: true, warning: "scoring.no-indicator", detail: lacking.Name}
	case err != nil:
		return nothing("scoring.formula-zero")
	}
	return quotient(f.Num, f.Den)
}

func equalOrNil(a, b *decimal.Decimal) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Equal(*b)
}
