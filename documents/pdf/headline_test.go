package pdf_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/documents"
	"thidua/documents/pdf"
)

// TestHeadingsBreakBeforeNames: the lines of an issuer's and a signer's name end where a typist would end them, a long one is set in 12 points before it
// takes a third line, and a long number stays on its side.
func TestHeadingsBreakBeforeNames(t *testing.T) {
	for issuer, want := range map[string]string{
		"TRƯỜNG ĐẠI HỌC SƯ PHẠM KỸ THUẬT ĐÀ LẠT":                        "TRƯỜNG ĐẠI HỌC|SƯ PHẠM KỸ THUẬT ĐÀ LẠT",
		"SỞ GIÁO DỤC VÀ ĐÀO TẠO LẠNG SƠN":                               "SỞ GIÁO DỤC VÀ ĐÀO TẠO|LẠNG SƠN",
		"SỞ GIÁO DỤC VÀ ĐÀO TẠO THÀNH PHỐ HỒ CHÍ MINH":                  "SỞ GIÁO DỤC VÀ ĐÀO TẠO|THÀNH PHỐ HỒ CHÍ MINH",
		"TRƯỜNG PHỔ THÔNG DÂN TỘC NỘI TRÚ PI NĂNG TẮC, TỈNH NINH THUẬN": "",
	} {
		doc := letter()
		doc.Heading.Superior, doc.Heading.Issuer, doc.Heading.Number = "", issuer, "Số: 1234567890/QĐ-"+strings.Repeat("ABCD-", 8)+"XYZ"
		_, _, words := look(t, render(t, doc))
		var lines []string
		top := -1.0
		for _, w := range words {
			if w.Page > 1 || w.Left > 97 || !strings.Contains(issuer, w.Text) || w.Top > 45 {
				if w.Page == 1 && w.Top < 60 && w.Left < 90 && w.Right > 115 {
					t.Errorf("%s: %q runs into the other side", issuer, w.Text)
				}
				continue
			}
			if w.Top > top+1 {
				lines, top = append(lines, ""), w.Top
			}
			lines[len(lines)-1] = strings.TrimSpace(lines[len(lines)-1] + " " + w.Text)
		}
		if got := strings.Join(lines, "|"); want != "" && got != want {
			t.Errorf("%s\n got %s\nwant %s", issuer, got, want)
		}
		for _, torn := range []string{"ĐẠI|HỌC", "DÂN|TỘC", "PHỔ|THÔNG", "NỘI|TRÚ", "ĐÀO|TẠO", "TẠO VÀ|"} {
			if strings.Contains(strings.Join(lines, "|"), torn) {
				t.Errorf("%s: %q", issuer, lines)
			}
		}
	}
	_, _, words := look(t, render(t, documents.Document{Title: "x", Blocks: []documents.Block{documents.Signatures{Signers: []documents.Signer{
		{Authority: "SỞ GIÁO DỤC VÀ ĐÀO TẠO LẠNG SƠN"}, {Authority: "SỞ GIÁO DỤC VÀ ĐÀO TẠO ĐIỆN BIÊN"}}}}}))
	for i, w := range words {
		if w.Text == "ĐÀO" && words[i-1].Top < w.Top-1 {
			t.Errorf("a signer's name is torn before %q", w.Text)
		}
	}
}

// TestHeadingsOfColumnsAndPosts: the heading of a column and the post of who signs are broken as a typist would, in lines of like width and never inside a word of two
// syllables; an end of a line of their own stays.
func TestHeadingsOfColumnsAndPosts(t *testing.T) {
	for text, c := range map[string]struct {
		width float64
		lines string
	}{
		"Điểm tối đa": {22, "Điểm|tối đa"},
		"Số, ngày, tháng, năm của quyết định; cơ quan ban hành": {75, "Số, ngày, tháng, năm của quyết định;|cơ quan ban hành"},
		"THỦ TRƯỞNG CẤP TRÊN TRỰC TIẾP XÁC NHẬN, ĐỀ NGHỊ":       {82, "THỦ TRƯỞNG CẤP TRÊN|TRỰC TIẾP XÁC NHẬN, ĐỀ NGHỊ"},
		"Trong đó\nbị trừ": {40, "Trong đó|bị trừ"},
	} {
		if lines := pdf.HeaderLines(text, 12, c.width); strings.Join(lines, "|") != c.lines {
			t.Errorf("%q in %v mm: %q", text, c.width, lines)
		}
	}
}

// TestNameAtTheFoot: the name of a paper too long for a line at its foot is parted before its issuer or season, and none of it is lost.
func TestNameAtTheFoot(t *testing.T) {
	for _, mark := range []string{"", "văn bản minh hoạ"} {
		doc := letter()
		doc.Footer, doc.Mark = "Danh sách đăng ký danh hiệu, khen thưởng – Sở Giáo dục và Đào tạo Thừa Thiên Huế – Năm học 2023–2024", mark
		doc.Code = &documents.Code{Label: "Mã kiểm tra", Typed: "90RS-6W00-1BG0-25XJ", Square: "X"}
		_, height, words := look(t, render(t, doc))
		var lines []string
		top := 0.0
		for _, w := range words {
			if w.Page > 1 || w.Top < height-documents.MarginBottom+4 || w.Left > 150 {
				continue
			}
			if w.Top > top+1 {
				lines, top = append(lines, ""), w.Top
			}
			lines[len(lines)-1] = strings.TrimSpace(lines[len(lines)-1] + " " + w.Text)
		}
		want := []string{"Danh sách đăng ký danh hiệu, khen thưởng – Sở Giáo dục và Đào tạo Thừa Thiên Huế", strings.TrimSuffix("Năm học 2023–2024 – "+mark, " – ")}
		if !slices.Equal(lines, want) {
			t.Errorf("%q", lines)
		}
	}
}

// A text that is no name, however long, is set in time: it would stop every paper of its issuer.
func TestHeadlineOfALongText(t *testing.T) {
	if lines, _ := pdf.Headline(strings.Repeat("dài quá ", 2000), 13, 70); len(lines) < 100 {
		t.Errorf("%d lines", len(lines))
	}
}
