package scoring_test

import (
	"strings"
	"testing"

	"thidua/emulation/criteria"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
)

// Every kind shows how it counts by results that a unit can type, and that say something: none of them is missing anything, and not all give the same.
func TestEveryKindHasSamples(t *testing.T) {
	for _, c := range everyKind(t).Criteria() {
		if c.Code == "c22" { // an event without points
			continue
		}
		alone, err := criteria.Alone(c, criteria.Rounding{Places: 2})
		if err != nil {
			t.Fatalf("%s: %v", c.Rule.Kind(), err)
		}
		points := map[string]bool{}
		for _, s := range scoring.Samples(alone) {
			points[s.Points.String()] = true
			if s.Provisional || !s.Given && c.Rule.Indicators() == nil {
				t.Errorf("%s: %+v is not complete: %s", c.Rule.Kind(), s.Input.Answer, vietnamese(s.Why))
			}
			stored := c.Rule.Fields(s.Input)
			again, err := c.Rule.ReadTyped(c.Rule.Format(stored, true))
			if c.Rule.Indicators() == nil && (err != nil || !again.Same(s.Input)) {
				t.Errorf("%s: nobody can type %v: %v", c.Rule.Kind(), stored, err)
			}
		}
		if len(points) < 2 {
			t.Errorf("%s: its samples give %v", c.Rule.Kind(), points)
		}
	}
}

// samplesOf are the samples of a rule of ten points: what is typed = points.
func samplesOf(t *testing.T, line string, more ...string) string {
	t.Helper()
	c := oneGroup(t, "", "{code: a, name: A, max: 10, "+line+"}").Criteria()[0]
	alone, err := criteria.Alone(c, criteria.Rounding{Places: 2})
	if err != nil {
		t.Fatal(err)
	}
	var inputs []rule.Input
	for _, typed := range more {
		in, err := c.Rule.ReadTyped(typed)
		if err != nil {
			t.Fatal(err)
		}
		inputs = append(inputs, in)
	}
	var out []string
	for _, s := range scoring.Samples(alone, inputs...) {
		out = append(out, c.Rule.Format(c.Rule.Fields(s.Input), true)+" = "+s.Points.String())
	}
	return strings.Join(out, ", ")
}

func TestSamples(t *testing.T) {
	for _, c := range []struct{ line, want string }{
		{"rule: {kind: bands, bands: [{at_least: 98, points: 10}, {at_least: 90.5, points: 7}], otherwise: 1}", "98 = 10, 90,5 = 7, 89,5 = 1, 97,9 = 7"},
		{"rule: {kind: step, from: 2, per: 3, unit: 0.5, better: lower}", "2 = 10, 2,5 = 7, 3,25 = 1, 4 = 0, 97,9 = 0"},
		{"weight: 2, rule: {kind: target, target: 40}", "20 = 10, 36 = 18, 40 = 20, 48 = 20, 97,9 = 20"},
		{"rule: {kind: target}", "50/100 = 5, 90/100 = 9, 100/100 = 10, 120/100 = 10, 97,9 = 0"},
		{"rule: {kind: rank, points: [10, 8, 6], rest: 1}", "95 = 8, 90 = 6, 85 = 1, 80 = 1, 90 = 6, 97,9 = 10"},
		{"rule: {kind: improve, each: 2}", "90 = 0, 91 = 2, 93 = 6, 88 = 0, 97,9 = 10"},
	} {
		if got := samplesOf(t, c.line, "97,9"); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.line, got, c.want)
		}
	}
}
