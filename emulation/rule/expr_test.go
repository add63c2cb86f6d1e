package rule_test

import (
	"errors"
	"strings"
	"testing"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

// formula loads a set whose only rule is the formula.
func formula(text string) (*rule.Expr, error) {
	set, err := criteria.LoadSet("x", []byte(table("{code: I.1, name: A, max: 10, rule: {kind: formula, expr: '"+text+"'}}")))
	if err != nil {
		return nil, err
	}
	c, _ := set.ByCode("I.1")
	return c.Rule.Parameters.(*rule.Formula).Expr, nil
}

var indicators = map[string]decimal.Decimal{"a": decimal.MustParse("3"), "b": decimal.MustParse("4"), "z": {}, "số_hs": decimal.MustParse("0.1"), "x1": decimal.MustParse("-2")}

func TestFormula(t *testing.T) {
	for text, want := range map[string]string{
		"10*a/b": "7.5", "1 + 2 * 3": "7", "(1+2)*3": "9", "2-3-4": "-5", "8/4/2": "1", "-a": "-3", "- -a": "3", "-a*-b": "12", "7 − 2 × 3 ÷ 6": "6",
		"min(a, b, 2)": "2", "max(a; b)": "4", "max(a)": "3", "1/3*3": "1", "1/x1": "-0.5", "a/b + b/a": "2.08333", "số_hs*30": "3",
		"if(a > b, 1, 2)": "2", "if(a <= b, 1, 2)": "1", "if(a>=3,1,2)": "1", "if(a < 3, 1, 2)": "2", "if(a = 3, 1, 2)": "1", "if(a <> 3; 1; 2)": "2",
		"if(a ≠ 4, 1, 2)": "1", "if(a ≤ 3, a, b)": "3", "if(a ≥ 4, a, b)": "4", "if(z = 0, 0, a/z)": "0", "if(1/3 > 0.3333, nobody*0 + 1, 2)": "!nobody",
		"if(1 < 2, if(2 < 1, 1, 2), 3)": "2", "min(if(a > 1, 5, 6), 9)": "5", "a/z": "!zero", "1/(a-3)": "!zero", "nobody": "!nobody", "min": "!min",
		"0.123456789012345678901234567890*10": "1.23456",
	} {
		e, err := formula(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		f, err := e.Eval(indicators)
		var lacking *rule.MissingIndicator
		got := ""
		switch {
		case errors.As(err, &lacking):
			got = "!" + lacking.Name
		case errors.Is(err, rule.ErrDivisionByZero):
			got = "!zero"
		default:
			got = decimal.QuoRound(f.Num, f.Den, 5, decimal.Down).String()
		}
		if got != want {
			t.Errorf("%s = %s, want %s", text, got, want)
		}
	}
}

func TestFormulaFaults(t *testing.T) {
	for text, at := range map[string]int{
		"a+*b": 3, "(a": 3, "a)": 2, "1,5": 2, "min(a": 6, "min()": 5, "if(a, 1, 2)": 5, "if(a > b, 1)": 12, "2 3": 3, "a b": 3, "1..2": 1, "5.": 1, "a $ b": 3, "+": 1,
		"số_hs %": 7,
	} {
		_, err := formula(text)
		var fault *emulation.Error
		if !errors.As(err, &fault) || fault.Message.Key != "criteria.expr-syntax" || fault.Message.Args["at"] != at {
			t.Errorf("%s: %v, want a fault at %d", text, err, at)
		}
	}
	for _, text := range []string{strings.Repeat("(", 40) + "a" + strings.Repeat(")", 40), strings.Repeat("a+", 150) + "a", strings.Repeat("-", 500) + "a",
		strings.Repeat(" ", 1001) + "a", "a" + strings.Repeat("a", 1000)} {
		if _, err := formula(text); emulation.KeyOf(err) != "criteria.expr-too-long" && !strings.HasPrefix(text, " ") {
			t.Errorf("%d characters: %v", len(text), err)
		}
	}
}
