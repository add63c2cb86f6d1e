package legal

import "thidua/emulation"

// Eligibility is what a unit has to show for an award form.
type Eligibility struct {
	Form       string // id of the award form
	Any        bool   // one condition is enough; else all are needed
	Conditions []Condition
}

// Condition is one of them. With none of the bounds a person says yes or no.
type Condition struct {
	ID           string
	Text         string
	ShareAtLeast *Fraction
	AtLeast      *int
	AtMost       *int
}

// Fact is what a unit reports for a condition: a count, with the number it is a part of where a share is asked for, or a person's yes or no.
type Fact struct {
	Count, Of int
	Yes       bool
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
	Condition Condition
	Answer    Answer
	Fact      Fact
}

// Check holds the facts, by condition id, against every condition. The whole is Met or NotMet as soon as no further fact could change it.
func (e *Eligibility) Check(facts map[string]Fact) (Answer, []Finding) {
	findings := make([]Finding, len(e.Conditions))
	count := map[Answer]int{}
	for i, c := range e.Conditions {
		f, known := facts[c.ID]
		findings[i] = Finding{c, Unknown, f}
		if known {
			findings[i].Answer = c.holds(f)
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

func (c Condition) holds(f Fact) Answer {
	met := f.Yes
	switch {
	case c.ShareAtLeast != nil:
		if f.Of <= 0 || f.Count < 0 || f.Count > f.Of { // no share can be made of it
			return Unknown
		}
		met = Threshold{Share: *c.ShareAtLeast}.Reached(f.Count, f.Of)
	case c.AtLeast != nil:
		met = f.Count >= *c.AtLeast
	case c.AtMost != nil:
		met = f.Count <= *c.AtMost
	}
	if met {
		return Met
	}
	return NotMet
}

// Message is what the condition asks for.
func (c Condition) Message() emulation.Message {
	switch {
	case c.ShareAtLeast != nil && c.ShareAtLeast.Num == c.ShareAtLeast.Den:
		return emulation.Say("legal.condition-all", "text", c.Text)
	case c.ShareAtLeast != nil:
		return emulation.Say("legal.condition-share", "text", c.Text, "share", c.ShareAtLeast.Message())
	case c.AtLeast != nil:
		return emulation.Say("legal.condition-least", "text", c.Text, "count", *c.AtLeast)
	case c.AtMost != nil && *c.AtMost == 0:
		return emulation.Say("legal.condition-none", "text", c.Text)
	case c.AtMost != nil:
		return emulation.Say("legal.condition-most", "text", c.Text, "count", *c.AtMost)
	}
	return emulation.Say("legal.condition", "text", c.Text)
}
