package pdf

import (
	"slices"
	"strings"

	"thidua/documents/pdf/typeface"
	"thidua/vietnamese"
)

// Draws reports whether the type of papers, or the signs beside it, have a letter: what they lack would be a box on paper. All cuts have the same.
func Draws(r rune) bool { return typeface.Of(regular).Has(r) }

// mostMissing is how many letters are named.
const mostMissing = 12

// missing are the letters of a text that would be boxes, each once, in their order.
func missing(text string) string {
	var list []string
	for _, r := range vietnamese.NFC(text) {
		if letter := string(r); r > ' ' && !silent(r) && !Draws(r) && !slices.Contains(list, letter) && len(list) < mostMissing {
			list = append(list, letter)
		}
	}
	return strings.Join(list, " ")
}
