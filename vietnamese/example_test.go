package vietnamese_test

import (
	"fmt"
	"slices"

	"thidua/vietnamese"
)

// A search finds a word without its marks, in both spellings of them, and by its initials.
func ExampleNewKey() {
	key := vietnamese.NewKey("Trường THPT Hoà Bình")
	for _, typed := range []string{"hòa bình", "hoa binh", "tthb", "cao bằng"} {
		fmt.Println(typed, key.Match(typed))
	}
	// Output:
	// hòa bình true
	// hoa binh true
	// tthb true
	// cao bằng false
}

func ExampleCollate() {
	names := []string{"Đà Nẵng", "Điện Biên", "Dak Lak", "Ê Đê", "Cao Bằng"}
	slices.SortFunc(names, vietnamese.Collate)
	fmt.Println(names)
	// Output: [Cao Bằng Dak Lak Đà Nẵng Điện Biên Ê Đê]
}

// A number goes in as people type it and out as paper shows it; one that could be two numbers is asked about.
func ExampleParseNumber() {
	plain, _ := vietnamese.ParseNumber("1 234,5")
	fmt.Println(plain, vietnamese.FormatNumber(plain))
	_, err := vietnamese.ParseNumber("1.500")
	fmt.Println(err)
	// Output:
	// 1234.5 1.234,5
	// either 1.500 or 1500
}

func ExampleWords() {
	words, _ := vietnamese.Words("93.75")
	fmt.Println(words)
	// Output: chín mươi ba phẩy bảy mươi lăm
}
