package legal_test

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"thidua/assets"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
)

func book(t testing.TB) *legal.Book {
	t.Helper()
	b, err := legal.Read(assets.Legal, "legal")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestThresholds are the numbers of members that a vote needs, computed on whole numbers.
func TestThresholds(t *testing.T) {
	for _, c := range []struct {
		num, den int64
		above    bool
		n, want  int
		vi       string
	}{
		{9, 10, false, 9, 9, "từ 90% trở lên"}, {4, 5, false, 9, 8, "từ 80% trở lên"}, {2, 3, false, 9, 6, "từ 2/3 trở lên"},
		{1, 2, true, 9, 5, "trên 50%"}, {1, 2, true, 8, 5, "trên 50%"}, {1, 2, false, 8, 4, "từ 50% trở lên"},
		{9, 10, false, 10, 9, "từ 90% trở lên"}, {9, 10, false, 11, 10, "từ 90% trở lên"}, {2, 3, false, 10, 7, "từ 2/3 trở lên"},
		{1, 1, false, 7, 7, "đủ 100%"}, {9, 10, false, 0, 1, "từ 90% trở lên"}, {1, 2, true, 1, 1, "trên 50%"},
	} {
		th := legal.Threshold{Share: legal.Fraction{Num: c.num, Den: c.den}, Above: c.above}
		if got := th.Needed(c.n); got != c.want {
			t.Errorf("%d/%d above %v of %d: %d, want %d", c.num, c.den, c.above, c.n, got, c.want)
		}
		if th.Reached(c.want-1, c.n) || c.n > 0 && !th.Reached(c.want, c.n) {
			t.Errorf("%d/%d above %v of %d: reached is off", c.num, c.den, c.above, c.n)
		}
		if got := phrase.Render(phrase.Vietnamese, th.Message()); got != c.vi {
			t.Errorf("%q, want %q", got, c.vi)
		}
	}
}

// TestNeededIsTheLeast holds Needed against the definition: the smallest count whose share reaches, or exceeds, the threshold.
func TestNeededIsTheLeast(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		den := rapid.Int64Range(1, 50).Draw(t, "den")
		th := legal.Threshold{Share: legal.Fraction{Num: rapid.Int64Range(1, den).Draw(t, "num"), Den: den}}
		th.Above = th.Share.Num < den && rapid.Bool().Draw(t, "above") // nobody can be more than everybody
		n := rapid.IntRange(1, 500).Draw(t, "n")
		enough := func(k int) bool {
			left, right := int64(k)*den, int64(n)*th.Share.Num
			return left > right || left == right && !th.Above
		}
		if k := th.Needed(n); !enough(k) || enough(k-1) || k > n {
			t.Fatalf("%+v of %d: %d", th, n, k)
		}
	})
}

func TestGovernmentFlag(t *testing.T) {
	for _, day := range []legal.Date{"2020-10-09", "2024-08-02", "2025-08-02"} {
		r, ok := book(t).On(day).Quota("co-thi-dua-chinh-phu")
		if !ok {
			t.Fatalf("no quota on %s", day)
		}
		for leaders, want := range map[int]int{8: 1, 4: 0, 10: 2, 5: 1, 0: 0, 14: 2, 15: 3} {
			if got, ok := r.Article.Quota.Places(leaders); !ok || got != want {
				t.Errorf("%s, %d leaders: %d, want %d", day, leaders, got, want)
			}
		}
		if r.Verified() != (day < "2024") {
			t.Errorf("%s: verified %v (%s)", day, r.Verified(), r.Article.Cite)
		}
	}
}

func TestQuotasOfACluster(t *testing.T) {
	s := book(t).On("2024-08-02")
	flag, _ := s.Quota("co-thi-dua")
	if n, ok := flag.Article.Quota.Places(7); !ok || n != 1 || flag.Article.Quota.Rank != 1 || !flag.Verified() || flag.Article.Place != "Điều 26" {
		t.Errorf("%d %+v", n, flag.Article)
	}
	if n, _ := flag.Article.Quota.Places(0); n != 0 {
		t.Errorf("a cluster without units gets %d flags", n)
	}
	merit, _ := s.Quota("bang-khen")
	if _, ok := merit.Article.Quota.Places(7); ok {
		t.Error("certificates of merit have a number although each season sets it")
	}
	if _, ok := s.Quota("huan-chuong"); ok {
		t.Error("a quota nobody set")
	}
}

