package paper

import (
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
	"thidua/workspace"
)

// ties tells, for each pair of neighbours with equal figures, why one stands before the other, or that they share a place.
func ties(r *workspace.Ranking) []string {
	set := r.Season.Set
	w := figuresOf(set)
	var remarks []string
	for i := 1; i < len(r.Standings); i++ {
		a, b := &r.Standings[i-1], &r.Standings[i]
		if !level(set, a.Final, b.Final) {
			continue
		}
		figure := say("tie.points", "points", w.fixed(a.Final.Total))
		if set.Normalise {
			figure = say("tie.percent", "percent", w.fixed(a.Final.Percent))
		}
		names := []any{"first", a.Unit.Label(), "second", b.Unit.Label(), "figure", figure}
		if a.Final.Rank == b.Final.Rank {
			remarks = append(remarks, say("tie.shared", append(names, "rank", a.Final.Rank)...))
			continue
		}
		remarks = append(remarks, say("tie.decided", append(names, "why", why(set, a.Final, b.Final, w))...))
	}
	return remarks
}

// level reports whether two units are equal in the figure that is ranked.
func level(set *criteria.Set, a, b *scoring.UnitResult) bool {
	if set.Normalise {
		return a.Percent.Equal(b.Percent)
	}
	return a.Total.Equal(b.Total)
}

// why names the step of the chain that told two units apart, with its figures. Where none of the figures on the sheets did, it was last
// year's place, the ballot or the chair, whichever the set names.
func why(set *criteria.Set, a, b *scoring.UnitResult, w figures) string {
	for _, step := range set.TieBreak {
		key, x, y := "", decimal.Decimal{}, decimal.Decimal{}
		switch step.Kind {
		case criteria.TieGroup:
			g, _ := set.GroupByCode(step.Code)
			key, x, y = "tie.group", a.Groups[g.Index].Points, b.Groups[g.Index].Points
		case criteria.TieCriterion:
			c, _ := set.ByCode(step.Code)
			key, x, y = "tie.criterion", a.Criteria[c.Index].Points, b.Criteria[c.Index].Points
		case criteria.TieFewerDeductions:
			key, x, y = "tie.deductions", a.Deductions, b.Deductions
		case criteria.TieBonus:
			key, x, y = "tie.bonus", a.Bonus, b.Bonus
		}
		if !x.Equal(y) {
			return say(key, "code", step.Code, "more", w.fixed(x), "less", w.fixed(y))
		}
	}
	return say("tie.beyond")
}
