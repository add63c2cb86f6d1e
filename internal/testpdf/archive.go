package testpdf

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf16"
)

// Faults are what in a file is not as ISO 19005-2 asks of level B, and of its tags as level A does; each begins with its clause. What a file of ours cannot have at all
// (pictures, annotations, forms, layers, actions, attachments) is refused as a whole.
func Faults(raw []byte) (faults []string) {
	defer func() {
		if stop, ours := recover().(fault); ours {
			faults = append(faults, stop.Error())
		}
	}()
	f, err := Read(raw)
	if err != nil {
		return []string{err.Error()}
	}
	f.structure()
	for ref, value := range f.Objects {
		f.walk(ref, value)
	}
	f.intent()
	f.fonts()
	f.metadata()
	f.logical()
	slices.Sort(f.faults)
	return slices.Compact(f.faults)
}

func (f *File) say(clause, format string, values ...any) {
	f.faults = append(f.faults, clause+": "+fmt.Sprintf(format, values...))
}

// structure is what is asked of the file as such (6.1).
func (f *File) structure() {
	if !regexp.MustCompile(`^%PDF-1\.[0-7]\n%[\x80-\xff]{4}`).Match(latin(f.Raw)) {
		f.say("6.1.2", "begins %q", f.Raw[:min(14, len(f.Raw))])
	}
	if ids := f.List(f.Trailer["ID"]); len(ids) != 2 || ids[0] == Text("") {
		f.say("6.1.3", "no identifier: %v", f.Trailer["ID"])
	}
	if f.Trailer["Encrypt"] != nil {
		f.say("6.1.3", "encrypted")
	}
	if !regexp.MustCompile(`startxref\n\d+\n%%EOF\n$`).Match(f.Raw) {
		f.say("6.1.3", "something stands after the end")
	}
	for _, page := range f.Pages() {
		if page["Resources"] == nil {
			f.say("6.2.2", "a page without resources")
		}
		for _, side := range f.List(page["MediaBox"])[2:] {
			if n := side.(float64); n < 3 || n > 14400 {
				f.say("6.1.13", "a page of %v", page["MediaBox"])
			}
		}
	}
}

// latin makes each byte a letter, so that a pattern sees bytes.
func latin(raw []byte) []byte {
	var b bytes.Buffer
	for _, c := range raw[:min(64, len(raw))] {
		b.WriteRune(rune(c))
	}
	return b.Bytes()
}

// forbidden are keys whose presence alone says that there is something no file of ours has; most of it the standard forbids, the rest it ties to conditions.
var forbidden = map[Name]string{
	"F": "6.1.7.1", "FFilter": "6.1.7.1", "FDecodeParms": "6.1.7.1", "DecodeParms": "6.1.7.2", "Perms": "6.1.12", "ExtGState": "6.2.5", "XObject": "6.2.8", "Group": "6.2.10", "SMask": "6.2.10",
	"Pattern": "6.2.4", "ColorSpace": "6.2.4", "Shading": "6.2.4", "CIDSet": "6.2.11.4.2", "Annots": "6.3.1", "AcroForm": "6.4.1", "NeedsRendering": "6.4.2", "OpenAction": "6.5.1", "JavaScript": "6.5.1", "JS": "6.5.1",
	"AA": "6.5.2", "Names": "6.8", "EF": "6.8", "OCProperties": "6.9", "PresSteps": "6.10", "AlternatePresentations": "6.10", "Requirements": "6.11",
}

// walk holds every value against what is asked of all (6.1.6 to 6.1.13), and the keys of every dictionary.
func (f *File) walk(ref Ref, value any) {
	switch v := value.(type) {
	case *Stream:
		if filter := v.Dict["Filter"]; filter != nil && filter != Name("FlateDecode") {
			f.say("6.1.7.2", "object %d: filter %v", ref, filter)
		}
		f.walk(ref, v.Dict)
	case Dict:
		for key, inner := range v {
			if clause := forbidden[key]; clause != "" {
				f.say(clause, "object %d has %s", ref, key)
			}
			f.walk(ref, key)
			f.walk(ref, inner)
		}
	case []any:
		for _, inner := range v {
			f.walk(ref, inner)
		}
	case Ref:
		if _, there := f.Objects[v]; !there {
			f.say("6.1.9", "object %d leads to %d, which is not there", ref, v)
		}
	case Text:
		if len(v) > 32767 {
			f.say("6.1.13", "object %d: a string of %d bytes", ref, len(v))
		}
	case Name:
		if len(v) > 127 {
			f.say("6.1.13", "object %d: a name of %d bytes", ref, len(v))
		}
	case float64:
		if v > 1<<31-1 || v < -1<<31 {
			f.say("6.1.13", "object %d: %v", ref, v)
		}
	case operator:
		f.say("6.1.9", "object %d: %s", ref, v)
	}
}

// intent is the colour profile that says what black and grey mean (6.2.3); ICC.1:2001-12 for what stands in it.
func (f *File) intent() {
	intents := f.List(f.Root()["OutputIntents"])
	if len(intents) != 1 {
		f.say("6.2.3", "%d output intents", len(intents))
		return
	}
	d := f.Dict(intents[0])
	s := f.Stream(d["DestOutputProfile"])
	icc := s.Data
	if d["S"] != Name("GTS_PDFA1") || d["OutputConditionIdentifier"] == nil || s.Dict["N"] != 3.0 || len(icc) < 132 {
		f.say("6.2.3", "output intent %v", d)
		return
	}
	word := func(at int) int { return int(binary.BigEndian.Uint32(icc[at:])) }
	if word(0) != len(icc) || icc[8] != 2 || string(icc[12:24]) != "mntrRGB XYZ " || string(icc[36:40]) != "acsp" {
		f.say("6.2.3", "a profile of %d bytes that says it has %d: %q", len(icc), word(0), icc[8:40])
		return
	}
	wanted := map[string]bool{"desc": true, "cprt": true, "wtpt": true, "rXYZ": true, "gXYZ": true, "bXYZ": true, "rTRC": true, "gTRC": true, "bTRC": true}
	for i := range word(128) {
		at := 132 + 12*i
		if offset, size := word(at+4), word(at+8); offset%4 != 0 || offset+size > len(icc) || size < 8 {
			f.say("6.2.3", "profile: %s has %d bytes at %d", icc[at:at+4], size, offset)
		}
		delete(wanted, string(icc[at:at+4]))
	}
	if len(wanted) > 0 {
		f.say("6.2.3", "the profile lacks %v", wanted)
	}
}

