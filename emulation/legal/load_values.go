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
		On: l.need(path+".on", f.On), By: Body(l.oneOf(path+".by", f.By, string(ByCouncil), string(ByCluster))), Secret: l.oneOf(path+".ballot", f.Ballot, "secret", "open") == "secret", Written: f.Written,
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
		if seen[c.Fact] {
			l.fail(at+".fact", "legal.twice", "id", c.Fact)
		}
		seen[c.Fact] = true
		e.Conditions = append(e.Conditions, l.condition(at, c))
	}
	return e
}

// condition takes the bounds that fit the kind of its fact: a percent has a share, a number a count, a yes or no an answer.
func (l *loader) condition(at string, c fileCondition) Condition {
	out := Condition{Fact: l.oneOf(at+".fact", l.need(at+".fact", c.Fact), FactNames...), Text: l.need(at+".text", c.Text),
		AtLeast: c.AtLeast, AtMost: c.AtMost, Equal: c.Equal, Verified: c.Verified == nil || *c.Verified}
	if c.Answer != "" {
		out.No = l.oneOf(at+".answer", c.Answer, "yes", "no") == "no"
	}
	given := map[FactKind]int{}
	for kind, bounds := range map[FactKind][]bool{
		Percent: {c.ShareAtLeast != "", c.ShareMoreThan != ""}, Number: {c.AtLeast != nil, c.AtMost != nil, c.Equal != nil}, YesNo: {c.Answer != ""},
	} {
		for _, here := range bounds {
			if here {
				given[kind]++
			}
		}
	}
	kind := KindOf(out.Fact)
	if kind != "" && (given[kind] != 1 || given[Percent]+given[Number]+given[YesNo] != 1) {
		l.fail(at, "legal.one-bound")
	}
	switch {
	case c.ShareAtLeast != "":
		out.Share = &Threshold{Share: l.fraction(at+".share_at_least", c.ShareAtLeast)}
	case c.ShareMoreThan != "":
		out.Share = &Threshold{l.fraction(at+".share_more_than", c.ShareMoreThan), true}
		if out.Share.Share.Num == out.Share.Share.Den { // nobody can be more than everybody
			l.fail(at+".share_more_than", "legal.not-a-fraction", "text", c.ShareMoreThan)
		}
	}
	return out
}

func (l *loader) dossier(path string, f *fileDossier) *Dossier {
	d := &Dossier{Forms: f.Forms}
	if len(f.Forms) == 0 {
		l.fail(path+".forms", "legal.missing")
	}
	if len(f.Papers) == 0 {
		l.fail(path+".papers", "legal.missing")
	}
	seen := map[string]bool{}
	for i, p := range f.Papers {
		at := fmt.Sprintf("%s.papers[%d]", path, i)
		out := Paper{ID: l.need(at+".id", p.ID), Text: l.need(at+".text", p.Text), When: p.When}
		if seen[out.ID] {
			l.fail(at+".id", "legal.twice", "id", out.ID)
		}
		seen[out.ID] = true
		d.Papers = append(d.Papers, out)
	}
	return d
}
