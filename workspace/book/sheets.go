package book

import (
	"maps"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// SheetIDOf is the id of a unit's sheet for a period.
func (s *Season) SheetIDOf(unit emulation.ID, period string) emulation.ID {
	return record.Sheet.ID(s.SheetKeyOf(unit, period))
}

func (s *Season) SheetKeyOf(unit emulation.ID, period string) record.UnitPeriod {
	return record.UnitPeriod{Season: s.ID, Unit: unit, Period: period}
}

func (w *Book) Periods(s *Season) ([]string, error) {
	seen := map[string]bool{}
	err := w.Store.EachRecord(s.Cluster.Scope(), record.Sheet.Kind, s.ID, func(_ changeset.Ref, r *changeset.Record) error {
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
