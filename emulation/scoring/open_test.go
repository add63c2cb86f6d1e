package scoring_test

import (
	"fmt"
	"strings"
	"testing"

	"thidua/emulation/criteria"
)

// TestWhichTiesAreOpen: two units level at the first place, of which people have to decide where the chain asks for it.
func TestWhichTiesAreOpen(t *testing.T) {
	level := []string{"a: {inputs: {I.1: {points: 4}}}", "b: {inputs: {I.1: {points: 4}}}", "c: {inputs: {I.1: {points: 3}}}"}
	apart := []string{"a: {inputs: {I.1: {points: 4}}}", "b: {inputs: {I.1: {points: 2}}}", "c: {inputs: {I.1: {points: 3}}}"}
	for name, c := range map[string]struct {
		chain string
		units []string
		voted map[string]int
		chair []string
		want  string
	}{
		"nobody is asked":                {"bonus", level, nil, nil, ""},
		"a ballot":                       {"bonus, ballot", level, nil, nil, "result.tie-ballot 1 A, B"},
		"one of them stood in none":      {"ballot", level, map[string]int{"a": 1}, nil, "result.tie-ballot 1 A, B"},
		"level in the ballot":            {"ballot", level, map[string]int{"a": 1, "b": 1}, nil, ""},
		"in two ballots":                 {"ballot", level, map[string]int{"a": 1, "b": 65537}, nil, "result.tie-ballot 1 A, B"},
		"the chair":                      {"chair", level, nil, nil, "result.tie-chair 1 A, B"},
		"the chair named one":            {"chair", level, nil, []string{"a"}, "result.tie-chair 1 A, B"},
		"the chair named both":           {"chair", level, nil, []string{"a", "b"}, ""},
		"a ballot before the chair":      {"ballot, chair", level, nil, []string{"a", "b"}, "result.tie-ballot 1 A, B"},
		"the chair after a level ballot": {"ballot, chair", level, map[string]int{"a": 1, "b": 1}, nil, "result.tie-chair 1 A, B"},
		"no tie":                         {"ballot, chair", apart, nil, nil, ""},
	} {
		set := oneGroup(t, "tie_break: ["+c.chain+"]\n", "{code: I.1, name: A, max: 5, rule: {kind: manual, step: 1}}")
		var got []string
		for _, m := range score(t, set, "", c.units...).OpenTies(criteria.Decisions{Chair: c.chair}, c.voted) {
			vietnamese(m)
			got = append(got, m.Key+" "+fmt.Sprint(m.Args["rank"])+" "+m.Args["units"].(string))
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %q, want %q", name, s, c.want)
		}
	}
}
