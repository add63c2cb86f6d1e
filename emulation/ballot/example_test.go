package ballot_test

import (
	"fmt"

	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
)

// At least 80% of nine members are eight: a share is held against a threshold by multiplying, never by rounding.
func ExampleNeeded() {
	rules := ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 80, Den: 100}
	needed, of := ballot.Needed(rules, ballot.Tally{Members: 9, Present: 9})
	fmt.Println(needed, "of", of)
	rules.Num, rules.Den, rules.Strict = 1, 2, true
	needed, of = ballot.Needed(rules, ballot.Tally{Members: 8, Present: 8})
	fmt.Println(needed, "of", of)
	// Output:
	// 8 of 9
	// 5 of 8
}

// Each line of a vote is decided by itself; figures that do not add up are refused first.
func ExampleDecide() {
	rules := ballot.Rules{Secret: true, Denominator: legal.TotalMembers, Num: 2, Den: 3}
	tally := ballot.Tally{Members: 9, Present: 9, Issued: 9, Returned: 9, Valid: 8, Invalid: 1,
		Lines: []ballot.Line{{ID: "son-la", Yes: 8}, {ID: "lao-cai", Yes: 5, No: 3}}}
	outcome, err := ballot.Decide(rules, tally, nil)
	fmt.Println(outcome.Won, err)

	tally.Invalid = 2
	for _, fault := range rules.Faults(tally) {
		fmt.Println(fault.Path, phrase.Render(phrase.Vietnamese, fault.Message))
	}
	// Output:
	// [son-la] <nil>
	// valid hợp lệ 8 + không hợp lệ 2 = 10, khác số phiếu thu về 9 (hãy phân loại và đếm lại)
}
