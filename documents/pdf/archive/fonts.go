package archive

import (
	"encoding/binary"
	"fmt"
	"math/bits"

	"thidua/documents/pdf/typeface"
)

// fonts are the cuts of a file and the letters of each that it uses. A letter's code is its number in Unicode, so that what is copied out of a file is what was
// typed, also where the font lacks a letter and draws the sign for it.
type fonts struct {
	resources int
	numbers   [typeface.Styles]int
	used      [typeface.Styles][(typeface.Last + 63) / 64]uint64
}

func (t *fonts) reserve(f *File) {
	t.resources = f.reserve()
	for s := range t.numbers {
		t.numbers[s] = f.reserve()
	}
}

// prefixes mark a font as cut down to some letters (ISO 32000-1, 9.6.4).
var prefixes = [typeface.Styles]string{"TDAAAA+", "TDAAAB+", "TDAAAC+", "TDAAAD+", "TDAAAE+"}

// write embeds the cuts of which letters were drawn. A number that was reserved for another stays free.
func (t *fonts) write(f *File) {
	list := "<<"
	for s := range typeface.Styles {
		if letters := t.letters(s); len(letters) > 0 {
			list += fmt.Sprintf("/F%d %d 0 R", s, t.numbers[s])
			embed(f, t.numbers[s], typeface.Of(s), prefixes[s], letters)
		} else {
			f.object(t.numbers[s], []byte("null"))
		}
	}
	f.object(t.resources, []byte(list+">>"))
}

// letters are those drawn in a cut, in order.
func (t *fonts) letters(s typeface.Style) []rune {
	var list []rune
	for i, set := range t.used[s] {
		for ; set != 0; set &= set - 1 {
			list = append(list, rune(64*i+bits.TrailingZeros64(set)))
		}
	}
	return list
}

// embed writes a composite font of TrueType outlines (ISO 32000-1, 9.7).
func embed(f *File, number int, face *typeface.Face, prefix string, letters []rune) {
	descendant, descriptor, program, glyphs, unicode := f.reserve(), f.reserve(), f.reserve(), f.reserve(), f.reserve()
	name := prefix + face.Name
	f.object(number, fmt.Appendf(nil, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, descendant, unicode))
	f.object(descendant, fmt.Appendf(nil, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/DW %d/W[%s]/CIDToGIDMap %d 0 R>>",
		name, descriptor, face.Missing, widths(face, letters), glyphs))
	const serif, symbolic, italic = 1 << 1, 1 << 2, 1 << 6
	flags := symbolic // its letters are not those of one of Adobe's sets
	if !face.Sans {
		flags |= serif
	}
	if face.Slant != 0 {
		flags |= italic
	}
	b := face.Box
	f.object(descriptor, fmt.Appendf(nil, "<</Type/FontDescriptor/FontName/%s/Flags %d/FontBBox[%d %d %d %d]/ItalicAngle %d/Ascent %d/Descent %d/CapHeight %d/StemV %d/FontFile2 %d 0 R>>",
		name, flags, b[0], b[1], b[2], b[3], face.Slant, face.Ascent, face.Descent, face.CapHeight, face.StemV, program))
	outlines := face.Subset(letters)
	f.deflated(program, fmt.Sprintf("/Length1 %d", len(outlines)), outlines)
	table := make([]byte, 2*(letters[len(letters)-1]+1))
	for _, r := range letters {
		binary.BigEndian.PutUint16(table[2*r:], uint16(face.Glyph(r)))
	}
	f.deflated(glyphs, "", table)
	f.deflated(unicode, "", toUnicode(letters))
}

// widths are those of the letters, by runs of codes that follow each other.
func widths(face *typeface.Face, letters []rune) []byte {
	var b []byte
	for i, r := range letters {
		switch {
		case i == 0:
			b = fmt.Appendf(b, "%d[", r)
		case letters[i-1] != r-1:
			b = fmt.Appendf(b, "]%d[", r)
		default:
			b = append(b, ' ')
		}
		b = fmt.Appendf(b, "%d", face.Widths()[r])
	}
	return append(b, ']')
}

// toUnicode says which letter each code is: itself.
func toUnicode(letters []rune) []byte {
	b := []byte("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	const most = 100 // in a block (Adobe Technical Note 5014)
	for len(letters) > 0 {
		n := min(most, len(letters))
		b = fmt.Appendf(b, "%d beginbfchar\n", n)
		for _, r := range letters[:n] {
			b = fmt.Appendf(b, "<%04X><%04[1]X>\n", r)
		}
		b = append(b, "endbfchar\n"...)
		letters = letters[n:]
	}
	return append(b, "endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n"...)
}
