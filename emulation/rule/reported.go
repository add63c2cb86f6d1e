package rule

import (
	"slices"
	"strings"

	"thidua/emulation/decimal"
)

// countedFields are the fields of an answer that hold its figure, the first that is there.
var countedFields = []string{"value", "count", "points"}

// Reported is the figure that an input reports, for who asks for it outside the scoring: the field named, or with "" the figure that counts, which
// of a part and a whole is the percentage. option names one of those the rule counts. False where there is no such figure.
func (r *Rule) Reported(in Input, field, option string) (f decimal.Fraction, ok bool) {
	if in.NA || in.Answer == nil {
		return f, false
	}
	stored := r.Fields(in)
	if option != "" {
		for _, pair := range splitList(stored["counts"]) {
			if id, text, _ := strings.Cut(pair, "="); id == option {
				return plainFigure(text)
			}
		}
		_, counted := stored["counts"]
		return f, counted && r.Has(option) // what was not counted is none
	}
	if field != "" {
		return plainFigure(stored[field])
	}
	for _, key := range countedFields {
		if text, there := stored[key]; there {
			return plainFigure(text)
		}
	}
	num, ok := plainFigure(stored["num"])
	den, ok2 := plainFigure(stored["den"])
	if !ok || !ok2 || den.Sign() == 0 {
		return f, false
	}
	return decimal.Over(num.Eye().Mul(decimal.FromInt(100)), den.Eye()), true
}

func plainFigure(text string) (decimal.Fraction, bool) {
	d, err := decimal.Parse(text)
	return decimal.Whole(d), err == nil
}

// Has says whether an option is one of those the rule counts or chooses among.
func (r *Rule) Has(option string) bool {
	p, ok := r.Parameters.(interface{ at(id string) int })
	return ok && p.at(option) >= 0
}

// CountsSeveral says whether the rule counts each of its options by itself, so that a figure of it is that of one option.
func (r *Rule) CountsSeveral() bool { return slices.Contains(r.Keys(), "counts") }
