package sheet

import (
	"strings"

	"thidua/emulation/criteria"
	"thidua/ui/text"
)

// howTo says what to type for a criterion, by the kind of its rule.
func howTo(c *criteria.Criterion) string {
	r := &c.Rule
	key := "ui.rule." + string(r.Kind)
	switch r.Kind {
	case criteria.Manual:
		if r.Step.IsZero() {
			key += "-free"
		}
		return text.T(key, "max", r.M, "step", r.Step)
	case criteria.Choice, criteria.Checklist, criteria.Tiers, criteria.Base:
		return text.T(key, "options", options(r), "max", r.M)
	case criteria.Target, criteria.TargetLeader:
		if r.Target != nil {
			return text.T(key+"-set", "target", *r.Target, "max", r.M)
		}
		return text.T(key, "max", r.M)
	case criteria.Count, criteria.Deduct:
		return text.T(key, "each", r.Each, "max", r.M)
	case criteria.Event:
		return text.T(key, "points", r.Points)
	case criteria.Bands:
		return text.T(key, "bands", bands(r))
	}
	return text.T(key, "max", r.M)
}

func options(r *criteria.Rule) string {
	parts := make([]string, len(r.Options))
	for i, o := range r.Options {
		label := o.Label
		if label == "" {
			label = o.ID
		}
		parts[i] = text.T("ui.rule.option", "label", label, "points", o.Points)
	}
	return strings.Join(parts, "; ")
}

func bands(r *criteria.Rule) string {
	parts := make([]string, 0, len(r.Bands)+1)
	for _, b := range r.Bands {
		if b.AtLeast != nil {
			parts = append(parts, text.T("ui.rule.band-from", "bound", *b.AtLeast, "points", b.Points))
		} else {
			parts = append(parts, text.T("ui.rule.band-to", "bound", *b.AtMost, "points", b.Points))
		}
	}
	return strings.Join(append(parts, text.T("ui.rule.band-else", "points", r.Otherwise)), "; ")
}
