package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Tiers]()

// Tiers is Σ nᵢ·pᵢ over its tiers, or the best pᵢ that was reached.
type Tiers struct {
	Options
	TakeBest bool // the best tier reached instead of the sum
}

// Kind is "tiers".
func (*Tiers) Kind() Kind { return "tiers" }

func (r *Tiers) declare(f *form) {
	f.options("tiers", &r.Options)
	f.either("take", "sum", "best", &r.TakeBest)
}

func (r *Tiers) points(q *Question) Points {
	counted, ok := q.Answer.(*Counted)
	if !ok {
		return missing()
	}
	var sum, best decimal.Decimal
	for i, n := range counted.N {
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

func (r *Tiers) how(max decimal.Decimal) emulation.Message {
	key := "rule.tiers-sum"
	if r.TakeBest {
		key = "rule.tiers-best"
	}
	return emulation.Say(key, "items", r.said("rule.item"), "max", max)
}

func (r *Tiers) hint(max decimal.Decimal) emulation.Message {
	return emulation.Say("rule.hint.tiers", "options", r.said("rule.hint.option"), "max", max)
}
