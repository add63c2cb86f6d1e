package sample_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"thidua/internal/phrase"
	"thidua/internal/sample"
)

// TestEveryFactOfAMeeting holds what the samples say of their meetings against what the reports tell of them, both ways, word for word.
func TestEveryFactOfAMeeting(t *testing.T) {
	raw, err := os.ReadFile("testdata/meetings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var told map[string]any
	if err := yaml.Unmarshal(raw, &told); err != nil {
		t.Fatal(err)
	}
	each(t, func(t *testing.T, s loaded) {
		want, got := tree{}, tree{}
		if told[s.ID] != nil {
			want.put("", told[s.ID])
		}
		for _, c := range s.Facts.Conferences {
			retellMeeting(got, s.Sample, c)
		}
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

// retellMeeting writes what a sample says of a meeting as the fact file has it.
func retellMeeting(t tree, s *sample.Sample, c sample.Conference) {
	name, short := map[string]string{}, map[string]string{}
	for _, u := range s.Founding.Units {
		name[u.Code], short[u.Code] = factName(u), strings.TrimPrefix(u.Short, "Sở GDĐT ")
	}
	list := func(key string, lines []string) {
		for i, line := range lines {
			t[fmt.Sprintf("%s.%d", key, i)] = line
		}
	}
	if c.Half != "" {
		t["time_of_day"] = phrase.Text(phrase.Vietnamese, "conference.half."+c.Half)
	}
	for i, o := range c.Chairs {
		t[fmt.Sprintf("chaired_by.%d", i)] = o.Office + " " + name[o.Unit]
	}
	list("purposes", c.Purposes)
	list("guests", c.Guests)
	list("agreed", c.Agreed)
	for _, g := range c.Guided {
		t["guest_speech.by"], t["guest_speech.what"] = g.By, g.What
	}
	for i, p := range c.Papers {
		title := p.What
		if p.Unit != "" {
			title += " (" + short[p.Unit] + ")"
		}
		t[fmt.Sprintf("papers.%d", i)] = title
	}
	for i, o := range c.Opinions {
		if o.Unit == "" {
			t["opinions"] = o.What
			continue
		}
		t[fmt.Sprintf("opinions.%d", i)] = name[o.Unit]
	}
	for _, r := range c.Reports {
		if r.Head {
			t["reported_by"] = "đơn vị Trưởng khối (" + r.What + ")"
		}
	}
}
