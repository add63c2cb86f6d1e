package papers

import (
	"time"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/internal/paper"
)

// PrintSeason are the papers of a season beside its sheets.
type PrintSeason struct {
	Compact      PrintCompactCmd      `cmd:"" help:"cli.print.compact"`
	Registration PrintRegistrationCmd `cmd:"" help:"cli.print.registration"`
	Review       PrintReviewCmd       `cmd:"" help:"cli.print.review"`
	Minutes      PrintMinutesCmd      `cmd:"" help:"cli.print.minutes"`
	Ballots      PrintBallotsCmd      `cmd:"" help:"cli.print.ballots"`
	Count        PrintCountCmd        `cmd:"" help:"cli.print.count"`
	Proposal     PrintProposalCmd     `cmd:"" help:"cli.print.proposal"`
}

// PrintTo is where a paper goes.
type PrintTo struct {
	Out string `help:"cli.flag.out-pdf" required:"" placeholder:"F.pdf"`
}

// print makes a paper of the desk and writes it.
func (p PrintTo) print(a *verb.App, make func(d *desk.Desk, now time.Time) (paper.Paper, error)) error {
	return a.With(func(d *desk.Desk) error {
		made, err := make(d, a.Env.Now())
		if err != nil {
			return err
		}
		return printed(a, p.Out, made.Documents...)
	})
}

// printUnit is print for a paper of one unit.
func (p PrintTo) printUnit(a *verb.App, unit string, make func(d paper.Desk, unit emulation.ID, now time.Time) (paper.Paper, error)) error {
	return p.print(a, func(d *desk.Desk, now time.Time) (paper.Paper, error) {
		u, err := d.Workspace.FindUnit(unit)
		if err != nil {
			return paper.Paper{}, err
		}
		return make(d.Workspace, u.ID, now)
	})
}

// PrintCompactCmd prints form F3.
type PrintCompactCmd struct{ PrintTo }

// Run writes the PDF.
func (c *PrintCompactCmd) Run(a *verb.App) error {
	return c.print(a, func(d *desk.Desk, now time.Time) (paper.Paper, error) { return paper.Compact(d.Workspace, now) })
}

// PrintRegistrationCmd prints form F1.
type PrintRegistrationCmd struct {
	Unit string `help:"cli.flag.unit" required:"" placeholder:"U"`
	PrintTo
}

// Run writes the PDF.
func (c *PrintRegistrationCmd) Run(a *verb.App) error {
	return c.printUnit(a, c.Unit, paper.Registration)
}

// PrintReviewCmd prints form F6.
type PrintReviewCmd struct {
	Unit string `help:"cli.flag.unit" required:"" placeholder:"U"`
	PrintTo
}

// Run writes the PDF.
func (c *PrintReviewCmd) Run(a *verb.App) error { return c.printUnit(a, c.Unit, paper.Review) }

// PrintMinutesCmd prints form F8.
type PrintMinutesCmd struct {
	Kind string `help:"cli.conference.kind" default:"closing" placeholder:"KIND"`
	PrintTo
}

// Run writes the PDF.
func (c *PrintMinutesCmd) Run(a *verb.App) error {
	return c.print(a, func(d *desk.Desk, now time.Time) (paper.Paper, error) { return paper.Minutes(d.Workspace, c.Kind, now) })
}

// PrintBallotsCmd prints form F9.
type PrintBallotsCmd struct {
	Vote   string `arg:"" help:"cli.print.ballots.vote"`
	Copies int    `help:"cli.print.ballots.copies" placeholder:"N"`
	PrintTo
}

// Run writes the PDF.
func (c *PrintBallotsCmd) Run(a *verb.App) error {
	return c.print(a, func(d *desk.Desk, now time.Time) (paper.Paper, error) {
		return paper.Ballots(d.Workspace, c.Vote, c.Copies, now)
	})
}

// PrintCountCmd prints form F10.
type PrintCountCmd struct {
	Vote  string `arg:"" help:"cli.print.ballots.vote"`
	Round int    `help:"cli.print.count.round" placeholder:"N"`
	PrintTo
}

// Run writes the PDF.
func (c *PrintCountCmd) Run(a *verb.App) error {
	return c.print(a, func(d *desk.Desk, now time.Time) (paper.Paper, error) {
		return paper.Count(d.Workspace, c.Vote, c.Round, now)
	})
}

// PrintProposalCmd prints forms F12 and F13.
type PrintProposalCmd struct {
	Form string `help:"cli.print.proposal.form" required:"" placeholder:"FORM"`
	PrintTo
}

// Run writes the PDF.
func (c *PrintProposalCmd) Run(a *verb.App) error {
	return c.print(a, func(d *desk.Desk, now time.Time) (paper.Paper, error) {
		return paper.Proposal(d.Workspace, c.Form, now)
	})
}
