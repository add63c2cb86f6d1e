package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Best]("best")

// Best is M·x ÷ the largest x of the cluster.
type Best struct{ asksValue }

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

// top is the largest figure of the cluster and of the unit.
func (*Best) top(q *Question) decimal.Decimal {
	if top := q.Standing.by.(*decimal.Decimal); top != nil {
		return decimal.Max(q.X, *top)
	}
	return q.X
}

func (r *Best) points(q *Question) Points {
	top := r.top(q)
	if top.Sign() <= 0 {
		return nothing("scoring.no-best")
	}
	return quotient(q.Max.Mul(q.X), top)
}

func (r *Best) explain(q *Question, p Points) emulation.Message {
	return p.equals(emulation.Say("explain.best", "value", q.X, "best", r.top(q), "max", q.Max))
}

// samples are the results of a cluster.
func (*Best) samples(decimal.Decimal) []Answer { return figuresOf(100, 90, 75, 50) }
