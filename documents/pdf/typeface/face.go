// Package typeface reads the letters that papers are set in, once for all files of the process: which glyph a letter is, how wide it is, and the font program cut
// down to the letters of one file. It knows nothing of pages.
package typeface

import (
	"encoding/binary"
	"fmt"
	"sync"

	"codeberg.org/go-fonts/liberation/liberationserifbold"
	"codeberg.org/go-fonts/liberation/liberationserifbolditalic"
	"codeberg.org/go-fonts/liberation/liberationserifitalic"
	"codeberg.org/go-fonts/liberation/liberationserifregular"
	"golang.org/x/image/font/sfnt"

	"thidua/assets"
)

// Style is one cut of the typeface (Liberation Serif), or the signs beside it.
type Style int

// The cuts, and the signs (DejaVu Sans) that stand in for what they lack.
const (
	Regular Style = iota
	Bold
	Italic
	BoldItalic
	Signs
	Styles // how many there are
)

// Last is the last letter that can be printed: two-byte codes end here, but for two that are none (Unicode, 23.7).
const Last = 0xFFFD

// lacking is the sign drawn for what the font lacks; all cuts have it.
const lacking = '□'

// Face is a cut as it was read. Figures without a unit are in thousandths of the type size.
type Face struct {
	Name                                              string // "LiberationSerif-Bold"
	Ascent, Descent, CapHeight, StemV, Slant, Missing int    // Slant in degrees; Missing is the width of what is not in the font
	Box                                               [4]int
	Sans                                              bool // its letters have no feet

	glyphs []uint16 // by letter; 0 = drawn in Signs
	widths []uint16
	tables map[string][]byte
}

// Of is a cut, read at its first use.
func Of(s Style) *Face { return faces[s]() }

var signs = sync.OnceValue(func() *Face { return read(assets.Signs, nil) })

var faces = [Styles]func() *Face{
	sync.OnceValue(func() *Face { return read(liberationserifregular.TTF, signs()) }),
	sync.OnceValue(func() *Face { return read(liberationserifbold.TTF, signs()) }),
	sync.OnceValue(func() *Face { return read(liberationserifitalic.TTF, signs()) }),
	sync.OnceValue(func() *Face { return read(liberationserifbolditalic.TTF, signs()) }),
	signs,
}

// Glyph is the number of a letter's glyph; of what both fonts lack it is that of an empty square, so that a lost sign is seen.
func (f *Face) Glyph(r rune) int { return int(f.glyphs[r]) }

// InSigns reports whether a letter up to Last is drawn in Signs, because this font lacks it.
func (f *Face) InSigns(r rune) bool { return f.glyphs[r] == 0 }

// Has reports whether a letter is drawn as itself: the font has it, or Signs.
func (f *Face) Has(r rune) bool {
	return r == lacking || r >= 0 && r <= Last && f.glyphs[r] != f.glyphs[lacking]
}

// Draws reports whether the type of papers, or the signs beside it, have a letter: what they lack would be a box on paper. All cuts have the same.
func Draws(r rune) bool { return Of(Regular).Has(r) }

// Widths are those of all letters up to Last, by letter, in the font that draws them. Nobody changes them.
func (f *Face) Widths() []uint16 { return f.widths }

// Width of a text, in thousandths of the type size.
func (f *Face) Width(text string) float64 {
	n := 0
	for _, r := range text {
		n += int(f.widths[min(r, Last)])
	}
	return float64(n)
}

// read takes in a font program, and the signs beside it. It is one of ours: that it cannot be read is a fault of the program.
func read(file []byte, signs *Face) *Face {
	font, err := sfnt.Parse(file)
	if err != nil {
		panic(err)
	}
	var buf sfnt.Buffer
	f := &Face{tables: map[string][]byte{}, glyphs: make([]uint16, Last+1), widths: make([]uint16, Last+1)}
	if f.Name, err = font.Name(&buf, sfnt.NameIDPostScript); err != nil {
		panic(err)
	}
	for i := range int(word(file, 4)) { // the table directory (OpenType, "Organization of an OpenType Font")
		at := file[12+16*i:]
		offset, size := binary.BigEndian.Uint32(at[8:]), binary.BigEndian.Uint32(at[12:])
		f.tables[string(at[:4])] = file[offset : offset+size]
	}
	head, hhea, os2 := f.tables["head"], f.tables["hhea"], f.tables["OS/2"]
	units := int(word(head, 18))
	scale := func(n int) int { return (1000*n + units/2) / units } // units are even, and halves go up
	signed := func(table []byte, at int) int { return scale(int(int16(word(table, at)))) }
	f.Ascent, f.Descent, f.CapHeight = signed(hhea, 4), signed(hhea, 6), signed(os2, 88)
	f.Sans = os2[33] >= 11 // PANOSE, "serif style": normal sans and further
	weight := int(word(os2, 4))
	f.StemV = 50 + weight*weight/(65*65)
	f.Slant = int(int16(word(f.tables["post"], 4)))
	for i := range f.Box {
		f.Box[i] = signed(head, 36+2*i)
	}
	f.Missing = scale(f.advance(0))
	lost, err := font.GlyphIndex(&buf, lacking)
	if err != nil || lost == 0 {
		panic(fmt.Errorf("%s has no sign for what it lacks: %w", f.Name, err))
	}
	for r := range rune(Last + 1) {
		glyph, err := font.GlyphIndex(&buf, r)
		if err != nil {
			panic(err)
		}
		if glyph == 0 {
			if signs != nil && signs.Has(r) {
				f.widths[r] = signs.widths[r]
				continue
			}
			glyph = lost
		}
		f.glyphs[r], f.widths[r] = uint16(glyph), uint16(scale(f.advance(int(glyph))))
	}
	return f
}

// advance is how wide a glyph is, in units of the font.
func (f *Face) advance(glyph int) int {
	last := int(word(f.tables["hhea"], 34)) - 1 // further ones are as wide as it
	return int(word(f.tables["hmtx"], 4*min(glyph, last)))
}

func word(table []byte, at int) uint16 { return binary.BigEndian.Uint16(table[at:]) }
