package scoring

import (
	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
	"thidua/emulation/rule"
)

// Score scores and ranks a whole cluster. The only errors (code Invalid) are inputs that contradict the set: an unknown criterion, two
// units with one id, a unit type without a scale, a decision about an unknown unit.
func Score(set *criteria.Set, units []criteria.UnitInputs, decisions criteria.Decisions) (*Result, error) {
	if err := check(set, units, decisions); err != nil {
		return nil, err
	}
	peers := Compare(set, units, decisions.Awaited)
	scored, room := make([]*UnitResult, len(units)), newWorkroom(set)
	for i := range units {
		scored[i] = room.unit(set, &units[i], peers)
	}
	return Rank(set, scored, decisions), nil
}

func check(set *criteria.Set, units []criteria.UnitInputs, decisions criteria.Decisions) error {
	seen := make(map[string]bool, len(units))
	for i := range units {
		u := &units[i]
		if seen[u.ID] {
			return emulation.Errorf(emulation.Invalid, "scoring.unit-twice", "unit", u.ID)
		}
		seen[u.ID] = true
		if _, ok := set.Scale.For(u.Type); !ok && set.Scale.Given() {
			return emulation.Errorf(emulation.Invalid, "scoring.type-without-scale", "unit", u.ID, "type", u.Type)
		}
		for code := range u.Inputs {
			if _, ok := set.ByCode(code); !ok {
				return emulation.Errorf(emulation.Invalid, "scoring.unknown-criterion", "unit", u.ID, "code", code)
			}
		}
		for code := range u.Override {
			if _, ok := set.ByCode(code); !ok {
				return emulation.Errorf(emulation.Invalid, "scoring.unknown-criterion", "unit", u.ID, "code", code)
			}
		}
	}
	for _, order := range [2][]string{decisions.Ballot, decisions.Chair} {
		for _, id := range order {
			if !seen[id] {
				return emulation.Errorf(emulation.Invalid, "scoring.unknown-unit", "unit", id)
			}
		}
	}
	return nil
}

// ScoreUnit scores one unit without ranking it: the live totals while a person types. peers are the values of the whole cluster for the
// relative rules, from Compare; with nil the unit is compared with itself alone and those figures are provisional.
func ScoreUnit(set *criteria.Set, unit *criteria.UnitInputs, peers *Peers) *UnitResult {
	if peers == nil {
		peers = peersOf(set, []*criteria.UnitInputs{unit}, true)
	}
	return newWorkroom(set).unit(set, unit, peers)
}

// unit scores a unit among its peers.
func (room *workroom) unit(set *criteria.Set, unit *criteria.UnitInputs, peers *Peers) *UnitResult {
	s := sheet{room: room, UnitResult: &UnitResult{
		ID: unit.ID, Name: unit.Name, inputs: unit, set: set, peers: peers,
		Groups:   make([]GroupResult, len(set.AllGroups())),
		Criteria: make([]*CriterionResult, len(set.Criteria())),
	}}
	lines := make([]CriterionResult, len(set.Criteria()))
	for i, c := range set.Criteria() {
		s.Criteria[i] = &lines[i]
		r, warnings := s.line(c)
		s.put(r)
		s.Warnings = append(s.Warnings, warnings...)
	}
	for _, g := range set.Groups {
		s.group(g)
	}
	s.finish()
	return s.UnitResult
}

// finish fills what comes of the figures of all groups.
func (s sheet) finish() {
	s.total()
	s.bonus()
	if s.Max.Sign() <= 0 {
		s.Warnings = append(s.Warnings, s.warning("", "scoring.nothing-applies"))
	}
	s.gates()
}

var (
	zero    = decimal.Decimal{}
	one     = decimal.FromInt(1)
	hundred = decimal.FromInt(100)
)

// sheet is a UnitResult being filled, with room to gather the parts of a group in.
type sheet struct {
	*UnitResult
	room *workroom
}

type workroom struct {
	parts    []criteria.Part
	question rule.Question
	stale    []bool // by Group.Index: its figures are to be combined anew
	anyStale bool
	lines    []CriterionResult // not used yet
}

