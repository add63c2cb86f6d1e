package pdf_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/documents/pdf"
	"thidua/internal/testpdf"
)

// archived is a paper with every cut of the typeface, of a body with a name that XML escapes, and all that a paper can have, over several pages.
func archived(t testing.TB) []byte {
	t.Helper()
	doc := documents.Document{Title: "Tờ trình <1> & phụ lục", Created: time.Date(2024, 8, 2, 10, 4, 5, 0, time.FixedZone("", 7*3600)),
		Heading: &documents.Heading{Superior: "BỘ", Issuer: "CỤM THI ĐUA <4>", Motto: "Độc lập", PlaceDate: "Cao Bằng", Number: "Số: 1"}, Footer: "chân trang", Mark: "DỰ THẢO",
		Code: &documents.Code{Label: "Mã kiểm tra", Typed: "AAAA-BBBB-CCCC-DDDD", Square: "1234"},
		Blocks: []documents.Block{documents.Title{Kind: "TỜ TRÌNH", Subject: []string{"Về việc khen thưởng"}}, documents.Paragraph{Level: 1, Spans: []documents.Span{{Text: "I. Căn cứ", Bold: true}}},
			documents.Paragraph{Level: 2, Spans: []documents.Span{{Text: "1. Luật"}}},
			documents.Paragraph{Spans: []documents.Span{{Text: "thường (\\ \u010D \u0128 \r ☐ ☑ ✓ " + strings.Repeat("rất dài ", 40)}, {Text: "nghiêng ", Italic: true}, {Text: "cả hai", Bold: true, Italic: true}}},
			scores(1, group("A", "Nhóm"), row("1", "Một tiêu chí", "10"), sum("", "TỔNG")),
			documents.Square{Text: "1234", Size: 20},
			documents.Signatures{Heading: "Nơi nhận:", Recipients: []string{"- Như trên;"}, Signers: []documents.Signer{{Position: "THƯ KÝ", Name: "A"}, {Position: "GIÁM ĐỐC", Name: "B", Mark: "Đã ký"}}}}}
	for range 40 {
		table := doc.Blocks[4].(documents.Table)
		table.Rows = slices.Insert(table.Rows, 1, row("2", "Tiêu chí nữa, tên dài hơn một dòng của cột này nên xuống dòng", "5"))
		doc.Blocks[4] = table
	}
	slips := documents.Document{Title: "Phiếu", Unnumbered: true, Blocks: []documents.Block{documents.Slips{Copies: 3, Blocks: []documents.Block{documents.Title{Kind: "PHIẾU BẦU"}}}}}
	var b bytes.Buffer
	if err := pdf.Write(&b, doc, slips); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestForTheArchive: files are as ISO 19005-2 asks of level B: one with all that a paper can have, the smallest, one of nothing but a title, one in every paper's way.
func TestForTheArchive(t *testing.T) {
	for name, raw := range map[string][]byte{"all": archived(t), "least": render(t, documents.Document{Title: "x"}), "letter": render(t, letter()), "sheets": render(t, sonLa(), long(40)),
		"summary": render(t, clusterFour("", "A", "B"))} {
		for _, fault := range testpdf.Faults(raw) {
			t.Errorf("%s: %s", name, fault)
		}
	}
}

// TestFaultsAreSeen: what holds a file against the standard sees it broken, clause by clause.
func TestFaultsAreSeen(t *testing.T) {
	raw := archived(t)
	for _, c := range [][3]string{
		{"6.1.2", "%PDF-1.7\n%\xe2", "%PDF-1.7\n%x"}, {"6.1.2", "%PDF-1.7", "%PDF-2.0"}, {"6.1.3", "/ID[<", "/IE[<"}, {"6.1.3", "%%EOF\n", "%%EOF\nx"}, {"6.1.7.1", "/Length ", "/Lengte "},
		{"6.1.9", " 0 obj\n<</Type/Catalog", " 1 obj\n<</Type/Catalog"}, {"6.1.4", "<</Type/XRef", "<</Type/XReg"}, {"6.1.6", "/Title <FEFF", "/Title <FEF "}, {"6.1.3", "/W[1 4 2]", "/W[1 4 2]/Encrypt 1"},
		{"6.2.2", "/F1 ", "/G1 "}, {"6.2.3", "GTS_PDFA1", "GTS_PDFX1"}, {"6.2.3", "/N 3/", "/N 4/"}, {"6.2.11.2", "/CIDFontType2", "/CIDFontType0"}, {"6.2.11.2", "/FontName/TDAAAA", "/FontName/TDAAAX"},
		{"6.2.11.3.1", "/Identity-H", "/Identity-V"}, {"6.2.11.3.2", "/CIDToGIDMap", "/CIDToGIDXXX"}, {"6.2.11.4.1", "/FontFile2", "/FontFile3"}, {"6.2.11.5", "/W[32[250", "/W[32[255"}, {"6.2.11.7", "/ToUnicode", "/ToUnicodX"},
		{"6.5.1", "/Lang (vi-VN)", "/OpenAction 1"}, {"6.7.4", "/Lang (vi-VN)", "/Lang (en-US)"}, {"6.6.2.1", "/Type/Metadata", "/Type/Metadatx"}, {"6.6.2.1", "</rdf:RDF>", "</rdf:RDX>"}, {"6.6.4", "<pdfaid:part>2", "<pdfaid:part>3"},
		{"6.6.3", "/CreationDate(D:2024", "/CreationDate(D:2023"}, {"6.6.3", "<dc:title>", "<dc:titel>"}, {"6.6.3", "/DisplayDocTitle true", "/DisplayDocTitle null"}, {"6.7.1", "/Marked true", "/Marked null"}, {"6.8", "/PageMode/UseOutlines", "/Names<</x 1>>/Page/x"},
	} {
		if !bytes.Contains(raw, []byte(c[1])) {
			t.Errorf("nothing to break: %q", c[1])
			continue
		}
		broken := bytes.Replace(raw, []byte(c[1]), []byte(c[2]), 1)
		if faults := testpdf.Faults(broken); !slices.ContainsFunc(faults, func(f string) bool { return strings.HasPrefix(f, c[0]+": ") }) {
			t.Errorf("%q for %q is not seen as %s: %s", c[2], c[1], c[0], faults)
		}
	}
}

// TestTags: who has a paper read aloud hears its heading, title, parts and table in order, each word once; neither page numbers nor the foot nor a table's header again.
func TestTags(t *testing.T) {
	file, err := testpdf.Read(archived(t))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range file.Tagged() {
		role := p.Path[strings.LastIndex(p.Path, "/")+1:]
		got = append(got, strings.TrimSpace(role+" "+p.Words))
	}
	text := strings.Join(got, "\n")
	again := "\nTR\nTD 2\nTD Tiêu chí nữa, tên dài hơn một dòng của cột này nên xuống dòng\nTD 5\nTD\nTD\nTD\nTD\nTD"
	if n := strings.Count(text, again); n != 40 {
		t.Errorf("%d rows of 40 are read alike", n)
	}
	want := `Document
P BỘ
P CỤM THI ĐUA <4>
P Độc lập
P Cao Bằng
P Số: 1
H1 TỜ TRÌNH Về việc khen thưởng
H2 I. Căn cứ
H3 1. Luật
P thường (\ č Ĩ ☐ ☑ ✓ ` + strings.Repeat("rất dài ", 40) + `nghiêng cả hai
Table
TR
TH Mã số
TH Nội dung tiêu chí
TH Điểm tối đa
TH Kết quả thực hiện
TH Điểm đạt được
TH Số minh chứng
TH Ghi chú
TR
TH Tự chấm
TH Thẩm định
TR
TD A
TD Nhóm
TD
TD
TD
TD
TD
TD
TR
TD 1
TD Một tiêu chí
TD 10
TD
TD
TD
TD
TD
TR
TD
TD TỔNG
TD
TD
TD
TD
TD
TD
P THƯ KÝ A
P GIÁM ĐỐC Đã ký B
P Nơi nhận: - Như trên;
Document
H1 PHIẾU BẦU
H1 PHIẾU BẦU
H1 PHIẾU BẦU`
	if text = strings.ReplaceAll(text, again, ""); text != want {
		t.Error(text)
	}
}
