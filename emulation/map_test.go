package emulation_test

import (
	"slices"
	"testing"

	"thidua/emulation"
)

// TestLists: what is made of a list, those of it that fit, and the first of them, by value and by place.
func TestLists(t *testing.T) {
	list := []int{3, 4, 6}
	even := func(n int) bool { return n%2 == 0 }
	if got := emulation.Map([]int(nil), even); got == nil || len(got) != 0 {
		t.Error("nothing is no list", got)
	}
	if got := emulation.Where(list, even); !slices.Equal(got, []int{4, 6}) {
		t.Error(got)
	}
	if first, none := emulation.First(list, even), emulation.First(list[:1], even); first != 4 || none != 0 {
		t.Error(first, none)
	}
	even4 := func(n *int) bool { return even(*n) }
	if p := emulation.Find(list, even4); p != &list[1] || emulation.Find(list[:1], even4) != nil {
		t.Error(p)
	}
}
