package vietnamese_test

import (
	"fmt"
	"slices"

	"thidua/vietnamese"
)

func ExampleCollate() {
	names := []string{"Đà Nẵng", "Điện Biên", "Dak Lak", "Ê Đê", "Cao Bằng"}
	slices.SortFunc(names, vietnamese.Collate)
	fmt.Println(names)
	// Output: [Cao Bằng Dak Lak Đà Nẵng Điện Biên Ê Đê]
}

// A number goes in as people type it; one that could be two numbers is asked about.
func ExampleParseNumber() {
	plain, _ := vietnamese.ParseNumber("1 234,5")
	fmt.Println(plain)
	_, err := vietnamese.ParseNumber("1.500")
	fmt.Println(err)
	// Output:
	// 1234.5
	// either 1.500 or 1500
}
