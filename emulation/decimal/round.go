package decimal

import (
	"math/big"
	"math/bits"

	"github.com/govalues/decimal"
)

// Mode says which way a rounding goes. The zero value is HalfUp, the default of score sheets.
type Mode uint8

// The three roundings a criteria set can choose.
const (
	HalfUp   Mode = iota // to the nearest, a half away from zero: 0.125 → 0.13, −0.125 → −0.13
	HalfEven             // to the nearest, a half to the even neighbour: 0.125 → 0.12
	Down                 // towards zero: 0.129 → 0.12
)

var modeNames = [...]string{HalfUp: "half-up", HalfEven: "half-even", Down: "down"}

// String is the mode's name in a criteria file.
func (m Mode) String() string { return modeNames[m] }

// ParseMode reads a mode's name.
func ParseMode(name string) (Mode, bool) {
	for m, n := range modeNames {
		if n == name {
			return Mode(m), true
		}
	}
	return HalfUp, false
}

// Round is d with at most places digits after the dot.
func (d Decimal) Round(places int, mode Mode) Decimal {
	if d.wide == nil && d.small.Scale() <= places {
		return d
	}
	return QuoRound(d, FromInt(1), places, mode)
}

// QuoRound is num ÷ den with at most places digits after the dot (0 ≤ places), rounded once from the exact quotient: the division
// is done on integers. It panics when den is 0; whoever divides knows what a zero means to the reader and says it.
func QuoRound(num, den Decimal, places int, mode Mode) Decimal {
	if den.IsZero() {
		panic("decimal: division by zero")
	}
	if num.wide == nil && den.wide == nil {
		if q, ok := quoSmall(num.small, den.small, places, mode); ok {
			return q
		}
	}
	a, s := num.parts()
	b, t := den.parts()
	// num/den × 10^places = a/b × 10^(places + t − s)
	if shift := places + t - s; shift >= 0 {
		a = new(big.Int).Mul(a, pow10(shift))
	} else {
		b = new(big.Int).Mul(b, pow10(-shift))
	}
	negative := a.Sign()*b.Sign() < 0
	var rem big.Int
	quo, _ := new(big.Int).QuoRem(new(big.Int).Abs(a), new(big.Int).Abs(b), &rem)
	half := rem.Lsh(&rem, 1).CmpAbs(b)
	if awayFromZero(half, quo.Bit(0) == 1, mode) {
		quo.Add(quo, big.NewInt(1))
	}
	if negative {
		quo.Neg(quo)
	}
	return fromWide(quo, places)
}

// awayFromZero decides a rounding from how twice the remainder compares with the divisor and whether the quotient is odd.
func awayFromZero(half int, odd bool, mode Mode) bool {
	switch mode {
	case HalfUp:
		return half >= 0
	case HalfEven:
		return half > 0 || half == 0 && odd
	}
	return false
}

var powers = func() (p [20]uint64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

// quoSmall is QuoRound in two machine words; ok is false where that does not suffice.
func quoSmall(num, den decimal.Decimal, places int, mode Mode) (q Decimal, ok bool) {
	if places > decimal.MaxScale {
		return Decimal{}, false
	}
	hi, lo := uint64(0), num.Coef()
	divisor := den.Coef()
	switch shift := places + den.Scale() - num.Scale(); {
	case shift >= len(powers) || -shift >= len(powers):
		return Decimal{}, false
	case shift >= 0:
		hi, lo = bits.Mul64(lo, powers[shift])
	default:
		over, product := bits.Mul64(divisor, powers[-shift])
		if over != 0 {
			return Decimal{}, false
		}
		divisor = product
	}
	if hi >= divisor { // the quotient would not fit in a word
		return Decimal{}, false
	}
	quo, rem := bits.Div64(hi, lo, divisor)
	if quo >= 1<<63-1 {
		return Decimal{}, false
	}
	if awayFromZero(compareHalf(rem, divisor), quo&1 == 1, mode) {
		quo++
	}
	value := int64(quo)
	if num.IsNeg() != den.IsNeg() {
		value = -value
	}
	d, err := decimal.New(value, places)
	if err != nil {
		return Decimal{}, false
	}
	return Decimal{small: d}, true
}

// compareHalf compares 2·rem with divisor, where rem < divisor, without overflow.
func compareHalf(rem, divisor uint64) int {
	switch rest := divisor - rem; {
	case rem < rest:
		return -1
	case rem > rest:
		return 1
	}
	return 0
}
