package scoring_test

import (
	"testing"

	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
)

// TestPublishedFormulas is the worked example of the province that published them: MS = 10, T = 100.
func TestPublishedFormulas(t *testing.T) {
	set := loadFile(t, "quang-tri-formulas.yaml")
	r := score(t, set, "",
		"a: {inputs: {I.1: {value: 80}, I.2: {value: 60}, I.3: {pass: true}, I.4: {count: 3}, I.5: {plus: 3, minus: 4}}}",
		"b: {inputs: {I.1: {value: 100}, I.2: {value: 80}, I.3: {pass: false}, I.4: {count: 9}, I.5: {plus: 0, minus: 9}}}",
		"c: {inputs: {I.1: {value: 110}, I.2: {value: 0}, I.3: {pass: true}, I.4: {count: 0}, I.5: {plus: 4, minus: 0}}}",
		"d: {inputs: {I.1: {value: 120}, I.2: {value: 20}, I.3: {pass: true}, I.4: {count: 1}, I.5: {plus: 1, minus: 0}}}")
	want := map[string][2]map[string]string{
		"a": {{"I.1": "4", "I.2": "7.5", "I.4": "6", "I.5": "5"}, {"I.1": "0,5 × 10 × 80 ÷ 100 (chỉ tiêu) = 4", "I.2": "60 ÷ 80 (cao nhất cụm) × 10 = 7,5"}},
		"b": {{"I.1": "5", "I.2": "10", "I.4": "10", "I.5": "-5"}, {"I.1": "0,5 × 10 × 100 ÷ 100 (chỉ tiêu) = 5"}},
		"c": {{"I.1": "7.5", "I.2": "0", "I.4": "0", "I.5": "10"}, {"I.1": "110 vượt chỉ tiêu 100, dẫn đầu cụm đạt 120/100: 0,5 × 10 + 0,5 × 10 × phần vượt so với đơn vị dẫn đầu = 7,5"}},
		"d": {{"I.1": "10", "I.2": "2.5", "I.4": "2", "I.5": "3"}, {"I.1": "120 vượt chỉ tiêu 100 và dẫn đầu cụm: 10 điểm"}},
	}
	for id, both := range want {
		u, _ := r.Unit(id)
		for code, points := range both[0] {
			if c, _ := u.Criterion(code); c.Points.String() != points || c.Provisional {
				t.Errorf("%s %s: %s (provisional %v), want %s", id, code, c.Points, c.Provisional, points)
			}
		}
		for code, sentence := range both[1] {
			if got := vietnamese(u.Explain(code)); got != sentence {
				t.Errorf("%s %s: %q, want %q", id, code, got, sentence)
			}
		}
	}
	if r.Provisional || len(r.Warnings) != 0 {
		t.Errorf("provisional %v, warnings %v", r.Provisional, r.Warnings)
	}
}

func TestOwnTargetsAreComparedByRatio(t *testing.T) {
	set := oneGroup(t, "", "{code: I.1, name: A, max: 10, rule: {kind: target-leader}}")
	r := score(t, set, "", "a: {inputs: {I.1: {value: 30, target: 20}}}", "b: {inputs: {I.1: {value: 500, target: 400}}}", "c: {inputs: {I.1: {value: 9}}}")
	for id, want := range map[string]string{"a": "10", "b": "7.5", "c": "0"} {
		u, _ := r.Unit(id)
		if c, _ := u.Criterion("I.1"); c.Points.String() != want || !c.Provisional {
			t.Errorf("%s: %s, provisional %v; want %s, provisional while c has no target", id, c.Points, c.Provisional, want)
		}
	}
}

