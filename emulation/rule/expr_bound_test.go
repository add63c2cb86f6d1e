package rule_test

import (
	"strings"
	"testing"

	"thidua/emulation/decimal"
)

// TestFormulaIsBounded computes the heaviest formulas the parser takes, over figures of sixty digits.
func TestFormulaIsBounded(t *testing.T) {
	small, long := decimal.MustParse("0."+strings.Repeat("0", 58)+"5"), decimal.MustParse(strings.Repeat("7", 60))
	values := map[string]decimal.Decimal{"a": small, "b": long, "c": decimal.MustParse("0." + strings.Repeat("4", 60))}
	for name, text := range map[string]string{
		"product of tiny":  strings.Repeat("a*", 98) + "a",
		"sum of quotients": strings.Repeat("a/b+", 45) + "c/b",
		"quotients":        strings.Repeat("b/", 98) + "c",
		"tiny and large":   strings.Repeat("a*b/c+", 30) + "a",
		"least of ratios":  "min(" + strings.Repeat("a/b,", 45) + "c/b)",
		"nested":           strings.Repeat("max(a/b,", 25) + "c" + strings.Repeat(")", 25),
	} {
		e, err := formula(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		f, err := e.Eval(values)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if digits := len(f.Num.String()) + len(f.Den.String()); digits > 100*120 { // each figure enters the fraction once
			t.Errorf("%s: a fraction of %d digits", name, digits)
		}
	}
}

// BenchmarkHeaviestFormula is to stay far below a millisecond.
func BenchmarkHeaviestFormula(b *testing.B) {
	e, err := formula(strings.Repeat("a/b+", 45) + "c/b")
	if err != nil {
		b.Fatal(err)
	}
	values := map[string]decimal.Decimal{"a": decimal.MustParse("0." + strings.Repeat("0", 58) + "5"),
		"b": decimal.MustParse(strings.Repeat("7", 60)), "c": decimal.MustParse("0." + strings.Repeat("4", 60))}
	for b.Loop() {
		f, err := e.Eval(values)
		if err != nil {
			b.Fatal(err)
		}
		decimal.QuoRound(f.Num, f.Den, 2, decimal.HalfUp)
	}
}
