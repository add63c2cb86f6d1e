package decimal

import "math/big"

// Fraction is an exact quotient, for figures that no decimal holds: the mean of three units, or 200 of 214 in percent. The zero value is 0.
type Fraction struct {
	num, den Decimal // den > 0; zero of the zero value stands for 1
	divided  bool    // it came of a division: the eye gets it rounded, also where a decimal holds it
	places   int     // the most digits after the dot of the figures it came of
}

const (
	evenPlaces = 18 // how far Over looks for a decimal that is the quotient itself, and how many places are shown at most to tell it from a whole
	eyePlaces  = 2  // of a quotient, where what it came of had no more
)

// Over is num ÷ den, kept exact. It panics when den is 0, as QuoRound does.
func Over(num, den Decimal) Fraction {
	f := Fraction{divided: true}
	return f.over(num, den)
}

// over is num ÷ den, seen as f is.
func (f Fraction) over(num, den Decimal) Fraction {
	if even := QuoRound(num, den, evenPlaces, Down); even.Mul(den).Equal(num) {
		f.num, f.den = even, Decimal{}
		return f
	}
	if den.Sign() < 0 {
		num, den = num.Neg(), den.Neg()
	}
	f.num, f.den = num, den
	return f
}

// Whole is a decimal as a fraction.
func Whole(d Decimal) Fraction {
	_, places := d.parts()
	return Fraction{num: d, places: places}
}

func (f Fraction) below() Decimal {
	if f.den.IsZero() {
		return FromInt(1)
	}
	return f.den
}

// Add is f + g, exactly.
func (f Fraction) Add(g Fraction) Fraction {
	seen := Fraction{divided: f.divided || g.divided, places: max(f.places, g.places)}
	if f.below().Equal(g.below()) {
		return seen.over(f.num.Add(g.num), f.below())
	}
	return seen.over(f.num.Mul(g.below()).Add(g.num.Mul(f.below())), f.below().Mul(g.below()))
}

// Sub is f − g, exactly.
func (f Fraction) Sub(g Fraction) Fraction {
	g.num = g.num.Neg()
	return f.Add(g)
}

// Quo is f ÷ n, exactly; n is not 0.
func (f Fraction) Quo(n int) Fraction {
	seen := Fraction{divided: true, places: f.places}
	return seen.over(f.num, f.below().Mul(FromInt(int64(n))))
}

// Cmp compares by cross-multiplication: −1 where f is less, 1 where it is more.
func (f Fraction) Cmp(g Fraction) int { return f.num.Mul(g.below()).Cmp(g.num.Mul(f.below())) }

// Sign is −1, 0 or 1.
func (f Fraction) Sign() int { return f.num.Sign() }

// Eye is the figure as people read it: a decimal as it is, a quotient rounded to two places or to as many as what it came of had, a half away from
// zero. What is not 0 or 100 does not look so: it gets more places.
func (f Fraction) Eye() Decimal {
	return f.seen(func(places int) (Decimal, bool) {
		d := f.Round(places)
		return d, !d.IsZero() && !d.Equal(FromInt(100))
	})
}

// Round is the figure with at most places digits after the dot, a half away from zero.
func (f Fraction) Round(places int) Decimal { return QuoRound(f.num, f.below(), places, HalfUp) }

// AtLeast is Eye rounded down: what is said to be reached was reached.
func (f Fraction) AtLeast() Decimal {
	return f.seen(func(places int) (Decimal, bool) { return f.down(places), true })
}

// AtMost is Eye rounded up, but never up to a whole number that was not reached.
func (f Fraction) AtMost() Decimal {
	return f.seen(func(places int) (Decimal, bool) {
		g := f
		g.num = g.num.Neg()
		d := g.down(places).Neg()
		return d, !d.IsInt()
	})
}

// Places is how many digits after the dot the figures it came of had at most.
func (f Fraction) Places() int { return f.places }

// Finer is the figure, shown with at least so many places.
func (f Fraction) Finer(places int) Fraction {
	f.places = max(f.places, places)
	return f
}

// down is the greatest number of so many places that is not above f.
func (f Fraction) down(places int) Decimal {
	d := QuoRound(f.num, f.below(), places, Down)
	if Whole(d).Cmp(f) > 0 {
		d = d.Sub(fromWide(big.NewInt(1), places))
	}
	return d
}

// seen is a quotient rounded to as few places as it takes to be true; where no number of them does, rounded down.
func (f Fraction) seen(round func(places int) (d Decimal, sure bool)) Decimal {
	if !f.divided {
		return f.num
	}
	first := max(eyePlaces, f.places)
	for places := first; places <= max(first, evenPlaces); places++ {
		if d, sure := round(places); sure || Whole(d).Cmp(f) == 0 {
			return d
		}
	}
	return f.down(first)
}

// String is the exact figure: "98.54" of a decimal, "20000/214" of a quotient.
func (f Fraction) String() string {
	if f.below().Equal(FromInt(1)) {
		return f.num.String()
	}
	return f.num.String() + "/" + f.den.String()
}

// MarshalText is String.
func (f Fraction) MarshalText() ([]byte, error) { return []byte(f.String()), nil }

// Localise writes Eye for a reader, as Decimal.Localise does.
func (f Fraction) Localise(decimalComma bool) string { return f.Eye().Localise(decimalComma) }

// Signed is Localise of a difference, a rise with its plus.
func (f Fraction) Signed(decimalComma bool) string {
	if f.Sign() > 0 {
		return "+" + f.Localise(decimalComma)
	}
	return f.Localise(decimalComma)
}
