package legal

import "fmt"

func (l *loader) fraction(path, text string) Fraction {
	f, ok := parseFraction(text)
	if !ok {
		l.fail(path, "legal.not-a-fraction", "text", text)
	}
	return f
}

func (l *loader) vote(path string, f *fileVote) *Vote {
	v := &Vote{
		On: l.need(path+".on", f.On), Secret: l.oneOf(path+".ballot", f.Ballot, "secret", "open") == "secret", Written: f.Written,
		Base: Base(l.oneOf(path+".base", f.Base, string(TotalMembers), string(Present), string(ValidBallots))),
	}
	switch {
	case (f.AtLeast == "") == (f.MoreThan == ""):
		l.fail(path, "legal.one-bound")
	case f.AtLeast != "":
		v.Threshold.Share = l.fraction(path+".at_least", f.AtLeast)
	default:
		v.Threshold = Threshold{l.fraction(path+".more_than", f.MoreThan), true}
		if v.Threshold.Share.Num == v.Threshold.Share.Den { // nobody can be more than everybody
			l.fail(path+".more_than", "legal.not-a-fraction", "text", f.MoreThan)
		}
	}
	return v
}

func (l *loader) quota(path string, f *fileQuota) *Quota {
	q := &Quota{Form: l.need(path+".form", f.Form), BySeason: f.BySeason, Rank: f.Rank,
		Of: QuotaOf(l.oneOf(path+".of", f.Of, string(OfCluster), string(OfLeaders)))}
	given := 0
	if f.Count != nil {
		given++
		q.Count = *f.Count
	}
	if f.Share != "" {
		given++
		q.Share = l.fraction(path+".share", f.Share)
		q.Rounding = Rounding(l.oneOf(path+".rounding", f.Rounding, string(RoundDown), string(RoundUp)))
	}
	if f.BySeason {
		given++
	}
	if given != 1 || (f.Share != "") != (q.Of == OfLeaders) || q.Count < 0 || q.Rank < 0 {
		l.fail(path, "legal.quota")
	}
	return q
}

func (l *loader) eligibility(path string, f *fileEligibility) *Eligibility {
	e := &Eligibility{Form: l.need(path+".form", f.Form), Any: l.oneOf(path+".need", f.Need, "all", "any") == "any"}
	if len(f.Conditions) == 0 {
		l.fail(path+".conditions", "legal.missing")
	}
	seen := map[string]bool{}
	for i, c := range f.Conditions {
		at := fmt.Sprintf("%s.conditions[%d]", path, i)
		out := Condition{ID: l.need(at+".id", c.ID), Text: l.need(at+".text", c.Text), AtLeast: c.AtLeast, AtMost: c.AtMost}
		bounds := 0
		for _, given := range []bool{c.ShareAtLeast != "", c.AtLeast != nil, c.AtMost != nil} {
			if given {
				bounds++
			}
		}
		if bounds > 1 {
			l.fail(at, "legal.one-bound")
		}
		if c.ShareAtLeast != "" {
			share := l.fraction(at+".share_at_least", c.ShareAtLeast)
			out.ShareAtLeast = &share
		}
		if seen[out.ID] {
			l.fail(at+".id", "legal.twice", "id", out.ID)
		}
		seen[out.ID] = true
		e.Conditions = append(e.Conditions, out)
	}
	return e
}
