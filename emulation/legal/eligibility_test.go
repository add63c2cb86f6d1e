package legal_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
)

func said(t *testing.T, m emulation.Message) string {
	t.Helper()
	for _, lang := range []phrase.Language{phrase.English, phrase.Vietnamese} {
		if text := phrase.Render(lang, m); strings.ContainsAny(text, "{}") || strings.Contains(text, "legal.") || strings.Contains(text, "award.") {
			t.Errorf("%s: %q", lang, text)
		}
	}
	return phrase.Render(phrase.Vietnamese, m)
}

// facts reads "rank 1, united yes".
func facts(t *testing.T, text string) legal.Facts {
	t.Helper()
	texts := map[string]string{}
	for pair := range strings.SplitSeq(text, ", ") {
		name, value, _ := strings.Cut(pair, " ")
		if name != "" {
			texts[name] = value
		}
	}
	out, err := legal.ParseFacts(texts)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return out
}

const (
	free      = "gate no, same_achievement no"
	flag      = "rank 1, tasks_exceeded yes, new_model yes, united yes, "
	excellent = "excellent_task yes, active_in_emulation yes, united yes, tasks_done_percent 100, advanced_workers_percent 70, grassroots_fighters 1, "
	advanced  = "good_task yes, active_in_emulation yes, united yes, advanced_workers_percent 70, disciplined 0, "
)

func TestCheck(t *testing.T) {
	b := book(t)
	for _, c := range []struct {
		day, form, facts string
		want             legal.Answer
		not              string // the facts of the conditions that are not met
	}{
		{"2024-08-02", "co-thi-dua", flag + free, legal.Met, ""},
		{"2024-08-02", "co-thi-dua", "rank 2, tasks_exceeded yes, new_model yes, united yes, " + free, legal.NotMet, "rank"},
		{"2024-08-02", "co-thi-dua", "rank 1, " + free, legal.Unknown, ""},
		{"2024-08-02", "co-thi-dua", flag + "gate yes, same_achievement no", legal.NotMet, "gate"},
		{"2024-08-02", "co-thi-dua", flag + "gate no, same_achievement yes", legal.NotMet, "same_achievement"},
		{"2024-08-02", "co-thi-dua", flag, legal.Unknown, ""},
		{"2024-08-02", "co-thi-dua", "", legal.Unknown, ""},
		{"2024-08-02", "co-thi-dua", flag + free + ", dissolved yes", legal.Met, ""}, // the circular came later
		{"2026-08-02", "co-thi-dua", flag + free + ", dissolved yes", legal.NotMet, "dissolved"},
		{"2026-08-02", "co-thi-dua", flag + free + ", dissolved no", legal.Met, ""},
		{"2026-08-02", "co-thi-dua", flag + free, legal.Unknown, ""},
		{"2020-10-09", "co-thi-dua", flag + free, legal.Met, ""},
		{"2024-08-02", "co-thi-dua-chinh-phu", "rank 1, tasks_exceeded yes, united yes, " + free, legal.Met, ""},
		{"2024-08-02", "co-thi-dua-chinh-phu", "rank 2, " + free, legal.NotMet, "rank"},
		{"2024-08-02", "tap-the-lao-dong-xuat-sac", excellent + free, legal.Met, ""},
		{"2024-08-02", "tap-the-lao-dong-xuat-sac", strings.Replace(excellent, "percent 70", "percent 69.99", 1) + free, legal.NotMet, "advanced_workers_percent"},
		{"2024-08-02", "tap-the-lao-dong-xuat-sac", strings.Replace(excellent, "percent 70", "percent 14/20", 1) + free, legal.Met, ""},
		{"2024-08-02", "tap-the-lao-dong-xuat-sac", strings.Replace(excellent, "percent 70", "percent 13/19", 1) + free, legal.NotMet, "advanced_workers_percent"}, // 68,4%
		{"2024-08-02", "tap-the-lao-dong-xuat-sac", strings.Replace(excellent, "percent 100", "percent 99.999999999999999999", 1) + free, legal.NotMet, "tasks_done_percent"},
		{"2024-08-02", "tap-the-lao-dong-xuat-sac", strings.Replace(excellent, "percent 100", "percent 20/20", 1) + free, legal.Met, ""},
		{"2024-08-02", "tap-the-lao-dong-xuat-sac", strings.Replace(excellent, "fighters 1", "fighters 0", 1) + free, legal.NotMet, "grassroots_fighters"},
		{"2024-08-02", "tap-the-lao-dong-tien-tien", advanced + free, legal.Met, ""},
		{"2024-08-02", "tap-the-lao-dong-tien-tien", strings.Replace(advanced, "disciplined 0", "disciplined 1", 1) + free, legal.NotMet, "disciplined"},
		{"2024-08-02", "tap-the-lao-dong-tien-tien", strings.Replace(advanced, "percent 70", "percent 51", 1) + free, legal.NotMet, "advanced_workers_percent"},
		{"2020-10-09", "tap-the-lao-dong-tien-tien", strings.Replace(advanced, "percent 70", "percent 51", 1) + free, legal.Met, ""},
		{"2020-10-09", "tap-the-lao-dong-tien-tien", strings.Replace(advanced, "percent 70", "percent 50", 1) + free, legal.NotMet, "advanced_workers_percent"},
		{"2024-08-02", "bang-khen", "excellent_years 2, " + free, legal.Met, ""},
		{"2024-08-02", "bang-khen", "excellent_years 1, " + free, legal.Unknown, "excellent_years"},
		{"2024-08-02", "bang-khen", "excellent_years 1, movement yes, " + free, legal.Met, "excellent_years"},
		{"2024-08-02", "bang-khen", "sudden_feat yes, " + free, legal.Met, ""},
		{"2024-08-02", "bang-khen", "contribution yes, " + free, legal.Met, ""},
		{"2024-08-02", "bang-khen", "excellent_years 0, movement no, sudden_feat no, contribution no, " + free, legal.NotMet, "movement sudden_feat contribution excellent_years"},
		{"2024-08-02", "bang-khen", "movement yes, gate yes, same_achievement no", legal.NotMet, "gate"},
		{"2024-08-02", "giay-khen", free, legal.Unknown, ""}, // no rule of its own is known
		{"2024-08-02", "giay-khen", "gate yes, same_achievement no", legal.NotMet, "gate"},
	} {
		v := b.For(legal.Date(c.day)).Check(c.form, facts(t, c.facts))
		var not []string
		for _, f := range v.Findings {
			said(t, f.Message())
			said(t, f.Cite())
			if f.Answer == legal.NotMet {
				not = append(not, f.Condition.Fact)
			}
			if f.Rule.Profile != nil && f.Rule.Article.Place == "" {
				t.Errorf("%s has no article", f.Condition.Fact)
			}
		}
		if v.Answer != c.want || strings.Join(not, " ") != c.not || v.Known != (c.form != "giay-khen") {
			t.Errorf("%s %s %s: %s, not met: %v", c.day, c.form, c.facts, v.Answer, not)
		}
		said(t, v.Message("A"))
	}
}

