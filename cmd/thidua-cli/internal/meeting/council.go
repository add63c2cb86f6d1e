package meeting

import (
	"fmt"
	"io"

	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/internal/desk"
	"thidua/workspace/awards"
)

// CouncilCmd is about the Councils above the clusters, and what they choose.
type CouncilCmd struct {
	Add      CouncilAddCmd      `cmd:"" help:"cli.council.add"`
	Tally    CouncilTallyCmd    `cmd:"" help:"cli.council.tally"`
	Chair    CouncilChairCmd    `cmd:"" help:"cli.council.chair"`
	Conclude CouncilConcludeCmd `cmd:"" help:"cli.council.conclude"`
	Withdraw CouncilWithdrawCmd `cmd:"" help:"cli.council.withdraw"`
	Show     CouncilShowCmd     `cmd:"" help:"cli.council.show"`
	List     CouncilListCmd     `cmd:"" help:"cli.council.list"`
}

// CouncilAddCmd records a session with its question, or puts it right.
type CouncilAddCmd struct {
	Code    string `arg:"" help:"cli.council.code"`
	Name    string `help:"cli.council.name" required:"" placeholder:"TEXT"`
	Label   string `help:"cli.council.label" required:"" placeholder:"TEXT"`
	Date    string `help:"cli.council.date" placeholder:"D"`
	Place   string `help:"cli.conference.place" placeholder:"TEXT"`
	Chair   string `help:"cli.council.chair-name" placeholder:"TEXT"`
	Members int64  `help:"cli.council.members" required:"" placeholder:"N"`
	Award   string `help:"cli.council.award" placeholder:"F"`
	Title   string `help:"cli.vote.title" required:"" placeholder:"TEXT"`
	lineFlags
	verb.BallotFlags
	Quorum       string   `help:"cli.conference.quorum" placeholder:"2/3"`
	QuorumAbove  bool     `help:"cli.conference.quorum-above"`
	Conclusion   []string `help:"cli.council.conclusion" sep:"none" placeholder:"TEXT"`
	Reason       string   `help:"cli.vote.replace-why" placeholder:"TEXT"`
	Illustrative bool     `help:"cli.flag.illustrative"`
}

func (c *CouncilAddCmd) Run(a *verb.App) error {
	rules, err := c.Rules()
	if err != nil {
		return err
	}
	var num, den int64
	if c.Quorum != "" {
		if num, den, err = verb.Fraction(c.Quorum); err != nil {
			return err
		}
	}
	return aboutCouncil(a, c.Code, func(room awards.Room) error {
		return room.SetCouncil(c.Code, ballot.Council{Name: c.Name, Label: c.Label, Date: c.Date, Place: c.Place, Chair: c.Chair, Award: c.Award,
			Conclusions: c.Conclusion, Illustrative: c.Illustrative, QuorumNum: num, QuorumDen: den, QuorumAbove: c.QuorumAbove,
			Question: ballot.Question{Title: c.Title, Rules: rules, Lines: c.choices(), Members: c.Members, Reason: c.Reason}})
	})
}

// CouncilTallyCmd records what its counting team found.
type CouncilTallyCmd struct {
	Code string `arg:"" help:"cli.council.code"`
	countFlags
}

func (c *CouncilTallyCmd) Run(a *verb.App) error {
	t, err := c.tally()
	if err != nil {
		return err
	}
	return aboutCouncil(a, c.Code, func(room awards.Room) error { return room.RecordCouncilTally(c.Code, c.Round, t) })
}

// CouncilChairCmd records the word of its chair.
type CouncilChairCmd struct {
	Code string `arg:"" help:"cli.council.code"`
	chairFlags
}

func (c *CouncilChairCmd) Run(a *verb.App) error {
	if err := c.check(); err != nil {
		return err
	}
	return aboutCouncil(a, c.Code, func(room awards.Room) error { return room.DecideCouncilChair(c.Code, c.Line, c.Reason) })
}

// CouncilConcludeCmd writes what the session concluded, also after the count.
type CouncilConcludeCmd struct {
	Code       string   `arg:"" help:"cli.council.code"`
	Conclusion []string `help:"cli.council.conclusion" required:"" sep:"none" placeholder:"TEXT"`
}

func (c *CouncilConcludeCmd) Run(a *verb.App) error {
	return aboutCouncil(a, c.Code, func(room awards.Room) error { return room.ConcludeCouncil(c.Code, c.Conclusion) })
}

// CouncilWithdrawCmd takes its vote back.
type CouncilWithdrawCmd struct {
	Code   string `arg:"" help:"cli.council.code"`
	Reason string `help:"cli.flag.why" required:"" placeholder:"TEXT"`
}

func (c *CouncilWithdrawCmd) Run(a *verb.App) error {
	return aboutCouncil(a, c.Code, func(room awards.Room) error { return room.WithdrawCouncil(c.Code, c.Reason) })
}

type CouncilShowCmd struct {
	Code string `arg:"" help:"cli.council.code"`
}

func (c *CouncilShowCmd) Run(a *verb.App) error {
	return aboutCouncil(a, c.Code, func(awards.Room) error { return nil })
}

type CouncilListCmd struct{}

func (CouncilListCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		all, err := awards.At(d.Workspace).Councils()
		if err != nil {
			return err
		}
		return showCouncils(a, all)
	})
}

// aboutCouncil does something about a session, and shows it.
func aboutCouncil(a *verb.App, code string, do func(room awards.Room) error) error {
	return a.With(func(d *desk.Desk) error {
		room := awards.At(d.Workspace)
		if err := do(room); err != nil {
			return err
		}
		c, err := room.Council(code)
		if err != nil {
			return err
		}
		return showCouncils(a, []*awards.Council{c})
	})
}

func showCouncils(a *verb.App, all []*awards.Council) error {
	out := emulation.Map(all, func(c *awards.Council) verb.Object {
		return verb.Object{"code", c.Code, "name", c.Name, "label", c.Label, "date", c.Date, "place", c.Place, "chair", c.Chair, "award", c.Award,
			"conclusions", verb.Strings(c.Conclusions), "vote", voteOf(a, c.Vote), "illustrative", c.Illustrative, "conflict", c.Conflict}
	})
	return a.Show(out, func(w io.Writer) {
		if len(all) == 0 {
			fmt.Fprintln(w, a.Say("cli.council.none"))
		}
		for _, c := range all {
			fmt.Fprintln(w, a.Say("cli.council.head", "name", c.Name, "label", c.Label, "members", c.Question.Members))
			if c.Illustrative {
				fmt.Fprintln(w, a.Say("cli.illustrative"))
			}
			tellVote(a, w, c.Vote)
			for _, text := range c.Conclusions {
				fmt.Fprintln(w, "- "+text)
			}
		}
	})
}
