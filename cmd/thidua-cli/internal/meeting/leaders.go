package meeting

import (
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// LeadersCmd is about the leaders of the next season.
type LeadersCmd struct {
	Set  LeadersSetCmd  `cmd:"" help:"cli.leaders.set"`
	Show LeadersShowCmd `cmd:"" help:"cli.leaders.show"`
}

type LeadersSetCmd struct {
	Label  string   `help:"cli.leaders.label" required:"" placeholder:"TEXT"`
	Head   string   `help:"cli.leaders.head" required:"" placeholder:"U"`
	Deputy []string `help:"cli.leaders.deputy" placeholder:"U"`
	How    string   `help:"cli.leaders.how" required:"" placeholder:"HOW"`
	By     string   `help:"cli.leaders.by" placeholder:"TEXT"`
	Vote   string   `help:"cli.leaders.vote" placeholder:"CODE"`
}

func (c *LeadersSetCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		ids, err := verb.UnitIDs(d, append([]string{c.Head}, c.Deputy...))
		if err != nil {
			return err
		}
		l := emulation.Leaders{Label: c.Label, Head: ids[0], Deputies: ids[1:], How: c.How, By: c.By, Vote: c.Vote}
		if err := conference.At(d.Workspace).SetLeaders(l); err != nil {
			return err
		}
		return showLeaders(a, d)
	})
}

type LeadersShowCmd struct{}

func (LeadersShowCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error { return showLeaders(a, d) })
}

func leadersOf(l *conference.NextLeaders) verb.Object {
	if l == nil {
		return nil
	}
	return verb.Object{"label", l.Label, "head", l.HeadUnit.Code, "deputies", book.Codes(l.DeputyUnits), "how", l.How, "by,omitempty", l.By, "vote,omitempty", l.Vote,
		"conflict", l.Conflict}
}

func showLeaders(a *verb.App, d *desk.Desk) error {
	l, err := conference.At(d.Workspace).Leaders()
	if err != nil {
		return err
	}
	return a.Show(leadersOf(l), func(w io.Writer) {
		if l == nil {
			fmt.Fprintln(w, a.Say("cli.leaders.none"))
		}
		tellLeaders(a, w, l)
	})
}

func tellLeaders(a *verb.App, w io.Writer, l *conference.NextLeaders) {
	if l == nil {
		return
	}
	fmt.Fprintln(w, a.Say("cli.leaders.are", "label", l.Label, "head", l.HeadUnit.Label(), "how", emulation.Say("leaders.how."+l.How)))
	if len(l.DeputyUnits) > 0 {
		fmt.Fprintln(w, "  "+a.Say("cli.leaders.deputies", "units", book.Labels(l.DeputyUnits, ", ")))
	}
	if l.Conflict {
		fmt.Fprintln(w, a.Say("cli.state.conflict"))
	}
}
