package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Best]()

// Best is M·x ÷ the largest x of the cluster.
type Best struct{ asksValue }

// Kind is "best".
func (*Best) Kind() Kind { return "best" }

func (*Best) declare(*form) {}

// standing is the largest figure; nil = there is none.
func (*Best) standing(answers []Answer) (any, bool) {
	values, missing := figures(answers)
	var top *decimal.Decimal
	for i, x := range values {
		if top == nil || top.Less(x) {
			top = &values[i]
		}
	}
	return top, missing
}

// figures are the figures that were reported; missing is true where one is not.
func figures(answers []Answer) (values []decimal.Decimal, missing bool) {
	for _, a := range answers {
		if f, ok := a.(*Figure); ok {
			values = append(values, f.X)
		}
	}
	return values, len(values) < len(answers)
}

// top is the largest figure of the cluster and of the unit, x.
func (*Best) top(q *Question, x decimal.Decimal) decimal.Decimal {
	if top := q.Standing.by.(*decimal.Decimal); top != nil {
		return decimal.Max(x, *top)
	}
	return x
}

func (r *Best) points(q *Question) Points {
	return q.given(func(x decimal.Decimal) Points {
		top := r.top(q, x)
		if top.Sign() <= 0 {
			return nothing("scoring.no-best")
		}
		return quotient(q.Max.Mul(x), top)
	})
}

func (r *Best) explain(q *Question, p Points) emulation.Message {
	x := q.x()
	return p.equals(emulation.Say("explain.best", "value", x, "best", r.top(q, x), "max", q.Max))
}
