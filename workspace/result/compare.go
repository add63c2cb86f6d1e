package result

import (
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/scoring"
	"thidua/workspace/book"
)

// GroupLine is a group of criteria at the top of the table: a unit's points in it beside those of the cluster.
type GroupLine struct {
	Code, Name string
	Own        *decimal.Decimal // nil where no unit is looked at, or nothing in the group applies to it
	Max        decimal.Decimal  // what the unit can reach; without it, the most that any unit can
	Mean, Best decimal.Decimal  // of the units that handed in and to which the group applies; the mean rounded as points are
	Count      int              // how many those are; with 0 there is neither mean nor best
}

// ByGroup sets a unit's points by group beside the cluster's; own is nil where no unit is looked at. Of others it takes what is ranked: what they
// handed in, never a draft.
func (r *Ranking) ByGroup(own *scoring.UnitResult) (list []GroupLine) {
	rounding := r.Season.Set.Rounding
	for _, g := range r.Season.Set.Groups {
		l := GroupLine{Code: g.Code, Name: g.Name}
		sum := decimal.Fraction{}
		for i := range r.Standings {
			at, ok := groupOf(r.Standings[i].Final, g)
			if !ok {
				continue
			}
			if l.Count++; l.Count == 1 {
				l.Best = at.Points
			}
			l.Best, l.Max = decimal.Max(l.Best, at.Points), decimal.Max(l.Max, at.Max)
			sum = sum.Add(decimal.Whole(at.Points))
		}
		if l.Count > 0 {
			l.Mean = sum.Quo(l.Count).Round(rounding.Places)
		}
		if at, ok := groupOf(own, g); ok {
			l.Own, l.Max = &at.Points, at.Max
		}
		if l.Own != nil || l.Count > 0 {
			list = append(list, l)
		}
	}
	return list
}

// groupOf is what a unit has in a group; false if it has no such group, or nothing in it applies to it.
func groupOf(u *scoring.UnitResult, g *criteria.Group) (at scoring.GroupResult, ok bool) {
	if u == nil {
		return at, false
	}
	at, ok = u.Group(g.Code)
	return at, ok && at.Applicable
}

// rankingOf is the ranking of any season of the cluster; nil of one without criteria. That of a season whose locked result stands is kept: what others
// do this year changes nothing in it.
func (w View) rankingOf(s *book.Season) (*Ranking, error) {
	if kept, ok := w.OfSeason(s.ID).(*Ranking); ok && s.Stands(kept.Season) {
		return kept, nil
	}
	at, err := w.Season()
	if err != nil {
		return nil, err
	}
	past := w
	if s.ID != at.ID { // a book of its own, so that what is kept of the season at hand stays
		past.Book = w.Book.In(s.Name())
	}
	if s, err = past.Season(); err != nil || s.Set == nil {
		return nil, err
	}
	r, err := past.Ranking(s)
	if err == nil && s.ID != at.ID {
		w.KeepOfSeason(s.ID, r)
	}
	return r, err
}

// YearOf is a season of the cluster by the share of the points that could be reached, in percent: one unit beside the mean and the best of all.
type YearOf struct {
	Season       *book.Season
	Own          *Standing        // of the unit that is looked at; nil where it handed nothing in
	Mean, Best   *decimal.Decimal // nil where nobody handed in; the mean has two places
	Units        int              // how many handed in
	Provisional  bool
	Illustrative bool // its points were invented for a sample
}

// The seasons that are set side by side, and the places of a mean.
const (
	mostYears  = 5
	meanPlaces = 2
)

// Years sets the seasons of the cluster in this folder side by side, up to the one at hand, the latest first.
func (room Room) Years(unit emulation.ID) ([]YearOf, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	all, err := w.Seasons()
	if err != nil {
		return nil, err
	}
	var list []YearOf
	for _, other := range all {
		if other.Cluster.ID != s.Cluster.ID || other.Label > s.Label || len(list) == mostYears {
			continue
		}
		y, err := w.year(other, unit)
		if err != nil {
			return nil, err
		}
		list = append(list, y)
	}
	return list, nil
}

// year is how a season came out so far.
func (w View) year(s *book.Season, unit emulation.ID) (y YearOf, err error) {
	r, err := w.rankingOf(s)
	if y.Season = s; err != nil || r == nil {
		return y, err
	}
	y.Season, y.Own, y.Units, y.Provisional, y.Illustrative = r.Season, r.Standing(unit), len(r.Standings), r.Open(), r.Illustrative
	sum := decimal.Fraction{}
	for i := range r.Standings {
		u := r.Standings[i].Final
		if y.Best == nil || y.Best.Less(u.Percent) {
			y.Best = &u.Percent
		}
		if !u.Max.IsZero() { // of what was rounded no mean is made
			sum = sum.Add(decimal.Over(u.Total.Mul(decimal.FromInt(100)), u.Max))
		}
	}
	if y.Units > 0 {
		mean := sum.Quo(y.Units).Round(meanPlaces)
		y.Mean = &mean
	}
	return y, nil
}
