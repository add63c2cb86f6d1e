package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Deduct]()

// Deduct is M − n·each, not below the floor.
type Deduct struct {
	asksCount
	Each  decimal.Decimal
	Floor decimal.Decimal
}

// Kind is "deduct".
func (*Deduct) Kind() Kind { return "deduct" }

func (r *Deduct) declare(f *form) {
	f.notNegative("each", &r.Each)
	f.numberOr("floor", &r.Floor, 0)
	f.ordered("floor", r.Floor, f.max)
}

func (r *Deduct) bounds(max decimal.Decimal) Bounds { return Bounds{Low: r.Floor, High: max} }

func (*Deduct) deducts(decimal.Decimal) bool { return true }

func (r *Deduct) points(q *Question) Points {
	return q.given(func(n decimal.Decimal) Points { return exactly(q.Max.Sub(n.Mul(r.Each))) })
}

func (r *Deduct) explain(q *Question, p Points) emulation.Message {
	return p.equals(emulation.Say("explain.deduct", "max", q.Max, "count", q.x(), "each", r.Each))
}

func (r *Deduct) how(decimal.Decimal) emulation.Message {
	if r.Floor.IsZero() {
		return emulation.Say("rule.deduct", "each", r.Each)
	}
	return emulation.Say("rule.deduct-floor", "each", r.Each, "floor", r.Floor)
}

func (r *Deduct) hint(max decimal.Decimal) emulation.Message {
	return emulation.Say("rule.hint.deduct", "each", r.Each, "max", max)
}
