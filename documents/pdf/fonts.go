package pdf

import (
	"bytes"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"codeberg.org/go-fonts/liberation/liberationserifbold"
	"codeberg.org/go-fonts/liberation/liberationserifbolditalic"
	"codeberg.org/go-fonts/liberation/liberationserifitalic"
	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"codeberg.org/go-pdf/fpdf"

	"thidua/vietnamese"
)

// style is one cut of the typeface.
type style int

const (
	regular style = iota
	bold
	italic
	boldItalic
	styles
)

func styleOf(isBold, isItalic bool) style {
	s := regular
	if isBold {
		s |= bold
	}
	if isItalic {
		s |= italic
	}
	return s
}

// addFont gives fpdf a copy of the font: it pads tables in place, and several files may be written at once.
func addFont(f *fpdf.Fpdf, s style) {
	files := [styles][]byte{liberationserifregular.TTF, liberationserifbold.TTF, liberationserifitalic.TTF, liberationserifbolditalic.TTF}
	f.AddUTF8FontFromBytes(s.family(), "", bytes.Clone(files[s]))
}

// Ascent and descent of the typeface (Liberation Serif, hhea), in parts of the type size.
const (
	ascent  = 0.891
	descent = 0.216
)

const lastRune = 0xFFFF // fpdf and its two-byte codes end here

// advances are the widths of all letters of each style in thousandths of the type size, read once from fpdf itself so that measured and drawn
// widths agree.
var advances = [styles]func() []uint16{
	sync.OnceValue(func() []uint16 { return measure(regular) }),
	sync.OnceValue(func() []uint16 { return measure(bold) }),
	sync.OnceValue(func() []uint16 { return measure(italic) }),
	sync.OnceValue(func() []uint16 { return measure(boldItalic) }),
}

func measure(s style) []uint16 {
	f := fpdf.New("P", "mm", "A4", "")
	addFont(f, s)
	f.SetFont(s.family(), "", 10)
	table := make([]uint16, lastRune+1)
	for r := rune(' '); r <= lastRune; r++ {
		if utf8.ValidRune(r) {
			table[r] = uint16(f.GetStringSymbolWidth(string(r)))
		}
	}
	return table
}

// face is a style at a size.
type face struct {
	style style
	size  float64 // points
	table []uint16
}

func newFace(s style, size float64) face { return face{s, size, advances[s]()} }

// width of a text in millimetres.
func (f face) width(s string) float64 {
	n := 0
	for _, r := range s {
		n += int(f.table[r])
	}
	return float64(n) * f.size / 1000 * mmPerPoint
}

// line is the height of a line of text, millimetres: room for capitals with two accents (Ễ) above and a hook below.
func (f face) line() float64 { return f.size * 1.16 * mmPerPoint }

// baseline is how far under the top of its line the text stands, millimetres.
func (f face) baseline() float64 {
	return f.line()/2 + (ascent-descent)/2*f.size*mmPerPoint
}

const mmPerPoint = 25.4 / 72

// clean makes any text fit to print: composed Vietnamese letters (fpdf does no shaping), no control characters but the newline, and the
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
		case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r):
			return -1
		case r >= lastRune:
			return utf8.RuneError
		}
		return r
	}, vietnamese.NFC(strings.ToValidUTF8(s, string(utf8.RuneError))))
}
