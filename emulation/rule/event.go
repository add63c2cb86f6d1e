package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Event]()

// Event gives its points if it happened, else 0; negative points are a penalty.
type Event struct {
	asksYes
	Points decimal.Decimal
}

// Kind is "event".
func (*Event) Kind() Kind { return "event" }

func (r *Event) declare(f *form) {
	f.number("points", &r.Points)
	f.aboveMax(emulation.Say("criteria.above-max.event"), r.Points)
}

func (r *Event) bounds(max decimal.Decimal) Bounds {
	return Bounds{Low: decimal.Min(zero, r.Points), High: max}
}

func (*Event) fields(a Answer, f *fields) { f.yes("happened", &as[YesNo](a).Yes) }

func (*Event) typed(text string) (map[string]string, error) {
	return map[string]string{"happened": text}, nil
}

func (*Event) format(s shown) string { return s.formatYes("happened") }

func (r *Event) points(q *Question) Points { return q.happened(r.Points) }

func (r *Event) explain(q *Question, _ Points) emulation.Message {
	return q.explainHappened("explain.happened", "explain.not-happened", r.Points)
}

func (r *Event) how(decimal.Decimal) emulation.Message {
	return emulation.Say("rule.event", "points", r.Points)
}

func (r *Event) hint(decimal.Decimal) emulation.Message {
	return emulation.Say("rule.hint.event", "points", r.Points)
}
