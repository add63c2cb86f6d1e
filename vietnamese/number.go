package vietnamese

import (
	"errors"
	"strings"
	"unicode"
)

// ErrNotNumber is the error of a text that is no number: letters, two commas, dots in the wrong places.
var ErrNotNumber = errors.New("not a number")

// AmbiguousNumber is the error of a text such as "1.234", which may be meant as a decimal or as thousands: the person is asked.
type AmbiguousNumber struct {
	Decimal   string // "1.234"
	Thousands string // "1234"
}

// Error is for logs.
func (e *AmbiguousNumber) Error() string { return "either " + e.Decimal + " or " + e.Thousands }

// ParseNumber reads a figure as people type it and gives it as plain decimal text: "9,75" and "9.75" → "9.75", "1.234,5" → "1234.5",
// "1.234.567" → "1234567", "98,54 %" → "98.54". With a comma present dots are thousands. A single dot before exactly three digits is
// *AmbiguousNumber, except after a lone 0, which begins no thousands; anything else that is no number is ErrNotNumber.
func ParseNumber(text string) (string, error) {
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(NFC(text)), "%"))
	sign := ""
	for _, minus := range []string{"-", "−"} {
		if rest, ok := strings.CutPrefix(text, minus); ok {
			sign, text = "-", strings.TrimSpace(rest)
			break
		}
	}
	body, ok := joinBlanks(text)
	if !ok {
		return "", ErrNotNumber
	}
	whole, frac, comma := strings.Cut(body, ",")
	if comma {
		return plain(sign, ungroup(whole), frac, digits(frac))
	}
	switch strings.Count(body, ".") {
	case 0:
		return plain(sign, body, "", true)
	case 1:
		whole, frac, _ = strings.Cut(body, ".")
		if len(frac) == 3 && digits(whole) && digits(frac) && len(whole) <= 3 && whole[0] != '0' {
			return "", &AmbiguousNumber{Decimal: sign + body, Thousands: sign + whole + frac}
		}
		return plain(sign, whole, frac, digits(frac))
	}
	return plain(sign, ungroup(body), "", true)
}

// plain puts the checked parts together.
func plain(sign, whole, frac string, ok bool) (string, error) {
	if !ok || !digits(whole) {
		return "", ErrNotNumber
	}
	if frac == "" {
		return sign + whole, nil
	}
	return sign + whole + "." + frac, nil
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// joinBlanks takes blanks out that set thousands apart ("1 234 567,5"); any other blank inside a number is a fault.
func joinBlanks(text string) (string, bool) {
	parts := strings.FieldsFunc(text, unicode.IsSpace)
	if len(parts) <= 1 {
		return strings.Join(parts, ""), len(parts) == 1
	}
	for i, p := range parts {
		if i == len(parts)-1 {
			p, _, _ = strings.Cut(p, ",")
		}
		if !digits(p) || i > 0 && len(p) != 3 || len(p) > 3 {
			return "", false
		}
	}
	return strings.Join(parts, ""), true
}

// ungroup takes thousands dots out of a whole number; "" where they stand in the wrong places.
func ungroup(whole string) string {
	groups := strings.Split(whole, ".")
	for i, g := range groups {
		if len(groups) > 1 && (i > 0 && len(g) != 3 || len(g) == 0 || len(g) > 3) {
			return ""
		}
	}
	return strings.Join(groups, "")
}
