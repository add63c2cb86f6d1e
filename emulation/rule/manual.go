package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Manual]("manual")

// Manual is what the scorer gives, 0…M in steps.
type Manual struct {
	asksFigure
	Step decimal.Decimal
}

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

func (*Manual) points(q *Question) Points { return exactly(q.X) }

func (r *Manual) explain(_ *Question, p Points) emulation.Message {
	return emulation.Say("explain.given", "points", p.Num)
}

func (r *Manual) how() (string, []any) { return "", []any{"step", r.Step} }

func (r *Manual) samples(max decimal.Decimal) []Answer { return answersOf(max, max.Sub(r.Step), zero) }
