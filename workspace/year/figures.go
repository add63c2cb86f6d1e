package year

import (
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/record"
	"thidua/emulation/rule"
	"thidua/sync/changeset"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// maxFigures is how many answers go into one change.
const maxFigures = 150

// SetAsked writes a figure that the cluster asks of its units; those who prepare the head's papers do, or the office.
func (room Room) SetAsked(code string, a emulation.AskedFigure) error {
	return room.ChangeAsked(code, func(v *emulation.AskedFigure) { *v = a })
}

// ChangeAsked is SetAsked where only some of it is said: change gets what is recorded, and the rest stays as it was.
func (room Room) ChangeAsked(code string, change func(*emulation.AskedFigure)) error {
	return room.desk.Change(func(w Edit, s *book.Season) (err error) {
		if code, err = sheet.IndicatorCode(code); err != nil {
			return err
		}
		key := record.SeasonCode{Season: s.ID, Code: code}
		old, had, err := book.One(w.Store, s.Cluster.Scope(), record.Asked, key)
		if err != nil {
			return err
		}
		a := old.Value
		if change(&a); a.Withdrawn && !had {
			return emulation.Errorf(emulation.NotFound, "figure.not-asked", "code", code)
		}
		book.CleanTexts(&a.Name, &a.Measure, &a.Criterion, &a.Input, &a.Option, &a.Note)
		if err := book.Days(&a.Until); err != nil {
			return err
		}
		if err := taken(s.Set, &a); err != nil {
			return err
		}
		return workspace.SetOver(w.Tx, s.Cluster.Scope(), record.Asked, key, a)
	})
}

// taken refuses a criterion, input or option that the criteria in force do not have; without criteria nothing can be said yet.
func taken(set *criteria.Set, a *emulation.AskedFigure) error {
	if set == nil || a.Criterion == "" || a.Withdrawn {
		return nil
	}
	c, ok := set.ByCode(a.Criterion)
	switch {
	case !ok:
		return emulation.Errorf(emulation.NotFound, "figure.no-criterion", "code", a.Criterion)
	case a.Option != "" && !c.Rule.Has(a.Option):
		return emulation.Errorf(emulation.NotFound, "figure.no-option", "code", a.Criterion, "option", a.Option)
	case a.Input != "" && !slices.Contains(c.Rule.Keys(), a.Input):
		return emulation.Errorf(emulation.NotFound, "figure.no-input", "code", a.Criterion, "input", a.Input, "inputs", strings.Join(c.Rule.Keys(), ", "))
	case a.Option == "" && c.Rule.CountsSeveral():
		return emulation.Errorf(emulation.Invalid, "figure.which-option", "code", a.Criterion, "options", strings.Join(emulation.Map(c.Rule.Options(), func(o rule.Option) string { return o.ID }), ", "))
	}
	return nil
}

// NewAnswer is a unit's answer to a figure the cluster asks for, as it is typed; an empty value takes it back. What is nil stays as it was.
type NewAnswer struct {
	Code, Value  string
	Note, AsOf   *string
	Illustrative *bool
}

// Give answers for the own unit: it stands in the cluster's log from now on, before what the unit's sheet reports.
func (room Room) Give(list ...NewAnswer) error {
	return room.desk.ChangeOwn(func(w Edit, s *book.Season, u book.Unit) error { return w.give(s, u, list) })
}

// GiveAll answers with every figure the unit has among its own already and has not told the cluster, and gives how many those are.
func (room Room) GiveAll() (given int, err error) {
	err = room.desk.ChangeOwn(func(w Edit, s *book.Season, u book.Unit) error {
		all, err := w.Figures(s)
		if err != nil {
			return err
		}
		var list []NewAnswer
		for _, f := range all {
			if o := f.Offer; o != nil {
				n := NewAnswer{Code: f.Code, Value: o.Value, Illustrative: &s.Info.Illustrative}
				if o.Note != "" {
					n.Note = &o.Note
				}
				list = append(list, n)
			}
		}
		given = len(list)
		return w.give(s, u, list)
	})
	return given, err
}

func (w Edit) give(s *book.Season, u book.Unit, list []NewAnswer) error {
	scope := s.Cluster.Scope()
	var ops []changeset.Operation
	seen := map[string]bool{}
	for _, n := range list {
		code := book.Clean(n.Code)
		asked, ok, err := book.One(w.Store, scope, record.Asked, record.SeasonCode{Season: s.ID, Code: code})
		switch {
		case err != nil:
			return err
		case !ok || asked.Value.Withdrawn:
			return emulation.Errorf(emulation.NotFound, "figure.not-asked", "code", code)
		case seen[code]:
			return emulation.Errorf(emulation.Invalid, "indicator.twice", "code", code)
		}
		seen[code] = true
		key := record.SeasonUnitCode{Season: s.ID, Unit: u.ID, Code: code}
		old, had, err := book.One(w.Store, scope, record.Reported, key)
		if err != nil {
			return err
		}
		v := old.Value
		if err := n.over(&v, &asked.Value); err != nil {
			return err
		}
		switch {
		case old.Conflict:
			return emulation.Errorf(emulation.Conflict, "indicator.conflict-first", "name", asked.Value.Name)
		case had && old.Value == v, !had && v.Withdrawn:
			continue
		}
		if err := record.Reported.Valid(v); err != nil {
			return err
		}
		op, err := w.Operation(scope, record.Reported.Op(key, v))
		if err != nil {
			return err
		}
		ops = append(ops, op)
	}
	for part := range slices.Chunk(ops, maxFigures) {
		if _, err := w.Write(scope, "figure", part...); err != nil {
			return err
		}
	}
	return nil
}

// over writes an answer over the one that stands; a percent sign is taken where the figure is one.
func (n NewAnswer) over(v *emulation.ReportedFigure, asked *emulation.AskedFigure) (err error) {
	for _, part := range []struct {
		to  *string
		new *string
	}{{&v.Note, n.Note}, {&v.AsOf, n.AsOf}} {
		if part.new != nil {
			*part.to = book.Clean(*part.new)
		}
	}
	if n.Illustrative != nil {
		v.Illustrative = *n.Illustrative
	}
	v.Value = book.Clean(n.Value)
	if v.Withdrawn = v.Value == ""; v.Withdrawn {
		return nil
	}
	plain, percent := strings.CutSuffix(v.Value, "%")
	if percent && asked.Measure != "%" {
		return emulation.Errorf(emulation.Invalid, "figure.no-percent", "name", asked.Name)
	}
	if v.Value, err = rule.ParseFigure(plain); err != nil {
		return emulation.Errorf(emulation.Invalid, "indicator.figure", "name", asked.Name, "why", err)
	}
	return nil
}
