package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Target]("target")

// Target is M·min(1, x/T).
type Target struct {
	asksReached
	Target *decimal.Decimal // the cluster's; a unit's own takes its place
}

// Reached is a result beside the unit's own target; nil = not reported.
type Reached struct{ Value, Target *decimal.Decimal }

func (*Reached) isAnswer() {}

// target is the target that counts for a unit: its own where it has one, else the cluster's.
func (a *Reached) target(cluster *decimal.Decimal) *decimal.Decimal {
	if a.Target != nil {
		return a.Target
	}
	return cluster
}

// asksReached is for kinds to which a result and perhaps a target is reported.
type asksReached struct{}

func (asksReached) answer() Answer { return new(Reached) }

func (asksReached) fields(a Answer, f *fields) {
	reached := as[Reached](a)
	f.maybe("value", &reached.Value, figure)
	f.maybe("target", &reached.Target, func(field, text string) (decimal.Decimal, error) {
		d, err := figure(field, text)
		if err == nil && d.Sign() <= 0 {
			err = invalid(field, "input.target-not-positive")
		}
		return d, err
	})
}

func (asksReached) typed(_, text string) (map[string]string, error) {
	return typedFigures(text, "/", "value", "value", "target")
}

func (asksReached) format(_ string, s shown) string { return s.both("value", "/", "target") }

func (r *Target) declare(f *form) { f.target(&r.Target) }

func (r *Target) points(q *Question) Points {
	a := as[Reached](q.Answer)
	t := a.target(r.Target)
	switch {
	case a.Value == nil:
		return missing()
	case t == nil:
		return nothing("scoring.no-target")
	}
	return quotient(q.Max.Mul(*a.Value), *t) // the limit M makes it min(1, x/T)
}

func (r *Target) explain(q *Question, p Points) emulation.Message {
	a := as[Reached](q.Answer)
	return p.equals(emulation.Say("explain.ratio", "value", *a.Value, "target", *a.target(r.Target), "max", q.Max))
}

func (r *Target) how() (string, []any) { return sayTarget(r.Target) }

// sayTarget is one sentence where the cluster has set a target, else another.
func sayTarget(target *decimal.Decimal) (string, []any) {
	if target == nil {
		return "-own", nil
	}
	return "", []any{"target", *target}
}

func (asksReached) hintsToo() {}

// samplesOf are half of a target, most of it, the target itself and more; a unit has one of 100 where the cluster sets none.
func samplesOf(target *decimal.Decimal) []Answer {
	t, own := hundred, &hundred
	if target != nil {
		t, own = *target, nil
	}
	var out []Answer
	for _, share := range []string{"0.5", "0.9", "1", "1.2"} {
		x := t.Mul(decimal.MustParse(share))
		out = append(out, &Reached{Value: &x, Target: own})
	}
	return out
}

func (r *Target) samples(decimal.Decimal) []Answer { return samplesOf(r.Target) }
