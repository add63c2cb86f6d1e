package criteria

import (
	"slices"

	"thidua/emulation"
)

// bands reads the bands and puts the best points first, which is the order they are tried in.
func (l *ruleLoader) bands() {
	l.rule.Otherwise = l.o.numberOr("otherwise", "0")
	i, ok := l.o.need("bands")
	if !ok {
		return
	}
	for _, n := range l.o.list(i) {
		o := l.o.object(n)
		if o == nil {
			continue
		}
		b := Band{AtLeast: o.number("at_least"), AtMost: o.number("at_most"), Points: o.needNumber("points")}
		_, least := o.values["at_least"]
		_, most := o.values["at_most"]
		if least == most {
			o.fail(o.line, o.path, "criteria.band-one-bound")
		}
		l.notice(emulation.Say("criteria.above-max.band"), b.Points)
		l.rule.Bands = append(l.rule.Bands, b)
		o.done()
	}
	if len(l.rule.Bands) == 0 {
		l.o.fail(i.line(), i.path, "criteria.no-value", "path", i.path)
	}
	slices.SortStableFunc(l.rule.Bands, func(a, b Band) int { return b.Points.Cmp(a.Points) })
}
