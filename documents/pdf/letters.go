package pdf

import (
	"slices"
	"strings"
	"sync"

	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/font/sfnt"

	"thidua/vietnamese"
)

// typeface reads which letters the type of papers has; its cuts have the same.
var typeface = sync.OnceValue(func() *sfnt.Font {
	f, err := sfnt.Parse(liberationserifregular.TTF)
	if err != nil {
		panic(err) // embedded at build time and read by a test
	}
	return f
})

// Draws reports whether the type of papers has a letter: what it lacks would be a box on paper.
func Draws(r rune) bool {
	if r >= lastRune {
		return false
	}
	i, err := typeface().GlyphIndex(nil, r)
	return err == nil && i != 0
}

// mostMissing is how many letters are named.
const mostMissing = 12

// missing are the letters of a text that would be boxes, each once, in their order.
func missing(text string) string {
	var list []string
	for _, r := range vietnamese.NFC(text) {
		if letter := string(r); r > ' ' && !Draws(r) && !slices.Contains(list, letter) && len(list) < mostMissing {
			list = append(list, letter)
		}
	}
	return strings.Join(list, " ")
}
