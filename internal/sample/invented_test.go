package sample_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/rule"
	"thidua/internal/sample"
)

const mark = "minh hoạ"

func TestEverythingInventedIsMarked(t *testing.T) {
	each(t, func(t *testing.T, s loaded) {
		if !s.Founding.Season.Illustrative {
			t.Error("the season is not marked as illustrative")
		}
		for _, what := range []string{"max", "rule", "evidence", "scale"} {
			if !slices.Contains(s.set.Illustrative, what) {
				t.Errorf("the criteria do not say that %q is invented", what)
			}
		}
		if !strings.Contains(s.set.Cite, mark) || !strings.Contains(s.set.Name, mark) {
			t.Errorf("name %q, cite %q", s.set.Name, s.set.Cite)
		}
		for _, u := range s.Founding.Units {
			if u.Illustrative != strings.Contains(u.Name, mark) || u.Illustrative != strings.Contains(u.Short, mark) {
				t.Errorf("%s: illustrative %v, called %q, %q", u.Code, u.Illustrative, u.Name, u.Short)
			}
		}
		for code, title := range s.Programmes {
			if s.Inputs[code] == nil || !strings.HasSuffix(title, " ("+mark+")") {
				t.Errorf("programme of %s: %q", code, title)
			}
		}
	})
}

// TestNamesOfCriteriaAreMarked: a name that was not published says so, by itself, by its group or, in the first sample, by its set.
func TestNamesOfCriteriaAreMarked(t *testing.T) {
	each(t, func(t *testing.T, s loaded) {
		f := s.Facts.Criteria
		published := slices.Concat(f.Tasks.Names, f.Solutions.Names)
		marked := 0
		for _, c := range s.set.Criteria() {
			switch {
			case strings.Contains(c.Name, mark) || strings.Contains(c.Group.Name, mark):
				marked++
				if slices.Contains(published, c.Name) {
					t.Errorf("%s %q was published", c.Code, c.Name)
				}
			case slices.Contains(published, c.Name) || c.Cite != "":
			case !slices.Contains(s.set.Illustrative, "name"):
				t.Errorf("%s %q was not published and is not marked", c.Code, c.Name)
			}
		}
		if marked == 0 && !slices.Contains(s.set.Illustrative, "name") {
			t.Error("nothing is marked")
		}
	})
}

// TestStandInsAreWhereTheFactsAreSilent: the units that were not published, and the posts nobody was named for. A real unit never holds an
// invented post: TestEveryPublishedFact would find it.
func TestStandInsAreWhereTheFactsAreSilent(t *testing.T) {
	standIns := map[string]int{"cum-1-2020-2021": 5, "khoi-dhcd-vinh-phuc-2020-2021": 4}
	each(t, func(t *testing.T, s loaded) {
		illustrative := map[string]bool{}
		for _, u := range s.Founding.Units {
			if u.Illustrative {
				illustrative[u.Code] = true
			}
		}
		if len(illustrative) != standIns[s.ID] {
			t.Errorf("%d stand-ins", len(illustrative))
		}
		heads := 0
		for _, p := range s.Founding.Posts {
			if p.Post == emulation.PostHead {
				heads++
			}
			if illustrative[p.Unit] && (p.How != "unknown" || p.By != "") {
				t.Errorf("%s became %s: %q by %q", p.Unit, p.Post, p.How, p.By)
			}
		}
		if heads != 1 || s.Founding.Posts[0].Post != emulation.PostHead {
			t.Errorf("posts %v", s.Founding.Posts)
		}
	})
}

func TestEveryUnitFilesAProgramme(t *testing.T) {
	each(t, func(t *testing.T, s loaded) {
		for _, u := range s.Founding.Units {
			if (s.Programmes[u.Code] != "") != (s.Facts.EveryUnitFiles != "") {
				t.Errorf("%s: %q of %q", u.Code, s.Programmes[u.Code], s.Facts.EveryUnitFiles)
			}
		}
	})
	s, err := sample.Load("cum-1-2020-2021")
	if err != nil || len(s.Programmes) != 6 {
		t.Errorf("%v, %v", s.Programmes, err)
	}
}

// TestSamplesShowTheRules: the first sample has every kind of rule that a beginner meets, with bonus, gates, classes and evidence, and the
// five together all that one sheet can hold. improve and formula need last season's values or indicators, which a sheet has none of.
func TestSamplesShowTheRules(t *testing.T) {
	all := map[rule.Kind]bool{}
	each(t, func(t *testing.T, s loaded) {
		used := map[rule.Kind]bool{}
		bonus, required := 0, 0
		for _, c := range s.set.Criteria() {
			used[c.Rule.Kind()], all[c.Rule.Kind()] = true, true
			if c.Bonus == criteria.Outside {
				bonus++
			}
			if c.Evidence == criteria.EvidenceRequired {
				required++
			}
		}
		if s.ID != "cum-4-2023-2024" {
			return
		}
		for _, k := range []rule.Kind{"manual", "choice", "pass", "percent", "target", "bands",
			"count", "tiers", "deduct", "event"} {
			if !used[k] {
				t.Errorf("no criterion of kind %s", k)
			}
		}
		if bonus == 0 || required == 0 || len(s.set.Gates) == 0 || s.set.Classes == nil || len(s.set.TieBreak) == 0 {
			t.Errorf("bonus %d, evidence %d, gates %v, classes %v, tie-break %v", bonus, required, s.set.Gates, s.set.Classes, s.set.TieBreak)
		}
	})
	for _, k := range []rule.Kind{"checklist", "target-leader", "best", "step", "deduct-table", "late",
		"base", "plus-minus", "linear", "rank"} {
		if !all[k] {
			t.Errorf("no sample has a criterion of kind %s", k)
		}
	}
}
