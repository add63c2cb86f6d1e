package paper_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/documents"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
	"thidua/internal/paper"
	"thidua/workspace"
)

func TestSummaryOfTheWholeCluster(t *testing.T) {
	c := found(t, "cum-4-2023-2024", "son-la", "cao-bang", "lao-cai", "ha-giang", "lang-son", "lai-chau", "dien-bien")
	for _, u := range c.sample.Founding.Units {
		c.submit(u.Code)
	}
	c.exchange(c.office)
	r := must[*workspace.Ranking](t)(c.office.Ranking())
	f := paper.Summary(r, c.now)
	var order []string
	for i, row := range f.Rows {
		order = append(order, row.Unit)
		if want := string(rune('1' + i)); row.Rank != want || row.Note != "" || row.Verified != "" {
			t.Errorf("row %d: %+v", i+1, row)
		}
	}
	if got, want := strings.Join(order, ", "), "Sở GDĐT Sơn La, Sở GDĐT Cao Bằng, Sở GDĐT Lạng Sơn, Sở GDĐT Lai Châu, Sở GDĐT Lào Cai, Sở GDĐT Điện Biên, Sở GDĐT Hà Giang"; got != want {
		t.Errorf("order %s\nwant %s", got, want)
	}
	if got := f.Rows[4]; !slices.Equal(got.Groups, []string{"35,91", "16,94", "17,05", "18,00", "2,00"}) || got.Bonus != "2,00" || got.Deductions != "0,50" ||
		got.Self != "89,90" || got.Final != "89,90" || got.Class != "Tốt" || got.Percent != "" {
		t.Errorf("Lào Cai: %+v", got)
	}
	if f.Superior != "Bộ Giáo dục và Đào tạo" || f.Cluster != "Cụm thi đua số 4" || f.Place != "Cao Bằng" ||
		!f.Date.Equal(time.Date(2024, 8, 2, 0, 0, 0, 0, time.UTC)) || f.Created != c.now || f.Head.Position != "Cụm trưởng" || f.Head.Authority != "TM. Cụm thi đua số 4" {
		t.Errorf("heading %+v", f)
	}
	if len(f.Groups) != 5 || f.Groups[0] != (documents.GroupColumn{Code: "I", Name: "Kết quả nuôi dạy, giáo dục"}) {
		t.Errorf("groups %+v", f.Groups)
	}
	if !f.Illustrative || !f.Provisional { // the season is still scoring
		t.Errorf("illustrative %v, provisional %v", f.Illustrative, f.Provisional)
	}
	if got, want := paper.SummaryFileName(r), "bang-tong-hop-diem-cum-thi-dua-so-4-2023-2024"; got != want {
		t.Errorf("file %q, want %q", got, want)
	}
}

// ranking scores a small set by hand: what a workspace would show of it.
func ranking(t *testing.T, head string, points map[string]string) *workspace.Ranking {
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
	r := &workspace.Ranking{Season: &workspace.Season{Label: "2020", Set: set, Version: 3, Step: emulation.SeasonLocked}}
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
		st := workspace.Standing{Self: u, Final: u}
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
			"An và Bắc cùng đạt 83,33 % tổng điểm áp dụng; Bắc xếp sau vì điểm nhóm A là 16, của An là 17."},
	} {
		t.Run(name, func(t *testing.T) {
			f := paper.Summary(ranking(t, c.head, c.points), time.Time{})
			if got := strings.Join(f.TieBreak, "\n"); got != c.want {
				t.Errorf("remark\n got %s\nwant %s", got, c.want)
			}
			if percent := strings.Contains(c.head, "percent"); (f.Rows[0].Percent != "") != percent {
				t.Errorf("percent column %q", f.Rows[0].Percent)
			}
		})
	}
}

func TestMarksOfASummary(t *testing.T) {
	r := ranking(t, "gates:\n  - {when: any-group-zero, blocks: [co, bk], reason: Có nhóm 0 điểm}\n  - {when: group-zero:B, blocks: [gk]}", map[string]string{"An": "8 0 0 0", "Bắc": "1"})
	r.Missing = []workspace.Unit{{UnitInfo: emulation.UnitInfo{Name: "Trường Cà Mau", Short: "Cà Mau"}}}
	f := paper.Summary(r, time.Time{})
	var notes []string
	for _, row := range f.Rows {
		notes = append(notes, row.Unit+": "+row.Note)
	}
	want := "An: Không xét khen thưởng: Có nhóm 0 điểm; Không xét khen thưởng do kết quả mục B\n" +
		"Bắc: Không xét khen thưởng: Có nhóm 0 điểm; Không xét khen thưởng do kết quả mục B; Điểm tạm tính\nCà Mau: Chưa nộp phiếu"
	if got := strings.Join(notes, "\n"); got != want {
		t.Errorf("notes\n got %s\nwant %s", got, want)
	}
	if f.Head.Position != "Khối trưởng" || f.Criteria != "X, phiên bản 3" || !f.Date.IsZero() || f.Season.SchoolYear {
		t.Errorf("%+v", f)
	}
	for step, provisional := range map[emulation.SeasonStep]bool{emulation.SeasonSelfScoring: true, emulation.SeasonConference: true,
		emulation.SeasonLocked: false, emulation.SeasonDecided: false} {
		r := ranking(t, "", map[string]string{"An": "8 0 7 0", "Bắc": "8 0 6 0"})
		r.Season.Step = step
		if got := paper.Summary(r, time.Time{}).Provisional; got != provisional {
			t.Errorf("%s: provisional %v", step, got)
		}
	}
}
