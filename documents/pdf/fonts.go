package pdf

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"thidua/documents/pdf/typeface"
	"thidua/vietnamese"
)

func styleOf(isBold, isItalic bool) typeface.Style {
	s := typeface.Regular
	if isBold {
		s |= typeface.Bold
	}
	if isItalic {
		s |= typeface.Italic
	}
	return s
}

// Ascent and descent of the typeface (Liberation Serif, hhea), in parts of the type size.
const (
	ascent  = 0.891
	descent = 0.216
)

// The cuts, by the names they go by here.
const (
	regular    = typeface.Regular
	bold       = typeface.Bold
	italic     = typeface.Italic
	boldItalic = typeface.BoldItalic
)

// face is a style at a size.
type face struct {
	style typeface.Style
	size  float64 // points
	cut   *typeface.Face
}

func newFace(s typeface.Style, size float64) face { return face{s, size, typeface.Of(s)} }

// width of a text in millimetres.
func (f face) width(s string) float64 { return f.cut.Width(s) * f.size / 1000 * mmPerPoint }

// line is the height of a line of text, millimetres: room for capitals with two accents (Ễ) above and a hook below.
func (f face) line() float64 { return f.size * 1.16 * mmPerPoint }

// baseline is how far under the top of its line the text stands, millimetres.
func (f face) baseline() float64 {
	return f.line()/2 + (ascent-descent)/2*f.size*mmPerPoint
}

const mmPerPoint = 25.4 / 72

// clean makes any text fit to print: composed Vietnamese letters (nothing is shaped), no control characters but the newline, and the
// replacement character for what lies outside the font's plane, so that a lost sign is seen and not silently gone.
func clean(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case silent(r):
			return -1
		case r > typeface.Last:
			return utf8.RuneError
		}
		return r
	}, vietnamese.NFC(strings.ToValidUTF8(s, string(utf8.RuneError))))
}

// silent is a letter that leaves no ink: signs of control, and those that choose a look of the sign before them.
func silent(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector) }
