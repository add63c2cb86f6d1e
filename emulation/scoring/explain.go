package scoring

import (
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

// Explain says how the points of a criterion came about, in one sentence such as "98,54 % × 10 = 9,854 → 9,85". It is computed when asked
// for. An unknown code is the sentence "explain.unknown".
func (u *UnitResult) Explain(code string) emulation.Message {
	c, ok := u.set.ByCode(code)
	if !ok {
		return emulation.Say("explain.unknown", "code", code)
	}
	r := *u.Criteria[c.Index]
	in := u.inputs.Inputs[code]
	switch {
	case r.NA && !in.NA:
		return emulation.Say("explain.not-for-type", "type", u.inputs.Type)
	case r.NA && in.Reason == "":
		return emulation.Say("explain.na")
	case r.NA:
		return emulation.Say("explain.na-because", "reason", in.Reason)
	case u.inputs.Own && c.ByOthers() && in.Answer == nil:
		return emulation.Say("explain.by-others")
	case r.Overridden:
		return u.explainOverride(c, &in, r)
	}
	return u.explainRule(c, &in, r)
}

// explainOverride names the points a person gave, beside what the rule would have given where they differ.
func (u *UnitResult) explainOverride(c *criteria.Criterion, in *rule.Input, r CriterionResult) emulation.Message {
	q := u.question(c, in)
	num, den := c.Rule.Points(&q).Clamped(c.Rule.Bounds())
	computed := u.set.Rounding.Quo(num.Mul(c.Factor()), den)
	if !r.Given || computed.Equal(r.Points) {
		return emulation.Say("explain.given", "points", r.Points)
	}
	return emulation.Say("explain.given-instead", "points", r.Points, "computed", computed)
}

// explainRule is the rule's own sentence, then limits, weight and rounding where they changed something.
func (u *UnitResult) explainRule(c *criteria.Criterion, in *rule.Input, r CriterionResult) emulation.Message {
	q := u.question(c, in)
	p := c.Rule.Points(&q)
	if p.Warning != "" {
		return emulation.Say("explain"+p.Warning[len("scoring"):], "name", p.Detail, "given", c.Rule.Given(&q))
	}
	e := explanation{Message: c.Rule.Explain(&q, p)}
	b := c.Rule.Bounds()
	num, den := p.Clamped(b)
	switch {
	case p.Above(b):
		e.add("explain.at-most", "limit", b.High)
	case p.Below(b):
		e.add("explain.at-least", "limit", b.Low)
	}
	if factor := c.Factor(); !factor.Equal(one) {
		num = num.Mul(factor)
		e.weighted(factor, c.Percent, num, den)
	}
	if raw, exact := rule.Shown(num, den); !exact || !raw.Equal(r.Points) {
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

func (e *explanation) weighted(factor decimal.Decimal, percent bool, num, den decimal.Decimal) {
	product, exact := rule.Shown(num, den)
	key := "explain.weighted"
	if !exact {
		key = "explain.weighted-about"
	}
	var weight any = factor
	if percent {
		weight = emulation.Say("explain.percent-weight", "percent", factor.Mul(hundred))
	}
	e.add(key, "weight", weight, "product", product)
}