// TestLawOfADay names what is in force on the days around each change.
func TestLawOfADay(t *testing.T) {
	b := book(t)
	for day, want := range map[legal.Date]string{
		"2000-01-01": "",
		"2020-10-09": "15/2003/QH11 47/2005/QH11 39/2013/QH13 91/2017/NĐ-CP 21/2020/TT-BGDĐT",
		"2023-12-31": "15/2003/QH11 47/2005/QH11 39/2013/QH13 91/2017/NĐ-CP 21/2020/TT-BGDĐT",
		"2024-01-01": "06/2022/QH15 98/2023/NĐ-CP 21/2020/TT-BGDĐT",
		"2024-02-14": "06/2022/QH15 98/2023/NĐ-CP 21/2020/TT-BGDĐT",
		"2024-02-15": "06/2022/QH15 98/2023/NĐ-CP 29/2023/TT-BGDĐT",
		"2025-06-30": "06/2022/QH15 98/2023/NĐ-CP 29/2023/TT-BGDĐT",
		"2025-07-01": "06/2022/QH15 152/2025/NĐ-CP 29/2023/TT-BGDĐT",
		"2026-04-02": "06/2022/QH15 152/2025/NĐ-CP 29/2023/TT-BGDĐT 15/2025/TT-BNV 07/2026/TT-BGDĐT",
		"2026-10-01": "06/2022/QH15 06/2026/QH16 152/2025/NĐ-CP 29/2023/TT-BGDĐT 15/2025/TT-BNV 07/2026/TT-BGDĐT",
	} {
		var got []string
		for _, p := range b.On(day).Profiles {
			got = append(got, p.Number)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %s, want %s", day, strings.Join(got, " "), want)
		}
	}
}

// TestDossierSentDecidesTheLaw: one season, two dossiers, two laws; and the transition rule of the law that is coming can be read beforehand.
func TestDossierSentDecidesTheLaw(t *testing.T) {
	b := book(t)
	for sent, want := range map[legal.Date]struct {
		needed   int
		verified bool
		number   string
	}{
		"2023-12-31": {9, false, "91/2017/NĐ-CP"}, "2024-01-01": {8, false, "98/2023/NĐ-CP"},
		"2025-06-30": {8, false, "98/2023/NĐ-CP"}, "2025-07-01": {8, false, "152/2025/NĐ-CP"},
		"2026-09-30": {8, false, "152/2025/NĐ-CP"}, "2026-10-01": {8, false, "152/2025/NĐ-CP"},
	} {
		r, ok := b.For(sent).Vote("danh-hieu-ca-nhan", legal.ByCouncil)
		if !ok || r.Article.Vote.Threshold.Needed(9) != want.needed || r.Verified() != want.verified || r.Profile.Number != want.number {
			t.Errorf("%s: %+v", sent, r)
		}
		if v := r.Article.Vote; !v.Secret || v.Base != legal.TotalMembers {
			t.Errorf("%s: %+v", sent, v)
		}
	}
	coming := b.For("2026-09-30").Coming
	if len(coming) != 1 || coming[0].Number != "06/2026/QH16" || coming[0].Transition == nil || coming[0].Transition.Verified {
		t.Errorf("%+v", coming)
	}
	if len(b.For("2026-10-01").Coming) != 0 {
		t.Error("the law of the day is still coming")
	}
}

// TestSecondHandLawIsMarked: what is known at second hand is not verified, whatever its articles say.
func TestSecondHandLawIsMarked(t *testing.T) {
	second := map[string]bool{"06/2026/QH16": true, "152/2025/NĐ-CP": true, "15/2025/TT-BNV": true, "07/2026/TT-BGDĐT": true}
	for _, p := range book(t).Profiles() {
		if p.Verified == second[p.Number] {
			t.Errorf("%s: verified %v", p.Number, p.Verified)
		}
		for i := range p.Articles {
			if r := (legal.Rule{Profile: p, Article: &p.Articles[i]}); second[p.Number] && r.Verified() {
				t.Errorf("%s %s is called verified", p.Number, p.Articles[i].ID)
			}
		}
	}
}

