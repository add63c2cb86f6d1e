package pdf

import (
	"sync"

	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/font/sfnt"
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
