package year

import (
	"cmp"
	"slices"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/vietnamese"
)

// redefined says why the figure of the season before is another one, though it has the same code; without a key where it is the same.
func (f *Figure) redefined() emulation.Message {
	was := f.Before
	switch {
	case vietnamese.Fold(was.Measure) != vietnamese.Fold(f.Measure):
		return emulation.Say("figure.unlike.measure", "before", orNone(was.Measure))
	case vietnamese.Fold(was.Name) != vietnamese.Fold(f.Name):
		return emulation.Say("figure.unlike.name", "before", was.Name)
	case was.Criterion != f.Criterion:
		return emulation.Say("figure.unlike.criterion", "before", orNone(was.Criterion))
	case was.Input != f.Input || was.Option != f.Option:
		return emulation.Say("figure.unlike.part", "before", orNone(cmp.Or(was.Option, was.Input)))
	}
	return emulation.Message{}
}

// orNone is a text in a message, or the word for none.
func orNone(text string) any {
	if text == "" {
		return emulation.Say("figure.unlike.none")
	}
	return text
}

// Uncompared says why the figure of the cluster is not held against that of the season before: what is measured otherwise, taken from elsewhere, or rests on
// other units cannot be. Without a key where it can be, where nothing was asked then, and where the figures of units stand for themselves.
func (f *Figure) Uncompared() emulation.Message {
	if f.Before == nil {
		return emulation.Message{}
	}
	why := f.redefined()
	if why.Key == "" && f.oneFigure() {
		why = f.otherUnits()
	}
	if why.Key == "" {
		return why
	}
	return emulation.Say("figure.uncompared", "why", why)
}

// oneFigure reports whether both seasons come to one figure, of which there is a difference.
func (f *Figure) oneFigure() bool {
	_, now := f.Combined.One(f.Combine)
	_, then := f.Before.Combined.One(f.Combine)
	return now && then
}

// otherUnits says why the two figures do not rest on the same units; without a key where they do.
func (f *Figure) otherUnits() emulation.Message {
	switch {
	case len(f.Missing())+f.torn() > 0:
		return emulation.Say("figure.unlike.missing")
	case len(f.Before.Missing())+f.Before.torn() > 0:
		return emulation.Say("figure.unlike.missing-before")
	case !slices.Equal(f.counted(), f.Before.counted()):
		return emulation.Say("figure.unlike.units")
	}
	return emulation.Message{}
}

// counted are the units whose figures count, in one order.
func (f *Figure) counted() (list []string) {
	for i := range f.Answers {
		if f.Answers[i].From != "" {
			list = append(list, f.Answers[i].Unit.ID.String())
		}
	}
	slices.Sort(list)
	return list
}

// Change is how much the figure of the cluster differs from that of the season before; false where it is no one figure, or cannot be compared.
func (f *Figure) Change() (decimal.Fraction, bool) {
	if f.Before == nil || f.Uncompared().Key != "" || !f.oneFigure() {
		return decimal.Fraction{}, false
	}
	now, _ := f.Combined.One(f.Combine)
	then, _ := f.Before.Combined.One(f.Combine)
	return now.Sub(then), true
}

// BeforeOf is what a unit said in the season before; false if it said nothing, or of another figure.
func (f *Figure) BeforeOf(unit emulation.ID) (decimal.Fraction, bool) {
	if f.Before == nil || f.redefined().Key != "" {
		return decimal.Fraction{}, false
	}
	a := f.Before.Answer(unit)
	if a == nil || a.From == "" {
		return decimal.Fraction{}, false
	}
	return a.Figure, true
}

// ChangeOf is how much a unit's figure differs from the one it said in the season before; false where either is missing.
func (f *Figure) ChangeOf(unit emulation.ID) (decimal.Fraction, bool) {
	now := f.Answer(unit)
	then, ok := f.BeforeOf(unit)
	if now == nil || now.From == "" {
		return decimal.Fraction{}, false
	}
	return now.Figure.Sub(then), ok
}
