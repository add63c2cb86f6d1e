package sheet

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/record"
	"thidua/emulation/rule"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// Indicator is a figure of the own unit for a period: entered, or only needed by a criterion.
type Indicator struct {
	Unit   book.Unit
	Code   string
	Period emulation.Period
	emulation.IndicatorValue
	book.Entry
	Needs    []*criteria.Criterion // whose formulas name it
	Compared bool                  // a class holds it against the cluster's average
	Told     bool                  // the unit told it to the cluster, which asked for it, and has no other of its own
	Cluster  string                // what the unit told the cluster, where that is another figure; "" = nothing else
}

// Needed reports whether a criterion or a class asks for the figure.
func (i *Indicator) Needed() bool { return len(i.Needs) > 0 || i.Compared }

// Odd is what can hardly be about the figure, for a person to look at.
func (i *Indicator) Odd() (m emulation.Message, odd bool) {
	figure, err := decimal.Parse(i.Value)
	if err != nil {
		return m, false
	}
	return emulation.OddFigure(decimal.Whole(figure), i.Measure)
}

// Missing reports whether the figure is needed and there is none that counts.
func (i *Indicator) Missing() bool { return i.Needed() && (!i.Given || i.Conflict) }

// NewIndicator is a figure as it is typed or read from a file; an empty value takes it back.
type NewIndicator struct {
	Code string
	emulation.IndicatorValue
}

// maxIndicators is how many figures go into one change.
const maxIndicators = 150

// SetIndicators writes figures of the own unit for a period. They stay in the unit's own log until its sheet is submitted.
func (room Room) SetIndicators(period string, list ...NewIndicator) error {
	return room.desk.ChangeOwn(func(w Edit, s *book.Season, u book.Unit) error {
		p, err := emulation.ParsePeriod(period)
		if err != nil {
			return err
		}
		var ops []changeset.Operation
		seen := map[string]bool{}
		for _, n := range list {
			n.Measure, n.Note, n.Name = book.Clean(n.Measure), book.Clean(n.Note), book.Clean(n.Name)
			if n.Code, err = IndicatorCode(n.Code); err != nil {
				return err
			}
			if seen[n.Code] {
				return emulation.Errorf(emulation.Invalid, "indicator.twice", "code", n.Code)
			}
			seen[n.Code] = true
			if n.Value = book.Clean(n.Value); n.Value != "" {
				if n.Value, err = rule.ParseFigure(n.Value); err != nil {
					return emulation.Errorf(emulation.Invalid, "indicator.figure", "name", cmp.Or(n.Name, n.Code), "why", err)
				}
			}
			key := record.SeasonPeriodCode{Season: s.ID, Period: p, Code: n.Code}
			old, had, err := book.One(w.Store, u.Scope(), record.Indicator, key)
			if err != nil {
				return err
			}
			if old.Conflict {
				return emulation.Errorf(emulation.Conflict, "indicator.conflict-first", "name", cmp.Or(n.Name, old.Value.Name, n.Code))
			}
			n.Name = cmp.Or(n.Name, old.Value.Name)
			if n.Measure == "" {
				n.Measure = old.Value.Measure
			}
			if had && old.Value == n.IndicatorValue {
				continue
			}
			op, err := w.Operation(u.Scope(), record.Indicator.Op(key, n.IndicatorValue))
			if err != nil {
				return err
			}
			ops = append(ops, op)
		}
		for part := range slices.Chunk(ops, maxIndicators) {
			if _, err := w.Write(u.Scope(), "indicator", part...); err != nil {
				return err
			}
		}
		return nil
	})
}

// IndicatorCode is the code of a figure as it is kept; one that could not be typed beside its value is refused.
func IndicatorCode(typed string) (string, error) {
	code := book.Clean(typed)
	if code == "" || strings.ContainsAny(code, " \t=,;") {
		return "", emulation.Errorf(emulation.Invalid, "indicator.code", "code", code)
	}
	return code, nil
}

// Indicators lists the own unit's figures for a period, and those the criteria need for the season and do not have yet, by code.
func (room Room) Indicators(period string) ([]Indicator, error) {
	w, done := room.desk.View()
	defer done()
	s, u, err := w.OwnUnit()
	if err != nil {
		return nil, err
	}
	p, err := emulation.ParsePeriod(period)
	if err != nil {
		return nil, err
	}
	return w.Indicators(s, u, p)
}

