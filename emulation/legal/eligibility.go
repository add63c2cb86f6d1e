package legal

import (
	"thidua/emulation"
	"thidua/emulation/decimal"
)

// EveryForm is the form of conditions that every award form has.
const EveryForm = "moi-hinh-thuc"

// Eligibility is what a unit has to show for an award form.
type Eligibility struct {
	Form       string // id of the award form, or EveryForm
	Any        bool   // one condition is enough; else all are needed
	Conditions []Condition
}

// Condition is one of them. With none of the bounds a yes is wanted, or with No a no.
type Condition struct {
	Fact     string // what it asks for
	Text     string
	Share    *Threshold // of a percent
	AtLeast  *int
	AtMost   *int
	Equal    *int
	No       bool
	Verified bool // with its article and document
}

// Answer is whether a condition is met.
type Answer string

// The three answers: without a fact nothing is known.
const (
	Met     Answer = "met"
	NotMet  Answer = "not-met"
	Unknown Answer = "unknown"
)

// Finding is one condition held against the facts.
type Finding struct {
	Rule      Rule // where the condition stands; no Profile = in the season's own criteria
	Condition Condition
	OneOf     bool // one of several conditions of which one is enough
	Answer    Answer
	Fact      *Fact // nil = unknown
	Left      bool  // the cluster's own regulation lets a unit that misses it be proposed with a reason
}

// Check holds the facts against every condition. The whole is Met or NotMet as soon as no further fact could change it.
func (e *Eligibility) Check(facts Facts) (Answer, []Finding) {
	findings := make([]Finding, len(e.Conditions))
	count := map[Answer]int{}
	for i, c := range e.Conditions {
		findings[i] = Finding{Condition: c, OneOf: e.Any, Answer: Unknown}
		if f, known := facts[c.Fact]; known {
			findings[i].Fact, findings[i].Answer = &f, c.holds(f)
		}
		count[findings[i].Answer]++
	}
	switch {
	case e.Any && count[Met] > 0, !e.Any && count[Met] == len(findings):
		return Met, findings
	case e.Any && count[NotMet] == len(findings), !e.Any && count[NotMet] > 0:
		return NotMet, findings
	}
	return Unknown, findings
}

// holds is Unknown where the fact cannot be one of its kind: nothing is concluded from it.
func (c Condition) holds(f Fact) Answer {
	if !f.plausible(KindOf(c.Fact)) {
		return Unknown
	}
	cmp := func(n *int) int { return f.Value.Cmp(decimal.FromInt(int64(*n))) }
	met := f.Value.Sign() > 0 != c.No
	switch {
	case c.Share != nil:
		met = f.reaches(*c.Share)
	case c.AtLeast != nil:
		met = cmp(c.AtLeast) >= 0
	case c.AtMost != nil:
		met = cmp(c.AtMost) <= 0
	case c.Equal != nil:
		met = cmp(c.Equal) == 0
	}
	if met {
		return Met
	}
	return NotMet
}

// Message is what the condition asks for.
func (c Condition) Message() emulation.Message {
	switch {
	case c.Fact == FactGate:
		return emulation.Say("legal.condition-gate")
	case c.Share != nil && c.Share.Share.Num == c.Share.Share.Den:
		return emulation.Say("legal.condition-all", "text", c.Text)
	case c.Share != nil:
		return emulation.Say("legal.condition-share", "text", c.Text, "threshold", c.Share.Message())
	case c.AtLeast != nil:
		return emulation.Say("legal.condition-least", "text", c.Text, "count", *c.AtLeast)
	case c.AtMost != nil && *c.AtMost == 0:
		return emulation.Say("legal.condition-none", "text", c.Text)
	case c.AtMost != nil:
		return emulation.Say("legal.condition-most", "text", c.Text, "count", *c.AtMost)
	case c.Equal != nil:
		return emulation.Say("legal.condition-equal", "text", c.Text, "count", *c.Equal)
	}
	return emulation.Say("legal.condition", "text", c.Text)
}
