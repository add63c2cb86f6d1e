package criteria

import (
	"thidua/emulation/decimal"
	"thidua/emulation/yamlfile"
)

// maxTypes is how many unit types a set may tell apart: each has its own sums to check.
const maxTypes = 100

func everything(*Criterion) bool { return true }

// check compares the sums with what the file says they are: each group's max, and the scale.
func (l *setLoader) check() {
	if types := l.set.types(); len(types) > maxTypes {
		l.top.Fail(0, "", "criteria.too-many-types", "count", len(types), "limit", maxTypes)
		return
	}
	l.checkGroups("groups", l.set.Groups)
	switch scale := l.set.Scale; {
	case scale.Total != nil:
		l.checkTotal(*scale.Total)
	case scale.ByType != nil:
		for _, t := range l.set.types() {
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
	types := l.set.types()
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
	sum, _ := g.maximum(l.set.Rounding, everything)
	if sum.Cmp(*g.Max) <= 0 {
		return
	}
	types := l.set.types()
	over := len(types) == 0
	for _, t := range types {
		one, _ := g.maximum(l.set.Rounding, func(c *Criterion) bool { return c.Applies(t) })
		if one.Cmp(*g.Max) > 0 {
			over, sum = true, one
		}
	}
	if over {
		l.top.Fail(g.Line, path, "criteria.group-over-max", "code", g.Code, "max", *g.Max, "sum", sum)
	}
}
