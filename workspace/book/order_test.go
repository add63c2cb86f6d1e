package book_test

import (
	"slices"
	"testing"

	"thidua/workspace/book"
)

// Names stand as in a dictionary, and the second text decides only where the first is the same.
func TestVietnameseOrderOfSeveralTexts(t *testing.T) {
	list := [][]string{{"Vĩnh Phúc", "a"}, {"Đồng Nai", "b"}, {"An Giang", "ô"}, {"Đồng Nai", "a"}, {"An Giang", "p"}, {"", "z"}, {"An", "z"}}
	book.VietnameseOrderOf(list, func(x []string) []string { return x })
	want := []string{"", "An", "An Giang", "An Giang", "Đồng Nai", "Đồng Nai", "Vĩnh Phúc"}
	for i, x := range list {
		if x[0] != want[i] {
			t.Fatalf("%q", list)
		}
	}
	if !slices.Equal(list[4], []string{"Đồng Nai", "a"}) || list[2][1] != "ô" {
		t.Errorf("%q", list)
	}
}
