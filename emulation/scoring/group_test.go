package scoring_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/emulation/scoring"
)

// inputsOf is one unit with the given inputs.
func inputsOf(t testing.TB, set *criteria.Set, inputs string) *criteria.UnitInputs {
	t.Helper()
	in, err := criteria.LoadInputs(set, "x", []byte("format: thidua-inputs/1\nunits: [{id: a, name: A, inputs: {"+inputs+"}}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	return &in.Units[0]
}

func TestAggregates(t *testing.T) {
	lines := "criteria: [{code: a, name: A, max: 10, weight: 2, rule: {kind: percent}}, {code: b, name: B, max: 10, rule: {kind: percent}}, {code: c, name: C, max: 5, rule: {kind: pass}}]}\n"
	for _, c := range []struct{ group, inputs, points, max string }{
		{"", "a: {value: 33.33}, b: {value: 50}, c: {pass: true}", "16.67", "35"}, // 6.666→6.67 + 5 + 5
		{"aggregate: sum, cap: 12, ", "a: {value: 33.33}, b: {value: 50}, c: {pass: true}", "12", "12"},
		{"aggregate: average, ", "a: {value: 33.33}, b: {value: 50}, c: {pass: true}", "5.56", "11.67"}, // 16.67/3
		{"aggregate: average, ", "a: {value: 33.33}, b: {na: true, reason: x}, c: {pass: true}", "5.84", "12.5"},
		{"aggregate: min, ", "a: {value: 33.33}, b: {value: 50}, c: {pass: true}", "5", "5"},
		{"aggregate: weighted, ", "a: {value: 33.33}, b: {value: 50}, c: {pass: true}", "4.17", "8.75"}, // (2·3.33+5+5)/4, (2·10+10+5)/4
		{"aggregate: weighted, ", "a: {value: 33.33}, b: {na: true, reason: x}, c: {pass: true}", "3.89", "8.33"},
		{"", "a: {na: true, reason: x}, b: {na: true, reason: x}, c: {pass: true}", "5", "5"},
	} {
		set := loadSet(t, "format: thidua-criteria/1\nid: x\nname: X\ngroups:\n- {code: I, name: A, "+c.group+lines)
		u := scoring.ScoreUnit(set, inputsOf(t, set, c.inputs), nil)
		if u.Total.String() != c.points || u.Max.String() != c.max {
			t.Errorf("%s%s: %s of %s, want %s of %s", c.group, c.inputs, u.Total, u.Max, c.points, c.max)
		}
	}
}

const nested = `format: thidua-criteria/1
id: x
name: X
scale: {total: 24}
gates:
  - {when: any-group-zero, blocks: [co, bang-khen], reason: Có lĩnh vực 0 điểm}
  - {when: "group-zero:II", blocks: [co]}
  - {when: "criterion-zero:I.1.a", blocks: [giay-khen]}
  - {when: "happened:III.1", blocks: [danh-hieu]}
groups:
  - code: I
    name: Nhiệm vụ
    aggregate: average
    groups:
      - {code: I.1, name: Một, criteria: [{code: I.1.a, name: A, max: 10, rule: {kind: manual, step: 1}}]}
      - {code: I.2, name: Hai, criteria: [{code: I.2.a, name: B, max: 20, rule: {kind: manual, step: 1}}]}
    criteria:
      - {code: I.b, name: Thêm, max: 4, bonus: outside, rule: {kind: count, each: 1}}
  - {code: II, name: Khác, cap: 9, applies_to: [thpt, ""], criteria: [{code: II.1, name: C, max: 10, rule: {kind: manual, step: 1}}]}
  - {code: III, name: Trừ, criteria: [{code: III.1, name: D, max: 0, rule: {kind: event, points: -3}}]}
  - {code: IV, name: Cộng, bonus: outside, criteria: [{code: IV.1, name: E, max: 5, rule: {kind: count, each: 1}}]}
`

func TestNestedGroupsBonusAndGates(t *testing.T) {
	set := loadSet(t, nested)
	all := "I.1.a: {points: 10}, I.2.a: {points: 5}, I.b: {count: 2}, II.1: {points: 10}, III.1: {happened: false}, IV.1: {count: 0}"
	for _, c := range []struct{ name, change, with, total, max, blocked string }{
		{"as it is", "", "", "18.5", "24", ""}, // (10+5)/2 + 2 + min(10, 9)
		{"subgroup zero", "I.1.a: {points: 10}", "I.1.a: {points: 0}", "13.5", "24", "co bang-khen giay-khen"},
		{"group zero", "II.1: {points: 10}", "II.1: {points: 0}", "9.5", "24", "co bang-khen"},
		{"group not applicable", "II.1: {points: 10}", "II.1: {na: true, reason: x}", "9.5", "15", ""},
		{"happened", "happened: false", "happened: true", "15.5", "24", "danh-hieu"},
		{"criterion not applicable", "I.1.a: {points: 10}", "I.1.a: {na: true, reason: x}", "16", "29", ""}, // 5 + 2 + 9 of 20 + 9
	} {
		u := scoring.ScoreUnit(set, inputsOf(t, set, strings.Replace(all, c.change, c.with, 1)), nil)
		var blocked []string
		for _, b := range u.Blocked {
			blocked = append(blocked, b.Award)
		}
		if u.Total.String() != c.total || u.Max.String() != c.max || strings.Join(blocked, " ") != c.blocked {
			t.Errorf("%s: %s of %s, blocked %q; want %s of %s, %q", c.name, u.Total, u.Max, blocked, c.total, c.max, c.blocked)
		}
	}
	u := scoring.ScoreUnit(set, inputsOf(t, set, strings.Replace(all, "happened: false", "happened: true", 1)), nil)
	if u.Bonus.String() != "2" || u.Deductions.String() != "3" {
		t.Errorf("bonus %s, deductions %s", u.Bonus, u.Deductions)
	}
}

func TestZeroFieldBlocksTheFlagButKeepsScoreAndPlace(t *testing.T) {
	set := loadFile(t, "soc-trang-thpt-2017.yaml")
	inputs := ""
	for _, c := range set.Criteria() {
		points := c.Max
		if c.Code == "4.1" {
			points = decimal.Decimal{}
		}
		inputs += `"` + c.Code + `": {points: ` + points.String() + "}, "
	}
	u := score(t, set, "", "a: {inputs: {"+inputs+"}}").Units[0]
	if u.Total.String() != "210" || u.Max.String() != "200" || u.Percent.String() != "105" || u.Rank != 1 || u.Bonus.String() != "20" {
		t.Errorf("%s of %s, %s %%, place %d, bonus %s", u.Total, u.Max, u.Percent, u.Rank, u.Bonus)
	}
	if len(u.Blocked) != 2 || u.Blocked[0].Award != "co-thi-dua" || u.Blocked[0].Code != "4" || u.Blocked[0].Reason != "Có lĩnh vực 0 điểm" {
		t.Errorf("%+v", u.Blocked)
	}
}

func TestWhatIsMissingIsZeroProvisionalAndWarned(t *testing.T) {
	set := oneGroup(t, "", "{code: I.1, name: A, max: 10, rule: {kind: percent}}", "{code: I.2, name: B, max: 5, rule: {kind: deduct, each: 1}}", "{code: I.3, name: C, max: 5, rule: {kind: pass}, applies_to: [thpt]}")
	r := score(t, set, "", "a: {type: thcs, inputs: {I.1: {na: true}, I.3: {pass: true}}}")
	u := r.Units[0]
	var warned []string
	for _, w := range r.Warnings {
		warned = append(warned, w.Criterion)
		if text := vietnamese(w.Message()); !strings.HasPrefix(text, "Đơn vị A, tiêu chí "+w.Criterion+": ") || strings.Contains(text, "{") {
			t.Error(text)
		}
		if text := english(w.Message()); !strings.HasPrefix(text, "Unit A, criterion ") || strings.Contains(text, "{") {
			t.Error(text)
		}
	}
	if strings.Join(warned, " ") != "I.1 I.2 I.3" || u.Total.String() != "0" || u.Max.String() != "5" || !r.Provisional || u.Deductions.String() != "5" {
		t.Errorf("warned %v, %s of %s, provisional %v, deductions %s", warned, u.Total, u.Max, r.Provisional, u.Deductions)
	}
	for code, want := range map[string]string{"I.1": "không áp dụng", "I.2": "chưa có số liệu, tạm tính 0", "I.3": "không áp dụng cho loại đơn vị thcs"} {
		if got := vietnamese(u.Explain(code)); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}

func TestUnconfirmedNotApplicableIsProvisional(t *testing.T) {
	set := oneGroup(t, "", "{code: I.1, name: A, max: 10, rule: {kind: percent}}", "{code: I.2, name: B, max: 5, rule: {kind: pass}}")
	in := *inputsOf(t, set, "I.2: {pass: true}")
	in.Inputs["I.1"] = rule.Input{NA: true, Reason: "x", Unconfirmed: true}
	if u := scoring.ScoreUnit(set, &in, nil); !u.Provisional || len(u.Warnings) != 1 || u.Percent.String() != "100" {
		t.Errorf("%+v", u)
	}
	in.Inputs["I.1"] = rule.Input{NA: true} // nobody can confirm what has no reason
	if u := scoring.ScoreUnit(set, &in, nil); !u.Provisional || len(u.Warnings) != 1 {
		t.Errorf("%+v", u)
	}
	in.Inputs["I.2"] = rule.Input{NA: true, Reason: "x"}
	if u := scoring.ScoreUnit(set, &in, nil); !u.Percent.IsZero() || u.Warnings[len(u.Warnings)-1].Message().Key != "scoring.nothing-applies" {
		t.Errorf("%+v", u)
	}
}

func TestContradictionsAreErrors(t *testing.T) {
	set := oneGroup(t, "scale: {by_type: {t: 10}}\n", "{code: I.1, name: A, max: 10, rule: {kind: percent}}")
	a := criteria.UnitInputs{ID: "a", Type: "t"}
	for key, c := range map[string]struct {
		units     []criteria.UnitInputs
		decisions criteria.Decisions
	}{
		"scoring.unit-twice":         {[]criteria.UnitInputs{a, a}, criteria.Decisions{}},
		"scoring.type-without-scale": {[]criteria.UnitInputs{{ID: "a", Type: "u"}}, criteria.Decisions{}},
		"scoring.unknown-criterion":  {[]criteria.UnitInputs{{ID: "a", Type: "t", Inputs: map[string]rule.Input{"I.9": {}}}}, criteria.Decisions{}},
		"scoring.unknown-unit":       {[]criteria.UnitInputs{a}, criteria.Decisions{Chair: []string{"b"}}},
	} {
		_, err := scoring.Score(set, c.units, c.decisions)
		if emulation.KeyOf(err) != key || emulation.CodeOf(err) != emulation.Invalid {
			t.Errorf("%v, want %s", err, key)
		}
	}
	over := a
	over.Override = map[string]decimal.Decimal{"I.9": {}}
	if _, err := scoring.Score(set, []criteria.UnitInputs{over}, criteria.Decisions{}); emulation.KeyOf(err) != "scoring.unknown-criterion" {
		t.Error(err)
	}
	if r, err := scoring.Score(set, nil, criteria.Decisions{}); err != nil || len(r.Units) != 0 {
		t.Errorf("no units: %v, %v", r, err)
	}
}
