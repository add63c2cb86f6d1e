package scoring_test

import (
	"strings"
	"testing"

	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
)

func TestEqualUnitsShareAPlace(t *testing.T) {
	set := oneGroup(t, "", "{code: I.1, name: A, max: 10, rule: {kind: manual, step: 1}}")
	r := score(t, set, "", "d: {inputs: {I.1: {points: 7}}}", "c: {inputs: {I.1: {points: 8}}}", "b: {inputs: {I.1: {points: 8}}}", "a: {inputs: {I.1: {points: 9}}}")
	if got := places(r); got != "a 1, b 2, c 2, d 4" {
		t.Error(got)
	}
}

// TestTieBreakChain scores two units with equal totals that differ in one thing at a time.
func TestTieBreakChain(t *testing.T) {
	body := `format: thidua-criteria/1
id: x
name: X
tie_break: [STEP]
groups:
  - {code: I, name: A, criteria: [{code: I.1, name: A, max: 10, rule: {kind: manual, step: 1}}, {code: I.2, name: B, max: 10, rule: {kind: deduct, each: 1}}]}
  - {code: II, name: B, bonus: inside, criteria: [{code: II.1, name: A, max: 10, rule: {kind: manual, step: 1}}]}
`
	even := "I.1: {points: 5}, I.2: {count: 0}, II.1: {points: 5}"
	for _, c := range []struct{ step, decisions, a, b, want string }{
		{"ballot", "", even, even, "a 1, b 1"},
		{"group:I", "", even, "I.1: {points: 6}, I.2: {count: 0}, II.1: {points: 4}", "b 1, a 2"},
		{"criterion:I.1", "", even, "I.1: {points: 6}, I.2: {count: 1}, II.1: {points: 5}", "b 1, a 2"},
		{"fewer-deductions", "", "I.1: {points: 6}, I.2: {count: 1}, II.1: {points: 5}", even, "b 1, a 2"},
		{"bonus", "", even, "I.1: {points: 4}, I.2: {count: 0}, II.1: {points: 6}", "b 1, a 2"},
		{"previous-rank", "", even, even + "}, previous_rank: 3, previous: {", "b 1, a 2"},
		{"previous-rank", "", even + "}, previous_rank: 2, previous: {", even + "}, previous_rank: 1, previous: {", "b 1, a 2"},
		{"ballot", "decisions: {ballot: [b, a]}\n", even, even, "b 1, a 2"},
		{"chair", "decisions: {chair: [b]}\n", even, even, "b 1, a 2"},
		{"chair", "decisions: {ballot: [b]}\n", even, even, "a 1, b 1"},
		{"fewer-deductions, ballot", "decisions: {ballot: [a, b]}\n", "I.1: {points: 6}, I.2: {count: 1}, II.1: {points: 5}", even, "b 1, a 2"},
		{"fewer-deductions, ballot", "decisions: {ballot: [b, a]}\n", even, even, "b 1, a 2"},
	} {
		set := loadSet(t, strings.Replace(body, "STEP", c.step, 1))
		r := score(t, set, c.decisions, "a: {inputs: {"+c.a+"}}", "b: {inputs: {"+c.b+"}}")
		if r.Units[0].Total.Cmp(r.Units[1].Total) != 0 {
			t.Fatalf("%+v: totals differ", c)
		}
		if got := places(r); got != c.want {
			t.Errorf("%s: %s, want %s", c.step, got, c.want)
		}
	}
}

func TestPercentRanksUnitsOfDifferentMaximum(t *testing.T) {
	set := loadFile(t, "moet-so-gddt-2013.yaml")
	full, part := "", ""
	for _, c := range set.Criteria() {
		points := "9"
		if c.Code == "A.16" {
			points = "8"
		}
		full += c.Code + ": {points: " + points + "}, "
		if c.Code == "A.6" {
			part += c.Code + ": {na: true, reason: không có giáo dục dân tộc}, "
			continue
		}
		part += c.Code + ": {points: 9}, "
	}
	r := score(t, set, "", "full: {inputs: {"+full+"}}", "part: {inputs: {"+part+"}}")
	if got := places(r); got != "part 1, full 2" {
		t.Error(got)
	}
	for id, want := range map[string]string{"part": "180/200 = 90", "full": "188/210 = 89.52"} {
		u, _ := r.Unit(id)
		if got := u.Total.String() + "/" + u.Max.String() + " = " + u.Percent.String(); got != want {
			t.Errorf("%s: %s, want %s", id, got, want)
		}
	}
}

