package scoring

import (
	"cmp"
	"slices"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
)

// Change is the cluster after one of its units reported something else: the same as scoring everything anew, at the price of the lines that
// changed and of those of the others that a relative rule ties to them. The result it is called on stays as it is. Besides Score's errors, a
// unit that is not in the cluster is "scoring.unknown-unit".
func (r *Result) Change(unit criteria.UnitInputs) (*Result, error) {
	at := slices.IndexFunc(r.Units, func(u *UnitResult) bool { return u.ID == unit.ID })
	if at < 0 {
		return nil, emulation.Errorf(emulation.Invalid, "scoring.unknown-unit", "unit", unit.ID)
	}
	if err := check(r.Set, []criteria.UnitInputs{unit}, criteria.Decisions{}); err != nil {
		return nil, err
	}
	own := r.Units[at]
	peers, moved := own.peers, []*criteria.Criterion(nil) // relative criteria in which the cluster's values changed
	changed := changedLines(r.Set, own.inputs, &unit)
	var inputs []*criteria.UnitInputs
	for _, c := range changed {
		if !c.Rule.Relative() || sameStanding(c, own.inputs, &unit) {
			continue
		}
		if moved == nil {
			peers = &Peers{standings: slices.Clone(peers.standings)}
			for _, u := range r.Units {
				inputs = append(inputs, u.inputs)
			}
			inputs[at] = &unit
		}
		peers.standings[c.Index] = compare(c, inputs, r.decisions.Awaited)
		moved = append(moved, c)
	}
	room := newWorkroom(r.Set)
	room.lines = make([]CriterionResult, (len(r.Units)-1)*len(moved))
	scored, copies := make([]*UnitResult, len(r.Units)), make([]UnitResult, len(r.Units))
	for i, u := range r.Units {
		scored[i], copies[i] = &copies[i], *u
		s := sheet{scored[i], room}
		switch {
		case i != at:
			s.again(u.inputs, peers, moved)
		case 4*len(changed) > len(r.Set.Criteria()) || unit.Name != u.Name:
			scored[i] = room.unit(r.Set, &unit, peers)
		default:
			room.lines = append(room.lines, make([]CriterionResult, len(changed))...)
			s.again(&unit, peers, changed)
		}
	}
	return Rank(r.Set, scored, r.decisions), nil
}

// changedLines are the criteria whose lines may come out otherwise for what a unit reports now.
func changedLines(set *criteria.Set, before, after *criteria.UnitInputs) []*criteria.Criterion {
	if before.Type != after.Type {
		return set.Criteria()
	}
	return emulation.Where(set.Criteria(), func(c *criteria.Criterion) bool { return !sameLine(c, before, after) })
}

// sameLine reports whether all that a line is computed from is the same, as far as a look at it tells.
func sameLine(c *criteria.Criterion, before, after *criteria.UnitInputs) bool {
	a, had := before.Inputs[c.Code]
	b, has := after.Inputs[c.Code]
	if !a.Same(b) || had != has || c.Rule.Since() || c.Rule.Indicators() != nil {
		return false
	}
	given, was := before.Override[c.Code]
	gives, is := after.Override[c.Code]
	return was == is && given.Equal(gives)
}

// sameStanding reports whether a unit of the same type weighs the same in a relative criterion before and after.
func sameStanding(c *criteria.Criterion, before, after *criteria.UnitInputs) bool {
	return before.Type == after.Type && before.Inputs[c.Code].Same(after.Inputs[c.Code])
}

// again computes some lines of a copy of a sheet again, with these inputs and among these peers. The copy goes on sharing with the old sheet
// whatever did not change.
func (s sheet) again(inputs *criteria.UnitInputs, peers *Peers, lines []*criteria.Criterion) {
	room, own, touched := s.room, inputs != s.inputs, false
	s.inputs, s.peers = inputs, peers
	for _, c := range lines {
		old := s.Criteria[c.Index]
		r, warnings := s.line(c)
		warned := func(w Warning) bool { return w.Criterion == c.Code }
		if !own && r.same(*old) && warnings == nil && !slices.ContainsFunc(s.Warnings, warned) {
			continue
		}
		if !touched {
			s.Criteria, s.Groups, s.Blocked = slices.Clone(s.Criteria), slices.Clone(s.Groups), nil
			s.Warnings = slices.DeleteFunc(slices.Clone(s.Warnings), func(w Warning) bool { return w.Criterion == "" })
			touched = true
		}
		s.take(*old)
		s.Criteria[c.Index], room.lines = &room.lines[0], room.lines[1:]
		s.put(r)
		if s.Warnings != nil || warnings != nil {
			s.Warnings = append(slices.DeleteFunc(s.Warnings, warned), warnings...)
		}
		if r.NA == old.NA {
			if c.Bonus.Counted(c.Group.Bonus) {
				s.carry(c.Group, r.Points.Sub(old.Points))
			}
			continue
		}
		for g := c.Group; g != nil; g = g.Parent {
			room.stale[g.Index], room.anyStale = true, true
		}
	}
	if touched {
		if room.anyStale {
			for i, g := range slices.Backward(s.set.AllGroups()) { // each after those beneath it
				if room.stale[i] {
					s.combine(g)
				}
			}
			clear(room.stale)
			room.anyStale = false
		}
		s.sortWarnings()
		s.finish()
	}
}

// carry brings a difference in the points beneath a group up to the top. What applies is the same, and so every maximum.
func (s sheet) carry(g *criteria.Group, difference decimal.Decimal) {
	for ; g != nil && !difference.IsZero(); g = g.Parent {
		r := &s.Groups[g.Index]
		before := r.Points
		if g.Aggregate == criteria.Sum && g.Cap == nil && g.Weight == nil {
			r.Points = before.Add(difference)
		} else {
			s.points(g)
			difference = r.Points.Sub(before)
		}
		if g.Parent != nil && !g.Bonus.Counted(g.Parent.Bonus) {
			return
		}
	}
}

// same reports whether a line reads as another of the same criterion.
func (r CriterionResult) same(o CriterionResult) bool {
	return r.NA == o.NA && r.Provisional == o.Provisional && r.Given == o.Given && r.Overridden == o.Overridden && r.Points.Equal(o.Points)
}

// take is the opposite of put.
func (s sheet) take(r CriterionResult) {
	if r.Provisional {
		s.open--
	}
	if !r.NA {
		s.Deductions = s.Deductions.Sub(deducted(r.Criterion, &r))
	}
}

// sortWarnings brings the warnings into the order of the sheet.
func (s sheet) sortWarnings() {
	place := func(w Warning) int {
		c, _ := s.set.ByCode(w.Criterion)
		return c.Index
	}
	slices.SortStableFunc(s.Warnings, func(a, b Warning) int { return cmp.Compare(place(a), place(b)) })
}
