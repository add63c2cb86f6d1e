package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/unicode/norm"

	"thidua/documents/intake"
	"thidua/emulation/criteria"
)

func do(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// outline is the tree of a set: "I[1.1 1.2 2[2.1]]", with points where a group or criterion has them.
func outline(set *criteria.Set) string {
	var group func(g *criteria.Group) string
	group = func(g *criteria.Group) string {
		var parts []string
		for _, c := range g.Criteria {
			parts = append(parts, c.Code+"="+c.Max.String())
		}
		for _, sub := range g.Groups {
			parts = append(parts, group(sub))
		}
		bonus := ""
		if g.Bonus != criteria.NoBonus {
			bonus = "+" + string(g.Bonus)
		}
		return g.Code + bonus + "[" + strings.Join(parts, " ") + "]"
	}
	var all []string
	for _, g := range set.Groups {
		all = append(all, group(g))
	}
	return strings.Join(all, " ")
}

func keysOf(doubts []intake.Doubt) string {
	var keys []string
	for _, d := range doubts {
		keys = append(keys, d.Cell+":"+strings.TrimPrefix(d.Message.Key, "tabular."))
	}
	return strings.Join(keys, " ")
}

func TestLayouts(t *testing.T) {
	merge, rule := merger(t), "Mỗi việc 1 điểm"
	layouts(t, map[string]layout{
		"two-row heading with merged cells": {
			rows:  [][]any{{"STT", "Nội dung", "Điểm", nil, "Cách chấm điểm"}, {nil, nil, "Chuẩn", "Tự chấm"}, {"I", "Chuyên môn", 10}, {"1", "A", 6, nil, rule}, {"2", "B", 4, nil, rule}},
			dress: merge("A1:A2", "B1:B2", "C1:D1", "E1:E2"), outline: "I[1=6 2=4]",
		},
		"group in a column of its own, merged over its criteria": {
			rows:  [][]any{{"TT", "Lĩnh vực", "Tiêu chí", "Điểm tối đa", "Cách tính"}, {1, "I. Dạy học", "A", 6, rule}, {2, nil, "B", 4, rule}, {3, "II. Thi đua", "C", 5, rule}, {nil, "Tổng cộng", nil, 15}},
			dress: merge("B2:B3"), outline: "I[1=6 2=4] II[3=5]",
		},
		"numbers begin anew in each group": {
			rows:    headed([]any{"I", "NHIỆM VỤ MỘT", 3}, []any{1, "A", 1, rule}, []any{2, "B", 2, rule}, []any{"II", "NHIỆM VỤ HAI", 3}, []any{1, "C", 3, rule}),
			outline: "I[I.1=1 2=2] II[II.1=3]",
		},
		"letters, Roman numbers, numbers": {
			rows:    headed([]any{"A", "Phần một"}, []any{"I", "Mục một"}, []any{1, "a", 1, rule}, []any{"II", "Mục hai"}, []any{2, "b", 2, rule}, []any{"B", "Phần hai"}, []any{"I", "Mục ba"}, []any{3, "c", 3, rule}),
			outline: "A[A.I[1=1] II[2=2]] B[B.I[3=3]]",
		},
		"no codes: headings in capitals": {
			rows:    headed([]any{nil, "NHIỆM VỤ CHUYÊN MÔN"}, []any{nil, "Việc thứ nhất", 1, rule}, []any{nil, "Việc thứ hai", 2, rule}, []any{nil, "CÔNG TÁC THI ĐUA"}, []any{nil, "Việc thứ ba", 3, rule}),
			outline: "1[1.1=1 1.2=2] 2[2.1=3]",
		},
		"codes in front of the names": {
			rows:    [][]any{{"Nội dung tiêu chí", "Điểm chuẩn", "Cách tính"}, {"I. Nhóm một"}, {"1. Việc một", 1, rule}, {"2) Việc hai", 2, rule}, {"II. Nhóm hai"}, {"a) 12/12 trường", 3, rule}},
			outline: "I[1=1 2=2] II[a=3]",
		},
		"bullets with points are the parts of a criterion": {
			rows:    headed([]any{"I", "NHIỆM VỤ CHUNG", 10}, []any{1, "Việc một", 10}, []any{"-", "phần a", 6, rule}, []any{"-", "phần b", 4, rule}),
			outline: "I[1[1.1=6 1.2=4]]",
		},
		"bullets with points are levels": {
			rows:    headed([]any{"I", "NHIỆM VỤ CHUNG", 10}, []any{1, "Việc một", 10}, []any{"-", "Làm tốt", 10}, []any{"-", "Làm được", 5}),
			outline: "I[1=10]", doubts: "C5:choice C4:group-differs",
		},
		"bullets without points explain": {
			rows:    headed([]any{"I", "NHIỆM VỤ CHUNG"}, []any{1, "Tỉ lệ", 10}, []any{nil, "- Từ 95% trở lên: 10 điểm"}, []any{nil, "- Dưới 95%: 5 điểm"}),
			outline: "I[1=10]",
		},
		"numbered columns, blank rows, heading again, subtotals": {
			rows: headed([]any{"(1)", "(2)", "(3)", "(4)", "(5)", "(6)"}, []any{"I", "Một", 3}, []any{1, "A", 3, rule}, []any{nil, "Cộng mục I", 3}, nil, nil,
				[]any{"TT", "Nội dung tiêu chí", "Điểm chuẩn"}, []any{"II", "Hai", 4}, []any{2, "B", 4, rule}, []any{nil, "Cộng mục II", 4}, []any{nil, "TỔNG CỘNG", 7}),
			outline: "I[1=3] II[2=4]",
		},
		"a total that does not add up": {
			rows:    headed([]any{"I", "Một", 5}, []any{1, "A", 3, rule}, []any{nil, "TỔNG CỘNG", 10}),
			outline: "I[1=3]", doubts: "C4:group-differs C6:total-differs",
		},
		"bonus after the total": {
			rows:    headed([]any{"I", "Một", 3}, []any{1, "A", 3, rule}, []any{nil, "TỔNG CỘNG", 3}, []any{"II", "Điểm thưởng", "tối đa 5"}, []any{2, "B", 4, rule}, []any{3, "C", 4, rule}),
			outline: "I[1=3] II+outside[2=4 3=4]",
		},
		"points off after the total": {
			rows:    headed([]any{"I", "Một", 3}, []any{1, "A", 3, rule}, []any{nil, "TỔNG CỘNG", 3}, []any{"II", "Điểm trừ"}, []any{2, "B", -5}),
			outline: "I[1=3] II+outside[2=0]", doubts: "A7:after-total C8:negative",
		},
		"only criteria": {
			rows:    headed([]any{1, "A", 3, rule}, []any{2, "B", 4, rule}, []any{nil, "Tổng điểm", 7}),
			outline: "I[1=3 2=4]",
		},
		"only criteria, with a gate on each": {
			rows:    headed([]any{1, "A", 3, rule}, []any{2, "B", 4, rule}, []any{nil, "Tổng điểm", 7}, []any{"Nội dung nào có điểm 0 thì không xét Cờ thi đua"}),
			outline: "1[1.1=3] 2[2.1=4]",
		},
		"points in words": {
			rows:    headed([]any{"I", "Một"}, []any{1, "A", "10đ", rule}, []any{2, "B", "7,5 điểm", rule}, []any{3, "C", "1.500", rule}, []any{4, "D", "từ 5", rule}, []any{5, "E", "tùy", rule}),
			outline: "I[1=10 2=7.5 3=1.5 4=5 5=0]", doubts: "C7:points-ambiguous C8:points-words C9:points-unread",
		},
	})
}

func TestDecomposedLettersAndBlanks(t *testing.T) {
	rows := headed([]any{"I", "NHIỆM\u00a0VỤ"}, []any{"1", "Tỉ lệ", "10", "Điểm = tỉ lệ % × 10"})
	for _, r := range rows {
		for j, v := range r {
			if s, ok := v.(string); ok {
				r[j] = norm.NFD.String(s)
			}
		}
	}
	r := readTable(t, workbook(t, rows))
	c, ok := r.Set.ByCode("1")
	if !ok || c.Name != "Tỉ lệ" || c.Rule.Kind() != "percent" || r.Set.Name != "BẢNG TIÊU CHÍ THI ĐUA" || r.Set.Groups[0].Name != "NHIỆM VỤ" {
		t.Errorf("%+v\n%s", c, r.YAML)
	}
}

func TestBestSheetIsChosenAndTheOthersAreNamed(t *testing.T) {
	raw := workbook(t, headed([]any{"I", "Một"}, []any{1, "A", 3, "Mỗi việc 1 điểm"}), func(f *excelize.File, sheet string) {
		for i, name := range []string{"Hướng dẫn", "Bản cũ"} {
			_, err := f.NewSheet(name)
			do(t, err)
			do(t, f.SetCellStr(name, "A1", "Chỉ là lời"))
			if i == 1 {
				for j, h := range []string{"TT", "Nội dung tiêu chí", "Điểm chuẩn", "Cách tính điểm", "Minh chứng", "Đơn vị chấm", "Ghi chú"} {
					do(t, f.SetCellStr(name, fmt.Sprintf("%c2", 'A'+j), h))
				}
				do(t, f.SetSheetVisible(name, false))
			}
		}
	})
	r := readTable(t, raw)
	if r.Sheet != "Bảng" || len(r.Others) != 2 || r.Others[0].Name != "Hướng dẫn" {
		t.Errorf("read %q, others %+v", r.Sheet, r.Others)
	}
}

func TestHiddenRowsAndColumnsAreSaid(t *testing.T) {
	r := readTable(t, workbook(t, headed([]any{"I", "Một"}, []any{1, "A", 3, "Mỗi việc 1 điểm"}, []any{2, "B", 3, "Mỗi việc 1 điểm"}), func(f *excelize.File, sheet string) {
		do(t, f.SetRowVisible(sheet, 6, false))
		do(t, f.SetColVisible(sheet, "A", false))
	}))
	if got := keysOf(r.Doubts); got != "A6:hidden-row" {
		t.Error(got)
	}
	if got := keysOf(r.Remarks); !strings.Contains(got, "A3:hidden-column") {
		t.Error(got)
	}
	if got := outline(r.Set); got != "I[1=3 2=3]" {
		t.Error(got)
	}
}
