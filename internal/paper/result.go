package paper

import (
	"strings"

	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/workspace"
)

// result is what a unit reports for a criterion in words that need no key: "98,54 %", "Giải quốc tế: 2; Giải quốc gia: 20". What cannot be
// read stands as it was typed.
func result(r *workspace.Row) string {
	rule, in := r.Criterion.Rule, r.Input
	switch {
	case r.Fault != nil:
	case rule.Kind == criteria.Percent && in.Value != nil:
		return say("result.percent", "value", *in.Value)
	case rule.Kind == criteria.Choice:
		if o, ok := rule.Option(in.Choice); ok {
			return o.Label
		}
	case len(in.Counts) > 0:
		return counted(rule.Options, in.Counts)
	case len(in.Checks) > 0:
		return ticked(rule, in.Checks)
	}
	return r.Typed
}

// counted lists what was counted, with its number; "0" if nothing was.
func counted(options []criteria.Option, counts map[string]decimal.Decimal) string {
	var parts []string
	for _, o := range options {
		if n := counts[o.ID]; !n.IsZero() {
			parts = append(parts, say("result.count", "label", o.Label, "count", n))
		}
	}
	if parts == nil {
		return "0"
	}
	return strings.Join(parts, "; ")
}

func ticked(rule criteria.Rule, checks []string) string {
	var parts []string
	for _, id := range checks {
		if o, ok := rule.Option(id); ok {
			parts = append(parts, o.Label)
		}
	}
	return strings.Join(parts, "; ")
}
