package criteria_test

import (
	"fmt"

	"thidua/emulation/criteria"
	"thidua/internal/phrase"
)

// A file is read to its end: all its faults are told together, each with its line.
func ExampleLoadSet() {
	_, err := criteria.LoadSet("bang.yaml", []byte(`format: thidua-criteria/1
id: bang
name: Bảng
scale: {total: 10}
normalise: none
groups:
  - code: I
    name: Dạy và học
    criteria:
      - {code: I.1, name: Lên lớp, max: 4, rule: {kind: pass}}
      - {code: I.1, name: Giáo viên giỏi, max: 6, rule: {kind: count}}
`))
	for _, fault := range err.(criteria.Errors) {
		fmt.Println(phrase.Error(phrase.Vietnamese, fault))
	}
	// Output:
	// bang.yaml, dòng 11: Thiếu khoá “each”. Hãy thêm khoá này.
	// bang.yaml, dòng 11: Mã “I.1” đã dùng ở dòng 10. Mỗi nhóm và mỗi tiêu chí phải có mã riêng; hãy đổi một trong hai.
}

// What a person types into a cell is read by the rule of its line: counted of all, a percentage, or not applicable.
func ExampleParseTyped() {
	set, _ := criteria.LoadSet("bang.yaml", []byte(`format: thidua-criteria/1
id: bang
name: Bảng
scale: {total: 10}
normalise: none
tie_break: []
groups:
  - code: I
    name: Dạy và học
    criteria: [{code: I.1, name: Lên lớp, max: 10, rule: {kind: percent}}]
`))
	for _, typed := range []string{"98,54 %", "294/300", "KAD: chưa có lớp", "nhiều"} {
		fields, err := criteria.ParseTyped(set.Criteria()[0].Rule, typed)
		fmt.Println(typed, fields, err != nil)
	}
	// Output:
	// 98,54 % map[value:98.54] false
	// 294/300 map[den:300 num:294] false
	// KAD: chưa có lớp map[na:true reason:chưa có lớp] false
	// nhiều map[] true
}
