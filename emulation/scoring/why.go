package scoring

import (
	"strings"

	"thidua/emulation"
	"thidua/emulation/criteria"
	"thidua/emulation/decimal"
)

// Verdict says what separates two units of a ranking.
type Verdict struct {
	Level  bool                // nothing does: they share a place
	Class  bool                // the class does, where the set ranks by class first
	Points bool                // the ranked figure does: the total, or the percent where the set normalises
	Steps  []criteria.TieBreak // else: the steps of the chain in which they are level, and last the one that decided (all, if Level)
}

// Verdict compares a unit with one that stands above it or beside it.
func (r *Result) Verdict(above, below *UnitResult) Verdict {
	if r.order.classes(above, below) != 0 {
		return Verdict{Class: true}
	}
	if r.order.figures(above, below) != 0 {
		return Verdict{Points: true}
	}
	for i, step := range r.Set.TieBreak {
		if r.order.step(step, above, below) != 0 {
			return Verdict{Steps: r.Set.TieBreak[:i+1]}
		}
	}
	return Verdict{Level: true, Steps: r.Set.TieBreak}
}

// Tie is a pair of neighbours in a ranking that the ranked figure does not separate.
type Tie struct {
	Above, Below *UnitResult
	Level        []emulation.Message // the steps of the chain in which they are level, with the figure
	Decided      *emulation.Message  // what put one above the other; nil: they share a place
}

// Ties are the pairs of neighbours with equal figures, best place first.
func (r *Result) Ties() []Tie {
	var list []Tie
	for i := 1; i < len(r.Units); i++ {
		above, below := r.Units[i-1], r.Units[i]
		v := r.Verdict(above, below)
		if v.Points || v.Class {
			continue
		}
		list = append(list, r.tie(v, above, below))
	}
	return list
}

// tie puts into words what separates two units with equal figures.
func (r *Result) tie(v Verdict, above, below *UnitResult) Tie {
	t, level := Tie{Above: above, Below: below}, v.Steps
	if !v.Level {
		last := len(level) - 1
		why := r.ExplainStep(level[last], above, below)
		t.Decided, level = &why, level[:last]
	}
	t.Level = r.ExplainLevel(below, level)
	return t
}

// Around are the last unit of the next better place, nil for the best, and those that share a unit's place.
func (r *Result) Around(u *UnitResult) (above *UnitResult, beside []*UnitResult) {
	for _, v := range r.Units {
		switch {
		case v.Rank < u.Rank:
			above = v
		case v.Rank == u.Rank && v != u:
			beside = append(beside, v)
		}
	}
	return above, beside
}

// ExplainPlace says in sentences why a unit stands where it does: what separates it from the one above, with whom it shares its place, its
// class with the quota that gave or denied it, and whether that may still change. What a gate closes is said by each Block.
func (r *Result) ExplainPlace(u *UnitResult) []emulation.Message {
	above, beside := r.Around(u)
	names := emulation.Map(beside, func(v *UnitResult) string { return v.Name })
	out := []emulation.Message{r.explainAbove(above, u)}
	switch others := strings.Join(names, ", "); {
	case others == "":
	case len(r.Set.TieBreak) == 0:
		out = append(out, emulation.Say("place.shared-no-chain", "others", others))
	default:
		out = append(out, emulation.Say("place.shared", "others", others, "level", r.ExplainLevel(u, r.Set.TieBreak)))
	}
	if r.open() {
		out = append(out, emulation.Say("place.provisional"))
	}
	return append(out, r.explainClass(u)...)
}

// explainAbove says what separates a unit from the one above it, nil for the best.
func (r *Result) explainAbove(above, u *UnitResult) emulation.Message {
	figure := r.rankedFigure(u)
	if above == nil {
		return emulation.Say("place.first", "rank", u.Rank, "figure", figure)
	}
	v := r.Verdict(above, u)
	if v.Class {
		return emulation.Say("place.class", "rank", u.Rank, "figure", figure, "above", above.Name, "class", classIn(above), "own", classIn(u))
	}
	if v.Points {
		return emulation.Say("place.less", "rank", u.Rank, "figure", figure, "above", above.Name, "theirs", r.rankedFigure(above))
	}
	t := r.tie(v, above, u)
	if len(t.Level) == 0 {
		return emulation.Say("place.decided", "rank", u.Rank, "figure", figure, "above", above.Name, "step", *t.Decided)
	}
	return emulation.Say("place.decided-later", "rank", u.Rank, "figure", figure, "above", above.Name, "step", *t.Decided, "level", t.Level)
}

func classIn(u *UnitResult) emulation.Message {
	if u.Class == "" {
		return emulation.Say("place.no-class")
	}
	return emulation.Say("place.in-class", "class", u.Class)
}

// rankedFigure is what the places go by.
func (r *Result) rankedFigure(u *UnitResult) emulation.Message {
	if r.Set.Normalise {
		return emulation.Say("place.percent", "percent", u.Percent, "points", u.Total)
	}
	return emulation.Say("place.points", "points", u.Total)
}

// ExplainStep says what in a step of the chain put one unit above the other.
func (r *Result) ExplainStep(step criteria.TieBreak, above, below *UnitResult) emulation.Message {
	key := "tie." + string(step.Kind)
	if step.Kind == criteria.TiePreviousRank {
		if below.inputs.PreviousRank == 0 {
			key = "tie.previous-none"
		}
		return emulation.Say(key, "above", above.Name, "mine", below.inputs.PreviousRank, "theirs", above.inputs.PreviousRank)
	}
	return emulation.Say(key, "code", step.Code, "above", above.Name, "mine", r.compared(step, below), "theirs", r.compared(step, above))
}

// compared is the figure a step compares; 0 where it compares orders.
func (r *Result) compared(step criteria.TieBreak, u *UnitResult) decimal.Decimal {
	switch step.Kind {
	case criteria.TieGroup:
		g, _ := u.Group(step.Code)
		return g.Points
	case criteria.TieCriterion:
		c, _ := u.Criterion(step.Code)
		return c.Points
	case criteria.TieFewerDeductions:
		return u.Deductions
	case criteria.TieBonus:
		return u.Bonus
	}
	return zero
}

// ExplainLevel names the steps in which units are equal, with the figure.
func (r *Result) ExplainLevel(u *UnitResult, steps []criteria.TieBreak) []emulation.Message {
	return emulation.Map(steps, func(step criteria.TieBreak) emulation.Message {
		return emulation.Say("level."+string(step.Kind), "code", step.Code, "value", r.compared(step, u))
	})
}

// Message says what the gate closed and why, naming the award form as the reader knows it.
func (b Block) Message(award string) emulation.Message {
	what := b.what()
	if b.Reason == "" {
		return emulation.Say("gate.blocked", "award", award, "what", what)
	}
	return emulation.Say("gate.blocked-because", "award", award, "what", what, "reason", b.Reason)
}

// what is the condition that shut the gate, with its figure.
func (b Block) what() emulation.Message {
	key := "gate.criterion"
	switch b.Gate {
	case criteria.AnyGroupZero, criteria.GroupZero:
		key = "gate.group"
	case criteria.Happened:
		key = "gate.happened"
	}
	return emulation.Say(key, "code", b.Code, "points", b.Points)
}
