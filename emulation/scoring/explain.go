package scoring

import (
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
)

// Explain says how the points of a criterion came about, in one sentence such as "98,54 % × 10 = 9,854 → 9,85". It is computed when asked
// for. An unknown code is the sentence "explain.unknown".
func (u *UnitResult) Explain(code string) emulation.Message {
	c, ok := u.set.ByCode(code)
	if !ok {
		return emulation.Say("explain.unknown", "code", code)
	}
	r := u.Criteria[c.Index]
	in := u.inputs.Inputs[code]
	switch {
	case r.NA && !in.NA:
		return emulation.Say("explain.not-for-type", "type", u.inputs.Type)
	case r.NA && in.Reason == "":
		return emulation.Say("explain.na")
	case r.NA:
		return emulation.Say("explain.na-because", "reason", in.Reason)
	case r.Overridden:
		return u.explainOverride(c, &in, r)
	}
	return u.explainRule(c, &in, r)
}

// explainOverride names the points a person gave, beside what the rule would have given where they differ.
func (u *UnitResult) explainOverride(c *criteria.Criterion, in *criteria.Input, r CriterionResult) emulation.Message {
	f := points(c, in, u.inputs, u.peers)
	num, den := f.clamped(c.Rule.Bounds())
	computed := u.set.Rounding.Quo(num.Mul(c.Factor()), den)
	if !r.Given || computed.Equal(r.Points) {
		return emulation.Say("explain.given", "points", r.Points)
	}
	return emulation.Say("explain.given-instead", "points", r.Points, "computed", computed)
}

// explainRule is the rule's own sentence, then limits, weight and rounding where they changed something.
func (u *UnitResult) explainRule(c *criteria.Criterion, in *criteria.Input, r CriterionResult) emulation.Message {
	f := points(c, in, u.inputs, u.peers)
	if f.warning != "" {
		return emulation.Say("explain"+f.warning[len("scoring"):], "name", f.detail)
	}
	e := explanation{Message: u.explainKind(c, in, f)}
	b := c.Rule.Bounds()
	num, den := f.clamped(b)
	switch {
	case f.num.Cmp(b.High.Mul(f.den)) > 0:
		e.add("explain.at-most", "limit", b.High)
	case !b.NoLow && f.num.Cmp(b.Low.Mul(f.den)) < 0:
		e.add("explain.at-least", "limit", b.Low)
	}
	if factor := c.Factor(); !factor.Equal(one) {
		num = num.Mul(factor)
		e.weighted(factor, num, den)
	}
	if raw, exact := shown(num, den); !exact || !raw.Equal(r.Points) {
		e.add("explain.rounded", "points", r.Points)
	}
	if r.Provisional {
		e.add("explain.provisional")
	}
	return e.Message
}

// explanation grows a sentence from left to right.
type explanation struct{ emulation.Message }

// add puts the sentence so far into a longer one.
func (e *explanation) add(key string, pairs ...any) {
	e.Message = emulation.Say(key, append(pairs, "sentence", e.Message)...)
}

func (e *explanation) weighted(factor, num, den decimal.Decimal) {
	product, exact := shown(num, den)
	key := "explain.weighted"
	if !exact {
		key = "explain.weighted-about"
	}
	e.add(key, "weight", factor, "product", product)
}

// An intermediate figure is written out to six places before it is called "about", and is left out where it has more than thirty digits,
// which only a mistyped formula makes.
const (
	shownPlaces = 6
	shownDigits = 30
)

// shown is a fraction for a reader: itself where it ends within six places (or is whole in itself), else rounded.
func shown(num, den decimal.Decimal) (value decimal.Decimal, exact bool) {
	if den.Equal(one) && len(num.String()) <= shownDigits {
		return num, true
	}
	value = decimal.QuoRound(num, den, shownPlaces, decimal.HalfUp)
	if value.Mul(den).Equal(num) {
		return value, true
	}
	return decimal.QuoRound(num, den, 4, decimal.HalfUp), false
}

// equals is "{expression} = value" or "≈ value".
func equals(f figure, expression emulation.Message) emulation.Message {
	value, exact := shown(f.num, f.den)
	key := "explain.equals"
	switch {
	case len(value.String()) > shownDigits:
		return emulation.Say("explain.endless", "expression", expression, "digits", shownDigits)
	case !exact:
		key = "explain.about"
	}
	return emulation.Say(key, "expression", expression, "value", value)
}
