package pdf_test

import (
	"strings"
	"testing"

	"thidua/documents"
)

// The name of a cluster, however long, and the words for the stamp stand over the table of a slip, not in it.
func TestLongIssuerOnASlip(t *testing.T) {
	for _, issuer := range []string{
		"KHỐI THI ĐUA CÁC TRƯỜNG ĐẠI HỌC, CAO ĐẲNG",
		"KHỐI THI ĐUA CÁC TRƯỜNG ĐẠI HỌC, HỌC VIỆN, CAO ĐẲNG SƯ PHẠM VÀ CAO ĐẲNG NGHỀ",
		"KHỐI THI ĐUA CÁC TRƯỜNG ĐẠI HỌC, HỌC VIỆN, CAO ĐẲNG SƯ PHẠM VÀ CAO ĐẲNG NGHỀ TRỰC THUỘC BỘ GIÁO DỤC VÀ ĐÀO TẠO KHU VỰC MIỀN NÚI PHÍA BẮC",
		strings.TrimSpace(strings.Repeat("CỤM ", 50)), // 200 letters, what a name may have
	} {
		slips := documents.Slips{Issuer: issuer, Stamp: "(Đóng dấu của đơn vị cụm trưởng)", Title: documents.Title{Kind: "PHIẾU", Subject: []string{"về việc"}}, Copies: 1,
			Blocks: []documents.Block{documents.Table{Columns: []documents.Column{{Width: 60, Flex: 1}}, Header: []documents.Row{row("đầu")}, Rows: []documents.Row{row("hàng")}}}}
		_, _, words := look(t, render(t, documents.Document{Title: "x", Unnumbered: true, Blocks: []documents.Block{slips}}))
		low, table := 0.0, 0.0
		for _, w := range words {
			if w.Text == "đầu" {
				table = w.Top
			}
			if strings.HasSuffix(w.Text, "trưởng)") {
				low = w.Foot
			}
		}
		if low == 0 || low > table {
			t.Errorf("%d letters: the words for the stamp end at %.1f mm, the heading of the table begins at %.1f", len([]rune(issuer)), low, table)
		}
	}
}
