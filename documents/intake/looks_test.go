package intake_test

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"thidua/documents/intake"
	"thidua/emulation/criteria"
)

// TestWhatIsStruckOutOrRaisedIsDoubted: letters that a person sees crossed out, or figures that stand higher, are never read without a word.
func TestWhatIsStruckOutOrRaisedIsDoubted(t *testing.T) {
	style := func(t *testing.T, f *excelize.File, sheet, cell string, font excelize.Font) {
		id, err := f.NewStyle(&excelize.Style{Font: &font})
		do(t, err)
		do(t, f.SetCellStyle(sheet, cell, cell, id))
	}
	rich := func(t *testing.T, f *excelize.File, sheet, cell string, runs ...excelize.RichTextRun) {
		do(t, f.SetCellRichText(sheet, cell, runs))
	}
	rows := headed([]any{"I", "CHUYÊN MÔN", 10}, []any{1, "Dạy học", 6, "Mỗi việc 1 điểm"}, []any{2, "Hội giảng", 4, "Mỗi việc 1 điểm"})
	for name, c := range map[string]struct {
		dress  func(f *excelize.File, sheet string)
		doubts string
	}{
		"nothing": {func(*excelize.File, string) {}, ""},
		"a criterion struck out": {func(f *excelize.File, s string) {
			style(t, f, s, "B6", excelize.Font{Strike: true})
			style(t, f, s, "C6", excelize.Font{Strike: true})
		}, "B6:cell-struck C6:cell-struck"},
		"old points struck out before the new": {func(f *excelize.File, s string) {
			rich(t, f, s, "C5", excelize.RichTextRun{Text: "5", Font: &excelize.Font{Strike: true}}, excelize.RichTextRun{Text: " 6"})
		}, "C5:cell-struck C5:points-unread C4:group-differs"},
		"a footnote behind the points": {func(f *excelize.File, s string) {
			rich(t, f, s, "C5", excelize.RichTextRun{Text: "6"}, excelize.RichTextRun{Text: "2", Font: &excelize.Font{VertAlign: "superscript"}})
		}, "C5:cell-raised C4:group-differs"},
		"an exponent in the way points are counted": {func(f *excelize.File, s string) {
			rich(t, f, s, "D5", excelize.RichTextRun{Text: "Mỗi 10"}, excelize.RichTextRun{Text: "2", Font: &excelize.Font{VertAlign: "subscript"}}, excelize.RichTextRun{Text: " việc 1 điểm"})
		}, "D5:cell-raised D5:rule-unread"},
		"a raised word": {func(f *excelize.File, s string) {
			rich(t, f, s, "B5", excelize.RichTextRun{Text: "Dạy học"}, excelize.RichTextRun{Text: "mới", Font: &excelize.Font{VertAlign: "superscript"}})
		}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := readTable(t, workbook(t, rows, c.dress))
			if got := keysOf(r.Doubts); got != c.doubts {
				t.Errorf("doubts %q, expected %q", got, c.doubts)
			}
		})
	}
}

// TestColumnsOfTwoYears: of two columns that could hold the result one is read, and a person is told of the other.
func TestColumnsOfTwoYears(t *testing.T) {
	set := readTable(t, file(t, tableFile)).Set
	f, err := intake.ReadFilled(raw(t, inline([]string{"PHIẾU TỰ CHẤM"}, []string{"TT", "Tiêu chí", "Kết quả năm học 2022-2023", "Kết quả năm học 2023-2024", "Tự chấm"},
		[]string{"1.1", "", "97,5", "98,5", "9,85"})), set)
	if err != nil {
		t.Fatal(err)
	}
	if got := keysOf(f.Doubts); !strings.Contains(got, "D2:column-twice") {
		t.Errorf("doubts %q", got)
	}
	if len(f.Years) != 1 || f.Years[0].From != 2022 || f.Years[0].To != 2023 || f.Years[0].Cell != "C2" {
		t.Errorf("years %+v", f.Years)
	}
}

// TestYearsOfASheet: the year of a title is that of the sheet, the year of a document or a day is not.
func TestYearsOfASheet(t *testing.T) {
	for text, want := range map[string][2]int{
		"Năm học 2021-2022":                  {2021, 2022},
		"NĂM HỌC 2023 – 2024":                {2023, 2024},
		"PHIẾU TỰ CHẤM ĐIỂM NĂM 2020":        {2020, 2020},
		"(Kết quả năm học: 2022/2023)":       {2022, 2023},
		"Cao Bằng, ngày 02 tháng 8 năm 2024": {},
		"(Kèm theo Công văn số 12 năm 2022)": {},
		"Quyết định số 2022/QĐ-UBND":         {},
		"2024 học sinh":                      {},
	} {
		if from, to, ok := intake.Years(text); ok != (want[0] != 0) || from != want[0] || to != want[1] {
			t.Errorf("%q: %d–%d", text, from, to)
		}
	}
}

