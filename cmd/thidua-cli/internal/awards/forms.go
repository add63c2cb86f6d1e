package awards

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/workspace"
)

// AwardFormsCmd lists the award forms.
type AwardFormsCmd struct{}

// Run lists them, the highest first.
func (AwardFormsCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		forms, err := d.Workspace.AwardForms()
		if err != nil {
			return err
		}
		type line struct {
			ID       string `json:"id"`
			Name     string `json:"name"`
			Kind     string `json:"kind"`
			Level    string `json:"level"`
			Cite     string `json:"cite"`
			Verified bool   `json:"verified"`
		}
		out := []line{}
		var rows [][]string
		for _, f := range forms {
			out = append(out, line{f.ID, f.Name, string(f.Kind), string(f.Level), f.Cite, f.Verified})
			rows = append(rows, []string{f.ID, f.Name, a.Say("award.level." + string(f.Level)), a.Mark(f.Verified)})
		}
		return a.Show(out, func(w io.Writer) {
			verb.Table(w, []string{a.Say("cli.col.code"), a.Say("cli.award.form"), a.Say("cli.award.level"), ""}, rows)
		})
	})
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
		e, err := d.Workspace.Eligibility(about, c.On)
		if err != nil {
			return err
		}
		out := eligibilityOf(a, e)
		return a.Show(out, func(w io.Writer) {
			fmt.Fprintln(w, out.Message)
			fmt.Fprintln(w, out.Law)
			for i, f := range out.Conditions {
				line := answerMarks[e.Conditions[i].Answer] + " " + f.Message
				if !f.Verified {
					line += " " + a.Say("legal.unverified")
				}
				fmt.Fprintln(w, line)
				fmt.Fprintln(w, "    "+strings.Join(verb.NonEmpty(f.Cite, f.From), " · "))
			}
		})
	})
}

var answerMarks = map[legal.Answer]string{legal.Met: "[x]", legal.NotMet: "[ ]", legal.Unknown: "[?]"}

type eligibilityJSON struct {
	Unit       string          `json:"unit"`
	Form       string          `json:"form"`
	Day        legal.Date      `json:"day"`
	Law        string          `json:"law"`
	Answer     string          `json:"answer"`
	Message    string          `json:"message"`
	Conditions []conditionJSON `json:"conditions"`
}

type conditionJSON struct {
	Fact     string `json:"fact"`
	Answer   string `json:"answer"`
	Message  string `json:"message"`
	Cite     string `json:"cite"`
	From     string `json:"from,omitempty"`
	Verified bool   `json:"verified"`
}

func eligibilityOf(a *verb.App, e *workspace.Eligibility) eligibilityJSON {
	out := eligibilityJSON{e.Unit.Code, e.Form.ID, e.Day, phrase.Render(a.Lang, e.Law), string(e.Verdict.Answer), phrase.Render(a.Lang, e.Message()), []conditionJSON{}}
	for _, c := range e.Conditions {
		line := conditionJSON{Fact: c.Condition.Fact, Answer: string(c.Answer), Message: phrase.Render(a.Lang, c.Message()), Cite: phrase.Render(a.Lang, c.Cite()), Verified: c.Verified()}
		if c.From.Key != "" {
			line.From = phrase.Render(a.Lang, c.From)
		}
		out.Conditions = append(out.Conditions, line)
	}
	return out
}

// AwardPlanCmd shows how the awards of a form can be given.
type AwardPlanCmd struct {
	Form string `help:"cli.flag.form" required:"" placeholder:"F"`
}

