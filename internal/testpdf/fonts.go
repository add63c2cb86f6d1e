package testpdf

import (
	"encoding/binary"
	"math"
	"strings"
)

// fonts holds every font against what the pages show in it (6.2.11): it is in the file, has an outline for each letter that is shown, is as wide as its program
// says, and says what each letter is.
func (f *File) fonts() {
	shown := map[Ref]map[int]bool{}
	for _, page := range f.Pages() {
		for _, s := range f.content(page) {
			ref, ok := f.Dict(f.Dict(page["Resources"])["Font"])[s.font].(Ref)
			if !ok {
				f.say("6.2.2", "a font %s that no page knows", s.font)
				continue
			}
			if shown[ref] == nil {
				shown[ref] = map[int]bool{}
			}
			for i := 0; i+1 < len(s.codes); i += 2 {
				shown[ref][int(s.codes[i])<<8|int(s.codes[i+1])] = true
			}
		}
	}
	for ref, codes := range shown {
		f.font(f.Dict(ref), codes)
	}
}

func (f *File) font(font Dict, codes map[int]bool) {
	name, _ := font["BaseFont"].(Name)
	below := f.List(font["DescendantFonts"])
	if font["Type"] != Name("Font") || font["Subtype"] != Name("Type0") || font["Encoding"] != Name("Identity-H") || len(below) != 1 {
		f.say("6.2.11.3.1", "%v", font)
		return
	}
	cid := f.Dict(below[0])
	descriptor := f.Dict(cid["FontDescriptor"])
	if cid["Subtype"] != Name("CIDFontType2") || cid["BaseFont"] != font["BaseFont"] || descriptor["FontName"] != font["BaseFont"] || len(name) < 8 || name[6] != '+' {
		f.say("6.2.11.2", "%s: names or kinds that do not agree", name)
	}
	for _, key := range []Name{"Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight", "StemV"} {
		if descriptor[key] == nil {
			f.say("6.2.11.2", "%s has no %s", name, key)
		}
	}
	program := f.Stream(descriptor["FontFile2"])
	p := readProgram(program.Data)
	if p == nil || program.Dict["Length1"] != float64(len(program.Data)) {
		f.say("6.2.11.4.1", "%s: no font program, or a broken one", name)
		return
	}
	glyphs := f.Stream(cid["CIDToGIDMap"]).Data
	if len(glyphs) == 0 {
		f.say("6.2.11.3.2", "%s: no table of glyphs", name)
		return
	}
	widths, letters := f.widths(cid), f.unicode(font)
	for code := range codes {
		glyph := 0
		if 2*code+1 < len(glyphs) {
			glyph = int(binary.BigEndian.Uint16(glyphs[2*code:]))
		}
		r, says := letters[code]
		blank := strings.TrimSpace(string(r)) == ""
		switch {
		case glyph == 0:
			f.say("6.2.11.8", "%s shows what it has no glyph for: %q", name, rune(code))
		case glyph >= p.count || !p.whole(glyph, blank):
			f.say("6.2.11.4.1", "%s has no outline for %q", name, rune(code))
		case math.Abs(widths[code]-p.advance(glyph)) > 1:
			f.say("6.2.11.5", "%s: %q is %v wide in the file, %v in the font", name, rune(code), widths[code], p.advance(glyph))
		}
		if !says || r == 0 || r == 0xFEFF || r == 0xFFFE {
			f.say("6.2.11.7", "%s does not say what letter %x is", name, code)
		}
	}
}

// widths are those of a font by code; what it does not name has its standing width.
func (f *File) widths(cid Dict) map[int]float64 {
	table := map[int]float64{}
	list := f.List(cid["W"])
	for i := 0; i+1 < len(list); i += 2 {
		first, _ := list[i].(float64)
		for n, w := range f.List(list[i+1]) {
			table[int(first)+n], _ = w.(float64)
		}
	}
	return table
}

// program is a TrueType font as its tables say.
type program struct {
	tables map[string][]byte
	count  int
}

// readProgram is nil where a table is missing, lies outside or has another sum than is said of it (OpenType, "Organization of an OpenType Font").
func readProgram(data []byte) *program {
	if len(data) < 12 || binary.BigEndian.Uint32(data) != 0x00010000 || sum(data) != 0xB1B0AFBA {
		return nil
	}
	p := &program{tables: map[string][]byte{}}
	for i := range int(binary.BigEndian.Uint16(data[4:])) {
		at := data[12+16*i:]
		tag, said, offset, size := string(at[:4]), binary.BigEndian.Uint32(at[4:]), int(binary.BigEndian.Uint32(at[8:])), int(binary.BigEndian.Uint32(at[12:]))
		if offset%4 != 0 || offset+size > len(data) {
			return nil
		}
		table := data[offset : offset+(size+3)&^3]
		if got := sum(table); tag == "head" && got-binary.BigEndian.Uint32(table[8:]) != said || tag != "head" && got != said {
			return nil
		}
		p.tables[tag] = table[:size]
	}
	for _, tag := range []string{"glyf", "head", "hhea", "hmtx", "loca", "maxp"} {
		if p.tables[tag] == nil {
			return nil
		}
	}
	p.count = int(binary.BigEndian.Uint16(p.tables["maxp"][4:]))
	if len(p.tables["loca"]) != 4*(p.count+1) || binary.BigEndian.Uint16(p.tables["head"][50:]) != 1 {
		return nil
	}
	return p
}

func sum(data []byte) uint32 {
	var total uint32
	for ; len(data) >= 4; data = data[4:] {
		total += binary.BigEndian.Uint32(data)
	}
	return total
}

// whole reports whether a glyph has an outline, or may be blank, and so have all those it is put together from (OpenType, "glyf").
func (p *program) whole(glyph int, blank bool) bool {
	loca := p.tables["loca"]
	o := p.tables["glyf"][binary.BigEndian.Uint32(loca[4*glyph:]):binary.BigEndian.Uint32(loca[4*glyph+4:])]
	if len(o) == 0 {
		return blank
	}
	if int16(binary.BigEndian.Uint16(o)) >= 0 {
		return true
	}
	for at, more := 10, true; more; {
		flags := binary.BigEndian.Uint16(o[at:])
		if !p.whole(int(binary.BigEndian.Uint16(o[at+2:])), false) {
			return false
		}
		more = flags&0x20 != 0
		at += 6
		for bit, size := range map[uint16]int{0x01: 2, 0x08: 2, 0x40: 4, 0x80: 8} {
			if flags&bit != 0 {
				at += size
			}
		}
	}
	return true
}

// advance of a glyph, thousandths of the type size.
func (p *program) advance(glyph int) float64 {
	last := int(binary.BigEndian.Uint16(p.tables["hhea"][34:])) - 1
	return float64(binary.BigEndian.Uint16(p.tables["hmtx"][4*min(glyph, last):])) * 1000 / float64(binary.BigEndian.Uint16(p.tables["head"][18:]))
}
