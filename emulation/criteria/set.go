package criteria

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

// Set is a criteria set (bộ tiêu chí): the table of groups, criteria and rules by which a cluster scores. LoadSet is the only way to
// make one; nobody changes a Set afterwards, so it may be shared freely.
type Set struct {
	ID           string
	Name         string
	Cite         string   // the document it comes from
	Illustrative []string // the keys whose values are invented ("minh hoạ")
	Scale        Scale
	Rounding     Rounding
	Normalise    bool // ranking by percent of the applicable points instead of by total
	ByClass      bool // ranking by class first, and by points among those of one class
	TieBreak     []TieBreak
	Classes      *Classes // nil: no classification
	Gates        []Gate
	Groups       []*Group            // the top level, in the order of the file
	Notices      []emulation.Message // what looks odd but is allowed, such as a band above the criterion's maximum
	Digest       emulation.Hash      // SHA-256 of the file: the version a score sheet remembers

	criteria  []*Criterion
	groups    []*Group
	byCode    map[string]*Criterion
	groupCode map[string]*Group
	bonus     bool
}

// HasBonus reports whether any criterion gives extra points.
func (s *Set) HasBonus() bool { return s.bonus }

// Since is the judge version with which programs came that read all of the set; those before take it for a faulty file.
func (s *Set) Since() uint64 {
	later := s.ByClass
	for _, g := range s.groups {
		later = later || g.Weight != nil || g.Bonus == TieOnly
	}
	for _, c := range s.criteria {
		later = later || c.Percent || c.Bonus == TieOnly
	}
	if s.Classes != nil {
		later = later || slices.ContainsFunc(s.Classes.Bands, func(b Class) bool { return len(b.When) > 0 })
	}
	if later {
		return emulation.FourthJudge
	}
	return 1
}

// Criteria lists every criterion in the order of the sheet; the criterion at i has Index i.
func (s *Set) Criteria() []*Criterion { return s.criteria }

// AllGroups lists every group, each before its own subgroups; the group at i has Index i.
func (s *Set) AllGroups() []*Group { return s.groups }

// ByCode finds a criterion by its code as written.
func (s *Set) ByCode(code string) (*Criterion, bool) {
	c, ok := s.byCode[code]
	return c, ok
}

// GroupByCode finds a group by its code as written.
func (s *Set) GroupByCode(code string) (*Group, bool) {
	g, ok := s.groupCode[code]
	return g, ok
}

// Scale is the full mark of the sheet, outside bonus not counted: one for all, or one per unit type.
type Scale struct {
	Total  *decimal.Decimal
	ByType map[string]decimal.Decimal
}

// For is the scale of a unit type; ok is false where the set names none.
func (s Scale) For(unitType string) (full decimal.Decimal, ok bool) {
	if s.Total != nil {
		return *s.Total, true
	}
	full, ok = s.ByType[unitType]
	return full, ok
}

// Given reports whether the set names a scale at all.
func (s Scale) Given() bool { return s.Total != nil || s.ByType != nil }

// Rounding says how printed points are rounded.
type Rounding struct {
	Places int // digits after the comma, 0…9
	Mode   decimal.Mode
}

// Quo is num ÷ den, rounded once.
func (r Rounding) Quo(num, den decimal.Decimal) decimal.Decimal {
	return decimal.QuoRound(num, den, r.Places, r.Mode)
}

// TieBreak is one step of the chain that separates equal units.
type TieBreak struct {
	Kind TieBreakKind
	Code string // the group or criterion, for TieGroup and TieCriterion
}

// TieBreakKind is what a step compares.
type TieBreakKind string

// The steps of a tie-break chain.
const (
	TieGroup           TieBreakKind = "group"     // more points in the group
	TieCriterion       TieBreakKind = "criterion" // more points in the criterion
	TieFewerDeductions TieBreakKind = "fewer-deductions"
	TieBonus           TieBreakKind = "bonus"         // more bonus points
	TiePreviousRank    TieBreakKind = "previous-rank" // the better place last season
	TieBallot          TieBreakKind = "ballot"        // the order the conference voted
	TieChair           TieBreakKind = "chair"         // the order the chair decided
)

// Classes are the bands of classification (xếp loại); the first band that fits counts.
type Classes struct {
	On    ClassBasis
	Bands []Class
}

// ClassBasis is the figure the bands are held against.
type ClassBasis string

// The three bases of classification.
const (
	OnTotal       ClassBasis = "total"
	OnCappedTotal ClassBasis = "capped-total" // the total, at most the scale
	OnPercent     ClassBasis = "percent"
)

// Class is one band of classification.
type Class struct {
	Name       string
	AtLeast    *decimal.Decimal // nil: everybody reaches it
	TopPercent *decimal.Decimal // nil: no quota; else at most ⌊q·n/100⌋ of all ranked units
	When       []Condition      // all of them hold for a unit of the class
}

