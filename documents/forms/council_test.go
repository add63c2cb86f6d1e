package forms_test

import (
	"strings"
	"testing"

	"thidua/documents/forms"
	"thidua/emulation/ballot"
	"thidua/workspace/awards"
)

// TestMinutesOfACouncil: the session, who was there of how many, the count and what was concluded; before the count there is room for the pen.
func TestMinutesOfACouncil(t *testing.T) {
	d := twelve(2)
	v := secret(d, 2)
	c := &awards.Council{Code: "co", AwardName: "Cờ thi đua của Chính phủ", Vote: v,
		Council: ballot.Council{Name: "Hội đồng Thi đua – Khen thưởng tỉnh", Label: "2023–2024", Date: "2024-08-20", Place: "Sơn La", Chair: "Phó Chủ tịch UBND tỉnh",
			Question: v.Question, QuorumNum: 2, QuorumDen: 3}}
	c.Question.Members = 9
	text := func() string {
		paper := must[forms.Paper](t)(forms.Council(c, made))
		return strings.Join(strings.Fields(strings.Join(pages(t, paper), " ")), " ")
	}
	has := func(text string, wanted ...string) {
		t.Helper()
		for _, want := range wanted {
			if !strings.Contains(text, want) {
				t.Errorf("%q is missing in %s", want, text)
			}
		}
	}
	has(text(), "Tổng số thành viên Hội đồng: 09; có mặt: ……", "Chủ trì kết luận: ………")
	c.Conclusions = []string{"Giao cơ quan thường trực hoàn thiện hồ sơ"}
	tally := ballot.Tally{Members: 9, Present: 8, Issued: 8, Returned: 8, Valid: 7, Invalid: 1}
	for i, l := range v.Lines {
		tally.Lines = append(tally.Lines, ballot.Line{ID: l.ID, Yes: int64(7 - 6*i), No: int64(6 * i)})
	}
	v.Voters = 9
	counted(t, v, tally)
	has(text(), "Sơn La, ngày 20 tháng 8 năm 2024", "BIÊN BẢN HỌP HỘI ĐỒNG", "Chủ trì: Phó Chủ tịch UBND tỉnh",
		"Tổng số thành viên Hội đồng: 09; có mặt: 08", "8/9 thành viên", "Hình thức khen thưởng: Cờ thi đua của Chính phủ", "Số phiếu không hợp lệ: 01", "7/9", "1/9",
		"- Giao cơ quan thường trực hoàn thiện hồ sơ")
}
