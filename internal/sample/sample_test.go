package sample_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
	"thidua/internal/phrase"
	"thidua/internal/sample"
)

// loaded is a sample with its criteria and the units' inputs read back from their stored fields, as a desk reads them.
type loaded struct {
	*sample.Sample
	set   *criteria.Set
	units []criteria.UnitInputs
}

func each(t *testing.T, check func(t *testing.T, s loaded)) {
	list, err := sample.List()
	if err != nil || len(list) == 0 {
		t.Fatal(list, err)
	}
	for _, info := range list {
		t.Run(info.ID, func(t *testing.T) {
			s, err := sample.Load(info.ID)
			if err != nil {
				t.Fatal(err)
			}
			if s.Info != info || info.Name == "" {
				t.Errorf("listed as %v, loaded as %v", info, s.Info)
			}
			l := loaded{Sample: s}
			if l.set, err = criteria.LoadSet(s.Founding.Criteria.Name, s.Founding.Criteria.YAML); err != nil {
				t.Fatal(err)
			}
			for _, u := range s.Founding.Units {
				in := criteria.UnitInputs{ID: u.Code, Name: u.Name, Type: u.Type, Inputs: map[string]criteria.Input{}}
				for code, fields := range s.Inputs[u.Code] {
					c, _ := l.set.ByCode(code)
					if in.Inputs[code], err = criteria.ParseInput(c.Rule, fields); err != nil {
						t.Fatal(err)
					}
				}
				l.units = append(l.units, in)
			}
			check(t, l)
		})
	}
}

func TestRankingIsThePublishedOutcome(t *testing.T) {
	each(t, func(t *testing.T, s loaded) {
		r, err := scoring.Score(s.set, s.units, criteria.Decisions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range r.Warnings {
			t.Error(phrase.Render(phrase.Vietnamese, w.Message()))
		}
		if r.Provisional {
			t.Error("a figure is missing: the ranking is provisional")
		}
		want := s.Expected.Leaders()
		if len(r.Units) < len(want) || len(want) == 0 {
			t.Fatalf("%d units, %d proposed", len(r.Units), len(want))
		}
		for i, u := range r.Units {
			if u.Rank != i+1 || u.Class == "" || (i < len(want) && (u.ID != want[i] || len(u.Blocked) > 0)) {
				t.Errorf("place %d: %s rank %d, %s points, class %q, blocked %v", i+1, u.ID, u.Rank, u.Total, u.Class, u.Blocked)
			}
		}
	})
}

// TestInputsKeepToPublishedFigures: what was invented per unit adds up to what was published for the cluster.
func TestInputsKeepToPublishedFigures(t *testing.T) {
	each(t, func(t *testing.T, s loaded) {
		for _, fact := range s.Facts.Indicators {
			var figures []decimal.Decimal
			sum := decimal.Decimal{}
			for _, u := range s.units {
				in := u.Inputs[fact.Criterion]
				x := in.Counts[fact.Tier]
				if in.Value != nil {
					x = *in.Value
				}
				figures, sum = append(figures, x), sum.Add(x)
			}
			low, high := slices.MinFunc(figures, decimal.Decimal.Cmp), slices.MaxFunc(figures, decimal.Decimal.Cmp)
			mean := decimal.QuoRound(sum, decimal.FromInt(int64(len(figures))), 6, decimal.HalfUp)
			checked := 0
			for _, c := range []struct {
				published string
				holds     func(decimal.Decimal) bool
			}{
				{fact.AtLeast, func(d decimal.Decimal) bool { return low.Equal(d) }},
				{fact.AtMost, func(d decimal.Decimal) bool { return high.Equal(d) }},
				{fact.Value, mean.Equal},
				{fact.Sum, sum.Equal},
			} {
				if c.published == "" {
					continue
				}
				checked++
				if !c.holds(decimal.MustParse(c.published)) {
					t.Errorf("%s: published %s, invented %v (mean %s, sum %s)", fact.Name, c.published, figures, mean, sum)
				}
			}
			if checked == 0 {
				t.Errorf("%s states nothing", fact.Name)
			}
		}
	})
}

func TestEverythingInventedIsMarked(t *testing.T) {
	each(t, func(t *testing.T, s loaded) {
		if !s.Founding.Season.Illustrative {
			t.Error("the season is not marked as illustrative")
		}
		for _, what := range []string{"max", "rule"} {
			if !slices.Contains(s.set.Illustrative, what) {
				t.Errorf("the criteria do not say that %q is invented", what)
			}
		}
		if s.set.Cite == "" || !strings.Contains(s.set.Cite, "minh hoạ") || !strings.Contains(s.set.Name, "minh hoạ") {
			t.Errorf("name %q, cite %q", s.set.Name, s.set.Cite)
		}
	})
}

func TestCriteriaAreThePublishedOnes(t *testing.T) {
	each(t, func(t *testing.T, s loaded) {
		var names strings.Builder
		for _, c := range s.set.Criteria() {
			names.WriteString(c.Name + "\n")
		}
		for _, m := range append(s.Facts.Movements, s.Facts.Models...) {
			if !strings.Contains(names.String(), "“"+m+"”") {
				t.Errorf("no criterion for %q", m)
			}
		}
		for _, i := range s.Facts.Initiatives {
			if s.Inputs[i.Unit] == nil || i.Name == "" {
				t.Errorf("initiative %q of unit %q", i.Name, i.Unit)
			}
		}
	})
}

// TestCluster4UsesTenKinds: the first sample shows every kind of rule that a beginner meets, with bonus, gates, classes and evidence.
func TestCluster4UsesTenKinds(t *testing.T) {
	s, err := sample.Load("cum-4-2023-2024")
	if err != nil {
		t.Fatal(err)
	}
	set, err := criteria.LoadSet(s.Founding.Criteria.Name, s.Founding.Criteria.YAML)
	if err != nil {
		t.Fatal(err)
	}
	used := map[criteria.Kind]bool{}
	bonus, required := 0, 0
	for _, c := range set.Criteria() {
		used[c.Rule.Kind] = true
		if c.Bonus == criteria.Outside {
			bonus++
		}
		if c.Evidence == criteria.EvidenceRequired {
			required++
		}
	}
	for _, k := range []criteria.Kind{criteria.Manual, criteria.Choice, criteria.Pass, criteria.Percent, criteria.Target, criteria.Bands,
		criteria.Count, criteria.Tiers, criteria.Deduct, criteria.Event} {
		if !used[k] {
			t.Errorf("no criterion of kind %s", k)
		}
	}
	if bonus == 0 || required == 0 || len(set.Gates) == 0 || set.Classes == nil || len(set.TieBreak) == 0 {
		t.Errorf("bonus %d, evidence %d, gates %v, classes %v, tie-break %v", bonus, required, set.Gates, set.Classes, set.TieBreak)
	}
	if f := s.Founding; len(f.Units) != 7 || f.Cluster.Organiser != "Bộ Giáo dục và Đào tạo" || f.Season.Name != "Năm học 2023–2024" || f.Until != emulation.SeasonSelfScoring {
		t.Errorf("founding %+v", f)
	}
}

func TestUnknownSampleNamesTheOthers(t *testing.T) {
	for _, id := range []string{"", "cum-99", "..", "../translations"} {
		_, err := sample.Load(id)
		if emulation.KeyOf(err) != "sample.unknown" {
			t.Fatalf("%q: %v", id, err)
		}
		if said := phrase.Error(phrase.Vietnamese, err); !strings.Contains(said, "cum-4-2023-2024") {
			t.Error(said)
		}
	}
}
