package documents_test

import (
	"strings"
	"testing"
	"time"

	"thidua/documents"
)

// texts is everything a document prints, a line per cell and paragraph.
func texts(doc documents.Document) string {
	var b strings.Builder
	say := func(lines ...string) { b.WriteString(strings.Join(lines, "\n") + "\n") }
	say(doc.Title, doc.Footer)
	if h := doc.Heading; h != nil {
		say(h.Superior, h.Issuer, h.Number, h.NationalTitle, h.Motto, h.PlaceDate)
	}
	for _, block := range doc.Blocks {
		switch block := block.(type) {
		case documents.Title:
			say(block.Kind)
			say(block.Subject...)
		case documents.Paragraph:
			for _, s := range block.Spans {
				b.WriteString(s.Text)
			}
			say("")
		case documents.Table:
			for _, r := range append(block.Header, block.Rows...) {
				for _, c := range r.Cells {
					say(c.Text)
				}
			}
		case documents.Signatures:
			for _, s := range block.Signers {
				say(s.Authority, s.Position, s.Hint, s.Name)
			}
		}
	}
	return b.String()
}

// cells counts the columns a table row fills.
func cells(r documents.Row) int {
	n := 0
	for _, c := range r.Cells {
		n += c.Columns()
	}
	return n
}

func TestStatusDecidesTheTitle(t *testing.T) {
	for status, want := range map[documents.SheetStatus]string{
		documents.Draft: "PHIẾU TỰ CHẤM ĐIỂM THI ĐUA", documents.Submitted: "PHIẾU TỰ CHẤM ĐIỂM THI ĐUA", documents.Returned: "PHIẾU TỰ CHẤM ĐIỂM THI ĐUA",
		documents.CrossChecked: "PHIẾU CHẤM ĐIỂM THI ĐUA", documents.Explained: "PHIẾU CHẤM ĐIỂM THI ĐUA", documents.Verified: "PHIẾU CHẤM ĐIỂM THI ĐUA",
		documents.Agreed: "PHIẾU CHẤM ĐIỂM THI ĐUA", documents.Locked: "PHIẾU CHẤM ĐIỂM THI ĐUA",
	} {
		got := texts(documents.ScoreSheetForm{Unit: "Sở Giáo dục và Đào tạo", Status: status}.Document())
		if !strings.Contains(got, "\n"+want+"\n") || strings.Contains(got, "documents.") {
			t.Errorf("%s prints\n%s", status, got)
		}
		if draft := strings.Contains(got, "BẢN NHÁP"); draft != (status == documents.Draft) {
			t.Errorf("%s: marked as a draft: %v", status, draft)
		}
	}
}

