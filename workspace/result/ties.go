package result

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/criteria"
	"thidua/emulation/record"
	"thidua/emulation/scoring"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/sheet"
)

// decisions are what people decided about the order of level units: the votes on the ranking, and the chair's order.
func (w View) decisions(s *book.Season) (criteria.Decisions, error) {
	var d criteria.Decisions
	votes, err := conference.Of(w.Book).Votes(s)
	if err != nil {
		return d, err
	}
	for _, v := range votes {
		if v.On != ballot.OnRanking || v.Conflict { // of a withdrawn one there is no order
			continue
		}
		for _, level := range v.Order {
			if len(level) > 1 {
				break // what follows on lines that are level has no place of its own
			}
			if d.Ballot, err = w.placed(s, d.Ballot, v.UnitOf(level[0])); err != nil {
				return d, err
			}
		}
	}
	chair, ok, err := book.One(w.Store, s.Cluster.Scope(), record.Chair, record.SeasonVote{Season: s.ID, Vote: conference.ChairOnRanking})
	if err != nil || !ok || chair.Conflict {
		return d, err
	}
	for _, code := range chair.Value.Lines {
		for _, u := range s.Cluster.Members {
			if u.Code == code {
				if d.Chair, err = w.placed(s, d.Chair, u.ID); err != nil {
					return d, err
				}
			}
		}
	}
	return d, nil
}

// placed adds a unit to an order, once, if it is a member whose sheet is here: the scoring knows no other.
func (w View) placed(s *book.Season, order []string, unit emulation.ID) ([]string, error) {
	u, ok := s.Cluster.Member(unit)
	if !ok || slices.Contains(order, u.Code) {
		return order, nil
	}
	_, here, err := sheet.Of(w.Book).Submission(s, u.ID, book.PeriodSeason)
	if err != nil || !here {
		return order, err
	}
	return append(order, u.Code), nil
}

// votedPlaces are the places of units in the ballots on the ranking, by code.
func votedPlaces(s *book.Season, votes []*conference.Vote) map[string]int {
	places := map[string]int{}
	for i, v := range votes {
		for n, level := range v.Order {
			for _, line := range level {
				if u, ok := s.Cluster.Member(v.UnitOf(line)); ok {
					places[u.Code] = 1 + i<<16 + n
				}
			}
		}
	}
	return places
}

// decided puts the units in the order people decided where their figures leave them level.
func (w View) decided(period string, s *book.Season, k *ranked) (*scoring.Result, error) {
	r := k.final
	if period != book.PeriodSeason || len(s.Set.TieBreak) == 0 {
		return r, nil
	}
	d, err := w.decisions(s)
	if err != nil || len(d.Ballot)+len(d.Chair) == 0 {
		return r, err
	}
	d.UncappedBonus, d.Awaited = k.decisions.UncappedBonus, k.decisions.Awaited
	units := make([]*scoring.UnitResult, len(r.Units))
	for i, u := range r.Units {
		own := *u
		units[i] = &own // places are written into them, and r stays as it is
	}
	return scoring.Rank(s.Set, units, d), nil
}
