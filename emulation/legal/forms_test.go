package legal_test

import (
	"strings"
	"testing"

	"thidua/assets"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
)

func forms(t *testing.T) *legal.Forms {
	t.Helper()
	f, err := legal.ReadForms(assets.Legal, "legal/forms/award-forms.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFindForm(t *testing.T) {
	all := forms(t)
	for name, want := range map[string]string{
		"Cờ thi đua của Bộ Giáo dục và Đào tạo":          "co-thi-dua-bo",
		"Bằng khen của Bộ trưởng Bộ Giáo dục và Đào tạo": "bang-khen-bo",
		"Cờ thi đua của UBND tỉnh":                       "co-thi-dua-tinh",
		"Bằng khen của Chủ tịch UBND tỉnh":               "bang-khen-ubnd-tinh",
		"Giấy khen": "giay-khen",
		"Giấy khen của Giám đốc Sở GDĐT":                    "giay-khen",
		"Tập thể lao động xuất sắc":                         "tap-the-lao-dong-xuat-sac",
		"Tập thể lao động tiên tiến":                        "tap-the-lao-dong-tien-tien",
		"Cờ thi đua của Chính phủ":                          "co-thi-dua-chinh-phu",
		"CỜ THI ĐUA CHÍNH PHỦ":                              "co-thi-dua-chinh-phu",
		"“Bằng khen” của Bộ trưởng Bộ GD&ĐT":                "bang-khen-bo",
		"Bằng khen Chủ tịch Ủy ban nhân dân tỉnh Vĩnh Phúc": "bang-khen-ubnd-tinh",
		"Cờ thi đua của Uỷ ban nhân dân thành phố Đà Nẵng":  "co-thi-dua-tinh",
		"Cờ thi đua của bộ, ban, ngành, tỉnh":               "co-thi-dua",
		"Bằng khen của Thủ tướng Chính phủ":                 "bang-khen-thu-tuong",
		"Bằng khen":                    "bang-khen",
		"Huân chương Lao động hạng Ba": "",
		"Bằng khen của Tổng Liên đoàn": "",
		"Giấy khenh":                   "",
		"":                             "",
	} {
		if f, ok := all.Find(name); f.ID != want || ok != (want != "") {
			t.Errorf("%s: %q, want %q", name, f.ID, want)
		}
	}
}

// TestShippedForms: each form finds itself, is called the same on screen, and the forms of one award share its law.
func TestShippedForms(t *testing.T) {
	all := forms(t)
	s := book(t).For("2024-08-02")
	for _, f := range all.All() {
		if got, _ := all.Find(f.Name); got.ID != f.ID {
			t.Errorf("%s leads to %s", f.Name, got.ID)
		}
		if got := said(t, emulation.Say("award."+f.ID)); got != f.Name {
			t.Errorf("%s is called %q on screen", f.ID, got)
		}
		said(t, emulation.Say("award.kind."+string(f.Kind)))
		said(t, emulation.Say("award.level."+string(f.Level)))
		if got, ok := all.ByID(f.ID); !ok || got.Name != f.Name {
			t.Errorf("%s is not found", f.ID)
		}
		if _, ok := s.Dossier(f.Law()); !ok {
			t.Errorf("nothing says what the dossier of %s needs", f.ID)
		}
		if _, ok := s.Vote(f.ID, legal.ByCluster); ok {
			t.Errorf("the law rules how a cluster votes on %s: nobody knows such an article", f.ID)
		}
	}
	for id, law := range map[string]string{"co-thi-dua-bo": "co-thi-dua", "co-thi-dua-tinh": "co-thi-dua", "bang-khen-bo": "bang-khen", "bang-khen-ubnd-tinh": "bang-khen", "giay-khen": "giay-khen"} {
		if f, _ := all.ByID(id); f.Law() != law {
			t.Errorf("%s goes by %s", id, f.Law())
		}
	}
	if _, ok := all.ByID("x"); ok {
		t.Error("a form nobody named")
	}
}

func TestFaultsOfForms(t *testing.T) {
	good := "format: thidua-award-forms/1\nforms:\n" +
		"  - {id: a, name: A, kind: flag, level: ministry, cite: C1, verified: true}\n" +
		"  - {id: b, name: B, kind: title, level: agency, under: a, aliases: [BB], openings: [BBB], cite: C2, verified: false}\n"
	if _, err := legal.LoadForms("f.yaml", []byte(good)); err != nil {
		t.Fatal(err)
	}
	long, err := legal.LoadForms("f.yaml", []byte(strings.Replace(strings.Replace(good, "[BBB]", "[A X]", 1), "name: A,", "name: AA, openings: [A X Y, A],", 1)))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"A X Y Z": "a", "A X Z": "b", "A Z": "a", "AX": ""} {
		if f, _ := long.Find(name); f.ID != want {
			t.Errorf("%s: %q, want %q", name, f.ID, want)
		}
	}
	for _, c := range []struct{ old, new, key, path string }{
		{"forms/1", "forms/2", "legal.format", "format"},
		{"kind: flag", "kind: bell", "legal.not-one-of", "forms[0].kind"},
		{"level: agency", "level: moon", "legal.not-one-of", "forms[1].level"},
		{"under: a", "under: b", "legal.unknown-form", "forms[1].under"},
		{"id: b", "id: a", "legal.twice", "forms[1].id"},
		{"name: B", "name: a", "legal.name-twice", "forms[1]"},
		{"[BB]", "[Á]", "legal.name-twice", "forms[1]"},
		{"[BBB]", "['?']", "legal.name-twice", "forms[1]"},
		{"cite: C1, ", "", "legal.no-cite", "forms[0].cite"},
		{", verified: false", "", "legal.no-verified", "forms[1].verified"},
		{"kind: flag", "kind: flag, colour: red", "legal.not-yaml", ""},
	} {
		_, err := legal.LoadForms("f.yaml", []byte(strings.Replace(good, c.old, c.new, 1)))
		e, _ := err.(*emulation.Error)
		if e == nil || e.Message.Key != c.key || e.Path != c.path {
			t.Errorf("%s: %v, want %s", c.new, err, c.key)
			continue
		}
		if text := phrase.Error(phrase.Vietnamese, err); strings.ContainsAny(text, "{}") || strings.Contains(text, c.key) {
			t.Error(text)
		}
	}
}

