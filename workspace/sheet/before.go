package sheet

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/vietnamese"
	"thidua/workspace"
	"thidua/workspace/book"
)

// Before is what a criterion came to in the season before.
type Before struct {
	Label string // of that season
	Row   *Row
}

// Before tells, by criterion, what stood in a unit's sheet of the same period in the season before: the points that counted. Only of criteria that still
// have the same code and name: another one with the code is another question. Empty where no season before is named, or its sheet is not here.
func (room Room) Before(unit emulation.ID) (map[string]Before, error) {
	return workspace.Ask(room.desk, func(p View, s *book.Season) (map[string]Before, error) { return p.Before(s, unit) })
}

// Before tells what stood in a unit's sheet the season before.
func (p View) Before(s *book.Season, unit emulation.ID) (map[string]Before, error) {
	last, err := p.SeasonBefore(s)
	if err != nil || last == nil || last.Set == nil || s.Set == nil {
		return nil, err
	}
	if _, ever := last.Cluster.Ever(unit); !ever {
		return nil, nil
	}
	sh, err := p.Sheet(last, unit)
	if emulation.CodeOf(err) == emulation.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if sh.Step == emulation.SheetDraft || sh.live {
		return nil, nil
	}
	found := map[string]Before{}
	for i := range sh.Rows {
		r := &sh.Rows[i]
		if r.Criterion == nil || !r.Given || r.NA {
			continue
		}
		now, same := s.Set.ByCode(r.Code())
		if same = same && vietnamese.Fold(now.Name) == vietnamese.Fold(r.Name()); !same {
			continue
		}
		found[r.Code()] = Before{last.Label, r}
	}
	return found, nil
}

// Counts are the points of a line that count so far: the second review's where there are any, else the first's, else the unit's own.
func (r *Row) Counts() decimal.Decimal {
	switch {
	case r.Final != nil:
		return *r.Final
	case r.Verified != nil:
		return *r.Verified
	}
	return r.Self
}
