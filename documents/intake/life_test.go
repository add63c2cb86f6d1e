package intake_test

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua/assets"
	"thidua/documents/intake"
	"thidua/emulation/criteria"
)

// TestLayoutsOfRealOffices reads tables as offices lay them out: each is told row by row and comes to the right groups and points.
func TestLayoutsOfRealOffices(t *testing.T) {
	merge, rule := merger(t), "Mỗi việc 1 điểm"
	layouts(t, map[string]layout{
		"heading of an office above, signatures below": {
			rows: [][]any{{"UBND TỈNH MINH HOẠ", nil, nil, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}, {"SỞ GIÁO DỤC VÀ ĐÀO TẠO", nil, nil, "Độc lập - Tự do - Hạnh phúc"}, nil,
				{"BẢNG TIÊU CHÍ CHẤM ĐIỂM THI ĐUA"}, {"(Kèm theo Công văn số 01/SGDĐT-VP ngày 05/9/2025, minh hoạ)"}, nil,
				{"TT", "Nội dung tiêu chí", "Điểm chuẩn", "Cách tính điểm"}, {"I", "CHUYÊN MÔN", 10}, {1, "A", 6, rule}, {2, "B", 4, rule}, {nil, "Tổng cộng", 10}, nil,
				{nil, nil, nil, "Cao Bằng, ngày 05 tháng 9 năm 2025"}, {nil, "NGƯỜI LẬP BIỂU", nil, "GIÁM ĐỐC"}, {nil, nil, nil, "(Ký tên, đóng dấu)"}},
			dress: merge("A1:B1", "D1:F1", "A4:D4"), outline: "I[1=6 2=4]",
		},
		"words over two merged columns": {
			rows:  [][]any{{"TT", "Nội dung tiêu chí", nil, "Điểm chuẩn", "Cách tính"}, {"I", "CHUYÊN MÔN", nil, 10}, {1, "A", nil, 6, rule}, {2, "B", nil, 4, rule}},
			dress: merge("B1:C1", "B2:C2", "B3:C3", "B4:C4"), outline: "I[1=6 2=4]",
		},
		"points in a cell merged over the bullets": {
			rows:  headed([]any{"I", "CHUYÊN MÔN", 10}, []any{1, "Việc một", 10, rule}, []any{nil, "- phần a"}, []any{nil, "- phần b"}),
			dress: merge("C5:C7"), outline: "I[1=10]", doubts: "D5:rule-unread",
		},
		"points over two merged columns": {
			rows:  [][]any{{"TT", "Nội dung tiêu chí", "Điểm chuẩn", nil, "Cách tính"}, {"I", "CHUYÊN MÔN", 10}, {1, "A", 6, nil, rule}, {2, "B", 4, nil, rule}},
			dress: merge("C1:D1", "C2:D2", "C3:D3", "C4:D4"), outline: "I[1=6 2=4]",
		},
		"decimals with comma and with dot, as texts": {
			rows:    headed([]any{"I", "CHUYÊN MÔN", "10,0"}, []any{1, "A", "7,5", rule}, []any{2, "B", " 2.5 ", rule}, []any{nil, "Tổng cộng", "10"}),
			outline: "I[1=7.5 2=2.5]",
		},
		"points with their unit": {
			rows:    headed([]any{"I", "CHUYÊN MÔN", "19,5 đ"}, []any{1, "A", "9,5đ", rule}, []any{2, "B", "10 điểm", rule}),
			outline: "I[1=9.5 2=10]",
		},
		"three-row heading": {
			rows:  [][]any{{"STT", "Nội dung", "Điểm", nil, nil, "Cách chấm"}, {nil, nil, "Điểm chuẩn", "Đơn vị"}, {nil, nil, nil, "Tự chấm", "Thẩm định"}, {"I", "CHUYÊN MÔN", 6}, {1, "A", 6, nil, nil, rule}},
			dress: merge("A1:A3", "B1:B3", "C1:E1", "C2:C3", "D2:E2", "F1:F3"), outline: "I[1=6]",
		},
		"hidden old column of points": {
			rows:    [][]any{{"TT", "Nội dung tiêu chí", "Điểm chuẩn", "Điểm chuẩn", "Cách tính"}, {"I", "CHUYÊN MÔN", 5, 10}, {1, "A", 5, 10, rule}},
			dress:   func(f *excelize.File, sheet string) { do(t, f.SetColVisible(sheet, "C", false)) },
			outline: "I[1=10]",
		},
	})
}