// said are the metadata as other programs read them.
type said struct {
	D struct {
		Title      string `xml:"title>Alt>li"`
		Creator    string `xml:"creator>Seq>li"`
		Language   string `xml:"language>Bag>li"`
		Created    string `xml:"http://ns.adobe.com/xap/1.0/ CreateDate"`
		Modified   string `xml:"http://ns.adobe.com/xap/1.0/ ModifyDate"`
		Producer   string `xml:"http://ns.adobe.com/pdf/1.3/ Producer"`
		Part       string `xml:"http://www.aiim.org/pdfa/ns/id/ part"`
		Conforming string `xml:"http://www.aiim.org/pdfa/ns/id/ conformance"`
	} `xml:"http://www.w3.org/1999/02/22-rdf-syntax-ns# RDF>Description"`
}

// metadata say what the file is, and the same as its properties (6.6).
func (f *File) metadata() {
	s := f.Stream(f.Root()["Metadata"])
	if s.Dict["Type"] != Name("Metadata") || s.Dict["Subtype"] != Name("XML") || s.Dict["Filter"] != nil {
		f.say("6.6.2.1", "metadata %v", s.Dict)
		return
	}
	if !bytes.HasPrefix(s.Data, []byte("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>")) || !bytes.HasSuffix(s.Data, []byte(`<?xpacket end="w"?>`)) {
		f.say("6.6.2.1", "the packet begins %q", s.Data[:min(len(s.Data), 60)])
	}
	var x said
	if err := xml.Unmarshal(s.Data, &x); err != nil {
		f.say("6.6.2.1", "%v", err)
	}
	if x.D.Part != "2" || x.D.Conforming != "B" || !bytes.Contains(s.Data, []byte("<pdfaid:part>")) {
		f.say("6.6.4", "part %q, conformance %q", x.D.Part, x.D.Conforming)
	}
	info := f.Dict(f.Trailer["Info"])
	date := func(v any) string {
		text, _ := v.(Text)
		at, err := time.Parse("D:20060102150405Z", string(text))
		if err != nil {
			f.say("6.6.3", "%v", err)
		}
		return at.Format(time.RFC3339)
	}
	for _, c := range [][2]string{{x.D.Title, utf16Text(info["Title"])}, {x.D.Creator, utf16Text(info["Author"])}, {x.D.Created, date(info["CreationDate"])}, {x.D.Modified, date(info["ModDate"])}, {x.D.Producer, utf16Text(info["Producer"])}} {
		if c[0] != c[1] {
			f.say("6.6.3", "metadata say %q, the properties %q", c[0], c[1])
		}
	}
	if lang, _ := f.Root()["Lang"].(Text); lang == "" || string(lang) != x.D.Language {
		f.say("6.7.4", "language %q, in the metadata %q", lang, x.D.Language)
	}
	if x.D.Title == "" || f.Dict(f.Root()["ViewerPreferences"])["DisplayDocTitle"] != true {
		f.say("6.6.3", "a title nobody sees")
	}
}

// utf16Text is a string of the properties; "" where there is none.
func utf16Text(v any) string {
	text, _ := v.(Text)
	text, marked := Text(strings.TrimPrefix(string(text), "\xFE\xFF")), strings.HasPrefix(string(text), "\xFE\xFF")
	if !marked {
		return string(text)
	}
	var units []uint16
	for i := 0; i+1 < len(text); i += 2 {
		units = append(units, uint16(text[i])<<8|uint16(text[i+1]))
	}
	return string(utf16.Decode(units))
}

// logical holds the tags against 6.7: every word is of a part or of the page alone, parts are of kinds that every reader knows (ISO 32000-1, 14.8.4), tables are whole.
func (f *File) logical() {
	root := f.Dict(f.Root()["StructTreeRoot"])
	if f.Dict(f.Root()["MarkInfo"])["Marked"] != true || root["Type"] != Name("StructTreeRoot") {
		f.say("6.7.1", "no tags")
		return
	}
	for _, page := range f.Pages() {
		for _, s := range f.content(page) {
			if s.plain {
				f.say("6.7.2", "words nobody says of what they are: %q", f.decode(page, s))
			}
		}
	}
	rows := map[string]bool{"H1": true, "H2": true, "H3": true, "P": true, "Table": true}
	for _, p := range f.Tagged() {
		path := strings.Split(p.Path, "/")
		role, under := path[len(path)-1], strings.Join(path[:len(path)-1], "/")
		ok := false
		switch under {
		case "":
			ok = role == "Document"
		case "Document":
			ok = rows[role]
		case "Document/Table":
			ok = role == "TR"
		case "Document/Table/TR":
			ok = role == "TD" || role == "TH" && f.Dict(p.Dict["A"])["Scope"] == Name("Column")
		}
		if !ok {
			f.say("6.7.3", "%s under %s", role, under)
		}
	}
}