func TestClasses(t *testing.T) {
	set := oneGroup(t, "scale: {total: 100}\nclasses:\n  on: capped-total\n  bands: [{name: XS, at_least: 95, top_percent: 20}, {name: T, at_least: 85}, {name: K}]\n",
		"{code: I.1, name: A, max: 100, rule: {kind: manual, step: 0.01}}")
	unit := func(id, points string) string { return id + ": {inputs: {I.1: {points: " + points + "}}}" }
	for name, c := range map[string]struct {
		units    []string
		want     string
		warnings int
	}{
		"⌊20 %·9⌋ = 1": {[]string{unit("a", "99"), unit("b", "98"), unit("c", "95"), unit("d", "94.99"), unit("e", "85"), unit("f", "84.99"), unit("g", "1"), unit("h", "2"), unit("i", "3")},
			"a XS, b T, c T, d T, e T, f K, i K, h K, g K", 0},
		"⌊20 %·4⌋ = 0": {[]string{unit("a", "99"), unit("b", "98"), unit("c", "90"), unit("d", "80")}, "a T, b T, c T, d K", 0},
		"10 give 2, three tied": {[]string{unit("a", "99"), unit("b", "98"), unit("c", "98"), unit("d", "98"), unit("e", "1"), unit("f", "1"), unit("g", "1"), unit("h", "1"), unit("i", "1"), unit("j", "1")},
			"a XS, b T, c T, d T, e K, f K, g K, h K, i K, j K", 1},
		"the bound is reached": {[]string{unit("a", "95"), unit("b", "85"), unit("c", "0"), unit("d", "0"), unit("e", "0")}, "a XS, b T, c K, d K, e K", 0},
	} {
		r := score(t, set, "", c.units...)
		var got []string
		for _, u := range r.Units {
			got = append(got, u.ID+" "+u.Class)
		}
		if strings.Join(got, ", ") != c.want || len(r.Warnings) != c.warnings {
			t.Errorf("%s: %s, warnings %d; want %s, %d", name, strings.Join(got, ", "), len(r.Warnings), c.want, c.warnings)
		}
		for _, w := range r.Warnings {
			if text := vietnamese(w.Message()); text != "Loại XS còn 1 chỗ nhưng các đơn vị B, C, D bằng điểm nhau, chưa đơn vị nào được xếp. Hãy quyết định thứ tự (chair) rồi tính lại." {
				t.Error(text)
			}
		}
	}
}

func TestCappedTotalCutsAtTheScale(t *testing.T) {
	for on, want := range map[string]string{"total": "Vượt", "capped-total": "", "percent": "Vượt"} {
		set := loadSet(t, `format: thidua-criteria/1
id: x
name: X
scale: {by_type: {t: 10}}
classes: {on: `+on+`, bands: [{name: Vượt, at_least: 10.5}]}
groups:
  - {code: I, name: A, criteria: [{code: I.1, name: A, max: 10, rule: {kind: pass}}]}
  - {code: II, name: B, bonus: outside, criteria: [{code: II.1, name: A, max: 3, rule: {kind: count, each: 1}}]}
`)
		u := score(t, set, "", "a: {type: t, inputs: {I.1: {pass: true}, II.1: {count: 2}}}").Units[0]
		if u.Total.String() != "12" || u.Percent.String() != "120" || u.Bonus.String() != "2" || u.Class != want {
			t.Errorf("%s: total %s, percent %s, bonus %s, class %q; want %q", on, u.Total, u.Percent, u.Bonus, u.Class, want)
		}
	}
}

func TestOverride(t *testing.T) {
	set := oneGroup(t, "", "{code: I.1, name: A, max: 10, rule: {kind: percent}}", "{code: I.2, name: B, max: 10, rule: {kind: deduct, each: 1}}")
	in := *inputsOf(t, set, "I.1: {value: 90}")
	in.Override = map[string]decimal.Decimal{"I.1": decimal.MustParse("8.5"), "I.2": decimal.MustParse("7")}
	u := scoring.ScoreUnit(set, &in, nil)
	if u.Total.String() != "15.5" || u.Provisional || u.Deductions.String() != "3" || len(u.Warnings) != 0 {
		t.Errorf("total %s, provisional %v, deductions %s, %v", u.Total, u.Provisional, u.Deductions, u.Warnings)
	}
	if got := vietnamese(u.Explain("I.1")); got != "người chấm cho 8,5 điểm (theo quy tắc: 9)" {
		t.Error(got)
	}
	if got := vietnamese(u.Explain("I.2")); got != "người chấm cho 7 điểm" {
		t.Error(got)
	}
}
