// Package decimal is the exact number every figure of the program is made of: points, percentages, counts, targets.
//
// A Decimal is never rounded unless a function with "Round" or "Fixed" in its name is called, and no float64 stands anywhere in
// its path. Numbers of up to 19 digits, which is all that sheets hold, go through github.com/govalues/decimal (no allocation, its
// …Exact functions only, because its plain ones round silently); whatever does not fit goes on in math/big.
//
// The package knows nothing of points or rules, and imports nothing of this program.
package decimal

import (
	"errors"
	"math/big"
	"strings"

	"github.com/govalues/decimal"
)

// MaxDigits is how many digits a number that is read may have, leading zeros not counted. Results may have more.
const MaxDigits = 60

// The two ways a text can fail to be a Decimal.
var (
	ErrSyntax  = errors.New("not a plain decimal number")
	ErrTooLong = errors.New("more than 60 digits")
)

// Decimal is an exact decimal number. The zero value is 0; compare with Equal or Cmp, never with ==.
type Decimal struct {
	small decimal.Decimal // the number, unless wide is set
	wide  *wide           // set only for a number that small cannot hold; never changed once made
}

// FromInt makes a whole number.
func FromInt(n int64) Decimal {
	d, err := decimal.New(n, 0)
	if err != nil { // govalues takes every int64
		return fromWide(big.NewInt(n), 0)
	}
	return Decimal{small: d}
}

// Parse reads a plain decimal: an optional minus, digits, and optionally a dot with digits after it. Anything else (plus signs,
// exponents, commas, blanks, ".5", "5.") is ErrSyntax; more than MaxDigits digits is ErrTooLong.
func Parse(text string) (Decimal, error) {
	digits, scale, ok := split(text)
	if !ok {
		return Decimal{}, ErrSyntax
	}
	if len(digits) > MaxDigits || scale > MaxDigits {
		return Decimal{}, ErrTooLong
	}
	if len(digits) <= 18 && scale <= decimal.MaxScale {
		d, err := decimal.ParseExact(text, scale)
		if err == nil {
			return Decimal{small: d}, nil
		}
	}
	coef, _ := new(big.Int).SetString("0"+digits, 10)
	if text[0] == '-' {
		coef.Neg(coef)
	}
	return fromWide(coef, scale), nil
}

// split checks the shape of a plain decimal and gives its digits without leading zeros and how many stand after the dot.
func split(text string) (digits string, scale int, ok bool) {
	body := strings.TrimPrefix(text, "-")
	whole, frac, dotted := strings.Cut(body, ".")
	if whole == "" || dotted && frac == "" {
		return "", 0, false
	}
	for _, part := range [2]string{whole, frac} {
		for i := range len(part) {
			if part[i] < '0' || part[i] > '9' {
				return "", 0, false
			}
		}
	}
	return strings.TrimLeft(whole+frac, "0"), len(frac), true
}

// MustParse is Parse for constants; it panics on a text that is not a decimal.
func MustParse(text string) Decimal {
	d, err := Parse(text)
	if err != nil {
		panic("decimal: " + text + ": " + err.Error())
	}
	return d
}

// String writes the number plainly: a dot, no exponent, no trailing zeros, no minus before zero ("9.5", "87", "-0.25").
func (d Decimal) String() string {
	if d.wide != nil {
		return d.wide.text()
	}
	return d.small.Trim(0).String()
}

// MarshalText writes String; in JSON a Decimal is therefore a string.
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what Parse reads.
func (d *Decimal) UnmarshalText(text []byte) error {
	v, err := Parse(string(text))
	if err != nil {
		return err
	}
	*d = v
	return nil
}
