package decimal_test

import (
	"fmt"

	"thidua/emulation/decimal"
)

// Points are one fraction, divided and rounded once: 294 of 300 pupils, of 10 points.
func ExampleQuoRound() {
	done, of, max := decimal.FromInt(294), decimal.FromInt(300), decimal.FromInt(10)
	fmt.Println(decimal.QuoRound(done.Mul(max), of, 2, decimal.HalfUp))
	fmt.Println(decimal.QuoRound(decimal.MustParse("9.854"), decimal.FromInt(1), 2, decimal.HalfUp))
	// Output:
	// 9.8
	// 9.85
}

func ExampleParse() {
	a, _ := decimal.Parse("0.1")
	b, _ := decimal.Parse("0.2")
	fmt.Println(a.Add(b))
	_, err := decimal.Parse("1,5")
	fmt.Println(err)
	// Output:
	// 0.3
	// not a plain decimal number
}
