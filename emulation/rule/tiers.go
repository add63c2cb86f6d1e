package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Tiers]("tiers")

// Tiers is Σ nᵢ·pᵢ over its tiers, or the best pᵢ that was reached.
type Tiers struct {
	Options
	TakeBest bool // the best tier reached instead of the sum
}

func (r *Tiers) declare(f *form) {
	f.options("tiers", &r.Options)
	f.either("take", "sum", "best", &r.TakeBest)
}

func (r *Tiers) points(q *Question) Points {
	var sum, best decimal.Decimal
	for i, n := range as[Counted](q.Answer).N {
		if n.Sign() > 0 {
			sum, best = sum.Add(n.Mul(r.Options[i].Points)), decimal.Max(best, r.Options[i].Points)
		}
	}
	if r.TakeBest {
		return exactly(best)
	}
	return exactly(sum)
}

func (r *Tiers) explain(q *Question, p Points) emulation.Message {
	if r.TakeBest {
		for i, n := range as[Counted](q.Answer).N {
			if o := r.Options[i]; n.Sign() > 0 && o.Points.Equal(p.Num) {
				return emulation.Say("explain.best-tier", "label", o.Label, "points", o.Points)
			}
		}
		return emulation.Say("explain.no-tier")
	}
	sum := r.sum(emulation.Message{}, q.Answer)
	if sum.Key == "" {
		return emulation.Say("explain.no-tier")
	}
	return p.equals(sum)
}

func (r *Tiers) how() (string, []any) {
	if r.TakeBest {
		return "-best", r.Options.how()
	}
	return "-sum", r.Options.how()
}
