package book

import (
	"maps"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// PeriodSeason is the period of the sheet that counts for the season's ranking.
const PeriodSeason = "season"

// Period is a period's sheets as somebody named them; "" is the season's. What is no period is told by what is done with its sheets.
type Period struct {
	Name  string
	Fault error
}

// PeriodOf is a period as it is stored or as people write it (emulation.ParsePeriod).
func PeriodOf(text string) Period {
	if strings.TrimSpace(text) == "" {
		text = PeriodSeason
	}
	p, err := emulation.ParsePeriod(text)
	return Period{string(p), err}
}

// SheetIDOf is the id of a unit's sheet for a period.
func (s *Season) SheetIDOf(unit emulation.ID, period string) emulation.ID {
	return record.Sheet.ID(s.SheetKeyOf(unit, period))
}

func (s *Season) SheetKeyOf(unit emulation.ID, period string) record.UnitPeriod {
	return record.UnitPeriod{Season: s.ID, Unit: unit, Period: emulation.Period(period)}
}

// Periods lists the periods of which the cluster has sheets, the season's first if there are any, then in the order of their names.
func (w *Book) Periods(s *Season) ([]string, error) {
	seen := map[string]bool{}
	err := w.Store.EachRecord(s.Cluster.Scope(), record.Sheet.Kind, s.ID, func(_ changeset.Ref, r *changeset.Record) error {
		seen[string(record.Sheet.Read(r.Key).Period)] = true
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