func newWorkroom(set *criteria.Set) *workroom {
	return &workroom{stale: make([]bool, len(set.AllGroups()))}
}

// ask puts what a line is computed from into the workroom.
func (s sheet) ask(c *criteria.Criterion, in *rule.Input) *rule.Question {
	s.room.question = s.question(c, in)
	return &s.room.question
}

// question is what a line is computed from.
func (u *UnitResult) question(c *criteria.Criterion, in *rule.Input) rule.Question {
	return rule.Question{Answer: in.Answer, Code: c.Code, Previous: u.inputs.Previous, Indicators: u.inputs.Indicators, Standing: u.peers.standings[c.Index]}
}

func (s sheet) warning(code, key string, pairs ...any) Warning {
	return Warning{Unit: s.ID, Criterion: code, name: s.Name, key: key, pairs: pairs}
}

// put fills a line in and adds it to what is counted over the whole sheet.
func (s sheet) put(r CriterionResult) {
	*s.Criteria[r.Criterion.Index] = r
	if r.Provisional {
		s.open++
	}
	if !r.NA {
		s.Deductions = s.Deductions.Add(deducted(r.Criterion, &r))
	}
}

// line computes one line: rule → limits → × weight → rounding, or the points a person gave instead.
func (s sheet) line(c *criteria.Criterion) (r CriterionResult, warnings []Warning) {
	r.Criterion, r.Max = c, c.Full()
	in, reported := s.inputs.Inputs[c.Code]
	if !c.Applies(s.inputs.Type) {
		r.NA = true
		if reported {
			warnings = append(warnings, s.warning(c.Code, "scoring.not-for-type", "type", s.inputs.Type))
		}
		return r, warnings
	}
	if in.NA {
		r.NA, r.Provisional = true, in.Reason == "" || in.Unconfirmed
		if in.Reason == "" {
			warnings = append(warnings, s.warning(c.Code, "scoring.na-without-reason"))
		}
		if in.Unconfirmed {
			warnings = append(warnings, s.warning(c.Code, "scoring.na-unconfirmed"))
		}
		return r, warnings
	}
	if s.inputs.Own && !reported && c.ByOthers() {
		return r, nil
	}
	q := s.ask(c, &in)
	p := c.Rule.Points(q)
	r.Given = p.Warning != rule.Missing
	if over, ok := s.inputs.Override[c.Code]; ok {
		r.Points, r.Overridden = over.Round(s.set.Rounding.Places, s.set.Rounding.Mode), true
		return r, nil
	}
	num, den := p.Clamped(c.Rule.Bounds())
	if factor := c.Factor(); !factor.Equal(one) {
		num = num.Mul(factor)
	}
	r.Points, r.Provisional = s.set.Rounding.Quo(num, den), p.Provisional
	if p.Warning != "" {
		warnings = append(warnings, s.warning(c.Code, p.Warning, "name", p.Detail))
	}
	return r, warnings
}

// deducted is what a line adds to the deductions: what is missing from the full mark of a deducting rule, and every negative figure. A line
// without an input stands at 0 like any other: who has not reported gains nothing by it where fewer deductions decide.
func deducted(c *criteria.Criterion, r *CriterionResult) decimal.Decimal {
	switch {
	case c.Bonus == criteria.TieOnly:
	case c.Rule.Deducts():
		return r.Max.Sub(r.Points)
	case r.Points.Sign() < 0:
		return r.Points.Neg()
	}
	return zero
}

// bonus fills what of the sheet is bonus.
func (s sheet) bonus() {
	s.capped, s.uncapped = zero, zero
	if s.set.HasBonus() {
		for _, g := range s.set.Groups {
			s.capped = s.capped.Add(s.bonusIn(g))
		}
		for _, r := range s.Criteria {
			if b := r.Criterion.Bonus; b != criteria.NoBonus && b != criteria.TieOnly && !r.NA {
				s.uncapped = s.uncapped.Add(r.Points)
			}
		}
	}
	s.CountBonus(false)
}

// CountBonus makes Bonus what the caps let count, or what it would be without them, as criteria.Decisions say of a ranking.
func (u *UnitResult) CountBonus(uncapped bool) {
	if u.Bonus = u.capped; uncapped {
		u.Bonus = u.uncapped
	}
}

