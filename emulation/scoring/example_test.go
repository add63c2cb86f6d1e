package scoring_test

import (
	"fmt"

	"thidua/emulation/criteria"
	"thidua/emulation/scoring"
	"thidua/internal/phrase"
)

const table = `
format: thidua-criteria/1
id: example
name: Bảng ví dụ
scale: {total: 20}
rounding: {places: 2, mode: half-up}
normalise: none
tie_break: []
groups:
  - code: I
    name: Dạy và học
    criteria:
      - {code: I.1, name: Học sinh lên lớp, max: 10, rule: {kind: percent}}
      - {code: I.2, name: Giáo viên giỏi, max: 10, rule: {kind: best}}
`

const reported = `
format: thidua-inputs/1
units:
  - {id: son-la, name: Sơn La, inputs: {I.1: {num: 294, den: 300}, I.2: {value: 12}}}
  - {id: cao-bang, name: Cao Bằng, inputs: {I.1: {value: 98.54}, I.2: {value: 9}}}
`

// A table and what the units report become places, and each figure its sentence.
func ExampleScore() {
	set, err := criteria.LoadSet("table.yaml", []byte(table))
	if err != nil {
		fmt.Println(err)
		return
	}
	inputs, err := criteria.LoadInputs(set, "inputs.yaml", []byte(reported))
	if err != nil {
		fmt.Println(err)
		return
	}
	result, err := scoring.Score(set, inputs.Units, inputs.Decisions)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, unit := range result.Units {
		fmt.Println(unit.Rank, unit.Name, unit.Total)
		for _, c := range unit.Criteria {
			fmt.Println("  ", c.Criterion.Code, phrase.Render(phrase.Vietnamese, unit.Explain(c.Criterion.Code)))
		}
	}
	// Output:
	// 1 Sơn La 19.8
	//    I.1 294 ÷ 300 × 10 = 9,8
	//    I.2 12 ÷ 12 (cao nhất cụm) × 10 = 10
	// 2 Cao Bằng 17.35
	//    I.1 98,54% × 10 = 9,854 → 9,85
	//    I.2 9 ÷ 12 (cao nhất cụm) × 10 = 7,5
}
