package criteria_test

import (
	"regexp"
	"strings"
	"testing"

	"thidua/emulation/criteria"
	"thidua/emulation/rule"
	"thidua/internal/phrase"
)

const versioned = `format: thidua-criteria/1
id: x
name: Bảng
cite: Quyết định 1
scale: {total: 40}
tie_break: [group:I, bonus]
classes: {on: total, bands: [{name: Tốt, at_least: 30, top_percent: 20}, {name: Khá}]}
gates: [{when: any-group-zero, blocks: [co], reason: Có nhóm 0 điểm}]
groups:
  - code: I
    name: Một
    criteria:
      - {code: I.1, name: Trẻ 5 tuổi, max: 10, rule: {kind: count, each: 2}, evidence: required}
      - {code: I.2, name: Tốt nghiệp, max: 10, rule: {kind: bands, bands: [{at_least: 95, points: 10}, {at_least: 90, points: 8}]}}
  - code: II
    name: Hai
    cap: 20
    criteria:
      - {code: II.1, name: Sáng kiến, max: 20, rule: {kind: tiers, tiers: [{id: tinh, label: Cấp tỉnh, points: 5}]}}
`

func set(t testing.TB, raw string) *criteria.Set {
	t.Helper()
	s, err := criteria.LoadSet("x", []byte(raw))
	if err != nil {
		t.Fatalf("%v\n%s", err, raw)
	}
	return s
}

// What a regulation asks beside points is told where it changes, and each such thing needs the fourth judge.
func TestDiffOfPolicies(t *testing.T) {
	for _, c := range []struct{ from, to, said string }{
		{"tie_break: [group:I, bonus]\n", "tie_break: [group:I, bonus]\nrank_by: class\n", "*Bộ tiêu chí: thứ tự xếp hạng đổi từ theo điểm thành xếp loại trước, điểm sau."},
		{"top_percent: 20}", "top_percent: 20, when: [{deductions_within: 50}, {above_average: 'criterion:I.1'}]}",
			"*Bộ tiêu chí: các mức xếp loại đổi từ [Tốt từ 30, cho 20% hạng cao nhất; Khá] thành [Tốt từ 30, cho 20% hạng cao nhất (kèm điều kiện: điểm trừ không quá 50% điểm thưởng; điểm tiêu chí I.1 cao hơn bình quân của cụm); Khá]."},
		{"    cap: 20\n", "    cap: 20\n    weight: 2\n", "*Nhóm II “Hai”: đặt hệ số là 2 (trước đây không có)."},
	} {
		before := set(t, versioned)
		after := set(t, strings.Replace(strings.Replace(versioned, "scale: {total: 40}\n", "", 1), c.from, c.to, 1))
		if got := said(t, criteria.Diff(set(t, strings.Replace(versioned, "scale: {total: 40}\n", "", 1)), after)); got != c.said {
			t.Errorf("got  %s\nwant %s", got, c.said)
		}
		if before.Since() != 1 || after.Since() != 4 {
			t.Errorf("%s: since %d, %d", c.to, before.Since(), after.Since())
		}
	}
}

// said renders changes, those that can change points with a star.
func said(t testing.TB, changes []criteria.Change) string {
	t.Helper()
	var lines []string
	for _, c := range changes {
		for _, lang := range []phrase.Language{phrase.Vietnamese, phrase.English} {
			text := phrase.Render(lang, c.Message)
			if strings.ContainsAny(text, "{}") || regexp.MustCompile(`diff\.`).MatchString(text) {
				t.Errorf("%q", text)
			}
		}
		star := " "
		if c.Scores {
			star = "*"
		}
		lines = append(lines, star+phrase.Render(phrase.Vietnamese, c.Message))
	}
	return strings.Join(lines, "\n")
}

