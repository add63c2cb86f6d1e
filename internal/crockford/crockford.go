// Package crockford is Crockford's base 32 as people type it: the symbols of codes on paper. It knows nothing of what they spell.
package crockford

import "strings"

// Symbols are the 32, by their values: no I, L, O, U.
const Symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// Read gives what people typed without what separates: any case, spaces and dashes anywhere, O for 0, I and L for 1. Not ok if there is
// something else among them.
func Read(text string) (plain string, ok bool) {
	var b strings.Builder
	for _, r := range strings.ToUpper(text) {
		switch r {
		case ' ', '-', '–', '.', '\t', '\n', '\r':
			continue
		case 'O':
			r = '0'
		case 'I', 'L':
			r = '1'
		}
		if !strings.ContainsRune(Symbols, r) {
			return "", false
		}
		b.WriteRune(r)
	}
	return b.String(), true
}
