package scoring

import (
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
)

// explainKind is the sentence of one kind of rule up to the figure before limits, weight and rounding.
func (u *UnitResult) explainKind(c *criteria.Criterion, in *criteria.Input, f figure) emulation.Message {
	r := &c.Rule
	say := emulation.Say
	switch r.Kind {
	case criteria.Manual:
		return say("explain.given", "points", f.num)
	case criteria.Choice:
		o, _ := r.Option(in.Choice)
		return say("explain.choice", "label", o.Label, "points", o.Points)
	case criteria.Pass:
		if *in.Pass {
			return say("explain.passed", "points", r.M)
		}
		return say("explain.not-passed")
	case criteria.Event:
		if *in.Happened {
			return say("explain.happened", "points", r.Points)
		}
		return say("explain.not-happened")
	case criteria.Checklist:
		return say("explain.checklist", "ticked", len(in.Checks), "items", len(r.Options), "points", f.num)
	case criteria.Percent:
		if in.Value != nil {
			return equals(f, say("explain.percent", "value", *in.Value, "max", r.M))
		}
		return equals(f, say("explain.ratio", "value", *in.Num, "target", *in.Den, "max", r.M))
	case criteria.Target:
		return equals(f, say("explain.ratio", "value", *in.Value, "target", *targetOf(r, in), "max", r.M))
	case criteria.Bands:
		return explainBand(r, *in.Value)
	case criteria.Step:
		return explainStep(r, *in.Value, f)
	case criteria.Count:
		return equals(f, say("explain.times", "count", *in.Count, "each", r.Each))
	case criteria.Tiers:
		return explainTiers(r, in, f)
	case criteria.Deduct:
		return equals(f, say("explain.deduct", "max", r.M, "count", *in.Count, "each", r.Each))
	case criteria.DeductTable:
		return equals(f, say("explain.deduct-table", "max", r.M, "count", *in.Count, "loss", tableLoss(r, *in.Count)))
	case criteria.Late:
		return equals(f, say("explain.late", "max", r.M, "days", daysLate(r, *in.Days), "each", r.PerDay))
	case criteria.Base:
		return equals(f, sumOf(emulation.Say("explain.number", "number", r.Start), r, in))
	case criteria.PlusMinus:
		return equals(f, say("explain.plus-minus", "plus", *in.Plus, "up", r.Plus, "minus", *in.Minus, "down", r.Minus))
	case criteria.Linear:
		return equals(f, explainLinear(r, *in.Value))
	case criteria.Improve:
		return equals(f, say("explain.improve", "each", r.Each, "value", *in.Value, "before", u.inputs.Previous[c.Code]))
	case criteria.Formula:
		return equals(f, say("explain.formula", "text", r.Expr.Text))
	}
	return u.peers.explain(c, in, f)
}

func explainBand(r *criteria.Rule, x decimal.Decimal) emulation.Message {
	b, ok := bandOf(r, x)
	switch {
	case !ok:
		return emulation.Say("explain.no-band", "value", x, "points", r.Otherwise)
	case b.AtLeast != nil:
		return emulation.Say("explain.band-at-least", "value", x, "bound", *b.AtLeast, "points", b.Points)
	}
	return emulation.Say("explain.band-at-most", "value", x, "bound", *b.AtMost, "points", b.Points)
}

func explainStep(r *criteria.Rule, x decimal.Decimal, f figure) emulation.Message {
	n := startedUnits(r, x)
	if n.IsZero() {
		return emulation.Say("explain.step-reached", "value", x, "from", r.From, "points", r.M)
	}
	return equals(f, emulation.Say("explain.step", "value", x, "from", r.From, "max", r.M, "count", n, "each", r.Per))
}

func explainTiers(r *criteria.Rule, in *criteria.Input, f figure) emulation.Message {
	if r.TakeBest {
		for _, o := range r.Options {
			if in.Counts[o.ID].Sign() > 0 && o.Points.Equal(f.num) {
				return emulation.Say("explain.best-tier", "label", o.Label, "points", o.Points)
			}
		}
		return emulation.Say("explain.no-tier")
	}
	sum := sumOf(emulation.Message{}, r, in)
	if sum.Key == "" {
		return emulation.Say("explain.no-tier")
	}
	return equals(f, sum)
}

// sumOf is "start + n × p + …" over the options that were counted; a negative p is taken away. An empty start is left out.
func sumOf(start emulation.Message, r *criteria.Rule, in *criteria.Input) emulation.Message {
	sum := start
	for _, o := range r.Options {
		n := in.Counts[o.ID]
		if n.Sign() <= 0 {
			continue
		}
		term := emulation.Say("explain.times", "count", n, "each", o.Points.Abs())
		switch {
		case o.Points.Sign() < 0 && sum.Key == "":
			sum = emulation.Say("explain.minus-first", "term", term)
		case o.Points.Sign() < 0:
			sum = emulation.Say("explain.minus", "sum", sum, "term", term)
		case sum.Key == "":
			sum = term
		default:
			sum = emulation.Say("explain.plus", "sum", sum, "term", term)
		}
	}
	return sum
}

func explainLinear(r *criteria.Rule, x decimal.Decimal) emulation.Message {
	m := emulation.Say("explain.number", "number", x)
	if !r.Factor.Equal(one) {
		m = emulation.Say("explain.times", "count", r.Factor, "each", x)
	}
	if !r.Divisor.Equal(one) {
		m = emulation.Say("explain.divided", "sum", m, "divisor", r.Divisor)
	}
	switch r.Offset.Sign() {
	case 1:
		m = emulation.Say("explain.plus", "sum", m, "term", emulation.Say("explain.number", "number", r.Offset))
	case -1:
		m = emulation.Say("explain.minus", "sum", m, "term", emulation.Say("explain.number", "number", r.Offset.Neg()))
	}
	return m
}

// explain is the sentence of the relative rules.
func (p *Peers) explain(c *criteria.Criterion, in *criteria.Input, f figure) emulation.Message {
	r, field, x := &c.Rule, p.fields[c.Index], *in.Value
	switch r.Kind {
	case criteria.Best:
		top := x
		if len(field.values) > 0 {
			top = decimal.Max(x, field.values[0])
		}
		return equals(f, emulation.Say("explain.best", "value", x, "best", top, "max", r.M))
	case criteria.TargetLeader:
		t := *targetOf(r, in)
		switch {
		case x.Cmp(t) <= 0:
			return equals(f, emulation.Say("explain.below-target", "value", x, "target", t, "max", r.M))
		case f.num.Equal(r.M.Mul(f.den)):
			return emulation.Say("explain.leader", "value", x, "target", t, "points", r.M)
		}
		leader := further(field.leader, criteria.Fraction{Num: x, Den: t})
		return equals(f, emulation.Say("explain.above-target", "value", x, "target", t, "max", r.M, "leader", leader.Num, "leaderTarget", leader.Den))
	}
	better, tied := field.place(x)
	points, _ := shown(f.num, f.den)
	key := "explain.place"
	if tied > 1 {
		key = "explain.place-tied"
	}
	return emulation.Say(key, "value", x, "place", better+1, "tied", tied, "points", points)
}
