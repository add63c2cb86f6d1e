package criteria_test

import (
	"testing"

	"thidua/emulation/criteria"
)

// TestWhatATableStatesBesideAGroup: the cap, the maximum, the sum of full points without a bonus outside, or nothing where points are not summed.
func TestWhatATableStatesBesideAGroup(t *testing.T) {
	const two = "criteria: [{code: a, name: A, max: 3, weight: 2, rule: {kind: pass}}, {code: b, name: B, max: 4, rule: {kind: pass}}]"
	for head, want := range map[string]string{
		"":                   "10",
		"cap: 8\n  ":         "8",
		"max: 10\n  ":        "10",
		"aggregate: min\n  ": "–",
	} {
		raw := "format: thidua-criteria/1\nid: x\nname: X\ngroups:\n- code: I\n  name: Một\n  " + head + two + "\n"
		set, err := criteria.LoadSet("test", []byte(raw))
		if err != nil {
			t.Fatal(err)
		}
		got := "–"
		if m := set.Groups[0].Stated(); m != nil {
			got = m.String()
		}
		if got != want {
			t.Errorf("%q: %s, want %s", head, got, want)
		}
	}
}
