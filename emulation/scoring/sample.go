package scoring

import (
	"strconv"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

// Sample is a made-up result of a criterion and what it gives.
type Sample struct {
	Input      rule.Input
	Indicators map[string]decimal.Decimal // of a formula, in place of an input
	CriterionResult
	Why emulation.Message // how the points came about
}

// Samples tries the only criterion of a set (criteria.Alone) on the samples of its rule, and on further inputs behind them. What compares units compares
// all of these; what looks at last season has the first sample as the figure of then; a formula has indicators as large as one another, and a first one half as large.
func Samples(alone *criteria.Set, more ...rule.Input) []Sample {
	c := alone.Criteria()[0]
	var units []criteria.UnitInputs
	for _, in := range append(c.Rule.Samples(), more...) {
		units = append(units, criteria.UnitInputs{Inputs: map[string]rule.Input{c.Code: in}})
	}
	if names := c.Rule.Indicators(); names != nil {
		units = nil
		for _, n := range [][2]int64{{100, 100}, {50, 100}, {10, 10}} {
			all := map[string]decimal.Decimal{}
			for i, name := range names {
				all[name] = decimal.FromInt(n[min(i, 1)])
			}
			units = append(units, criteria.UnitInputs{Indicators: all})
		}
	}
	if first, ok := firstFigure(units, c.Code); ok && c.Rule.Since() {
		for i := range units {
			units[i].Previous = map[string]decimal.Decimal{c.Code: first}
		}
	}
	for i := range units {
		units[i].ID = strconv.Itoa(i)
	}
	peers, out := Compare(alone, units, false), make([]Sample, len(units))
	for i := range units {
		u := ScoreUnit(alone, &units[i], peers)
		out[i] = Sample{units[i].Inputs[c.Code], units[i].Indicators, *u.Criteria[c.Index], u.Explain(c.Code)}
	}
	return out
}

// firstFigure is the figure of the first unit.
func firstFigure(units []criteria.UnitInputs, code string) (x decimal.Decimal, ok bool) {
	if len(units) == 0 {
		return x, false
	}
	f, ok := units[0].Inputs[code].Answer.(*rule.Figure)
	if ok {
		x = f.X
	}
	return x, ok
}
