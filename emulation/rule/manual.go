package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Manual]()

// Manual is what the scorer gives, 0…M in steps.
type Manual struct {
	asksFigure
	Step decimal.Decimal
}

// Kind is "manual".
func (*Manual) Kind() Kind { return "manual" }

func (r *Manual) declare(f *form) { f.positive("step", &r.Step) }

func (r *Manual) step() decimal.Decimal { return r.Step }

func (r *Manual) fields(a Answer, f *fields) {
	f.one("points", &as[Figure](a).X, func(field, text string) (decimal.Decimal, error) {
		d, err := notNegative(field, text)
		switch {
		case err != nil:
		case d.Cmp(f.rule.M) > 0:
			err = invalid(field, "input.over-max", "points", d, "max", f.rule.M)
		case !onStep(d, r.Step):
			err = invalid(field, "input.wrong-step", "points", d, "step", r.Step)
		}
		return d, err
	})
}

func (r *Manual) points(q *Question) Points { return q.given(exactly) }

func (r *Manual) explain(_ *Question, p Points) emulation.Message {
	return emulation.Say("explain.given", "points", p.Num)
}

func (r *Manual) how(max decimal.Decimal) emulation.Message {
	return emulation.Say("rule.manual", "max", max, "step", r.Step)
}

func (r *Manual) hint(max decimal.Decimal) emulation.Message {
	if r.Step.IsZero() {
		return emulation.Say("rule.hint.manual-free", "max", max)
	}
	return emulation.Say("rule.hint.manual", "max", max, "step", r.Step)
}
