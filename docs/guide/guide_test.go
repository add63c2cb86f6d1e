package guide_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"thidua/docs/guide"
)

// names are the words of the window in Vietnamese, by what they say: what stands in bold is one of them.
func names(t *testing.T) []*regexp.Regexp {
	t.Helper()
	files, err := filepath.Glob("../../assets/translations/vi/*.json")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	placeholder := regexp.MustCompile(`\\\{[^}]*\\\}`)
	var all []*regexp.Regexp
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var words map[string]string
		if err := json.Unmarshal(raw, &words); err != nil {
			t.Fatal(err)
		}
		for key, word := range words {
			fixed := regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(word, "")
			if strings.HasPrefix(key, "ui.") && len(word) < 120 && (fixed == word || len(fixed) > 8) {
				all = append(all, regexp.MustCompile("^"+placeholder.ReplaceAllString(regexp.QuoteMeta(word), ".+")+"$"))
			}
		}
	}
	return all
}

// each calls do with every block of the guide.
func each(do func(p *guide.Page, b *guide.Block)) {
	for _, p := range guide.Pages() {
		for i := range p.Sections {
			for j := range p.Sections[i].Blocks {
				do(p, &p.Sections[i].Blocks[j])
			}
		}
	}
}

func runs(b *guide.Block) []guide.Run {
	all := slices.Clone(b.Runs)
	for _, row := range b.Rows {
		for _, cell := range row {
			all = append(all, cell...)
		}
	}
	return all
}

// Every name of a screen, a button or a menu in the guide is one the window has.
func TestWhatIsBoldIsOnScreen(t *testing.T) {
	known, seen := names(t), 0
	each(func(p *guide.Page, b *guide.Block) {
		for _, r := range runs(b) {
			if !r.Bold {
				continue
			}
			for _, name := range strings.Split(r.Text, " → ") {
				seen++
				if !slices.ContainsFunc(known, func(x *regexp.Regexp) bool { return x.MatchString(name) }) {
					t.Errorf("%s.md: the window has nothing called “%s”", p.Name, name)
				}
			}
		}
	})
	if seen < 150 {
		t.Errorf("only %d names", seen)
	}
}

// Every link inside the guide leads somewhere, every picture is there and small, and is shown once.
func TestLinksAndPictures(t *testing.T) {
	shown := map[string]bool{}
	each(func(p *guide.Page, b *guide.Block) {
		for _, r := range runs(b) {
			if page, anchor, inside := guide.Inside(r.Link); inside {
				if _, ok := guide.At(page, anchor); !ok {
					t.Errorf("%s.md: nothing is at %s", p.Name, r.Link)
				}
			}
		}
		if b.Kind == guide.Picture {
			raw, err := guide.Image(b.Source)
			if err != nil || len(raw) > 60_000 || shown[b.Source] {
				t.Errorf("%s.md: %s: %d bytes, shown before: %v, %v", p.Name, b.Source, len(raw), shown[b.Source], err)
			}
			shown[b.Source] = true
		}
	})
	files, err := filepath.Glob("images/*.png")
	if err != nil || len(files) != len(shown) {
		t.Errorf("%d pictures are in the folder, %d are shown, %v", len(files), len(shown), err)
	}
}

// README.md leads to every page, each of which begins with a title.
func TestEveryPageIsReached(t *testing.T) {
	files, err := filepath.Glob("*.md")
	if err != nil {
		t.Fatal(err)
	}
	var there []string
	for _, p := range guide.Pages() {
		there = append(there, p.Name+".md")
		if p.Title == "" {
			t.Errorf("%s.md has no title", p.Name)
		}
	}
	slices.Sort(there)
	if !slices.Equal(there, files) {
		t.Errorf("README.md leads to %v, the folder holds %v", there, files)
	}
}

func TestSearchKnowsNoDiacritics(t *testing.T) {
	for _, c := range []struct{ typed, first string }{
		{"mat may", "trouble#Nếu mất máy"},
		{"QUÊN mật khẩu", "trouble#Nếu quên mật khẩu"},
		{"nop phieu", "leader#Nộp phiếu"},
		{"khoi truong", "README#Theo việc của mình"},
		{"28 chu va so", "trouble#Nếu quên mật khẩu"},
		{"khong co xyz", ""},
		{" ", ""},
	} {
		got := ""
		if found := guide.Find(c.typed); len(found) > 0 {
			got = found[0].Page.Name + "#" + found[0].Page.Sections[found[0].Section].Title
		}
		if got != c.first {
			t.Errorf("%q finds %q first, want %q", c.typed, got, c.first)
		}
	}
}

// Who has a page about a screen reads it there, everybody else in the page of all screens.
func TestForAScreen(t *testing.T) {
	for _, c := range []struct {
		pages  []string
		screen string
		want   string
	}{
		{[]string{"head", "leader", "unit-staff", "verifier"}, "sheet", "leader#Nộp phiếu"},
		{[]string{"unit-staff", "verifier"}, "sheet", "unit-staff#Nhập phiếu tự chấm"},
		{[]string{"unit-staff", "verifier"}, "review", "verifier#Thẩm định lần một"},
		{[]string{"head", "leader"}, "review", "head#Phân công thẩm định"},
		{[]string{"unit-staff"}, "printing", "screens#Văn bản in"},
		{nil, "no such screen", "README#"},
	} {
		at := guide.For(c.pages, c.screen)
		if got := at.Page.Name + "#" + at.Page.Sections[at.Section].Title; got != c.want {
			t.Errorf("%v on %s: %s, want %s", c.pages, c.screen, got, c.want)
		}
	}
}

// A page is taken apart as it was written.
func TestBlocks(t *testing.T) {
	p := guide.Pages()[0]
	if p.Name != guide.First || len(p.Sections) != 4 || p.Sections[1].Title != "Theo việc của mình" || p.Sections[1].Level != 2 {
		t.Fatalf("%s has the sections %+v", p.Name, p.Sections)
	}
	if b := p.Sections[1].Blocks[0]; b.Kind != guide.Item || b.Number != 0 || b.Runs[0].Link != "unit-staff.md" || !strings.HasPrefix(b.Text(), "Cán bộ đơn vị: nhập") {
		t.Errorf("%+v", b)
	}
	var kinds [5]int
	steps := 0
	each(func(_ *guide.Page, b *guide.Block) {
		kinds[b.Kind]++
		if b.Number > 0 {
			steps++
		}
	})
	if slices.Min(kinds[:]) < 3 || steps < 60 {
		t.Errorf("blocks of each kind: %v, steps: %d", kinds, steps)
	}
}
