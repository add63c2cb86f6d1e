package scoring

import (
	"cmp"
	"maps"
	"slices"

	"thidua/emulation"
	"thidua/emulation/criteria"
)

// Change is the cluster after one of its units reported something else: the same as scoring everything anew, at the price of one sheet and of
// the lines of the others that a relative rule ties to it. The result it is called on stays as it is. Besides Score's errors, a unit that is
// not in the cluster is "scoring.unknown-unit".
func (r *Result) Change(unit criteria.UnitInputs) (*Result, error) {
	at := slices.IndexFunc(r.Units, func(u *UnitResult) bool { return u.ID == unit.ID })
	if at < 0 {
		return nil, emulation.Errorf(emulation.Invalid, "scoring.unknown-unit", "unit", unit.ID)
	}
	if err := check(r.Set, []criteria.UnitInputs{unit}, criteria.Decisions{}); err != nil {
		return nil, err
	}
	inputs := make([]*criteria.UnitInputs, len(r.Units))
	for i, u := range r.Units {
		inputs[i] = u.inputs
	}
	before := inputs[at]
	inputs[at] = &unit
	peers := &Peers{standings: maps.Clone(r.Units[at].peers.standings)}
	var moved []*criteria.Criterion // relative criteria in which the cluster's values changed
	for _, c := range r.Set.Criteria() {
		if c.Rule.Relative() && !sameStanding(c, before, &unit) {
			peers.standings[c.Index] = compare(c, inputs, false)
			moved = append(moved, c)
		}
	}
	room := new(workroom)
	scored := make([]*UnitResult, len(r.Units))
	for i, u := range r.Units {
		if i == at {
			scored[i] = ScoreUnit(r.Set, &unit, peers)
		} else {
			scored[i] = u.beside(peers, moved, room)
		}
	}
	return Rank(r.Set, scored, r.decisions), nil
}

// sameStanding reports whether a unit weighs the same in a relative criterion before and after.
func sameStanding(c *criteria.Criterion, before, after *criteria.UnitInputs) bool {
	a, had := before.Inputs[c.Code]
	b, has := after.Inputs[c.Code]
	if had != has || c.Applies(before.Type) != c.Applies(after.Type) || a.NA != b.NA || a.Unconfirmed != b.Unconfirmed {
		return false
	}
	return a.Answer == b.Answer || maps.Equal(c.Rule.Fields(a), c.Rule.Fields(b))
}

// beside is a copy of the unit among other peers, with the lines of some relative criteria computed again. It shares with the old one whatever
// did not change.
func (u *UnitResult) beside(peers *Peers, moved []*criteria.Criterion, room *workroom) *UnitResult {
	next := *u
	next.peers = peers
	s := sheet{&next, room}
	owned := false
	for _, c := range moved {
		old := u.Criteria[c.Index]
		r, warnings := s.line(c)
		warned := func(w Warning) bool { return w.Criterion == c.Code }
		if r.same(old) && warnings == nil && !slices.ContainsFunc(u.Warnings, warned) {
			continue
		}
		if !owned {
			next.Criteria, next.Groups, next.Warnings, next.Blocked = slices.Clone(u.Criteria), slices.Clone(u.Groups), slices.Clone(u.Warnings), nil
			owned = true
		}
		s.take(old)
		s.put(r)
		next.Warnings = append(slices.DeleteFunc(next.Warnings, warned), warnings...)
		for g := c.Group; g != nil; g = g.Parent {
			s.combine(g)
		}
	}
	if owned {
		s.total()
		s.sortWarnings()
		s.gates()
	}
	return &next
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
		bonus, deductions := tally(r.Criterion, &r)
		s.Bonus, s.Deductions = s.Bonus.Sub(bonus), s.Deductions.Sub(deductions)
	}
}

// sortWarnings brings the warnings into the order of the sheet, those about the whole of it last.
func (s sheet) sortWarnings() {
	place := func(w Warning) int {
		if c, ok := s.set.ByCode(w.Criterion); ok {
			return c.Index
		}
		return len(s.Criteria)
	}
	slices.SortStableFunc(s.Warnings, func(a, b Warning) int { return cmp.Compare(place(a), place(b)) })
}
