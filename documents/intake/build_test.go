package intake_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// workbook builds a workbook of one sheet: strings become texts, numbers figures, nil nothing. dress changes it before it is written.
func workbook(t testing.TB, rows [][]any, dress ...func(f *excelize.File, sheet string)) []byte {
	t.Helper()
	f := excelize.NewFile()
	sheet := "Bảng"
	do(t, f.SetSheetName("Sheet1", sheet))
	for i, r := range rows {
		for j, v := range r {
			if v == nil {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			do(t, err)
			do(t, f.SetCellValue(sheet, cell, v))
		}
	}
	for _, d := range dress {
		d(f, sheet)
	}
	var b bytes.Buffer
	do(t, f.Write(&b))
	return b.Bytes()
}

// headed is a table with the usual heading.
func headed(rows ...[]any) [][]any {
	return append([][]any{{"BẢNG TIÊU CHÍ THI ĐUA"}, nil, {"TT", "Nội dung tiêu chí", "Điểm chuẩn", "Cách tính điểm", "Minh chứng", "Đơn vị chấm"}}, rows...)
}

// merger merges cells of a workbook that is being built.
func merger(t testing.TB) func(ranges ...string) func(*excelize.File, string) {
	return func(ranges ...string) func(*excelize.File, string) {
		return func(f *excelize.File, sheet string) {
			for _, r := range ranges {
				from, to, _ := strings.Cut(r, ":")
				do(t, f.MergeCell(sheet, from, to))
			}
		}
	}
}

// layout is a table as an office lays it out, and what has to come of it: the groups with their points, and the cells with a doubt.
type layout struct {
	rows    [][]any
	dress   func(*excelize.File, string)
	outline string
	doubts  string
}

// layouts reads tables; each row has to be told.
func layouts(t *testing.T, cases map[string]layout) {
	t.Helper()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var dress []func(*excelize.File, string)
			if c.dress != nil {
				dress = append(dress, c.dress)
			}
			r := readTable(t, workbook(t, c.rows, dress...))
			if got, doubts := outline(r.Set), keysOf(r.Doubts); got != c.outline || doubts != c.doubts {
				t.Errorf("got  %s, doubts %q\nwant %s, %q\n%s", got, doubts, c.outline, c.doubts, account(r.Columns, r.Rows, r.Doubts, r.Remarks))
			}
			accounted(t, r.Rows, r.Rows[len(r.Rows)-1].Last)
		})
	}
}
