package forms_test

import (
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/documents/forms"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
	"thidua/workspace/book"
	"thidua/workspace/result"
)

func TestSummaryOfTheWholeCluster(t *testing.T) {
	c := found(t, "cum-4-2023-2024", "son-la", "cao-bang", "lao-cai", "ha-giang", "lang-son", "lai-chau", "dien-bien")
	for _, u := range c.sample.Founding.Units {
		c.submit(u.Code)
	}
	c.exchange(c.office)
	r := must[*result.Ranking](t)(result.At(c.office).Ranking())
	p := forms.Summary(r, c.now)
	doc := only(t, p)
	table := tableOf(t, doc)
	var order []string
	for i, row := range table.Rows {
		order = append(order, row.Cells[1].Text)
		if got := row.Cells; got[0].Text != got[11].Text || got[11].Text != string(rune('1'+i)) || got[13].Text != "" || got[9].Text != "" {
			t.Errorf("row %d: %s", i+1, cells(row))
		}
	}
	if got, want := strings.Join(order, ", "), "Sở GDĐT Sơn La, Sở GDĐT Cao Bằng, Sở GDĐT Lạng Sơn, Sở GDĐT Lai Châu, Sở GDĐT Lào Cai, Sở GDĐT Điện Biên, Sở GDĐT Hà Giang"; got != want {
		t.Errorf("order %s\nwant %s", got, want)
	}
	if got := cells(table.Rows[4]); got != "5|Sở GDĐT Lào Cai|35,91|16,94|17,05|18,00|2,00|0,50|89,90||89,90|5|Tốt|" {
		t.Errorf("Lào Cai: %s", got)
	}
	head := signers(t, doc)[1]
	if h := doc.Heading; h.Superior != "BỘ GIÁO DỤC VÀ ĐÀO TẠO" || h.Issuer != "CỤM THI ĐUA SỐ 4" || h.PlaceDate != "Cao Bằng, ngày 02 tháng 8 năm 2024" ||
		doc.Created != c.now || head.Position != "CỤM TRƯỞNG" || head.Authority != "TM. CỤM THI ĐUA SỐ 4" {
		t.Errorf("heading %+v, head %+v", h, head)
	}
	if got := headings(table); !strings.HasSuffix(got, "|I|II|III|IV|V|Điểm trừ") || strings.Contains(got, "Tỷ lệ") || !strings.Contains(texts(doc), "\nCác nhóm tiêu chí: I: Kết quả nuôi dạy, giáo dục; II: ") {
		t.Errorf("groups %s", got)
	}
	if all := texts(doc); !strings.Contains(all, "SỐ LIỆU MINH HOẠ") || !strings.Contains(all, "KẾT QUẢ TẠM TÍNH") || doc.Mark != "tạm tính – số liệu minh hoạ" {
		t.Errorf("the season is still scoring, with invented figures: %s", all)
	}
	if got, want := p.Name, "bang-tong-hop-diem-cum-thi-dua-so-4-2023-2024"; got != want {
		t.Errorf("file %q, want %q", got, want)
	}
}

