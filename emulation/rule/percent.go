package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Percent]("percent")

// Percent is M·x/100, or M·num/den.
type Percent struct{}

// Rate is a percentage, as such or by its two numbers; nil = not reported.
type Rate struct{ Value, Num, Den *decimal.Decimal }

func (*Rate) isAnswer() {}

func (*Percent) declare(*form) {}

func (*Percent) answer() Answer { return new(Rate) }

func (*Percent) fields(a Answer, f *fields) {
	rate := as[Rate](a)
	f.maybe("value", &rate.Value, figure)
	f.maybe("num", &rate.Num, notNegative)
	f.maybe("den", &rate.Den, notNegative)
}

func (*Percent) settle(a Answer) error {
	rate := as[Rate](a)
	switch {
	case (rate.Num == nil) != (rate.Den == nil):
		return invalid("num", "input.num-den")
	case rate.Num != nil && rate.Value != nil:
		return invalid("value", "input.value-or-num")
	}
	return nil
}

func (*Percent) typed(_, text string) (map[string]string, error) {
	return typedFigures(text, "/", "value", "num", "den")
}

func (*Percent) format(_ string, s shown) string {
	if s.fields["num"] != "" {
		return s.both("num", "/", "den")
	}
	return s.figure("value")
}

func (*Percent) points(q *Question) Points {
	rate := as[Rate](q.Answer)
	switch {
	case rate.Value != nil:
		return quotient(q.Max.Mul(*rate.Value), hundred)
	case rate.Num == nil || rate.Den == nil:
		return missing()
	case rate.Den.IsZero():
		return nothing("scoring.zero-denominator")
	}
	return quotient(q.Max.Mul(*rate.Num), *rate.Den)
}

func (*Percent) explain(q *Question, p Points) emulation.Message {
	rate := as[Rate](q.Answer)
	if rate.Value != nil {
		return p.equals(emulation.Say("explain.percent", "value", *rate.Value, "max", q.Max))
	}
	return p.equals(emulation.Say("explain.ratio", "value", *rate.Num, "target", *rate.Den, "max", q.Max))
}

func (*Percent) told(a Answer) []emulation.Message {
	rate := as[Rate](a)
	if rate.Value == nil {
		return nil
	}
	return []emulation.Message{emulation.Say("rule.told.percent", "value", *rate.Value)}
}

func (*Percent) sign(a Answer) string {
	if as[Rate](a).Value == nil {
		return ""
	}
	return "%"
}

func (*Percent) samples(decimal.Decimal) []Answer {
	var out []Answer
	for _, share := range []int64{100, 95, 80, 50} {
		value := decimal.FromInt(share)
		out = append(out, &Rate{Value: &value})
	}
	num, den := decimal.FromInt(45), decimal.FromInt(50)
	return append(out, &Rate{Num: &num, Den: &den})
}
