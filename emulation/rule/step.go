package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Step]()

// Step is M − per·⌈shortfall/unit⌉, the shortfall counted from a mark and never negative.
type Step struct {
	asksValue
	From  decimal.Decimal
	Per   decimal.Decimal
	Unit  decimal.Decimal
	Lower bool // the lower value is the better one
}

// Kind is "step".
func (*Step) Kind() Kind { return "step" }

func (r *Step) declare(f *form) {
	f.number("from", &r.From)
	f.notNegative("per", &r.Per)
	f.positive("unit", &r.Unit)
	f.lower(&r.Lower)
}

// started is ⌈shortfall ÷ unit⌉.
func (r *Step) started(x decimal.Decimal) decimal.Decimal {
	short := r.From.Sub(x)
	if r.Lower {
		short = short.Neg()
	}
	if short.Sign() <= 0 {
		return zero
	}
	n := decimal.QuoRound(short, r.Unit, 0, decimal.Down)
	if n.Mul(r.Unit).Cmp(short) < 0 {
		n = n.Add(one)
	}
	return n
}

func (r *Step) points(q *Question) Points {
	return q.given(func(x decimal.Decimal) Points { return exactly(q.Max.Sub(r.Per.Mul(r.started(x)))) })
}

func (r *Step) explain(q *Question, p Points) emulation.Message {
	x := q.x()
	n := r.started(x)
	if n.IsZero() {
		return emulation.Say("explain.step-reached", "value", x, "from", r.From, "points", q.Max)
	}
	return p.equals(emulation.Say("explain.step", "value", x, "from", r.From, "max", q.Max, "count", n, "each", r.Per))
}

func (r *Step) how(max decimal.Decimal) emulation.Message {
	key := "rule.step-short"
	if r.Lower {
		key = "rule.step-over"
	}
	return emulation.Say(key, "from", r.From, "unit", r.Unit, "per", r.Per, "max", max)
}
