package scoring

import (
	"cmp"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
)

// Rank puts scored units in order, gives places and classes, and gathers the warnings. It fills Rank and Class of the units it is given. Units
// may have been scored with other versions of the set; then only the figures are compared, by codes.
func Rank(set *criteria.Set, units []*UnitResult, decisions criteria.Decisions) *Result {
	order := ranking{set: set, ballot: positions(decisions.Ballot), chair: positions(decisions.Chair)}
	r := &Result{Set: set, Units: slices.Clone(units), order: order, decisions: decisions}
	for _, u := range r.Units {
		u.Class, u.band = "", 0
		u.CountBonus(decisions.UncappedBonus)
		r.Provisional = r.Provisional || u.Provisional
	}
	r.place(order.compare)
	for _, notice := range set.Notices {
		pairs := make([]any, 0, 2*len(notice.Args))
		for name, v := range notice.Args {
			pairs = append(pairs, name, v)
		}
		r.Warnings = append(r.Warnings, Warning{key: notice.Key, pairs: pairs})
	}
	r.classify()
	if set.ByClass {
		r.place(func(a, b *UnitResult) int { return cmp.Or(order.classes(a, b), order.compare(a, b)) })
	}
	for _, u := range r.Units {
		r.Warnings = append(r.Warnings, u.Warnings...)
	}
	return r
}

// place puts the units in order and gives them their places.
func (r *Result) place(compare func(a, b *UnitResult) int) {
	slices.SortFunc(r.Units, func(a, b *UnitResult) int { return cmp.Or(compare(a, b), strings.Compare(a.ID, b.ID)) })
	for i, u := range r.Units {
		u.Rank = i + 1
		if i > 0 && compare(r.Units[i-1], u) == 0 {
			u.Rank = r.Units[i-1].Rank
		}
	}
}

func positions(order []string) map[string]int {
	at := make(map[string]int, len(order))
	for i, id := range order {
		at[id] = i
	}
	return at
}

// ranking compares units by their printed figures: total or percent, then the tie-break chain.
type ranking struct {
	set           *criteria.Set
	ballot, chair map[string]int
}

// compare is negative where a stands before b, 0 where they share a place.
func (k ranking) compare(a, b *UnitResult) int {
	c := k.figures(a, b)
	for _, step := range k.set.TieBreak {
		if c != 0 {
			return c
		}
		c = k.step(step, a, b)
	}
	return c
}

// classes compares the bands of two units where the set ranks by class first; who has none comes last.
func (k ranking) classes(a, b *UnitResult) int {
	if !k.set.ByClass {
		return 0
	}
	return cmp.Compare(bandOf(a), bandOf(b))
}

func bandOf(u *UnitResult) int {
	if u.band == 0 {
		return last
	}
	return u.band
}

// figures compares what the places go by, before any tie-break.
func (k ranking) figures(a, b *UnitResult) int {
	if k.set.Normalise {
		return b.Percent.Cmp(a.Percent)
	}
	return b.Total.Cmp(a.Total)
}

func (k ranking) step(step criteria.TieBreak, a, b *UnitResult) int {
	switch step.Kind {
	case criteria.TieGroup:
		return groupPoints(b, step.Code).Cmp(groupPoints(a, step.Code))
	case criteria.TieCriterion:
		return criterionPoints(b, step.Code).Cmp(criterionPoints(a, step.Code))
	case criteria.TieFewerDeductions:
		return a.Deductions.Cmp(b.Deductions)
	case criteria.TieBonus:
		return b.Bonus.Cmp(a.Bonus)
	case criteria.TiePreviousRank:
		return cmp.Compare(previousRank(a), previousRank(b))
	case criteria.TieBallot:
		return cmp.Compare(listed(k.ballot, a), listed(k.ballot, b))
	}
	return cmp.Compare(listed(k.chair, a), listed(k.chair, b))
}

// groupPoints and criterionPoints are 0 where the version a sheet was scored with does not have the code.
func groupPoints(u *UnitResult, code string) decimal.Decimal {
	g, _ := u.Group(code)
	return g.Points
}

func criterionPoints(u *UnitResult, code string) decimal.Decimal {
	c, _ := u.Criterion(code)
	return c.Points
}

// last is the place of who stands in no list: after everybody who does.
const last = int(^uint(0) >> 1)

func previousRank(u *UnitResult) int {
	if u.inputs.PreviousRank == 0 {
		return last
	}
	return u.inputs.PreviousRank
}

func listed(order map[string]int, u *UnitResult) int {
	if at, ok := order[u.ID]; ok {
		return at
	}
	return last
}

// classify gives each unit the first band it reaches. A band with top_percent takes at most ⌊q·n/100⌋ units, by place; where a tie does
// not fit none of the tied gets it, and a warning asks for a decision.
func (r *Result) classify() {
	if r.Set.Classes == nil {
		return
	}
	r.bands = make([]bandResult, len(r.Set.Classes.Bands))
	r.compareAll()
	for i, band := range r.Set.Classes.Bands {
		reach := emulation.Where(r.Units, func(u *UnitResult) bool { return u.band == 0 && r.reaches(u, band) && r.unmet(u, band) == nil })
		if band.TopPercent != nil {
			reach = reach[:r.quota(band, reach, &r.bands[i])]
		}
		for _, u := range reach {
			u.Class, u.band = band.Name, i+1
		}
	}
}

// bandResult is what became of a band with a quota.
type bandResult struct {
	quota  int           // how many units may have it
	tied   []*UnitResult // the units that share a place and did not fit, none of which has it
	places int           // how many were left for them
}

// quota is how many of the units that reach a band, best place first, get it.
func (r *Result) quota(band criteria.Class, reach []*UnitResult, out *bandResult) int {
	n := r.share(*band.TopPercent)
	out.quota = n
	taken := 0
	for taken < len(reach) && taken < n {
		tied := 1
		for taken+tied < len(reach) && reach[taken+tied].Rank == reach[taken].Rank {
			tied++
		}
		if taken+tied > n {
			out.tied, out.places = reach[taken:taken+tied], n-taken
			names := emulation.Map(out.tied, func(u *UnitResult) string { return u.Name })
			r.Warnings = append(r.Warnings, Warning{key: "scoring.tie-over-quota",
				pairs: []any{"class", band.Name, "units", strings.Join(names, ", "), "places", n - taken}})
			break
		}
		taken += tied
	}
	return taken
}

// basis is the figure the classes are held against.
func (r *Result) basis(u *UnitResult) decimal.Decimal {
	switch r.Set.Classes.On {
	case criteria.OnPercent:
		return u.Percent
	case criteria.OnCappedTotal:
		full, _ := r.Set.Scale.For(u.inputs.Type)
		return decimal.Min(u.Total, full)
	}
	return u.Total
}

// ClassAlone is the classification as far as one unit's figures decide it: none while one of them is provisional, and none where a band is only for
// the best of the cluster, or asks how the unit stands among the others.
func ClassAlone(set *criteria.Set, u *UnitResult) string {
	if set.Classes == nil || u.Provisional {
		return ""
	}
	for _, b := range set.Classes.Bands {
		if b.TopPercent != nil || slices.ContainsFunc(b.When, criteria.Condition.Relative) {
			return ""
		}
	}
	alone := *u
	Rank(set, []*UnitResult{&alone}, criteria.Decisions{})
	return alone.Class
}
