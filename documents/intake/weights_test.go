package intake_test

import (
	"slices"
	"strings"
	"testing"

	"thidua/emulation/criteria"
)

// Weights of one group are looked at together: percentages that are 100 in all become percentages of the set, all else that looks like some is
// doubted and stays what was written.
func TestWeightsOfAGroup(t *testing.T) {
	for name, c := range map[string]struct {
		heading string
		weights []any
		written []string // in the set
		doubts  string
	}{
		"percent in the heading": {"Trọng số (%)", []any{30, 70}, []string{"30%", "70%"}, ""},
		"percent signs":          {"Trọng số", []any{"30%", "70 %"}, []string{"30%", "70%"}, ""},
		"ninety":                 {"Trọng số (%)", []any{20, 70}, []string{"0.2", "0.7"}, "D5:weights-sum"},
		"plain numbers, 100":     {"Trọng số", []any{10, 10, 10, 10, 10, 10, 10, 10, 10, 10}, nil, "D5:weights-hundred"},
		"0,4 that may be 40 %":   {"Trọng số", []any{0.4, 0.6}, []string{"0.4", "0.6"}, "D5:weights-one"},
		"one percent, one not":   {"Trọng số", []any{"40%", 2}, []string{"0.4", "2"}, "D5:weights-mixed"},
		"factors":                {"Hệ số", []any{2, 3}, []string{"2", "3"}, ""},
	} {
		rows := [][]any{{"BẢNG TIÊU CHÍ THI ĐUA"}, nil, {"TT", "Nội dung tiêu chí", "Điểm chuẩn", c.heading, "Cách tính điểm"}, {"I", "Lĩnh vực một"}}
		for i, w := range c.weights {
			rows = append(rows, []any{i + 1, "Nội dung " + string(rune('a'+i)), 100, w, "Mỗi việc 10 điểm"})
		}
		r := readTable(t, workbook(t, rows))
		raw := string(criteria.WriteSet(r.Set, nil))
		if doubts := keysOf(r.Doubts); doubts != c.doubts {
			t.Errorf("%s: doubts %q", name, doubts)
		}
		for _, w := range c.written {
			if !strings.Contains(raw, "weight: "+w+",") {
				t.Errorf("%s: no weight %s in\n%s", name, w, raw)
			}
		}
	}
}

// A weight that is merged over rows numbered alike is each row's, and doubted; one that begins at the heading of a group is not taken for theirs. None is lost
// without a word.
func TestAMergedWeight(t *testing.T) {
	heading := []any{"TT", "Nội dung tiêu chí", "Điểm chuẩn", "Hệ số", "Cách tính điểm"}
	row := func(number int, weight any) []any {
		return []any{number, "Nội dung " + string(rune('a'+number)), 100, weight, "Mỗi việc 10 điểm"}
	}
	for name, c := range map[string]struct {
		rows    [][]any
		merged  string
		weights []string // of the criteria, "" = none
		doubts  string
	}{
		"over rows":        {[][]any{{"I", "Lĩnh vực một"}, row(1, 2), row(2, nil), row(3, nil), row(4, 3)}, "D5:D7", []string{"2", "2", "2", "3"}, "D6:merged-weight D7:merged-weight"},
		"from the heading": {[][]any{{"I", "Lĩnh vực một", nil, 2}, row(1, nil), row(2, nil)}, "D4:D6", []string{"", ""}, "D5:merged-weight D6:merged-weight"},
	} {
		rows := append([][]any{{"BẢNG TIÊU CHÍ THI ĐUA"}, nil, heading}, c.rows...)
		r := readTable(t, workbook(t, rows, merger(t)(c.merged)))
		var weights []string
		for _, x := range r.Set.Criteria() {
			w := x.Weight.String()
			if w == "1" {
				w = ""
			}
			weights = append(weights, w)
		}
		if doubts := keysOf(r.Doubts); doubts != c.doubts || !slices.Equal(weights, c.weights) {
			t.Errorf("%s: weights %q, doubts %q", name, weights, doubts)
		}
	}
}

// "PHẦN I." and "I." beneath it are two levels, whose criteria are told apart.
func TestPartsAboveTheSameNumbers(t *testing.T) {
	r := readTable(t, workbook(t, headed(
		[]any{nil, "PHẦN I. NHIỆM VỤ CHUNG", 10}, []any{nil, "I. Chuyên môn", 6}, []any{nil, "1. Dạy học", 6, "Mỗi việc 1 điểm"},
		[]any{nil, "II. Đoàn thể", 4}, []any{nil, "1. Hội thao", 4, "Mỗi việc 1 điểm"},
		[]any{nil, "PHẦN II. NHIỆM VỤ RIÊNG", 5}, []any{nil, "I. Chuyển đổi số", 5}, []any{nil, "1. Sổ điện tử", 5, "Mỗi việc 1 điểm"})))
	var tree []string
	var walk func(g *criteria.Group, depth int)
	walk = func(g *criteria.Group, depth int) {
		tree = append(tree, strings.Repeat(" ", depth)+g.Code+" "+g.Name)
		for _, c := range g.Criteria {
			tree = append(tree, strings.Repeat(" ", depth+1)+c.Code+" "+c.Name)
		}
		for _, below := range g.Groups {
			walk(below, depth+1)
		}
	}
	for _, g := range r.Set.Groups {
		walk(g, 0)
	}
	want := []string{"I NHIỆM VỤ CHUNG", " I.I Chuyên môn", "  I.I.1 Dạy học", " I.II Đoàn thể", "  I.II.1 Hội thao", "II NHIỆM VỤ RIÊNG", " II.I Chuyển đổi số", "  II.I.1 Sổ điện tử"}
	if !slices.Equal(tree, want) || len(r.Doubts) > 0 {
		t.Errorf("%q\n%v", tree, sentences(r.Doubts))
	}
}
