package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[TargetLeader]("target-leader")

// TargetLeader gives half of M for the target, and the rest by how far the way from there to the leader is gone.
type TargetLeader struct {
	asksReached
	Target *decimal.Decimal // the cluster's; a unit's own takes its place
}

func (r *TargetLeader) declare(f *form) { f.target(&r.Target) }

// standing is the best ratio of result and target as a Fraction; Den 0 = there is none.
func (r *TargetLeader) standing(answers []Answer) (any, bool) {
	var leader Fraction
	missing := false
	for _, a := range answers {
		reached := as[Reached](a)
		t := reached.target(r.Target)
		if reached.Value == nil || t == nil {
			missing = true
			continue
		}
		leader = further(leader, Fraction{Num: *reached.Value, Den: *t})
	}
	return leader, missing
}

// further is the better of two ratios with targets above 0; one without Den is none.
func further(f, g Fraction) Fraction {
	if f.Den.IsZero() || g.Num.Mul(f.Den).Cmp(f.Num.Mul(g.Den)) > 0 {
		return g
	}
	return f
}

// leader is the best ratio of the cluster and of the unit, x ÷ t.
func (q *Question) leader(x, t decimal.Decimal) Fraction {
	return further(q.Standing.by.(Fraction), Fraction{Num: x, Den: t})
}

// points is 0.5·M·x/T up to the target; above it 0.5·M plus the other half by how far the way from target to leader is gone:
// (x/T − 1) ÷ (best − 1).
func (r *TargetLeader) points(q *Question) Points {
	a := as[Reached](q.Answer)
	target := a.target(r.Target)
	switch {
	case a.Value == nil:
		return missing()
	case target == nil:
		return nothing("scoring.no-target")
	}
	x, t, two := *a.Value, *target, decimal.FromInt(2)
	if x.Cmp(t) <= 0 {
		return quotient(q.Max.Mul(x), two.Mul(t))
	}
	leader := q.leader(x, t)
	gone := x.Sub(t).Mul(leader.Den)         // (x/T − 1) × T·bT
	way := t.Mul(leader.Num.Sub(leader.Den)) // (bx/bT − 1) × T·bT
	return quotient(q.Max.Mul(way.Add(gone)), two.Mul(way))
}

func (r *TargetLeader) explain(q *Question, p Points) emulation.Message {
	a := as[Reached](q.Answer)
	x, t := *a.Value, *a.target(r.Target)
	switch {
	case x.Cmp(t) <= 0:
		return p.equals(emulation.Say("explain.below-target", "value", x, "target", t, "max", q.Max))
	case p.Num.Equal(q.Max.Mul(p.Den)):
		return emulation.Say("explain.leader", "value", x, "target", t, "points", q.Max)
	}
	leader := q.leader(x, t)
	return p.equals(emulation.Say("explain.above-target", "value", x, "target", t, "max", q.Max, "leader", leader.Num, "leaderTarget", leader.Den))
}

func (r *TargetLeader) how() (string, []any) { return sayTarget(r.Target) }

func (r *TargetLeader) samples(decimal.Decimal) []Answer { return samplesOf(r.Target) }
