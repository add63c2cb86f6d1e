package pdf_test

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/xml"
	"io"
	"regexp"
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/documents/pdf"
)

// archived is a paper with every cut of the typeface, of a body with a name that XML escapes.
func archived(t testing.TB) []byte {
	t.Helper()
	doc := documents.Document{Title: "Tờ trình <1> & phụ lục", Created: time.Date(2024, 8, 2, 10, 4, 5, 0, time.FixedZone("", 7*3600)), Heading: &documents.Heading{Issuer: "CỤM THI ĐUA SỐ 4"},
		Blocks: []documents.Block{documents.Title{Kind: "TỜ TRÌNH"}, documents.Paragraph{Spans: []documents.Span{{Text: "thường "}, {Text: "nghiêng ", Italic: true}, {Text: "cả hai", Bold: true, Italic: true}}}}}
	var b bytes.Buffer
	if err := pdf.Write(&b, doc, doc); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestForTheArchive: what ISO 19005-2 asks of a file of level B, as far as a file of ours can miss it.
func TestForTheArchive(t *testing.T) {
	raw := archived(t)
	if !bytes.HasPrefix(raw, []byte("%PDF-1.4\n%")) || min(raw[10], raw[11], raw[12], raw[13]) < 0x80 {
		t.Errorf("begins %q", raw[:20])
	}
	if n := regexp.MustCompile(`/Info (\d+) 0 R`).FindSubmatch(raw); n == nil || !regexp.MustCompile(`\n`+string(n[1])+` 0 obj\n<<\n/Title `).Match(raw) {
		t.Errorf("the trailer leads to no properties: %s", n)
	}
	for _, forbidden := range []string{"/Encrypt", "/JavaScript", "/SMask", "/AA", "/LZWDecode", "/ca ", "/CA ", "/BM ", "/utf8"} {
		if bytes.Contains(raw, []byte(forbidden)) {
			t.Errorf("%s stands in the file", forbidden)
		}
	}
	for _, wanted := range []string{"/Lang (vi-VN)", "/S /GTS_PDFA1", "/DestOutputProfile", "/Metadata "} {
		if !bytes.Contains(raw, []byte(wanted)) {
			t.Errorf("%s is missing", wanted)
		}
	}
	if ids := regexp.MustCompile(`/ID \[<([0-9a-f]{32})> <([0-9a-f]{32})>\]`).FindSubmatch(raw); ids == nil || !bytes.Equal(ids[1], ids[2]) {
		t.Error("no identifier")
	}
	if fonts := regexp.MustCompile(`/BaseFont /TDAAA[A-D]\+LiberationSerif(-Bold|-Italic|-BoldItalic)?\n`).FindAll(raw, -1); len(fonts) != 8 || bytes.Count(raw, []byte("/FontFile2 ")) != 4 || bytes.Count(raw, []byte("/ToUnicode ")) != 4 {
		t.Errorf("fonts: %q", fonts)
	}
}

// TestMetadata: the metadata are XML that says title, body, language and times as the properties do, and what the file is.
func TestMetadata(t *testing.T) {
	raw := archived(t)
	begin, end := bytes.Index(raw, []byte("<?xpacket begin")), bytes.Index(raw, []byte(`<?xpacket end="w"?>`))
	if begin < 0 || end < begin {
		t.Fatal("no metadata, or they are not in plain")
	}
	var said struct {
		D struct {
			Title      string `xml:"title>Alt>li"`
			Creator    string `xml:"creator>Seq>li"`
			Language   string `xml:"language>Bag>li"`
			Created    string `xml:"CreateDate"`
			Modified   string `xml:"ModifyDate"`
			Part       string `xml:"part"`
			Conforming string `xml:"conformance"`
		} `xml:"RDF>Description"`
	}
	if err := xml.Unmarshal(raw[begin:end], &said); err != nil {
		t.Fatal(err)
	}
	d := said.D
	if d.Title != "Tờ trình <1> & phụ lục" || d.Creator != "CỤM THI ĐUA SỐ 4" || d.Language != "vi-VN" || d.Created != "2024-08-02T03:04:05Z" || d.Modified != d.Created || d.Part != "2" || d.Conforming != "B" {
		t.Errorf("%+v", d)
	}
	if !bytes.Contains(raw, []byte("/CreationDate (D:20240802030405)")) || !bytes.Contains(raw, []byte("/ModDate (D:20240802030405)")) {
		t.Error("the properties say other times")
	}
}

// TestProfile: the colour profile is as long as it says, and every tag lies inside it.
func TestProfile(t *testing.T) {
	raw := archived(t)
	at := bytes.Index(raw, []byte("/N 3 /Alternate /DeviceRGB"))
	start := at + bytes.Index(raw[at:], []byte("stream\n")) + len("stream\n")
	z, err := zlib.NewReader(bytes.NewReader(raw[start:]))
	if err != nil {
		t.Fatal(err)
	}
	icc, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	word := func(at int) int { return int(binary.BigEndian.Uint32(icc[at:])) }
	if word(0) != len(icc) || string(icc[36:40]) != "acsp" || string(icc[12:24]) != "mntrRGB XYZ " {
		t.Errorf("%d bytes, says %d", len(icc), word(0))
	}
	var tags []string
	for i := range word(128) {
		at := 132 + 12*i
		if offset, size := word(at+4), word(at+8); offset%4 != 0 || offset+size > len(icc) || size < 8 {
			t.Errorf("%s: %d bytes at %d", icc[at:at+4], size, offset)
		}
		tags = append(tags, string(icc[at:at+4]))
	}
	if got := strings.Join(tags, " "); got != "desc cprt wtpt rXYZ gXYZ bXYZ rTRC gTRC bTRC" {
		t.Error(got)
	}
}
