package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Improve]()

// Improve is each·(x − x of last season).
type Improve struct {
	asksValue
	Each decimal.Decimal
}

// Kind is "improve".
func (*Improve) Kind() Kind { return "improve" }

func (r *Improve) declare(f *form) { f.number("each", &r.Each) }

func (*Improve) sinceLast() {}

func (r *Improve) points(q *Question) Points {
	return q.given(func(x decimal.Decimal) Points {
		before, ok := q.Previous[q.Code]
		if !ok {
			return nothing("scoring.no-previous")
		}
		return exactly(r.Each.Mul(x.Sub(before)))
	})
}

func (r *Improve) explain(q *Question, p Points) emulation.Message {
	return p.equals(emulation.Say("explain.improve", "each", r.Each, "value", q.x(), "before", q.Previous[q.Code]))
}

func (r *Improve) how(max decimal.Decimal) emulation.Message {
	return emulation.Say("rule.improve", "each", r.Each, "max", max)
}
