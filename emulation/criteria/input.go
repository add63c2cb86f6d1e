package criteria

import "thidua/emulation/decimal"

// Input is what a unit reports for one criterion. Which fields count depends on the rule's kind; nil means not reported.
type Input struct {
	NA          bool   // the criterion does not apply to this unit
	Reason      string // why not
	Unconfirmed bool   // NA is proposed, no verifier has confirmed it: figures stay provisional

	Points   *decimal.Decimal // manual
	Choice   string           // choice: the option's id
	Pass     *bool            // pass
	Checks   []string         // checklist: ids in the order of the rule; nil = not reported, empty = none ticked
	Value    *decimal.Decimal // percent, target, target-leader, best, bands, step, linear, rank, improve
	Num, Den *decimal.Decimal // percent
	Target   *decimal.Decimal // target, target-leader: the unit's own target
	Count    *decimal.Decimal // count, deduct, deduct-table
	Counts   map[string]decimal.Decimal
	Happened *bool            // event
	Days     *decimal.Decimal // late
	Plus     *decimal.Decimal // plus-minus
	Minus    *decimal.Decimal // plus-minus
}

// UnitInputs is everything one unit reports for a season.
type UnitInputs struct {
	ID           string
	Name         string
	Type         string                     // unit type, for applies_to and the scale
	Inputs       map[string]Input           // by criterion code
	Indicators   map[string]decimal.Decimal // for formulas
	Previous     map[string]decimal.Decimal // last season's values by criterion code, for improve
	PreviousRank int                        // 0 = none

	// Override replaces the computed points of criteria (after weight, by code) before anything is added up: the verified or the
	// final column of a sheet.
	Override map[string]decimal.Decimal
}

// Decisions are the orders that people decided, best unit first, for the end of the tie-break chain.
type Decisions struct {
	Ballot []string
	Chair  []string
}
