package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"thidua/documents"
)

// What makes a file one for the archive, PDF/A-2b (ISO 19005-2): metadata that say so and agree with the file's properties (6.6), a colour profile for what its
// greys mean (6.2.3), an identifier (6.1.3), and fonts under their own names.

// forArchive sets what the library can write itself; finished does the rest.
func forArchive(f *fpdf.Fpdf, first documents.Document, created time.Time) {
	author := ""
	if first.Heading != nil {
		author = clean(first.Heading.Issuer)
	}
	f.SetAuthor(author, true)
	f.SetXmpMetadata([]byte(xmp(clean(first.Title), author, created)))
	f.AddOutputIntent(fpdf.OutputIntentType{SubtypeIdent: "GTS_PDFA1", OutputConditionIdentifier: "sRGB", Info: "sRGB", ICCProfile: profile()})
}

// xmp are the metadata. The times are those of the properties, which name no zone: in both they are read as UTC.
func xmp(title, author string, created time.Time) string {
	text := func(s string) string {
		var b strings.Builder
		_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
		return b.String()
	}
	at := created.Format("2006-01-02T15:04:05Z")
	creator := ""
	if author != "" {
		creator = `<dc:creator><rdf:Seq><rdf:li>` + text(author) + `</rdf:li></rdf:Seq></dc:creator>`
	}
	return `<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>` + "\n" + `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">` +
		`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + text(title) + `</rdf:li></rdf:Alt></dc:title>` + creator + `<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>` +
		`<xmp:CreateDate>` + at + `</xmp:CreateDate><xmp:ModifyDate>` + at + `</xmp:ModifyDate><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>` +
		`</rdf:Description></rdf:RDF></x:xmpmeta>` + "\n" + `<?xpacket end="w"?>`
}

// names are those of the cuts of the typeface, as a subset is named (ISO 32000-1, 9.6.4: six capitals and a plus).
var names = [styles]string{"TDAAAA+LiberationSerif", "TDAAAB+LiberationSerif-Bold", "TDAAAC+LiberationSerif-Italic", "TDAAAD+LiberationSerif-BoldItalic"}

// family is what the library knows a cut by. It names the embedded font "utf8" and that: so long that the cut's own name takes its place without moving a byte
// of the file.
func (s style) family() string {
	return strings.ToLower("xyz" + names[s][len("TDAAAA+"):])
}

// info is the trailer's word on where the properties stand. The library counts back from the catalogue and forgets the profile between.
var info = regexp.MustCompile(`/Info (\d+) 0 R\n`)

// finished gives the fonts of a written file their names, and its trailer the place of the properties and an identifier, which is that of the content. What
// stands before the trailer keeps its place.
func finished(raw []byte) []byte {
	for s, name := range slices.Backward(names[:]) { // the longest first: the first begins the others
		raw = bytes.ReplaceAll(raw, []byte("/utf8"+style(s).family()), []byte("/"+name))
	}
	sum := sha256.Sum256(raw)
	end := bytes.LastIndex(raw, []byte("\ntrailer\n"))
	trailer := info.ReplaceAllFunc(raw[end:], func(said []byte) []byte {
		n, err := strconv.Atoi(string(info.FindSubmatch(said)[1]))
		if err != nil { // digits alone were found
			panic(err)
		}
		return fmt.Appendf(nil, "/Info %d 0 R\n/ID [<%x> <%[2]x>]\n", n-1, sum[:16])
	})
	return append(raw[:end:end], trailer...)
}

// profile is an ICC profile (version 2.1, ICC.1:2001-12) of sRGB: its primaries and white adapted to D50, a gamma of 2.2.
func profile() []byte {
	fixed := func(v float64) []byte {
		return binary.BigEndian.AppendUint32(nil, uint32(int32(math.Round(v*65536))))
	}
	xyz := func(x, y, z float64) []byte {
		return bytes.Join([][]byte{[]byte("XYZ \x00\x00\x00\x00"), fixed(x), fixed(y), fixed(z)}, nil)
	}
	const name = "sRGB"
	desc := bytes.Join([][]byte{[]byte("desc\x00\x00\x00\x00"), binary.BigEndian.AppendUint32(nil, uint32(len(name)+1)), []byte(name), make([]byte, 1+8+3+67)}, nil)
	curve := []byte("curv\x00\x00\x00\x00\x00\x00\x00\x01\x02\x33\x00\x00")
	tags := []struct {
		sign string
		data []byte
	}{{"desc", desc}, {"cprt", []byte("text\x00\x00\x00\x00CC0\x00")}, {"wtpt", xyz(0.9642, 1, 0.8249)}, {"rXYZ", xyz(0.43607, 0.22249, 0.01392)}, {"gXYZ", xyz(0.38515, 0.71687, 0.09708)},
		{"bXYZ", xyz(0.14307, 0.06061, 0.71410)}, {"rTRC", curve}, {"gTRC", curve}, {"bTRC", curve}}
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	var data []byte
	begin := 128 + 4 + 12*len(tags)
	for _, t := range tags {
		table = append(table, t.sign...)
		table = binary.BigEndian.AppendUint32(table, uint32(begin+len(data)))
		table = binary.BigEndian.AppendUint32(table, uint32(len(t.data)))
		data = append(data, t.data...)
		data = append(data, make([]byte, (4-len(data)%4)%4)...)
	}
	head := make([]byte, 128)
	binary.BigEndian.PutUint32(head, uint32(begin+len(data)))
	copy(head[8:], "\x02\x10\x00\x00mntrRGB XYZ ")
	copy(head[24:], "\x07\xe8\x00\x01\x00\x01\x00\x00\x00\x00\x00\x00acsp")
	copy(head[68:], bytes.Join([][]byte{fixed(0.9642), fixed(1), fixed(0.8249)}, nil))
	return bytes.Join([][]byte{head, table, data}, nil)
}
