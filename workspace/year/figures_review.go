package year

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/scoring"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// reviews are what the reviews of a unit's sheet mean for its figures.
type reviews struct {
	verified bool              // the sheet was verified, or is past it
	moved    map[string]string // criteria the figures are taken from whose points a review changed, with its reason
}

// verifiedSteps are where a sheet stands once it was verified.
var verifiedSteps = []emulation.SheetStep{emulation.SheetVerified, emulation.SheetAgreed, emulation.SheetLocked}

// reviewed reads what reviews made of each sheet, for the criteria the figures are taken from. A review gives points and no figure: where it changed them, the figure the unit reported may be wrong.
func (w View) reviewed(s *book.Season, sheets []*sheet.Tally, figures []Figure) ([]reviews, error) {
	all := make([]reviews, len(sheets))
	for i, t := range sheets {
		step, err := sheet.Of(w.Book).Step(s, t.Unit.ID)
		if err != nil {
			return nil, err
		}
		all[i] = reviews{slices.Contains(verifiedSteps, step), moved(t, figures)}
	}
	return all, nil
}

// moved finds the criteria that count with other points than the unit's own. The points of a rule that compares units are not told by one sheet: there
// the reason of a review is the sign, which who changes points has to give.
func moved(t *sheet.Tally, figures []Figure) map[string]string {
	if t.Set == nil {
		return nil
	}
	reasons := map[string]string{}
	var self, final *scoring.UnitResult
	for i := range figures {
		code := figures[i].Criterion
		c, ok := t.Set.ByCode(code)
		r := t.Reviews[code].Rounds().Final()
		if _, over := t.Columns.Final.Override[code]; !over || !ok || r == nil {
			continue
		}
		if self == nil {
			self, final = points(t.Set, t.Columns.Self), points(t.Set, t.Columns.Final)
		}
		a, b := self.Criteria[c.Index], final.Criteria[c.Index]
		if c.Rule.Relative() && r.Reason != "" || !c.Rule.Relative() && (a.NA != b.NA || !a.Points.Equal(b.Points)) {
			reasons[code] = r.Reason
		}
	}
	return reasons
}

func points(set *criteria.Set, column criteria.UnitInputs) *scoring.UnitResult {
	return scoring.ScoreUnit(set, &column, nil)
}