func TestDiffInWords(t *testing.T) {
	a := set(t, versioned)
	for _, c := range []struct{ old, new, want string }{
		{"Bảng", "Bảng mới", " Bộ tiêu chí: tên đổi từ “Bảng” thành “Bảng mới”."},
		{"cite: Quyết định 1\n", "", " Bộ tiêu chí: bỏ căn cứ (trước đây là “Quyết định 1”)."},
		{"scale: {total: 40}", "scale: {total: 40}\nrounding: {places: 1, mode: down}", "*Bộ tiêu chí: cách làm tròn đổi từ 2 chữ số thập phân, nửa thì lên thành 1 chữ số thập phân, bỏ phần dư."},
		{"scale: {total: 40}", "normalise: percent", "*Bộ tiêu chí: bỏ thang điểm (trước đây là 40).\n*Bộ tiêu chí: cách xếp hạng đổi từ theo tổng điểm thành theo phần trăm điểm tối đa áp dụng."},
		{"scale: {total: 40}", "scale: {by_type: {thpt: 40}}", "*Bộ tiêu chí: bỏ thang điểm (trước đây là 40).\n*Bộ tiêu chí: đặt thang điểm của loại đơn vị “thpt” là 40 (trước đây không có)."},
		{"[group:I, bonus]", "[bonus, ballot]", "*Bộ tiêu chí: thứ tự phân định khi bằng điểm đổi từ [điểm nhóm I; điểm cộng] thành [điểm cộng; bỏ phiếu]."},
		{"top_percent: 20", "top_percent: 25", "*Bộ tiêu chí: các mức xếp loại đổi từ [Tốt từ 30, cho 20% hạng cao nhất; Khá] thành [Tốt từ 30, cho 25% hạng cao nhất; Khá]."},
		{"on: total", "on: capped-total", "*Bộ tiêu chí: căn cứ xếp loại đổi từ tổng điểm thành tổng điểm, không quá thang điểm."},
		{"gates: [{when: any-group-zero, blocks: [co], reason: Có nhóm 0 điểm}]", "gates: [{when: 'criterion-zero:I.1', blocks: [co, bang-khen]}]",
			" Bộ tiêu chí: thêm điều kiện chặn: tiêu chí I.1 0 điểm thì không đề nghị “co”; “Bằng khen”.\n" +
				" Bộ tiêu chí: bỏ điều kiện chặn: có nhóm 0 điểm thì không đề nghị “co” (lý do: “Có nhóm 0 điểm”)."},
		{"cap: 20", "cap: 20.0", ""},
		{"cap: 20", "aggregate: average", "*Nhóm II “Hai”: bỏ mức trần (trước đây là 20).\n*Nhóm II “Hai”: cách gộp điểm đổi từ cộng thành trung bình."},
		{"name: Hai", "name: Hai và ba\n    max: 20", " Nhóm II “Hai và ba”: tên đổi từ “Hai” thành “Hai và ba”.\n Nhóm II “Hai và ba”: đặt tổng điểm ghi cho nhóm là 20 (trước đây không có)."},
		{"name: Trẻ 5 tuổi", "name: Trẻ năm tuổi", " Tiêu chí I.1 “Trẻ năm tuổi”: tên đổi từ “Trẻ 5 tuổi” thành “Trẻ năm tuổi”."},
		{"each: 2}, evidence: required", "each: 2.5}", "*Tiêu chí I.1 “Trẻ 5 tuổi”: điểm mỗi lần đổi từ 2 thành 2,5.\n Tiêu chí I.1 “Trẻ 5 tuổi”: minh chứng đổi từ bắt buộc thành không cần."},
		{"max: 10, rule: {kind: count, each: 2}", "max: 5, weight: 2, scorer: so, rule: {kind: percent}",
			"*Tiêu chí I.1 “Trẻ 5 tuổi”: điểm tối đa đổi từ 10 thành 5.\n*Tiêu chí I.1 “Trẻ 5 tuổi”: hệ số đổi từ 1 thành 2.\n" +
				"*Tiêu chí I.1 “Trẻ 5 tuổi”: cách tính đổi từ đếm số lượng thành theo tỉ lệ phần trăm.\n Tiêu chí I.1 “Trẻ 5 tuổi”: người chấm đổi từ đơn vị tự chấm thành cơ quan thường trực (so)."},
		{"{at_least: 90, points: 8}]", "{at_least: 90, points: 7}], otherwise: 1",
			"*Tiêu chí I.2 “Tốt nghiệp”: các khoảng đổi từ [từ 95 trở lên: 10; từ 90 trở lên: 8] thành [từ 95 trở lên: 10; từ 90 trở lên: 7].\n" +
				"*Tiêu chí I.2 “Tốt nghiệp”: điểm khi không thuộc khoảng nào đổi từ 0 thành 1."},
		{"points: 5}]", "points: 5}, {id: huyen, label: Cấp huyện, points: 3}], take: best",
			"*Tiêu chí II.1 “Sáng kiến”: các mục đổi từ [Cấp tỉnh (tinh): 5] thành [Cấp tỉnh (tinh): 5; Cấp huyện (huyen): 3].\n*Tiêu chí II.1 “Sáng kiến”: cách lấy điểm đổi từ cộng các mức thành mức cao nhất."},
		{"code: II.1, name: Sáng kiến", "code: II.9, name: Sáng kiến", "*Tiêu chí II.9 “Sáng kiến”: mã đổi từ “II.1” thành “II.9”."},
		{"code: II.1, name: Sáng kiến", "code: II.9, name: Giải pháp", "*Tiêu chí II.9 “Giải pháp”: thêm mới, tối đa 20 điểm, cách tính: theo cấp, giải.\n*Tiêu chí II.1 “Sáng kiến”: bỏ (trước đây tối đa 20 điểm)."},
		{"code: II\n    name: Hai", "code: III\n    name: Ba", "*Nhóm III “Ba”: thêm mới.\n*Nhóm II “Hai”: bỏ.\n*Tiêu chí II.1 “Sáng kiến”: nhóm đổi từ “II” thành “III”."},
		{"scale: {total: 40}\ntie_break: [group:I, bonus]", "tie_break: [group:I, bonus]", "*Bộ tiêu chí: bỏ thang điểm (trước đây là 40)."},
	} {
		if !strings.Contains(versioned, c.old) {
			t.Fatalf("no %q", c.old)
		}
		b := set(t, strings.Replace(versioned, c.old, c.new, 1))
		if got := said(t, criteria.Diff(a, b)); got != c.want {
			t.Errorf("%s → %s:\n got %s\nwant %s", c.old, c.new, got, c.want)
		}
	}
}

