package criteria_test

import (
	"testing"

	"thidua/emulation/criteria"
)

// A bonus that counts as it stands is held against deductions: in a sum, and on top of an average that it does not lower.
func TestBonusHeldAgainstDeductions(t *testing.T) {
	for _, group := range []string{"aggregate: average\n  criteria: [{code: I.1, name: A, max: 1, rule: {kind: pass}}, {code: I.2, name: B, max: 1, bonus: outside, rule: {kind: pass}}]\n",
		"criteria: [{code: I.1, name: A, max: 1, rule: {kind: pass}}, {code: I.2, name: B, max: 1, bonus: inside, rule: {kind: pass}}]\n",
		"aggregate: average\n  groups:\n  - {code: I.A, name: A, criteria: [{code: I.1, name: A, max: 1, rule: {kind: pass}}]}\n" +
			"  - {code: I.B, name: B, bonus: outside, aggregate: average, criteria: [{code: I.2, name: B, max: 1, rule: {kind: pass}}]}\n"} {
		if _, err := criteria.LoadSet("x.yaml", []byte("format: thidua-criteria/1\nid: x\nname: X\nclasses: {on: total, bands: [{name: A, when: [{deductions_within: 50}]}]}\n"+
			"groups:\n- code: I\n  name: A\n  "+group)); err != nil {
			t.Errorf("%s: %v", group, err)
		}
	}
}