// TestFormulasAreReadAsTheirValues: what a formula came to when the file was saved counts; nothing is computed.
func TestFormulasAreReadAsTheirValues(t *testing.T) {
	sheet := inline([]string{"TT", "Tiêu chí", "Điểm", "Cách tính"}, []string{"I", "CHUYÊN MÔN", "#0#10"}, []string{"1", "A", "#0#6", "Mỗi việc 1 điểm"}, []string{"2", "B", "#0#4", "Mỗi việc 1 điểm"}, []string{"", "Tổng cộng", "#0#10"})
	for cell, formula := range map[string]string{"C2": "SUM(C3:C4)", "C5": "C2+WEBSERVICE(&quot;http://x&quot;)"} {
		sheet = strings.Replace(sheet, `<c r="`+cell+`" s="0"><v>`, `<c r="`+cell+`" s="0"><f>`+formula+`</f><v>`, 1)
	}
	r := readTable(t, raw(t, sheet))
	if got, doubts := outline(r.Set), keysOf(r.Doubts); got != "I[1=6 2=4]" || doubts != "" || r.Set.Maximum("").String() != "10" {
		t.Errorf("%s, doubts %q", got, doubts)
	}
}

// TestFilledSheetsOfRealOffices: points and results as clerks type them.
func TestFilledSheetsOfRealOffices(t *testing.T) {
	set := readTable(t, file(t, tableFile)).Set
	for name, c := range map[string]struct{ result, self, value, points, doubts string }{
		"blanks around a figure":             {" 98,5 ", " 9,85 ", "98.5", "9.85", ""},
		"points with their unit":             {"98,5%", "9,85đ", "98.5", "9.85", ""},
		"points in words":                    {"98,5 %", "9,85 điểm", "98.5", "9.85", ""},
		"a dot":                              {"98.54", "9.85", "98.54", "9.85", ""},
		"a percentage as a fraction":         {"#0#0.98540000000000005", "#0#9.85", "98.54", "9.85", ""},
		"a fraction typed":                   {"0,9854", "9,85", "98.54", "9.85", ""},
		"a fraction nothing tells of":        {"#0#0.9854", "", "98.54", "", "C3:fraction"},
		"a fraction of a percent, by points": {"#0#0.5", "#0#0.05", "0.5", "0.05", ""},
		"words around a figure":              {"khoảng 98,5", "", "98.5", "", "C3:words"},
		"one":                                {"#0#1", "#0#10", "100", "10", ""},
		"nothing reached":                    {"#0#0", "#0#0", "0", "0", ""},
		"a small percentage":                 {"0,5 %", "", "0.5", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			row := []string{"1.1", "", c.result, c.self}
			if c.self == "" {
				row = row[:3]
			}
			f, err := intake.ReadFilled(raw(t, inline([]string{"Đơn vị: Trường Minh Hoạ"}, []string{"TT", "Tiêu chí", "Kết quả", "Tự chấm"}, row, []string{"", "", "", ""}, []string{"", "HIỆU TRƯỞNG"})), set)
			if err != nil {
				t.Fatal(err)
			}
			l, points := f.Lines[0], ""
			if l.Self != nil {
				points = l.Self.String()
			}
			if l.Fields["value"] != c.value || points != c.points || keysOf(f.Doubts) != c.doubts {
				t.Errorf("read %q, points %q, doubts %q; expected %+v\n%s", l.Fields["value"], points, keysOf(f.Doubts), c, account(f.Columns, f.Rows, f.Doubts, f.Remarks))
			}
			if f.Unit != "Trường Minh Hoạ" {
				t.Errorf("unit %q", f.Unit)
			}
		})
	}
}

// TestBlankSheetSavedByLibreOffice: a blank sheet of the program, filled in, saved as .ods and again as .xlsx by LibreOffice Calc.
func TestBlankSheetSavedByLibreOffice(t *testing.T) {
	text, err := assets.Samples.ReadFile("samples/cum-4-2023-2024/criteria.yaml")
	if err != nil {
		t.Fatal(err)
	}
	set, err := criteria.LoadSet("x", text)
	if err != nil {
		t.Fatal(err)
	}
	f, err := intake.ReadFilled(file(t, "testdata/phieu-luu-lai-bang-libreoffice.xlsx"), set)
	if err != nil {
		t.Fatal(err)
	}
	accounted(t, f.Rows, 39)
	var got []string
	for _, l := range f.Lines {
		if c, ok := set.ByCode(l.Code); ok && l.Fields != nil {
			got = append(got, l.Code+" "+c.Rule.Format(l.Fields, true))
		}
	}
	want := "I.1 98,5|I.2 99,2|I.3 88,4|I.4 99,26|I.5 34|I.6 2;20|II.1 Tốt|II.2 9|II.3 294/300|II.5 có|III.1 KAD: chưa triển khai|III.2 82"
	if strings.Join(got, "|") != want || len(f.Missing) != 11 || f.Unit != "Sở GDĐT Sơn La" {
		t.Errorf("read %s, missing %v, unit %q", strings.Join(got, "|"), f.Missing, f.Unit)
	}
	if got := strings.TrimPrefix(keysOf(f.Doubts), "A4:other-version"); got != "" { // the sample may get a new version
		t.Error(got)
	}
}
