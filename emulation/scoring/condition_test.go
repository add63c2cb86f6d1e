package scoring_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/scoring"
)

// conditioned is a set whose first class asks more than points: 20 points of work, a deduction of up to 10, and a bonus of at most 5.
const conditioned = `format: thidua-criteria/1
id: x
name: X
TOP
tie_break: [group:III]
classes: {on: total, bands: [{name: Xuất sắc, at_least: 20, when: [WHEN]}, {name: Tốt, at_least: 10}]}
gates: [{when: 'happened:I.3', blocks: [co], reason: Có vụ việc}]
groups:
  - {code: I, name: A, criteria: [{code: I.1, name: A, max: 20, rule: {kind: manual, step: 1}}, {code: I.2, name: B, max: 10, rule: {kind: deduct, each: 1}}, {code: I.3, name: C, max: 0, rule: {kind: event, points: 0}}]}
  - {code: II, name: B, cap: 5, bonus: outside, criteria: [{code: II.1, name: A, max: 20, rule: {kind: manual, step: 1}}]}
  - {code: III, name: C, bonus: tie-break, criteria: [{code: III.1, name: A, max: 10, rule: {kind: manual, step: 1}}]}
`

func conditionedSet(top, when string) string {
	return strings.NewReplacer("TOP\n", top, "WHEN", when).Replace(conditioned)
}

// unitOf is a unit with work, deductions, bonus and points for ties.
func unitOf(id, work, deducted, bonus, tie, more string) string {
	return id + ": {inputs: {I.1: {points: " + work + "}, I.2: {count: " + deducted + "}, I.3: {happened: false}, II.1: {points: " + bonus +
		"}, III.1: {points: " + tie + "}}" + more + "}"
}

// TestClassesAskMoreThanPoints holds each condition at its bound and one step beyond, with the sentence that tells it.
func TestClassesAskMoreThanPoints(t *testing.T) {
	indicator := func(v string) string { return ", indicators: {bo-hoc: " + v + "}" }
	for _, c := range []struct {
		when        string
		units       []string
		class, tell string // of the unit a
	}{
		{"{deductions_within: 50}", []string{unitOf("a", "20", "2", "4", "0", "")}, "Xuất sắc", "điểm trừ 2 không quá 50% điểm thưởng 4"},
		{"{deductions_within: 50}", []string{unitOf("a", "20", "3", "4", "0", "")}, "Tốt", "31 điểm: đủ điểm loại Xuất sắc nhưng điểm trừ 3 vượt 50% điểm thưởng 4."},
		// A bonus of 20 counts 5, so half of it is 2,5 and not 10.
		{"{deductions_within: 50}", []string{unitOf("a", "20", "3", "20", "0", "")}, "Tốt", "điểm trừ 3 vượt 50% điểm thưởng 5"},
		{"{deductions_within: 50}", []string{unitOf("a", "20", "0", "0", "0", "")}, "Xuất sắc", "điểm trừ 0 không quá 50% điểm thưởng 0"},
		{"{place_within: 1}", []string{unitOf("a", "19", "0", "0", "0", ""), unitOf("b", "20", "0", "0", "0", "")}, "Tốt", "đứng thứ 2 theo điểm, ngoài 1 đơn vị đầu"},
		{"{place_within: 1}", []string{unitOf("a", "20", "0", "0", "0", ""), unitOf("b", "20", "0", "0", "0", "")}, "Xuất sắc", "đứng thứ 1 theo điểm, trong 1 đơn vị đầu"},
		{"{place_within_percent: 50}", []string{unitOf("a", "19", "0", "0", "0", ""), unitOf("b", "20", "0", "0", "0", ""), unitOf("c", "1", "0", "0", "0", "")}, "Tốt",
			"ngoài 1 đơn vị đầu (50% của 3 đơn vị, làm tròn xuống)"},
		{"{at_most_average: 'indicator:bo-hoc'}", []string{unitOf("a", "20", "0", "0", "0", indicator("0.5")), unitOf("b", "20", "0", "0", "0", indicator("0.5"))},
			"Xuất sắc", "số liệu bo-hoc là 0,5, không cao hơn bình quân của cụm (= 0,5)"},
		{"{below_average: 'indicator:bo-hoc'}", []string{unitOf("a", "20", "0", "0", "0", indicator("0.5")), unitOf("b", "20", "0", "0", "0", indicator("0.5"))},
			"Tốt", "số liệu bo-hoc là 0,5, không thấp hơn bình quân của cụm (= 0,5)"},
		// Three units, 1 ÷ 3: the average never ends, and 0.3333 is below it.
		{"{at_least_average: 'indicator:bo-hoc'}", []string{unitOf("a", "20", "0", "0", "0", indicator("0.3333")), unitOf("b", "20", "0", "0", "0", indicator("0.3333")), unitOf("c", "20", "0", "0", "0", indicator("0.3334"))},
			"Tốt", "số liệu bo-hoc là 0,3333, thấp hơn bình quân của cụm (≈ 0,3333)"},
		{"{above_average: 'criterion:I.1'}", []string{unitOf("a", "20", "0", "0", "0", ""), unitOf("b", "18", "0", "0", "0", "")}, "Xuất sắc",
			"điểm tiêu chí I.1 là 20, cao hơn bình quân của cụm (= 19)"},
		{"{at_least_average: 'group:I'}", []string{unitOf("a", "19", "0", "0", "0", ""), unitOf("b", "20", "0", "0", "0", "")}, "Tốt",
			"điểm nhóm I là 29, thấp hơn bình quân của cụm (= 29,5)"},
		{"{at_least_average: 'indicator:bo-hoc'}", []string{unitOf("a", "20", "0", "0", "0", ""), unitOf("b", "20", "0", "0", "0", indicator("1"))}, "Tốt",
			"chưa có số liệu bo-hoc để so với bình quân của cụm"},
		{"{no_gate: true}", []string{strings.Replace(unitOf("a", "20", "0", "0", "0", ""), "happened: false", "happened: true", 1)}, "Tốt", "vướng điểm liệt"},
		{"{no_gate: true}, {deductions_within: 0}", []string{unitOf("a", "20", "0", "0", "0", "")}, "Xuất sắc", "không vướng điểm liệt nào; điểm trừ 0 không quá 0% điểm thưởng 0"},
	} {
		r := score(t, loadSet(t, conditionedSet("", c.when)), "", c.units...)
		u, _ := r.Unit("a")
		told := strings.Join(emulation.Map(r.ExplainPlace(u), vietnamese), " ")
		if u.Class != c.class || !strings.Contains(told, c.tell) || strings.Contains(told, "{") {
			t.Errorf("%s %v:\n%s, %q\nwant %s, %q", c.when, c.units, u.Class, told, c.class, c.tell)
		}
		for _, m := range r.ExplainPlace(u) {
			if text := english(m); strings.ContainsAny(text, "{}") || strings.Contains(text, "class.") {
				t.Errorf("%q", text)
			}
		}
	}
}

