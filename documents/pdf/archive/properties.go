package archive

import (
	"encoding/xml"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"
)

// Properties are what a file says of itself.
type Properties struct {
	Title    string
	Author   string    // "" = nobody is named
	Maker    string    // the program that sets the pages
	Language string    // "vi-VN"
	Created  time.Time // also when it was last changed
}

// info are the properties as readers have long known them.
func (p Properties) info() []byte {
	b := fmt.Appendf(nil, "<</Title %s", text(p.Title))
	if p.Author != "" {
		b = fmt.Appendf(b, "/Author %s", text(p.Author))
	}
	b = fmt.Appendf(b, "/Producer %s", text(p.Maker))
	return fmt.Appendf(b, "/CreationDate(%s)/ModDate(%[1]s)>>", p.Created.UTC().Format("D:20060102150405Z"))
}

// text is a string of any letters (ISO 32000-1, 7.9.2.2).
func text(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String() + ">"
}

// xmp are the same properties as metadata that say, too, what the file is (ISO 19005-2, 6.6).
func (p Properties) xmp() []byte {
	escaped := func(s string) string {
		var b strings.Builder
		_ = xml.EscapeText(&b, []byte(s)) // a builder takes everything
		return b.String()
	}
	at := p.Created.UTC().Format("2006-01-02T15:04:05Z")
	creator := ""
	if p.Author != "" {
		creator = `<dc:creator><rdf:Seq><rdf:li>` + escaped(p.Author) + `</rdf:li></rdf:Seq></dc:creator>`
	}
	return []byte(`<?xpacket begin="` + "\uFEFF" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>` + "\n" + `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">` +
		`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + escaped(p.Title) + `</rdf:li></rdf:Alt></dc:title>` + creator + `<dc:language><rdf:Bag><rdf:li>` + escaped(p.Language) + `</rdf:li></rdf:Bag></dc:language>` +
		`<pdf:Producer>` + escaped(p.Maker) + `</pdf:Producer><xmp:CreateDate>` + at + `</xmp:CreateDate><xmp:ModifyDate>` + at + `</xmp:ModifyDate><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>` +
		`</rdf:Description></rdf:RDF></x:xmpmeta>` + "\n" + `<?xpacket end="w"?>`)
}
