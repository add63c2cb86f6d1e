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
	computed := computed{sheets: sheets}
	for i, t := range sheets {
		step, err := sheet.Of(w.Book).Step(s, t.Unit.ID)
		if err != nil {
			return nil, err
		}
		all[i] = reviews{slices.Contains(verifiedSteps, step), computed.moved(t, figures)}
	}
	return all, nil
}

// computed is what the rules give for what units reported, nobody's points put in their place: of one unit, and where a rule compares units, of all
// that were scored with the same criteria. The latter is worked out when it is asked for.
type computed struct {
	sheets []*sheet.Tally
	all    map[*criteria.Set]*scoring.Result
}

// moved finds the criteria that count with other points than the rule gives for what the unit reported, each with the reason of the review. Where the
// rule compares units and some have not reported yet, the points of nobody are known: there the reason is the sign, which who changes points has to give.
func (all *computed) moved(t *sheet.Tally, figures []Figure) map[string]string {
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
		changed := a.NA != b.NA || !a.Points.Equal(b.Points)
		if c.Rule.Relative() {
			changed = r.Reason != ""
			if beside := all.compared(t); beside != nil && !beside.Criteria[c.Index].Provisional {
				changed = !beside.Criteria[c.Index].Points.Equal(b.Points)
			}
		}
		if changed {
			reasons[code] = r.Reason
		}
	}
	return reasons
}

// compared is a unit beside all others that have the same criteria; nil where they cannot be scored together.
func (all *computed) compared(t *sheet.Tally) *scoring.UnitResult {
	result, known := all.all[t.Set]
	if !known {
		var units []criteria.UnitInputs
		for _, other := range all.sheets {
			if other.Set != t.Set {
				return nil
			}
			in := other.Columns.Final
			in.Override = nil
			units = append(units, in)
		}
		result, _ = scoring.Score(t.Set, units, criteria.Decisions{}) // what cannot be scored is told where points are
		if all.all == nil {
			all.all = map[*criteria.Set]*scoring.Result{}
		}
		all.all[t.Set] = result
	}
	if result == nil {
		return nil
	}
	unit, _ := result.Unit(t.Columns.Final.ID)
	return unit
}

func points(set *criteria.Set, column criteria.UnitInputs) *scoring.UnitResult {
	return scoring.ScoreUnit(set, &column, nil)
}
