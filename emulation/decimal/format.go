package decimal

import "strings"

// Localise writes the number for a reader, with thousands set apart: "1.234,5" with a decimal comma (Vietnamese), "1,234.5" without.
func (d Decimal) Localise(decimalComma bool) string { return localise(d.String(), decimalComma) }

// Typed writes the number as a clerk types it into a Vietnamese table, thousands not set apart: "1234,5".
func (d Decimal) Typed() string { return strings.Replace(d.String(), ".", ",", 1) }

// LocaliseFixed is Localise with exactly places digits after the sign: "9,50".
func (d Decimal) LocaliseFixed(places int, decimalComma bool) string {
	return localise(d.Fixed(places), decimalComma)
}

func localise(plain string, decimalComma bool) string {
	point, group := ".", ","
	if decimalComma {
		point, group = ",", "."
	}
	whole, frac, dotted := strings.Cut(plain, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	var b strings.Builder
	b.WriteString(sign)
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteByte(whole[i])
	}
	if dotted {
		b.WriteString(point)
		b.WriteString(frac)
	}
	return b.String()
}

// Fixed writes the number with exactly places digits after the dot, rounding half away from zero: 9.5 with 2 → "9.50".
func (d Decimal) Fixed(places int) string {
	s := d.Round(places, HalfUp).String()
	if places <= 0 {
		return s
	}
	dot := strings.IndexByte(s, '.')
	if dot < 0 {
		return s + "." + strings.Repeat("0", places)
	}
	return s + strings.Repeat("0", places-(len(s)-dot-1))
}