// bonusIn is what of a group's points is bonus, no more than its cap and those of the groups beneath it let count: what a cap cuts off is taken from
// the bonus first.
func (s sheet) bonusIn(g *criteria.Group) decimal.Decimal {
	r := &s.Groups[g.Index]
	switch {
	case !r.Applicable || g.Bonus == criteria.TieOnly:
		return zero
	case g.Bonus != criteria.NoBonus:
		return r.Points
	}
	bonus := zero
	for _, c := range g.Criteria {
		if line := s.Criteria[c.Index]; c.Bonus != criteria.NoBonus && c.Bonus.Counted(g.Bonus) && !line.NA {
			bonus = bonus.Add(line.Points)
		}
	}
	for _, sub := range g.Groups {
		bonus = bonus.Add(s.bonusIn(sub))
	}
	if bonus.Sign() <= 0 {
		return bonus
	}
	if g.Cap != nil {
		s.gather(g)
		if before, _ := g.Before(s.room.parts, s.set.Rounding); g.Cap.Less(before) {
			bonus = decimal.Max(zero, bonus.Sub(before.Sub(*g.Cap)))
		}
	}
	if factor := g.Factor(); !factor.Equal(one) {
		bonus = s.set.Rounding.Quo(bonus.Mul(factor), one)
	}
	return bonus
}

// total fills what is summed over the top groups.
func (s sheet) total() {
	s.Total, s.Max, s.Percent = zero, zero, zero
	for _, g := range s.set.Groups {
		r := s.Groups[g.Index]
		if g.Bonus.Counted(criteria.NoBonus) {
			s.Total = s.Total.Add(r.Points)
		}
		if g.Bonus.InMaximum(criteria.NoBonus) {
			s.Max = s.Max.Add(r.Max)
		}
	}
	if s.Max.Sign() > 0 {
		s.Percent = s.set.Rounding.Quo(s.Total.Mul(hundred), s.Max)
	}
	s.Provisional = s.open > 0
}

// group fills the figures of a group and of all beneath it, deepest first.
func (s sheet) group(g *criteria.Group) {
	for _, sub := range g.Groups {
		s.group(sub)
	}
	s.combine(g)
}

// combine fills a group's figures from those of its children.
func (s sheet) combine(g *criteria.Group) {
	s.points(g)
	full := s.room.parts[:0]
	add := func(limit, weight decimal.Decimal, bonus criteria.Bonus) {
		if bonus.InMaximum(g.Bonus) {
			full = append(full, criteria.Part{Points: limit, Weight: weight, Outside: bonus == criteria.Outside})
		}
	}
	for _, c := range g.Criteria {
		if r := s.Criteria[c.Index]; !r.NA {
			add(r.Max, c.Weight, c.Bonus)
		}
	}
	for _, sub := range g.Groups {
		if r := &s.Groups[sub.Index]; r.Applicable {
			add(r.Max, sub.Share(), sub.Bonus)
		}
	}
	s.Groups[g.Index].Max, _ = g.Combine(full, s.set.Rounding)
	s.room.parts = full
}

// points fills a group's points from those of its children.
func (s sheet) points(g *criteria.Group) {
	s.gather(g)
	r := &s.Groups[g.Index]
	r.Group = g
	r.Points, r.Applicable = g.Combine(s.room.parts, s.set.Rounding)
}

// gather puts the points beneath a group that count in it into the workroom.
func (s sheet) gather(g *criteria.Group) {
	got := s.room.parts[:0]
	for _, c := range g.Criteria {
		if r := s.Criteria[c.Index]; !r.NA && c.Bonus.Counted(g.Bonus) {
			got = append(got, criteria.Part{Points: r.Points, Weight: c.Weight, Outside: c.Bonus == criteria.Outside})
		}
	}
	for _, sub := range g.Groups {
		if r := &s.Groups[sub.Index]; r.Applicable && sub.Bonus.Counted(g.Bonus) {
			got = append(got, criteria.Part{Points: r.Points, Weight: sub.Share(), Outside: sub.Bonus == criteria.Outside})
		}
	}
	s.room.parts = got
}
