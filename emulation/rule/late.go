package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Late]("late")

// Late takes so much per day late: from M, or, where M is 0, as a penalty without end.
type Late struct {
	asksFigure
	PerDay decimal.Decimal
	Grace  decimal.Decimal // days without consequence
}

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

func (r *Late) points(q *Question) Points { return exactly(q.Max.Sub(r.PerDay.Mul(r.late(q.X)))) }

func (r *Late) explain(q *Question, p Points) emulation.Message {
	return p.equals(emulation.Say("explain.late", "max", q.Max, "days", r.late(q.X), "each", r.PerDay))
}

func (r *Late) how() (string, []any) {
	if r.Grace.IsZero() {
		return "", []any{"per_day", r.PerDay}
	}
	return "-grace", []any{"per_day", r.PerDay, "grace", r.Grace}
}

func (r *Late) samples(decimal.Decimal) []Answer {
	return answersOf(zero, r.Grace, r.Grace.Add(one), r.Grace.Add(decimal.FromInt(3)))
}
