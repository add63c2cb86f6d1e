package xlsx_test

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"thidua/documents"
	"thidua/documents/xlsx"
	"thidua/emulation"
	"thidua/emulation/criteria"
)

func itoa(n int) string { return strconv.Itoa(n) }

func open(t *testing.T, raw []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// harmless wants no cell of any sheet to begin like a formula, the sheet nobody sees included.
func harmless(t *testing.T, f *excelize.File) {
	t.Helper()
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range rows {
			for j, text := range r {
				cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
				formula, _ := f.GetCellFormula(sheet, cell)
				if formula != "" && !strings.HasPrefix(formula, "SUM(") {
					t.Errorf("%s %s is a formula: %s", sheet, cell, formula)
				}
				if _, err := strconv.ParseFloat(text, 64); err != nil && text != "" && strings.ContainsAny(strings.TrimSpace(text)[:1], "=+-@") {
					t.Errorf("%s %s begins like a formula: %q", sheet, cell, text)
				}
			}
		}
	}
}

func hostile(t *testing.T) *criteria.Set {
	t.Helper()
	raw := `format: thidua-criteria/1
id: x
name: "=HYPERLINK(\"http://a\")"
cite: "@a"
gates: [{when: any-group-zero, blocks: [a], reason: "=1"}]
groups:
- code: "-I"
  name: "+cmd|' /C calc'!A0"
  criteria:
  - {code: "=1", name: "\t =1+1", max: 3, rule: {kind: choice, options: [{id: a, label: "=a", points: 3}, {id: b, label: "-b", points: 1}]}, scorer: "@SUM(A1)", note: "- ý"}
`
	set, err := criteria.LoadSet("hostile", []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestNothingBeginsLikeAFormula(t *testing.T) {
	set := hostile(t)
	var b bytes.Buffer
	if err := xlsx.WriteBlank(&b, set, xlsx.Blank{Unit: "=1+1", Season: "@x"}); err != nil {
		t.Fatal(err)
	}
	harmless(t, open(t, b.Bytes()))
	raw := exported(t, set)
	harmless(t, open(t, raw))
	same(t, set, imported(t, raw))
	b.Reset()
	doc := documents.Document{Title: "=x", Heading: &documents.Heading{Issuer: "=A1"}, Blocks: []documents.Block{documents.Title{Kind: "=A1", Subject: []string{"@x"}},
		documents.Table{Columns: make([]documents.Column, 3), Header: []documents.Row{row("TT", "=1", "-")}, Rows: []documents.Row{row("+84", "-x", "-1,5")}}}}
	if err := xlsx.Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	harmless(t, open(t, b.Bytes()))
}

func TestTablePrintsOnLandscapeA4WithItsHeading(t *testing.T) {
	f := open(t, exported(t, sets(t)["criteria/soc-trang-thpt-2017.yaml"]))
	sheet := f.GetSheetName(0)
	layout, err := f.GetPageLayout(sheet)
	if err != nil || *layout.Orientation != "landscape" || *layout.Size != 9 || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
		t.Errorf("layout %+v, %v", layout, err)
	}
	titles := ""
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Titles" && n.Scope == sheet {
			titles = n.RefersTo
		}
	}
	if titles != "'Bảng tiêu chí'!$4:$4" {
		t.Errorf("rows that return on every page: %q", titles)
	}
	if head, err := f.GetCellValue(sheet, "B4"); err != nil || head != "Nội dung tiêu chí" {
		t.Errorf("heading %q, %v", head, err)
	}
	if visible, err := f.GetSheetVisible("thidua"); err != nil || visible {
		t.Errorf("the program's own sheet is visible: %v", err)
	}
}

func row(texts ...string) documents.Row {
	var r documents.Row
	for _, t := range texts {
		r.Cells = append(r.Cells, documents.Cell{Text: t})
	}
	return r
}