// TestCodesOfEveryAlphabet: letters of the Vietnamese alphabet number rows, and codes of an office's own making stay as they are.
func TestCodesOfEveryAlphabet(t *testing.T) {
	rule := "Mỗi việc 1 điểm"
	layouts(t, map[string]layout{
		"a to đ in the column of codes": {
			rows:    headed([]any{1, "Một", 9}, []any{"a", "A", 1, rule}, []any{"ă", "B", 1, rule}, []any{"â", "C", 1, rule}, []any{"b", "D", 1, rule}, []any{"c", "E", 1, rule}, []any{"d", "F", 1, rule}, []any{"đ", "G", 1, rule}, []any{"e", "H", 1, rule}, []any{"ê", "I", 1, rule}),
			outline: "1[a=1 ă=1 â=1 b=1 c=1 d=1 đ=1 e=1 ê=1]",
		},
		"đ) in front of the name": {
			rows:    headed([]any{nil, "1. Một", 3}, []any{nil, "d) D", 1, rule}, []any{nil, "đ) Đ", 1, rule}, []any{nil, "e) E", 1, rule}),
			outline: "1[d=1 đ=1 e=1]",
		},
		"I after H, V after Ư": {
			rows: headed([]any{"G", "Bảy"}, []any{1, "a", 1, rule}, []any{"H", "Tám"}, []any{1, "b", 1, rule}, []any{"I", "Chín"}, []any{1, "c", 1, rule}, []any{"K", "Mười"}, []any{1, "d", 1, rule},
				[]any{"Ư", "Ư"}, []any{1, "e", 1, rule}, []any{"V", "Vê"}, []any{1, "f", 1, rule}),
			outline: "G[G.1=1] H[H.1=1] I[I.1=1] K[K.1=1] Ư[Ư.1=1] V[V.1=1]",
		},
		"Đ after D": {
			rows:    headed([]any{"C", "Ba"}, []any{1, "a", 1, rule}, []any{"D", "Bốn"}, []any{2, "b", 1, rule}, []any{"Đ", "Năm"}, []any{3, "c", 1, rule}),
			outline: "C[1=1] D[2=1] Đ[3=1]",
		},
		"codes of one's own": {
			rows:    headed([]any{"I", "CHUYÊN MÔN", 6}, []any{"TC-01", "A", 1, rule}, []any{"TC-02", "B", 2, rule}, []any{"TC-10", "C", 3, rule}),
			outline: "I[TC-01=1 TC-02=2 TC-10=3]",
		},
		"codes of one's own in levels": {
			rows:    headed([]any{"NV1", "Một", 3}, []any{"NV1.1", "A", 1, rule}, []any{"NV1.2", "B", 2, rule}, []any{"NV2", "Hai", 4}, []any{"NV2.1", "C", 4, rule}),
			outline: "NV1[NV1.1=1 NV1.2=2] NV2[NV2.1=4]",
		},
		"1a beneath 1": {
			rows:    headed([]any{1, "Một", 3}, []any{"1a", "A", 1, rule}, []any{"1b", "B", 2, rule}, []any{2, "Hai", 4}, []any{"2a", "C", 4, rule}),
			outline: "1[1a=1 1b=2] 2[2a=4]",
		},
		"a sum under a name of its own": {
			rows:    headed([]any{1, "A", 1, rule}, []any{2, "B", 2, rule}, []any{nil, "Toàn đơn vị", 3}),
			outline: "1[1.1=1] 2[2.1=3]", doubts: "C5:group-differs C6:maybe-total",
		},
		"sums under usual names": {
			rows:    headed([]any{1, "A", 1, rule}, []any{2, "B", 2, rule}, []any{nil, "Điểm tổng cộng", 3}),
			outline: "I[1=1 2=2]",
		},
		"numbers before names that are no codes": {
			rows:    [][]any{{"Nội dung", "Điểm chuẩn", "Cách tính"}, {"3 công khai", 1, rule}, {"5 không", 2, rule}},
			outline: "I[1=1 2=2]", doubts: "A2:codes-unsure",
		},
	})
}

// TestOwnCodesAreFoundAgain: a filled-in sheet is read by the codes the table had.
func TestOwnCodesAreFoundAgain(t *testing.T) {
	set := readTable(t, workbook(t, headed([]any{"I", "CHUYÊN MÔN", 6}, []any{"TC-01", "Dạy học", 2, "Mỗi việc 1 điểm"}, []any{"TC-02", "Hội giảng", 4, "Mỗi việc 1 điểm"}))).Set
	f, err := intake.ReadFilled(raw(t, inline([]string{"TT", "Tiêu chí", "Kết quả", "Tự chấm"}, []string{"TC-01", "Dạy học", "#0#2", "#0#2"}, []string{"TC-02.", "", "#0#3", "#0#3"})), set)
	if err != nil || len(f.Lines) != 2 || f.Lines[0].Code != "TC-01" || f.Lines[1].Code != "TC-02" || len(f.Doubts) > 0 {
		t.Errorf("%v, %+v, %v", err, f.Lines, sentences(f.Doubts))
	}
}

