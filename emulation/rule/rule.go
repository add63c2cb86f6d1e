package rule

import (
	"reflect"

	"thidua/emulation"
	"thidua/emulation/decimal"
)

// Rule turns what a unit reports into points. It is made by New and not changed afterwards.
type Rule struct {
	M          decimal.Decimal // the criterion's max, before weight
	Parameters Parameters      // of its kind

	kind    Kind
	key     string // the first field of an answer; "" = it has none
	bounds  Bounds
	deducts bool
	since   bool      // the points depend on last season
	compare comparing // nil unless the points depend on the other units
}

// New is the rule of a criterion with this maximum; nil parameters are those of a rule that could not be read.
func New(max decimal.Decimal, p Parameters) Rule {
	r := Rule{M: max, Parameters: p, kind: kindsOf[reflect.TypeOf(p)], bounds: Bounds{High: max}}
	if p == nil {
		return r
	}
	if p, ok := p.(bounded); ok {
		r.bounds = p.bounds(max)
	}
	if p, ok := p.(deducting); ok {
		r.deducts = p.deducts(max)
	}
	_, r.since = p.(interface{ sinceLast() })
	r.compare, _ = p.(comparing)
	if keys := r.Keys(); len(keys) > 0 {
		r.key = keys[0]
	}
	return r
}

// Kind is the name of the rule's kind.
func (r *Rule) Kind() Kind { return r.kind }

// Bounds are the limits the points of a rule are held to, before weight.
type Bounds struct {
	Low, High decimal.Decimal
	NoLow     bool // no lower limit: a penalty per day late
}

// Bounds is 0…M, unless the rule itself says otherwise (a floor, a penalty, limits of its own).
func (r *Rule) Bounds() Bounds { return r.bounds }

// Deducts reports whether what is missing from the maximum was taken off, and not just never earned.
func (r *Rule) Deducts() bool { return r.deducts }

// Relative reports whether the points depend on the other units of the cluster.
func (r *Rule) Relative() bool { return r.compare != nil }

// Since reports whether the points depend on what the unit reported last season.
func (r *Rule) Since() bool { return r.since }

// Indicators lists the unit's indicators the points are computed from, each once: nil for every rule but a formula, which may name none.
func (r *Rule) Indicators() []string {
	if p, ok := r.Parameters.(interface{ indicators() []string }); ok {
		return p.indicators()
	}
	return nil
}

// Options are the named choices of the rule, in their order; nil where it has none.
func (r *Rule) Options() []Option {
	if p, ok := r.Parameters.(interface{ options() []Option }); ok {
		return p.options()
	}
	return nil
}

// CheckPoints says whether a person may give these points, before weight times factor, in a verified or final column: within the limits of
// the rule, and in its steps where it has some.
func (r *Rule) CheckPoints(points, factor decimal.Decimal) error {
	low, high := r.bounds.Low.Mul(factor), r.bounds.High.Mul(factor)
	switch {
	case points.Cmp(high) > 0:
		return invalid("points", "input.over-max", "points", points, "max", high)
	case !r.bounds.NoLow && points.Cmp(low) < 0:
		return invalid("points", "input.under-min", "points", points, "min", low)
	}
	if p, ok := r.Parameters.(interface{ step() decimal.Decimal }); ok && !onStep(points, p.step().Mul(factor)) {
		return invalid("points", "input.wrong-step", "points", points, "step", p.step().Mul(factor))
	}
	return nil
}

func invalid(field, key string, pairs ...any) *emulation.Error {
	return emulation.Errorf(emulation.Invalid, key, pairs...).At("", 0, field)
}
