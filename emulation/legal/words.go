package legal

import "thidua/emulation"

// Message is the rule of a vote in words.
func (v *Vote) Message() emulation.Message {
	key := "legal.vote-open"
	if v.Secret {
		key = "legal.vote-secret"
	}
	m := emulation.Say(key, "by", emulation.Say("legal.by."+string(v.By)), "on", emulation.Say("legal.on."+v.On), "threshold", v.Threshold.Message(), "base", emulation.Say("legal.base."+string(v.Base)))
	if v.Written {
		return emulation.Say("legal.vote-written", "vote", m)
	}
	return m
}

// Message is the quota in words; award is the form's name.
func (q *Quota) Message(award string) emulation.Message {
	var m emulation.Message
	switch {
	case q.BySeason:
		m = emulation.Say("legal.quota-season", "award", award)
	case q.Of == OfCluster:
		m = emulation.Say("legal.quota-count", "award", award, "count", q.Count)
	case q.Rounding == RoundUp:
		m = emulation.Say("legal.quota-share-up", "award", award, "share", q.Share.Message())
	default:
		m = emulation.Say("legal.quota-share", "award", award, "share", q.Share.Message())
	}
	switch {
	case q.Rank == 1:
		return emulation.Say("legal.quota-rank", "quota", m, "rank", q.Rank)
	case q.Rank > 1:
		return emulation.Say("legal.quota-rank-to", "quota", m, "rank", q.Rank)
	}
	return m
}

// Message is every condition in words, marked where it was not verified with its article; award is the form's name.
func (e *Eligibility) Message(award string) emulation.Message {
	key := "legal.need-all"
	if e.Any {
		key = "legal.need-any"
	}
	conditions := make([]emulation.Message, len(e.Conditions))
	for i, c := range e.Conditions {
		conditions[i] = c.Message()
		if !c.Verified {
			conditions[i] = emulation.Say("legal.condition-unverified", "condition", conditions[i], "mark", emulation.Say("legal.unverified"))
		}
	}
	return emulation.Say(key, "award", award, "conditions", conditions)
}
