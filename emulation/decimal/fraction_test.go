package decimal_test

import (
	"math/big"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation/decimal"
)

// Fractions add, subtract and compare as exact quotients do, whatever they are made of.
func TestFractionIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := func(name string) (decimal.Fraction, *big.Rat) {
			num, x := draw(t, name)
			den, y := draw(t, name+" below")
			if den.IsZero() {
				return decimal.Whole(num), x
			}
			return decimal.Over(num, den), x.Quo(x, y)
		}
		f, x := one("f")
		g, y := one("g")
		same := func(what string, got decimal.Fraction, want *big.Rat) {
			num, den, quotient := strings.Cut(got.String(), "/")
			value := exact(t, num)
			if quotient {
				value.Quo(value, exact(t, den))
			}
			if value.Cmp(want) != 0 {
				t.Fatalf("%s of %v and %v = %v, want %s", what, f, g, got, want.RatString())
			}
		}
		same("the first", f, x)
		same("sum", f.Add(g), new(big.Rat).Add(x, y))
		same("difference", f.Sub(g), new(big.Rat).Sub(x, y))
		same("seventh", f.Quo(7), new(big.Rat).Quo(x, big.NewRat(7, 1)))
		if f.Cmp(g) != x.Cmp(y) || f.Sign() != x.Sign() {
			t.Fatalf("comparing %v with %v", f, g)
		}
	})
}

// However a quotient is rounded for the eye, the sentence it stands in is true: "at least" is not more, "at most" not less unless that would reach a
// whole number, and what is not 0 or 100 does not look so.
func TestFractionRoundsTrue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		num, den := rapid.Int64Range(-1e7, 1e7).Draw(t, "num"), rapid.Int64Range(1, 1e5).Draw(t, "den")
		f := decimal.Over(decimal.FromInt(num), decimal.FromInt(den))
		least, most, eye := f.AtLeast(), f.AtMost(), f.Eye()
		if decimal.Whole(least).Cmp(f) > 0 || decimal.Whole(most).Cmp(f) < 0 {
			t.Fatalf("%s is between %s and %s", f, least, most)
		}
		for _, d := range []decimal.Decimal{most, eye} {
			if bound := d.IsZero() || d.Equal(decimal.FromInt(100)); bound && decimal.Whole(d).Cmp(f) != 0 {
				t.Fatalf("%s looks like %s", f, d)
			}
		}
	})
}

func TestFractionForTheEye(t *testing.T) {
	n := decimal.MustParse
	for _, c := range []struct {
		f            decimal.Fraction
		exact, shown string
	}{
		{decimal.Fraction{}, "0", "0"},
		{decimal.Over(n("1"), n("-8")), "-0.125", "-0,13"},
		{decimal.Over(n("20000"), n("214")), "20000/214", "93,46"},
		{decimal.Over(n("1"), n("200")).Add(decimal.Over(n("1"), n("3"))), "1.015/3", "0,34"},
		{decimal.Over(n("0.005"), n("3")).Quo(-1), "-0.005/3", "-0,002"},
		{decimal.Over(n("1"), n("3")).Add(decimal.Over(n("2"), n("3"))), "1", "1"},
	} {
		if c.f.String() != c.exact || c.f.Localise(true) != c.shown {
			t.Errorf("%s shown as %s, want %s shown as %s", c.f, c.f.Localise(true), c.exact, c.shown)
		}
	}
}
