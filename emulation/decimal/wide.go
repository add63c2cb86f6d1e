package decimal

import (
	"math/big"
	"strings"

	"github.com/govalues/decimal"
)

// wide is coef × 10^-scale, without trailing zeros after the dot.
type wide struct {
	coef  *big.Int
	scale int
}

var ten = big.NewInt(10)

// pow10 is 10^n.
func pow10(n int) *big.Int { return new(big.Int).Exp(ten, big.NewInt(int64(n)), nil) }

// fromWide takes coef over, drops trailing zeros, and goes back to the small form where the number fits.
func fromWide(coef *big.Int, scale int) Decimal {
	var quo, rem big.Int
	for scale > 0 {
		quo.QuoRem(coef, ten, &rem)
		if rem.Sign() != 0 {
			break
		}
		coef.Set(&quo)
		scale--
	}
	if coef.IsInt64() && scale <= decimal.MaxScale {
		if d, err := decimal.New(coef.Int64(), scale); err == nil {
			return Decimal{small: d}
		}
	}
	return Decimal{wide: &wide{coef: coef, scale: scale}}
}

// parts gives the coefficient and scale of any Decimal; the coefficient is not to be changed.
func (d Decimal) parts() (*big.Int, int) {
	if d.wide != nil {
		return d.wide.coef, d.wide.scale
	}
	c := new(big.Int).SetUint64(d.small.Coef())
	if d.small.IsNeg() {
		c.Neg(c)
	}
	return c, d.small.Scale()
}

// aligned gives the coefficients of both numbers at the larger of their scales.
func aligned(d, e Decimal) (a, b *big.Int, scale int) {
	a, s := d.parts()
	b, t := e.parts()
	switch {
	case s < t:
		a = new(big.Int).Mul(a, pow10(t-s))
	case t < s:
		b = new(big.Int).Mul(b, pow10(s-t))
	}
	return a, b, max(s, t)
}

func (w *wide) text() string {
	digits := new(big.Int).Abs(w.coef).String()
	if w.scale > 0 {
		if pad := w.scale + 1 - len(digits); pad > 0 {
			digits = strings.Repeat("0", pad) + digits
		}
		digits = digits[:len(digits)-w.scale] + "." + digits[len(digits)-w.scale:]
	}
	if w.coef.Sign() < 0 {
		return "-" + digits
	}
	return digits
}
