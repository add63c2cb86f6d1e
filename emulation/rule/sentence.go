package rule

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

// An intermediate figure is written out to six places before it is called "about", and is left out where it has more than thirty digits,
// which only a mistyped formula makes.
const (
	shownPlaces = 6
	shownDigits = 30
)

// Shown is a fraction for a reader: itself where it ends within six places (or is whole in itself), else rounded.
func Shown(num, den decimal.Decimal) (value decimal.Decimal, exact bool) {
	if den.Equal(one) && len(num.String()) <= shownDigits {
		return num, true
	}
	value = decimal.QuoRound(num, den, shownPlaces, decimal.HalfUp)
	if value.Mul(den).Equal(num) {
		return value, true
	}
	return decimal.QuoRound(num, den, 4, decimal.HalfUp), false
}

// Equals is "{expression} = num ÷ den" or "≈ num ÷ den".
func Equals(num, den decimal.Decimal, expression emulation.Message) emulation.Message {
	value, exact := Shown(num, den)
	key := "explain.equals"
	switch {
	case len(value.String()) > shownDigits:
		return emulation.Say("explain.endless", "expression", expression, "digits", shownDigits)
	case !exact:
		key = "explain.about"
	}
	return emulation.Say(key, "expression", expression, "value", value)
}

// equals is "{expression} = points".
func (p Points) equals(expression emulation.Message) emulation.Message {
	return Equals(p.Num, p.Den, expression)
}

// Given are the figures a formula is computed from, by their names; nothing for other rules.
func (r *Rule) Given(q *Question) []emulation.Message {
	if p, ok := r.Parameters.(*Formula); ok {
		return p.given(q)
	}
	return nil
}

// How tells how the rule counts, the way offices write it in the column "Cách tính điểm".
func (r *Rule) How() emulation.Message {
	if r.Parameters == nil {
		return emulation.Say("rule.unread")
	}
	variant, pairs := r.values()
	return emulation.Say("rule."+string(r.kind)+variant, pairs...)
}

func (r *Rule) values() (variant string, pairs []any) {
	if p, ok := r.Parameters.(telling); ok {
		variant, pairs = p.how()
	}
	return variant, append(pairs, "max", r.M)
}

// Hint says what to type for the criterion on screen.
func (r *Rule) Hint() emulation.Message {
	if r.Parameters == nil {
		return emulation.Say("rule.unread")
	}
	variant, pairs := r.values()
	if _, ok := r.Parameters.(interface{ hintsToo() }); !ok {
		variant = ""
	}
	return emulation.Say("rule.hint."+string(r.kind)+variant, pairs...)
}

// Cell is what a workbook may hold the result of a rule to.
type Cell struct {
	Hint    emulation.Message
	Whole   bool     // a number of things
	Answers []string // one of these, as Format writes them in Vietnamese; nil = anything
}

// Cell says what a cell for the result takes.
func (r *Rule) Cell() Cell {
	var c Cell
	if p, ok := r.Parameters.(interface{ cell() Cell }); ok {
		c = p.cell()
	}
	labels := emulation.Map(r.Options(), func(o Option) emulation.Message { return emulation.Say("rule.label", "label", o.Label) })
	c.Hint = emulation.Say("rule.cell."+string(r.Kind()), "options", labels)
	return c
}

// Told says an input in words that need no key: "98,54 %", "Giải quốc tế: 2". Nothing = what a clerk types says it as well.
func (r *Rule) Told(in Input) []emulation.Message {
	if p, ok := r.Parameters.(interface {
		told(a Answer) []emulation.Message
	}); ok && in.Answer != nil {
		return p.told(in.Answer)
	}
	return nil
}

// Sign stands behind the typed figure where it is shown: "%", or nothing.
func (r *Rule) Sign(in Input) string {
	if p, ok := r.Parameters.(interface{ sign(a Answer) string }); ok && in.Answer != nil {
		return p.sign(in.Answer)
	}
	return ""
}
