package emulation

import (
	"slices"

	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

// How the figures of the units come together to one of the cluster.
const (
	CombineSum   = "sum"   // added up: "189 giải"
	CombineMean  = "mean"  // the mean of the units, each as much as the other
	CombineRange = "range" // from the least to the most: "99,34–100%"
	CombineLeast = "least" // what every unit reached: "từ 76% trở lên"
)

// Combines are the ways in which figures come together.
var Combines = []string{CombineSum, CombineMean, CombineRange, CombineLeast}

// Combined is what the figures of Count units come to.
type Combined struct {
	Count                    int
	Sum, Least, Median, Most decimal.Fraction // the median of an even count is the mean of the two in the middle
}

// Combine puts figures together.
func Combine(figures ...decimal.Fraction) Combined {
	c := Combined{Count: len(figures)}
	if c.Count == 0 {
		return c
	}
	for _, f := range figures {
		c.Sum = c.Sum.Add(f)
	}
	ordered := slices.SortedFunc(slices.Values(figures), decimal.Fraction.Cmp)
	c.Least, c.Most = ordered[0], ordered[c.Count-1]
	if c.Median = ordered[c.Count/2]; c.Count%2 == 0 {
		c.Median = ordered[c.Count/2-1].Add(c.Median).Quo(2)
	}
	return c
}

// Mean is Sum ÷ Count, exactly; of no units it is 0.
func (c Combined) Mean() decimal.Fraction {
	if c.Count == 0 {
		return decimal.Fraction{}
	}
	return c.Sum.Quo(c.Count)
}

// One is the figure of the cluster in one way; false of a range, where no way was named, and of no units.
func (c Combined) One(how string) (decimal.Fraction, bool) {
	switch how {
	case CombineSum:
		return c.Sum, c.Count > 0
	case CombineMean:
		return c.Mean(), c.Count > 0
	case CombineLeast:
		return c.Least, c.Count > 0
	}
	return decimal.Fraction{}, false
}

// Message is the figure as reports say it, with what it is measured in: "99,34–100%", "189 giải", "từ 76% trở lên". Without a key where there is
// nothing to say: no unit, or no way to put them together. What is rounded stays true: the least is rounded down, the most up, but to no whole number
// that no unit reached.
func (c Combined) Message(how, measure string) Message {
	one, ok := c.One(how)
	switch {
	case ok && how == CombineSum:
		return Measured(one, measure)
	case ok && how == CombineLeast:
		return Say("figure.least", "figure", Measured(c.Least.AtLeast(), measure))
	case ok:
		return Say("figure."+how, "figure", Measured(one, measure))
	case how != CombineRange || c.Count == 0:
		return Message{}
	case c.Least.Cmp(c.Most) == 0:
		return Measured(c.Least, measure)
	}
	return Measured(Say("figure.range", "least", c.Least.AtLeast(), "most", c.Most.AtMost()), measure)
}

// Measured is a figure with what it is measured in: "98,54%", "189 giải".
func Measured(figure any, measure string) Message {
	switch measure {
	case "":
		return Say("figure.bare", "figure", figure)
	case "%":
		return Say("figure.percent", "figure", figure)
	}
	return Say("figure.measured", "figure", figure, "measure", measure)
}

// OddFigure says what can hardly be about a figure by what it is measured in: a percentage below 0 or above 100, a part of a thing that is counted one
// by one, and of anything else what is less than none or beyond all measure. It counts as it was given all the same; a person looks at it.
func OddFigure(figure decimal.Fraction, measure string) (m Message, odd bool) {
	counted := countedThings[vietnamese.Fold(measure)]
	rounded := figure.Round(figure.Places())
	switch {
	case measure == "%" && (figure.Sign() < 0 || figure.Cmp(decimal.Whole(decimal.FromInt(100))) > 0):
		return Say("figure.doubt.percent", "figure", figure), true
	case figure.Sign() < 0:
		return Say("figure.doubt.negative", "figure", figure), true
	case counted && !rounded.IsInt():
		return Say("figure.doubt.part", "figure", Measured(figure, measure)), true
	case TooMany(rounded, counted):
		return Say("figure.doubt.many", "figure", figure), true
	}
	return m, false
}

// countedThings are measures, without diacritics, of which there is no half.
var countedThings = set("bai", "buoi", "can bo", "chien si", "cong trinh", "cuoc", "danh hieu", "dang vien", "de tai", "doan vien", "don vi", "em", "giai", "giang vien",
	"giao vien", "hoc sinh", "hoc vien", "hoi nghi", "lop", "luot", "mo hinh", "nguoi", "nha giao", "nhom", "phong", "sang kien", "san pham", "sinh vien",
	"tap the", "thi sinh", "to chuc", "tre", "tre em", "truong", "van ban", "vu")

func set(words ...string) map[string]bool {
	all := make(map[string]bool, len(words))
	for _, w := range words {
		all[w] = true
	}
	return all
}

// How much can hardly be: of things that are counted one by one more than a province has, of anything else more đồng than any budget.
var (
	manyThings = decimal.FromInt(manyPeople)
	manyOfAll  = decimal.FromInt(1_000_000_000_000_000)
)

// TooMany reports whether a figure is beyond all measure.
func TooMany(figure decimal.Decimal, counted bool) bool {
	if counted {
		return figure.Abs().Cmp(manyThings) > 0
	}
	return figure.Abs().Cmp(manyOfAll) > 0
}
