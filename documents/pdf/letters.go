package pdf

import (
	"slices"
	"strings"

	"thidua/documents/pdf/typeface"
	"thidua/vietnamese"
)

// mostMissing is how many letters are named.
const mostMissing = 12

// missing are the letters of a text that would be boxes, each once, in their order.
func missing(text string) string {
	var list []string
	for _, r := range vietnamese.NFC(text) {
		if letter := string(r); r > ' ' && !silent(r) && !typeface.Draws(r) && !slices.Contains(list, letter) && len(list) < mostMissing {
			list = append(list, letter)
		}
	}
	return strings.Join(list, " ")
}
