package awards

import (
	"strconv"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
)

// lawOf is what "legal show --json" prints.
func lawOf(a *verb.App, law *legal.Situation) verb.Object {
	return verb.Object{"day", law.Day, "profiles", profiles(a, law.Profiles),
		"rules", emulation.Map(law.Rules(), func(r legal.Rule) verb.Object { return ruleOf(a, r) }), "coming", profiles(a, law.Coming)}
}

// profiles are documents of the law.
func profiles(a *verb.App, list []*legal.Profile) verb.Rows[legal.Profile] {
	all := emulation.Map(list, func(p *legal.Profile) legal.Profile { return *p })
	return verb.Of(all,
		verb.Field("id", func(p *legal.Profile) any { return p.ID }),
		verb.Field("kind", func(p *legal.Profile) any { return p.Kind }),
		verb.Both("cli.legal.number", "number", func(p *legal.Profile) any { return p.Number }),
		verb.Field("name", func(p *legal.Profile) any { return p.Name }),
		verb.Both("cli.legal.force", "in_force_from", func(p *legal.Profile) any { return p.From }, func(p *legal.Profile) string { return force(a, p) }),
		verb.Field("in_force_from_verified", func(p *legal.Profile) any { return p.FromVerified }),
		verb.Field("in_force_to,omitempty", func(p *legal.Profile) any { return p.To }),
		verb.Both("cli.legal.check", "verified", func(p *legal.Profile) any { return p.Verified }, func(p *legal.Profile) string {
			if p.Verified {
				return a.Say("cli.legal.verified")
			}
			return a.Say("cli.legal.unverified")
		}),
		verb.Cell("cli.legal.document", func(p *legal.Profile) string { return p.Name }),
		verb.Field("cite", func(p *legal.Profile) any { return p.Cite }),
		verb.Field("transition,omitempty", func(p *legal.Profile) any {
			if p.Transition == nil {
				return ""
			}
			return p.Transition.Text
		}))
}

func ruleOf(a *verb.App, r legal.Rule) verb.Object {
	art := r.Article
	out := verb.Object{"profile", r.Profile.ID, "article", art.ID, "place", art.Place, "title", art.Title, "text,omitempty", art.Text, "cite", art.Cite,
		"verified", r.Verified()}
	if v := art.Vote; v != nil {
		needed := map[string]int{} // members: votes
		for _, n := range meetings {
			needed[strconv.Itoa(n)] = v.Threshold.Needed(n)
		}
		out = append(out, "vote", verb.Object{"on", v.On, "secret", v.Secret, "base", v.Base, "share", v.Threshold.Share.String(), "more_than", v.Threshold.Above,
			"written", v.Written, "needed", needed, "message", phrase.Render(a.Lang, v.Message())})
	}
	if q := art.Quota; q != nil {
		quota := verb.Object{"form", q.Form, "of", q.Of, "count,omitempty", q.Count}
		places := map[string]int{} // leaders: awards
		if q.Of == legal.OfLeaders {
			quota = append(quota, "share,omitempty", q.Share.String())
			for _, n := range leaders {
				places[strconv.Itoa(n)], _ = q.Places(n)
			}
		}
		out = append(out, "quota", append(quota, "by_season,omitempty", q.BySeason, "rank,omitempty", q.Rank, "places,omitempty", places,
			"message", phrase.Render(a.Lang, q.Message(a.Award(q.Form)))))
	}
	if e := art.Eligibility; e != nil {
		out = append(out, "conditions", verb.Object{"form", e.Form, "any", e.Any,
			"list", emulation.Map(e.Conditions, func(c legal.Condition) string { return phrase.Render(a.Lang, c.Message()) }),
			"message", phrase.Render(a.Lang, e.Message(a.Award(e.Form)))})
	}
	if d := art.Dossier; d != nil {
		out = append(out, "dossier", verb.Object{"forms", d.Forms,
			"papers", emulation.Map(d.Papers, func(p legal.Paper) verb.Object {
				return verb.Object{"id", p.ID, "text", p.Text, "when,omitempty", p.When}
			})})
	}
	return out
}
