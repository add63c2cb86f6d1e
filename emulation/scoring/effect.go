package scoring

import (
	"maps"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
)

// Effect is what scoring a cluster again with another version of its criteria would change. Nothing is written anywhere: a new version never
// rescores silently.
type Effect struct {
	After *Result
	Units []UnitEffect // the order of the old ranking; units that nothing happens to are left out
}

// UnitEffect is what would change for one unit.
type UnitEffect struct {
	Before, After *UnitResult
	Lines         []LineEffect // the order of the new sheet, then what is gone
	Lost          []Loss
}

// LineEffect is a criterion whose printed figures, or whose being applicable, would change.
type LineEffect struct {
	Code          string
	Before, After *CriterionResult // nil = not in that version
}

// Loss is something a unit reported that the new version has no place for.
type Loss struct {
	Code   string
	Fields []string // what was reported: "value", "count"; "override" = points a person gave
}

// Rescore scores the units of a ranking with another version of the criteria and compares every figure. Reported figures are kept under their
// codes as far as the new rule reads them; points that a person gave stand where they still may. The error is Score's.
func (r *Result) Rescore(after *criteria.Set) (*Effect, error) {
	units := make([]criteria.UnitInputs, len(r.Units))
	losses := map[string][]Loss{}
	for i, u := range r.Units {
		units[i], losses[u.ID] = refit(u, after)
	}
	scored, err := Score(after, units, r.decisions)
	if err != nil {
		return nil, err
	}
	e := &Effect{After: scored}
	for _, u := range r.Units {
		now, _ := scored.Unit(u.ID)
		change := UnitEffect{Before: u, After: now, Lines: lines(u, now), Lost: losses[u.ID]}
		if len(change.Lines)+len(change.Lost) > 0 || u.Rank != now.Rank || u.Class != now.Class || !u.Total.Equal(now.Total) || !u.Percent.Equal(now.Percent) {
			e.Units = append(e.Units, change)
		}
	}
	return e, nil
}

// refit brings what a unit reported into the form the new rules read.
func refit(u *UnitResult, after *criteria.Set) (criteria.UnitInputs, []Loss) {
	out := *u.inputs
	out.Inputs, out.Override, out.Previous = map[string]criteria.Input{}, nil, maps.Clone(u.inputs.Previous)
	lost := map[string][]string{}
	for code, in := range u.inputs.Inputs {
		old, _ := u.set.ByCode(code)
		fields := in.Fields(old.Rule)
		if in.NA && in.Reason == "" { // as lenient as the file it came from
			if _, ok := after.ByCode(code); ok {
				out.Inputs[code] = in
				continue
			}
		}
		if c, ok := after.ByCode(code); ok {
			if again, err := criteria.ParseInput(c.Rule, fields); err == nil {
				again.Unconfirmed = in.Unconfirmed
				out.Inputs[code] = again
				continue
			}
		}
		lost[code] = slices.Sorted(maps.Keys(fields))
	}
	for code, points := range u.inputs.Override {
		if c, ok := after.ByCode(code); ok && c.CheckPoints(points) == nil {
			if out.Override == nil {
				out.Override = map[string]decimal.Decimal{}
			}
			out.Override[code] = points
			continue
		}
		lost[code] = append(lost[code], "override")
	}
	var losses []Loss
	for _, code := range slices.Sorted(maps.Keys(lost)) {
		losses = append(losses, Loss{code, lost[code]})
	}
	return out, losses
}

// lines compares two sheets of a unit line by line.
func lines(before, after *UnitResult) []LineEffect {
	var out []LineEffect
	for i := range after.Criteria {
		now := &after.Criteria[i]
		code := now.Criterion.Code
		then, ok := before.Criterion(code)
		switch {
		case !ok:
			out = append(out, LineEffect{code, nil, now})
		case then.NA != now.NA || !then.Points.Equal(now.Points) || !then.Max.Equal(now.Max) || then.Provisional != now.Provisional:
			out = append(out, LineEffect{code, &then, now})
		}
	}
	for i := range before.Criteria {
		then := &before.Criteria[i]
		if _, ok := after.Criterion(then.Criterion.Code); !ok {
			out = append(out, LineEffect{then.Criterion.Code, then, nil})
		}
	}
	return out
}

// Messages tells the effect on a unit in sentences, the place first.
func (e UnitEffect) Messages() []emulation.Message {
	var out []emulation.Message
	name := e.Before.Name
	if !e.Before.Total.Equal(e.After.Total) {
		out = append(out, emulation.Say("effect.total", "unit", name, "before", e.Before.Total, "after", e.After.Total))
	}
	if !e.Before.Percent.Equal(e.After.Percent) {
		out = append(out, emulation.Say("effect.percent", "unit", name, "before", e.Before.Percent, "after", e.After.Percent))
	}
	if e.Before.Rank != e.After.Rank {
		out = append(out, emulation.Say("effect.rank", "unit", name, "before", e.Before.Rank, "after", e.After.Rank))
	}
	if e.Before.Class != e.After.Class {
		out = append(out, emulation.Say("effect.class", "unit", name, "before", className(e.Before), "after", className(e.After)))
	}
	for _, l := range e.Lines {
		switch {
		case l.Before == nil:
			out = append(out, emulation.Say("effect.line-new", "unit", name, "code", l.Code, "after", lineFigure(l.After)))
		case l.After == nil:
			out = append(out, emulation.Say("effect.line-gone", "unit", name, "code", l.Code, "before", lineFigure(l.Before)))
		default:
			out = append(out, emulation.Say("effect.line", "unit", name, "code", l.Code, "before", lineFigure(l.Before), "after", lineFigure(l.After)))
		}
	}
	for _, l := range e.Lost {
		out = append(out, emulation.Say("effect.lost", "unit", name, "code", l.Code, "fields", strings.Join(l.Fields, ", ")))
	}
	return out
}

func className(u *UnitResult) any {
	if u.Class == "" {
		return emulation.Say("effect.no-class")
	}
	return u.Class
}

func lineFigure(r *CriterionResult) emulation.Message {
	switch {
	case r.NA:
		return emulation.Say("effect.na")
	case r.Provisional:
		return emulation.Say("effect.figure-provisional", "points", r.Points, "max", r.Max)
	}
	return emulation.Say("effect.figure", "points", r.Points, "max", r.Max)
}