func TestDiffOfWhatACriterionHasBesidesItsRule(t *testing.T) {
	line := "{code: I.1, name: A, max: 10, rule: {kind: pass}}"
	more := strings.Replace(line, "max", "bonus: outside, applies_to: [thpt], note: Xem lại, cite: Điều 2, evidence: optional, max", 1)
	want := " Tiêu chí I.1 “A”: minh chứng đổi từ không cần thành có thể kèm.\n*Tiêu chí I.1 “A”: đặt tính chất điểm cộng là ngoài thang điểm (trước đây không có).\n" +
		"*Tiêu chí I.1 “A”: đặt loại đơn vị áp dụng là [“thpt”] (trước đây không có).\n Tiêu chí I.1 “A”: đặt căn cứ là “Điều 2” (trước đây không có).\n" +
		" Tiêu chí I.1 “A”: đặt ghi chú là “Xem lại” (trước đây không có)."
	if got := said(t, criteria.Diff(set(t, table("", line)), set(t, table("", more)))); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// TestDiffOfEveryParameter turns each parameter of each kind and wants one sentence that names both values.
func TestDiffOfEveryParameter(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"kind: manual, step: 1", "kind: manual, step: 0.5", "bước điểm đổi từ 1 thành 0,5"},
		{"kind: choice, options: [{id: a, points: 1}]", "kind: choice, options: [{id: a, points: 2}]", "các mục đổi từ [a (a): 1] thành [a (a): 2]"},
		{"kind: checklist, items: [{id: a, points: 1}]", "kind: checklist, items: [{id: b, points: 1}]", "các mục đổi từ [a (a): 1] thành [b (b): 1]"},
		{"kind: target", "kind: target, target: 5", "đặt chỉ tiêu là 5"},
		{"kind: target-leader, target: 4", "kind: target-leader, target: 5", "chỉ tiêu đổi từ 4 thành 5"},
		{"kind: bands, bands: [{at_most: 1, points: 1}]", "kind: bands, bands: [{at_least: 1, points: 1}]", "các khoảng đổi từ [từ 1 trở xuống: 1] thành [từ 1 trở lên: 1]"},
		{"kind: step, from: 1, per: 1, unit: 1", "kind: step, from: 2, per: 1, unit: 1", "mốc đổi từ 1 thành 2"},
		{"kind: step, from: 1, per: 1, unit: 1", "kind: step, from: 1, per: 2, unit: 1", "điểm trừ mỗi bước đổi từ 1 thành 2"},
		{"kind: step, from: 1, per: 1, unit: 1", "kind: step, from: 1, per: 1, unit: 2", "độ lớn một bước đổi từ 1 thành 2"},
		{"kind: step, from: 1, per: 1, unit: 1", "kind: step, from: 1, per: 1, unit: 1, better: lower", "chiều so sánh đổi từ cao hơn là tốt hơn thành thấp hơn là tốt hơn"},
		{"kind: improve, each: 1", "kind: improve, each: 2", "điểm mỗi lần đổi từ 1 thành 2"},
		{"kind: deduct, each: 1", "kind: deduct, each: 1, floor: 2", "mức sàn đổi từ 0 thành 2"},
		{"kind: deduct-table, table: [1], beyond: all", "kind: deduct-table, table: [1, 2], beyond: all", "bảng điểm trừ đổi từ [1] thành [1; 2]"},
		{"kind: deduct-table, table: [1], beyond: all", "kind: deduct-table, table: [1], beyond: 2", "điểm trừ ngoài bảng đổi từ mất hết điểm thành 2"},
		{"kind: event, points: -1", "kind: event, points: -2", "điểm đổi từ -1 thành -2"},
		{"kind: late, per_day: 1", "kind: late, per_day: 2", "điểm trừ mỗi ngày đổi từ 1 thành 2"},
		{"kind: late, per_day: 1", "kind: late, per_day: 1, grace: 3", "số ngày được chậm đổi từ 0 thành 3"},
		{"kind: base, start: 1, min: 0, max: 10, events: [{id: a, points: 1}]", "kind: base, start: 2, min: 0, max: 10, events: [{id: a, points: 1}]", "điểm gốc đổi từ 1 thành 2"},
		{"kind: plus-minus, plus: 1, minus: 1, min: 0, max: 9", "kind: plus-minus, plus: 2, minus: 1, min: 0, max: 9", "điểm mỗi lần cộng đổi từ 1 thành 2"},
		{"kind: plus-minus, plus: 1, minus: 1, min: 0, max: 9", "kind: plus-minus, plus: 1, minus: 2, min: 0, max: 9", "điểm mỗi lần trừ đổi từ 1 thành 2"},
		{"kind: plus-minus, plus: 1, minus: 1, min: 0, max: 9", "kind: plus-minus, plus: 1, minus: 1, min: -1, max: 9", "mức thấp nhất đổi từ 0 thành -1"},
		{"kind: plus-minus, plus: 1, minus: 1, min: 0, max: 9", "kind: plus-minus, plus: 1, minus: 1, min: 0, max: 8", "mức cao nhất đổi từ 9 thành 8"},
		{"kind: linear", "kind: linear, factor: 2", "hệ số nhân đổi từ 1 thành 2"},
		{"kind: linear", "kind: linear, divisor: 2", "số chia đổi từ 1 thành 2"},
		{"kind: linear", "kind: linear, offset: 2", "số cộng thêm đổi từ 0 thành 2"},
		{"kind: rank, points: [3]", "kind: rank, points: [3, 2]", "điểm theo hạng đổi từ [3] thành [3; 2]"},
		{"kind: rank, points: [3]", "kind: rank, points: [3], rest: 1", "điểm các hạng sau đổi từ 0 thành 1"},
		{"kind: rank, points: [3]", "kind: rank, points: [3], ties: average", "khi bằng nhau đổi từ cùng nhận mức của hạng cao thành trung bình các hạng"},
		{"kind: formula, expr: a*b", "kind: formula, expr: a+b", "công thức đổi từ “a*b” thành “a+b”"},
	} {
		line := func(rule string) *criteria.Set {
			return set(t, table("", "{code: I.1, name: A, max: 10, rule: {"+rule+"}}"))
		}
		got := said(t, criteria.Diff(line(c.a), line(c.b)))
		if !strings.HasPrefix(got, "*Tiêu chí I.1 “A”: ") || !strings.Contains(got, c.want) || strings.Contains(got, "\n") {
			t.Errorf("%s → %s: %s", c.a, c.b, got)
		}
	}
	for _, k := range rule.Kinds() { // every kind has a name
		for _, lang := range []phrase.Language{phrase.Vietnamese, phrase.English} {
			if _, ok := phrase.Template(lang, k.Words().Key); !ok {
				t.Errorf("no word for %s", k)
			}
		}
	}
}

func TestDiffOfOrderAndOfNothing(t *testing.T) {
	one, two := "{code: I.1, name: A, max: 10, rule: {kind: pass}}", "{code: I.2, name: B, max: 10, rule: {kind: pass}}"
	a, b := set(t, table("", one, two)), set(t, table("# words of no weight\n", two, one))
	if got := said(t, criteria.Diff(a, b)); got != " Bộ tiêu chí: thứ tự các tiêu chí thay đổi." {
		t.Error(got)
	}
	for _, name := range []string{"example.yaml", "moet-so-gddt-2013.yaml", "quang-tri-formulas.yaml"} {
		s := load(t, name)
		again := set(t, string(criteria.WriteSet(s, nil)))
		if got := criteria.Diff(s, again); len(got) != 0 {
			t.Errorf("%s differs from itself: %s", name, said(t, got))
		}
	}
}
