package criteria_test

import (
	"testing"

	"thidua/emulation/criteria"
)

// What can hardly be about an answer, whatever kind of rule asks for it; what may be is asked about nowhere.
func TestOdd(t *testing.T) {
	set, err := criteria.LoadSet("x", []byte(`format: thidua-criteria/1
id: x
name: X
groups:
  - code: I
    name: Một
    criteria:
      - {code: count, name: Giải, max: 10, rule: {kind: count, each: 2}}
      - {code: rate, name: Học sinh hoàn thành, max: 10, rule: {kind: percent}}
      - {code: share, name: Tỉ lệ tốt nghiệp (%), max: 10, rule: {kind: bands, bands: [{at_least: 95, points: 10}]}}
      - {code: schools, name: Số trường đạt chuẩn, max: 20, rule: {kind: target}}
      - {code: mean, name: Số điểm bình quân, max: 20, rule: {kind: target}}
      - {code: money, name: Quỹ khuyến học (đồng), max: 50, rule: {kind: linear, factor: 0.0001}}
      - {code: tiers, name: Giải các cấp, max: 10, rule: {kind: tiers, tiers: [{id: tinh, points: 5}, {id: huyen, points: 3}]}}
      - {code: balance, name: Cộng trừ, max: 5, rule: {kind: plus-minus, plus: 2, minus: 1, min: -5, max: 5}}
      - {code: late, name: Báo cáo muộn, max: 10, rule: {kind: late, per_day: 1}}
      - {code: books, name: Sổ sách đầy đủ, max: 10, rule: {kind: target}}
      - {code: office, name: Sở đánh giá, max: 10, rule: {kind: target}}
      - {code: plan, name: Sơ đồ tổ chức, max: 10, rule: {kind: target}}
      - {code: digital, name: Số hoá hồ sơ, max: 10, rule: {kind: target}}
      - {code: days, name: Số ngày công, max: 10, rule: {kind: target}}
      - {code: given, name: Số trường đạt chuẩn, max: 10, rule: {kind: manual, step: 0.25}}
      - {code: fund, name: Kinh phí giải ngân, max: 10, rule: {kind: percent}}
      - {code: noted, name: Hoàn thành, note: số học sinh hoàn thành / tổng số học sinh, max: 10, rule: {kind: percent}}
      - {code: graduates, name: TỈ LỆ HỌC SINH TỐT NGHIỆP (%), max: 10, rule: {kind: percent}}
`))
	if err != nil {
		t.Fatal(err)
	}
	const huge = "1000000000000000000000000" // 10²⁴
	for _, c := range []struct{ code, typed, odd string }{
		{"count", huge, "input.odd-many"}, {"count", "1234", ""},
		{"rate", "1234", "input.odd-percent"}, {"rate", "-1", "input.odd-percent"}, {"rate", "20,5/21", "input.odd-part"}, {"rate", "20/21,5", "input.odd-part"},
		{"rate", huge + "/" + huge, "input.odd-many"}, {"rate", "99,5", ""}, {"rate", "20/21", ""},
		{"share", "1234", "input.odd-percent"}, {"share", "99,5", ""},
		{"schools", "20,5", "input.odd-part"}, {"schools", "20/21,5", "input.odd-part"}, {"schools", "-3", "input.odd-negative"}, {"schools", huge, "input.odd-many"},
		{"schools", "20/21", ""}, {"schools", "25/21", ""},
		{"mean", "8,25", ""}, {"mean", huge, "input.odd-many"},
		{"money", "12000000000", ""}, {"money", "12500,5", ""}, {"money", huge, "input.odd-many"},
		{"tiers", "1;" + huge, "input.odd-many"}, {"tiers", "1;3", ""},
		{"balance", "1;" + huge, "input.odd-many"}, {"balance", "3;10", ""},
		{"books", "8,5", ""}, {"office", "8,5", ""}, {"plan", "8,5", ""}, {"digital", "8,5", ""}, {"days", "8,5", ""}, {"given", "8,25", ""},
		{"fund", "20,5/21,25", ""}, {"fund", "22/21", "input.over-whole"}, {"noted", "20,5/21", "input.odd-part"}, {"graduates", "20,5/21", "input.odd-part"},
		{"late", huge, "input.odd-many"}, {"late", "3", ""},
	} {
		criterion, _ := set.ByCode(c.code)
		in, err := criterion.Rule.ReadTyped(c.typed)
		if err != nil {
			t.Errorf("%s %s: %v", c.code, c.typed, err)
			continue
		}
		if m, odd := criterion.Odd(in); odd != (c.odd != "") || m.Key != c.odd {
			t.Errorf("%s %s: %q, want %q", c.code, c.typed, m.Key, c.odd)
		}
	}
}
