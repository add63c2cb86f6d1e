package typeface

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Subset is the font program with the outlines of some letters alone. Glyphs keep the numbers they have in the whole, so that nothing else changes with what a
// file says. It holds what a PDF file needs of a TrueType font (ISO 32000-1, 9.9).
func (f *Face) Subset(letters []rune) []byte {
	used := map[int]bool{0: true}
	for _, r := range letters {
		f.use(used, f.Glyph(r))
	}
	count := int(word(f.tables["maxp"], 4))
	var outlines []byte
	places := make([]byte, 0, 4*(count+1))
	metrics := bytes.Clone(f.tables["hmtx"])
	last := int(word(f.tables["hhea"], 34)) - 1
	for glyph := range count {
		places = binary.BigEndian.AppendUint32(places, uint32(len(outlines)))
		if used[glyph] {
			outlines = pad(append(outlines, f.outline(glyph)...))
		} else if glyph < last {
			clear(metrics[4*glyph : 4*glyph+4])
		}
	}
	places = binary.BigEndian.AppendUint32(places, uint32(len(outlines)))
	head := bytes.Clone(f.tables["head"])
	binary.BigEndian.PutUint32(head[8:], 0)
	binary.BigEndian.PutUint16(head[50:], 1) // places of four bytes
	return assemble(map[string][]byte{"cvt ": f.tables["cvt "], "fpgm": f.tables["fpgm"], "glyf": outlines, "head": head, "hhea": f.tables["hhea"], "hmtx": metrics,
		"loca": places, "maxp": f.tables["maxp"], "prep": f.tables["prep"]})
}

// outline is the description of a glyph; nothing for one that leaves no ink.
func (f *Face) outline(glyph int) []byte {
	loca := f.tables["loca"]
	if word(f.tables["head"], 50) == 0 {
		return f.tables["glyf"][2*int(word(loca, 2*glyph)) : 2*int(word(loca, 2*glyph+2))]
	}
	return f.tables["glyf"][binary.BigEndian.Uint32(loca[4*glyph:]):binary.BigEndian.Uint32(loca[4*glyph+4:])]
}

// use marks a glyph and those it is put together from (OpenType, "glyf", composite glyphs).
func (f *Face) use(used map[int]bool, glyph int) {
	if used[glyph] {
		return
	}
	used[glyph] = true
	o := f.outline(glyph)
	if len(o) == 0 || int16(word(o, 0)) >= 0 {
		return
	}
	const words, scaled, more, both, matrix = 0x01, 0x08, 0x20, 0x40, 0x80
	for at := 10; ; {
		flags := word(o, at)
		f.use(used, int(word(o, at+2)))
		at += 4 + 2
		if flags&words != 0 {
			at += 2
		}
		switch {
		case flags&scaled != 0:
			at += 2
		case flags&both != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&more == 0 {
			return
		}
	}
}

// assemble writes a font program of tables, with their sums.
func assemble(tables map[string][]byte) []byte {
	var names []string
	for name, table := range tables {
		if table != nil { // signs have no hints
			names = append(names, name)
		}
	}
	slices.Sort(names)
	power, exponent := 1, 0
	for power*2 <= len(names) {
		power, exponent = power*2, exponent+1
	}
	out := binary.BigEndian.AppendUint32(nil, 0x00010000)
	for _, n := range []int{len(names), 16 * power, exponent, 16 * (len(names) - power)} {
		out = binary.BigEndian.AppendUint16(out, uint16(n))
	}
	at, head := 12+16*len(names), 0
	var body []byte
	for _, name := range names {
		table := tables[name]
		if name == "head" {
			head = at
		}
		out = append(out, name...)
		body = pad(append(body, table...))
		padded := body[len(body)-(len(table)+3)&^3:]
		for _, n := range []uint32{sum(padded), uint32(at), uint32(len(table))} {
			out = binary.BigEndian.AppendUint32(out, n)
		}
		at += len(padded)
	}
	out = append(out, body...)
	binary.BigEndian.PutUint32(out[head+8:], 0xB1B0AFBA-sum(out))
	return out
}

// sum is that of big-endian words of four bytes.
func sum(data []byte) uint32 {
	var total uint32
	for ; len(data) >= 4; data = data[4:] {
		total += binary.BigEndian.Uint32(data)
	}
	return total
}

func pad(data []byte) []byte {
	for len(data)%4 != 0 {
		data = append(data, 0)
	}
	return data
}
