package scoring

import (
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

// ExplainGroup says how a group's points came about from those beneath it: "9,85 (I.1) + 5 (I.2) = 14,85 → tối đa 12". An unknown code is the
// sentence "explain.unknown-group".
func (u *UnitResult) ExplainGroup(code string) emulation.Message {
	g, ok := u.set.GroupByCode(code)
	if !ok {
		return emulation.Say("explain.unknown-group", "code", code)
	}
	r := u.Groups[g.Index]
	if !r.Applicable {
		return emulation.Say("explain.nothing-applies")
	}
	parts, extra := u.partsOf(g)
	e := explanation{}
	var before decimal.Decimal // what the cap is held against
	if len(parts) > 0 {
		e.Message, before = aggregated(g, parts, u.set.Rounding)
	}
	if len(extra) > 0 {
		sum, bonus := added(extra)
		if len(parts) == 0 {
			e.Message, before = summed(sum, bonus, len(extra)), bonus
		} else {
			before = before.Add(bonus)
			e.add("explain.and-bonus", "bonus", sum, "sum", before)
		}
	}
	if g.Cap != nil && g.Cap.Less(before) {
		before = *g.Cap
		e.add("explain.at-most", "limit", before)
	}
	if factor := g.Factor(); !factor.Equal(one) {
		product := before.Mul(factor)
		e.weighted(factor, g.Percent, product, one)
		if !product.Equal(r.Points) {
			e.add("explain.rounded", "points", r.Points)
		}
	}
	return e.Message
}

// part is a printed figure beneath a group.
type part struct {
	code   string
	points decimal.Decimal
	weight decimal.Decimal
}

// partsOf lists what applies beneath a group, outside bonuses of an ordinary group apart.
func (u *UnitResult) partsOf(g *criteria.Group) (parts, extra []part) {
	put := func(p part, bonus criteria.Bonus) {
		if bonus == criteria.Outside && g.Bonus != criteria.Outside {
			extra = append(extra, p)
		} else {
			parts = append(parts, p)
		}
	}
	for _, c := range g.Criteria {
		if r := u.Criteria[c.Index]; !r.NA && c.Bonus.Counted(g.Bonus) {
			put(part{c.Code, r.Points, c.Weight}, c.Bonus)
		}
	}
	for _, sub := range g.Groups {
		if r := u.Groups[sub.Index]; r.Applicable && sub.Bonus.Counted(g.Bonus) {
			put(part{sub.Code, r.Points, sub.Share()}, sub.Bonus)
		}
	}
	return parts, extra
}

// aggregated is the sentence of the group's aggregate and its rounded figure.
func aggregated(g *criteria.Group, parts []part, rounding criteria.Rounding) (emulation.Message, decimal.Decimal) {
	switch g.Aggregate {
	case criteria.Average:
		sum, total := added(parts)
		return mean(emulation.Say("explain.mean", "sum", sum, "count", len(parts)), total, decimal.FromInt(int64(len(parts))), rounding)
	case criteria.Weighted:
		var weights, total decimal.Decimal
		var sum emulation.Message
		for i, p := range parts {
			weights, total = weights.Add(p.weight), total.Add(p.points.Mul(p.weight))
			term := emulation.Say("explain.weighted-part", "weight", p.weight, "code", p.code, "points", p.points)
			if i == 0 {
				sum = term
			} else {
				sum = emulation.Say("explain.plus", "sum", sum, "term", term)
			}
		}
		return mean(emulation.Say("explain.mean", "sum", sum, "count", weights), total, weights, rounding)
	case criteria.Minimum:
		least := parts[0]
		for _, p := range parts {
			if p.points.Less(least.points) {
				least = p
			}
		}
		return emulation.Say("explain.least", "code", least.code, "points", least.points), least.points
	}
	sum, total := added(parts)
	return summed(sum, total, len(parts)), total
}

// mean is "(…) ÷ n = x → rounded".
func mean(expression emulation.Message, num, den decimal.Decimal, rounding criteria.Rounding) (emulation.Message, decimal.Decimal) {
	e := explanation{Message: rule.Equals(num, den, expression)}
	rounded := rounding.Quo(num, den)
	if raw, exact := rule.Shown(num, den); !exact || !raw.Equal(rounded) {
		e.add("explain.rounded", "points", rounded)
	}
	return e.Message, rounded
}

// added is "9,85 (I.1) + 5 (I.2) − 3 (I.3)" and its value.
func added(parts []part) (emulation.Message, decimal.Decimal) {
	total := parts[0].points
	sum := emulation.Say("explain.part", "code", parts[0].code, "points", total)
	for _, p := range parts[1:] {
		total = total.Add(p.points)
		key := "explain.plus"
		if p.points.Sign() < 0 {
			key = "explain.minus"
		}
		sum = emulation.Say(key, "sum", sum, "term", emulation.Say("explain.part", "code", p.code, "points", p.points.Abs()))
	}
	return sum, total
}

// summed leaves "= x" out where there is nothing to add.
func summed(sum emulation.Message, total decimal.Decimal, count int) emulation.Message {
	if count == 1 {
		return sum
	}
	return emulation.Say("explain.equals", "expression", sum, "value", total)
}

// ExplainTotal says of which groups the total is the sum.
func (u *UnitResult) ExplainTotal() emulation.Message {
	var parts []part
	for _, g := range u.set.Groups {
		if r := u.Groups[g.Index]; r.Applicable && g.Bonus.Counted(criteria.NoBonus) {
			parts = append(parts, part{code: g.Code, points: r.Points})
		}
	}
	if len(parts) == 0 {
		return emulation.Say("explain.nothing-applies")
	}
	sum, total := added(parts)
	return summed(sum, total, len(parts))
}

// ExplainPercent says how the percent of the applicable maximum came about.
func (u *UnitResult) ExplainPercent() emulation.Message {
	if u.Max.Sign() <= 0 {
		return emulation.Say("explain.nothing-applies")
	}
	m, _ := mean(emulation.Say("explain.share", "total", u.Total, "max", u.Max), u.Total.Mul(hundred), u.Max, u.set.Rounding)
	return m
}