func TestVerdictInWords(t *testing.T) {
	s := book(t).For("2024-08-02")
	for _, c := range []struct{ form, facts, want string }{
		{"co-thi-dua", flag + free, "Đủ điều kiện đề nghị Cờ."},
		{"co-thi-dua", "rank 3, tasks_exceeded yes, new_model yes, united yes, " + free, "Không đủ điều kiện đề nghị Cờ, vì chưa đạt: Dẫn đầu cụm, khối thi đua, xếp hạng 1."},
		{"co-thi-dua", flag + "same_achievement no", "Chưa đủ thông tin để xét Cờ. Hãy bổ sung: Không bị điểm liệt theo bộ tiêu chí của năm thi đua."},
		{"bang-khen", "excellent_years 1, movement yes, gate yes, same_achievement no", "Không đủ điều kiện đề nghị Cờ, vì chưa đạt: Không bị điểm liệt theo bộ tiêu chí của năm thi đua."},
		{"bang-khen", "excellent_years 1, gate yes, same_achievement no", "Không đủ điều kiện đề nghị Cờ, vì chưa đạt: Không bị điểm liệt theo bộ tiêu chí của năm thi đua."},
		{"bang-khen", "movement yes, gate no", "Chưa đủ thông tin để xét Cờ. Hãy bổ sung: Thành tích này chưa được tặng hình thức khen thưởng nào."},
		{"giay-khen", free, "Dữ liệu pháp lý chưa có điều kiện riêng của Cờ tại ngày này. Hãy đối chiếu văn bản rồi tự xác nhận."},
	} {
		if got := phrase.Render(phrase.Vietnamese, s.Check(c.form, facts(t, c.facts)).Message("Cờ")); got != c.want {
			t.Errorf("%s: %s", c.facts, got)
		}
	}
	v := s.Check("tap-the-lao-dong-xuat-sac", facts(t, "advanced_workers_percent 13/19, united no"))
	var got []string
	for _, f := range v.Findings {
		if f.Fact != nil {
			got = append(got, phrase.Render(phrase.Vietnamese, f.Message()))
		}
	}
	want := "Cá nhân đạt danh hiệu lao động tiên tiến: từ 70% trở lên (13/19): không đạt|" +
		"Nội bộ đoàn kết, gương mẫu chấp hành chủ trương của Đảng, chính sách, pháp luật của Nhà nước (không): không đạt"
	if strings.Join(got, "|") != want {
		t.Error(strings.Join(got, "|"))
	}
}

