package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Improve]("improve")

// Improve is each·(x − x of last season).
type Improve struct {
	asksValue
	Each decimal.Decimal
}

func (r *Improve) declare(f *form) { f.number("each", &r.Each) }

func (*Improve) sinceLast() {}

func (r *Improve) points(q *Question) Points {
	before, ok := q.Previous[q.Code]
	if !ok {
		return nothing("scoring.no-previous")
	}
	return exactly(r.Each.Mul(q.X.Sub(before)))
}

func (r *Improve) explain(q *Question, p Points) emulation.Message {
	return p.equals(emulation.Say("explain.improve", "each", r.Each, "value", q.X, "before", q.Previous[q.Code]))
}

func (r *Improve) how() (string, []any) { return "", []any{"each", r.Each} }

// samples are results beside one of last season, which is the first of them.
func (*Improve) samples(decimal.Decimal) []Answer { return figuresOf(90, 91, 93, 88) }
