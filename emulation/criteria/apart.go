package criteria

// BonusApart reports whether bonus points stand in ordinary groups, so that no group's figure is the bonus and a paper has to tell it beside them.
// Where a group holds the bonus, its own figure says it, and said twice it would be counted twice by whoever adds up.
func (s *Set) BonusApart() bool {
	return s.anyBeneath(func(top *Group, c *Criterion) bool {
		return top.Bonus == NoBonus && c.Bonus != NoBonus && c.Bonus != TieOnly
	})
}

// DeductionsApart reports the same of deductions: whether a line can deduct in a group that is not of deductions alone.
func (s *Set) DeductionsApart() bool {
	return s.anyBeneath(func(top *Group, c *Criterion) bool {
		low := c.Rule.Bounds()
		return c.Bonus != TieOnly && (c.Rule.Deducts() || low.NoLow || low.Low.Sign() < 0) && !top.onlyTakes()
	})
}

// anyBeneath reports whether is holds of any criterion, with the topmost group it stands in.
func (s *Set) anyBeneath(is func(top *Group, c *Criterion) bool) bool {
	for _, g := range s.groups {
		top := g
		for top.Parent != nil {
			top = top.Parent
		}
		for _, c := range g.Criteria {
			if is(top, c) {
				return true
			}
		}
	}
	return false
}

// onlyTakes reports whether nothing in the group can give points.
func (g *Group) onlyTakes() bool {
	for _, c := range g.Criteria {
		if c.Rule.Bounds().High.Sign() > 0 {
			return false
		}
	}
	for _, sub := range g.Groups {
		if !sub.onlyTakes() {
			return false
		}
	}
	return true
}
