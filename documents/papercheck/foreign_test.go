package papercheck

import (
	"slices"
	"strings"
	"testing"

	"thidua/documents"
	"thidua/emulation"
)

// counted is a small paper with what stands at the edges of pages.
func counted() documents.Document {
	row := func(cells ...string) documents.Row {
		return documents.Row{Cells: emulation.Map(cells, func(text string) documents.Cell { return documents.Cell{Text: text} })}
	}
	return documents.Document{
		Heading: &documents.Heading{Issuer: "CỤM THI ĐUA SỐ 4", NationalTitle: "CỘNG HÒA", Motto: "Độc lập", Number: "Số: 05/BB-CTĐ4", PlaceDate: "Sơn La, ngày 02 tháng 8 năm 2024"},
		Blocks: []documents.Block{
			documents.Title{Kind: "BẢNG TỔNG HỢP ĐIỂM", Subject: []string{"Năm học 2023–2024"}},
			documents.Table{Columns: make([]documents.Column, 4),
				Header: []documents.Row{{Cells: []documents.Cell{{Text: "TT", RowSpan: 2}, {Text: "Đơn vị", RowSpan: 2}, {Text: "Điểm", ColSpan: 2}}}, row("Tự chấm", "Chính thức")},
				Rows:   []documents.Row{row("1", "Sở GDĐT Cao Bằng", "98,50", "97,25"), row("2", "Sở GDĐT Sơn La", "96,00", "95,75"), row("3", "Sở GDĐT Lai Châu", "91,20", "90,10")}},
			documents.Signatures{Heading: "Nơi nhận:", Recipients: []string{"- Như trên;", "- Lưu: VT."}, Signers: []documents.Signer{{Position: "CỤM TRƯỞNG", Name: "Nguyễn Văn A"}}},
		},
		Footer: "Bảng tổng hợp – Cụm thi đua số 4 – Năm học 2023–2024",
		Code:   &documents.Code{Label: "Mã kiểm tra", Typed: "7K3M-0QX9-4T2B-8ZHC"},
	}
}

