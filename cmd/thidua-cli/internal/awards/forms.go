package awards

import (
	"fmt"
	"io"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	awardsroom "thidua/workspace/awards"
	"thidua/workspace/book"
)

type AwardFormsCmd struct{}

// Run lists them, the highest first.
func (AwardFormsCmd) Run(a *verb.App) error {
	return verb.Listed(a, func(d *desk.Desk) ([]legal.Form, error) { return awardsroom.At(d.Workspace).AwardForms() }, "",
		verb.Both("code", "id", func(f *legal.Form) any { return f.ID }),
		verb.Both("cli.award.form", "name", func(f *legal.Form) any { return f.Name }),
		verb.Field("kind", func(f *legal.Form) any { return f.Kind }),
		verb.Field("level", func(f *legal.Form) any { return f.Level }),
		verb.Both("cli.award.decider", "decider,omitempty", func(f *legal.Form) any { return f.Decider }, func(f *legal.Form) string { return phrase.Render(a.Lang, f.DecidedBy()) }),
		verb.Both("cli.award.for", "for", func(f *legal.Form) any { return f.For }, func(f *legal.Form) string { return a.Say("award.for." + f.For) }),
		verb.Field("under,omitempty", func(f *legal.Form) any { return f.Under }),
		verb.Field("title,omitempty", func(f *legal.Form) any { return f.Title }),
		verb.Field("own", func(f *legal.Form) any { return f.Own }),
		verb.Field("withdrawn", func(f *legal.Form) any { return f.Withdrawn }),
		verb.Field("illustrative", func(f *legal.Form) any { return f.Illustrative }),
		verb.Cell("cli.award.origin", func(f *legal.Form) string {
			switch {
			case f.Withdrawn:
				return a.Say("award.of.withdrawn")
			case f.Own:
				return a.Say("award.of.office")
			}
			return a.Say("award.of.law")
		}),
		verb.Field("cite,omitempty", func(f *legal.Form) any { return f.Cite }),
		verb.Both("", "verified", func(f *legal.Form) any { return f.Verified }, func(f *legal.Form) string { return a.Mark(f.Verified || f.Own) }))
}

// AwardEligibleCmd shows whether a unit may be proposed.
type AwardEligibleCmd struct {
	candidacyFlags
	On string `help:"cli.flag.on" placeholder:"D"`
}

// Run prints every condition with its article and the fact it was judged by.
func (c *AwardEligibleCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		about, err := c.candidacy(d)
		if err != nil {
			return err
		}
		e, err := awardsroom.At(d.Workspace).Eligibility(about, c.On)
		if err != nil {
			return err
		}
		say := func(m emulation.Message) string { return phrase.Render(a.Lang, m) }
		from := func(c awardsroom.Condition) string {
			if c.From.Key == "" {
				return ""
			}
			return say(c.From)
		}
		out := verb.Object{"unit", e.Unit.Code, "form", e.Form.ID, "day", e.Day, "law", say(e.Law), "answer", e.Verdict.Answer, "message", say(e.Message()),
			"conditions", emulation.Map(e.Conditions, func(c awardsroom.Condition) verb.Object {
				return verb.Object{"fact", c.Condition.Fact, "answer", c.Answer, "message", say(c.Message()), "cite", say(c.Cite()), "from,omitempty", from(c),
					"verified", c.Verified()}
			})}
		return a.Show(out, func(w io.Writer) {
			fmt.Fprintln(w, say(e.Message()))
			fmt.Fprintln(w, say(e.Law))
			for _, c := range e.Conditions {
				line := answerMarks[c.Answer] + " " + say(c.Message())
				if !c.Verified() {
					line += " " + a.Say("legal.unverified")
				}
				fmt.Fprintln(w, line)
				fmt.Fprintln(w, "    "+strings.Join(emulation.NonEmpty(say(c.Cite()), from(c)), " · "))
			}
		})
	})
}

var answerMarks = map[legal.Answer]string{legal.Met: "[x]", legal.NotMet: "[ ]", legal.Unknown: "[?]"}

// AwardPlanCmd shows how the awards of a form can be given.
type AwardPlanCmd struct {
	Form string `help:"cli.flag.form" required:"" placeholder:"F"`
}

// Run prints the places and who comes into question, in the order of rank.
func (c *AwardPlanCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		p, err := awardsroom.At(d.Workspace).AwardPlan("", c.Form)
		if err != nil {
			return err
		}
		candidates := verb.Of(p.Candidates,
			verb.Field("unit", func(x *awardsroom.Candidate) any { return x.Unit.Code }),
			verb.Both(">rank", "rank", func(x *awardsroom.Candidate) any { return x.Rank }),
			verb.Cell("unit", func(x *awardsroom.Candidate) string { return x.Unit.Name }),
			verb.Both(">total", "total", func(x *awardsroom.Candidate) any { return x.Total.String() }, func(x *awardsroom.Candidate) string { return a.Points(&x.Total) }),
			verb.Both("cli.award.place", "place", func(x *awardsroom.Candidate) any { return x.Place },
				func(x *awardsroom.Candidate) string { return a.Say("award.place." + string(x.Place)) }),
			verb.Both("cli.award.track", "track,omitempty", func(x *awardsroom.Candidate) any { return x.Track }),
			verb.Field("answer", func(x *awardsroom.Candidate) any { return x.Eligibility.Verdict.Answer }),
			verb.Field("step,omitempty", func(x *awardsroom.Candidate) any { return x.Step }),
			verb.Field("why", func(x *awardsroom.Candidate) any { return phrase.Render(a.Lang, x.Eligibility.Message()) }))
		out := verb.Object{"form", p.Form.ID, "known", p.Known, "places", p.Places, "used", p.Used, "basis", a.Render(p.Basis), "candidates", candidates,
			"tracks", emulation.Map(p.Tracks, func(t awardsroom.TrackPlan) verb.Object {
				return verb.Object{"code", t.Code, "name", t.Name, "count", t.Count, "used", t.Used}
			}),
			"tied", book.Codes(p.Tied), "open", p.Open}
		return a.Show(out, func(w io.Writer) {
			key := "cli.award.plan-head"
			if !p.Known {
				key = "cli.award.plan-unknown"
			}
			fmt.Fprintln(w, a.Say(key, "award", p.Form.Name, "places", p.Places, "used", p.Used))
			for _, line := range a.Render(p.Basis) {
				fmt.Fprintln(w, "- "+line)
			}
			for _, t := range p.Tracks {
				fmt.Fprintln(w, "- "+a.Say("cli.award.track-head", "track", t.Name, "count", t.Count, "used", t.Used))
			}
			candidates.Table(a, w)
			if len(p.Tied) > 0 {
				fmt.Fprintln(w, a.Say("cli.award.plan-tied", "count", len(p.Tied), "open", p.Open))
			}
			fmt.Fprintln(w, phrase.Render(a.Lang, p.Law))
		})
	})
}