// ranking scores a small set by hand: what a workspace would show of it.
func ranking(t *testing.T, head string, points map[string]string) *result.Ranking {
	t.Helper()
	set := must[*criteria.Set](t)(criteria.LoadSet("set.yaml", []byte("format: thidua-criteria/1\nid: x\nname: X\n"+head+`
groups:
  - code: A
    name: Nhóm A
    criteria:
      - {code: A1, name: Một, max: 10, rule: {kind: manual, step: 0.5}}
      - {code: A2, name: Hai, max: 10, rule: {kind: deduct, each: 1}}
  - code: B
    name: Nhóm B
    criteria:
      - {code: B1, name: Ba, max: 10, rule: {kind: manual, step: 0.5}}
  - code: C
    name: Thưởng
    bonus: outside
    criteria:
      - {code: C1, name: Bốn, max: 5, rule: {kind: manual, step: 0.5}}
`)))
	r := &result.Ranking{Season: &book.Season{Label: "2020", Set: set, Version: 3, Step: emulation.SeasonLocked}}
	r.Season.Cluster.Info.Name = "Khối thi đua các trường"
	var units []criteria.UnitInputs
	for id, typed := range points {
		u := criteria.UnitInputs{ID: id, Name: id, Inputs: map[string]rule.Input{}}
		for i, text := range strings.Fields(typed) {
			c := set.Criteria()[i]
			u.Inputs[c.Code] = must[rule.Input](t)(c.Rule.ReadTyped(text))
		}
		units = append(units, u)
	}
	r.Result = must[*scoring.Result](t)(scoring.Score(set, units, criteria.Decisions{Ballot: []string{"Bắc", "An"}}))
	for _, u := range r.Result.Units {
		st := result.Standing{Self: u, Final: u}
		st.Unit.Name = u.Name
		r.Standings = append(r.Standings, st)
	}
	return r
}

func TestTiesAreTold(t *testing.T) {
	level := map[string]string{"An": "8 1 6 2", "Bắc": "8 2 7 2"}
	for name, c := range map[string]struct {
		head   string
		points map[string]string
		want   string
	}{
		"different totals": {"tie_break: [group:A]", map[string]string{"An": "8 0 6 0", "Bắc": "8 0 7 0"}, ""},
		"group": {"tie_break: [group:A, bonus]", level,
			"An và Bắc cùng đạt 25,00 điểm; Bắc xếp sau vì điểm nhóm A là 16, của An là 17."},
		"criterion": {"tie_break: [criterion:A1, criterion:B1]", level,
			"Bắc và An cùng đạt 25,00 điểm, bằng nhau cả ở điểm tiêu chí A1 (8); An xếp sau vì điểm tiêu chí B1 là 6, của Bắc là 7."},
		"deductions": {"tie_break: [bonus, fewer-deductions]", level,
			"An và Bắc cùng đạt 25,00 điểm, bằng nhau cả ở điểm cộng (2); Bắc xếp sau vì bị trừ 2 điểm, An chỉ bị trừ 1."},
		"bonus": {"rounding: {places: 1}\ntie_break: [bonus]", map[string]string{"An": "8 0 6 1,5", "Bắc": "8 0 7 0,5"},
			"An và Bắc cùng đạt 25,5 điểm; Bắc xếp sau vì điểm cộng là 0,5, của An là 1,5."},
		"ballot": {"tie_break: [bonus, ballot]", level,
			"Bắc và An cùng đạt 25,00 điểm, bằng nhau cả ở điểm cộng (2); An xếp sau vì hội nghị bỏ phiếu xếp Bắc trước."},
		"shared": {"tie_break: [bonus]", level,
			"An và Bắc cùng đạt 25,00 điểm và bằng nhau ở mọi bước phân định (điểm cộng (2)), nên cùng xếp hạng 1."},
		"shared, no chain": {"", level,
			"An và Bắc cùng đạt 25,00 điểm; bộ tiêu chí không có bước phân định, nên cùng xếp hạng 1."},
		"percent": {"normalise: percent\ntie_break: [group:A]", level,
			"An và Bắc cùng đạt 83,33% tổng điểm áp dụng; Bắc xếp sau vì điểm nhóm A là 16, của An là 17."},
	} {
		t.Run(name, func(t *testing.T) {
			doc := only(t, forms.Summary(ranking(t, c.head, c.points), time.Time{}))
			var remarks []string
			for _, p := range paragraphs(doc) {
				if remark, ok := strings.CutPrefix(p, "Phân định đơn vị bằng điểm: "); ok {
					remarks = append(remarks, remark)
				}
			}
			if got := strings.Join(remarks, "\n"); got != c.want {
				t.Errorf("remark\n got %s\nwant %s", got, c.want)
			}
			if percent := strings.Contains(c.head, "percent"); strings.Contains(headings(tableOf(t, doc)), "Tỷ lệ (%)") != percent {
				t.Errorf("percent column: %s", headings(tableOf(t, doc)))
			}
		})
	}
}

