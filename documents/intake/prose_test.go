package intake_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"thidua/documents"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

// asRule is the rule of a criterion as it would stand in a file.
func asRule(c *criteria.Criterion) string {
	g := &criteria.Group{Code: "I", Name: "I", Aggregate: criteria.Sum}
	g.Criteria = []*criteria.Criterion{{Code: "a", Name: "a", Max: c.Max, Weight: decimal.FromInt(1), Evidence: criteria.EvidenceNone, Scorer: criteria.SelfScored, Group: g, Rule: c.Rule}}
	text := string(criteria.WriteSet(&criteria.Set{ID: "x", Name: "x", Groups: []*criteria.Group{g}}, nil))
	_, rule, _ := strings.Cut(text, "rule: ")
	return strings.TrimSuffix(strings.TrimSpace(rule), "}")
}

// proseCases: points, text, rule, and the keys of the doubts.
var proseCases = []struct{ max, text, rule, doubts string }{
	{"10", "Điểm = tỉ lệ % × 10", "{kind: percent}", ""},
	{"10", "Tỷ lệ % x điểm chuẩn", "{kind: percent}", ""},
	{"10", "Tính theo tỷ lệ %", "{kind: percent}", ""},
	{"10", "Điểm = số đạt / tổng số × 10", "{kind: percent}", ""},
	{"10", "Điểm = kết quả/chỉ tiêu x 10", "{kind: target}", ""},
	{"10", "Điểm = tỉ lệ % × 8", "{kind: linear, factor: 8, divisor: 100}", "rule-factor"},
	{"10", "Từ 99% trở lên: 10 điểm; từ 97% đến dưới 99%: 8 điểm; dưới 97%: 2 điểm", "{kind: bands, bands: [{at_least: 99, points: 10}, {at_least: 97, points: 8}], otherwise: 2}", ""},
	{"10", "từ 95% trở lên 10 điểm; từ 90% đến dưới 95% 8 điểm", "{kind: bands, bands: [{at_least: 95, points: 10}, {at_least: 90, points: 8}]}", ""},
	{"10", "≥ 95%: 10đ\n90–94%: 8đ\n<90%: 0đ", "{kind: bands, bands: [{at_least: 95, points: 10}, {at_least: 90, points: 8}]}", "rule-gap"},
	{"10", "Trên 95%: 10 điểm; từ 90% đến 95%: 8 điểm", "{kind: bands, bands: [{at_least: 95, points: 10}, {at_least: 90, points: 8}]}", "rule-strict"},
	{"10", "Từ 0,2% trở xuống: 10 điểm; trên 0,2% đến 0,5%: 5 điểm; trên 0,5%: 0 điểm", "{kind: bands, bands: [{at_most: 0.2, points: 10}, {at_most: 0.5, points: 5}]}", ""},
	{"10", "Từ 95% trở lên: 9 điểm; còn lại: 1 điểm", "{kind: bands, bands: [{at_least: 95, points: 9}], otherwise: 1}", "rule-most"},
	{"7.5", "Bỏ học 0%: 7,5 điểm; cứ 0,1% bỏ học trừ 0,5 điểm", "{kind: step, from: 0, per: 0.5, unit: 0.1, better: lower}", ""},
	{"10", "Đạt 100%: 10 điểm, thiếu mỗi 1% trừ 0,5 điểm", "{kind: step, from: 100, per: 0.5, unit: 1}", ""},
	{"10", "Nộp chậm mỗi ngày trừ 1 điểm", "{kind: late, per_day: 1}", ""},
	{"10", "Nộp chậm mỗi ngày trừ 1 điểm; không đăng ký: 0 điểm", "{kind: late, per_day: 1}", "rule-leftover"},
	{"10", "Vắng 1 buổi trừ 1 điểm; vắng 2 buổi trừ 3 điểm; vắng từ 3 buổi trở lên: 0 điểm", "{kind: deduct-table, table: [1, 3], beyond: all}", ""},
	{"10", "trừ 0,5 điểm mỗi báo cáo chậm", "{kind: deduct, each: 0.5}", ""},
	{"10", "Không vi phạm: 10 điểm; mỗi trường hợp vi phạm trừ 2 điểm", "{kind: deduct, each: 2}", ""},
	{"10", "Mỗi vi phạm trừ 2 điểm, trừ tối đa 6 điểm", "{kind: deduct, each: 2, floor: 4}", ""},
	{"12.5", "Mỗi sáng kiến cấp cơ sở 0,5 điểm, cấp tỉnh 2,5 điểm", "{kind: tiers, tiers: [{id: sang-kien-cap-co-so, label: sáng kiến cấp cơ sở, points: 0.5}, {id: cap-tinh, label: cấp tỉnh, points: 2.5}]}", ""},
	{"10", "cấp quốc gia 5 điểm, cấp tỉnh 3 điểm", "{kind: tiers, tiers: [{id: cap-quoc-gia, label: cấp quốc gia, points: 5}, {id: cap-tinh, label: cấp tỉnh, points: 3}]}", "rule-several"},
	{"7.5", "Giải Nhất 1,5 điểm; Nhì 1 điểm; tối đa 7,5 điểm", "{kind: tiers, tiers: [{id: giai-nhat, label: Giải Nhất, points: 1.5}, {id: nhi, label: Nhì, points: 1}]}", ""},
	{"8", "Giải Nhất 1,5 điểm; Nhì 1 điểm; tối đa 7,5 điểm", "{kind: tiers, tiers: [{id: giai-nhat, label: Giải Nhất, points: 1.5}, {id: nhi, label: Nhì, points: 1}]}", "rule-limit"},
	{"10", "Cấp tỉnh 5 điểm; cấp bộ 10 điểm (chỉ tính mức cao nhất)", "{kind: tiers, tiers: [{id: cap-tinh, label: Cấp tỉnh, points: 5}, {id: cap-bo, label: cấp bộ, points: 10}], take: best}", ""},
	{"10", "Tốt: 10 điểm; Khá: 8 điểm; Yếu: 0 điểm", "{kind: choice, options: [{id: tot, label: Tốt, points: 10}, {id: kha, label: Khá, points: 8}, {id: yeu, label: Yếu, points: 0}]}", ""},
	{"10", "Đạt: 10 điểm; không đạt: 0 điểm", "{kind: pass}", ""},
	{"10", "Mỗi báo cáo 2,5 điểm", "{kind: count, each: 2.5}", ""},
	{"10", "2 điểm/1 sáng kiến", "{kind: count, each: 2}", ""},
	{"10", "Mỗi mô hình được cộng 2 điểm, tối đa 10 điểm", "{kind: count, each: 2}", ""},
	{"10", "Hội đồng chấm theo mức độ hoàn thành", "{kind: manual, step: 0.25}", ""},
	{"10", "Làm tốt thì được điểm", "{kind: manual, step: 0.25}", "rule-unread"},
	{"10", "Cứ 1% thì được 0,1 điểm", "{kind: manual, step: 0.25}", "rule-unread"},
	{"10", "5 buổi: 10 điểm; 4 buổi: 8 điểm", "{kind: manual, step: 0.25}", "rule-unread"},
	{"10", "Từ 1.000 lượt trở lên: 10 điểm; dưới 1.000 lượt: 5 điểm", "{kind: manual, step: 0.25}", "rule-unread"},
}

