package scoring

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

// average is the cluster's average of a figure: sum ÷ count, over the units that have it.
type average struct {
	sum, count decimal.Decimal
	lacking    []string // names of the units whose figure is still to come
}

// compareAll gathers what the conditions of the classes measure by: the places by points, and the averages.
func (r *Result) compareAll() {
	r.averages = map[criteria.Compared]average{}
	for _, u := range r.Units {
		u.place = u.Rank
	}
	for _, band := range r.Set.Classes.Bands {
		for _, c := range band.When {
			if _, done := r.averages[c.Of]; done || c.Of.Sort == "" {
				continue
			}
			a := r.averageOf(c.Of)
			if r.averages[c.Of] = a; len(a.lacking) > 0 {
				r.Warnings = append(r.Warnings, Warning{key: "scoring.average-open", pairs: []any{"of", c.Of.Told(), "units", strings.Join(a.lacking, ", ")}})
			}
		}
	}
}

func (r *Result) averageOf(of criteria.Compared) (a average) {
	for _, u := range r.Units {
		value, known, applies := u.figure(of)
		switch {
		case known:
			a.sum, a.count = a.sum.Add(value), a.count.Add(one)
		case applies:
			a.lacking = append(a.lacking, u.Name)
		}
	}
	return a
}

// figure is a unit's figure that conditions compare; applies is false where the unit has none and is not asked for it.
func (u *UnitResult) figure(of criteria.Compared) (value decimal.Decimal, known, applies bool) {
	switch of.Sort {
	case "group":
		g, ok := u.Group(of.Code)
		return g.Points, ok && g.Applicable, ok && g.Applicable
	case "criterion":
		c, ok := u.Criterion(of.Code)
		applies = ok && !c.NA
		return c.Points, applies && (c.Given || c.Overridden), applies
	}
	value, known = u.inputs.Indicators[of.Code]
	return value, known, true
}

// unmet are the conditions of a band that a unit does not fulfil.
func (r *Result) unmet(u *UnitResult, band criteria.Class) []criteria.Condition {
	return emulation.Where(band.When, func(c criteria.Condition) bool { return !r.meets(u, c) })
}

func (r *Result) meets(u *UnitResult, c criteria.Condition) bool {
	switch c.Kind {
	case criteria.DeductionsWithin:
		return u.Deductions.Mul(hundred).Cmp(c.Limit.Mul(u.Bonus)) <= 0
	case criteria.PlaceWithin:
		return decimal.FromInt(int64(u.place)).Cmp(c.Limit) <= 0
	case criteria.PlaceWithinPercent:
		return u.place <= r.share(c.Limit)
	case criteria.NoGate:
		return len(u.Blocked) == 0
	}
	value, known, applies := u.figure(c.Of)
	if !known {
		return !applies // what does not concern the unit does not keep it from a class
	}
	a := r.averages[c.Of]
	switch against := value.Mul(a.count).Cmp(a.sum); c.Kind {
	case criteria.AtLeastAverage:
		return against >= 0
	case criteria.AboveAverage:
		return against > 0
	case criteria.AtMostAverage:
		return against <= 0
	default:
		return against < 0
	}
}

// share is ⌊q·n/100⌋ of all ranked units.
func (r *Result) share(percent decimal.Decimal) int {
	n, _ := decimal.QuoRound(percent.Mul(decimal.FromInt(int64(len(r.Units)))), hundred, 0, decimal.Down).Int64()
	return int(n)
}

// explainCondition says with its figures that a unit fulfils a condition, or does not.
func (r *Result) explainCondition(u *UnitResult, c criteria.Condition) emulation.Message {
	key := "class.met."
	if !r.meets(u, c) {
		key = "class.unmet."
	}
	pairs := []any{"limit", c.Limit, "deductions", u.Deductions, "bonus", u.Bonus, "place", u.place, "places", r.share(c.Limit), "units", len(r.Units)}
	switch c.Kind {
	case criteria.NoGate:
		if len(u.Blocked) > 0 {
			b := u.Blocked[0]
			pairs = append(pairs, "what", b.what())
		}
	case criteria.DeductionsWithin, criteria.PlaceWithin, criteria.PlaceWithinPercent:
	default:
		value, known, applies := u.figure(c.Of)
		switch a := r.averages[c.Of]; {
		case !applies:
			return emulation.Say("class.met.not-asked", "of", c.Of.Told())
		case !known:
			return emulation.Say("class.unmet.no-figure", "of", c.Of.Told())
		default:
			mean, exact := rule.Shown(a.sum, a.count)
			sign := emulation.Say("class.average")
			if !exact {
				sign = emulation.Say("class.average-about")
			}
			pairs = append(pairs, "of", c.Of.Told(), "value", value, "average", mean, "sign", sign)
		}
	}
	return emulation.Say(key+string(c.Kind), pairs...)
}
