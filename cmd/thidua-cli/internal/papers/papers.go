package papers

import (
	"fmt"
	"time"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/documents/files"
	"thidua/documents/forms"
	"thidua/documents/pdf"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/phrase"
)

// PrintCmd prints official papers.
type PrintCmd struct {
	Sheet        PrintSheetCmd        `cmd:"" help:"cli.print.sheet"`
	Summary      PrintSummaryCmd      `cmd:"" help:"cli.print.summary"`
	Compact      PrintCompactCmd      `cmd:"" help:"cli.print.compact"`
	Registration PrintRegistrationCmd `cmd:"" help:"cli.print.registration"`
	Awards       PrintAwardsCmd       `cmd:"" help:"cli.print.awards"`
	Opinions     PrintOpinionsCmd     `cmd:"" help:"cli.print.opinions"`
	Review       PrintReviewCmd       `cmd:"" help:"cli.print.review"`
	Minutes      PrintMinutesCmd      `cmd:"" help:"cli.print.minutes"`
	Council      PrintCouncilCmd      `cmd:"" help:"cli.print.council"`
	Ballots      PrintBallotsCmd      `cmd:"" help:"cli.print.ballots"`
	Count        PrintCountCmd        `cmd:"" help:"cli.print.count"`
	Proposal     PrintProposalCmd     `cmd:"" help:"cli.print.proposal"`
	Report       PrintReportCmd       `cmd:"" help:"cli.print.report"`
	Criteria     PrintCriteriaCmd     `cmd:"" help:"cli.print.criteria"`
	Achievements PrintAchievementsCmd `cmd:"" help:"cli.print.achievements"`
	Letter       PrintLetterCmd       `cmd:"" help:"cli.print.letter"`
	Programme    PrintProgrammeCmd    `cmd:"" help:"cli.print.programme"`
	Plan         PrintPlanCmd         `cmd:"" help:"cli.print.plan"`
	Regulation   PrintRegulationCmd   `cmd:"" help:"cli.print.regulation"`
	Statistics   PrintStatisticsCmd   `cmd:"" help:"cli.print.statistics"`
	All          PrintAllCmd          `cmd:"" help:"cli.print.all"`
	Batch        PrintBatchCmd        `cmd:"" help:"cli.print.batch"`
}

// PrintTo is where a paper goes.
type PrintTo struct {
	Out    string `help:"cli.flag.out-pdf" required:"" placeholder:"F.pdf"`
	Number string `help:"cli.print.number" placeholder:"next|N"`
	Dated  string `help:"cli.print.dated" placeholder:"D"`
}

// print makes a paper of the desk and writes it, in the format that the file's name asks for.
func (p PrintTo) print(a *verb.App, make func(d forms.Desk, now time.Time) (forms.Paper, error)) error {
	return a.With(func(d *desk.Desk) error {
		at, err := d.Workspace.AsOf()
		if err != nil {
			return err
		}
		made, err := make(forms.At(d.Workspace), at)
		if err != nil {
			return err
		}
		drawn := ""
		if p.Number != "" {
			number, err := typedNumber(p.Number)
			if err != nil {
				return err
			}
			n, err := forms.At(d.Workspace).Draw(made, number, p.Dated)
			if err != nil {
				return err
			}
			drawn = n.Text()
			if at, err = d.Workspace.AsOf(); err == nil { // once more, with it
				made, err = make(forms.At(d.Workspace), at)
			}
			if err != nil {
				return forms.Kept(drawn, err)
			}
		}
		made, err = forms.At(d.Workspace).Coder().Coded(made, nil)
		if err == nil {
			err = files.Write(p.Out, made.Documents...)
			tellDoubts(a, pdf.Doubts(made.Documents...))
		}
		return a.DoneUnless(forms.Kept(drawn, err), map[string]any{"file": p.Out}, "cli.print.done", "file", p.Out)
	})
}

// PrintUnit is the unit whose paper is printed, and where it goes.
type PrintUnit struct {
	Unit string `help:"cli.flag.unit" required:"" placeholder:"U"`
	PrintTo
}

func (p PrintUnit) printOf(a *verb.App, make func(d forms.Desk, unit emulation.ID, now time.Time) (forms.Paper, error)) error {
	return p.print(a, func(d forms.Desk, now time.Time) (forms.Paper, error) {
		unit, err := d.FindUnit(p.Unit)
		if err != nil {
			return forms.Paper{}, err
		}
		return make(d, unit.ID, now)
	})
}

// PrintSheetCmd prints form F5.
type PrintSheetCmd struct{ PrintUnit }

