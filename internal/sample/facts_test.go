package sample_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"thidua/internal/sample"
	"thidua/workspace/season"
)

// tree is a fact file without its order: maps, lists and texts by their path, such as "proposals.0.units.1".
type tree map[string]string

func (t tree) put(path string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			t.put(path+"."+k, x)
		}
	case []any:
		for i, x := range v {
			t.put(fmt.Sprintf("%s.%d", path, i), x)
		}
	default:
		t[strings.TrimPrefix(path, ".")] = fmt.Sprint(v)
	}
}

// TestEveryPublishedFact holds every sample against the collected facts, both ways: what is told back from the sample must be the facts,
// field by field, with nothing lost, changed or added.
func TestEveryPublishedFact(t *testing.T) {
	published := clusters(t)
	list, err := sample.List()
	if err != nil {
		t.Fatal(err)
	}
	for _, info := range list {
		if published[info.ID] == nil {
			t.Errorf("no facts for the sample %s", info.ID)
		}
	}
	for id, want := range published {
		t.Run(id, func(t *testing.T) {
			s, err := sample.Load(id)
			if err != nil {
				t.Fatal(err)
			}
			got := retell(s)
			for _, path := range slices.Sorted(maps.Keys(want)) {
				if got[path] != want[path] {
					t.Errorf("%s: published %q, in the sample %q", path, want[path], got[path])
				}
			}
			for _, path := range slices.Sorted(maps.Keys(got)) {
				if _, ok := want[path]; !ok {
					t.Errorf("%s: the sample says %q, nobody published it", path, got[path])
				}
			}
		})
	}
}

