package scoring

import (
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
)

// Most is the greatest figure a group can come to: its maximum, with whatever of bonus is counted on top of it. Papers print it, so that what stands
// in a column of maxima adds up; a percentage is of Max, which an outside bonus is no part of.
func (u *UnitResult) Most(g *criteria.Group) decimal.Decimal {
	var parts []criteria.Part
	add := func(most, weight decimal.Decimal, bonus criteria.Bonus) {
		if bonus.Counted(g.Bonus) {
			parts = append(parts, criteria.Part{Points: most, Weight: weight, Outside: bonus == criteria.Outside})
		}
	}
	for _, c := range g.Criteria {
		if r := u.Criteria[c.Index]; !r.NA {
			add(r.Max, c.Weight, c.Bonus)
		}
	}
	for _, sub := range g.Groups {
		if u.Groups[sub.Index].Applicable {
			add(u.Most(sub), sub.Share(), sub.Bonus)
		}
	}
	most, _ := g.Combine(parts, u.set.Rounding)
	return most
}

// MostTotal is the greatest total the sheet can come to.
func (u *UnitResult) MostTotal() decimal.Decimal {
	var total decimal.Decimal
	for _, g := range u.set.Groups {
		if u.Groups[g.Index].Applicable && g.Bonus.Counted(criteria.NoBonus) {
			total = total.Add(u.Most(g))
		}
	}
	return total
}