// AwardListCmd lists the proposals.
type AwardListCmd struct{}

// Run lists them by award form and rank.
func (c *AwardListCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		list, err := awardsroom.At(d.Workspace).Proposals("")
		if err != nil {
			return err
		}
		out := emulation.Map(list, func(p awardsroom.Proposal) verb.Object { return proposalOf(a, &p) })
		return a.Show(out, func(w io.Writer) {
			if len(list) == 0 {
				fmt.Fprintln(w, a.Say("cli.award.none"))
			}
			for i := range list {
				p := &list[i]
				fmt.Fprintln(w, phrase.Render(a.Lang, p.Told))
				if len(p.Dossier.Missing) > 0 && p.Open() {
					fmt.Fprintln(w, "    "+a.Say("cli.award.missing", "papers", p.Dossier.Lacking()))
				}
				if next := nextSteps(a, p); next != "" {
					fmt.Fprintln(w, "    "+a.Say("cli.award.next", "steps", next))
				}
				if p.Illustrative {
					fmt.Fprintln(w, "    "+a.Say("cli.illustrative"))
				}
			}
		})
	})
}

// AwardDossierCmd shows a dossier, or puts a paper in or takes one out.
type AwardDossierCmd struct {
	candidacyFlags
	Add      string `help:"cli.flag.dossier-add" placeholder:"P" xor:"what"`
	Withdraw string `help:"cli.flag.dossier-withdraw" placeholder:"P" xor:"what"`
	Number   string `help:"cli.flag.paper-number" placeholder:"N"`
	Date     string `help:"cli.flag.paper-date" placeholder:"D"`
	File     string `help:"cli.flag.paper-file" type:"existingfile" placeholder:"FILE"`
}

// Run does it, and lists the papers that are there and those that are missing.
func (c *AwardDossierCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		about, err := c.candidacy(d)
		if err != nil {
			return err
		}
		switch {
		case c.Add != "":
			err = c.add(d, about)
		case c.Withdraw != "":
			err = awardsroom.At(d.Workspace).WithdrawPaper(about, c.Withdraw)
		}
		if err != nil {
			return err
		}
		dossier, err := awardsroom.At(d.Workspace).Dossier(about)
		if err != nil {
			return err
		}
		rows := papers(a, dossier)
		return a.Show(rows, func(w io.Writer) {
			rows.Table(a, w)
			if dossier.Rule != nil {
				fmt.Fprintln(w, strings.Join(emulation.NonEmpty(a.Say("legal.cite", "cite", dossier.Rule.Article.Cite), a.Mark(dossier.Verified)), " "))
			}
		})
	})
}

// papers are those of a dossier, there or missing.
func papers(a *verb.App, dossier *awardsroom.Dossier) verb.Rows[awardsroom.DossierLine] {
	file := func(l *awardsroom.DossierLine) string {
		if l.Record.File == nil {
			return ""
		}
		return l.Record.File.Name
	}
	return verb.Of(dossier.Papers,
		verb.Cell("", func(l *awardsroom.DossierLine) string { return map[bool]string{true: "[x]", false: "[ ]"}[l.Have] }),
		verb.Both("code", "paper", func(l *awardsroom.DossierLine) any { return l.ID }),
		verb.Both("cli.award.paper", "text", func(l *awardsroom.DossierLine) any { return l.Text },
			func(l *awardsroom.DossierLine) string { return phrase.Render(a.Lang, l.Message()) }),
		verb.Field("when,omitempty", func(l *awardsroom.DossierLine) any { return l.When }),
		verb.Field("have", func(l *awardsroom.DossierLine) any { return l.Have }),
		verb.Both("cli.award.number", "number,omitempty", func(l *awardsroom.DossierLine) any { return l.Record.Number }),
		verb.Field("date,omitempty", func(l *awardsroom.DossierLine) any { return l.Record.Date }),
		verb.Both("file", "file,omitempty", func(l *awardsroom.DossierLine) any { return file(l) }))
}

func (c *AwardDossierCmd) add(d *desk.Desk, about awardsroom.Candidacy) error {
	paper := emulation.DossierPaper{Paper: c.Add, Number: c.Number, Date: c.Date}
	if c.File != "" {
		file, err := verb.Attach(d, c.File)
		if err != nil {
			return err
		}
		paper.File = &file
	}
	return awardsroom.At(d.Workspace).FileDossier(about, paper)
}