// Run prints the places and who comes into question, in the order of rank.
func (c *AwardPlanCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		p, err := d.Workspace.AwardPlan("", c.Form)
		if err != nil {
			return err
		}
		type candidate struct {
			Unit   string `json:"unit"`
			Rank   int    `json:"rank"`
			Total  string `json:"total"`
			Place  string `json:"place"`
			Answer string `json:"answer"`
			Step   string `json:"step,omitempty"`
			Why    string `json:"why"`
		}
		out := struct {
			Form       string      `json:"form"`
			Known      bool        `json:"known"`
			Places     int         `json:"places"`
			Used       int         `json:"used"`
			Basis      []string    `json:"basis"`
			Candidates []candidate `json:"candidates"`
			Tied       []string    `json:"tied"`
			Open       int         `json:"open"`
		}{p.Form.ID, p.Known, p.Places, p.Used, []string{}, []candidate{}, []string{}, p.Open}
		for _, m := range p.Basis {
			out.Basis = append(out.Basis, phrase.Render(a.Lang, m))
		}
		var rows [][]string
		for _, x := range p.Candidates {
			line := candidate{x.Unit.Code, x.Rank, x.Total.String(), string(x.Place), string(x.Eligibility.Verdict.Answer), string(x.Step), phrase.Render(a.Lang, x.Eligibility.Message())}
			out.Candidates = append(out.Candidates, line)
			rows = append(rows, []string{strconv.Itoa(x.Rank), x.Unit.Name, x.Total.Localise(a.Lang.DecimalComma()), a.Say("award.place." + line.Place)})
		}
		for _, u := range p.Tied {
			out.Tied = append(out.Tied, u.Code)
		}
		return a.Show(out, func(w io.Writer) {
			key := "cli.award.plan-head"
			if !p.Known {
				key = "cli.award.plan-unknown"
			}
			fmt.Fprintln(w, a.Say(key, "award", p.Form.Name, "places", p.Places, "used", p.Used))
			for _, line := range out.Basis {
				fmt.Fprintln(w, "- "+line)
			}
			verb.Table(w, []string{">" + a.Say("cli.col.rank"), a.Say("cli.col.unit"), ">" + a.Say("cli.col.total"), a.Say("cli.award.place")}, rows)
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
		list, err := d.Workspace.Proposals("")
		if err != nil {
			return err
		}
		out := []proposalJSON{}
		for i := range list {
			out = append(out, proposalOf(a, &list[i]))
		}
		return a.Show(out, func(w io.Writer) {
			if len(list) == 0 {
				fmt.Fprintln(w, a.Say("cli.award.none"))
			}
			for i := range list {
				p := &list[i]
				fmt.Fprintln(w, out[i].Told)
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
			err = d.Workspace.WithdrawPaper(about, c.Withdraw)
		}
		if err != nil {
			return err
		}
		dossier, err := d.Workspace.Dossier(about)
		if err != nil {
			return err
		}
		out := []paperJSON{}
		var rows [][]string
		for _, l := range dossier.Papers {
			line := paperJSON{Paper: l.ID, Text: l.Text, When: l.When, Have: l.Have, Number: l.Record.Number, Date: l.Record.Date}
			state := map[bool]string{true: "[x]", false: "[ ]"}[l.Have]
			if l.Record.File != nil {
				line.File = l.Record.File.Name
			}
			out = append(out, line)
			rows = append(rows, []string{state, l.ID, phrase.Render(a.Lang, l.Message()), l.Record.Number, line.File})
		}
		return a.Show(out, func(w io.Writer) {
			verb.Table(w, []string{"", a.Say("cli.col.code"), a.Say("cli.award.paper"), a.Say("cli.award.number"), a.Say("cli.col.file")}, rows)
			if dossier.Rule != nil {
				fmt.Fprintln(w, strings.Join(verb.NonEmpty(a.Say("legal.cite", "cite", dossier.Rule.Article.Cite), a.Mark(dossier.Verified)), " "))
			}
		})
	})
}

func (c *AwardDossierCmd) add(d *desk.Desk, about workspace.Candidacy) error {
	paper := emulation.DossierPaper{Paper: c.Add, Number: c.Number, Date: c.Date}
	if c.File != "" {
		file, err := verb.Attach(d, c.File)
		if err != nil {
			return err
		}
		paper.File = &file
	}
	return d.Workspace.FileDossier(about, paper)
}
