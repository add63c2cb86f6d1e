package awards

import (
	"thidua/cmd/thidua-cli/internal/verb"
	"thidua/emulation"
	"thidua/internal/desk"
	awardsroom "thidua/workspace/awards"
)

// AwardProposeCmd begins a proposal, or words it again.
type AwardProposeCmd struct {
	candidacyFlags
	Ground       []string `help:"cli.flag.ground" sep:"none" placeholder:"TEXT"`
	Achievement  string   `help:"cli.flag.achievement" placeholder:"TEXT"`
	Vote         string   `help:"cli.flag.vote-code" placeholder:"V"`
	Track        string   `help:"cli.flag.track" placeholder:"T"`
	Fact         []string `help:"cli.flag.fact" placeholder:"FACT=yes"`
	Illustrative bool     `help:"cli.flag.illustrative"`
}

func (c *AwardProposeCmd) Run(a *verb.App) error {
	facts, err := verb.KeyValues(c.Fact)
	if err != nil {
		return err
	}
	return propose(a, c.candidacyFlags, func(d *desk.Desk, about awardsroom.Candidacy) error {
		return awardsroom.At(d.Workspace).Propose(about, awardsroom.ProposalWords{Grounds: c.Ground, Achievement: c.Achievement, Vote: c.Vote, Facts: facts, Track: c.Track, Illustrative: c.Illustrative})
	})
}

// reasoned is a candidacy with the reason of a step; explained is one with a reason that has to be given.
type (
	reasoned struct {
		candidacyFlags
		Reason string `help:"cli.flag.why" placeholder:"TEXT"`
	}
	explained struct {
		candidacyFlags
		Reason string `help:"cli.flag.why" required:"" placeholder:"TEXT"`
	}
)

type (
	// AwardCheckCmd records that a unit is eligible.
	AwardCheckCmd struct{ reasoned }
	// AwardReturnCmd gives a proposal back for supplement.
	AwardReturnCmd struct{ explained }
	// AwardAcceptCmd submits a proposal to the authority (trình).
	AwardAcceptCmd struct{ reasoned }
	// AwardWithdrawCmd takes a proposal back that nobody decided.
	AwardWithdrawCmd struct{ explained }
	// AwardUndoCmd is the recorded step back.
	AwardUndoCmd struct{ explained }
)

// Run records it, or says which conditions fail.
func (c *AwardCheckCmd) Run(a *verb.App) error {
	return step(a, c.reasoned, awardsroom.Room.CheckProposal)
}

func (c *AwardReturnCmd) Run(a *verb.App) error {
	return step(a, reasoned(c.explained), awardsroom.Room.ReturnProposal)
}

func (c *AwardAcceptCmd) Run(a *verb.App) error {
	return step(a, c.reasoned, awardsroom.Room.AcceptProposal)
}

func (c *AwardWithdrawCmd) Run(a *verb.App) error {
	return step(a, reasoned(c.explained), awardsroom.Room.WithdrawProposal)
}

func (c *AwardUndoCmd) Run(a *verb.App) error {
	return step(a, reasoned(c.explained), awardsroom.Room.UndoProposal)
}

func step(a *verb.App, c reasoned, do func(awardsroom.Room, awardsroom.Candidacy, string) error) error {
	return propose(a, c.candidacyFlags, func(d *desk.Desk, about awardsroom.Candidacy) error {
		return do(awardsroom.At(d.Workspace), about, c.Reason)
	})
}

// AwardVoteCmd records that the conference agreed.
type AwardVoteCmd struct {
	candidacyFlags
	Vote       string `help:"cli.flag.vote-code" placeholder:"V" xor:"how"`
	Conference string `help:"cli.flag.agreed-at" placeholder:"KIND" xor:"how"`
	Reason     string `help:"cli.flag.why" placeholder:"TEXT"`
}

func (c *AwardVoteCmd) Run(a *verb.App) error {
	return propose(a, c.candidacyFlags, func(d *desk.Desk, about awardsroom.Candidacy) error {
		if c.Conference != "" {
			return awardsroom.At(d.Workspace).AgreeProposal(about, c.Conference, c.Reason)
		}
		return awardsroom.At(d.Workspace).VoteProposal(about, c.Vote, c.Reason)
	})
}

// AwardOtherwiseCmd proposes the next form of a chain after the first was not granted.
type AwardOtherwiseCmd struct {
	candidacyFlags
	Track  string `help:"cli.flag.track" placeholder:"T"`
	Reason string `help:"cli.flag.why" placeholder:"TEXT"`
}

func (c *AwardOtherwiseCmd) Run(a *verb.App) error {
	return a.With(func(d *desk.Desk) error {
		about, err := c.candidacy(d)
		if err != nil {
			return err
		}
		if about, err = awardsroom.At(d.Workspace).ProposeOtherwise(about, c.Track, c.Reason); err != nil {
			return err
		}
		return showProposal(a, d, about)
	})
}

// AwardSendCmd sends a dossier: the cluster proposes.
type AwardSendCmd struct {
	candidacyFlags
	Date   string `help:"cli.flag.sent" placeholder:"D"`
	Reason string `help:"cli.flag.why" placeholder:"TEXT"`
}

func (c *AwardSendCmd) Run(a *verb.App) error {
	return propose(a, c.candidacyFlags, func(d *desk.Desk, about awardsroom.Candidacy) error {
		return awardsroom.At(d.Workspace).SendProposal(about, c.Date, c.Reason)
	})
}

// AwardDecideCmd is the authority's decision to give the award.
type AwardDecideCmd struct {
	candidacyFlags
	decisionFlags
}

func (c *AwardDecideCmd) Run(a *verb.App) error {
	return decide(a, c.candidacyFlags, c.decisionFlags, awardsroom.Room.DecideProposal)
}

// AwardRejectCmd is the refusal of an award.
type AwardRejectCmd struct {
	candidacyFlags
	decisionFlags
}

func (c *AwardRejectCmd) Run(a *verb.App) error {
	return decide(a, c.candidacyFlags, c.decisionFlags, awardsroom.Room.RejectProposal)
}

// AwardRevokeCmd takes a decided award back.
type AwardRevokeCmd struct {
	candidacyFlags
	decisionFlags
}

func (c *AwardRevokeCmd) Run(a *verb.App) error {
	return decide(a, c.candidacyFlags, c.decisionFlags, awardsroom.Room.RevokeProposal)
}

func decide(a *verb.App, c candidacyFlags, f decisionFlags, do func(awardsroom.Room, awardsroom.Candidacy, emulation.AwardDecision) error) error {
	return propose(a, c, func(d *desk.Desk, about awardsroom.Candidacy) error {
		decision, err := f.decision(d)
		if err != nil {
			return err
		}
		return do(awardsroom.At(d.Workspace), about, decision)
	})
}
