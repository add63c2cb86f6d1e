package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[PlusMinus]("plus-minus")

// PlusMinus is plus·a − minus·b within limits of its own.
type PlusMinus struct {
	Plus, Minus decimal.Decimal
	Low, High   decimal.Decimal
}

// Balance is how often something was added and taken off; one that is not reported is 0.
type Balance struct{ Plus, Minus *decimal.Decimal }

func (*Balance) isAnswer() {}

func (r *PlusMinus) declare(f *form) {
	f.number("plus", &r.Plus)
	f.number("minus", &r.Minus)
	f.limits(&r.Low, &r.High)
}

func (r *PlusMinus) bounds(decimal.Decimal) Bounds { return Bounds{Low: r.Low, High: r.High} }

func (*PlusMinus) answer() Answer { return new(Balance) }

func (*PlusMinus) fields(a Answer, f *fields) {
	b := as[Balance](a)
	f.maybe("plus", &b.Plus, notNegative)
	f.maybe("minus", &b.Minus, notNegative)
}

func (*PlusMinus) settle(a Answer) error {
	b := as[Balance](a)
	if b.Plus == nil {
		b.Plus = &decimal.Decimal{}
	}
	if b.Minus == nil {
		b.Minus = &decimal.Decimal{}
	}
	return nil
}

func (*PlusMinus) typed(_, text string) (map[string]string, error) {
	return typedFigures(text, ";", "plus", "plus", "minus")
}

func (*PlusMinus) format(_ string, s shown) string { return s.both("plus", ";", "minus") }

func (r *PlusMinus) points(q *Question) Points {
	b := as[Balance](q.Answer)
	return exactly(r.Plus.Mul(*b.Plus).Sub(r.Minus.Mul(*b.Minus)))
}

func (r *PlusMinus) explain(q *Question, p Points) emulation.Message {
	b := as[Balance](q.Answer)
	return p.equals(emulation.Say("explain.plus-minus", "plus", *b.Plus, "up", r.Plus, "minus", *b.Minus, "down", r.Minus))
}

func (r *PlusMinus) how() (string, []any) {
	return "", []any{"plus", r.Plus, "minus", r.Minus, "low", r.Low, "high", r.High}
}

func (r *PlusMinus) samples(decimal.Decimal) []Answer {
	var out []Answer
	for _, n := range [][2]int64{{0, 0}, {1, 0}, {0, 1}, {3, 1}} {
		plus, minus := decimal.FromInt(n[0]), decimal.FromInt(n[1])
		out = append(out, &Balance{Plus: &plus, Minus: &minus})
	}
	return out
}
