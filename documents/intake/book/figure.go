package book

import (
	"strconv"
	"strings"

	"thidua/emulation/decimal"
)

// significant is how many digits of a stored figure a person can have meant: Excel shows and keeps 15, the binary double beneath writes up
// to 17 ("9.8499999999999996" is 9.85).
const significant = 15

// figureOf reads the stored text of a numeric cell exactly and rounds it to 15 significant digits, half away from zero. shift moves the dot
// to the right: 2 for a cell in percent format. ok is false for what is no figure of a table: text, infinities, 10^40.
func figureOf(stored string, shift int) (decimal.Decimal, bool) {
	zero := decimal.Decimal{}
	body, negative := strings.CutPrefix(strings.TrimSpace(stored), "-")
	body = strings.TrimPrefix(body, "+")
	mantissa, exponent := body, 0
	if e := strings.IndexAny(body, "eE"); e >= 0 {
		n, err := strconv.Atoi(body[e+1:])
		if err != nil || n > 40 || n < -400 {
			return zero, false
		}
		mantissa, exponent = body[:e], n
	}
	whole, frac, _ := strings.Cut(mantissa, ".")
	digits := whole + frac
	if digits == "" || len(digits) > 400 || strings.Trim(digits, "0123456789") != "" {
		return zero, false
	}
	// The figure is 0.digits × 10^point.
	point := len(whole) + exponent + shift
	for len(digits) > 0 && digits[0] == '0' {
		digits, point = digits[1:], point-1
	}
	if digits == "" || point < -30 { // nothing a person typed is that small
		return zero, true
	}
	up := len(digits) > significant && digits[significant] >= '5'
	digits = digits[:min(len(digits), significant)]
	if point > 40 {
		return zero, false
	}
	text := digits
	switch {
	case point <= 0:
		text = "0." + strings.Repeat("0", -point) + digits
	case point >= len(digits):
		text = digits + strings.Repeat("0", point-len(digits))
	default:
		text = digits[:point] + "." + digits[point:]
	}
	d, err := decimal.Parse(text)
	if err != nil {
		return zero, false
	}
	if up {
		d = d.Add(unitAt(point - significant))
	}
	if negative {
		d = d.Neg()
	}
	return d, true
}

// unitAt is 10^power.
func unitAt(power int) decimal.Decimal {
	if power >= 0 {
		return decimal.MustParse("1" + strings.Repeat("0", power))
	}
	return decimal.MustParse("0." + strings.Repeat("0", -power-1) + "1")
}
