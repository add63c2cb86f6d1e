package season

import (
	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace/pledge"
)

// OpinionAddCmd says what the own unit thinks of the criteria while these are consulted.
type OpinionAddCmd struct {
	Text         string `arg:"" help:"cli.opinion.text"`
	Criterion    string `help:"cli.opinion.criterion" placeholder:"CODE"`
	Version      uint64 `help:"cli.opinion.version" placeholder:"N"`
	Code         string `help:"cli.run.entry-code" placeholder:"CODE"`
	Withdraw     bool   `help:"cli.run.withdraw"`
	Illustrative bool   `help:"cli.run.illustrative"`
}

func (c *OpinionAddCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		code, err := pledge.At(d.Workspace).SetOpinion(c.Version, c.Code, emulation.Opinion{Criterion: c.Criterion, Text: c.Text,
			Withdrawn: c.Withdraw, Illustrative: c.Illustrative})
		return a.DoneUnless(err, map[string]any{"code": code}, "cli.opinion.done", "code", code)
	})
}

// OpinionAnswerCmd answers a unit's opinion.
type OpinionAnswerCmd struct {
	Unit         string `arg:"" help:"cli.opinion.unit"`
	Code         string `arg:"" help:"cli.opinion.code"`
	How          string `arg:"" help:"cli.opinion.how"`
	Reason       string `help:"cli.opinion.reason" placeholder:"TEXT"`
	Version      uint64 `help:"cli.opinion.version" placeholder:"N"`
	Illustrative bool   `help:"cli.run.illustrative"`
}

func (c *OpinionAnswerCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		u, err := d.Workspace.FindUnit(c.Unit)
		if err != nil {
			return err
		}
		err = pledge.At(d.Workspace).AnswerOpinion(c.Version, u.ID, c.Code, emulation.OpinionAnswer{How: c.How, Reason: c.Reason, Illustrative: c.Illustrative})
		return a.DoneUnless(err, map[string]any{"unit": u.Code, "code": c.Code, "answer": c.How}, "cli.opinion.answered", "unit", u.Label(), "code", c.Code)
	})
}

// OpinionListCmd lists what the units say of the criteria, and what they were answered.
type OpinionListCmd struct {
	Version uint64 `help:"cli.opinion.of-version" placeholder:"N"`
}

func (c *OpinionListCmd) Run(a *verb.App) error {
	return verb.Listed(a, func(d *desk.Desk) ([]pledge.CriteriaOpinion, error) {
		return pledge.At(d.Workspace).Opinions(c.Version)
	}, "cli.opinion.none",
		verb.Both(">version", "version", func(o *pledge.CriteriaOpinion) any { return o.Version }),
		verb.Both("unit", "unit", func(o *pledge.CriteriaOpinion) any { return o.Unit.Code }, func(o *pledge.CriteriaOpinion) string { return o.Unit.Label() }),
		verb.Both("code", "code", func(o *pledge.CriteriaOpinion) any { return o.Code }),
		verb.Both("criterion", "criterion,omitempty", func(o *pledge.CriteriaOpinion) any { return o.Criterion }, func(o *pledge.CriteriaOpinion) string {
			if o.Criterion == "" {
				return a.Say("opinion.whole")
			}
			return o.Criterion
		}),
		verb.Field("about,omitempty", func(o *pledge.CriteriaOpinion) any { return o.About }),
		verb.Both("opinion", "text", func(o *pledge.CriteriaOpinion) any { return o.Text }),
		verb.Both("answer", "answer,omitempty", func(o *pledge.CriteriaOpinion) any { return o.Answer.How }, func(o *pledge.CriteriaOpinion) string {
			switch {
			case !o.Answered.Given:
				return a.Say("opinion.open")
			case o.Earlier:
				return a.Say("opinion.earlier")
			}
			return a.Say("opinion.how." + o.Answer.How)
		}),
		verb.Both("reason", "reason,omitempty", func(o *pledge.CriteriaOpinion) any { return o.Answer.Reason }),
		verb.Field("earlier,omitempty", func(o *pledge.CriteriaOpinion) any { return o.Earlier }),
		verb.Field("", func(o *pledge.CriteriaOpinion) any { return verb.EntryOf(o.Entry) }),
		verb.Cell("note", func(o *pledge.CriteriaOpinion) string { return a.State(o.Entry) }))
}