// summary is a document with a table of figures under headings of two rows.
func summary() documents.Document {
	t := documents.Table{Columns: make([]documents.Column, 12), Header: []documents.Row{row("TT", "Đơn vị", "Điểm theo nhóm tiêu chí", "Điểm thưởng", "Điểm trừ", "Tổng tự chấm",
		"Tổng thẩm định", "Điểm chính thức", "Xếp hạng", "Xếp loại", "Ghi chú"), row("I", "II")},
		Rows: []documents.Row{row("1", "Sơn La", "58,25", "40", "2", "", "1.000,25", "", "100,25", "1", "Xuất sắc", ""),
			row("2", "Cao Bằng", "57", "39,5", "0", "", "96,5", "", "96,5", "2", "Tốt", "1.1")}}
	for i := range t.Header[0].Cells {
		t.Header[0].Cells[i].RowSpan = 2
	}
	t.Header[0].Cells[2].ColSpan, t.Header[0].Cells[2].RowSpan = 2, 1
	return documents.Document{Title: "Bảng tổng hợp", Created: time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC), Landscape: true,
		Heading: &documents.Heading{Superior: "BỘ GIÁO DỤC VÀ ĐÀO TẠO", Issuer: "CỤM THI ĐUA SỐ 4", PlaceDate: "Cao Bằng, ngày …… tháng …… năm ………"},
		Blocks:  []documents.Block{documents.Title{Kind: "BẢNG TỔNG HỢP ĐIỂM, XẾP HẠNG THI ĐUA", Subject: []string{"Cụm thi đua số 4, năm học 2025–2026"}}, t}}
}

