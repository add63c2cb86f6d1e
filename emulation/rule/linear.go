package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Linear]("linear")

// Linear is factor·x/divisor + offset.
type Linear struct {
	asksValue
	Factor, Divisor, Offset decimal.Decimal
}

func (r *Linear) declare(f *form) {
	f.numberOr("factor", &r.Factor, 1)
	f.numberOr("divisor", &r.Divisor, 1)
	f.numberOr("offset", &r.Offset, 0)
	if f.file != nil && r.Divisor.IsZero() {
		f.file.FailAt("divisor", "criteria.zero-divisor")
	}
}

func (r *Linear) points(q *Question) Points {
	return quotient(r.Factor.Mul(q.X).Add(r.Offset.Mul(r.Divisor)), r.Divisor)
}

func (r *Linear) explain(q *Question, p Points) emulation.Message {
	m := emulation.Say("explain.number", "number", q.X)
	if !r.Factor.Equal(one) {
		m = emulation.Say("explain.times", "count", r.Factor, "each", q.X)
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
	return p.equals(m)
}

func (r *Linear) how() (string, []any) {
	return "", []any{"factor", r.Factor, "divisor", r.Divisor, "offset", r.Offset}
}

func (r *Linear) samples(decimal.Decimal) []Answer { return figuresOf(0, 10, 50, 100) }
