package year

import (
	"thidua/emulation/decimal"
	"thidua/workspace/book"
)

// With are the units that said exactly a figure, such as the least of all.
func (f *Figure) With(figure decimal.Fraction) (list []book.Unit) {
	for i := range f.Answers {
		if a := &f.Answers[i]; a.From != "" && a.Figure.Cmp(figure) == 0 {
			list = append(list, a.Unit)
		}
	}
	return list
}
