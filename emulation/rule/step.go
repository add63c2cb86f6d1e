package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Step]("step")

// Step is M − per·⌈shortfall/unit⌉, the shortfall counted from a mark and never negative.
type Step struct {
	asksValue
	From  decimal.Decimal
	Per   decimal.Decimal
	Unit  decimal.Decimal
	Lower bool // the lower value is the better one
}

func (r *Step) declare(f *form) {
	f.number("from", &r.From)
	f.notNegative("per", &r.Per)
	f.positive("unit", &r.Unit)
	f.lower(&r.Lower)
}

// started is ⌈shortfall ÷ unit⌉.
func (r *Step) started(x decimal.Decimal) decimal.Decimal {
	short := r.From.Sub(x)
	if r.Lower {
		short = short.Neg()
	}
	if short.Sign() <= 0 {
		return zero
	}
	n := decimal.QuoRound(short, r.Unit, 0, decimal.Down)
	if n.Mul(r.Unit).Cmp(short) < 0 {
		n = n.Add(one)
	}
	return n
}

func (r *Step) points(q *Question) Points { return exactly(q.Max.Sub(r.Per.Mul(r.started(q.X)))) }

func (r *Step) explain(q *Question, p Points) emulation.Message {
	n := r.started(q.X)
	if n.IsZero() {
		return emulation.Say("explain.step-reached", "value", q.X, "from", r.From, "points", q.Max)
	}
	return p.equals(emulation.Say("explain.step", "value", q.X, "from", r.From, "max", q.Max, "count", n, "each", r.Per))
}

func (r *Step) how() (string, []any) {
	pairs := []any{"from", r.From, "unit", r.Unit, "per", r.Per}
	if r.Lower {
		return "-over", pairs
	}
	return "-short", pairs
}

// samples are the mark, and what lies one, two and a half, and four units short of it.
func (r *Step) samples(decimal.Decimal) []Answer {
	away := r.Unit.Neg()
	if r.Lower {
		away = r.Unit
	}
	return answersOf(r.From, r.From.Add(away), r.From.Add(away.Mul(decimal.MustParse("2.5"))), r.From.Add(away.Mul(decimal.FromInt(4))))
}