// While a unit's figure is still to come, an average may change, and whoever reads a class is told so.
func TestAnAverageThatMayChangeIsTold(t *testing.T) {
	r := score(t, loadSet(t, conditionedSet("", "{at_least_average: 'indicator:bo-hoc'}")), "", unitOf("a", "20", "0", "0", "0", ", indicators: {bo-hoc: 1}"), unitOf("b", "20", "0", "0", "0", ""))
	var warned []string
	for _, w := range r.Warnings {
		warned = append(warned, vietnamese(w.Message()))
	}
	u, _ := r.Unit("a")
	told := strings.Join(emulation.Map(r.ExplainPlace(u), vietnamese), " ")
	if strings.Join(warned, "") != "Bình quân số liệu bo-hoc của cụm là tạm tính: chưa có số liệu của B." || !strings.Contains(told, "Xếp loại tạm tính") {
		t.Errorf("%q\n%s", warned, told)
	}
	if class := scoring.ClassAlone(r.Set, u); class != "" {
		t.Errorf("alone it is said to be %s", class)
	}
}

// Where the set says so, a unit with a better class stands before one with more points.
func TestRankByClassFirst(t *testing.T) {
	units := []string{unitOf("a", "20", "4", "5", "0", ""), unitOf("b", "18", "1", "2", "0", ""), unitOf("c", "1", "0", "0", "0", ""), unitOf("d", "18", "1", "2", "0", "")}
	if got := places(score(t, loadSet(t, conditionedSet("", "{deductions_within: 50}")), "", units...)); got != "a 1, b 2, d 2, c 4" {
		t.Errorf("by points: %s", got)
	}
	r := score(t, loadSet(t, conditionedSet("rank_by: class\n", "{deductions_within: 50}")), "", units...)
	if got := places(r); got != "b 1, d 1, a 3, c 4" {
		t.Errorf("by class: %s", got)
	}
	a, _ := r.Unit("a")
	told := strings.Join(emulation.Map(r.ExplainPlace(a), vietnamese), " ")
	want := "Hạng 3, loại Tốt (31 điểm): xếp sau D vì D loại Xuất sắc; xếp loại trước, điểm sau. 31 điểm: đủ điểm loại Xuất sắc nhưng điểm trừ 4 vượt 50% điểm thưởng 5. Xếp loại Tốt: 31 điểm, từ 10 trở lên."
	if told != want {
		t.Errorf("got  %s\nwant %s", told, want)
	}
}