func TestPlaceAndDate(t *testing.T) {
	for want, date := range map[string]time.Time{
		"Cao Bằng, ngày 02 tháng 8 năm 2024":  time.Date(2024, 8, 2, 0, 0, 0, 0, time.UTC),
		"Cao Bằng, ngày 09 tháng 01 năm 2024": time.Date(2024, 1, 9, 0, 0, 0, 0, time.UTC),
		"Cao Bằng, ngày 29 tháng 02 năm 2024": time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC),
		"Cao Bằng, ngày 31 tháng 12 năm 2024": time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC),
		"Cao Bằng, ngày …… tháng …… năm ………":  {},
	} {
		if got := (documents.SummaryForm{Place: "Cao Bằng", Date: date}).Document().Heading.PlaceDate; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestSeasonNames(t *testing.T) {
	for want, season := range map[string]documents.Season{
		"Năm học 2023–2024":        {Label: "2023–2024", SchoolYear: true},
		"Năm 2020":                 {Label: "2020"},
		"Đợt 1, năm học 2023–2024": {Label: "2023–2024", SchoolYear: true, Period: "Đợt 1"},
	} {
		if got := texts(documents.ScoreSheetForm{Season: season}.Document()); !strings.Contains(got, "\n"+want+"\n") {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if got := texts(documents.SummaryForm{Cluster: "Cụm 4", Season: documents.Season{Label: "2020", Period: "Đợt 1"}}.Document()); !strings.Contains(got, "Cụm 4, đợt 1, năm 2020\n") {
		t.Errorf("period in the summary:\n%s", got)
	}
}

func TestMarks(t *testing.T) {
	sheet := documents.ScoreSheetForm{Rows: []documents.ScoreRow{
		{Code: "I.1", Scores: documents.Scores{Max: "10", Self: "9,85"}, Provisional: true},
		{Code: "I.2", Scores: documents.Scores{Max: "7", Self: "7"}, NotApplicable: true},
	}}
	plain := texts(documents.ScoreSheetForm{}.Document())
	got := texts(sheet.Document())
	if !strings.Contains(got, "\n9,85*\n") || !strings.Contains(got, "* Điểm tạm tính") || strings.Contains(plain, "tạm tính") {
		t.Errorf("provisional figures:\n%s", got)
	}
	if !strings.Contains(got, "\nI.2\n\n–\nKhông áp dụng\n–\n–\n") {
		t.Errorf("a criterion that does not apply:\n%s", got)
	}
	sheet.Illustrative = true
	if doc := sheet.Document(); !strings.Contains(texts(doc), "SỐ LIỆU MINH HOẠ") || !strings.HasSuffix(doc.Footer, "số liệu minh hoạ") || strings.Contains(plain, "minh hoạ") {
		t.Error("invented figures are not marked, or real ones are")
	}
	sum := documents.SummaryForm{Provisional: true}.Document()
	if !strings.Contains(texts(sum), "KẾT QUẢ TẠM TÍNH") || !strings.HasSuffix(sum.Footer, "tạm tính") {
		t.Error("a provisional summary is not marked")
	}
}

// TestTablesFillTheirColumns: every row of both forms fills the same number of columns or less, and header spans add up.
func TestTablesFillTheirColumns(t *testing.T) {
	sheet := documents.ScoreSheetForm{Percent: "95,5", Final: "90", Class: "Tốt", Rows: []documents.ScoreRow{{Group: true, Code: "I"}, {Code: "I.1", Evidence: 2}}}
	summary := documents.SummaryForm{Groups: []documents.GroupColumn{{Code: "A"}, {Code: "B"}, {Code: "C"}}, Rows: []documents.SummaryRow{{Unit: "Sơn La", Groups: []string{"1"}}}}
	percent := summary
	percent.Rows = []documents.SummaryRow{{Unit: "Sơn La", Percent: "98,5"}}
	noGroups := documents.SummaryForm{Rows: []documents.SummaryRow{{Unit: "Sơn La"}}}
	for name, c := range map[string]struct {
		doc     documents.Document
		columns int
	}{"sheet": {sheet.Document(), 8}, "summary": {summary.Document(), 13}, "percent": {percent.Document(), 14}, "no groups": {noGroups.Document(), 10}} {
		for _, block := range c.doc.Blocks {
			table, ok := block.(documents.Table)
			if !ok {
				continue
			}
			if len(table.Columns) != c.columns || cells(table.Header[0]) != c.columns {
				t.Errorf("%s: %d columns, header of %d, want %d", name, len(table.Columns), cells(table.Header[0]), c.columns)
			}
			for i, r := range table.Rows {
				if n := cells(r); n > c.columns {
					t.Errorf("%s row %d fills %d of %d columns", name, i, n, c.columns)
				}
			}
		}
	}
}

func TestSignersHavePositions(t *testing.T) {
	got := texts(documents.SummaryForm{Head: documents.Signer{Position: "Khối trưởng", Authority: "TM. Khối thi đua"}}.Document())
	if !strings.Contains(got, "\nTHƯ KÝ\n(Ký, ghi rõ họ tên)\n") || !strings.Contains(got, "\nTM. KHỐI THI ĐUA\nKHỐI TRƯỞNG\n(Ký, ghi rõ họ tên, đóng dấu)\n") {
		t.Errorf("signers:\n%s", got)
	}
}
