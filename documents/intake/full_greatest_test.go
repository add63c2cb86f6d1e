//go:build full

package intake_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"thidua/documents/intake"
	"thidua/internal/bench"
	"thidua/internal/phrase"
)

// greatest are workbooks near what is taken at all; most are honest in form.
func greatest(t *testing.T) map[string][]byte {
	heading := []string{"TT", "Nội dung tiêu chí", "Điểm chuẩn", "Cách tính điểm"}
	table := func(rows int, row func(i int) []string) string {
		all := [][]string{heading}
		for i := range rows {
			all = append(all, row(i))
		}
		return inline(all...)
	}
	plain := func(i int) []string { return []string{fmt.Sprint(i + 1), "Tiêu chí", "1", "Mỗi việc 1 điểm"} }
	wide := func(n int) string { // cells without a reference, as small as they come
		return "<worksheet><sheetData>" + strings.Repeat("<row>"+strings.Repeat(`<c><v>1</v></c>`, 250)+"</row>", n) + "</sheetData></worksheet>"
	}
	var shared strings.Builder
	shared.WriteString("<sst>")
	for i := range 250_000 {
		fmt.Fprintf(&shared, "<si><t>Tiêu chí thứ %d, bảy mươi chữ là nhiều</t></si>", i)
	}
	shared.WriteString("</sst>")
	small := table(3, plain)
	prose := func(rows int, piece string) []byte {
		text := strings.Repeat(piece, 1_990/utf8.RuneCountInString(piece))
		return raw(t, table(rows, func(i int) []string { return []string{fmt.Sprint(i + 1), "A", "1", text} }))
	}
	withMerges := func(n int, ref string) string {
		return strings.Replace(small, "</worksheet>", "<mergeCells>"+strings.Repeat(`<mergeCell ref="`+ref+`"/>`, n)+"</mergeCells></worksheet>", 1)
	}
	tall := strings.Replace(table(4000, plain), "</worksheet>", "<mergeCells>"+strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, 19_000)+"</mergeCells></worksheet>", 1)
	return map[string][]byte{
		"2,000 rows":             raw(t, table(2000, plain)),
		"3,000 rows":             raw(t, table(3000, plain)),
		"4,900 rows":             raw(t, table(4_900, plain)),
		"rows of group headings": raw(t, table(4_900, func(i int) []string { return []string{fmt.Sprint(i/10 + 1), "NHÓM", "", ""} })),
		"rows of notes":          raw(t, table(4_900, func(i int) []string { return []string{"", "lời giải thích thêm cho tiêu chí", "", ""} })),
		"faulty rows":            raw(t, table(4000, func(i int) []string { return []string{"1", "A", "tùy", "không rõ cách tính"} })),
		"long prose":             prose(4900, "từ 95% trở lên: 10 điểm; "),
		"prose of pieces":        prose(4900, "a;"),
		"prose of figures":       prose(4900, "1 "),
		"prose of commas":        prose(4900, "mỗi lần 1 điểm, "),
		"prose of points":        prose(4900, "trừ 1 điểm: "),
		"endless prose":          raw(t, table(700, func(i int) []string { return []string{fmt.Sprint(i + 1), "A", "1", strings.Repeat("a;", 16_000)} })),
		"long names":             raw(t, table(700, func(i int) []string { return []string{fmt.Sprint(i + 1), strings.Repeat("á", 32_000), "1", ""} })),
		"all the cells":          raw(t, wide(1150)),
		"all the texts":          raw(t, small, part{"xl/sharedStrings.xml", shared.String()}),
		"merged cells":           raw(t, withMerges(19_000, "A1:XFD1048576")),
		"merged rows":            raw(t, withMerges(19_000, "A2:A1048576")),
		"tall merged cells":      raw(t, tall),
		"wide references":        raw(t, strings.Replace(small, "<sheetData>", `<dimension ref="A1:XFD1048576"/><cols>`+strings.Repeat(`<col min="1" max="16384" hidden="1"/>`, 100_000)+`</cols><sheetData>`, 1)),
		"styles":                 raw(t, small, part{"xl/styles.xml", "<s><numFmts>" + strings.Repeat(`<numFmt numFmtId="200" formatCode="0.00%"/>`, 60_000) + "</numFmts><cellXfs>" + strings.Repeat(`<xf numFmtId="200"/>`, 60_000) + "</cellXfs></s>"}),
		"a long format":          raw(t, small, part{"xl/styles.xml", `<s><numFmts><numFmt numFmtId="200" formatCode="` + strings.Repeat("[", 200_000) + `"/></numFmts><cellXfs>` + strings.Repeat(`<xf numFmtId="200"/>`, 60_000) + "</cellXfs></s>"}),
	}
}

// TestFullGreatestWorkbooks: a workbook near every limit is read or refused in little time and memory, as a table and as a filled-in
// sheet.
func TestFullGreatestWorkbooks(t *testing.T) {
	set := readTable(t, file(t, tableFile)).Set
	for name, raw := range greatest(t) {
		for form, read := range map[string]func() error{
			"table": func() error { _, err := intake.ReadCriteria(raw); return err },
			"sheet": func() error { _, err := intake.ReadFilled(raw, set); return err },
		} {
			t.Run(name+" as a "+form, func(t *testing.T) {
				var err error
				start := time.Now()
				most := bench.Peak(func() { err = read() })
				took := time.Since(start)
				said := "taken"
				if err != nil {
					said = phrase.Error(phrase.Vietnamese, err)
				}
				t.Logf("%5d KB: %3d MB, %5d ms: %.200s", len(raw)>>10, most>>20, took.Milliseconds(), said)
				if most > 200<<20 || took > 30*time.Second {
					t.Errorf("%d MB, %v", most>>20, took)
				}
			})
		}
	}
}
