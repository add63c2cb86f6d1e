package intake

import (
	"regexp"
	"slices"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/vietnamese"
)

var (
	selfWords = regexp.MustCompile(`^(?:don vi )?tu cham$|^don vi$|^self$`)
)

// totals compares the rows with sums with what stands above them; the last sum of everything becomes the scale.
func (p *proposer) totals(roots []*node) {
	for i, t := range p.t.totals {
		if t.value == nil {
			if t.doubted {
				continue
			}
			p.doubt("", t.cell, emulation.Say("tabular.total-unread", "name", vietnamese.OneLine(t.name)))
			continue
		}
		all, last := p.sums(roots, t.before)
		switch {
		case t.value.Equal(all):
			if i == len(p.t.totals)-1 || p.set.Scale.Total == nil {
				p.set.Scale.Total = t.value
			}
			if !slices.ContainsFunc(p.set.Groups, func(g *criteria.Group) bool { return g.Bonus != criteria.Outside }) {
				p.set.Scale.Total = nil
			}
		case slices.ContainsFunc(last, t.value.Equal):
		default:
			p.doubt("", t.cell, emulation.Say("tabular.total-differs", "total", *t.value, "sum", all))
		}
	}
	if s := p.set.Scale.Total; s != nil && !p.set.Maximum("").Equal(*s) {
		p.set.Scale.Total = nil
		p.doubt("", p.t.totals[len(p.t.totals)-1].cell, emulation.Say("tabular.total-differs", "total", *s, "sum", p.set.Maximum("")))
	}
	if len(p.t.totals) == 0 {
		p.t.remark("", "tabular.no-total", "sum", p.set.Maximum(""))
	}
}

// unnamedTotals doubts rows that are worth exactly what stands above them and have no code where the others have: a sum may have any name.
func (p *proposer) unnamedTotals(roots []*node) {
	list := p.t.nodes
	coded := slices.ContainsFunc(list, func(n *node) bool { return n.code != "" })
	whole, all := map[*node]bool{}, decimal.Decimal{} // the top, and what of it stands above
	for _, r := range roots {
		whole[r] = p.counts(r)
	}
	for i, n := range list {
		above := all
		if whole[n] {
			all = all.Add(printed(n))
		}
		if n.points == nil || n.points.Sign() <= 0 || len(n.children) > 0 || n.code != "" || n.line != nil || i < 2 || !coded && i < len(list)-1 {
			continue
		}
		if n.points.Equal(above) {
			p.doubt(n.final, n.cell, emulation.Say("tabular.maybe-total", "name", n.name, "points", *n.points))
		}
	}
}

// sums are what stands above a row comes to: all of it without bonuses below an earlier total, and that of each group that ends there.
func (p *proposer) sums(roots []*node, before int) (all decimal.Decimal, groups []decimal.Decimal) {
	above := map[*node]bool{}
	for _, n := range p.t.nodes[:before] {
		above[n] = true
	}
	for _, r := range roots {
		if !above[r] {
			continue
		}
		if p.counts(r) {
			all = all.Add(printed(r))
		}
		for _, n := range r.inner() {
			groups = append(groups, printed(n))
		}
	}
	return all, groups
}

// printed is what a group gives at most: its cap where it is cut.
func printed(n *node) decimal.Decimal {
	sum := n.sum()
	if len(n.children) > 0 && n.points != nil && n.points.Sign() > 0 {
		return decimal.Min(*n.points, sum)
	}
	return sum
}

// counts says whether a row at the top counts toward the total: that it is no bonus outside of it.
func (p *proposer) counts(n *node) bool {
	if p.outside == nil {
		p.outside = map[string]bool{}
		for _, g := range p.set.Groups {
			if _, twice := p.outside[g.Code]; !twice {
				p.outside[g.Code] = g.Bonus == criteria.Outside
			}
		}
	}
	return n.final == "" || !p.outside[n.final]
}

// checkGates drops what refers to codes that are not there.
func (p *proposer) checkGates() {
	groups, all := map[string]bool{}, map[string]bool{}
	var walk func(list []*criteria.Group)
	walk = func(list []*criteria.Group) {
		for _, g := range list {
			groups[g.Code] = true
			for _, c := range g.Criteria {
				_, all[c.Code] = c.Rule.Parameters.(*rule.Event)
			}
			walk(g.Groups)
		}
	}
	walk(p.set.Groups)
	p.set.Gates = slices.DeleteFunc(slices.Clone(p.set.Gates), func(g criteria.Gate) bool {
		event, there := all[g.Code]
		gone := g.When == criteria.GroupZero && !groups[g.Code] || g.When == criteria.CriterionZero && !there || g.When == criteria.Happened && !event
		if gone {
			p.doubt("", "", emulation.Say("tabular.code-gone", "code", g.Code))
		}
		return gone
	})
	p.set.TieBreak = slices.DeleteFunc(slices.Clone(p.set.TieBreak), func(b criteria.TieBreak) bool {
		_, there := all[b.Code]
		gone := b.Kind == criteria.TieGroup && !groups[b.Code] || b.Kind == criteria.TieCriterion && !there
		if gone {
			p.doubt("", "", emulation.Say("tabular.code-gone", "code", b.Code))
		}
		return gone
	})
	if c := p.set.Classes; c != nil && c.On == criteria.OnCappedTotal && !p.set.Scale.Given() {
		p.set.Classes = nil
		p.doubt("", "", emulation.Say("tabular.classes-scale"))
	}
}

// finish writes the set and reads it back, so that what is proposed is what the program will take.
func (p *proposer) finish(exact *criteria.Set) error {
	if exact != nil {
		p.set = exact
	}
	p.t.YAML = criteria.WriteSet(p.set, p.remarks)
	set, err := criteria.LoadSet(p.t.at.Name, p.t.YAML)
	if err != nil {
		return emulation.Errorf(emulation.Invalid, "tabular.no-set", "sheet", p.t.at.Name, "reason", err)
	}
	p.t.Set = set
	for _, m := range set.Notices {
		p.t.remark("", "tabular.notice", "sentence", m)
	}
	return nil
}
