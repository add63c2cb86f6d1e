package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Base]()

// Base is a start, plus and minus events, within limits of its own.
type Base struct {
	Start decimal.Decimal
	Options
	Low, High decimal.Decimal
}

// Kind is "base".
func (*Base) Kind() Kind { return "base" }

func (r *Base) declare(f *form) {
	f.number("start", &r.Start)
	f.options("events", &r.Options)
	f.limits(&r.Low, &r.High)
}

func (r *Base) bounds(decimal.Decimal) Bounds { return Bounds{Low: r.Low, High: r.High} }

func (r *Base) points(q *Question) Points {
	counted, ok := q.Answer.(*Counted)
	if !ok {
		return missing()
	}
	sum := r.Start
	for i, n := range counted.N {
		sum = sum.Add(n.Mul(r.Options[i].Points))
	}
	return exactly(sum)
}

func (r *Base) explain(q *Question, p Points) emulation.Message {
	return p.equals(r.sum(emulation.Say("explain.number", "number", r.Start), q.Answer))
}

func (r *Base) how(decimal.Decimal) emulation.Message {
	return emulation.Say("rule.base", "start", r.Start, "items", r.said("rule.item"), "low", r.Low, "high", r.High)
}

func (r *Base) hint(decimal.Decimal) emulation.Message {
	return emulation.Say("rule.hint.base", "options", r.said("rule.hint.option"))
}
