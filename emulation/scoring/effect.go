package scoring

import (
	"errors"
	"maps"
	"slices"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
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
	Code          string           // in the new version, or the old one's where it is gone
	Before, After *CriterionResult // nil = not in that version
}

// Loss is something a unit reported that the new version has no place for.
type Loss struct {
	Code   string   // in the old version
	Fields []string // what was reported: "value", "count"; "override" = points a person gave, "previous" = last season's figure
}

// Rescore scores the units of a ranking with another version of the criteria and compares every figure. Reported figures are carried
// over where a criterion surely is the same and its new rule reads them; points that a person gave stand where they still may. The error is Score's.
func (r *Result) Rescore(after *criteria.Set) (*Effect, error) {
	units := make([]criteria.UnitInputs, len(r.Units))
	losses := map[string][]Loss{}
	matched := map[string]*criteria.Matching{}
	for i, u := range r.Units {
		matched[u.ID] = criteria.Match(u.set, after)
		units[i], losses[u.ID] = refit(u, matched[u.ID])
	}
	scored, err := Score(after, units, r.decisions)
	if err != nil {
		return nil, err
	}
	e := &Effect{After: scored}
	for _, u := range r.Units {
		now, _ := scored.Unit(u.ID)
		change := UnitEffect{Before: u, After: now, Lines: lines(u, now, matched[u.ID]), Lost: losses[u.ID]}
		if len(change.Lines)+len(change.Lost) > 0 || u.Rank != now.Rank || u.Class != now.Class || !u.Total.Equal(now.Total) || !u.Percent.Equal(now.Percent) {
			e.Units = append(e.Units, change)
		}
	}
	return e, nil
}

// refit brings what a unit reported into the form the new rules read.
func refit(u *UnitResult, same *criteria.Matching) (criteria.UnitInputs, []Loss) {
	out := *u.inputs
	out.Inputs, out.Override, out.Previous = map[string]rule.Input{}, map[string]decimal.Decimal{}, map[string]decimal.Decimal{}
	var losses []Loss
	for _, old := range u.set.Criteria() {
		now := same.After(old)
		if now == nil || !same.Carries(old) {
			now = nil
		}
		var lost []string
		if in, ok := u.inputs.Inputs[old.Code]; ok {
			if again, err := reread(in, old, now); err == nil {
				out.Inputs[now.Code] = again
			} else {
				lost = slices.Sorted(maps.Keys(old.Rule.Fields(in)))
			}
		}
		if points, ok := u.inputs.Override[old.Code]; ok {
			if now != nil && now.CheckPoints(points) == nil {
				out.Override[now.Code] = points
			} else {
				lost = append(lost, "override")
			}
		}
		if value, ok := u.inputs.Previous[old.Code]; ok {
			if now != nil {
				out.Previous[now.Code] = value
			} else {
				lost = append(lost, "previous")
			}
		}
		if lost != nil {
			losses = append(losses, Loss{old.Code, lost})
		}
	}
	return out, losses
}

// errNoPlace is why an input for a criterion that is gone is lost.
var errNoPlace = errors.New("no criterion to take it")

// reread reads an input again by the rule that takes it; now is nil where none surely does.
func reread(in rule.Input, old, now *criteria.Criterion) (rule.Input, error) {
	switch {
	case now == nil:
		return in, errNoPlace
	case in.NA && in.Reason == "": // as lenient as the file it came from
		return in, nil
	}
	again, err := now.Rule.Read(old.Rule.Fields(in))
	again.Unconfirmed = in.Unconfirmed
	return again, err
}

// lines compares two sheets of a unit line by line.
func lines(before, after *UnitResult, same *criteria.Matching) []LineEffect {
	var out []LineEffect
	for i := range after.Criteria {
		now := after.Criteria[i]
		old := same.Before(now.Criterion)
		if old == nil {
			out = append(out, LineEffect{now.Criterion.Code, nil, now})
			continue
		}
		then := before.Criteria[old.Index]
		if then.NA != now.NA || !then.Points.Equal(now.Points) || !then.Max.Equal(now.Max) || then.Provisional != now.Provisional {
			out = append(out, LineEffect{now.Criterion.Code, then, now})
		}
	}
	for i := range before.Criteria {
		then := before.Criteria[i]
		if same.After(then.Criterion) == nil {
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
		out = append(out, emulation.Say("effect.lost", "unit", name, "code", l.Code, "fields", emulation.Map(l.Fields, rule.FieldWords)))
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
