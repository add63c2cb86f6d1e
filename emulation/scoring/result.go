package scoring

import (
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
)

// Result is a scored and ranked cluster.
type Result struct {
	Set         *criteria.Set
	Units       []*UnitResult // best place first; units that share a place stand in the order of their ids
	Warnings    []Warning     // of the set, of the ranking, then of each unit
	Provisional bool          // some unit's figures are, so places and classes are

	order     ranking
	decisions criteria.Decisions
	bands     []bandResult // by place in Set.Classes.Bands
	averages  map[criteria.Compared]average
}

// open reports whether places and classes may still change: figures are provisional, or sheets are still to come.
func (r *Result) open() bool { return r.Provisional || r.decisions.Awaited }

func (r *Result) Unit(id string) (*UnitResult, bool) {
	for _, u := range r.Units {
		if u.ID == id {
			return u, true
		}
	}
	return nil, false
}

// UnitResult is one unit's sheet with every figure, rounded as printed.
type UnitResult struct {
	ID          string
	Name        string
	Rank        int // 0 = not ranked yet (ScoreUnit); equal units share a place: 1, 2, 2, 4
	Total       decimal.Decimal
	Max         decimal.Decimal // the applicable maximum
	Percent     decimal.Decimal // of the applicable maximum; outside bonus may carry it past 100
	Bonus       decimal.Decimal // the points of bonus criteria, inside and outside, as far as the caps of their groups let them count
	Deductions  decimal.Decimal
	Class       string // "" = none
	Blocked     []Block
	Groups      []GroupResult      // by Group.Index
	Criteria    []*CriterionResult // by Criterion.Index; two results may share a line
	Warnings    []Warning
	Provisional bool

	inputs           *criteria.UnitInputs
	set              *criteria.Set
	peers            *Peers
	open             int             // lines whose figures are provisional
	capped, uncapped decimal.Decimal // the bonus, and what it would be without the caps; Bonus is one of them

	place int // by points, before classes; set while there are conditions that ask for it
	band  int // 1 + the place of Class in Set.Classes.Bands; 0 = none
}

// Set is the version of the criteria the sheet was scored with.
func (u *UnitResult) Set() *criteria.Set { return u.set }

// Criterion finds a line by its code.
func (u *UnitResult) Criterion(code string) (CriterionResult, bool) {
	c, ok := u.set.ByCode(code)
	if !ok {
		return CriterionResult{}, false
	}
	return *u.Criteria[c.Index], true
}

// Group finds a group's figures by its code.
func (u *UnitResult) Group(code string) (GroupResult, bool) {
	g, ok := u.set.GroupByCode(code)
	if !ok {
		return GroupResult{}, false
	}
	return u.Groups[g.Index], true
}

// GroupResult is a group's printed figures.
type GroupResult struct {
	Group      *criteria.Group
	Points     decimal.Decimal
	Max        decimal.Decimal
	Applicable bool // false: nothing in it applies to this unit, it is left out
}

// CriterionResult is a criterion's printed figures, after weight.
type CriterionResult struct {
	Criterion   *criteria.Criterion
	Points      decimal.Decimal
	Max         decimal.Decimal
	NA          bool // not applicable: its maximum leaves the unit's applicable maximum
	Provisional bool
	Given       bool // the unit reported what the rule needs
	Overridden  bool // a person's points replaced the computed ones
}

// Block is an award form that a gate closes to the unit; score and place stay.
type Block struct {
	Award  string
	Gate   criteria.GateKind
	Code   string // the group or criterion that closed it
	Points decimal.Decimal
	Reason string // as the criteria set words it
}

// Warning is something a person should look at, about a whole cluster or one unit's criterion.
type Warning struct {
	Unit      string // id, or ""
	Criterion string // code, or ""

	name  string // of the unit
	key   string
	pairs []any
}

// Message is the warning as a sentence.
func (w Warning) Message() emulation.Message {
	pairs := w.pairs
	if w.Unit != "" {
		pairs = append(pairs[:len(pairs):len(pairs)], "unit", w.name, "code", w.Criterion)
	}
	return emulation.Say(w.key, pairs...)
}
