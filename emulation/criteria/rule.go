package criteria

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

// Kind names a kind of scoring rule as it stands in the file.
type Kind string

// Words name the kind to a person.
func (k Kind) Words() emulation.Message { return emulation.Say("kind." + string(k)) }

// The kinds of rule. Relative kinds (Best, TargetLeader, Rank) need the values of the whole cluster.
const (
	Manual       Kind = "manual"        // what the scorer gives, 0…M in steps
	Choice       Kind = "choice"        // the chosen option's points
	Pass         Kind = "pass"          // M or 0
	Checklist    Kind = "checklist"     // the ticked items' points, at most M
	Percent      Kind = "percent"       // M·x/100 or M·num/den
	Target       Kind = "target"        // M·min(1, x/T)
	TargetLeader Kind = "target-leader" // half for the target, the rest by distance to the leader
	Best         Kind = "best"          // M·x ÷ the largest x of the cluster
	Bands        Kind = "bands"         // the first band that fits
	Step         Kind = "step"          // M minus so much per started unit short
	Count        Kind = "count"         // n·each, at most M
	Tiers        Kind = "tiers"         // Σ nᵢ·pᵢ or the best pᵢ
	Deduct       Kind = "deduct"        // M − n·each, not below the floor
	DeductTable  Kind = "deduct-table"  // M − table[n]
	Event        Kind = "event"         // points if it happened
	Late         Kind = "late"          // so much per day late
	Base         Kind = "base"          // a start, plus and minus events
	PlusMinus    Kind = "plus-minus"    // plus·a − minus·b within bounds
	Linear       Kind = "linear"        // factor·x/divisor + offset
	Rank         Kind = "rank"          // points by place in the cluster
	Improve      Kind = "improve"       // each·(x − x of last season)
	Formula      Kind = "formula"       // an expression over named indicators
)

// Relative reports whether the points of this kind depend on the other units of the cluster.
func (k Kind) Relative() bool { return k == Best || k == TargetLeader || k == Rank }

// Option is a named choice with its points: an option, an item of a checklist, a tier, or an event.
type Option struct {
	ID     string
	Label  string
	Points decimal.Decimal
}

// Band is one band of a Bands rule: from AtLeast up, or from AtMost down; the bound itself is reached.
type Band struct {
	AtLeast *decimal.Decimal
	AtMost  *decimal.Decimal
	Points  decimal.Decimal
}

// Fits reports whether x lies in the band.
func (b Band) Fits(x decimal.Decimal) bool {
	if b.AtLeast != nil {
		return x.Cmp(*b.AtLeast) >= 0
	}
	return x.Cmp(*b.AtMost) <= 0
}

// Rule turns what a unit reports into points. Which fields count depends on the kind; the others are zero.
type Rule struct {
	Kind Kind
	M    decimal.Decimal // the criterion's max, before weight

	Step      decimal.Decimal  // manual
	Options   []Option         // choice: options; checklist: items; tiers: tiers; base: events
	TakeBest  bool             // tiers: the best tier reached instead of the sum
	Target    *decimal.Decimal // target, target-leader: the cluster's target; a unit's own takes its place
	Bands     []Band           // bands: best points first
	Otherwise decimal.Decimal  // bands: points when no band fits
	Each      decimal.Decimal  // count, deduct, improve
	Floor     decimal.Decimal  // deduct
	Table     []decimal.Decimal
	Beyond    *decimal.Decimal // deduct-table: per occurrence beyond the table; nil = everything
	Points    decimal.Decimal  // event
	PerDay    decimal.Decimal  // late
	Grace     decimal.Decimal  // late: days without consequence
	Start     decimal.Decimal  // base
	Plus      decimal.Decimal  // plus-minus
	Minus     decimal.Decimal  // plus-minus
	Low       decimal.Decimal  // base, plus-minus: min
	High      decimal.Decimal  // base, plus-minus: max
	From      decimal.Decimal  // step
	Per       decimal.Decimal  // step
	Unit      decimal.Decimal  // step
	Lower     bool             // step, rank: the lower value is the better one
	Factor    decimal.Decimal  // linear
	Divisor   decimal.Decimal  // linear
	Offset    decimal.Decimal  // linear
	Places    []decimal.Decimal
	Rest      decimal.Decimal // rank: points beyond the list of places
	Average   bool            // rank: tied units share the mean of their places instead of the best
	Expr      *Expr           // formula
}

// Bounds are the limits the points of a rule are held to, before weight.
type Bounds struct {
	Low, High decimal.Decimal
	NoLow     bool // no lower limit: a penalty per day late
}

// Bounds is 0…M, unless the rule itself says otherwise (a floor, a penalty, limits of its own).
func (r *Rule) Bounds() Bounds {
	b := Bounds{High: r.M}
	switch r.Kind {
	case Deduct:
		b.Low = r.Floor
	case Event:
		b.Low = decimal.Min(b.Low, r.Points)
	case Late:
		b.NoLow = r.M.IsZero()
	case Base, PlusMinus:
		b.Low, b.High = r.Low, r.High
	}
	return b
}

// Option finds an option by its id.
func (r *Rule) Option(id string) (Option, bool) {
	for _, o := range r.Options {
		if o.ID == id {
			return o, true
		}
	}
	return Option{}, false
}
