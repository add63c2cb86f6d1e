package sample_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
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
				in := criteria.UnitInputs{ID: u.Code, Name: u.Name, Type: u.Type, Inputs: map[string]rule.Input{}}
				for code, fields := range s.Inputs[u.Code] {
					c, _ := l.set.ByCode(code)
					if in.Inputs[code], err = c.Rule.Read(fields); err != nil {
						t.Fatal(err)
					}
				}
				l.units = append(l.units, in)
			}
			check(t, l)
		})
	}
}

// TestRankingIsThePublishedOutcome: the units that were proposed for an award lead, in the order they were published, and nothing blocks
// them. Where only a number was published, stand-ins lead: no award is laid to the door of a real unit. Where nothing was, the ranking is
// the order in which the units are listed, which judges nobody.
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
		want, standIn := s.Expected.Leaders(), map[string]bool{}
		for _, u := range s.Founding.Units {
			standIn[u.Code] = u.Illustrative
			if s.Expected.Proposed() == 0 {
				want = append(want, u.Code)
			}
		}
		if len(r.Units) != len(s.units) || len(want) > len(r.Units) {
			t.Fatalf("%d units, %d ranked, %d expected", len(s.units), len(r.Units), len(want))
		}
		for i, u := range r.Units {
			leads := i < max(len(want), s.Expected.Proposed())
			if u.Rank != i+1 || u.Class == "" || (leads && len(u.Blocked) > 0) || (i < len(want) && u.ID != want[i]) || (leads && len(want) == 0 && !standIn[u.ID]) {
				t.Errorf("place %d: %s rank %d, %s points, class %q, blocked %v", i+1, u.ID, u.Rank, u.Total, u.Class, u.Blocked)
			}
		}
	})
}

// TestNoUnitIsChargedWithAnything: no invented figure says that a unit broke a rule or left its tasks undone; cluster 6 reported that all
// of its units had completed theirs.
func TestNoUnitIsChargedWithAnything(t *testing.T) {
	charges := 0
	each(t, func(t *testing.T, s loaded) {
		for _, c := range s.set.Criteria() {
			if e, ok := c.Rule.Parameters.(*rule.Event); !ok || e.Points.Sign() >= 0 {
				continue
			}
			charges++
			for _, u := range s.units {
				if in := u.Inputs[c.Code]; in.Answer == nil || in.Happened() {
					t.Errorf("%s: %s", u.ID, c.Name)
				}
			}
		}
	})
	if charges < 2 {
		t.Error("the samples have lost their negative events")
	}
}

// reported is the figure a unit reported, or how often it reached a tier.
func reported(t *testing.T, c *criteria.Criterion, in rule.Input, tier string) decimal.Decimal {
	text := c.Rule.Fields(in)["value"]
	for _, pair := range strings.Split(c.Rule.Fields(in)["counts"], ",") {
		if id, n, _ := strings.Cut(pair, "="); tier != "" && id == tier {
			text = n
		}
	}
	if text == "" {
		return decimal.Decimal{}
	}
	x, err := decimal.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestInputsKeepToPublishedFigures: what was invented per unit adds up to what was published for the cluster.
func TestInputsKeepToPublishedFigures(t *testing.T) {
	each(t, func(t *testing.T, s loaded) {
		for _, fact := range s.Facts.Indicators {
			var figures []decimal.Decimal
			sum := decimal.Decimal{}
			for _, u := range s.units {
				c, _ := s.set.ByCode(fact.Criterion)
				x := reported(t, c, u.Inputs[fact.Criterion], fact.Tier)
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
