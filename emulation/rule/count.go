package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Count]("count")

// Count is n·each, at most M.
type Count struct {
	asksCount
	Each decimal.Decimal
}

func (r *Count) declare(f *form) { f.notNegative("each", &r.Each) }

func (r *Count) points(q *Question) Points { return exactly(q.X.Mul(r.Each)) }

func (r *Count) explain(q *Question, p Points) emulation.Message {
	return p.equals(emulation.Say("explain.times", "count", q.X, "each", r.Each))
}

func (r *Count) how() (string, []any) { return "", []any{"each", r.Each} }
