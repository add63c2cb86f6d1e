package rule

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/decimal"
)

var _ = register[Rank]("rank")

// Rank gives points by the place among the cluster.
type Rank struct {
	asksValue
	Places  []decimal.Decimal // points of the first places
	Rest    decimal.Decimal   // points beyond them
	Lower   bool              // the lower value is the better one
	Average bool              // tied units share the mean of their places instead of the best
}

func (r *Rank) declare(f *form) {
	f.numbers("points", "places", &r.Places)
	f.numberOr("rest", &r.Rest, 0)
	f.lower(&r.Lower)
	f.either("ties", "shared", "average", &r.Average)
}

// standing is the figures, best first.
func (r *Rank) standing(answers []Answer) (any, bool) {
	values, missing := figures(answers)
	slices.SortFunc(values, func(a, b decimal.Decimal) int {
		if r.Lower {
			return a.Cmp(b)
		}
		return b.Cmp(a)
	})
	return values, missing
}

// place is how many units are better, and how many have the same value (at least the unit itself).
func (*Rank) place(q *Question) (better, tied int) {
	values := q.Standing.by.([]decimal.Decimal)
	better = slices.IndexFunc(values, q.X.Equal)
	if better < 0 {
		return len(values), 1
	}
	for _, v := range values[better:] {
		if !v.Equal(q.X) {
			break
		}
		tied++
	}
	return better, tied
}

func (r *Rank) pointsOf(place int) decimal.Decimal {
	if place < len(r.Places) {
		return r.Places[place]
	}
	return r.Rest
}

func (r *Rank) points(q *Question) Points {
	first, tied := r.place(q)
	if !r.Average {
		return exactly(r.pointsOf(first))
	}
	var sum decimal.Decimal
	for i := range tied {
		sum = sum.Add(r.pointsOf(first + i))
	}
	return quotient(sum, decimal.FromInt(int64(tied)))
}

func (r *Rank) explain(q *Question, p Points) emulation.Message {
	better, tied := r.place(q)
	points, _ := Shown(p.Num, p.Den)
	key := "explain.place"
	if tied > 1 {
		key = "explain.place-tied"
	}
	return emulation.Say(key, "value", q.X, "place", better+1, "tied", tied, "points", points)
}

func (r *Rank) how() (string, []any) {
	var items []emulation.Message
	for i, p := range r.Places {
		items = append(items, emulation.Say("rule.place", "n", i+1, "points", p))
	}
	variant, better := "-shared", "rule.rank-higher"
	if r.Average {
		variant = "-average"
	}
	if r.Lower {
		better = "rule.rank-lower"
	}
	return variant, []any{"better", emulation.Say(better), "items", items, "rest", r.Rest}
}

// samples are the results of a cluster in which two units are level.
func (r *Rank) samples(decimal.Decimal) []Answer {
	list := figuresOf(95, 90, 85, 80)
	return append(list, list[1])
}
