package rule_test

import (
	"fmt"

	"thidua/emulation/criteria"
)

// What a person types into a cell is read by the rule of its line: counted of all, a percentage, or not applicable.
func ExampleRule_ReadTyped() {
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
	for _, typed := range []string{"98,54%", "294/300", "KAD: chưa có lớp", "nhiều"} {
		in, err := set.Criteria()[0].Rule.ReadTyped(typed)
		fmt.Println(typed, set.Criteria()[0].Rule.Fields(in), err != nil)
	}
	// Output:
	// 98,54% map[value:98.54] false
	// 294/300 map[den:300 num:294] false
	// KAD: chưa có lớp map[na:true reason:chưa có lớp] false
	// nhiều map[] true
}
