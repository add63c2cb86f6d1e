package awards

import (
	"cmp"
	"fmt"
	"io"
	"strings"
	"time"

	"thidua/assets"
	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/internal/phrase"
)

// LegalCmd is about the law of awards.
type LegalCmd struct {
	Show LegalShowCmd `cmd:"" help:"cli.legal.show"`
}

// LegalShowCmd shows the law of a day.
type LegalShowCmd struct {
	On string `help:"cli.flag.on" placeholder:"YYYY-MM-DD"`
}

// Run prints what is in force on the day, today if none is named: documents, vote thresholds, quotas, conditions and papers, each with its source and a
// mark where it was not verified.
func (c *LegalShowCmd) Run(a *verb.App) error {
	c.On = cmp.Or(c.On, a.Env.Now().Format(time.DateOnly))
	day, err := legal.ParseDate(c.On)
	if err != nil {
		return err
	}
	book, err := legal.Read(assets.Legal, "legal")
	if err != nil {
		return err
	}
	law := book.On(day)
	return a.Show(lawOf(a, law), func(w io.Writer) { tellLaw(a, w, law) })
}

// The numbers a threshold and a quota are shown for: the sizes of clusters, and the leaders among whom a flag of the government is chosen.
var (
	meetings = []int{5, 6, 7, 8, 9, 10, 11, 12}
	leaders  = []int{4, 5, 8, 10, 15, 20}
)

func tellLaw(a *verb.App, w io.Writer, law *legal.Situation) {
	fmt.Fprintln(w, a.Say("cli.legal.head", "day", law.Day))
	if len(law.Profiles) == 0 {
		fmt.Fprintln(w, a.Say("cli.legal.none"))
		return
	}
	profiles(a, law.Profiles).Table(a, w)
	tellRules(a, w, law, "cli.legal.votes", func(r *legal.Article) string {
		if r.Vote == nil {
			return ""
		}
		return phrase.Render(a.Lang, r.Vote.Message())
	})
	tellRules(a, w, law, "cli.legal.quotas", func(r *legal.Article) string {
		if r.Quota == nil {
			return ""
		}
		return phrase.Render(a.Lang, r.Quota.Message(a.Award(r.Quota.Form)))
	})
	tellRules(a, w, law, "cli.legal.conditions", func(r *legal.Article) string {
		if r.Eligibility == nil {
			return ""
		}
		return phrase.Render(a.Lang, r.Eligibility.Message(a.Award(r.Eligibility.Form)))
	})
	tellRules(a, w, law, "cli.legal.dossiers", func(r *legal.Article) string {
		if r.Dossier == nil {
			return ""
		}
		return phrase.Render(a.Lang, r.Dossier.Message(awards(a, r.Dossier.Forms)))
	})
	tellRules(a, w, law, "cli.legal.principles", func(r *legal.Article) string {
		if r.Vote != nil || r.Quota != nil || r.Eligibility != nil || r.Dossier != nil {
			return ""
		}
		return r.Title + ": " + r.Text
	})
	tellComing(a, w, law)
	fmt.Fprintf(w, "\n%s\n", a.Say("cli.legal.note"))
}

// tellRules prints one kind of rule under its heading.
func tellRules(a *verb.App, w io.Writer, law *legal.Situation, heading string, text func(*legal.Article) string) {
	first := true
	for _, r := range law.Rules() {
		sentence := text(r.Article)
		if sentence == "" {
			continue
		}
		if first {
			fmt.Fprintf(w, "\n%s\n", a.Say(heading))
			first = false
		}
		if !r.Verified() {
			sentence += " " + a.Say("legal.unverified")
		}
		fmt.Fprintln(w, "- "+sentence)
		if heading == "cli.legal.votes" {
			fmt.Fprintln(w, "  "+neededExamples(a, r.Article.Vote.Threshold))
		}
		if heading == "cli.legal.quotas" && r.Article.Quota.Of == legal.OfLeaders {
			fmt.Fprintln(w, "  "+quotaExamples(a, r.Article.Quota))
		}
		fmt.Fprintln(w, "  "+a.Say("cli.legal.cite", "cite", r.Article.Cite))
	}
}

// awards names several award forms.
func awards(a *verb.App, ids []string) string {
	return strings.Join(emulation.Map(ids, a.Award), ", ")
}

func neededExamples(a *verb.App, t legal.Threshold) string {
	out := emulation.Map(meetings, func(n int) string { return a.Say("legal.vote-example", "needed", t.Needed(n), "n", n) })
	return a.Say("legal.vote-examples", "examples", strings.Join(out, ", "))
}

func quotaExamples(a *verb.App, q *legal.Quota) string {
	var out []string
	for _, n := range leaders {
		places, _ := q.Places(n)
		out = append(out, a.Say("legal.quota-example", "n", n, "places", places))
	}
	return strings.Join(out, "; ")
}

func tellComing(a *verb.App, w io.Writer, law *legal.Situation) {
	for i, p := range law.Coming {
		if i == 0 {
			fmt.Fprintf(w, "\n%s\n", a.Say("cli.legal.coming"))
		}
		line := a.Say("cli.legal.coming-line", "kind", emulation.Say("legal.kind."+string(p.Kind)), "number", p.Number, "force", force(a, p))
		if !p.Verified {
			line += " " + a.Say("legal.unverified")
		}
		fmt.Fprintln(w, "- "+line)
		if t := p.Transition; t != nil {
			text := t.Text
			if !t.Verified {
				text += " " + a.Say("legal.unverified")
			}
			fmt.Fprintf(w, "  %s\n  %s\n", text, a.Say("cli.legal.cite", "cite", t.Cite))
		}
	}
}

// force says from when until when a document is in force.
func force(a *verb.App, p *legal.Profile) string {
	text := a.Say("legal.since", "from", p.From)
	if p.To != "" {
		text = a.Say("legal.between", "from", p.From, "to", p.To)
	}
	if !p.FromVerified && p.Verified { // of a document that is not verified nothing is
		text += " " + a.Say("legal.unverified")
	}
	return text
}
