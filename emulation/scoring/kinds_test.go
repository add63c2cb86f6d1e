package scoring_test

import (
	"strings"
	"testing"
)

// TestKinds holds every kind of rule against its golden values: the rule with the criterion's max, the unit's input, the points, and the
// sentence that explains them. A "!" before the points means that they are provisional.
func TestKinds(t *testing.T) {
	bands := "{kind: bands, bands: [{at_least: 95, points: 10}, {at_least: 90, points: 8.5}], otherwise: 3}"
	dropout := "{kind: bands, bands: [{at_most: 0.2, points: 10}, {at_most: 0.5, points: 7}]}"
	tiers := "{kind: tiers, tiers: [{id: tinh, label: Cấp tỉnh, points: 5}, {id: huyen, label: Cấp huyện, points: 3}]}"
	best := "{kind: tiers, take: best, tiers: [{id: bac, label: Giải nhì, points: 10}, {id: vang, label: Giải nhất, points: 15}]}"
	table := "{kind: deduct-table, table: [1, 3], beyond: all}"
	tableOn := "{kind: deduct-table, table: [1, 3], beyond: 2}"
	plusMinus := "{kind: plus-minus, plus: 2, minus: 1, min: -5, max: 5}"
	base := "{kind: base, start: 750, events: [{id: cong, points: 10}, {id: tru, points: -5}], min: 0, max: 1000}"
	choice := "{kind: choice, options: [{id: tot, label: Tốt, points: 8}, {id: kem, label: Kém, points: -1}]}"
	checklist := "{kind: checklist, items: [{id: a, points: 2.5}, {id: b, points: 2.5}, {id: c, points: 2.5}, {id: d, points: 5}]}"
	late := "{kind: late, per_day: 1, grace: 2}"
	for _, c := range []struct{ max, rule, input, points, explain string }{
		{"2.5", "{kind: manual, step: 0.25}", "points: 2.25", "2.25", "người chấm cho 2,25 điểm"},
		{"2.5", "{kind: manual, step: 0.25}", "points: 0", "0", "người chấm cho 0 điểm"},

		{"10", choice, "choice: tot", "8", "Tốt: 8 điểm"},
		{"6", choice, "choice: tot", "6", "Tốt: 8 điểm → tối đa 6"},
		{"10", choice, "choice: kem", "0", "Kém: -1 điểm → tối thiểu 0"},

		{"10", "{kind: pass}", "pass: true", "10", "đạt: 10 điểm"},
		{"10", "{kind: pass}", "pass: false", "0", "không đạt: 0 điểm"},

		{"10", checklist, "checks: [a, c, b]", "7.5", "đạt 3/4 mục: 7,5 điểm"},
		{"10", checklist, "checks: []", "0", "đạt 0/4 mục: 0 điểm"},
		{"10", checklist, "checks: [a, b, c, d]", "10", "đạt 4/4 mục: 12,5 điểm → tối đa 10"},

		{"10", "{kind: percent}", "value: 98.54", "9.85", "98,54% × 10 = 9,854 → 9,85"},
		{"10", "{kind: percent}", "value: 98.55", "9.86", "98,55% × 10 = 9,855 → 9,86"},
		{"10", "{kind: percent}", "value: 98.5", "9.85", "98,5% × 10 = 9,85"},
		{"10", "{kind: percent}", "value: 104", "10", "104% × 10 = 10,4 → tối đa 10"},
		{"10", "{kind: percent}", "value: -3", "0", "-3% × 10 = -0,3 → tối thiểu 0"},
		{"10", "{kind: percent}", "{num: 45, den: 50}", "9", "45 ÷ 50 × 10 = 9"},
		{"10", "{kind: percent}", "{num: 2, den: 3}", "6.67", "2 ÷ 3 × 10 ≈ 6,6667 → 6,67"},
		{"10", "{kind: percent}", "{num: 0, den: 0}", "!0", "tổng số bằng 0, không chia được, tạm tính 0"},

		{"20", "{kind: target, target: 50}", "value: 45", "18", "45 ÷ 50 × 20 = 18"},
		{"20", "{kind: target, target: 50}", "value: 50", "20", "50 ÷ 50 × 20 = 20"},
		{"20", "{kind: target, target: 50}", "value: 60", "20", "60 ÷ 50 × 20 = 24 → tối đa 20"},
		{"20", "{kind: target, target: 50}", "{value: 45, target: 90}", "10", "45 ÷ 90 × 20 = 10"},
		{"20", "{kind: target}", "value: 45", "!0", "chưa có chỉ tiêu, tạm tính 0"},

		{"10", bands, "value: 95.0", "10", "95 thuộc mức từ 95 trở lên: 10 điểm"},
		{"10", bands, "value: 94.99", "8.5", "94,99 thuộc mức từ 90 trở lên: 8,5 điểm"},
		{"10", bands, "value: 89.999", "3", "89,999 không thuộc mức nào: 3 điểm"},
		{"10", dropout, "value: 0.2", "10", "0,2 thuộc mức từ 0,2 trở xuống: 10 điểm"},
		{"10", dropout, "value: 0.2000000000000000000001", "7", "0,2000000000000000000001 thuộc mức từ 0,5 trở xuống: 7 điểm"},
		{"10", dropout, "value: 0.51", "0", "0,51 không thuộc mức nào: 0 điểm"},

		{"10", "{kind: step, from: 100, per: 0.5, unit: 1}", "value: 97", "8.5", "97 so với mốc 100: 10 − 3 × 0,5 = 8,5"},
		{"10", "{kind: step, from: 100, per: 0.5, unit: 1}", "value: 96.2", "8", "96,2 so với mốc 100: 10 − 4 × 0,5 = 8"},
		{"10", "{kind: step, from: 100, per: 0.5, unit: 1}", "value: 101", "10", "101 đạt mốc 100: 10 điểm"},
		{"10", "{kind: step, from: 100, per: 0.5, unit: 1}", "value: 70", "0", "70 so với mốc 100: 10 − 30 × 0,5 = -5 → tối thiểu 0"},
		{"10", "{kind: step, from: 2, per: 1, unit: 0.5, better: lower}", "value: 3.1", "7", "3,1 so với mốc 2: 10 − 3 × 1 = 7"},

		{"10", "{kind: count, each: 2}", "count: 4", "8", "4 × 2 = 8"},
		{"10", "{kind: count, each: 2}", "count: 5", "10", "5 × 2 = 10"},
		{"10", "{kind: count, each: 2}", "count: 7", "10", "7 × 2 = 14 → tối đa 10"},

		{"10", tiers, "counts: {tinh: 1, huyen: 3}", "10", "1 × 5 + 3 × 3 = 14 → tối đa 10"},
		{"10", tiers, "counts: {huyen: 2}", "6", "2 × 3 = 6"},
		{"10", tiers, "counts: {}", "0", "không có mục nào: 0 điểm"},
		{"15", best, "counts: {bac: 2, vang: 1}", "15", "mức cao nhất là Giải nhất: 15 điểm"},
		{"15", best, "counts: {bac: 2, vang: 0}", "10", "mức cao nhất là Giải nhì: 10 điểm"},
		{"15", best, "counts: {vang: 0}", "0", "không có mục nào: 0 điểm"},

		{"10", "{kind: deduct, each: 2}", "count: 3", "4", "10 − 3 × 2 = 4"},
		{"10", "{kind: deduct, each: 2}", "count: 6", "0", "10 − 6 × 2 = -2 → tối thiểu 0"},
		{"10", "{kind: deduct, each: 2, floor: 3}", "count: 6", "3", "10 − 6 × 2 = -2 → tối thiểu 3"},
		{"10", "{kind: deduct, each: 4, floor: -5}", "count: 9", "-5", "10 − 9 × 4 = -26 → tối thiểu -5"},

		{"10", table, "count: 0", "10", "10 − 0 (0 lần) = 10"},
		{"10", table, "count: 1", "9", "10 − 1 (1 lần) = 9"},
		{"10", table, "count: 2", "7", "10 − 3 (2 lần) = 7"},
		{"10", table, "count: 3", "0", "10 − 10 (3 lần) = 0"},
		{"10", tableOn, "count: 4", "3", "10 − 7 (4 lần) = 3"},
		{"10", tableOn, "count: 6", "0", "10 − 11 (6 lần) = -1 → tối thiểu 0"},

		{"0", "{kind: event, points: -8}", "happened: true", "-8", "có xảy ra: -8 điểm"},
		{"0", "{kind: event, points: -8}", "happened: false", "0", "không xảy ra: 0 điểm"},
		{"5", "{kind: event, points: 3}", "happened: true", "3", "có xảy ra: 3 điểm"},

		{"10", "{kind: late, per_day: 1}", "days: 3", "7", "10 − 3 ngày chậm × 1 = 7"},
		{"0", "{kind: late, per_day: 1}", "days: 3", "-3", "0 − 3 ngày chậm × 1 = -3"},
		{"10", "{kind: late, per_day: 1}", "days: 30", "0", "10 − 30 ngày chậm × 1 = -20 → tối thiểu 0"},
		{"10", late, "days: 2", "10", "10 − 0 ngày chậm × 1 = 10"},

		{"1000", base, "counts: {cong: 1, tru: 1}", "755", "750 + 1 × 10 − 1 × 5 = 755"},
		{"1000", base, "counts: {cong: 30}", "1000", "750 + 30 × 10 = 1.050 → tối đa 1.000"},
		{"5", plusMinus, "{plus: 3, minus: 10}", "-4", "3 × 2 − 10 × 1 = -4"},
		{"5", plusMinus, "{plus: 3, minus: 20}", "-5", "3 × 2 − 20 × 1 = -14 → tối thiểu -5"},
		{"5", plusMinus, "{plus: 3, minus: 0}", "5", "3 × 2 − 0 × 1 = 6 → tối đa 5"},
		{"50", "{kind: linear, factor: 0.5}", "value: 88", "44", "0,5 × 88 = 44"},
		{"5", "{kind: linear, divisor: 12}", "value: 54", "4.5", "54 ÷ 12 = 4,5"},
		{"5", "{kind: linear, divisor: -12, offset: 5}", "value: 54", "0.5", "54 ÷ -12 + 5 = 0,5"},
		{"10", "{kind: improve, each: 2}", "value: 98.5|previous: {I.1: {value: 97}}", "3", "(98,5 − 97 của năm trước) × 2 = 3"},
		{"10", "{kind: improve, each: 2}", "value: 96|previous: {I.1: {value: 97}}", "0", "(96 − 97 của năm trước) × 2 = -2 → tối thiểu 0"},
		{"10", "{kind: improve, each: 2}", "value: 98.5", "!0", "chưa có số liệu năm trước, tạm tính 0"},
		{"10", "{kind: formula, expr: 10*a/b}", "|indicators: {a: 3, b: 4}", "7.5", "10*a/b = 10*3/4 = 7,5"},
		{"10", "{kind: formula, expr: (a / b) × 10}", "|indicators: {a: 120, b: 150}", "8", "(a / b) × 10 = (120 / 150) × 10 = 8"},
		{"10", "{kind: formula, expr: 'if(b > 2.5, max(a, 3), c)'}", "|indicators: {a: -1.5, b: 3}", "3", "if(b > 2.5, max(a, 3), c) = if(3 > 2,5, max((-1,5), 3), c) = 3"},
		{"10", "{kind: formula, expr: 10*a/b}", "|indicators: {a: 3, b: 0}", "!0", "công thức chia cho 0 (a = 3; b = 0), tạm tính 0"},
		{"10", "{kind: formula, expr: a*a*a}", "|indicators: {a: 12345678901234567890}", "10", "a*a*a = 12.345.678.901.234.567.890*12.345.678.901.234.567.890*12.345.678.901.234.567.890 ra một số dài hơn 30 chữ số → tối đa 10"},
		{"10", "{kind: formula, expr: a*a*a}", "|indicators: {a: 0.12345678901234567890}", "0", "a*a*a = 0,1234567890123456789*0,1234567890123456789*0,1234567890123456789 ≈ 0,0019 → 0"},
		{"10", "{kind: formula, expr: 10*a/b}", "|indicators: {a: 3}", "!0", "chưa có chỉ tiêu “b”, tạm tính 0"},

		{"10", "{kind: percent}", "{na: true, reason: Không có trường}", "0", "không áp dụng: Không có trường"},
	} {
		set := oneGroup(t, "", "{code: I.1, name: A, max: "+c.max+", rule: "+c.rule+"}")
		input, more, _ := strings.Cut(c.input, "|") // what follows the bar belongs to the unit
		if !strings.HasPrefix(input, "{") {
			input = "{" + input + "}"
		}
		unit := "a: {inputs: {I.1: " + input + "}"
		if more != "" {
			unit += ", " + more
		}
		u := score(t, set, "", unit+"}").Units[0]
		r, _ := u.Criterion("I.1")
		points := r.Points.String()
		if r.Provisional {
			points = "!" + points
		}
		if got := vietnamese(u.Explain("I.1")); points != c.points || got != c.explain {
			t.Errorf("max %s %s %s:\n got %s, %q\nwant %s, %q", c.max, c.rule, c.input, points, got, c.points, c.explain)
		}
		if text := english(u.Explain("I.1")); strings.ContainsAny(text, "{}") || strings.HasPrefix(text, "explain.") {
			t.Errorf("English: %q", text)
		}
	}
}

