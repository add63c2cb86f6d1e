package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/documents/docx"
	"thidua/documents/papercode"
	"thidua/documents/scan"
	"thidua/emulation"
)

// letter has every part a text form has.
func letter() documents.Document {
	return documents.Document{
		Title: "Tờ trình & danh sách", Footer: "Tờ trình – Cụm 4", Mark: "DỰ THẢO", Created: time.Date(2024, 8, 2, 3, 4, 5, 0, time.UTC),
		Heading: &documents.Heading{Superior: "BỘ GIÁO DỤC VÀ ĐÀO TẠO", Issuer: "CỤM THI ĐUA SỐ 4", Number: "Số: 05/TTr-CTĐ4", NationalTitle: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
			Motto: "Độc lập - Tự do - Hạnh phúc", PlaceDate: "Cao Bằng, ngày 02 tháng 8 năm 2024"},
		Blocks: []documents.Block{
			documents.Title{Kind: "TỜ TRÌNH", Subject: []string{"Về việc đề nghị tặng Cờ thi đua"}},
			documents.Paragraph{Spans: []documents.Span{{Text: "I. Căn cứ", Bold: true}}, Align: documents.AlignLeft, Indent: true, KeepNext: true, Level: 1},
			documents.Paragraph{Spans: []documents.Span{{Text: "Điểm <chính thức>\u0000 là "}, {Text: "9,85", Bold: true, Italic: true}}, Indent: true},
			documents.Table{Columns: []documents.Column{{Align: documents.AlignCenter}, {Width: 60, Flex: 1}, {Width: 20}, {Width: 20}}, KeepEnd: 1,
				Header: []documents.Row{{Cells: []documents.Cell{{Text: "TT", RowSpan: 2}, {Text: "Đơn vị", RowSpan: 2}, {Text: "Điểm", ColSpan: 2}}},
					{Cells: []documents.Cell{{Text: "Tự chấm"}, {Text: "Thẩm định"}}}},
				Rows: []documents.Row{{Kind: documents.GroupRow, Cells: []documents.Cell{{}, {Text: "Nhóm I"}}}, {Cells: []documents.Cell{{Text: "1"}, {Text: "Sở\nSơn La"}, {Text: "9"}, {Text: "10", Italic: true}}},
					{Kind: documents.TotalRow, Cells: []documents.Cell{{}, {Text: "Cộng", ColSpan: 3}}}}},
			documents.Signatures{Heading: "Nơi nhận:", Recipients: []string{"- Như trên;", "- Lưu: VT."},
				Signers: []documents.Signer{{Authority: "TM. CỤM THI ĐUA SỐ 4", Position: "CỤM TRƯỞNG", Hint: "(Ký tên)", Name: "Nguyễn Văn A"}}},
		},
	}
}

