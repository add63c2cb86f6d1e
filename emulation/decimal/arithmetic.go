package decimal

import (
	"math/big"

	"github.com/govalues/decimal"
)

// Add is d + e.
func (d Decimal) Add(e Decimal) Decimal {
	if d.wide == nil && e.wide == nil {
		if s, err := d.small.AddExact(e.small, max(d.small.Scale(), e.small.Scale())); err == nil {
			return Decimal{small: s}
		}
	}
	a, b, scale := aligned(d, e)
	return fromWide(new(big.Int).Add(a, b), scale)
}

// Sub is d − e.
func (d Decimal) Sub(e Decimal) Decimal { return d.Add(e.Neg()) }

// Mul is d × e.
func (d Decimal) Mul(e Decimal) Decimal {
	if d.wide == nil && e.wide == nil {
		if scale := d.small.Scale() + e.small.Scale(); scale <= decimal.MaxScale {
			if p, err := d.small.MulExact(e.small, scale); err == nil {
				return Decimal{small: p}
			}
		}
	}
	a, s := d.parts()
	b, t := e.parts()
	return fromWide(new(big.Int).Mul(a, b), s+t)
}

// Neg is −d.
func (d Decimal) Neg() Decimal {
	if d.wide != nil {
		return Decimal{wide: &wide{coef: new(big.Int).Neg(d.wide.coef), scale: d.wide.scale}}
	}
	return Decimal{small: d.small.Neg()}
}

// Abs is d without its sign.
func (d Decimal) Abs() Decimal {
	if d.Sign() < 0 {
		return d.Neg()
	}
	return d
}

// Sign is −1, 0 or +1.
func (d Decimal) Sign() int {
	if d.wide != nil {
		return d.wide.coef.Sign()
	}
	return d.small.Sign()
}

// IsZero reports whether d is 0.
func (d Decimal) IsZero() bool { return d.Sign() == 0 }

// IsInt reports whether d is a whole number.
func (d Decimal) IsInt() bool {
	if d.wide != nil {
		return d.wide.scale == 0
	}
	return d.small.IsInt()
}

// Int64 is d as a machine integer; ok is false where d has a fraction or does not fit.
func (d Decimal) Int64() (n int64, ok bool) {
	if d.wide != nil || !d.small.IsInt() {
		return 0, false
	}
	whole, _, ok := d.small.Int64(0)
	return whole, ok
}

// Cmp is −1 if d < e, 0 if they are equal, +1 if d > e.
func (d Decimal) Cmp(e Decimal) int {
	if d.wide == nil && e.wide == nil {
		return d.small.Cmp(e.small)
	}
	a, b, _ := aligned(d, e)
	return a.Cmp(b)
}

// Equal reports whether d and e are the same number, however they were written.
func (d Decimal) Equal(e Decimal) bool { return d.Cmp(e) == 0 }

// Less reports whether d < e.
func (d Decimal) Less(e Decimal) bool { return d.Cmp(e) < 0 }

// Min is the smaller of two numbers.
func Min(d, e Decimal) Decimal {
	if e.Cmp(d) < 0 {
		return e
	}
	return d
}

// Max is the larger of two numbers.
func Max(d, e Decimal) Decimal {
	if e.Cmp(d) > 0 {
		return e
	}
	return d
}