func (c *PrintSheetCmd) Run(a *verb.App) error { return c.printOf(a, forms.Desk.Sheet) }

// PrintSummaryCmd prints form F7.
type PrintSummaryCmd struct{ PrintTo }

func (c *PrintSummaryCmd) Run(a *verb.App) error { return c.print(a, forms.Desk.Summary) }

// PrintCompactCmd prints form F3.
type PrintCompactCmd struct{ PrintTo }

func (c *PrintCompactCmd) Run(a *verb.App) error { return c.print(a, forms.Desk.Compact) }

// PrintRegistrationCmd prints form F1.
type PrintRegistrationCmd struct{ PrintUnit }

func (c *PrintRegistrationCmd) Run(a *verb.App) error { return c.printOf(a, forms.Desk.Registration) }

// PrintAwardsCmd prints form F2.
type PrintAwardsCmd struct{ PrintUnit }

func (c *PrintAwardsCmd) Run(a *verb.App) error { return c.printOf(a, forms.Desk.AwardList) }

// PrintOpinionsCmd prints the opinions on the criteria and their answers.
type PrintOpinionsCmd struct {
	Version uint64 `help:"cli.opinion.of-version" placeholder:"N"`
	PrintTo
}

func (c *PrintOpinionsCmd) Run(a *verb.App) error {
	return c.print(a, func(d forms.Desk, now time.Time) (forms.Paper, error) { return d.Opinions(c.Version, now) })
}

// PrintReviewCmd prints form F6.
type PrintReviewCmd struct{ PrintUnit }

func (c *PrintReviewCmd) Run(a *verb.App) error { return c.printOf(a, forms.Desk.Review) }

// PrintConference is the conference whose paper is printed, and where it goes.
type PrintConference struct {
	Kind string `help:"cli.conference.kind" default:"closing" placeholder:"KIND"`
	PrintTo
}

func (p PrintConference) printOf(a *verb.App, make func(d forms.Desk, kind string, now time.Time) (forms.Paper, error)) error {
	return p.print(a, func(d forms.Desk, now time.Time) (forms.Paper, error) { return make(d, p.Kind, now) })
}

// PrintMinutesCmd prints form F8.
type PrintMinutesCmd struct{ PrintConference }

func (c *PrintMinutesCmd) Run(a *verb.App) error { return c.printOf(a, forms.Desk.Minutes) }

// PrintCouncilCmd prints the minutes of a Council above the clusters.
type PrintCouncilCmd struct {
	Code string `arg:"" help:"cli.council.code"`
	PrintTo
}

func (c *PrintCouncilCmd) Run(a *verb.App) error {
	return c.print(a, func(d forms.Desk, now time.Time) (forms.Paper, error) { return d.Council(c.Code, now) })
}

// PrintBallotsCmd prints form F9.
type PrintBallotsCmd struct {
	Vote   string `arg:"" help:"cli.print.ballots.vote"`
	Copies int    `help:"cli.print.ballots.copies" placeholder:"N"`
	PrintTo
}

func (c *PrintBallotsCmd) Run(a *verb.App) error {
	return c.print(a, func(d forms.Desk, now time.Time) (forms.Paper, error) { return d.Ballots(c.Vote, c.Copies, now) })
}

// PrintCountCmd prints form F10.
type PrintCountCmd struct {
	Vote  string `arg:"" help:"cli.print.ballots.vote"`
	Round int    `help:"cli.print.count.round" placeholder:"N"`
	PrintTo
}

func (c *PrintCountCmd) Run(a *verb.App) error {
	return c.print(a, func(d forms.Desk, now time.Time) (forms.Paper, error) { return d.Count(c.Vote, c.Round, now) })
}

// PrintProposalCmd prints forms F12 and F13.
type PrintProposalCmd struct {
	Form string `help:"cli.print.proposal.form" required:"" placeholder:"FORM"`
	PrintTo
}

func (c *PrintProposalCmd) Run(a *verb.App) error {
	return c.print(a, func(d forms.Desk, now time.Time) (forms.Paper, error) { return d.Proposal(c.Form, now) })
}

// PrintReportCmd prints form F14.
type PrintReportCmd struct{ PrintConference }

func (c *PrintReportCmd) Run(a *verb.App) error { return c.printOf(a, forms.Desk.Report) }

// tellDoubts tells what to look at on papers before they are signed.
func tellDoubts(a *verb.App, doubts []emulation.Message) {
	for _, m := range doubts {
		fmt.Fprintln(a.Stderr, phrase.Render(a.Lang, m))
	}
}