// Indicators lists the figures a unit gives in a period.
func (w View) Indicators(s *book.Season, u book.Unit, period emulation.Period) ([]Indicator, error) {
	at := map[string]*Indicator{}
	names := map[string]string{} // of any period
	err := book.EachShown(w.Book, u.Scope(), record.Indicator, s.ID, func(it book.Item[record.SeasonPeriodCode, emulation.IndicatorValue], e book.Entry) error {
		code := it.Key.Code
		if it.Value.Name != "" {
			names[code] = it.Value.Name
		}
		if it.Key.Period == period && (it.Value.Value != "" || it.Conflict) {
			at[code] = &Indicator{Code: code, Period: period, IndicatorValue: it.Value, Entry: e}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if period == emulation.PeriodSeason {
		if err := w.told(s, u, at); err != nil {
			return nil, err
		}
	}
	if s.Set != nil {
		compared := s.Set.ComparedIndicators()
		for code, needs := range needed(s.Set, u.Type) {
			if at[code] == nil && period == emulation.PeriodSeason {
				at[code] = &Indicator{Code: code, Period: period}
			}
			if at[code] != nil {
				at[code].Needs, at[code].Compared = needs, slices.Contains(compared, code)
			}
		}
	}
	var list []Indicator
	for _, code := range slices.Sorted(maps.Keys(at)) {
		at[code].Unit = u
		if at[code].Name == "" {
			at[code].Name = names[code]
		}
		list = append(list, *at[code])
	}
	return list, nil
}

// told adds what a unit told the cluster, which asked for it: a figure is given once, and rules read it here as well. One of the unit's own goes
// before it.
func (w View) told(s *book.Season, u book.Unit, at map[string]*Indicator) error {
	scope := s.Cluster.Scope()
	return book.EachShown(w.Book, scope, record.Reported, s.ID, func(it book.Item[record.SeasonUnitCode, emulation.ReportedFigure], e book.Entry) error {
		if it.Key.Unit != u.ID || it.Value.Withdrawn && !it.Conflict {
			return nil
		}
		code := it.Key.Code
		if own := at[code]; own != nil {
			if own.Value != it.Value.Value {
				own.Cluster = it.Value.Value
			}
			return nil
		}
		asked, _, err := book.One(w.Store, scope, record.Asked, record.SeasonCode{Season: s.ID, Code: code})
		at[code] = &Indicator{Code: code, Period: emulation.PeriodSeason, Entry: e, Told: true,
			IndicatorValue: emulation.IndicatorValue{Value: it.Value.Value, Note: it.Value.Note, Name: asked.Value.Name, Measure: asked.Value.Measure}}
		return err
	})
}

// needed finds which indicators are asked of a unit type: those that the formulas of its criteria name, with these criteria, and those that the classes
// compare.
func needed(set *criteria.Set, unitType string) map[string][]*criteria.Criterion {
	all := map[string][]*criteria.Criterion{}
	for _, name := range set.ComparedIndicators() {
		all[name] = nil
	}
	for _, c := range set.Criteria() {
		if !c.Applies(unitType) {
			continue
		}
		for _, name := range c.Rule.Indicators() {
			all[name] = append(all[name], c)
		}
	}
	return all
}

// readFigures gives the own sheet the unit's indicators of its period while the unit works on it. What two people entered differently does not
// count before somebody decides.
func (w View) readFigures(sh *Sheet) error {
	list, err := w.Indicators(sh.Season, sh.Unit, emulation.Period(sh.Period))
	sh.figures = map[string]string{}
	for _, i := range list {
		d, bad := decimal.Parse(i.Value)
		switch {
		case i.Conflict && i.Needed():
			sh.torn = append(sh.torn, i.Code)
		case i.Given && !i.Conflict && bad == nil:
			sh.figures[i.Code] = d.String()
		case i.Compared && len(i.Needs) == 0: // else its criterion is named
			sh.unset = append(sh.unset, i.Code)
		}
	}
	return err
}

// lacking are the indicators a criterion's formula names and a sheet does not have.
func (s *Sheet) lacking(c *criteria.Criterion) []string {
	var names []string
	for _, name := range c.Rule.Indicators() {
		if _, ok := s.figures[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}
