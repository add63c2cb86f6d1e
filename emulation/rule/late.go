package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Late]()

// Late takes so much per day late: from M, or, where M is 0, as a penalty without end.
type Late struct {
	asksFigure
	PerDay decimal.Decimal
	Grace  decimal.Decimal // days without consequence
}

// Kind is "late".
func (*Late) Kind() Kind { return "late" }

func (r *Late) declare(f *form) {
	f.notNegative("per_day", &r.PerDay)
	if f.numberOr("grace", &r.Grace, 0); f.file != nil {
		f.file.NotNegative("grace", r.Grace)
	}
}

func (*Late) bounds(max decimal.Decimal) Bounds { return Bounds{High: max, NoLow: max.IsZero()} }

func (*Late) deducts(max decimal.Decimal) bool { return max.Sign() > 0 }

func (*Late) fields(a Answer, f *fields) { f.one("days", &as[Figure](a).X, whole) }

func (*Late) cell() Cell { return Cell{Whole: true} }

// late are the days that count.
func (r *Late) late(days decimal.Decimal) decimal.Decimal {
	return decimal.Max(zero, days.Sub(r.Grace))
}

func (r *Late) points(q *Question) Points {
	return q.given(func(days decimal.Decimal) Points { return exactly(q.Max.Sub(r.PerDay.Mul(r.late(days)))) })
}

func (r *Late) explain(q *Question, p Points) emulation.Message {
	return p.equals(emulation.Say("explain.late", "max", q.Max, "days", r.late(q.x()), "each", r.PerDay))
}

func (r *Late) how(decimal.Decimal) emulation.Message {
	if r.Grace.IsZero() {
		return emulation.Say("rule.late", "per_day", r.PerDay)
	}
	return emulation.Say("rule.late-grace", "per_day", r.PerDay, "grace", r.Grace)
}
