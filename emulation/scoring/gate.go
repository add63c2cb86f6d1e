package scoring

import (
	"slices"

	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
)

// gates closes award forms. A figure counts as zero when it is 0 or less; a group of which nothing can be had (nothing applies, or only
// penalties) is never zero, nor is a bonus group.
func (s sheet) gates() {
	for _, gate := range s.set.Gates {
		code, points, closed := s.closes(gate)
		if !closed {
			continue
		}
		for _, award := range gate.Blocks {
			if !slices.ContainsFunc(s.Blocked, func(b Block) bool { return b.Award == award }) {
				s.Blocked = append(s.Blocked, Block{Award: award, Gate: gate.When, Code: code, Points: points, Reason: gate.Reason})
			}
		}
	}
}

// closes reports whether the gate is shut, and the group or criterion that shut it, with its points.
func (s sheet) closes(gate criteria.Gate) (code string, points decimal.Decimal, closed bool) {
	switch gate.When {
	case criteria.AnyGroupZero:
		for _, r := range s.Groups {
			if r.Group.Bonus == criteria.NoBonus && r.Applicable && r.Max.Sign() > 0 && r.Points.Sign() <= 0 {
				return r.Group.Code, r.Points, true
			}
		}
	case criteria.GroupZero:
		g, _ := s.set.GroupByCode(gate.Code)
		r := s.Groups[g.Index]
		return gate.Code, r.Points, r.Applicable && r.Points.Sign() <= 0
	case criteria.CriterionZero:
		c, _ := s.set.ByCode(gate.Code)
		r := s.Criteria[c.Index]
		return gate.Code, r.Points, !r.NA && r.Points.Sign() <= 0
	case criteria.Happened:
		c, _ := s.set.ByCode(gate.Code)
		in, r := s.inputs.Inputs[gate.Code], s.Criteria[c.Index]
		return gate.Code, r.Points, !r.NA && in.Happened()
	}
	return "", zero, false
}
