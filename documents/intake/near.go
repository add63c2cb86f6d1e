package intake

import (
	"strings"

	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

// near lists the inputs next to one: each of its figures a unit of its last place less and more. told is false where no figure is in it.
func near(in rule.Input) (list []rule.Input, told bool) {
	add := func(a rule.Answer) { list = append(list, rule.Input{Answer: a}) }
	switch a := in.Answer.(type) {
	case *rule.Figure:
		for _, x := range beside(a.X) {
			add(&rule.Figure{X: x})
		}
	case *rule.Rate:
		switch {
		case a.Value != nil:
			for _, x := range beside(*a.Value) {
				add(&rule.Rate{Value: &x})
			}
		case a.Num != nil:
			for _, x := range beside(*a.Num) {
				add(&rule.Rate{Num: &x, Den: a.Den})
			}
		}
	case *rule.Reached:
		if a.Value != nil {
			for _, x := range beside(*a.Value) {
				add(&rule.Reached{Value: &x, Target: a.Target})
			}
		}
	case *rule.Counted:
		for i, n := range a.N {
			for _, x := range beside(n) {
				other := append([]decimal.Decimal{}, a.N...)
				other[i] = x
				add(&rule.Counted{N: other})
			}
		}
	default:
		return nil, false
	}
	return list, true
}

func beside(x decimal.Decimal) []decimal.Decimal {
	unit := one
	if _, places, dotted := strings.Cut(x.String(), "."); dotted {
		unit = decimal.MustParse("0." + strings.Repeat("0", len(places)-1) + "1")
	}
	if less := x.Sub(unit); less.Sign() >= 0 {
		return []decimal.Decimal{less, x.Add(unit)}
	}
	return []decimal.Decimal{x.Add(unit)}
}
