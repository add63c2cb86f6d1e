package workspace

import (
	"maps"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// Sheets are the score sheets of one period of the season. A month, a quarter or the mid-season review has sheets of its own, with their own
// submission, reviews, scores and classes; those of PeriodSeason count for the season's ranking. Workspace has the methods of the season's
// sheets under the same names.
type Sheets struct {
	w      *Workspace
	period string
	fault  error // why it is no period
}

// In gives the sheets of a period, as it is stored or as people write it (emulation.ParsePeriod); "" is the season's. A text that is no period
// is told by what is done with its sheets.
func (w *Workspace) In(period string) Sheets {
	if strings.TrimSpace(period) == "" {
		period = PeriodSeason
	}
	p, err := emulation.ParsePeriod(period)
	return Sheets{w, string(p), err}
}

// season is the current season, if the period can have sheets.
func (p Sheets) season() (*Season, error) {
	if p.fault != nil {
		return nil, p.fault
	}
	return p.w.season()
}

// begun is season for those who score: there is a criteria set.
func (p Sheets) begun() (*Season, error) {
	s, err := p.season()
	if err == nil && s.Set == nil {
		err = emulation.Errorf(emulation.NotFound, "workspace.no-criteria")
	}
	return s, err
}

// SheetIDOf is the id of a unit's sheet for a period.
func (s *Season) SheetIDOf(unit emulation.ID, period string) emulation.ID {
	return record.Sheet.ID(s.sheetKeyOf(unit, period))
}

func (s *Season) sheetKeyOf(unit emulation.ID, period string) record.UnitPeriod {
	return record.UnitPeriod{Season: s.ID, Unit: unit, Period: period}
}

// Periods lists the periods of which the cluster has sheets, the season's first if there are any, then in the order of their names.
func (w *Workspace) Periods() ([]string, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s, err := w.season()
	if err != nil {
		return nil, err
	}
	return w.periods(s)
}

func (w *Workspace) periods(s *Season) ([]string, error) {
	seen := map[string]bool{}
	err := w.store.EachRecord(s.Cluster.Scope(), record.Sheet.Kind, s.ID, func(_ changeset.Ref, r *changeset.Record) error {
		seen[record.Sheet.Read(r.Key).Period] = true
		return nil
	})
	return slices.SortedFunc(maps.Keys(seen), func(a, b string) int {
		if first := (b == PeriodSeason); (a == PeriodSeason) != first {
			if first {
				return 1
			}
			return -1
		}
		return strings.Compare(a, b)
	}), err
}
