package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Event]("event")

// Event gives its points if it happened, else 0; negative points are a penalty.
type Event struct {
	asksYes
	Points decimal.Decimal
}

func (r *Event) declare(f *form) {
	f.number("points", &r.Points)
	f.aboveMax(emulation.Say("criteria.above-max.event"), r.Points)
}

func (r *Event) bounds(max decimal.Decimal) Bounds {
	return Bounds{Low: decimal.Min(zero, r.Points), High: max}
}

func (*Event) fields(a Answer, f *fields) { f.yes("happened", &as[YesNo](a).Yes) }

func (r *Event) points(q *Question) Points { return q.happened(r.Points) }

func (r *Event) explain(q *Question, _ Points) emulation.Message {
	return q.explainHappened("explain.happened", "explain.not-happened", r.Points)
}

func (r *Event) how() (string, []any) { return "", []any{"points", r.Points} }
