package papers

import (
	"time"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/documents/forms"
)

// PrintCriteriaCmd prints form F4.
type PrintCriteriaCmd struct {
	Version uint64 `help:"cli.opinion.of-version" placeholder:"N"`
	PrintTo
}

func (c *PrintCriteriaCmd) Run(a *verb.App) error {
	return c.print(a, func(d forms.Desk, now time.Time) (forms.Paper, error) { return d.Criteria(c.Version, now) })
}

// PrintAchievementsCmd prints form F11.
type PrintAchievementsCmd struct{ PrintUnit }

func (c *PrintAchievementsCmd) Run(a *verb.App) error { return c.printOf(a, forms.Desk.Achievements) }

// PrintLetterCmd prints the letter of invitation of form F15.
type PrintLetterCmd struct{ PrintConference }

func (c *PrintLetterCmd) Run(a *verb.App) error { return c.printOf(a, forms.Desk.MeetingLetter) }

// PrintProgrammeCmd prints the programme of form F15.
type PrintProgrammeCmd struct{ PrintConference }

func (c *PrintProgrammeCmd) Run(a *verb.App) error { return c.printOf(a, forms.Desk.MeetingProgramme) }

// PrintPlanCmd prints the plan of form F15.
type PrintPlanCmd struct{ PrintTo }

func (c *PrintPlanCmd) Run(a *verb.App) error { return c.print(a, forms.Desk.Plan) }

// PrintRegulationCmd prints the regulation of form F15.
type PrintRegulationCmd struct{ PrintTo }

func (c *PrintRegulationCmd) Run(a *verb.App) error { return c.print(a, forms.Desk.Regulation) }

// PrintStatisticsCmd prints form F16.
type PrintStatisticsCmd struct{ PrintTo }

func (c *PrintStatisticsCmd) Run(a *verb.App) error { return c.print(a, forms.Desk.Statistics) }