// part is a file of a package.
func part(t *testing.T, raw []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func written(t *testing.T, docs ...documents.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := docx.Write(&b, docs...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// sequences are the children of an element in the order of ISO/IEC 29500-1, as far as they are written here. Word does not open a file with another order.
var sequences = map[string][]string{
	"pPr": {"pStyle", "keepNext", "pBdr", "spacing", "ind", "jc", "outlineLvl", "sectPr"}, "rPr": {"rFonts", "b", "i", "sz", "szCs", "lang"},
	"tbl": {"tblPr", "tblGrid", "tr"}, "tblPr": {"tblStyle", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar"}, "tblBorders": {"top", "left", "bottom", "right", "insideH", "insideV"},
	"tblCellMar": {"top", "left", "bottom", "right"}, "tr": {"trPr", "tc"}, "trPr": {"cantSplit", "tblHeader"}, "tc": {"tcPr", "p"}, "tcPr": {"tcW", "gridSpan", "vMerge", "vAlign"},
	"p": {"pPr", "r"}, "r": {"rPr", "br", "fldChar", "instrText", "t", "drawing"}, "body": nil, "sectPr": {"headerReference", "footerReference", "pgSz", "pgMar", "pgNumType", "titlePg"},
	"style": {"name", "basedOn", "next", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "pPr", "rPr", "tblPr"}, "docDefaults": {"rPrDefault", "pPrDefault"},
	"settings": {"defaultTabStop", "compat"},
}

// ordered walks an XML file and holds the children of every element against the sequences.
func ordered(t *testing.T, name, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	type open struct {
		name string
		at   int
		rows int
	}
	var stack []open
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			if n := len(stack); n > 0 {
				parent := &stack[n-1]
				if known := sequences[parent.name]; known != nil {
					at := slices.Index(known, e.Name.Local)
					if at < parent.at {
						t.Errorf("%s: <%s> in <%s> comes too late, or is not known there", name, e.Name.Local, parent.name)
					}
					parent.at = at
				}
				parent.rows++
			}
			stack = append(stack, open{name: e.Name.Local})
		case xml.EndElement:
			if top := stack[len(stack)-1]; top.name == "tc" && top.rows < 2 {
				t.Errorf("%s: a cell without a paragraph", name)
			}
			stack = stack[:len(stack)-1]
		}
	}
}

// TestOrderOfElements: every part is well-formed and its elements stand as the schema wants them; each row of a table fills its grid.
func TestOrderOfElements(t *testing.T) {
	across := letter()
	across.Landscape = true
	raw := written(t, letter(), across)
	for _, name := range []string{"word/document.xml", "word/styles.xml", "word/settings.xml", "docProps/core.xml", "[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels",
		"word/header1.xml", "word/header2.xml", "word/footer3.xml", "word/footer8.xml"} {
		ordered(t, name, part(t, raw, name))
	}
	body := part(t, raw, "word/document.xml")
	if n := strings.Count(body, "<w:sectPr>"); n != 2 || strings.Count(body, `w:orient="landscape"`) != 1 {
		t.Errorf("%d sections", n)
	}
	for _, want := range []string{`<w:pStyle w:val="Heading1"/>`, `<w:pStyle w:val="Title"/>`, `<w:tblHeader/>`, `<w:vMerge w:val="restart"/>`, `<w:vMerge w:val="continue"/>`, `<w:gridSpan w:val="3"/>`,
		`Điểm &lt;chính thức&gt;`, `Số: 05/TTr-CTĐ4`} {
		if !strings.Contains(body, want) {
			t.Errorf("%s is missing", want)
		}
	}
	for row := range strings.SplitSeq(body, "<w:tr>") {
		if cells, spans := strings.Count(row, "<w:tc>"), strings.Count(row, `<w:gridSpan w:val="2"/>`)+2*strings.Count(row, `<w:gridSpan w:val="3"/>`); cells > 0 && cells+spans != 4 && cells != 2 {
			t.Errorf("a row of %d cells, %d more columns: %s", cells, spans, row)
		}
	}
}

// TestSameBytes: a document is written the same whenever it is written, with its own day.
func TestSameBytes(t *testing.T) {
	a, b := written(t, letter()), written(t, letter())
	if !bytes.Equal(a, b) {
		t.Error("the same document gives other bytes")
	}
	if core := part(t, a, "docProps/core.xml"); !strings.Contains(core, ">2024-08-02T03:04:05Z<") || !strings.Contains(core, "Tờ trình &amp; danh sách") {
		t.Error(core)
	}
}

// TestFootAndNumber: what no page may be read without stands at the foot of the first page and of the others; the number stands on all but the first.
func TestFootAndNumber(t *testing.T) {
	raw := written(t, letter())
	for _, name := range []string{"word/footer3.xml", "word/footer4.xml"} {
		if !strings.Contains(part(t, raw, name), ">DỰ THẢO<") {
			t.Errorf("%s without the mark", name)
		}
	}
	if !strings.Contains(part(t, raw, "word/header1.xml"), " PAGE ") || strings.Contains(part(t, raw, "word/header2.xml"), "PAGE") {
		t.Error("page numbers")
	}
	plain := letter()
	plain.Unnumbered = true
	if strings.Contains(part(t, written(t, plain), "word/header1.xml"), "PAGE") {
		t.Error("a number where none may be")
	}
}

// TestCodeAtTheFoot: the code stands at the foot of every page, in words and as a square code that a telephone reads; without one nothing of it is there.
func TestCodeAtTheFoot(t *testing.T) {
	code := papercode.Code{Form: 7, Paper: 0x8badf00d, Cluster: 1234, Control: 56}
	coded := letter()
	coded.Code = &documents.Code{Label: "Mã kiểm tra", Typed: code.Typed(), Square: code.Square()}
	landscape := coded
	landscape.Landscape = true
	raw := written(t, coded, landscape)
	for _, n := range []int{3, 4, 7, 8} {
		foot := part(t, raw, fmt.Sprintf("word/footer%d.xml", n))
		ordered(t, "footer", foot)
		if !strings.Contains(foot, ">Mã kiểm tra: <") || !strings.Contains(foot, ">"+code.Typed()+"<") || !strings.Contains(foot, ">DỰ THẢO<") {
			t.Errorf("footer %d: %s", n, foot)
		}
		if rels := part(t, raw, fmt.Sprintf("word/_rels/footer%d.xml.rels", n)); !strings.Contains(rels, fmt.Sprintf(`Target="media/code%d.png"`, n)) {
			t.Error(rels)
		}
		picture, err := png.Decode(strings.NewReader(part(t, raw, fmt.Sprintf("word/media/code%d.png", n))))
		if err != nil {
			t.Fatal(err)
		}
		page := image.NewGray(picture.Bounds().Inset(-100)) // white around it, as the page is
		draw.Draw(page, page.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(page, picture.Bounds(), picture, image.Point{}, draw.Src)
		if text, ok := scan.Square(page, func(string) bool { return true }); !ok || text != code.Square() {
			t.Errorf("footer %d: read %q", n, text)
		}
	}
	plain, err := zip.NewReader(bytes.NewReader(written(t, letter())), int64(len(written(t, letter()))))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range plain.File {
		if strings.Contains(f.Name, "media") || strings.Contains(f.Name, "footer") && strings.HasSuffix(f.Name, ".rels") {
			t.Error("a paper without a code has", f.Name)
		}
	}
}

// TestRefused: nothing, and what is only printed.
func TestRefused(t *testing.T) {
	if err := docx.Write(io.Discard); emulation.KeyOf(err) != "documents.error.nothing" {
		t.Error(err)
	}
	for _, b := range []documents.Block{documents.Slips{}, documents.Square{}} {
		if err := docx.Write(io.Discard, documents.Document{Blocks: []documents.Block{b}}); emulation.KeyOf(err) != "documents.error.only-printed" {
			t.Error(err)
		}
	}
}

// TestBlanksAlone: whatever consists of blanks alone leaves a file that Word opens.
func TestBlanksAlone(t *testing.T) {
	blank := func(text *string) { *text = " \u00a0\n" }
	d := letter()
	h, signer := *d.Heading, documents.Signer{}
	for _, text := range []*string{&h.Superior, &h.Issuer, &h.Number, &h.NationalTitle, &h.Motto, &h.PlaceDate, &signer.Authority, &signer.Position, &signer.Hint, &signer.Mark, &signer.Name} {
		blank(text)
	}
	d.Heading = &h
	d.Blocks = []documents.Block{documents.Title{Kind: " ", Subject: []string{"\u00a0"}}, documents.Paragraph{}, documents.Table{Columns: make([]documents.Column, 1), Rows: []documents.Row{{}}},
		documents.Signatures{Signers: []documents.Signer{signer}, Recipients: []string{" "}}}
	ordered(t, "word/document.xml", part(t, written(t, d), "word/document.xml"))
}

// TestCentredHeading: a heading in the middle of the line is not moved off it by the indent of its style; one that is indented is.
func TestCentredHeading(t *testing.T) {
	for _, indent := range []bool{false, true} {
		d := documents.Document{Blocks: []documents.Block{documents.Paragraph{Spans: []documents.Span{{Text: "Chương I", Bold: true}}, Align: documents.AlignCenter, Indent: indent, Level: 1}}}
		body := part(t, written(t, d), "word/document.xml")
		if strings.Contains(body, `w:firstLine="0"`) == indent {
			t.Errorf("indented %v: %s", indent, body)
		}
	}
}

// TestWhole: all rows of a small table but the last stay with the next; a large one is torn where the page ends, or Word would leave half of a page empty.
func TestWhole(t *testing.T) {
	for _, c := range []struct {
		whole      bool
		rows, kept int
	}{{false, 3, 0}, {true, 1, 0}, {true, 3, 2}, {true, 8, 7}, {true, 9, 0}} {
		table := documents.Table{Columns: make([]documents.Column, 1), Whole: c.whole}
		for range c.rows {
			table.Rows = append(table.Rows, documents.Row{Cells: []documents.Cell{{Text: "x"}}})
		}
		body := part(t, written(t, documents.Document{Blocks: []documents.Block{table}}), "word/document.xml")
		rows, _, _ := strings.Cut(body, "</w:tbl>")
		if kept := strings.Count(rows, "<w:keepNext/>"); kept != c.kept {
			t.Errorf("whole %v: %d of %d rows stay with the next, want %d", c.whole, kept, c.rows, c.kept)
		}
	}
}

// TestFiguresOnTheirComma: figures of a column end where their commas stand under one another: less room behind one with more digits.
func TestFiguresOnTheirComma(t *testing.T) {
	table := documents.Table{Columns: []documents.Column{{Width: 40, Align: documents.AlignCenter}}}
	for _, text := range []string{"9,85", "10,5", "7"} {
		table.Rows = append(table.Rows, documents.Row{Cells: []documents.Cell{{Text: text}}})
	}
	body := part(t, written(t, documents.Document{Title: "x", Blocks: []documents.Block{table}}), "word/document.xml")
	var rooms []int
	for _, m := range regexp.MustCompile(`w:right="(\d+)" w:firstLine="0"/><w:jc w:val="right"/>`).FindAllStringSubmatch(body, -1) {
		n, _ := strconv.Atoi(m[1])
		rooms = append(rooms, n)
	}
	// At 12 points a digit is 120 twips wide, a comma 60.
	if len(rooms) != 3 || abs(rooms[1]-rooms[0]-120) > 2 || abs(rooms[2]-rooms[0]-300) > 2 {
		t.Errorf("room behind the figures: %v", rooms)
	}
}

func abs(n int) int { return max(n, -n) }

// signed are signatures, a block for each list of names.
func signed(rows ...[]string) (list []documents.Block) {
	for _, names := range rows {
		var s documents.Signatures
		for _, name := range names {
			s.Signers = append(s.Signers, documents.Signer{Position: name, Hint: "(Ký)", Name: "Ông " + name})
		}
		list = append(list, s)
	}
	return list
}

// TestLastSignaturesStayWithThoseOver: who signs last does not stand alone on a page: the last two rows are one table, and the upper stays with the lower; rows of a
// compact over them, which may be many, stand for themselves.
func TestLastSignaturesStayWithThoseOver(t *testing.T) {
	for _, c := range []struct {
		rows         int
		kept, tables int // paragraphs with words that stay with the next
	}{{1, 0, 1}, {2, 3, 1}, {4, 3, 3}} {
		text := part(t, written(t, documents.Document{Blocks: signed(slices.Repeat([][]string{{"A"}}, c.rows)...)}), "word/document.xml")
		kept := 0
		for p := range strings.SplitSeq(text, "</w:p>") {
			if strings.Contains(p, "<w:t ") && strings.Contains(p, "<w:keepNext/>") {
				kept++
			}
		}
		if tables := strings.Count(text, "<w:tbl>"); kept != c.kept || tables != c.tables {
			t.Errorf("%d rows: %d paragraphs are kept in %d tables, want %d in %d", c.rows, kept, tables, c.kept, c.tables)
		}
	}
}

// TestPlacesOfSigners: signers share the width as on paper: a single one stands at the right, fewer than their columns in the middle, rows of three and two in one
// table each over the whole width; recipients under several stay with them.
func TestPlacesOfSigners(t *testing.T) {
	inTwo := signed([]string{"A"})
	s := inTwo[0].(documents.Signatures)
	s.Columns = 2
	inTwo[0] = s
	below := signed([]string{"A", "B"})
	s = below[0].(documents.Signatures)
	s.Heading, s.Recipients = "Nơi nhận:", []string{"- Lưu: VT."}
	below[0] = s
	const full = 9354 // twips of 165 mm
	for name, c := range map[string]struct {
		blocks []documents.Block
		rows   [][]int
	}{
		"one":           {signed([]string{"A"}), [][]int{{full / 2, full / 2}}},
		"two":           {signed([]string{"A", "B"}), [][]int{{full / 2, full / 2}}},
		"in the middle": {inTwo, [][]int{{full / 4, full / 2, full / 4}}},
		"three and two": {signed([]string{"A", "B", "C"}, []string{"D", "E"}), [][]int{{full / 3, full / 3, full / 3}, {full / 2, full / 2}}},
		"recipients":    {below, [][]int{{full / 2, full / 2}, {full}}},
	} {
		text := part(t, written(t, documents.Document{Blocks: c.blocks}), "word/document.xml")
		var got [][]int
		for row := range strings.SplitSeq(text, "<w:tr>") {
			var cells []int
			for _, m := range regexp.MustCompile(`<w:tcW w:w="(\d+)"`).FindAllStringSubmatch(row, -1) {
				n, _ := strconv.Atoi(m[1])
				cells = append(cells, n)
			}
			if cells != nil {
				got = append(got, cells)
			}
		}
		alike := func(a, b []int) bool {
			return slices.EqualFunc(a, b, func(a, b int) bool { return abs(a-b) <= 1 })
		}
		if !slices.EqualFunc(got, c.rows, alike) {
			t.Errorf("%s: cells of %v, want %v", name, got, c.rows)
		}
		if name == "recipients" && strings.Count(text, "<w:keepNext/>") != 7 { // the room above, and all that is signed
			t.Errorf("%s: %s", name, text)
		}
	}
}

// TestRoomOverATable: a paragraph does not touch the table under it.
func TestRoomOverATable(t *testing.T) {
	p, table := documents.Paragraph{Spans: []documents.Span{{Text: "Kết quả"}}}, documents.Table{Columns: make([]documents.Column, 1), Rows: []documents.Row{{Cells: []documents.Cell{{Text: "x"}}}}}
	text := part(t, written(t, documents.Document{Blocks: []documents.Block{p, table, p}}), "word/document.xml")
	if n := strings.Count(text, `w:after="100"`); n != 1 || strings.Index(text, `w:after="100"`) > strings.Index(text, "<w:tbl>") {
		t.Errorf("%d paragraphs with room under them: %s", n, text)
	}
}
