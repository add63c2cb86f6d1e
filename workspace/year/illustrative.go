package year

import (
	"slices"

	"thidua/emulation"
	"thidua/workspace/book"
)

// Illustrative says whether anything that is told of a unit, or of the cluster itself, was invented for a sample; of decides whose counts by the
// unit's id, the cluster's own being nobody's (the zero id).
func (c *Counted) Illustrative(of func(unit emulation.ID) bool) bool {
	owned := func(o Owner) bool { return of(o.Unit.ID) }
	unit := func(u book.Unit) bool { return of(u.ID) }
	if c.Compact != nil && c.Compact.Illustrative && of(emulation.ID{}) {
		return true
	}
	for _, r := range c.Registrations {
		if r.Illustrative && unit(r.Unit) {
			return true
		}
	}
	for _, p := range c.Programmes {
		if p.Illustrative && unit(p.Unit) {
			return true
		}
	}
	for _, h := range c.Headcounts {
		if h.Illustrative && unit(h.Unit) {
			return true
		}
	}
	return slices.ContainsFunc(c.Activities, func(a UnitActivity) bool { return a.Activity.Illustrative && owned(a.Owner) }) ||
		slices.ContainsFunc(slices.Concat(c.Initiatives, c.Exemplars), func(a UnitAchievement) bool { return a.Achievement.Illustrative && owned(a.Owner) }) ||
		slices.ContainsFunc(c.Movements, func(m LaunchedMovement) bool { return m.Movement.Illustrative && owned(m.Owner) }) ||
		slices.ContainsFunc(c.Shortcomings, func(x ToldShortcoming) bool { return x.Shortcoming.Illustrative && owned(x.Owner) }) ||
		slices.ContainsFunc(c.PersonAwards, func(a AwardToPersons) bool { return a.PersonAward.Illustrative && owned(a.Owner) }) ||
		slices.ContainsFunc(c.Figures, func(f Figure) bool { return f.invented(of) })
}

// invented says whether a figure, or an answer to it that is not the sheet's, was invented.
func (f *Figure) invented(of func(unit emulation.ID) bool) bool {
	return f.AskedFigure.Illustrative && of(emulation.ID{}) ||
		slices.ContainsFunc(f.Answers, func(a Answer) bool { return a.Own.Illustrative && a.From == FromOwn && of(a.Unit.ID) })
}
