package scoring_test

import (
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
)

// effects tells what rescoring would change, a sentence a line.
func effects(t *testing.T, r *scoring.Result, after *criteria.Set) string {
	t.Helper()
	e, err := r.Rescore(after)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, u := range e.Units {
		for _, m := range u.Messages() {
			lines = append(lines, vietnamese(m))
			if text := english(m); strings.ContainsAny(text, "{}") || strings.HasPrefix(text, "effect.") {
				t.Errorf("%q", text)
			}
		}
	}
	return strings.Join(lines, "\n")
}

func TestANewVersionShowsWhatItWouldChange(t *testing.T) {
	count, pass := "{code: I.1, name: A, max: 10, rule: {kind: count, each: 2}}", "{code: I.2, name: B, max: 10, rule: {kind: pass}}"
	classes := "classes: {on: total, bands: [{name: Tốt, at_least: 15}]}\n"
	before := oneGroup(t, classes, count, pass)
	r := score(t, before, "", "a: {inputs: {I.1: {count: 3}, I.2: {pass: true}}}", "b: {inputs: {I.1: {count: 4}, I.2: {na: true, reason: x}}}")
	total := r.Units[0].Total
	for _, c := range []struct {
		name string
		set  *criteria.Set
		want string
	}{
		{"nothing", oneGroup(t, classes, count, pass), ""},
		{"only the name", oneGroup(t, classes, strings.Replace(count, "name: A", "name: X", 1), pass), ""},
		{"a parameter", oneGroup(t, classes, strings.Replace(count, "each: 2", "each: 1", 1), pass),
			"A: tổng 16 → 13 điểm.\nA: tỉ lệ 80% → 65%.\nA: xếp loại Tốt → không xếp loại.\nA, tiêu chí I.1: 6/10 điểm → 3/10 điểm.\n" +
				"B: tổng 8 → 4 điểm.\nB: tỉ lệ 80% → 40%.\nB, tiêu chí I.1: 8/10 điểm → 4/10 điểm."},
		{"the kind", oneGroup(t, "", count, "{code: I.2, name: B, max: 10, rule: {kind: percent}}"),
			"A: tổng 16 → 6 điểm.\nA: tỉ lệ 80% → 30%.\nA: hạng 1 → 2.\nA: xếp loại Tốt → không xếp loại.\nA, tiêu chí I.2: 10/10 điểm → 0/10 điểm (tạm tính).\n" +
				"Tiêu chí I.2 của A: số liệu đã nhập (đạt hay không) không chuyển được sang bản mới. Hãy nhập lại nếu cần.\nB: hạng 2 → 1."},
		{"a line goes, a line comes", oneGroup(t, classes, count, "{code: I.3, name: C, max: 5, rule: {kind: pass}}"),
			"A: tổng 16 → 6 điểm.\nA: tỉ lệ 80% → 40%.\nA: hạng 1 → 2.\nA: xếp loại Tốt → không xếp loại.\nA, tiêu chí I.3: mới, 0/5 điểm (tạm tính).\nA, tiêu chí I.2: 10/10 điểm, không còn trong bản mới.\n" +
				"Tiêu chí I.2 của A: số liệu đã nhập (đạt hay không) không chuyển được sang bản mới. Hãy nhập lại nếu cần.\n" +
				"B: tỉ lệ 80% → 53,33%.\nB: hạng 2 → 1.\nB, tiêu chí I.3: mới, 0/5 điểm (tạm tính).\nB, tiêu chí I.2: không áp dụng, không còn trong bản mới.\n" +
				"Tiêu chí I.2 của B: số liệu đã nhập (không áp dụng; lý do không áp dụng) không chuyển được sang bản mới. Hãy nhập lại nếu cần."},
	} {
		if got := effects(t, r, c.set); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
	if !r.Units[0].Total.Equal(total) || r.Set != before {
		t.Error("asking for the effect changed the result")
	}
}

// TestGivenPointsStandWhereTheyStillMay: a person's points survive a new version unless its limits or steps forbid them.
func TestGivenPointsStandWhereTheyStillMay(t *testing.T) {
	line := func(max, step string) *criteria.Set {
		return oneGroup(t, "", "{code: I.1, name: A, max: "+max+", rule: {kind: manual, step: "+step+"}}")
	}
	points := decimal.MustParse("7.5")
	units := []criteria.UnitInputs{{ID: "a", Name: "A", Override: map[string]decimal.Decimal{"I.1": points}}}
	r, err := scoring.Score(line("10", "0.5"), units, criteria.Decisions{})
	if err != nil {
		t.Fatal(err)
	}
	if got := effects(t, r, line("10", "0.25")); got != "" {
		t.Error(got)
	}
	if got := effects(t, r, line("5", "0.5")); !strings.Contains(got, "A, tiêu chí I.1: 7,5/10 điểm → 0/5 điểm (tạm tính).\nTiêu chí I.1 của A: số liệu đã nhập (điểm do người chấm cho)") {
		t.Error(got)
	}
	if _, err := r.Rescore(oneGroup(t, "scale: {by_type: {t: 5}}\n", "{code: I.1, name: A, max: 5, rule: {kind: pass}}")); emulation.KeyOf(err) != "scoring.type-without-scale" {
		t.Error(err)
	}
}

// TestInputFollowsItsCriterion: what was entered goes where its criterion went, and nowhere else.
func TestInputFollowsItsCriterion(t *testing.T) {
	a, b := "{code: I.1, name: A, max: 10, rule: {kind: improve, each: 2}}", "{code: I.2, name: B, max: 10, rule: {kind: pass}}"
	before := oneGroup(t, "", a, b)
	r := score(t, before, "", "a: {inputs: {I.1: {value: 5}, I.2: {pass: true}}, previous: {I.1: {value: 2}}}")
	if got := effects(t, score(t, oneGroup(t, "", b, "{code: I.3, name: B, max: 10, rule: {kind: pass}}"), "", "a: {inputs: {I.2: {pass: true}}}"),
		oneGroup(t, "", "{code: I.4, name: B, max: 10, rule: {kind: pass}}")); !strings.Contains(got, "Tiêu chí I.2 của A: số liệu đã nhập (đạt hay không) không chuyển được") {
		t.Errorf("which of two was it? %s", got)
	}
	for _, c := range []struct{ name, first, second, third, want string }{
		{"a line comes between", a, "{code: I.2, name: C, max: 10, rule: {kind: pass}}", "{code: I.3, name: B, max: 10, rule: {kind: pass}}",
			"A: tỉ lệ 80% → 53,33%.\nA, tiêu chí I.2: mới, 0/10 điểm (tạm tính)."},
		{"codes change places", "{code: I.2, name: A, max: 10, rule: {kind: improve, each: 2}}", "{code: I.1, name: B, max: 10, rule: {kind: pass}}", "", ""},
		{"code and maximum", a, "{code: II, name: B, max: 5, rule: {kind: pass}}", "",
			"A: tổng 16 → 11 điểm.\nA: tỉ lệ 80% → 73,33%.\nA, tiêu chí II: 10/10 điểm → 5/5 điểm."},
		{"code and kind", a, "{code: II, name: B, max: 10, rule: {kind: manual, step: 1}}", "",
			"A: tổng 16 → 6 điểm.\nA: tỉ lệ 80% → 30%.\nA, tiêu chí II: 10/10 điểm → 0/10 điểm (tạm tính).\n" +
				"Tiêu chí I.2 của A: số liệu đã nhập (đạt hay không) không chuyển được sang bản mới. Hãy nhập lại nếu cần."},
		{"name and kind", a, "{code: I.2, name: C, max: 10, rule: {kind: event, points: 10}}", "",
			"A: tổng 16 → 6 điểm.\nA: tỉ lệ 80% → 30%.\nA, tiêu chí I.2: 10/10 điểm → 0/10 điểm (tạm tính).\n" +
				"Tiêu chí I.2 của A: số liệu đã nhập (đạt hay không) không chuyển được sang bản mới. Hãy nhập lại nếu cần."},
		{"a name twice", a, "{code: I.3, name: B, max: 5, rule: {kind: pass}}", "{code: I.4, name: B, max: 5, rule: {kind: pass}}",
			"A: tổng 16 → 6 điểm.\nA: tỉ lệ 80% → 30%.\nA, tiêu chí I.3: mới, 0/5 điểm (tạm tính).\nA, tiêu chí I.4: mới, 0/5 điểm (tạm tính).\nA, tiêu chí I.2: 10/10 điểm, không còn trong bản mới.\n" +
				"Tiêu chí I.2 của A: số liệu đã nhập (đạt hay không) không chuyển được sang bản mới. Hãy nhập lại nếu cần."},
		{"last year goes with its line", "{code: X, name: A, max: 10, rule: {kind: best}}", b, "",
			"A: tổng 16 → 10 điểm.\nA: tỉ lệ 80% → 50%.\nA, tiêu chí X: 6/10 điểm → 0/10 điểm (tạm tính).\n" +
				"Tiêu chí I.1 của A: số liệu đã nhập (kết quả; số liệu năm trước) không chuyển được sang bản mới. Hãy nhập lại nếu cần."},
	} {
		lines := []string{c.first, c.second}
		if c.third != "" {
			lines = append(lines, c.third)
		}
		if got := effects(t, r, oneGroup(t, "", lines...)); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, got, c.want)
		}
	}
}
