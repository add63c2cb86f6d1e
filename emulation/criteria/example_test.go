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
