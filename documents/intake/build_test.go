package intake_test

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

// workbook builds a workbook of one sheet: strings become texts, numbers figures, nil nothing. dress changes it before it is written.
func workbook(t testing.TB, rows [][]any, dress ...func(f *excelize.File, sheet string)) []byte {
	t.Helper()
	f := excelize.NewFile()
	sheet := "Bảng"
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(f.SetSheetName("Sheet1", sheet))
	for i, r := range rows {
		for j, v := range r {
			if v == nil {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(j+1, i+1)
			check(err)
			check(f.SetCellValue(sheet, cell, v))
		}
	}
	for _, d := range dress {
		d(f, sheet)
	}
	var b bytes.Buffer
	check(f.Write(&b))
	return b.Bytes()
}

// headed is a table with the usual heading.
func headed(rows ...[]any) [][]any {
	return append([][]any{{"BẢNG TIÊU CHÍ THI ĐUA"}, nil, {"TT", "Nội dung tiêu chí", "Điểm chuẩn", "Cách tính điểm", "Minh chứng", "Đơn vị chấm"}}, rows...)
}
