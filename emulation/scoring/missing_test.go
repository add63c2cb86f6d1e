package scoring_test

import (
	"testing"

	"thidua/emulation/criteria"
	"thidua/emulation/scoring"
)

// TestMissingInputCountsZero: a floor lifts what was reported, not what was not.
func TestMissingInputCountsZero(t *testing.T) {
	set, err := criteria.LoadSet("t.yaml", []byte(`
format: thidua-criteria/1
id: t
name: T
cite: thử
scale: {total: 25}
groups:
  - code: I
    name: Nhóm
    criteria:
      - {code: I.1, name: Một, max: 5, rule: {kind: deduct, each: 2, floor: 1}}
      - {code: I.2, name: Hai, max: 10, rule: {kind: plus-minus, plus: 1, minus: 1, min: 2, max: 10}}
      - {code: I.3, name: Ba, max: 10, rule: {kind: base, start: 5, events: [{id: a, points: 1}], min: 3, max: 10}}
`))
	if err != nil {
		t.Fatal(err)
	}
	u := scoring.ScoreUnit(set, &criteria.UnitInputs{ID: "u", Name: "U"}, nil)
	for _, c := range u.Criteria {
		if !c.Points.IsZero() || !c.Provisional || c.Given {
			t.Errorf("%s without an input: %s points, provisional %v, given %v", c.Criterion.Code, c.Points, c.Provisional, c.Given)
		}
	}
}
