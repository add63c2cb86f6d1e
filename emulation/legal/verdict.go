package legal

import (
	"slices"

	"thidua/emulation"
)

// Verdict is whether a unit may be proposed for an award form, condition by condition.
type Verdict struct {
	Answer   Answer
	Known    bool // the law of the day says what this form needs; else only the conditions of every form were held against the facts
	Findings []Finding
}

// Check holds the facts of a unit against everything the law of the day asks for an award form: the form's own conditions, those of every form,
// and that no gate of the season was hit. form is the id the law goes by (Form.Law).
func (s *Situation) Check(form string, facts Facts) Verdict {
	v := Verdict{Answer: Met}
	own, known := s.Eligibility(form)
	v.Known = known
	if known {
		v.add(own, own.Article.Eligibility, facts)
	}
	for _, r := range s.general() {
		v.add(r, r.Article.Eligibility, facts)
	}
	v.add(Rule{}, &Eligibility{Form: EveryForm, Conditions: []Condition{{Fact: FactGate, No: true, Verified: true}}}, facts)
	if !known && v.Answer == Met {
		v.Answer = Unknown
	}
	return v
}

// general are the conditions of every form; of articles with one id the one in force most recently counts.
func (s *Situation) general() []Rule {
	var out []Rule
	for _, r := range s.Rules() {
		if r.Article.Eligibility == nil || r.Article.Eligibility.Form != EveryForm {
			continue
		}
		if i := slices.IndexFunc(out, func(o Rule) bool { return o.Article.ID == r.Article.ID }); i < 0 {
			out = append(out, r)
		} else if r.Profile.From >= out[i].Profile.From {
			out[i] = r
		}
	}
	return out
}

func (v *Verdict) add(r Rule, e *Eligibility, facts Facts) {
	answer, findings := e.Check(facts)
	for i := range findings {
		findings[i].Rule = r
	}
	v.Findings = append(v.Findings, findings...)
	switch {
	case answer == NotMet:
		v.Answer = NotMet
	case answer == Unknown && v.Answer == Met:
		v.Answer = Unknown
	}
}

// Verified reports whether the condition was verified from the official text.
func (f Finding) Verified() bool {
	return f.Condition.Verified && (f.Rule.Profile == nil || f.Rule.Verified())
}

// Bars are the conditions that are not met and stand in a text that was verified: they alone stand in the way. What was not verified is advice.
func (v Verdict) Bars() []Finding {
	return emulation.Where(v.Findings, func(f Finding) bool { return f.Answer == NotMet && f.Verified() && !f.Left && !v.Settled(f) })
}

// Yield gives way where the cluster's regulation has a rule of its own for a fact the law asks for: a condition on it that is not met counts as met
// for a unit the regulation names, and bars no other that may be proposed with a reason.
func (v *Verdict) Yield(fact string, named bool) {
	for i := range v.Findings {
		if f := &v.Findings[i]; f.Condition.Fact == fact && f.Answer == NotMet {
			f.Left = true
			if named {
				f.Answer = Met
			}
		}
	}
	v.Answer = Met
	for _, answer := range []Answer{Unknown, NotMet} {
		if slices.ContainsFunc(v.Findings, func(f Finding) bool { return f.Answer == answer && !v.Settled(f) }) {
			v.Answer = answer
		}
	}
	if v.Answer == Met && !v.Known {
		v.Answer = Unknown
	}
}

// Cite is where the condition stands.
func (f Finding) Cite() emulation.Message {
	if f.Rule.Profile == nil {
		return emulation.Say("legal.cite-season")
	}
	return emulation.Say("legal.cite", "cite", f.Rule.Article.Cite)
}

// Message is the condition, what is known, and the answer.
func (f Finding) Message() emulation.Message {
	answer := emulation.Say("legal.answer." + string(f.Answer))
	if f.Fact == nil {
		return emulation.Say("legal.finding-unknown", "condition", f.Condition.Message(), "answer", answer)
	}
	return emulation.Say("legal.finding", "condition", f.Condition.Message(), "fact", f.Fact.Message(f.Condition.Fact), "answer", answer)
}

// Message is the verdict in words, with the conditions that are in the way; award is the form's name.
func (v Verdict) Message(award string) emulation.Message {
	if v.Answer == Met {
		return emulation.Say("legal.verdict.met", "award", award)
	}
	var why []emulation.Message
	for _, f := range v.Findings {
		if f.Answer == v.Answer && !v.Settled(f) {
			why = append(why, f.Condition.Message())
		}
	}
	switch {
	case v.Answer == NotMet:
		return emulation.Say("legal.verdict.not-met", "award", award, "conditions", why)
	case len(why) == 0:
		return emulation.Say("legal.verdict.no-rule", "award", award)
	}
	return emulation.Say("legal.verdict.unknown", "award", award, "conditions", why)
}

// Settled reports whether the finding is one of several of which one is enough, and does not decide: another is met, or may still be.
func (v Verdict) Settled(f Finding) bool {
	return f.OneOf && slices.ContainsFunc(v.Findings, func(o Finding) bool {
		return o.OneOf && (o.Answer == Met || f.Answer == NotMet && o.Answer == Unknown)
	})
}