func TestRankKind(t *testing.T) {
	for _, c := range []struct{ rule, a, b, c string }{
		{"{kind: rank, points: [10, 9, 8]}", "10", "10", "8"},
		{"{kind: rank, points: [10, 9, 8], ties: average}", "9.5", "9.5", "8"},
		{"{kind: rank, points: [10, 9], rest: 1}", "10", "10", "1"},
		{"{kind: rank, points: [10, 9], ties: average, better: lower, rest: 2}", "5.5", "5.5", "10"},
	} {
		set := oneGroup(t, "", "{code: I.1, name: A, max: 10, rule: "+c.rule+"}")
		r := score(t, set, "", "c: {inputs: {I.1: {value: 1}}}", "b: {inputs: {I.1: {value: 2.0}}}", "a: {inputs: {I.1: {value: 2}}}", "n: {inputs: {I.1: {na: true, reason: x}}}")
		for id, want := range map[string]string{"a": c.a, "b": c.b, "c": c.c} {
			u, _ := r.Unit(id)
			if got, _ := u.Criterion("I.1"); got.Points.String() != want || got.Provisional {
				t.Errorf("%s %s: %s, provisional %v; want %s", c.rule, id, got.Points, got.Provisional, want)
			}
		}
		u, _ := r.Unit("a")
		if got := vietnamese(u.Explain("I.1")); len(got) < 20 {
			t.Errorf("explanation %q", got)
		}
	}
}

func TestRelativeIsProvisionalUntilEverybodyReports(t *testing.T) {
	set := oneGroup(t, "", "{code: I.1, name: A, max: 10, rule: {kind: best}}")
	r := score(t, set, "", "a: {inputs: {I.1: {value: 60}}}", "b: {}")
	u, _ := r.Unit("a")
	if c, _ := u.Criterion("I.1"); c.Points.String() != "10" || !c.Provisional || !r.Provisional {
		t.Errorf("%+v", c)
	}
	if got := vietnamese(u.Explain("I.1")); got != "60 ÷ 60 (cao nhất cụm) × 10 = 10 (tạm tính)" {
		t.Error(got)
	}
	r = score(t, set, "", "a: {inputs: {I.1: {value: 0}}}", "b: {inputs: {I.1: {value: -1}}}")
	u, _ = r.Unit("a")
	if c, _ := u.Criterion("I.1"); c.Points.String() != "0" || !c.Provisional || len(r.Warnings) != 2 {
		t.Errorf("nobody above 0: %+v, %v", c, r.Warnings)
	}
}

func TestRelativeIsProvisionalUntilNotApplicableIsConfirmed(t *testing.T) {
	set := oneGroup(t, "", "{code: I.1, name: A, max: 10, rule: {kind: best}}")
	units := []criteria.UnitInputs{
		{ID: "a", Inputs: map[string]rule.Input{"I.1": {Answer: &rule.Figure{X: decimal.FromInt(60)}}}},
		{ID: "b", Inputs: map[string]rule.Input{"I.1": {NA: true, Reason: "x", Unconfirmed: true}}},
	}
	for _, unconfirmed := range []bool{true, false} {
		units[1].Inputs["I.1"] = rule.Input{NA: true, Reason: "x", Unconfirmed: unconfirmed}
		r, err := scoring.Score(set, units, criteria.Decisions{})
		if err != nil {
			t.Fatal(err)
		}
		u, _ := r.Unit("a")
		if c, _ := u.Criterion("I.1"); c.Provisional != unconfirmed {
			t.Errorf("unconfirmed %v: provisional %v", unconfirmed, c.Provisional)
		}
	}
}

func TestOneUnitAloneIsProvisional(t *testing.T) {
	set := loadFile(t, "quang-tri-formulas.yaml")
	in, err := criteria.LoadInputs(set, "x", []byte("format: thidua-inputs/1\nunits: [{id: a, name: A, inputs: {I.1: {value: 120}, I.2: {value: 5}, I.3: {pass: true}}}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	u := scoring.ScoreUnit(set, &in.Units[0], nil)
	for code, provisional := range map[string]bool{"I.1": true, "I.2": true, "I.3": false, "I.4": true} {
		if c, _ := u.Criterion(code); c.Provisional != provisional {
			t.Errorf("%s: provisional %v", code, c.Provisional)
		}
	}
	if u.Total.String() != "30" || u.Rank != 0 {
		t.Errorf("total %s, rank %d", u.Total, u.Rank)
	}
}
