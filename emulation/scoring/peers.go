package scoring

import (
	"thidua/emulation/criteria"
	"thidua/emulation/rule"
)

// Peers holds what the rules that compare units need to know of the other units of the cluster.
type Peers struct {
	standings []*rule.Standing // by Criterion.Index; nil for criteria that compare nothing
}

// Compare gathers the answers of the cluster for the relative rules of a set; awaited is true where more units are to report.
func Compare(set *criteria.Set, units []criteria.UnitInputs, awaited bool) *Peers {
	all := make([]*criteria.UnitInputs, len(units))
	for i := range units {
		all[i] = &units[i]
	}
	return peersOf(set, all, awaited)
}

// peersOf compares units; open is true where others are to come.
func peersOf(set *criteria.Set, units []*criteria.UnitInputs, open bool) *Peers {
	p := &Peers{standings: make([]*rule.Standing, len(set.Criteria()))}
	for _, c := range set.Criteria() {
		if c.Rule.Relative() {
			p.standings[c.Index] = compare(c, units, open)
		}
	}
	return p
}

func compare(c *criteria.Criterion, units []*criteria.UnitInputs, open bool) *rule.Standing {
	answers := make([]rule.Answer, 0, len(units))
	for _, u := range units {
		if !c.Applies(u.Type) {
			continue
		}
		in := u.Inputs[c.Code]
		if in.NA {
			open = open || in.Unconfirmed // it may yet have to report
			continue
		}
		answers = append(answers, in.Answer)
	}
	return c.Rule.Compare(answers, open)
}
