package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Deduct]("deduct")

// Deduct is M − n·each, not below the floor.
type Deduct struct {
	asksCount
	Each  decimal.Decimal
	Floor decimal.Decimal
}

func (r *Deduct) declare(f *form) {
	f.notNegative("each", &r.Each)
	f.numberOr("floor", &r.Floor, 0)
	f.ordered("floor", r.Floor, f.max)
}

func (r *Deduct) bounds(max decimal.Decimal) Bounds { return Bounds{Low: r.Floor, High: max} }

func (*Deduct) deducts(decimal.Decimal) bool { return true }

func (r *Deduct) points(q *Question) Points { return exactly(q.Max.Sub(q.X.Mul(r.Each))) }

func (r *Deduct) explain(q *Question, p Points) emulation.Message {
	return p.equals(emulation.Say("explain.deduct", "max", q.Max, "count", q.X, "each", r.Each))
}

func (r *Deduct) how() (string, []any) {
	if r.Floor.IsZero() {
		return "", []any{"each", r.Each}
	}
	return "-floor", []any{"each", r.Each, "floor", r.Floor}
}
