package xlsx_test

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"thidua/assets"
	"thidua/documents/intake"
	"thidua/documents/xlsx"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/internal/phrase"
)

// sets are the tables that come with the program, the samples, and a set with every kind of rule.
func sets(t testing.TB) map[string]*criteria.Set {
	t.Helper()
	all := map[string]*criteria.Set{}
	load := func(name string, raw []byte, err error) {
		if err != nil {
			t.Fatal(err)
		}
		if all[name], err = criteria.LoadSet(name, raw); err != nil {
			t.Fatal(err)
		}
	}
	for pattern, files := range map[string]fs.FS{"criteria/*.yaml": assets.Criteria, "samples/*/criteria.yaml": assets.Samples} {
		names, err := fs.Glob(files, pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(names, err)
		}
		for _, name := range names {
			raw, err := fs.ReadFile(files, name)
			load(name, raw, err)
		}
	}
	for _, name := range []string{"../../emulation/criteria/testdata/kinds.yaml", "../../emulation/criteria/testdata/example.yaml"} {
		raw, err := os.ReadFile(name)
		load(name, raw, err)
	}
	return all
}

func exported(t rapid.TB, set *criteria.Set) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := xlsx.WriteCriteria(&b, set); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func imported(t rapid.TB, raw []byte) *intake.Reading {
	t.Helper()
	r, err := intake.ReadCriteria(raw)
	if err != nil {
		t.Fatal(phrase.Error(phrase.Vietnamese, err))
	}
	return r
}

func same(t rapid.TB, set *criteria.Set, r *intake.Reading) {
	t.Helper()
	if want, got := criteria.WriteSet(set, nil), criteria.WriteSet(r.Set, nil); !bytes.Equal(want, got) {
		t.Fatalf("want\n%s\ngot\n%s", want, got)
	}
	for _, change := range criteria.Diff(set, r.Set) { // what the writer forgets, both texts lack
		t.Fatalf("changed: %s", phrase.Render(phrase.Vietnamese, change.Message))
	}
	for _, d := range r.Doubts {
		t.Fatalf("a doubt: %s", phrase.Render(phrase.Vietnamese, d.Sentence()))
	}
}

func TestImportOfExportIsIdentity(t *testing.T) {
	for name, set := range sets(t) {
		t.Run(name, func(t *testing.T) { same(t, set, imported(t, exported(t, set))) })
	}
}

// drawSet draws a set: groups in groups, any texts, every kind of rule of a set that has them all.
func drawSet(t *rapid.T, rules []rule.Rule) *criteria.Set {
	text := rapid.OneOf(rapid.StringMatching(`[A-ZĐa-zđêộ0-9 ,.;:()%/=+@'"-]{1,30}`), rapid.String(), rapid.SampledFrom([]string{"=1+1", "'=x", "+84", "-5", "@a", "Tổng cộng", "Ghi chú: a", "TT",
		"Điểm thưởng", "a\nb", "_x000D_", "12/12 trường", "I", "1.10", "không xét Cờ thi đua"}))
	clean := func(label, fallback string) string {
		s := strings.Map(func(r rune) rune {
			if r != '\n' && (r < ' ' || r == 0xfffe || r == 0xffff || r == 0xfffd || r == 0x034f || r == 0x2065 || unicode.Is(unicode.Cf, r)) { // nobody sees the last in a cell
				return -1
			}
			return r
		}, strings.ToValidUTF8(text.Draw(t, label), ""))
		return strings.TrimSpace(fallback + norm.NFC.String(strings.TrimSpace(s)))
	}
	n := 0
	var group func(depth int, bonus criteria.Bonus) *criteria.Group
	group = func(depth int, bonus criteria.Bonus) *criteria.Group {
		n++
		g := &criteria.Group{Code: fmt.Sprintf("%s%d", rapid.SampledFrom([]string{"", "I", "A.", "nhóm "}).Draw(t, "prefix"), n), Name: clean("group", "x"), Bonus: bonus,
			Aggregate: rapid.SampledFrom([]criteria.Aggregate{criteria.Sum, criteria.Average, criteria.Minimum, criteria.Weighted}).Draw(t, "aggregate")}
		for range rapid.IntRange(1, 4).Draw(t, "criteria") {
			n++
			by := rapid.SampledFrom(rules).Draw(t, "rule")
			g.Criteria = append(g.Criteria, &criteria.Criterion{Code: fmt.Sprintf("%s%d", rapid.SampledFrom([]string{"", "1.", "c-"}).Draw(t, "code"), n), Name: clean("name", "y"), Max: by.M, Rule: by,
				Weight: decimal.MustParse(rapid.SampledFrom([]string{"1", "2", "0.5"}).Draw(t, "weight")), Evidence: rapid.SampledFrom([]criteria.Evidence{criteria.EvidenceNone, criteria.EvidenceRequired, criteria.EvidenceOptional}).Draw(t, "evidence"),
				Scorer: clean("scorer", "s"), Note: clean("note", ""), Cite: clean("cite", ""), Bonus: bonus, Group: g})
		}
		if depth < 2 && rapid.Bool().Draw(t, "deeper") {
			g.Groups = append(g.Groups, group(depth+1, bonus))
		}
		return g
	}
	s := &criteria.Set{ID: clean("id", "i"), Name: clean("title", "n"), Cite: clean("source", ""), Rounding: criteria.Rounding{Places: 2}}
	for i := range rapid.IntRange(1, 3).Draw(t, "groups") {
		bonus := criteria.NoBonus
		if i > 0 && rapid.Bool().Draw(t, "bonus") {
			bonus = criteria.Outside
		}
		s.Groups = append(s.Groups, group(0, bonus))
	}
	return s
}

func TestImportOfExportIsIdentityForAnySet(t *testing.T) {
	var rules []rule.Rule
	for _, c := range sets(t)["../../emulation/criteria/testdata/kinds.yaml"].Criteria() {
		rules = append(rules, c.Rule)
	}
	rapid.Check(t, func(t *rapid.T) {
		set, err := criteria.LoadSet("drawn", criteria.WriteSet(drawSet(t, rules), nil))
		if err != nil {
			t.Fatal(err)
		}
		same(t, set, imported(t, exported(t, set)))
	})
}