// TestAgainst: the order in which another program writes what stands beside one another, at the edges of pages and at ends of lines is no difference, and no proof; a figure
// that says something else, or has changed its place, is one.
func TestAgainst(t *testing.T) {
	const (
		heading = "CỤM THI ĐUA SỐ 4 CỘNG HÒA Độc lập "
		title   = "BẢNG TỔNG HỢP ĐIỂM Năm học 2023–2024 "
		head    = "TT Đơn vị Điểm Tự chấm Chính thức "
		rows    = "1 Sở GDĐT Cao Bằng 98,50 97,25 2 Sở GDĐT Sơn La 96,00 95,75 "
		last    = "3 Sở GDĐT Lai Châu 91,20 90,10 "
		signed  = "Nơi nhận: - Như trên; - Lưu: VT. CỤM TRƯỞNG Nguyễn Văn A "
		foot    = "Bảng tổng hợp – Cụm thi đua số 4 – Năm học 2023–2024 "
		code    = "Mã kiểm tra: 7K3M-0QX9-4T2B-8ZHC "
		first   = heading + "Số: 05/BB-CTĐ4 Sơn La, ngày 02 tháng 8 năm 2024 " + title + head + rows
		whole   = first + foot + code + "|" + "2 " + head + last + signed + foot + code
	)
	record := []string{heading + "Sơn La, ngày 02 tháng 8 năm 2024 Số: 05/BB-CTĐ4 " + title + head + rows + last + "CỤM TRƯỞNG Nguyễn Văn A Nơi nhận: - Như trên; - Lưu: VT."}
	swapped := func(a, b string) string {
		return strings.Replace(whole, rows, strings.NewReplacer(a, b, b, a).Replace(rows), 1)
	}
	for name, c := range map[string]struct {
		paper string
		want  Unsure
		told  []string // record > paper
	}{
		"as Word prints it":            {whole, Unseen, nil},
		"the foot first":               {foot + code + first + "|" + code + foot + head + last + signed + "2", Unseen, nil},
		"the table on another page":    {heading + "Số: 05/BB-CTĐ4 Sơn La, ngày 02 tháng 8 năm 2024 " + title + foot + code + "|2 " + head + rows + last + signed + foot + code, Unseen, nil},
		"the heading altered":          {strings.Replace(whole, "Tự chấm", "Tự khai", 1), Compared, []string{">TT", ">Đơn", ">vị", ">Điểm", ">Tự", ">khai", ">Chính", ">thức"}},
		"the heading in another order": {strings.ReplaceAll(whole, head, "Điểm Tự chấm Chính thức TT Đơn vị "), Unseen, nil},
		"on one page":                  {code + foot + first + last + signed, Unseen, nil},
		"lines end elsewhere":          {strings.NewReplacer("2023–2024", "2023– 2024", "05/BB-CTĐ4", "05/BB- CTĐ4", "Cao Bằng", "Ca o Bằng").Replace(whole), Unseen, nil},
		"a digit altered":              {strings.Replace(whole, "97,25", "97,26", 1), Compared, []string{"97,25>97,26"}},
		"the last digit of a page":     {strings.Replace(whole, "95,75", "95,74", 1), Compared, []string{"95,75>95,74"}},
		"made one that another has":    {strings.Replace(whole, "97,25", "95,75", 1), Compared, []string{"97,25>95,75"}},
		"swapped in a row":             {swapped("98,50", "97,25"), Compared, []string{"98,50>97,25", "97,25>98,50"}},
		"swapped between rows":         {swapped("97,25", "95,75"), Compared, []string{"97,25>95,75", "95,75>97,25"}},
		"names swapped":                {swapped("Cao Bằng", "Sơn La"), Compared, []string{"Cao>Sơn", "Bằng>La", "Sơn>Cao", "La>Bằng"}},
		"a digit moved over":           {strings.Replace(whole, "98,50 97,25", "98,5 097,25", 1), Compared, []string{"98,50>98,5", "97,25>097,25"}},
		"a figure made of two":         {strings.Replace(whole, "98,50 97,25", "98,5097,25", 1), Compared, []string{"98,50>98,5097,25", "97,25>"}},
		"a figure parted":              {strings.Replace(whole, "98,50", "9 8,50", 1), Parted, nil},
		"a minus put in":               {strings.Replace(whole, "95,75", "-95,75", 1), Compared, []string{"95,75>-95,75"}},
		"a figure left out":            {strings.Replace(whole, "97,25 ", "", 1), Compared, []string{"97,25>"}},
		"a figure put in":              {strings.Replace(whole, "97,25 ", "97,25 1,5 ", 1), Compared, []string{">1,5"}},
		"a word altered":               {strings.Replace(whole, "Lai Châu", "Lào Châu", 1), Compared, []string{"Lai>Lào"}},
		"the number altered":           {strings.Replace(whole, "05/BB", "06/BB", 1), Compared, []string{"05>06"}},
		"a figure moved to a row":      {strings.Replace(strings.Replace(whole, "97,25 ", "", 1), "96,00 ", "96,00 97,25 ", 1), Unordered, nil},
		"column by column":             {heading + "Số: 05/BB-CTĐ4 Sơn La, ngày 02 tháng 8 năm 2024 " + title + head + "1 2 3 Sở GDĐT Cao Bằng Sở GDĐT Sơn La Sở GDĐT Lai Châu 98,50 96,00 91,20 97,25 95,75 90,10 " + signed + foot + code, Unordered, nil},
		"a word of the foot in text":   {strings.Replace(whole, "97,25", "97,25 4", 1), Compared, []string{">4"}},
	} {
		pages := func(texts ...string) [][]string {
			return emulation.Map(texts, func(text string) []string { return pieces(strings.Fields(text)) })
		}
		told, unsure := against(pages(record...), pages(strings.Split(c.paper, "|")...), counted(), 1)
		got := emulation.Map(told, func(d Difference) string { return d.Record + ">" + d.Paper })
		if !slices.Equal(got, c.told) || unsure != c.want {
			t.Errorf("%s: %q %v, want %q %v", name, unsure, got, c.want, c.told)
		}
	}
}