func TestMarksOfASummary(t *testing.T) {
	r := ranking(t, "gates:\n  - {when: any-group-zero, blocks: [co, bk], reason: Có nhóm 0 điểm}\n  - {when: group-zero:B, blocks: [gk]}", map[string]string{"An": "8 0 0 0", "Bắc": "1"})
	r.Missing = []book.Unit{{UnitInfo: emulation.UnitInfo{Name: "Trường Cà Mau", Short: "Cà Mau"}}}
	doc := only(t, forms.Summary(r, time.Time{}))
	var notes []string
	for _, row := range tableOf(t, doc).Rows {
		notes = append(notes, row.Cells[1].Text+": "+row.Cells[len(row.Cells)-1].Text)
	}
	want := "An: Không xét khen thưởng: Có nhóm 0 điểm; Không xét khen thưởng do kết quả mục B\n" +
		"Bắc: Không xét khen thưởng: Có nhóm 0 điểm; Không xét khen thưởng do kết quả mục B; còn thiếu số liệu khi chốt kết quả\nCà Mau: Chưa nộp phiếu"
	if got := strings.Join(notes, "\n"); got != want {
		t.Errorf("notes\n got %s\nwant %s", got, want)
	}
	title := doc.Blocks[0].(documents.Title)
	if paragraphs(doc)[0] != "Bộ tiêu chí: X, phiên bản 3" || doc.Heading.PlaceDate != "………………, ngày …… tháng …… năm ………" || title.Subject[0] != "Khối thi đua các trường, năm 2020" {
		t.Errorf("%+v %q %+v", title, paragraphs(doc), doc.Heading)
	}
	if got := texts(doc); !strings.Contains(got, "\nTHƯ KÝ\n(Ký, ghi rõ họ tên)\n") ||
		!strings.Contains(got, "\nTM. KHỐI THI ĐUA CÁC TRƯỜNG\nKHỐI TRƯỞNG\n(Ký, ghi rõ họ tên, đóng dấu)\n") {
		t.Errorf("signers:\n%s", got)
	}
	for step, provisional := range map[emulation.SeasonStep]bool{emulation.SeasonSelfScoring: true, emulation.SeasonConference: true,
		emulation.SeasonLocked: false, emulation.SeasonDecided: false} {
		r := ranking(t, "", map[string]string{"An": "8 0 7 0", "Bắc": "8 0 6 0"})
		r.Season.Step = step
		doc := only(t, forms.Summary(r, time.Time{}))
		if got := strings.Contains(texts(doc), "KẾT QUẢ TẠM TÍNH"); got != provisional || (doc.Mark == "tạm tính") != provisional {
			t.Errorf("%s: provisional %v", step, got)
		}
	}
}

func TestPlaceAndDate(t *testing.T) {
	r := ranking(t, "", map[string]string{"An": "8 0 7 0", "Bắc": "8 0 6 0"})
	r.Season.Info.Place = "Cao Bằng"
	for want, day := range map[string]string{
		"Cao Bằng, ngày 02 tháng 8 năm 2024":  "2024-08-02",
		"Cao Bằng, ngày 09 tháng 01 năm 2024": "2024-01-09",
		"Cao Bằng, ngày 29 tháng 02 năm 2024": "2024-02-29",
		"Cao Bằng, ngày 31 tháng 12 năm 2024": "2024-12-31",
		"Cao Bằng, ngày …… tháng …… năm ………":  "",
	} {
		r.Season.Info.Date = day
		if got := only(t, forms.Summary(r, made)).Heading.PlaceDate; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	r.Season.Label, r.Season.Info.Kind = "2023–2024", "school-year"
	if got := only(t, forms.Summary(r, made)).Blocks[0].(documents.Title).Subject[0]; got != "Khối thi đua các trường, năm học 2023–2024" {
		t.Error(got)
	}
}
