package criteria

import (
	"maps"
	"slices"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

// set compares what is said of the set as a whole.
func (d *differ) set(a, b *Set) {
	d.about("", false, emulation.Say("diff.set"))
	d.value(false, "id", text(a.ID), text(b.ID))
	d.value(false, "name", text(a.Name), text(b.Name))
	d.value(false, "cite", text(a.Cite), text(b.Cite))
	d.value(false, "illustrative", texts(a.Illustrative), texts(b.Illustrative))
	d.scale(a.Scale, b.Scale)
	d.value(true, "rounding", roundingOf(a.Rounding), roundingOf(b.Rounding))
	d.value(true, "normalise", normaliseOf(a), normaliseOf(b))
	d.value(true, "rank-by", rankByOf(a), rankByOf(b))
	d.value(true, "tie-break", tieBreakOf(a), tieBreakOf(b))
	d.classes(a.Classes, b.Classes)
	d.gates(a.Gates, b.Gates)
}

// scale matters to points only through classes on a capped total; that is enough.
func (d *differ) scale(a, b Scale) {
	d.value(true, "scale", rule.Perhaps(a.Total), rule.Perhaps(b.Total))
	types := slices.AppendSeq(slices.Collect(maps.Keys(a.ByType)), maps.Keys(b.ByType))
	slices.Sort(types)
	for _, t := range slices.Compact(types) {
		of := func(s Scale) *decimal.Decimal {
			if n, ok := s.ByType[t]; ok {
				return &n
			}
			return nil
		}
		before, after := of(a), of(b)
		switch {
		case before == nil:
			d.add(true, "diff.scale-type-given", "type", t, "after", *after)
		case after == nil:
			d.add(true, "diff.scale-type-taken", "type", t, "before", *before)
		case !before.Equal(*after):
			d.add(true, "diff.scale-type", "type", t, "before", *before, "after", *after)
		}
	}
}

func roundingOf(r Rounding) emulation.Message {
	return emulation.Say("diff.rounding", "places", r.Places, "mode", word("mode", r.Mode.String()))
}

func normaliseOf(s *Set) emulation.Message {
	if s.Normalise {
		return word("normalise", "percent")
	}
	return word("normalise", "none")
}

func rankByOf(s *Set) emulation.Message {
	if s.ByClass {
		return word("rank-by", "class")
	}
	return word("rank-by", "points")
}

func tieBreakOf(s *Set) emulation.Message {
	return rule.Listed(emulation.Map(s.TieBreak, TieBreak.Words))
}

// Words name the step to a person.
func (t TieBreak) Words() emulation.Message {
	return emulation.Say("diff.tie."+string(t.Kind), "code", t.Code)
}

func (d *differ) classes(a, b *Classes) {
	var basis [2]emulation.Message
	var bands [2]emulation.Message
	for i, c := range []*Classes{a, b} {
		if c == nil {
			continue
		}
		basis[i] = word("basis", string(c.On))
		bands[i] = rule.Listed(emulation.Map(c.Bands, classOf))
	}
	d.value(true, "class-basis", basis[0], basis[1])
	d.value(true, "classes", bands[0], bands[1])
}

func classOf(c Class) emulation.Message {
	if len(c.When) > 0 {
		plain := c
		plain.When = nil
		return emulation.Say("diff.class-when", "class", classOf(plain), "when", emulation.Map(c.When, Condition.Told))
	}
	switch {
	case c.AtLeast == nil && c.TopPercent == nil:
		return emulation.Say("diff.class", "name", c.Name)
	case c.TopPercent == nil:
		return emulation.Say("diff.class-from", "name", c.Name, "bound", *c.AtLeast)
	case c.AtLeast == nil:
		return emulation.Say("diff.class-top", "name", c.Name, "percent", *c.TopPercent)
	}
	return emulation.Say("diff.class-from-top", "name", c.Name, "bound", *c.AtLeast, "percent", *c.TopPercent)
}

// gates have no name of their own: one that changed is one taken and one given.
func (d *differ) gates(a, b []Gate) {
	difference := func(key string, from, without []Gate) {
		for _, g := range from {
			said := gateOf(g)
			if !slices.ContainsFunc(without, func(o Gate) bool { return same(gateOf(o), said) }) {
				d.add(false, key, "gate", said)
			}
		}
	}
	difference("diff.gate-given", b, a)
	difference("diff.gate-taken", a, b)
}

func gateOf(g Gate) emulation.Message {
	when := emulation.Say("diff.gate."+string(g.When), "code", g.Code)
	blocks := emulation.Map(g.Blocks, func(id string) emulation.Message {
		return emulation.Say("diff.text", "text", emulation.Say("award."+id, "id", id))
	})
	if g.Reason == "" {
		return emulation.Say("diff.gate-plain", "when", when, "blocks", blocks)
	}
	return emulation.Say("diff.gate", "when", when, "blocks", blocks, "reason", g.Reason)
}
