package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Base]("base")

// Base is a start, plus and minus events, within limits of its own.
type Base struct {
	Start decimal.Decimal
	Options
	Low, High decimal.Decimal
}

func (r *Base) declare(f *form) {
	f.number("start", &r.Start)
	f.options("events", &r.Options)
	f.limits(&r.Low, &r.High)
}

func (r *Base) bounds(decimal.Decimal) Bounds { return Bounds{Low: r.Low, High: r.High} }

func (r *Base) points(q *Question) Points {
	sum := r.Start
	for i, n := range as[Counted](q.Answer).N {
		sum = sum.Add(n.Mul(r.Options[i].Points))
	}
	return exactly(sum)
}

func (r *Base) explain(q *Question, p Points) emulation.Message {
	return p.equals(r.sum(emulation.Say("explain.number", "number", r.Start), q.Answer))
}

func (r *Base) how() (string, []any) {
	return "", append(r.Options.how(), "start", r.Start, "low", r.Low, "high", r.High)
}
