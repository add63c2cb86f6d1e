package intake_test

import (
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
