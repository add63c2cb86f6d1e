package criteria

import (
	"slices"
	"strings"
	"unicode"

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
		return oddThings(c.counts(), a.Num, a.Den)
	case *rule.Figure:
		if _, points := c.Rule.Parameters.(*rule.Manual); points {
			return m, false // its rule asks for points, whatever its name asks for
		}
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

// The words that say what a figure is of, without diacritics.
var (
	shares = []string{"%", "phan tram", "ti le", "ty le"}
	// measured are what is no number of things: it may have a part.
	measured = []string{"binh quan", "trung binh", "so tien", "kinh phi", "dien tich", "so ngay", "so gio", "so phut", "so tiet", "so km", "so met", "so kg", "so diem", "so hoa",
		"so lieu", "so hieu"}
	// counted are what is counted one by one.
	counted = []string{"hoc sinh", "hoc vien", "sinh vien", "tre em", "giao vien", "can bo", "cong chuc", "vien chuc", "dang vien", "nguoi", "truong", "lop", "don vi", "de tai",
		"sang kien", "ho so", "van ban", "bao cao"}
)

// number is the word for a number. Its diacritics tell it from those for a book, an office and a first draft, which fold to the same letters.
const number = "số"

// hasAny says whether whole words stand in a text.
func hasAny(text string, words []string) bool {
	text = " " + strings.Join(strings.FieldsFunc(strings.ReplaceAll(vietnamese.Fold(text), "%", " % "), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%'
	}), " ") + " "
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, " "+w+" ") })
}

// asksNumber says whether the name of a criterion asks how many there are of something: "Số trường đạt chuẩn".
func (c *Criterion) asksNumber() bool {
	first, rest, _ := strings.Cut(strings.ToLower(vietnamese.NFC(strings.TrimSpace(c.Name))), " ")
	return !hasAny(c.Name, shares) && !hasAny(c.Name, measured) && (first == number && rest != "" || hasAny(c.Name, []string{"so luong"}))
}

// counts says whether the parts of a fraction are so many things of so many, by the name of the criterion or its note: "học sinh hoàn thành / tổng số học sinh".
func (c *Criterion) counts() bool {
	words := c.Name + "\n" + c.Note
	return !hasAny(words, measured) && hasAny(words, counted)
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
