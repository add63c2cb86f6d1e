package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Count]()

// Count is n·each, at most M.
type Count struct {
	asksCount
	Each decimal.Decimal
}

// Kind is "count".
func (*Count) Kind() Kind { return "count" }

func (r *Count) declare(f *form) { f.notNegative("each", &r.Each) }

func (r *Count) points(q *Question) Points {
	return q.given(func(n decimal.Decimal) Points { return exactly(n.Mul(r.Each)) })
}

func (r *Count) explain(q *Question, p Points) emulation.Message {
	return p.equals(emulation.Say("explain.times", "count", q.x(), "each", r.Each))
}

func (r *Count) how(max decimal.Decimal) emulation.Message {
	return emulation.Say("rule.count", "each", r.Each, "max", max)
}

func (r *Count) hint(max decimal.Decimal) emulation.Message {
	return emulation.Say("rule.hint.count", "each", r.Each, "max", max)
}
