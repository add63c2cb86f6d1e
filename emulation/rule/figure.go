package rule

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/decimal"
)

// Figure is an answer of one figure.
type Figure struct{ X decimal.Decimal }

func (*Figure) isAnswer() {}

// asksFigure is for kinds to which one figure is reported.
type asksFigure struct{}

func (asksFigure) answer() Answer { return new(Figure) }

// asksValue is for kinds to which a result is reported.
type asksValue struct{ asksFigure }

func (asksValue) fields(a Answer, f *fields) { f.one("value", &as[Figure](a).X, figure) }

// asksCount is for kinds to which a number of things is reported.
type asksCount struct{ asksFigure }

func (asksCount) fields(a Answer, f *fields) { f.one("count", &as[Figure](a).X, whole) }

func (asksCount) cell() Cell { return Cell{Whole: true} }

// YesNo is an answer of yes or no.
type YesNo struct{ Yes bool }

func (*YesNo) isAnswer() {}

// answers are the words a clerk types for no and yes, which the cell also shows: a part of the cell's notation, like "/" and ";".
var answers = map[bool][2]string{true: {"không", "có"}, false: {"no", "yes"}}

// asksYes is for kinds to which yes or no is reported.
type asksYes struct{}

func (asksYes) answer() Answer { return new(YesNo) }

func (asksYes) cell() Cell { return Cell{Answers: []string{answers[true][1], answers[true][0]}} }

func (asksYes) typed(key, text string) (map[string]string, error) {
	return map[string]string{key: text}, nil
}

func (asksYes) format(key string, s shown) string {
	words := answers[s.decimalComma]
	switch text := s.fields[key]; text {
	case "true":
		return words[1]
	case "false":
		return words[0]
	default:
		return text
	}
}

// Happened reports whether the answer is a yes.
func (in Input) Happened() bool {
	yes, ok := in.Answer.(*YesNo)
	return ok && yes.Yes
}

// happened is points for a yes, 0 for a no.
func (q *Question) happened(points decimal.Decimal) Points {
	if as[YesNo](q.Answer).Yes {
		return exactly(points)
	}
	return exactly(zero)
}

// explainHappened is one of two sentences.
func (q *Question) explainHappened(yes, no string, points decimal.Decimal) emulation.Message {
	if as[YesNo](q.Answer).Yes {
		return emulation.Say(yes, "points", points)
	}
	return emulation.Say(no)
}

// samples are none, one and a few of them.
func (asksCount) samples(decimal.Decimal) []Answer { return figuresOf(0, 1, 2, 3) }

func (asksYes) samples(decimal.Decimal) []Answer {
	return []Answer{&YesNo{Yes: true}, &YesNo{}}
}

// figuresOf are answers of one whole figure each.
func figuresOf(list ...int64) []Answer { return answersOf(emulation.Map(list, decimal.FromInt)...) }

// answersOf are answers of one figure each, none of them twice.
func answersOf(list ...decimal.Decimal) []Answer {
	var out []Answer
	for i, x := range list {
		if !slices.ContainsFunc(list[:i], x.Equal) {
			out = append(out, &Figure{X: x})
		}
	}
	return out
}