// TestLevelsUnderAMergedResultAreNoCriteria: the levels of a criterion share its result and its points, and a signature its last row.
func TestLevelsUnderAMergedResultAreNoCriteria(t *testing.T) {
	set := readTable(t, workbook(t, headed([]any{"I", "CHUYÊN MÔN", 6}, []any{"1", "Dạy học", 2, "Mỗi việc 1 điểm"}, []any{"2", "Hội giảng", 4, "Mỗi việc 1 điểm"}))).Set
	f, err := intake.ReadFilled(workbook(t, [][]any{{"TT", "Tiêu chí", "Kết quả", "Tự chấm"}, {"1", "Dạy học", 2, 2}, {nil, "- Đủ hai việc: 2 điểm"}, {nil, "- Một việc: 1 điểm"},
		{"2", "Hội giảng", 3, 3}, {nil, "Ghi chú: kèm minh chứng"}}, merger(t)("C2:C4", "D2:D4", "C5:C6", "D5:D6")), set)
	if err != nil || len(f.Lines) != 2 || len(f.Doubts) > 0 {
		t.Errorf("%v, %+v, %v", err, f.Lines, sentences(f.Doubts))
	}
}

// TestCongIsTheWholeOnlyWhereItStandsAlone: what follows the sum of the whole is outside of it, what follows that of a group is not.
func TestCongIsTheWholeOnlyWhereItStandsAlone(t *testing.T) {
	one := [][]any{{"I", "CHUYÊN MÔN", 6}, {"1", "Dạy học", 6, "Mỗi việc 1 điểm"}, {nil, "Cộng", 6}, {"II", "ĐIỂM THƯỞNG", 4}, {"1", "Hội giảng", 4, "Mỗi việc 1 điểm"}}
	for sums, rows := range [][][]any{1: one, 2: append(one[:5:5], []any{nil, "Cộng", 4})} {
		if rows == nil {
			continue
		}
		r := readTable(t, workbook(t, headed(rows...)))
		if got := r.Set.Groups[1].Bonus == criteria.Outside; got != (sums == 1) {
			t.Errorf("%d sums: outside of the whole: %v", sums, got)
		}
	}
}

// TestOnlyANumberThatAloneExplainsThePoints: a number among words is taken when the points beside it leave no other.
func TestOnlyANumberThatAloneExplainsThePoints(t *testing.T) {
	set := sampleSet(t)
	for name, c := range map[string]struct{ code, result, points, read, doubt string }{
		"three of them":              {"II.2", "3 sáng kiến", "1,5", "3", ""},
		"just full points":           {"II.2", "8 sáng kiến", "4", "8", ""},
		"more than full points":      {"II.2", "9 sáng kiến", "4", "9", "words"},
		"a decision":                 {"II.2", "QĐ 12", "4", "", "reference"},
		"a plan of a day":            {"II.2", "Kế hoạch ngày 5/9", "2,5", "", "reference"},
		"a year":                     {"II.2", "trong 2024", "4", "", "reference"},
		"a page":                     {"II.2", "xem trang 3", "1,5", "", "reference"},
		"a date":                     {"II.2", "gửi 05/9/2024", "2,5", "", "reference"},
		"a rate among words":         {"I.1", "khoảng 98,5", "6,9", "98,5", ""},
		"a rate beside other points": {"I.1", "khoảng 98,5", "7", "98,5", "words"},
		"within a band":              {"I.4", "đạt 98,7", "6,5", "98,7", "words"},
		"at the bound of a band":     {"I.4", "đạt 98", "6,5", "98", ""},
		"a target just reached":      {"I.5", "32 em", "8", "32", ""},
		"beyond the target":          {"I.5", "40 em", "8", "40", "words"},
		"none late":                  {"IV.3", "đúng hạn", "5", "0", ""},
		"one late":                   {"IV.3", "chậm 1", "4,5", "1", ""},
		"so late that none is left":  {"IV.3", "chậm 15", "0", "15", "words"},
		"prizes by name":             {"I.6", "2 quốc tế, 4 quốc gia", "4", "2;4", ""},
		"prizes past the most":       {"I.6", "20 quốc tế", "7", "20", "words"},
		"a rate above the whole":     {"I.4", "#0#250", "7", "250", "value-unread"},
		"a rate of nothing":          {"I.2", "5/0", "0", "5/0", "value-unread"},
		"a month of a year":          {"I.2", "12/2024", "7", "", "month-of-year"},
		"a month, and no points":     {"I.2", "9/2023", "", "", "month-of-year"},
		"a school year":              {"I.2", "2023/2024", "7", "", "month-of-year"},
		"as many as there are years": {"I.2", "1900/2000", "", "1900/2000", ""},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := intake.ReadFilled(raw(t, inline([]string{"TT", "Tiêu chí", "Kết quả", "Tự chấm"}, []string{c.code, "", c.result, c.points})), set)
			if err != nil {
				t.Fatal(err)
			}
			l := f.Lines[0]
			by, _ := set.ByCode(l.Code)
			want := c.doubt
			if want != "" {
				want = "C2:" + want
			}
			if got := by.Rule.Format(l.Fields, true); got != c.read || keysOf(f.Doubts) != want {
				t.Errorf("read %q, doubts %q; expected %q, %q", got, keysOf(f.Doubts), c.read, want)
			}
		})
	}
}
