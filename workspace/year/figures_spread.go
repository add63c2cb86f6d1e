package year

import (
	"slices"

	"thidua/emulation/decimal"
	"thidua/workspace/book"
)

// Median is the middle of what the units said, exactly: of an even number of figures the mean of the two in the middle. False where nobody said anything.
func (f *Figure) Median() (decimal.Fraction, bool) {
	var all []decimal.Fraction
	for i := range f.Answers {
		if f.Answers[i].From != "" {
			all = append(all, f.Answers[i].Figure)
		}
	}
	if len(all) == 0 {
		return decimal.Fraction{}, false
	}
	slices.SortFunc(all, decimal.Fraction.Cmp)
	middle := all[len(all)/2]
	if len(all)%2 == 0 {
		middle = middle.Add(all[len(all)/2-1]).Quo(2)
	}
	return middle, true
}

// With are the units that said exactly a figure, such as the least of all.
func (f *Figure) With(figure decimal.Fraction) (list []book.Unit) {
	for i := range f.Answers {
		if a := &f.Answers[i]; a.From != "" && a.Figure.Cmp(figure) == 0 {
			list = append(list, a.Unit)
		}
	}
	return list
}
