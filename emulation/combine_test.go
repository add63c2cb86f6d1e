package emulation_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/internal/phrase"
)

func wholes(texts ...string) (list []decimal.Fraction) {
	for _, t := range texts {
		list = append(list, decimal.Whole(decimal.MustParse(t)))
	}
	return list
}

// shares are parts of wholes in percent, part and whole in turn.
func shares(pairs ...int64) (list []decimal.Fraction) {
	for i := 0; i < len(pairs); i += 2 {
		list = append(list, decimal.Over(decimal.FromInt(pairs[i]*100), decimal.FromInt(pairs[i+1])))
	}
	return list
}

// What the figures of units come to, exactly, and as reports say it.
func TestCombine(t *testing.T) {
	for _, c := range []struct {
		figures            []decimal.Fraction
		how, measure       string
		exact, said, said2 string
	}{
		{wholes("99.85", "99.34", "100"), "range", "%", "", "99,34–100%", "99.34–100%"},
		{wholes("98.54", "98.54"), "range", "%", "", "98,54%", "98.54%"},
		{wholes("28", "26", "35", "100"), "sum", "giải", "189", "189 giải", "189 giải"},
		{wholes("0.1", "0.2"), "sum", "", "0.3", "0,3", "0.3"},
		{wholes("83.2", "76", "90"), "least", "%", "76", "từ 76% trở lên", "from 76% up"},
		{wholes("98.5", "98.6"), "mean", "%", "98.55", "bình quân 98,55%", "98.55% on average"},
		{wholes("1", "1", "2"), "mean", "người", "4/3", "bình quân 1,33 người", "1.33 người on average"},
		{wholes("1", "0", "0", "0", "0", "0", "0", "0"), "mean", "", "0.125", "bình quân 0,13", "0.13 on average"}, // a mean is rounded, though a decimal holds it
		{wholes("98.54", "98.543"), "mean", "%", "98.5415", "bình quân 98,542%", "98.542% on average"},             // to as many places as the units gave
		{wholes("0.01", "0.01", "0"), "mean", "", "0.02/3", "bình quân 0,01", "0.01 on average"},
		// What is rounded stays true: 29999 of 30000 is not 100 %, and 284999 of 300000 is less than 95 %.
		{shares(29999, 30000, 1, 1), "least", "%", "2999900/30000", "từ 99,99% trở lên", "from 99.99% up"},
		{shares(284999, 300000), "least", "%", "28499900/300000", "từ 94,99% trở lên", "from 94.99% up"},
		{shares(29999, 30000, 1, 1), "range", "%", "", "99,99–100%", "99.99–100%"},
		{shares(29998, 30000, 29999, 30000), "range", "%", "", "99,99–99,997%", "99.99–99.997%"},
		{shares(29999, 30000, 29999, 30000), "range", "%", "", "99,997%", "99.997%"},
		{shares(29999, 30000, 29999, 30000), "mean", "%", "5999800/60000", "bình quân 99,997%", "99.997% on average"},
		{append(shares(1, 3), decimal.Over(decimal.FromInt(-1), decimal.FromInt(3))), "range", "", "", "-0,34–33,34", "-0.34–33.34"},
		{shares(1023, 1024), "least", "%", "99.90234375", "từ 99,9% trở lên", "from 99.9% up"},
		{wholes("-3", "2"), "range", "điểm", "", "-3–2 điểm", "-3–2 điểm"},
		{wholes("1234567", "0.5"), "sum", "đồng", "1234567.5", "1.234.567,5 đồng", "1,234,567.5 đồng"},
		{wholes("5"), "", "", "", "", ""},
		{nil, "sum", "", "", "", ""},
		{nil, "range", "%", "", "", ""},
		// 200 of 214 is no decimal; two such and 100 % are still summed and compared exactly.
		{append(wholes("100"), decimal.Over(decimal.FromInt(20000), decimal.FromInt(214)), decimal.Over(decimal.FromInt(1400), decimal.FromInt(214))), "sum", "%", "200", "200%", "200%"},
		{append(wholes("93.45"), decimal.Over(decimal.FromInt(20000), decimal.FromInt(214))), "range", "%", "", "93,45–93,46%", "93.45–93.46%"},
	} {
		x := emulation.Combine(c.figures...)
		one, ok := x.One(c.how)
		if got := one.String(); ok != (c.exact != "") || ok && got != c.exact {
			t.Errorf("%s of %v: %s, %v, want %s", c.how, c.figures, got, ok, c.exact)
		}
		m := x.Message(c.how, c.measure)
		if (m.Key == "") != (c.said == "") {
			t.Errorf("%s of %v says %+v", c.how, c.figures, m)
			continue
		}
		if m.Key == "" {
			continue
		}
		if vi, en := phrase.Render(phrase.Vietnamese, m), phrase.Render(phrase.English, m); vi != c.said || en != c.said2 {
			t.Errorf("%s of %v: %q, %q, want %q, %q", c.how, c.figures, vi, en, c.said, c.said2)
		}
	}
}

// A figure that can hardly be is told by its measure.
func TestOddFigure(t *testing.T) {
	for _, c := range []struct{ figure, measure, key string }{
		{"100", "%", ""}, {"0", "%", ""}, {"100.01", "%", "figure.doubt.percent"}, {"-0.01", "%", "figure.doubt.percent"},
		{"189", "giải", ""}, {"0", "giải", ""}, {"-1", "giải", "figure.doubt.negative"}, {"250", "", ""},
	} {
		m, odd := emulation.OddFigure(decimal.Whole(decimal.MustParse(c.figure)), c.measure)
		if m.Key != c.key || odd != (c.key != "") {
			t.Errorf("%s %s: %q, %v", c.figure, c.measure, m.Key, odd)
		}
	}
}

// A doubt about a quotient shows as many places as tell it from the bound it is beyond.
func TestOddFigureDiffersFromItsBound(t *testing.T) {
	for _, c := range []struct {
		part, whole int64
		want        string
	}{{30001, 30000, "100,003% nằm ngoài khoảng"}, {-1, 30000, "-0,003% nằm ngoài khoảng"}, {3, 2, "150% nằm ngoài khoảng"}} {
		m, _ := emulation.OddFigure(shares(c.part, c.whole)[0], "%")
		if got := phrase.Render(phrase.Vietnamese, m); !strings.HasPrefix(got, c.want) {
			t.Errorf("%d of %d: %s", c.part, c.whole, got)
		}
	}
}

// The median is the figure in the middle, or the mean of the two there, whatever the order they came in.
func TestMedian(t *testing.T) {
	for want, figures := range map[string][]decimal.Fraction{"0": nil, "7": wholes("7"), "9": wholes("100", "9", "1"), "2.5": wholes("4", "1", "2", "3"), "-1": wholes("-1", "-1", "5")} {
		if got := emulation.Combine(figures...).Median; got.Eye().String() != want {
			t.Errorf("of %v: %v, want %s", figures, got, want)
		}
	}
}
