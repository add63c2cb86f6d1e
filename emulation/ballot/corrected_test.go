package ballot_test

import (
	"slices"
	"testing"

	"thidua/emulation"
	"thidua/emulation/ballot"
)

// TestDifferences: each figure of a corrected count that is another, with what stood before.
func TestDifferences(t *testing.T) {
	before := ballot.Tally{Members: 9, Present: 8, Written: 1, Issued: 9, Returned: 9, Valid: 8, Invalid: 1,
		Lines: []ballot.Line{{ID: "a", Yes: 6, No: 1, Blank: 1}, {ID: "b", Yes: 2, No: 6}}}
	if list := ballot.Differences(before, before); list != nil {
		t.Error(list)
	}
	after := before
	after.Valid, after.Invalid = 9, 0
	after.Lines = []ballot.Line{{ID: "c", Yes: 9}, {ID: "a", Yes: 7, No: 1, Blank: 1}}
	want := []string{"số phiếu hợp lệ: 8 → 9", "số phiếu không hợp lệ: 1 → 0", "đồng ý cho “Đơn vị a”: 6 → 7", "đồng ý cho “Đơn vị b”: 2 → 0",
		"không đồng ý cho “Đơn vị b”: 6 → 0", "đồng ý cho “Đơn vị c”: 0 → 9"}
	got := emulation.Map(ballot.Differences(before, after), func(d ballot.Difference) string { return clean(t, d.Message("Đơn vị "+d.Line)) })
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	after = before // told apart: what that changes is told, what comes to the same is not
	after.Lines = []ballot.Line{{ID: "a", Yes: 6, No: 1, Invalid: new(int64(2))}, {ID: "b", Yes: 2, No: 6, Invalid: new(int64(1))}}
	want = []string{"trắng cho “Đơn vị a”: 1 → 0", "không hợp lệ cho “Đơn vị a”: 1 → 2"}
	got = emulation.Map(ballot.Differences(before, after), func(d ballot.Difference) string { return clean(t, d.Message("Đơn vị "+d.Line)) })
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

// TestWrittenVotesAreExplained: how many came in writing, and that the rules let them count.
func TestWrittenVotesAreExplained(t *testing.T) {
	r := rules(1, 2, false)
	r.Written = true
	tally := ballot.Tally{Members: 9, Present: 7, Written: 2, Issued: 9, Returned: 9, Valid: 8, Invalid: 1, Lines: []ballot.Line{{ID: "a", Yes: 8}}}
	o, err := ballot.Decide(r, tally, nil)
	if err != nil || len(o.Notes) != 1 || clean(t, o.Notes[0]) != "Trong 9 ý kiến có 2 ý kiến của người vắng mặt gửi bằng văn bản, được tính vì thể thức của cuộc bỏ phiếu cho tính." {
		t.Errorf("%v %v", o.Notes, err)
	}
	if o, err = ballot.Decide(r, full(9, 8), nil); err != nil || o.Notes != nil {
		t.Errorf("%v %v", o.Notes, err)
	}
}