func TestRoundingModesAndPlaces(t *testing.T) {
	for _, c := range []struct{ places, mode, value, points string }{
		{"2", "half-up", "98.55", "9.86"}, {"2", "half-even", "98.45", "9.84"}, {"2", "half-even", "98.55", "9.86"}, {"2", "down", "98.59", "9.85"},
		{"0", "half-up", "95", "10"}, {"0", "half-even", "85", "8"}, {"1", "half-up", "98.5", "9.9"}, {"3", "half-up", "98.545", "9.855"},
	} {
		set := oneGroup(t, "rounding: {places: "+c.places+", mode: "+c.mode+"}\n", "{code: I.1, name: A, max: 10, rule: {kind: percent}}")
		u := score(t, set, "", "a: {inputs: {I.1: {value: "+c.value+"}}}").Units[0]
		if r, _ := u.Criterion("I.1"); r.Points.String() != c.points {
			t.Errorf("%+v: %s", c, r.Points)
		}
	}
	set := oneGroup(t, "", "{code: I.1, name: A, max: 0, rule: {kind: event, points: -0.125}}")
	if u := score(t, set, "", "a: {inputs: {I.1: {happened: true}}}").Units[0]; u.Total.String() != "-0.13" {
		t.Errorf("half away from zero: %s", u.Total)
	}
}

func TestWeightComesBeforeRounding(t *testing.T) {
	set := oneGroup(t, "", "{code: I.1, name: A, max: 10, weight: 3, rule: {kind: percent}}", "{code: I.2, name: B, max: 10, weight: 2, rule: {kind: deduct, each: 1}}")
	u := score(t, set, "", "a: {inputs: {I.1: {value: 98.54}, I.2: {count: 3}}}").Units[0]
	r, _ := u.Criterion("I.1")
	if r.Points.String() != "29.56" || r.Max.String() != "30" || u.Max.String() != "50" || u.Deductions.String() != "6" {
		t.Errorf("%s of %s, maximum %s, deductions %s", r.Points, r.Max, u.Max, u.Deductions)
	}
	if got := vietnamese(u.Explain("I.1")); got != "98,54% × 10 = 9,854; × hệ số 3 = 29,562 → 29,56" {
		t.Error(got)
	}
}
