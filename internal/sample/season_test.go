package sample_test

import (
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"thidua/assets"
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/internal/phrase"
	"thidua/internal/sample"
)

// TestCriteriaAreThePublishedOnes: what the facts name is what the sheet asks for.
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
		f := s.Facts.Criteria
		for i, lines := range []sample.Lines{f.Tasks, f.Solutions} {
			if lines.Count == 0 {
				continue
			}
			group := s.set.Groups[i]
			if len(group.Criteria) != lines.Count {
				t.Errorf("%s: %d criteria, published %d", group.Name, len(group.Criteria), lines.Count)
			}
			for j, name := range lines.Names {
				if c := group.Criteria[j]; name != "" && c.Name != name || name == "" && !strings.Contains(c.Name, mark) {
					t.Errorf("%s: %q, published %q", c.Code, c.Name, name)
				}
			}
		}
		for i, name := range f.Wanted {
			if g := s.set.Groups[i]; g.Name != name || g.Bonus == criteria.Outside {
				t.Errorf("group %s %q, wanted %q", g.Code, g.Name, name)
			}
		}
	})
}

// TestFounding: what the office records of each season, and how far its published part goes.
func TestFounding(t *testing.T) {
	want := map[string]struct {
		units        int
		season       string
		place, date  string // of the papers
		ends         emulation.SeasonStep
		head, deputy string
	}{
		"cum-1-2020-2021":               {6, "Năm học 2020–2021", "", "", emulation.SeasonRunning, "minh-hoa-1", "minh-hoa-2"},
		"cum-4-2023-2024":               {7, "Năm học 2023–2024", "Cao Bằng", "2024-08-02", emulation.SeasonProposed, "son-la", "cao-bang"},
		"cum-6-2019-2020":               {9, "Năm học 2019–2020", "Phú Quốc", "2020-10-09", emulation.SeasonProposed, "kien-giang", "da-lat"},
		"cum-9-2020":                    {12, "Năm 2020", "", "2020-11-09", emulation.SeasonConference, "tien-giang", ""},
		"khoi-dhcd-vinh-phuc-2020-2021": {6, "Năm học 2020–2021", "Vĩnh Phúc", "2021-07-16", emulation.SeasonProposed, "minh-hoa-3", "minh-hoa-1"},
	}
	seen := 0
	each(t, func(t *testing.T, s loaded) {
		seen++
		w, f := want[s.ID], s.Founding
		if len(f.Units) != w.units || len(s.Inputs) != w.units || f.Season.Name != w.season || f.Season.Place != w.place || f.Season.Date != w.date || ends(s.Sample) != w.ends {
			t.Errorf("%d units, %d with inputs, %s, %s, ends at %s", len(f.Units), len(s.Inputs), f.Season.Name, f.Season.Place+" "+f.Season.Date, ends(s.Sample))
		}
		holds := map[emulation.Post]string{}
		for _, p := range f.Posts {
			holds[p.Post] = p.Unit
		}
		if holds[emulation.PostHead] != w.head || holds[emulation.PostDeputy] != w.deputy || f.Until != emulation.SeasonSelfScoring {
			t.Errorf("posts %v, until %s", f.Posts, f.Until)
		}
	})
	if seen != len(want) {
		t.Errorf("%d samples", seen)
	}
}

// TestKindOfConferenceFollowsFromTheFacts: a kind that the source does not name is what the conference did.
func TestKindOfConferenceFollowsFromTheFacts(t *testing.T) {
	each(t, func(t *testing.T, s loaded) {
		last := ""
		for _, c := range s.Facts.Conferences {
			want := sample.Signing
			switch {
			case s.Facts.Review.Label != "":
				want = sample.Review
			case len(s.Expected.Proposals) > 0:
				want = sample.Closing
			}
			if _, err := time.Parse(time.DateOnly, c.Date); err != nil || c.Date < last || c.Kind != want {
				t.Errorf("%+v after %s: %v", c, last, err)
			}
			if c.Host != "" && s.Inputs[c.Host] == nil {
				t.Errorf("host %q", c.Host)
			}
			last = c.Date
		}
		if last == "" {
			t.Error("no conference")
		}
	})
}

// TestStepsInsideTheUnits: the block of colleges classifies by month and quarter within each school.
func TestStepsInsideTheUnits(t *testing.T) {
	s, err := sample.Load("khoi-dhcd-vinh-phuc-2020-2021")
	if err != nil {
		t.Fatal(err)
	}
	inside := slices.DeleteFunc(s.Facts.Steps, func(s sample.Step) bool { return !s.Inside })
	if len(inside) != 1 || !slices.Equal(inside[0].Periods, []string{"month", "quarter"}) || !strings.HasSuffix(inside[0].Name, "trong từng trường") {
		t.Errorf("%+v", inside)
	}
}

// TestWantedCriteriaSayWhatFor: the fact file quotes it in a remark, which the walk over its fields does not see.
func TestWantedCriteriaSayWhatFor(t *testing.T) {
	raw, err := os.ReadFile("testdata/clusters.yaml")
	if err != nil {
		t.Fatal(err)
	}
	each(t, func(t *testing.T, s loaded) {
		f := s.Facts.Criteria
		if (f.WantedFor != "") != (f.Wanted != nil) || f.WantedFor != "" && !strings.Contains(string(raw), `"`+f.WantedFor+`"`) {
			t.Errorf("%q for %v", f.WantedFor, f.Wanted)
		}
	})
}

// TestCodes: units and awards are called the same wherever a sample names them.
func TestCodes(t *testing.T) {
	each(t, func(t *testing.T, s loaded) {
		raw, err := assets.Samples.ReadFile(path.Join("samples", s.ID, "inputs.yaml"))
		if err != nil {
			t.Fatal(err)
		}
		in, err := criteria.LoadInputs(s.set, "inputs.yaml", raw)
		if err != nil {
			t.Fatal(err)
		}
		byCode := map[string]criteria.UnitInputs{}
		for _, u := range in.Units {
			byCode[u.ID] = u
		}
		for _, u := range s.Founding.Units {
			if got := byCode[u.Code]; got.Name != u.Name || got.Type != u.Type || u.Type == "" || u.Short == "" {
				t.Errorf("%s: %q of type %q in cluster.yaml, %q of type %q in inputs.yaml", u.Code, u.Name, u.Type, got.Name, got.Type)
			}
		}
		next := s.Expected.Next
		for _, code := range slices.Concat(s.Expected.Leaders(), next.Deputies, []string{next.Head}) {
			if _, ok := byCode[code]; !ok && (code != "" || next.Label != "") {
				t.Errorf("no unit %q", code)
			}
		}
		awards := map[string]bool{}
		for _, p := range s.Expected.Proposals {
			awards[p.Award] = true
			if _, ok := phrase.Template(phrase.Vietnamese, "award."+p.Award); !ok || p.Number() == 0 || p.Count > 0 && p.Units != nil {
				t.Errorf("proposal %+v", p)
			}
		}
		for _, g := range s.set.Gates {
			for _, award := range g.Blocks {
				if len(awards) > 0 && !awards[award] {
					t.Errorf("the gate %q blocks %q, which nobody is proposed for", g.Reason, award)
				}
			}
		}
	})
}

// ends is the step that the published part of the season reaches: proposals, the conclusions of a conference, or the signed compact.
func ends(s *sample.Sample) emulation.SeasonStep {
	if len(s.Expected.Proposals) > 0 {
		return emulation.SeasonProposed
	}
	for _, c := range s.Facts.Conferences {
		if c.Kind != sample.Signing {
			return emulation.SeasonConference
		}
	}
	return emulation.SeasonRunning
}
