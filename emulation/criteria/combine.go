package criteria

import (
	"maps"
	"slices"

	"thidua/emulation/decimal"
)

// Part is one child of a group, with its rounded points (or its maximum), on the way into the group's figure.
type Part struct {
	Points  decimal.Decimal
	Weight  decimal.Decimal
	Outside bool // an outside bonus
}

// Combine makes a group's figure of those of its applicable children: the aggregate, rounded where it divides, then the cap, then the group's
// weight, rounded. Outside bonuses inside an ordinary group are added on top of its aggregate: an average is not lowered by a bonus. The same arithmetic serves
// points and maxima (for maxima the caller leaves outside bonuses out). ok is false where there is nothing to combine.
func (g *Group) Combine(parts []Part, r Rounding) (figure decimal.Decimal, ok bool) {
	figure, ok = g.capped(parts, r)
	if factor := g.Factor(); !factor.Equal(one) {
		figure = r.Quo(figure.Mul(factor), one)
	}
	return figure, ok
}

func (g *Group) capped(parts []Part, r Rounding) (figure decimal.Decimal, ok bool) {
	figure, ok = g.Before(parts, r)
	if g.Cap != nil {
		figure = decimal.Min(figure, *g.Cap)
	}
	return figure, ok
}

// Before is the group's figure before cap and weight.
func (g *Group) Before(parts []Part, r Rounding) (figure decimal.Decimal, ok bool) {
	if len(parts) == 0 {
		return decimal.Decimal{}, false
	}
	var extra, sum, weights, least decimal.Decimal
	n := 0
	for _, p := range parts {
		if p.Outside && g.Bonus != Outside {
			extra = extra.Add(p.Points)
			continue
		}
		if g.Aggregate == Weighted {
			sum, weights = sum.Add(p.Points.Mul(p.Weight)), weights.Add(p.Weight)
		} else {
			sum = sum.Add(p.Points)
		}
		if n == 0 || p.Points.Cmp(least) < 0 {
			least = p.Points
		}
		n++
	}
	switch {
	case n == 0: // only bonuses
	case g.Aggregate == Average:
		sum = r.Quo(sum, decimal.FromInt(int64(n)))
	case g.Aggregate == Weighted:
		sum = r.Quo(sum, weights)
	case g.Aggregate == Minimum:
		sum = least
	}
	return sum.Add(extra), true
}

// Maximum is the most points a unit of this type can get when every criterion for its type applies, outside bonus left out.
func (s *Set) Maximum(unitType string) decimal.Decimal {
	return s.maximum(func(c *Criterion) bool { return c.Applies(unitType) })
}

func (s *Set) maximum(applies func(*Criterion) bool) decimal.Decimal {
	var total decimal.Decimal
	for _, g := range s.Groups {
		if !g.Bonus.InMaximum(NoBonus) {
			continue
		}
		if m, ok := g.maximum(s.Rounding, applies); ok {
			total = total.Add(m)
		}
	}
	return total
}

// maximum is the group's figure when every criterion has its full points.
func (g *Group) maximum(r Rounding, applies func(*Criterion) bool) (decimal.Decimal, bool) {
	return g.Combine(g.full(r, applies), r)
}

// full are the maxima of what lies beneath the group.
func (g *Group) full(r Rounding, applies func(*Criterion) bool) []Part {
	var parts []Part
	for _, c := range g.Criteria {
		if c.Bonus.InMaximum(g.Bonus) && applies(c) {
			parts = append(parts, Part{Points: c.Full(), Weight: c.Weight})
		}
	}
	for _, sub := range g.Groups {
		if !sub.Bonus.InMaximum(g.Bonus) {
			continue
		}
		if m, ok := sub.maximum(r, applies); ok {
			parts = append(parts, Part{Points: m, Weight: sub.Share()})
		}
	}
	return parts
}

// Stated is what a table states beside a group: the cap or the maximum it names, else the sum of its full points where they are summed, after its
// weight; nil = none.
func (g *Group) Stated() *decimal.Decimal {
	own := g.stated()
	if factor := g.Factor(); own != nil && !factor.Equal(one) {
		weighed := own.Mul(factor)
		return &weighed
	}
	return own
}

func (g *Group) stated() *decimal.Decimal {
	switch {
	case g.Cap != nil:
		return g.Cap
	case g.Max != nil:
		return g.Max
	case g.Aggregate != Sum:
		return nil
	}
	var sum decimal.Decimal
	for _, c := range g.Criteria {
		if c.Bonus.InMaximum(g.Bonus) {
			sum = sum.Add(c.Full())
		}
	}
	for _, sub := range g.Groups {
		if !sub.Bonus.InMaximum(g.Bonus) {
			continue
		}
		m := sub.Stated()
		if m == nil {
			return nil
		}
		sum = sum.Add(*m)
	}
	return &sum
}

// Types lists the unit types the set names anywhere.
func (s *Set) Types() []string {
	all := slices.Collect(maps.Keys(s.Scale.ByType))
	for _, g := range s.groups {
		all = append(all, g.AppliesTo...)
	}
	for _, c := range s.criteria {
		all = append(all, c.AppliesTo...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