// Gate (điểm liệt) blocks award forms while score and rank stay as they are.
type Gate struct {
	When   GateKind
	Code   string // the group or criterion; empty for AnyGroupZero
	Blocks []string
	Reason string
}

// GateKind is the condition of a Gate.
type GateKind string

// The conditions of a gate.
const (
	AnyGroupZero  GateKind = "any-group-zero"
	GroupZero     GateKind = "group-zero"
	CriterionZero GateKind = "criterion-zero"
	Happened      GateKind = "happened"
)

// Aggregate is how a group's points come from those of its children.
type Aggregate string

// The aggregates; Sum is the default.
const (
	Sum      Aggregate = "sum"
	Average  Aggregate = "average"
	Minimum  Aggregate = "min"
	Weighted Aggregate = "weighted" // Σw·p ÷ Σw; then weight does not multiply the points themselves
)

// Bonus says whether points are extra, and whether the scale counts them.
type Bonus string

// The kinds of bonus.
const (
	NoBonus Bonus = ""
	Inside  Bonus = "inside"  // counted in the scale
	Outside Bonus = "outside" // in the total, never in a maximum
	// TieOnly points are in no sum at all: a step of the tie-break chain compares them among units that are level.
	TieOnly Bonus = "tie-break"
)

// Counted reports whether points of this sort are part of a figure of another sort, a group's or the total's.
func (b Bonus) Counted(in Bonus) bool { return b != TieOnly || in == TieOnly }

// InMaximum reports whether points of this sort are part of the maximum of a figure of another sort.
func (b Bonus) InMaximum(in Bonus) bool { return b.Counted(in) && (b != Outside || in == Outside) }

// Group is a heading of the table with the criteria and subgroups beneath it.
type Group struct {
	Code      string
	Name      string
	Max       *decimal.Decimal // checked, never applied
	Cap       *decimal.Decimal // cuts the group's points
	Weight    *decimal.Decimal // what its figure, after the cap, is multiplied by; nil = 1
	Percent   bool             // the weight is written in percent; those of its neighbours add up to 100
	Aggregate Aggregate
	Bonus     Bonus    // its own or inherited
	AppliesTo []string // unit types; empty = all
	Criteria  []*Criterion
	Groups    []*Group
	Parent    *Group
	Index     int // place in Set.AllGroups
	Line      int // in the file
}

// Applies reports whether the group is part of the sheet of this unit type.
func (g *Group) Applies(unitType string) bool {
	return appliesTo(g.AppliesTo, unitType) && (g.Parent == nil || g.Parent.Applies(unitType))
}

// Evidence says whether a criterion wants proof.
type Evidence string

// The three answers.
const (
	EvidenceNone     Evidence = "none"
	EvidenceOptional Evidence = "optional"
	EvidenceRequired Evidence = "required"
)

// Criterion (tiêu chí) is one scored line.
type Criterion struct {
	Code      string
	Name      string
	Max       decimal.Decimal // before weight
	Weight    decimal.Decimal // 1 unless the file says otherwise
	Percent   bool            // the weight is written in percent; those of its neighbours add up to 100
	Rule      rule.Rule
	Evidence  Evidence
	Scorer    string // see SelfScored
	Bonus     Bonus  // its own or inherited
	AppliesTo []string
	Cite      string
	Note      string
	Group     *Group
	Index     int // place in Set.Criteria
	Line      int // in the file
}

// Applies reports whether the criterion is part of the sheet of this unit type.
func (c *Criterion) Applies(unitType string) bool {
	return appliesTo(c.AppliesTo, unitType) && c.Group.Applies(unitType)
}

// Factor is what the rule's points are multiplied by: the weight, or 1 in a weighted group, where the weight belongs to the group.
func (c *Criterion) Factor() decimal.Decimal {
	if c.Group.Aggregate == Weighted {
		return one
	}
	return c.Weight
}

// Factor is what the group's figure is multiplied by: its weight, or 1 in a weighted group, where the weight belongs to the group above.
func (g *Group) Factor() decimal.Decimal {
	if g.Parent != nil && g.Parent.Aggregate == Weighted {
		return one
	}
	return g.Share()
}

// Share is the group's weight within a weighted group.
func (g *Group) Share() decimal.Decimal {
	if g.Weight == nil {
		return one
	}
	return *g.Weight
}

// Full is the criterion's maximum as printed, after weight.
func (c *Criterion) Full() decimal.Decimal {
	if f := c.Factor(); !f.Equal(one) {
		return c.Max.Mul(f)
	}
	return c.Max
}

// CheckPoints says whether a person may give the criterion these points, after weight, in a verified or final column: within the limits of
// its rule, and in its steps where it has some.
func (c *Criterion) CheckPoints(points decimal.Decimal) error {
	return c.Rule.CheckPoints(points, c.Factor())
}

var one = decimal.FromInt(1)

func appliesTo(types []string, unitType string) bool {
	return len(types) == 0 || slices.Contains(types, unitType)
}
