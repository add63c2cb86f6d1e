package criteria

import (
	"slices"
	"strings"

	"thidua/emulation/decimal"
	"thidua/emulation/yamlfile"
)

// maxTypes is how many unit types a set may tell apart: each has its own sums to check.
const maxTypes = 100

func everything(*Criterion) bool { return true }

// check compares the sums with what the file says they are: each group's max, and the scale.
func (l *setLoader) check() {
	if types := l.set.Types(); len(types) > maxTypes {
		l.top.Fail(0, "", "criteria.too-many-types", "count", len(types), "limit", maxTypes)
		return
	}
	l.checkGroups("groups", l.set.Groups)
	l.checkWeights("groups", nil, l.set.Groups)
	l.checkTieOnly()
	l.checkBonusShare()
	switch scale := l.set.Scale; {
	case scale.Total != nil:
		l.checkTotal(*scale.Total)
	case scale.ByType != nil:
		for _, t := range l.set.Types() {
			want, ok := scale.ByType[t]
			if !ok {
				l.top.Fail(l.scaleLine("by_type"), "scale.by_type", "criteria.scale-type-missing", "type", t)
				continue
			}
			if got := l.set.Maximum(t); !got.Equal(want) {
				l.top.Fail(l.scaleLine("by_type"), "scale.by_type."+t, "criteria.scale-type-differs", "type", t, "scale", want, "sum", got)
			}
		}
	}
}

// checkTotal wants the sum of everything to be the scale. Where criteria are for some unit types only, it is as good when the sheet of
// every type adds up to it.
func (l *setLoader) checkTotal(want decimal.Decimal) {
	all := l.set.maximum(everything)
	if all.Equal(want) {
		return
	}
	types := l.set.Types()
	for _, t := range types {
		if got := l.set.Maximum(t); !got.Equal(want) {
			l.top.Fail(l.scaleLine("total"), "scale.total", "criteria.scale-type-differs", "type", t, "scale", want, "sum", got)
		}
	}
	if len(types) == 0 {
		l.top.Fail(l.scaleLine("total"), "scale.total", "criteria.scale-differs", "scale", want, "sum", all)
	}
}

func (l *setLoader) scaleLine(key string) int {
	i, _ := l.top.Get("scale")
	if o := yamlfile.New("").Object(i); o != nil {
		return o.At(key)
	}
	return i.Line()
}

// checkGroups wants the children of a group that states its max not to exceed it, in no unit type's sheet.
func (l *setLoader) checkGroups(path string, groups []*Group) {
	for n, g := range groups {
		at := yamlfile.PathOf(path, n)
		if g.Max != nil {
			l.checkMax(g, at)
		}
		l.checkGroups(at+".groups", g.Groups)
	}
}

func (l *setLoader) checkMax(g *Group, path string) {
	sum, _ := g.capped(g.full(l.set.Rounding, everything), l.set.Rounding)
	if sum.Cmp(*g.Max) <= 0 {
		return
	}
	types := l.set.Types()
	over := len(types) == 0
	for _, t := range types {
		one, _ := g.capped(g.full(l.set.Rounding, func(c *Criterion) bool { return c.Applies(t) }), l.set.Rounding)
		if one.Cmp(*g.Max) > 0 {
			over, sum = true, one
		}
	}
	if over {
		l.top.Fail(g.Line, path, "criteria.group-over-max", "code", g.Code, "max", *g.Max, "sum", sum)
	}
}

// checkWeights wants the weights in percent of what lies beneath one heading to be 100 together, in the sheet of every unit type; extra points have
// none, or count on top.
func (l *setLoader) checkWeights(path string, g *Group, groups []*Group) {
	type share struct {
		code, weight string
		percent      bool
		of           decimal.Decimal
		applies      func(unitType string) bool
	}
	var all []share
	in, line := NoBonus, l.top.At("groups")
	if g != nil {
		in, line = g.Bonus, g.Line
		for _, c := range g.Criteria {
			if c.Bonus.InMaximum(in) {
				all = append(all, share{c.Code, c.Weight.String(), c.Percent, c.Weight, c.Applies})
			}
		}
	}
	for n, sub := range groups {
		l.checkWeights(yamlfile.PathOf(path, n)+".groups", sub, sub.Groups)
		if sub.Bonus.InMaximum(in) {
			all = append(all, share{sub.Code, sub.Share().String(), sub.Percent, sub.Share(), sub.Applies})
		}
	}
	var with, without []string
	for _, s := range all {
		if s.percent {
			with = append(with, s.code)
		} else {
			without = append(without, s.code)
		}
	}
	if len(with) == 0 {
		return
	}
	if len(without) > 0 {
		l.top.Fail(line, path, "criteria.weights-mixed", "with", strings.Join(with, ", "), "without", strings.Join(without, ", "))
		return
	}
	types := l.set.Types()
	if l.set.Scale.ByType == nil { // a unit may be of a type that is named nowhere
		types = append(types, "")
	}
	for _, t := range types {
		var sum decimal.Decimal
		for _, s := range all {
			if s.applies(t) {
				sum = sum.Add(s.of)
			}
		}
		if !sum.IsZero() && !sum.Equal(one) {
			l.top.Fail(line, path, "criteria.weights-sum", "codes", strings.Join(with, ", "), "sum", sum.Mul(hundred), "type", t)
			return
		}
	}
}

// checkBonusShare refuses to hold deductions against a bonus that goes into an average or the least of several, with a group above it as well: how much of
// it counts there no figure says. An outside bonus is added on top of the group it stands in, and goes into the ones above with that group's points.
func (l *setLoader) checkBonusShare() {
	within := func(b Class) bool {
		return slices.ContainsFunc(b.When, func(c Condition) bool { return c.Kind == DeductionsWithin })
	}
	if l.set.Classes == nil || !slices.ContainsFunc(l.set.Classes.Bands, within) {
		return
	}
	for _, c := range l.set.criteria {
		if c.Bonus == NoBonus || c.Bonus == TieOnly {
			continue
		}
		onTop := c.Bonus == Outside
		for g := c.Group; g != nil; g = g.Parent {
			if g.Bonus == NoBonus && g.Aggregate != Sum && !onTop {
				l.top.Fail(c.Line, "", "criteria.bonus-in-average", "code", c.Code, "group", g.Code)
				break
			}
			onTop = g.Bonus == Outside
		}
	}
}

// checkTieOnly wants points that only a tie-break compares to be named there: else they count nowhere.
func (l *setLoader) checkTieOnly() {
	named := map[string]bool{}
	for _, t := range l.set.TieBreak {
		named[string(t.Kind)+":"+t.Code] = true
	}
	for _, c := range l.set.criteria {
		used := named["criterion:"+c.Code]
		for g := c.Group; g != nil && !used; g = g.Parent {
			used = g.Bonus == TieOnly && named["group:"+g.Code]
		}
		if c.Bonus == TieOnly && !used {
			l.top.Fail(c.Line, "", "criteria.tie-only-unused", "code", c.Code)
		}
	}
}