func clusters(t *testing.T) map[string]tree {
	raw, err := os.ReadFile("testdata/clusters.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Clusters []map[string]any }
	if err := yaml.Unmarshal(raw, &file); err != nil || len(file.Clusters) != 5 {
		t.Fatal(len(file.Clusters), err)
	}
	all := map[string]tree{}
	for _, c := range file.Clusters {
		facts := tree{}
		facts.put("", c)
		all[facts["id"]] = facts
	}
	return all
}

// retelling writes a sample's facts in the form of the fact file.
type retelling struct {
	tree
	units map[string]string // code → the name the facts use
}

func retell(s *sample.Sample) tree {
	r := retelling{tree: tree{}, units: map[string]string{}}
	for _, u := range s.Founding.Units {
		r.units[u.Code] = factName(u)
	}
	r.put("id", s.ID)
	r.put("name", s.Founding.Cluster.Name)
	r.put("organised_by", orUnknown(s.Founding.Cluster.Organiser))
	r.put("season", map[string]any{"kind": s.Founding.Season.Kind, "label": s.Founding.Season.Label})
	r.text("theme", s.Founding.Season.Theme)
	r.members(s)
	f := &s.Facts
	r.list("grounds", f.Grounds)
	r.list("adopted", f.Adopted)
	r.compact(f.Compact)
	r.criteria(f.Criteria)
	r.text("every_unit_files", f.EveryUnitFiles)
	r.conferences(f.Conferences)
	r.text("review.label", f.Review.Label)
	r.text("review.what", f.Review.What)
	r.steps(f.Steps)
	r.indicators(f.Indicators)
	r.list("figures", f.Figures)
	r.list("movements", f.Movements)
	r.list("models", f.Models)
	activities := "activities"
	if s.ID == "cum-6-2019-2020" { // told among other things
		activities = "also.activities"
	}
	r.list(activities, f.Activities)
	r.told(f)
	for _, c := range f.Conferences {
		r.meeting(s, c)
	}
	if f.Compact.AtConference {
		r.put("also.signed_by", "lãnh đạo các trường, tại hội nghị")
	}
	if s.Expected.Agreed {
		r.put("also.agreed", "thống nhất đề nghị (no ballot is told); bầu cụm trưởng, cụm phó")
	}
	for i, x := range f.Initiatives {
		r.text(fmt.Sprintf("initiatives.%d", i), x.Name+" ("+strings.TrimPrefix(r.units[x.Unit], "Sở GDĐT ")+")")
	}
	r.outcome(s.Expected)
	return r.tree
}

// told tells what else the source reports of the year.
func (r retelling) told(f *sample.Facts) {
	for i, x := range f.Launched {
		path := fmt.Sprintf("also.movements_launched.%d", i)
		switch {
		case x.Call != "":
			r.text(path, "hưởng ứng phát động của "+x.Call)
		case x.Occasion != "":
			r.text(path, x.Name+"; "+x.Occasion)
		default:
			r.text("also.movement", x.Name)
		}
	}
	r.list("also.awards_to_persons", f.AwardsTo)
	if len(f.Shortcomings) == 1 {
		r.text("also.shortcomings", f.Shortcomings[0])
		return
	}
	r.list("also.shortcomings", f.Shortcomings)
}

func factName(u season.FoundingUnit) string {
	if u.Type == "so-gddt" { // the facts use the short form
		return u.Short
	}
	return u.Name
}

func orUnknown(s string) string {
	if s == "" {
		return "unknown"
	}
	return s
}

func (r retelling) text(path, s string) {
	if s != "" {
		r.put(path, s)
	}
}

func (r retelling) list(path string, texts []string) {
	for i, s := range texts {
		r.text(fmt.Sprintf("%s.%d", path, i), s)
	}
}

func (r retelling) named(path string, codes []string) {
	for i, c := range codes {
		r.put(fmt.Sprintf("%s.%d", path, i), r.units[c])
	}
}

// members tells the published members and leaders; any number of stand-ins is one "unknown".
func (r retelling) members(s *sample.Sample) {
	var names []string
	standIn := map[string]bool{}
	for _, u := range s.Founding.Units {
		if u.Illustrative {
			standIn[u.Code] = true
			continue
		}
		names = append(names, factName(u))
	}
	if len(standIn) > 0 {
		names = append(names, "unknown")
	}
	r.list("members", names)
	deputies := 0
	for _, p := range s.Founding.Posts {
		path := string(p.Post)
		if standIn[p.Unit] {
			continue
		}
		if path == "deputy" {
			path = fmt.Sprintf("deputies.%d", deputies)
			deputies++
		}
		r.put(path, map[string]any{"unit": r.units[p.Unit], "how": p.How})
		r.text(path+".by", p.By)
	}
}

func (r retelling) compact(c sample.Compact) {
	if c == (sample.Compact{}) {
		return
	}
	by := map[string]string{sample.SignedByUnits: "all units", sample.SignedByHeads: "the heads of all schools"}
	told := "signed by " + by[c.Signatories]
	if c.AtConference {
		told += " at the conference"
	}
	if c.Scored {
		told += ", with scored criteria"
	}
	r.put("compact", told)
}

func (r retelling) criteria(c sample.CriteriaFacts) {
	lines := func(path string, l sample.Lines) {
		if l.Scored {
			path += "_scored"
		}
		switch {
		case l.Names == nil && l.Count > 0:
			r.put(path, l.Count)
		case l.Names != nil && len(l.Names) != l.Count:
			r.put(path, fmt.Sprintf("%d names of %d", len(l.Names), l.Count))
		}
		for i, n := range l.Names {
			r.put(fmt.Sprintf("%s.%d", path, i), orUnknown(n))
		}
	}
	lines("criteria.tasks", c.Tasks)
	lines("criteria.solutions", c.Solutions)
	r.list("wanted_criteria", c.Wanted)
}

func (r retelling) conferences(all []sample.Conference) {
	for i, c := range all {
		path := "conference"
		if i > 0 {
			path += fmt.Sprint(i) // the facts have one each
		}
		r.text(path+".date", c.Date)
		r.text(path+".place", c.Place)
		r.text(path+".host", r.units[c.Host])
		if c.Kind == sample.Signing { // the facts name no other kind: TestKindOfConferenceFollowsFromTheFacts
			r.put(path+".kind", string(c.Kind))
		}
		for i, p := range c.ChairedBy {
			r.put(fmt.Sprintf("%s.chaired_by.%d", path, i), string(p))
		}
		r.list(path+".did", c.Did)
	}
}

func (r retelling) steps(steps []sample.Step) {
	for i, s := range steps {
		r.text(fmt.Sprintf("steps.%d", i), s.Name)
	}
}

func (r retelling) indicators(all []sample.Indicator) {
	for i, x := range all {
		path := fmt.Sprintf("indicators.%d", i)
		r.text(path+".name", x.Name)
		r.text(path+".unit", x.Unit)
		switch {
		case x.AtMost != "":
			r.list(path+".range", []string{x.AtLeast, x.AtMost})
		default:
			r.text(path+".at_least", x.AtLeast)
		}
		r.text(path+".value", x.Value+x.Sum)
	}
}

func (r retelling) outcome(e sample.Expected) {
	for i, p := range e.Proposals {
		path := fmt.Sprintf("proposals.%d", i)
		r.text(path+".form", p.Form)
		r.named(path+".units", p.Units)
		if p.Count > 0 {
			r.put(path+".count", p.Count)
		}
	}
	r.text("next_season.label", e.Next.Label)
	r.text("next_season.head", r.units[e.Next.Head])
	r.named("next_season.deputies", e.Next.Deputies)
	r.text("next_season.how", e.Next.How)
	r.list("next_directions", e.Next.Directions)
}
