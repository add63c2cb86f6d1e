package decimal_test

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation/decimal"
)

// numbers draws decimals of every length, many around the 19 digits where the small form ends.
func numbers() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.StringMatching(`-?[0-9]{1,3}(\.[0-9]{1,3})?`),
		rapid.StringMatching(`-?[0-9]{1,22}(\.[0-9]{1,22})?`),
		rapid.StringMatching(`-?(9{17,21}|10{17,20})(\.(0{0,18}[15]|9{17,20}))?`),
		rapid.StringMatching(`-?0\.0{0,18}[0-9]{1,3}`),
	)
}

func exact(t *rapid.T, text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("big.Rat refuses %q", text)
	}
	return r
}

func draw(t *rapid.T, name string) (decimal.Decimal, *big.Rat) {
	text := numbers().Draw(t, name)
	d, err := decimal.Parse(text)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return d, exact(t, text)
}

func TestArithmeticIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, x := draw(t, "d")
		e, y := draw(t, "e")
		same := func(what string, got decimal.Decimal, want *big.Rat) {
			if exact(t, got.String()).Cmp(want) != 0 {
				t.Fatalf("%s of %v and %v = %v, want %s", what, d, e, got, want.RatString())
			}
		}
		same("sum", d.Add(e), new(big.Rat).Add(x, y))
		same("difference", d.Sub(e), new(big.Rat).Sub(x, y))
		same("product", d.Mul(e), new(big.Rat).Mul(x, y))
		same("negation", d.Neg(), new(big.Rat).Neg(x))
		same("absolute value", d.Abs(), new(big.Rat).Abs(x))
		if d.Cmp(e) != x.Cmp(y) || d.Equal(e) != (x.Cmp(y) == 0) || d.Less(e) != (x.Cmp(y) < 0) {
			t.Fatalf("comparing %v with %v", d, e)
		}
		if d.Sign() != x.Sign() || d.IsZero() != (x.Sign() == 0) || d.IsInt() != x.IsInt() {
			t.Fatalf("sign or wholeness of %v", d)
		}
		if least, most := decimal.Min(d, e), decimal.Max(d, e); most.Less(least) || !least.Add(most).Equal(d.Add(e)) {
			t.Fatalf("min %v and max %v of %v and %v", least, most, d, e)
		}
		if again := decimal.MustParse(d.String()); !again.Equal(d) || again.String() != d.String() {
			t.Fatalf("%v does not survive being written", d)
		}
	})
}

func TestQuotientIsRoundedOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		num, x := draw(t, "num")
		den, y := draw(t, "den")
		if den.IsZero() {
			den, y = decimal.FromInt(1), big.NewRat(1, 1)
		}
		places := rapid.IntRange(0, 22).Draw(t, "places")
		mode := rapid.SampledFrom([]decimal.Mode{decimal.HalfUp, decimal.HalfEven, decimal.Down}).Draw(t, "mode")
		want := roundRat(new(big.Rat).Quo(x, y), places, mode)
		if got := decimal.QuoRound(num, den, places, mode); exact(t, got.String()).Cmp(want) != 0 {
			t.Fatalf("%v ÷ %v to %d places %v = %v, want %s", num, den, places, mode, got, want.FloatString(places))
		}
		if got := num.Round(places, mode); exact(t, got.String()).Cmp(roundRat(x, places, mode)) != 0 {
			t.Fatalf("%v to %d places %v = %v", num, places, mode, got)
		}
	})
}

// roundRat rounds by the definition of each mode: the candidates are the two neighbours on the grid.
func roundRat(x *big.Rat, places int, mode decimal.Mode) *big.Rat {
	grid := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	scaled := new(big.Rat).Mul(new(big.Rat).Abs(x), grid)
	floor := new(big.Int).Quo(scaled.Num(), scaled.Denom())
	rest := new(big.Rat).Sub(scaled, new(big.Rat).SetInt(floor))
	switch cmp := rest.Cmp(big.NewRat(1, 2)); {
	case mode == decimal.Down:
	case cmp > 0, cmp == 0 && mode == decimal.HalfUp, cmp == 0 && floor.Bit(0) == 1:
		floor.Add(floor, big.NewInt(1))
	}
	out := new(big.Rat).Quo(new(big.Rat).SetInt(floor), grid)
	if x.Sign() < 0 {
		out.Neg(out)
	}
	return out
}

func BenchmarkCriterion(b *testing.B) {
	x, full, hundred := decimal.MustParse("98.54"), decimal.FromInt(10), decimal.FromInt(100)
	b.ReportAllocs()
	for b.Loop() {
		p := decimal.QuoRound(x.Mul(full), hundred, 2, decimal.HalfUp)
		_ = p.Add(full).Cmp(hundred)
	}
}