// TestLatestGeneralConditionCounts: of two articles of one id on every form, the one in force most recently, whatever sort of document it is in.
func TestLatestGeneralConditionCounts(t *testing.T) {
	load := func(kind, from, fact string) *legal.Profile {
		p, err := legal.Load(kind, []byte("format: thidua-legal/1\nid: "+kind+"\nname: A\nkind: "+kind+"\nnumber: N\ncite: C\nverified: true\nin_force_from: "+from+
			"\narticles: [{id: a, place: P, title: T, cite: C, verified: true, eligibility: {form: moi-hinh-thuc, need: all, conditions: [{fact: "+fact+", text: X, answer: no}]}}]\n"))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	for decree, want := range map[string]string{"2020-01-01": "dissolved", "2025-01-01": "same_achievement"} {
		b, err := legal.NewBook(load("law", "2024-01-01", "dissolved"), load("decree", decree, "same_achievement"))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range b.For("2026-01-01").Check("x", nil).Findings {
			got = append(got, f.Condition.Fact)
		}
		if strings.Join(got, " ") != want+" gate" {
			t.Errorf("decree of %s: %v", decree, got)
		}
	}
}

// TestConditionsNotVerified: a condition of a verified article that was read elsewhere is marked by itself.
func TestConditionsNotVerified(t *testing.T) {
	b := book(t)
	for _, f := range b.For("2024-08-02").Check("co-thi-dua", nil).Findings {
		want := f.Condition.Fact == legal.FactRank || f.Condition.Fact == legal.FactGate || f.Condition.Fact == legal.FactSameAchievement
		if f.Verified() != want {
			t.Errorf("%s: verified %v", f.Condition.Fact, f.Verified())
		}
	}
	for _, f := range b.For("2023-12-31").Check("co-thi-dua", nil).Findings {
		if f.Verified() != (f.Condition.Fact == legal.FactGate) {
			t.Errorf("%s: verified %v", f.Condition.Fact, f.Verified())
		}
	}
}

func TestParseFacts(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"rank", "1.5"}, {"rank", "-1"}, {"rank", "1/2"}, {"rank", "yes"}, {"rank", "1000001"}, {"gate", "1"}, {"gate", "maybe"},
		{"tasks_done_percent", "100.01"}, {"tasks_done_percent", "-0.1"}, {"tasks_done_percent", "20/19"}, {"tasks_done_percent", "1/0"},
		{"tasks_done_percent", "1.5/3"}, {"tasks_done_percent", "70%"}, {"tasks_done_percent", "1/-3"}, {"tasks_done_percent", "1/1000001"},
	} {
		_, err := legal.ParseFacts(map[string]string{c.name: c.text})
		if emulation.KeyOf(err) != "legal.bad-fact" {
			t.Errorf("%s %s: %v", c.name, c.text, err)
			continue
		}
		said(t, err.(*emulation.Error).Message)
	}
	if _, err := legal.ParseFacts(map[string]string{"luck": "yes"}); emulation.KeyOf(err) != "legal.no-such-fact" {
		t.Error(err)
	}
	if f, err := legal.ParseFacts(map[string]string{"rank": " "}); err != nil || len(f) != 0 {
		t.Error(f, err)
	}
	for _, name := range legal.FactNames {
		said(t, emulation.Say("legal.fact."+name))
		if legal.KindOf(name) == "" {
			t.Errorf("%s has no kind", name)
		}
	}
}

// TestImplausibleFactsDecideNothing: a fact that was made up in code and not read.
func TestImplausibleFactsDecideNothing(t *testing.T) {
	s := book(t).For("2024-08-02")
	for fact, f := range map[string]legal.Fact{
		"advanced_workers_percent": legal.Share(21, 20), "tasks_done_percent": {Value: decimal.MustParse("120")}, "grassroots_fighters": legal.Count(-1),
		"united": legal.Count(2), "active_in_emulation": {Value: decimal.FromInt(1), Of: -1},
	} {
		for _, found := range s.Check("tap-the-lao-dong-xuat-sac", legal.Facts{fact: f}).Findings {
			if found.Condition.Fact == fact && found.Answer != legal.Unknown {
				t.Errorf("%s: %s", fact, found.Answer)
			}
		}
	}
}

// TestSharesAreExact holds the share of a count against the definition of the threshold.
func TestSharesAreExact(t *testing.T) {
	r, _ := book(t).For("2024-08-02").Eligibility("tap-the-lao-dong-tien-tien")
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.Int64Range(1, 400).Draw(t, "of")
		n := rapid.Int64Range(0, of).Draw(t, "n")
		_, findings := r.Article.Eligibility.Check(legal.Facts{legal.FactAdvancedWorkers: legal.Share(n, of)})
		for _, f := range findings {
			if f.Condition.Fact == legal.FactAdvancedWorkers && (f.Answer == legal.Met) != (10*n >= 7*of) {
				t.Fatalf("%d/%d: %s", n, of, f.Answer)
			}
		}
	})
}