func TestResultsAreFigures(t *testing.T) {
	var b bytes.Buffer
	if err := xlsx.Write(&b, summary()); err != nil {
		t.Fatal(err)
	}
	f := open(t, b.Bytes())
	rows, err := f.GetRows(f.GetSheetName(0), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, r := range rows {
		text += strings.Join(r, "|") + "\n"
	}
	for _, want := range []string{"BỘ GIÁO DỤC VÀ ĐÀO TẠO", "BẢNG TỔNG HỢP ĐIỂM", "Điểm theo nhóm tiêu chí", "1|Sơn La|58.25|40|2||1000.25||100.25|1|Xuất sắc", "2|Cao Bằng|57|39.5|0||96.5||96.5|2|Tốt|1.1"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	merged, err := f.GetMergeCells(f.GetSheetName(0))
	if err != nil || len(merged) < 5 {
		t.Errorf("%d merged cells, %v", len(merged), err)
	}
}

func TestNothingToWrite(t *testing.T) {
	if err := xlsx.Write(&bytes.Buffer{}); emulation.KeyOf(err) != "documents.error.nothing" {
		t.Error(err)
	}
}

// TestMarkOnEveryPageOfAWorkbook: what no page may be read without stands at the foot of the first page and of every other.
func TestMarkOnEveryPageOfAWorkbook(t *testing.T) {
	var b bytes.Buffer
	doc := documents.Document{Title: "x", Mark: "DỰ THẢO & số liệu minh hoạ", Blocks: []documents.Block{documents.Title{Kind: "PHIẾU"}}}
	if err := xlsx.Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	f := open(t, b.Bytes())
	got, err := f.GetHeaderFooter(f.GetSheetName(0))
	if want := "&L&IDỰ THẢO && số liệu minh hoạ"; err != nil || got.OddFooter != want || got.FirstFooter != want {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestCodeAtTheFootOfAWorkbook: the code stands under what no page may be read without, which gives way to it.
func TestCodeAtTheFootOfAWorkbook(t *testing.T) {
	code := &documents.Code{Label: "Mã kiểm tra", Typed: "8Y5T-VW00-9MG0-1RHB", Square: "THIDUA:8Y5T"}
	long := strings.Repeat("số liệu ", 40)
	for mark, want := range map[string]string{
		"":                   "&LMã kiểm tra: 8Y5T-VW00-9MG0-1RHB",
		"số liệu & minh hoạ": "&L&Isố liệu && minh hoạ&I\nMã kiểm tra: 8Y5T-VW00-9MG0-1RHB",
		long:                 "&L&I" + strings.Repeat("số liệu ", 26) + "số liệu…&I\nMã kiểm tra: 8Y5T-VW00-9MG0-1RHB",
	} {
		var b bytes.Buffer
		doc := documents.Document{Title: "x", Mark: mark, Code: code, Blocks: []documents.Block{documents.Title{Kind: "PHIẾU"}}}
		if err := xlsx.Write(&b, doc); err != nil {
			t.Fatal(err)
		}
		f := open(t, b.Bytes())
		got, err := f.GetHeaderFooter(f.GetSheetName(0))
		if err != nil || got.OddFooter != want || got.FirstFooter != want {
			t.Errorf("%q, %v\nwant %q", got.OddFooter, err, want)
		}
	}
}

// TestMarkIsCutBehindAWord: a mark that is longer than Excel has room for is cut where a word ends, is told to be cut, and no "&" of it becomes an order
// to Excel. The name of a sheet likewise.
func TestMarkIsCutBehindAWord(t *testing.T) {
	for _, c := range []struct{ mark, want string }{
		{strings.Repeat("số liệu ", 31) + "hết", strings.Repeat("số liệu ", 31) + "hết"}, // 251, all there is room for
		{strings.Repeat("số liệu ", 31) + "hết.", strings.Repeat("số liệu ", 30) + "số liệu…"},
		{strings.Repeat("số liệu ", 40), strings.Repeat("số liệu ", 31) + "số…"},
		{strings.Repeat("một & hai ", 40), strings.Repeat("một & hai ", 22) + "một &…"},
		{strings.Repeat("&", 300), strings.Repeat("&", 125) + "…"},
		{"x" + strings.Repeat("&", 300), "x" + strings.Repeat("&", 124) + "…"},
		{strings.Repeat("𝔸", 200), strings.Repeat("𝔸", 125) + "…"},
		{strings.Repeat("số liệu ", 5_000), strings.Repeat("số liệu ", 31) + "số…"},
	} {
		var b bytes.Buffer
		doc := documents.Document{Title: "12 Phiếu chấm điểm của Sở Giáo dục và Đào tạo", Mark: c.mark, Blocks: []documents.Block{documents.Title{Kind: "PHIẾU"}}}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if err := xlsx.Write(&b, doc); err != nil {
			t.Fatal(err)
		}
		if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > 64<<20 {
			t.Errorf("a mark of %d letters is written with %d MB", len(c.mark), (after.TotalAlloc-before.TotalAlloc)>>20)
		}
		f := open(t, b.Bytes())
		sheet := f.GetSheetName(0)
		if sheet != "12 Phiếu chấm điểm của Sở Giáo…" {
			t.Errorf("%q", sheet)
		}
		got, err := f.GetHeaderFooter(sheet)
		if err != nil {
			t.Fatal(err)
		}
		text, ok := strings.CutPrefix(got.OddFooter, "&L&I")
		if shown := strings.ReplaceAll(text, "&&", "&"); !ok || shown != c.want || strings.Count(text, "&")%2 != 0 || got.FirstFooter != got.OddFooter {
			t.Errorf("%q\nwant %q", text, c.want)
		}
	}
}

// A merged figure keeps its places; the hyphen of a list needs no apostrophe; the heading of the table returns on every page.
func TestPaperAsASheet(t *testing.T) {
	table := documents.Table{Columns: []documents.Column{{Width: 15}, {Width: 40}, {Width: 20}, {Width: 20}}, Header: []documents.Row{{Cells: []documents.Cell{{Text: "TT"}, {Text: "Đơn vị"}}}},
		Rows: []documents.Row{{Cells: []documents.Cell{{Text: "1"}, {Text: "Chính thức"}, {Text: "83,40", ColSpan: 2}}}}}
	list := documents.Paragraph{Spans: []documents.Span{{Text: "- Như trên;"}}}
	f := written(t, documents.Document{Title: "Phiếu", Blocks: []documents.Block{list, table}})
	sheet := f.GetSheetList()[0]
	if line, _ := f.GetCellValue(sheet, "A1"); line != "– Như trên;" {
		t.Errorf("%q", line)
	}
	if shown, _ := f.GetCellValue(sheet, "C3"); shown != "83.40" {
		t.Errorf("a merged figure is shown as %q", shown)
	}
	if titles(f, sheet) != "'Phiếu'!$2:$2" {
		t.Errorf("print titles %q", titles(f, sheet))
	}
}

// TestEveryoneSigns: whoever signs has a place on the sheet, however few columns its table has.
func TestEveryoneSigns(t *testing.T) {
	for _, widths := range [][]float64{{20}, {8, 100}, {10, 10, 10}, {10, 40, 20, 20, 8}} {
		for signers := 1; signers < 7; signers++ {
			table := documents.Table{Rows: []documents.Row{row("1")}}
			for _, w := range widths {
				table.Columns = append(table.Columns, documents.Column{Width: w})
			}
			end := documents.Signatures{}
			for i := range signers {
				end.Signers = append(end.Signers, documents.Signer{Position: "NGƯỜI " + itoa(i), Name: "Tên " + itoa(i)})
			}
			f := written(t, documents.Document{Title: "x", Blocks: []documents.Block{table, end}})
			rows, err := f.GetRows("x")
			if err != nil {
				t.Fatal(err)
			}
			text := ""
			for _, r := range rows {
				text += strings.Join(r, "|") + "|"
			}
			for i := range signers {
				if !strings.Contains(text, "NGƯỜI "+itoa(i)) || !strings.Contains(text, "Tên "+itoa(i)) {
					t.Errorf("%v: signer %d of %d has no place in %q", widths, i, signers, text)
				}
			}
		}
	}
}

func written(t *testing.T, docs ...documents.Document) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := xlsx.Write(&b, docs...); err != nil {
		t.Fatal(err)
	}
	return open(t, b.Bytes())
}

// titles are the rows of a sheet that return on every page.
func titles(f *excelize.File, sheet string) string {
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Titles" && n.Scope == sheet {
			return n.RefersTo
		}
	}
	return ""
}

// TestASheetForEachTable: every table of a paper has a sheet of its own, with what heads and follows it, its own widths, its own heading on every page and in
// view, and the paper's mark at its top and at the foot of its pages; nothing of the paper is lost, and its order is kept.
func TestASheetForEachTable(t *testing.T) {
	heading := func(text string, level int) documents.Paragraph {
		return documents.Paragraph{Spans: []documents.Span{{Text: text, Bold: true}}, KeepNext: true, Level: level}
	}
	line := func(text string) documents.Paragraph {
		return documents.Paragraph{Spans: []documents.Span{{Text: text}}}
	}
	note := documents.Paragraph{Spans: []documents.Span{{Text: "ghi chú", Italic: true}}, Size: documents.NoteSize, KeepNext: true}
	kept := line("Kết quả như sau:")
	kept.KeepNext = true
	table := func(head string, widths ...float64) documents.Table {
		t := documents.Table{Header: []documents.Row{row(head)}, Rows: []documents.Row{row("1", "2")}}
		for _, w := range widths {
			t.Columns = append(t.Columns, documents.Column{Width: w})
		}
		return t
	}
	named := table("D", 20, 20, 20)
	named.Names = 2
	f := written(t, documents.Document{Title: "Báo cáo", Mark: "DỰ THẢO", Heading: &documents.Heading{Issuer: "CỤM"}, Blocks: []documents.Block{documents.Title{Kind: "BÁO CÁO"}, heading("I. Một", 1), table("A", 20, 100), note,
		line("lời"), heading("II. Hai", 1), heading("1. Tập thể", 2), line("dẫn"), table("B", 60, 20), note, table("C", 20, 20), kept, named, note,
		documents.Signatures{Signers: []documents.Signer{{Position: "TRƯỞNG"}, {Position: "THƯ KÝ"}}}}})
	for i, want := range []struct{ name, words, titles, pane string }{
		{"1 Báo cáo", "CỤM BÁO CÁO I. Một A 1 2 ghi chú lời", "8:$8", "A9"}, {"2 Tập thể", "DỰ THẢO II. Hai 1. Tập thể dẫn B 1 2 ghi chú", "5:$5", "A6"},
		{"3 Báo cáo", "DỰ THẢO C 1 2", "2:$2", "A3"}, {"4 Kết quả như sau", "DỰ THẢO Kết quả như sau: D 1 2 ghi chú TRƯỞNG THƯ KÝ", "3:$3", "C4"},
	} {
		sheet := f.GetSheetName(i)
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		var words []string
		for _, r := range rows {
			words = append(words, strings.Fields(strings.Join(r, " "))...)
		}
		if got := strings.Join(words, " "); sheet != want.name || got != want.words {
			t.Errorf("sheet %q holds %q, want %q %q", sheet, got, want.name, want.words)
		}
		if got := titles(f, sheet); !strings.HasSuffix(got, want.titles) {
			t.Errorf("%s: rows %q return on every page, want %s", sheet, got, want.titles)
		}
		if panes, err := f.GetPanes(sheet); err != nil || panes.TopLeftCell != want.pane {
			t.Errorf("%s: %+v, %v", sheet, panes, err)
		}
		if foot, err := f.GetHeaderFooter(sheet); err != nil || !strings.Contains(foot.OddFooter, "DỰ THẢO") {
			t.Errorf("%s: %+v, %v", sheet, foot, err)
		}
	}
	for sheet, want := range map[string]float64{"1 Báo cáo": 11, "2 Tập thể": 33} {
		if got, _ := f.GetColWidth(sheet, "A"); got != want {
			t.Errorf("%s: a first column of %v letters", sheet, got)
		}
	}
}

// TestNationalTitleInOneLine: it is broken over no columns, whatever their widths are; where none leave it room beside the issuer, it stands over them.
func TestNationalTitleInOneLine(t *testing.T) {
	const title = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
	for name, widths := range map[string][]float64{"a wide middle": {10, 120, 30}, "even": {40, 40, 40, 40}, "wide at the left": {80, 40, 30}, "one": {150}, "narrow": {20, 20}} {
		table := documents.Table{Rows: []documents.Row{row(slices.Repeat([]string{"x"}, len(widths))...)}}
		for _, w := range widths {
			table.Columns = append(table.Columns, documents.Column{Width: w})
		}
		f := written(t, documents.Document{Title: "x", Heading: &documents.Heading{Superior: "BỘ", Issuer: "CỤM THI ĐUA", Number: "Số: 1", NationalTitle: title, Motto: "Độc lập", PlaceDate: "Sơn La"},
			Blocks: []documents.Block{table}})
		merged, err := f.GetMergeCells("x")
		if err != nil {
			t.Fatal(err)
		}
		total, room := 0.0, 0.0
		for c := range widths {
			col, _ := excelize.ColumnNumberToName(c + 1)
			w, _ := f.GetColWidth("x", col)
			total += w
		}
		for _, m := range merged {
			if m.GetCellValue() == title {
				from, _, _ := excelize.CellNameToCoordinates(m.GetStartAxis())
				to, _, _ := excelize.CellNameToCoordinates(m.GetEndAxis())
				for c := from; c <= to; c++ {
					col, _ := excelize.ColumnNumberToName(c)
					w, _ := f.GetColWidth("x", col)
					room += w
				}
			}
		}
		if len(widths) > 1 && room < min(total, 48) {
			t.Errorf("%s: %v letters of %v for the title", name, room, total)
		}
		rows, _ := f.GetRows("x")
		if text := fmt.Sprint(rows); strings.Count(text, title) != 1 || !strings.Contains(text, "Số: 1") || !strings.Contains(text, "Sơn La") || !strings.Contains(text, "BỘ") {
			t.Errorf("%s: %v", name, rows)
		}
	}
}

// TestWhatStaysInViewLeavesRoom: rows of a heading so high that a small screen had no room to scroll in are not held in view.
func TestWhatStaysInViewLeavesRoom(t *testing.T) {
	for lines, held := range map[int]bool{3: true, 30: false} {
		doc := summary()
		for range lines {
			doc.Blocks = append([]documents.Block{documents.Paragraph{Spans: []documents.Span{{Text: "lời"}}}}, doc.Blocks...)
		}
		f := written(t, doc)
		if panes, err := f.GetPanes(f.GetSheetName(0)); err != nil || panes.Freeze != held {
			t.Errorf("%d lines over the table: %+v, %v", lines, panes, err)
		}
	}
}

// TestFiguresOnTheirComma: figures of a column are numbers at the right, each with the room of the digits it lacks.
func TestFiguresOnTheirComma(t *testing.T) {
	table := documents.Table{Columns: []documents.Column{{Width: 40}, {Width: 40, Align: documents.AlignCenter}}}
	want := map[string]string{"9,85": "#,##0.00", "10,5": "#,##0.0_0", "7": "#,##0_._0_0"}
	texts := []string{"9,85", "10,5", "7"}
	for _, text := range texts {
		table.Rows = append(table.Rows, documents.Row{Cells: []documents.Cell{{Text: "a"}, {Text: text}}})
	}
	var b bytes.Buffer
	if err := xlsx.Write(&b, documents.Document{Title: "x", Blocks: []documents.Block{table}}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range texts {
		at := fmt.Sprintf("B%d", i+1)
		id, err := f.GetCellStyle("x", at)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if style.CustomNumFmt == nil || *style.CustomNumFmt != want[text] || style.Alignment.Horizontal != "right" || style.Alignment.Indent == 0 {
			t.Errorf("%s: %+v %+v", text, style.CustomNumFmt, style.Alignment)
		}
	}
}