func TestDossier(t *testing.T) {
	b := book(t)
	for _, day := range []legal.Date{"2020-10-09", "2023-12-31", "2024-01-01", "2025-07-01", "2026-10-01"} {
		r, ok := b.For(day).Dossier("co-thi-dua")
		if !ok || r.Verified() {
			t.Fatalf("%s: %v, verified %v", day, ok, r.Verified())
		}
		d := r.Article.Dossier
		var missing []string
		for _, p := range d.Missing([]string{legal.PaperReport, legal.PaperMinutes}) {
			missing = append(missing, p.ID)
		}
		if got := strings.Join(missing, " "); got != "to-trinh bien-ban-kiem-phieu" {
			t.Errorf("%s: %s is missing", day, got)
		}
		if len(d.Missing([]string{legal.PaperSubmission, legal.PaperReport, legal.PaperMinutes, legal.PaperTally})) != 0 {
			t.Errorf("%s: what is needed only sometimes is missing", day)
		}
		text := said(t, d.Message("Cờ"))
		if !strings.HasPrefix(text, "Cờ: Tờ trình đề nghị kèm danh sách; Báo cáo thành tích") || !strings.Contains(text, "Xác nhận của cơ quan có thẩm quyền (khi ") {
			t.Error(text)
		}
	}
	r, _ := b.For("2024-08-02").Dossier("bang-khen")
	if got := r.Article.Dossier.Missing(nil); len(got) != 3 {
		t.Errorf("%v", got)
	}
	if _, ok := b.For("2000-01-01").Dossier("co-thi-dua"); ok {
		t.Error("a dossier before there was a law")
	}
}

// TestBorderDays: the day the dossier is sent decides whose conditions apply, to the day.
func TestBorderDays(t *testing.T) {
	b := book(t)
	for day, want := range map[legal.Date]string{
		"2023-12-31": "luat-15-2003-qh11", "2024-01-01": "luat-06-2022-qh15", "2025-06-30": "luat-06-2022-qh15", "2025-07-01": "luat-06-2022-qh15",
		"2026-09-30": "luat-06-2022-qh15", "2026-10-01": "luat-06-2022-qh15",
	} {
		s := b.For(day)
		dossier := want
		if day < "2024" { // what an older law says of dossiers came with the law that amended it
			dossier = "luat-39-2013-qh13"
		}
		e, ok := s.Eligibility("co-thi-dua")
		d, ok2 := s.Dossier("co-thi-dua")
		q, ok3 := s.Quota("co-thi-dua")
		if !ok || !ok2 || !ok3 || e.Profile.ID != want || d.Profile.ID != dossier || q.Profile.ID != want {
			t.Errorf("%s: %v %v %v", day, e.Profile, d.Profile, q.Profile)
		}
		g, ok := s.Quota("co-thi-dua-chinh-phu")
		if !ok || !g.Profile.InForce(day) {
			t.Errorf("%s: %v", day, g.Profile)
		}
		for leaders, places := range map[int]int{8: 1, 4: 0, 10: 2} {
			if n, _ := g.Article.Quota.Places(leaders); n != places {
				t.Errorf("%s: %d of %d", day, n, leaders)
			}
		}
	}
	for day, in := range map[legal.Date]bool{"2026-09-30": false, "2026-10-01": true} {
		found := false
		for _, p := range b.For(day).Profiles {
			found = found || p.ID == "luat-06-2026-qh16"
		}
		if found != in {
			t.Errorf("%s: the law of 2026 in force: %v", day, found)
		}
	}
}