func TestShippedProfilesNameTheirSources(t *testing.T) {
	names, err := fs.Glob(assets.Legal, "legal/*.yaml")
	if err != nil || len(names) < 10 {
		t.Fatalf("%d profiles: %v", len(names), err)
	}
	for _, name := range names {
		raw, err := fs.ReadFile(assets.Legal, name)
		if err != nil {
			t.Fatal(err)
		}
		p, err := legal.Load(name, raw)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if name != "legal/"+p.ID+".yaml" {
			t.Errorf("%s calls itself %s", name, p.ID)
		}
		lines := strings.SplitAfter(string(raw), "\n")
		for i, line := range lines { // every source in turn taken away
			key := strings.TrimLeft(line, " ")
			if !strings.HasPrefix(key, "cite:") && !strings.HasPrefix(key, "verified:") {
				continue
			}
			cut := strings.Join(append(append([]string{}, lines[:i]...), lines[i+1:]...), "")
			want := "legal.no-cite"
			if strings.HasPrefix(key, "verified:") {
				want = "legal.no-verified"
			}
			if _, err := legal.Load(name, []byte(cut)); emulation.KeyOf(err) != want {
				t.Errorf("%s without line %d: %v", name, i+1, err)
			}
		}
	}
}

func TestAmendingLawComesFirst(t *testing.T) {
	head := "format: thidua-legal/1\nname: A\nkind: law\nnumber: N\ncite: C\nverified: true\n"
	article := "articles: [{id: a, place: P, title: T, cite: C, verified: true, quota: {form: co, of: cluster, count: %}}]\n"
	load := func(id, from, count string) *legal.Profile {
		p, err := legal.Load(id, []byte(head+"id: "+id+"\nin_force_from: "+from+"\n"+strings.Replace(article, "%", count, 1)))
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	b, err := legal.NewBook(load("new", "2026-01-01", "2"), load("old", "2024-01-01", "1"))
	if err != nil {
		t.Fatal(err)
	}
	for day, want := range map[legal.Date]int{"2025-12-31": 1, "2026-01-01": 2} {
		r, _ := b.On(day).Quota("co")
		if n, _ := r.Article.Quota.Places(9); n != want {
			t.Errorf("%s: %d", day, n)
		}
	}
	if _, err := legal.NewBook(load("a", "2024-01-01", "1"), load("a", "2025-01-01", "1")); emulation.KeyOf(err) != "legal.twice" {
		t.Error(err)
	}
	p := load("b", "2024-01-01", "1")
	p.Amends = []string{"nobody"}
	if _, err := legal.NewBook(p); emulation.KeyOf(err) != "legal.unknown-profile" {
		t.Error(err)
	}
}

func TestDates(t *testing.T) {
	for text, ok := range map[string]bool{"2024-08-02": true, "2024-02-30": false, "2/8/2024": false, "2024-8-2": false, "": false, "2024-08-02T00:00": false} {
		d, err := legal.ParseDate(text)
		if (err == nil) != ok {
			t.Errorf("%s: %v", text, err)
		}
		if ok && (d.Localise(true) != "02/8/2024" || d.Localise(false) != "2024-08-02") {
			t.Errorf("%s is shown as %s", text, d.Localise(true))
		}
	}
}

func TestFaultsOfAFile(t *testing.T) {
	raw, err := os.ReadFile("testdata/good.yaml")
	if err != nil {
		t.Fatal(err)
	}
	good := string(raw)
	if _, err := legal.Load("good.yaml", raw); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, new, key, path string }{
		{good, "a: [\n", "legal.not-yaml", ""},
		{"name: A", "name: A\ncolour: red", "legal.not-yaml", ""},
		{"thidua-legal/1", "thidua-legal/2", "legal.format", "format"},
		{"thidua-legal/1", "thidua-inputs/1", "legal.format", "format"},
		{"id: x\n", "", "legal.missing", "id"},
		{"kind: law", "kind: rumour", "legal.not-one-of", "kind"},
		{"2024-01-01", "2024-13-01", "legal.not-a-date", "in_force_from"},
		{"in_force_from: 2024-01-01\n", "", "legal.missing", "in_force_from"},
		{"2025-12-31", "2023-12-31", "legal.ends-before", "in_force_to"},
		{"cite: T1", "cite: ' '", "legal.no-cite", "transition.cite"},
		{"cite: A1", "cite: ''", "legal.no-cite", "articles[0].cite"},
		{"id: b,", "id: a,", "legal.twice", "articles[1].id"},
		{"text: nothing", "text: ''", "legal.says-nothing", "articles[3]"},
		{"at_least: 9/10", "at_least: 90", "legal.not-a-fraction", "articles[0].vote.at_least"},
		{"at_least: 9/10", "at_least: 11/10", "legal.not-a-fraction", "articles[0].vote.at_least"},
		{"at_least: 9/10", "at_least: 0/10", "legal.not-a-fraction", "articles[0].vote.at_least"},
		{"at_least: 9/10", "at_least: 9/10, more_than: 1/2", "legal.one-bound", "articles[0].vote"},
		{"at_least: 9/10", "more_than: 1/1", "legal.not-a-fraction", "articles[0].vote.more_than"},
		{"ballot: secret", "ballot: loud", "legal.not-one-of", "articles[0].vote.ballot"},
		{"share: 1/5, rounding: down", "count: 2", "legal.quota", "articles[1].quota"},
		{"share: 1/5, rounding: down", "share: 1/5", "legal.not-one-of", "articles[1].quota.rounding"},
		{"share_at_least: 7/10", "share_at_least: 7/10, at_most: 1", "legal.one-bound", "articles[2].eligibility.conditions[0]"},
		{"share_at_least: 7/10", "at_most: 1", "legal.one-bound", "articles[2].eligibility.conditions[0]"},
		{", share_at_least: 7/10", "", "legal.one-bound", "articles[2].eligibility.conditions[0]"},
		{"share_at_least: 7/10", "share_more_than: 1/1", "legal.not-a-fraction", "articles[2].eligibility.conditions[0].share_more_than"},
		{"fact: advanced_workers_percent", "fact: luck", "legal.not-one-of", "articles[2].eligibility.conditions[0].fact"},
		{"fact: advanced_workers_percent, text: C, share_at_least: 7/10", "fact: gate, text: C, answer: maybe", "legal.not-one-of", "articles[2].eligibility.conditions[0].answer"},
		{"{id: p, text: P}", "{id: p, text: P}, {id: p, text: Q}", "legal.twice", "articles[4].dossier.papers[1].id"},
		{"forms: [f]", "forms: []", "legal.missing", "articles[4].dossier.forms"},
		{"papers: [{id: p, text: P}]", "papers: []", "legal.missing", "articles[4].dossier.papers"},
		{"conditions: [{fact: advanced_workers_percent, text: C, share_at_least: 7/10}]", "conditions: []", "legal.missing", "articles[2].eligibility.conditions"},
	} {
		if !strings.Contains(good, c.old) {
			t.Fatalf("good.yaml has no %q", c.old)
		}
		_, err := legal.Load("l.yaml", []byte(strings.Replace(good, c.old, c.new, 1)))
		e, _ := err.(*emulation.Error)
		if e == nil || e.Message.Key != c.key || e.Path != c.path || e.File != "l.yaml" {
			t.Errorf("%s → %s: %v", c.old, c.new, err)
			continue
		}
		if e.Message.Key == "legal.not-yaml" && e.Line == 0 {
			t.Errorf("%s: no line", c.new)
		}
		for _, lang := range []phrase.Language{phrase.Vietnamese, phrase.English} {
			if text := phrase.Error(lang, e); strings.ContainsAny(strings.ReplaceAll(text, "{e}", ""), "{}") && c.new != "a: [\n" || strings.Contains(text, c.key) {
				t.Errorf("%q", text)
			}
		}
	}
}
