package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"thidua/assets"
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
func (c *LegalShowCmd) Run(a *App) error {
	if c.On == "" {
		c.On = a.Env.Now().Format(time.DateOnly)
	}
	day, err := legal.ParseDate(c.On)
	if err != nil {
		return err
	}
	book, err := legal.Read(assets.Legal, "legal")
	if err != nil {
		return err
	}
	law := book.On(day)
	return a.show(a.legalJSON(law), func(w io.Writer) { a.tellLaw(w, law) })
}

// The numbers a threshold and a quota are shown for: the sizes of clusters, and the leaders among whom a flag of the government is chosen.
var (
	meetings = []int{5, 6, 7, 8, 9, 10, 11, 12}
	leaders  = []int{4, 5, 8, 10, 15, 20}
)

func (a *App) tellLaw(w io.Writer, law *legal.Situation) {
	fmt.Fprintln(w, a.say("cli.legal.head", "day", law.Day))
	if len(law.Profiles) == 0 {
		fmt.Fprintln(w, a.say("cli.legal.none"))
		return
	}
	var rows [][]string
	for _, p := range law.Profiles {
		mark := a.say("cli.legal.verified")
		if !p.Verified {
			mark = a.say("cli.legal.unverified")
		}
		rows = append(rows, []string{p.Number, a.force(p), mark, p.Name})
	}
	table(w, []string{a.say("cli.legal.number"), a.say("cli.legal.force"), a.say("cli.legal.check"), a.say("cli.legal.document")}, rows)
	a.tellRules(w, law, "cli.legal.votes", func(r *legal.Article) string {
		if r.Vote == nil {
			return ""
		}
		return phrase.Render(a.lang, r.Vote.Message())
	})
	a.tellRules(w, law, "cli.legal.quotas", func(r *legal.Article) string {
		if r.Quota == nil {
			return ""
		}
		return phrase.Render(a.lang, r.Quota.Message(a.award(r.Quota.Form)))
	})
	a.tellRules(w, law, "cli.legal.conditions", func(r *legal.Article) string {
		if r.Eligibility == nil {
			return ""
		}
		return phrase.Render(a.lang, r.Eligibility.Message(a.award(r.Eligibility.Form)))
	})
	a.tellRules(w, law, "cli.legal.dossiers", func(r *legal.Article) string {
		if r.Dossier == nil {
			return ""
		}
		return phrase.Render(a.lang, r.Dossier.Message(a.awards(r.Dossier.Forms)))
	})
	a.tellRules(w, law, "cli.legal.principles", func(r *legal.Article) string {
		if r.Vote != nil || r.Quota != nil || r.Eligibility != nil || r.Dossier != nil {
			return ""
		}
		return r.Title + ": " + r.Text
	})
	a.tellComing(w, law)
	fmt.Fprintf(w, "\n%s\n", a.say("cli.legal.note"))
}

// tellRules prints one kind of rule under its heading.
func (a *App) tellRules(w io.Writer, law *legal.Situation, heading string, text func(*legal.Article) string) {
	first := true
	for _, r := range law.Rules() {
		sentence := text(r.Article)
		if sentence == "" {
			continue
		}
		if first {
			fmt.Fprintf(w, "\n%s\n", a.say(heading))
			first = false
		}
		if !r.Verified() {
			sentence += " " + a.say("legal.unverified")
		}
		fmt.Fprintln(w, "- "+sentence)
		if heading == "cli.legal.votes" {
			fmt.Fprintln(w, "  "+a.neededExamples(r.Article.Vote.Threshold))
		}
		if heading == "cli.legal.quotas" && r.Article.Quota.Of == legal.OfLeaders {
			fmt.Fprintln(w, "  "+a.quotaExamples(r.Article.Quota))
		}
		fmt.Fprintln(w, "  "+a.say("cli.legal.cite", "cite", r.Article.Cite))
	}
}

// awards names several award forms.
func (a *App) awards(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = a.award(id)
	}
	return strings.Join(names, ", ")
}

func (a *App) neededExamples(t legal.Threshold) string {
	var out []string
	for _, n := range meetings {
		out = append(out, a.say("legal.vote-example", "needed", t.Needed(n), "n", n))
	}
	return a.say("legal.vote-examples", "examples", strings.Join(out, ", "))
}

func (a *App) quotaExamples(q *legal.Quota) string {
	var out []string
	for _, n := range leaders {
		places, _ := q.Places(n)
		out = append(out, a.say("legal.quota-example", "n", n, "places", places))
	}
	return strings.Join(out, "; ")
}

func (a *App) tellComing(w io.Writer, law *legal.Situation) {
	for i, p := range law.Coming {
		if i == 0 {
			fmt.Fprintf(w, "\n%s\n", a.say("cli.legal.coming"))
		}
		line := a.say("cli.legal.coming-line", "kind", emulation.Say("legal.kind."+string(p.Kind)), "number", p.Number, "force", a.force(p))
		if !p.Verified {
			line += " " + a.say("legal.unverified")
		}
		fmt.Fprintln(w, "- "+line)
		if t := p.Transition; t != nil {
			text := t.Text
			if !t.Verified {
				text += " " + a.say("legal.unverified")
			}
			fmt.Fprintf(w, "  %s\n  %s\n", text, a.say("cli.legal.cite", "cite", t.Cite))
		}
	}
}

// force says from when until when a document is in force.
func (a *App) force(p *legal.Profile) string {
	text := a.say("legal.since", "from", p.From)
	if p.To != "" {
		text = a.say("legal.between", "from", p.From, "to", p.To)
	}
	if !p.FromVerified && p.Verified { // of a document that is not verified nothing is
		text += " " + a.say("legal.unverified")
	}
	return text
}
