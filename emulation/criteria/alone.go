package criteria

// Alone is a set of one criterion, for whoever wants to see how it counts by itself: the unit scores it, whatever its type, and no group is above it.
// Errors are the criterion's own faults, as of a file.
func Alone(c *Criterion, r Rounding) (*Set, error) {
	own := *c
	own.Scorer, own.Bonus, own.AppliesTo = SelfScored, NoBonus, nil
	if own.Percent || c.Group != nil && c.Group.Aggregate == Weighted { // the weight is a share of what stands beside it
		own.Weight, own.Percent = one, false
	}
	g := &Group{Code: c.Code, Name: c.Code, Aggregate: Sum, Criteria: []*Criterion{&own}}
	return LoadSet(c.Code, WriteSet(&Set{ID: c.Code, Name: c.Code, Rounding: r, Groups: []*Group{g}}, nil))
}
