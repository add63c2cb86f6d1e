package awards

import (
	"strconv"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
)

// legalLaw is the shape of "legal show --json".
type legalLaw struct {
	Day      legal.Date  `json:"day"`
	Profiles any         `json:"profiles"`
	Rules    []legalRule `json:"rules"`
	Coming   any         `json:"coming"`
}

type legalRule struct {
	Profile    string           `json:"profile"`
	Article    string           `json:"article"`
	Place      string           `json:"place"`
	Title      string           `json:"title"`
	Text       string           `json:"text,omitempty"`
	Cite       string           `json:"cite"`
	Verified   bool             `json:"verified"`
	Vote       *legalVote       `json:"vote,omitempty"`
	Quota      *legalQuota      `json:"quota,omitempty"`
	Conditions *legalConditions `json:"conditions,omitempty"`
	Dossier    *legalDossier    `json:"dossier,omitempty"`
}

type legalDossier struct {
	Forms  []string     `json:"forms"`
	Papers []legalPaper `json:"papers"`
}

type legalPaper struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	When string `json:"when,omitempty"`
}

type legalVote struct {
	On      string         `json:"on"`
	Secret  bool           `json:"secret"`
	Base    legal.Base     `json:"base"`
	Share   string         `json:"share"`
	Above   bool           `json:"more_than"`
	Written bool           `json:"written"`
	Needed  map[string]int `json:"needed"` // members: votes
	Message string         `json:"message"`
}

type legalQuota struct {
	Form     string         `json:"form"`
	Of       legal.QuotaOf  `json:"of"`
	Count    int            `json:"count,omitempty"`
	Share    string         `json:"share,omitempty"`
	BySeason bool           `json:"by_season,omitempty"`
	Rank     int            `json:"rank,omitempty"`
	Places   map[string]int `json:"places,omitempty"` // leaders: awards
	Message  string         `json:"message"`
}

type legalConditions struct {
	Form    string   `json:"form"`
	Any     bool     `json:"any"`
	List    []string `json:"list"`
	Message string   `json:"message"`
}

func lawOf(a *verb.App, law *legal.Situation) legalLaw {
	out := legalLaw{Day: law.Day, Profiles: profiles(a, law.Profiles), Rules: []legalRule{}, Coming: profiles(a, law.Coming)}
	for _, r := range law.Rules() {
		out.Rules = append(out.Rules, ruleOf(a, r))
	}
	return out
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

func ruleOf(a *verb.App, r legal.Rule) legalRule {
	art := r.Article
	out := legalRule{Profile: r.Profile.ID, Article: art.ID, Place: art.Place, Title: art.Title, Text: art.Text, Cite: art.Cite, Verified: r.Verified()}
	if v := art.Vote; v != nil {
		out.Vote = &legalVote{On: v.On, Secret: v.Secret, Base: v.Base, Share: v.Threshold.Share.String(), Above: v.Threshold.Above, Written: v.Written,
			Needed: map[string]int{}, Message: phrase.Render(a.Lang, v.Message())}
		for _, n := range meetings {
			out.Vote.Needed[strconv.Itoa(n)] = v.Threshold.Needed(n)
		}
	}
	if q := art.Quota; q != nil {
		out.Quota = &legalQuota{Form: q.Form, Of: q.Of, Count: q.Count, BySeason: q.BySeason, Rank: q.Rank, Message: phrase.Render(a.Lang, q.Message(a.Award(q.Form)))}
		if q.Of == legal.OfLeaders {
			out.Quota.Share, out.Quota.Places = q.Share.String(), map[string]int{}
			for _, n := range leaders {
				out.Quota.Places[strconv.Itoa(n)], _ = q.Places(n)
			}
		}
	}
	if e := art.Eligibility; e != nil {
		out.Conditions = &legalConditions{Form: e.Form, Any: e.Any, Message: phrase.Render(a.Lang, e.Message(a.Award(e.Form)))}
		for _, c := range e.Conditions {
			out.Conditions.List = append(out.Conditions.List, phrase.Render(a.Lang, c.Message()))
		}
	}
	if d := art.Dossier; d != nil {
		out.Dossier = &legalDossier{Forms: d.Forms}
		for _, p := range d.Papers {
			out.Dossier.Papers = append(out.Dossier.Papers, legalPaper(p))
		}
	}
	return out
}
