package criteria

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/vietnamese"
)

// Odd says what cannot be about an input as it stands, so that a person confirms it: more than the whole, a share of nothing, a percentage
// below 0 or above 100. It counts as it was typed all the same.
func (c *Criterion) Odd(in rule.Input) (m emulation.Message, odd bool) {
	switch a := in.Answer.(type) {
	case *rule.Rate:
		switch {
		case a.Value != nil:
			return oddPercent(*a.Value)
		case a.Num == nil || a.Den == nil:
		case a.Den.IsZero() && a.Num.IsZero():
			return emulation.Say("input.nothing-of-nothing"), true
		case a.Den.IsZero():
			return emulation.Say("input.of-nothing", "num", *a.Num), true
		case a.Num.Cmp(*a.Den) > 0:
			return emulation.Say("input.over-whole", "num", *a.Num, "den", *a.Den), true
		}
		return oddThings(true, a.Num, a.Den) // a part of a whole is so many of so many
	case *rule.Figure:
		if c.asksShare() {
			return oddPercent(a.X)
		}
		return oddThings(c.Rule.Cell().Whole || c.asksNumber(), &a.X)
	case *rule.Reached:
		return oddThings(c.asksNumber(), a.Value, a.Target)
	case *rule.Balance:
		return oddThings(true, a.Plus, a.Minus)
	case *rule.Counted:
		for i := range a.N {
			if m, odd = oddThings(true, &a.N[i]); odd {
				return m, true
			}
		}
	}
	return m, false
}

// oddThings is what can hardly be about figures that are given, of things that are counted one by one or of anything else.
func oddThings(counted bool, figures ...*decimal.Decimal) (m emulation.Message, odd bool) {
	for _, x := range figures {
		switch {
		case x == nil:
		case counted && x.Sign() < 0:
			return emulation.Say("input.odd-negative", "value", *x), true
		case counted && !x.IsInt():
			return emulation.Say("input.odd-part", "value", *x), true
		case emulation.TooMany(*x, counted):
			return emulation.Say("input.odd-many", "value", *x), true
		}
	}
	return m, false
}

// asksNumber says whether the name of a criterion asks how many there are of something: "Số trường đạt chuẩn".
func (c *Criterion) asksNumber() bool {
	name := vietnamese.Fold(c.Name)
	for _, measured := range []string{"%", "ti le", "ty le", "binh quan", "trung binh", "so diem", "so tien", "so gio"} {
		if strings.Contains(name, measured) {
			return false
		}
	}
	return strings.HasPrefix(name, "so ") && !strings.HasPrefix(name, "so voi ") && !strings.HasPrefix(name, "so ket ") || strings.Contains(name, "so luong ")
}

func oddPercent(value decimal.Decimal) (m emulation.Message, odd bool) {
	if value.Sign() < 0 || value.Cmp(hundred) > 0 {
		return emulation.Say("input.odd-percent", "value", value), true
	}
	return m, false
}

// asksShare says whether the name of a criterion with bands or steps asks for a part of a whole in percent: "Tỉ lệ tốt nghiệp (%)". What is
// held against a plan or an earlier year may be more.
func (c *Criterion) asksShare() bool {
	switch c.Rule.Parameters.(type) {
	case *rule.Bands, *rule.Linear, *rule.Step:
	default:
		return false
	}
	name := vietnamese.Fold(c.Name)
	for _, more := range []string{"ke hoach", "chi tieu", "tang", "vuot", "so voi", "giam"} {
		if strings.Contains(name, more) {
			return false
		}
	}
	return strings.Contains(name, "%") || strings.HasPrefix(name, "ti le") || strings.HasPrefix(name, "ty le")
}
