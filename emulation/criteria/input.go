package criteria

import (
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

// UnitInputs is everything one unit reports for a season.
type UnitInputs struct {
	ID           string
	Name         string
	Type         string                     // unit type, for applies_to and the scale
	Inputs       map[string]rule.Input      // by criterion code
	Indicators   map[string]decimal.Decimal // for formulas
	Previous     map[string]decimal.Decimal // last season's values by criterion code, for improve
	PreviousRank int                        // 0 = none
	Own          bool                       // only what a unit scores itself is asked for: what others score stands at 0, and nothing is missing

	// Override replaces the computed points of criteria (after weight, by code) before anything is added up: the verified or the
	// final column of a sheet.
	Override map[string]decimal.Decimal
}

// Decisions are the orders that people decided, best unit first, for the end of the tie-break chain, and how the cluster stands.
type Decisions struct {
	Ballot []string
	Chair  []string

	// UncappedBonus compares and shows a bonus as it was before the fourth judge: without the caps of its groups. Results that were locked under
	// older rules are computed so.
	UncappedBonus bool

	// Awaited: units of the cluster are still to report, so that what compares the units is provisional.
	Awaited bool
}