func TestProseBecomesRules(t *testing.T) {
	rows := headed([]any{"I", "NHIỆM VỤ CHUNG"})
	for i, c := range proseCases {
		rows = append(rows, []any{fmt.Sprintf("1.%d", i+1), "Tiêu chí", c.max, c.text})
	}
	r := readTable(t, workbook(t, rows))
	for i, c := range proseCases {
		got, ok := r.Set.ByCode(fmt.Sprintf("1.%d", i+1))
		if !ok {
			t.Fatalf("%q was not read", c.text)
		}
		if rule := asRule(got); rule != c.rule {
			t.Errorf("%q\n got  %s\n want %s", c.text, rule, c.rule)
		}
		var keys []string
		for _, d := range r.Doubts {
			if d.Cell == fmt.Sprintf("D%d", i+5) {
				keys = append(keys, strings.TrimPrefix(d.Message.Key, "tabular."))
			}
		}
		if got := strings.Join(keys, " "); got != c.doubts {
			t.Errorf("%q: doubts %q, expected %q", c.text, got, c.doubts)
		}
	}
}

// TestOwnWordsAreReadBack: a table typed anew from what the program printed needs no hidden sheet for the usual kinds of rules, and what cannot be
// read is doubted, never guessed.
func TestOwnWordsAreReadBack(t *testing.T) {
	set, err := criteria.LoadSet("kinds", file(t, "../../emulation/criteria/testdata/kinds.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	unread := []rule.Kind{"checklist", "target-leader", "base", "plus-minus", "linear", "rank", "improve", "formula"}
	rows := headed([]any{"I", "NHIỆM VỤ CHUNG"})
	list := set.Criteria()
	for i, c := range list {
		rows = append(rows, []any{fmt.Sprintf("1.%d", i+1), "Tiêu chí", commas(c.Max.String()), documents.RuleText(&c.Rule)})
	}
	r := readTable(t, workbook(t, rows))
	for i, c := range list {
		got, _ := r.Set.ByCode(fmt.Sprintf("1.%d", i+1))
		text := documents.RuleText(&c.Rule)
		doubted := slices.ContainsFunc(r.Doubts, func(d doubt) bool { return d.Cell == fmt.Sprintf("D%d", i+5) })
		mixed := c.Code == "i" || c.Code == "1.1" // one band from below and one from above; a label with a comma in it
		same := asRule(got) == asRule(c) || slices.Contains([]rule.Kind{"choice", "tiers"}, c.Rule.Kind()) && got.Rule.Kind() == c.Rule.Kind() && len(got.Rule.Options()) == len(c.Rule.Options())
		switch {
		case slices.Contains(unread, c.Rule.Kind()) || mixed:
			if !same && !doubted {
				t.Errorf("%q was taken for %s without a doubt", text, asRule(got))
			}
		case !same && !doubted:
			t.Errorf("%q\n got  %s\n want %s", text, asRule(got), asRule(c))
		case !same:
			t.Errorf("%q could be read: %s", text, asRule(c))
		}
	}
}

func commas(s string) string { return strings.Replace(s, ".", ",", 1) }

// TestProseOfTheGuide: what the guide says can be read is read.
func TestProseOfTheGuide(t *testing.T) {
	guide := string(file(t, "../../docs/guide/excel.md"))
	_, section, _ := strings.Cut(guide, "\n## 2.")
	section, _, _ = strings.Cut(section, "\n## ")
	texts := 0
	for _, line := range strings.Split(section, "\n") {
		text, ok := strings.CutPrefix(line, "- ")
		if !ok {
			continue
		}
		texts++
		r := readTable(t, workbook(t, headed([]any{"I", "NHÓM"}, []any{"1", "Tiêu chí", 10, text})))
		c, _ := r.Set.ByCode("1")
		if c.Rule.Kind() == "manual" {
			t.Errorf("%s: not read", text)
		}
		for _, d := range r.Doubts {
			if key := d.Message.Key; key != "tabular.rule-most" && key != "tabular.rule-strict" {
				t.Errorf("%s: %s", text, key)
			}
		}
	}
	if texts < 5 {
		t.Errorf("only %d texts", texts)
	}
}