// Points for ties are in no sum: they separate units that are level, and nobody else.
func TestPointsForTiesCountOnlyAmongThoseThatAreLevel(t *testing.T) {
	r := score(t, loadSet(t, conditionedSet("", "{no_gate: true}")), "", unitOf("a", "20", "0", "3", "1", ""), unitOf("b", "20", "0", "3", "2", ""), unitOf("c", "19", "0", "3", "10", ""))
	if got := places(r); got != "b 1, a 2, c 3" {
		t.Error(got)
	}
	u, _ := r.Unit("b")
	if u.Total.String() != "33" || u.Max.String() != "30" || u.Bonus.String() != "3" || vietnamese(u.ExplainTotal()) != "30 (I) + 3 (II) = 33" {
		t.Errorf("%s of %s, bonus %s: %s", u.Total, u.Max, u.Bonus, vietnamese(u.ExplainTotal()))
	}
	if g, _ := u.Group("III"); g.Points.String() != "2" {
		t.Errorf("the group itself has %s", g.Points)
	}
	a, _ := r.Unit("a")
	if told := vietnamese(r.ExplainPlace(a)[0]); !strings.Contains(told, "III") {
		t.Error(told)
	}
}

// A bonus above its cap counts nowhere: not in the total, not in the tie-break, not where deductions are held against it.
func TestABonusAboveItsCapCountsNowhere(t *testing.T) {
	set := func(cap string) string {
		return "format: thidua-criteria/1\nid: x\nname: X\ntie_break: [bonus]\ngroups:\n" +
			"  - {code: I, name: A, " + cap + "criteria: [{code: I.1, name: A, max: 10, rule: {kind: manual, step: 1}}, {code: I.2, name: B, max: 10, bonus: outside, rule: {kind: manual, step: 1}}]}\n" +
			"  - {code: II, name: B, bonus: outside, cap: 4, groups: [{code: II.A, name: C, cap: 3, criteria: [{code: II.1, name: A, max: 9, rule: {kind: manual, step: 1}}]}], criteria: [{code: II.2, name: B, max: 9, rule: {kind: manual, step: 1}}]}\n"
	}
	for _, c := range []struct{ cap, one, two, deep, more, total, bonus string }{
		{"", "8", "5", "0", "0", "13", "5"},
		{"cap: 10, ", "8", "5", "0", "0", "10", "2"},  // 3 of the bonus are cut off
		{"cap: 10, ", "10", "5", "0", "0", "10", "0"}, // all of it is
		{"cap: 10, ", "8", "2", "0", "0", "10", "2"},
		{"", "8", "0", "9", "0", "11", "3"},
		{"", "8", "0", "9", "2", "12", "4"},
		{"", "8", "0", "9", "9", "12", "4"},
	} {
		body := "{I.1: {points: " + c.one + "}, I.2: {points: " + c.two + "}, II.1: {points: " + c.deep + "}, II.2: {points: " + c.more + "}}"
		r := score(t, loadSet(t, set(c.cap)), "", "a: {inputs: "+body+"}")
		if u := r.Units[0]; u.Total.String() != c.total || u.Bonus.String() != c.bonus {
			t.Errorf("%+v: %s, bonus %s", c, u.Total, u.Bonus)
		}
	}
	// Two units level in the total, one with a bonus far above its cap: what lies above separates nobody.
	r := score(t, loadSet(t, set("")), "", "a: {inputs: {I.1: {points: 8}, II.2: {points: 4}}}", "b: {inputs: {I.1: {points: 8}, II.2: {points: 9}}}")
	if got := places(r); got != "a 1, b 1" {
		t.Error(got)
	}
	// Results locked under older rules are computed as they were.
	if old := scoring.Rank(r.Set, r.Units, criteria.Decisions{UncappedBonus: true}); places(old) != "b 1, a 2" || old.Units[0].Bonus.String() != "9" {
		t.Error(places(old))
	}
}

// Weights in percent: each line counts its share, of criteria and of groups.
func TestWeightsInPercent(t *testing.T) {
	set := loadSet(t, `format: thidua-criteria/1
id: x
name: X
scale: {total: 100}
groups:
  - {code: I, name: A, weight: 60%, max: 100, criteria: [{code: I.1, name: A, max: 100, weight: 70%, rule: {kind: percent}}, {code: I.2, name: B, max: 100, weight: "30,0%", rule: {kind: percent}}]}
  - {code: II, name: B, weight: 40%, criteria: [{code: II.1, name: A, max: 100, rule: {kind: percent}}]}
`)
	r := score(t, set, "", "a: {inputs: {I.1: {value: 90}, I.2: {value: 55.55}, II.1: {value: 80}}}")
	u := r.Units[0]
	for code, want := range map[string]string{"I": "63 (I.1) + 16,67 (I.2) = 79,67; × hệ số 60% = 47,802 → 47,8", "II": "80 (II.1); × hệ số 40% = 32"} {
		if got := vietnamese(u.ExplainGroup(code)); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	if u.Total.String() != "79.8" || u.Max.String() != "100" || u.Groups[0].Max.String() != "60" {
		t.Errorf("%s of %s, group I of %s", u.Total, u.Max, u.Groups[0].Max)
	}
}
