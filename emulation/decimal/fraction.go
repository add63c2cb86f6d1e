package decimal

// Fraction is an exact quotient, for figures that no decimal holds: the mean of three units, or 200 of 214 in percent. The zero value is 0.
type Fraction struct {
	num, den Decimal // den > 0; zero of the zero value stands for 1
}

// evenPlaces is how far Over looks for a decimal that is the quotient itself.
const evenPlaces = 18

// Over is num ÷ den, kept exact. It panics when den is 0, as QuoRound does.
func Over(num, den Decimal) Fraction {
	if even := QuoRound(num, den, evenPlaces, Down); even.Mul(den).Equal(num) {
		return Whole(even)
	}
	if den.Sign() < 0 {
		num, den = num.Neg(), den.Neg()
	}
	return Fraction{num, den}
}

// Whole is a decimal as a fraction.
func Whole(d Decimal) Fraction { return Fraction{num: d} }

func (f Fraction) below() Decimal {
	if f.den.IsZero() {
		return FromInt(1)
	}
	return f.den
}

// Add is f + g, exactly.
func (f Fraction) Add(g Fraction) Fraction {
	if f.below().Equal(g.below()) {
		return Over(f.num.Add(g.num), f.below())
	}
	return Over(f.num.Mul(g.below()).Add(g.num.Mul(f.below())), f.below().Mul(g.below()))
}

// Sub is f − g, exactly.
func (f Fraction) Sub(g Fraction) Fraction { return f.Add(Fraction{g.num.Neg(), g.den}) }

// Quo is f ÷ n, exactly; n is not 0.
func (f Fraction) Quo(n int) Fraction { return Over(f.num, f.below().Mul(FromInt(int64(n)))) }

// Cmp compares by cross-multiplication: −1 where f is less, 1 where it is more.
func (f Fraction) Cmp(g Fraction) int { return f.num.Mul(g.below()).Cmp(g.num.Mul(f.below())) }

// Sign is −1, 0 or 1.
func (f Fraction) Sign() int { return f.num.Sign() }

// Eye is the figure as people read it: a decimal as it is, a quotient rounded to two places, a half away from zero.
func (f Fraction) Eye() Decimal {
	if f.below().Equal(FromInt(1)) {
		return f.num
	}
	return QuoRound(f.num, f.below(), 2, HalfUp)
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
