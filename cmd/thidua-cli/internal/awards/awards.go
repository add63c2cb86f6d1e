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
)

// AwardCmd is about awards, from who may get them to the decision.
type AwardCmd struct {
	Forms    AwardFormsCmd    `cmd:"" help:"cli.award.forms"`
	Form     AwardFormCmd     `cmd:"" help:"cli.award.form-cmd"`
	Deciding AwardDecidingCmd `cmd:"" help:"cli.award.deciding"`
	Eligible AwardEligibleCmd `cmd:"" help:"cli.award.eligible"`
	Plan     AwardPlanCmd     `cmd:"" help:"cli.award.plan"`
	List     AwardListCmd     `cmd:"" help:"cli.award.list"`
	Propose  AwardProposeCmd  `cmd:"" help:"cli.award.propose"`
	Check    AwardCheckCmd    `cmd:"" help:"cli.award.check"`
	Vote     AwardVoteCmd     `cmd:"" help:"cli.award.vote"`
	Dossier  AwardDossierCmd  `cmd:"" help:"cli.award.dossier"`
	Send     AwardSendCmd     `cmd:"" help:"cli.award.send"`
	Return   AwardReturnCmd   `cmd:"" help:"cli.award.return"`
	Accept   AwardAcceptCmd   `cmd:"" help:"cli.award.accept"`
	Decide   AwardDecideCmd   `cmd:"" help:"cli.award.decide"`
	Reject   AwardRejectCmd   `cmd:"" help:"cli.award.reject"`
	Revoke   AwardRevokeCmd   `cmd:"" help:"cli.award.revoke"`
	Withdraw AwardWithdrawCmd `cmd:"" help:"cli.award.withdraw"`
	Undo     AwardUndoCmd     `cmd:"" help:"cli.award.undo"`

	Otherwise AwardOtherwiseCmd `cmd:"" help:"cli.award.otherwise"`
}

// candidacyFlags name a unit and the award form it is proposed for.
type candidacyFlags struct {
	Unit string `help:"cli.flag.unit" required:"" placeholder:"U"`
	Form string `help:"cli.flag.form" required:"" placeholder:"F"`
}

func (c candidacyFlags) candidacy(d *desk.Desk) (awardsroom.Candidacy, error) {
	u, err := d.Workspace.FindUnit(c.Unit)
	return awardsroom.Candidacy{Unit: u.ID, Form: c.Form}, err
}

// propose does something with a candidacy, and says where its proposal stands then.
func propose(a *verb.App, c candidacyFlags, do func(d *desk.Desk, about awardsroom.Candidacy) error) error {
	return a.With(func(d *desk.Desk) error {
		about, err := c.candidacy(d)
		if err != nil {
			return err
		}
		if err := do(d, about); err != nil {
			return err
		}
		return showProposal(a, d, about)
	})
}

// showProposal says where a proposal stands.
func showProposal(a *verb.App, d *desk.Desk, about awardsroom.Candidacy) error {
	form, err := awardsroom.At(d.Workspace).FindForm(about.Form)
	if err != nil {
		return err
	}
	list, err := awardsroom.At(d.Workspace).Proposals("")
	if err != nil {
		return err
	}
	for i := range list {
		if p := &list[i]; p.Unit.ID == about.Unit && p.Form.ID == form.ID {
			return a.Show(proposalOf(a, p), func(w io.Writer) {
				fmt.Fprintln(w, phrase.Render(a.Lang, p.Told))
				for _, m := range p.Chosen {
					fmt.Fprintln(w, "  "+phrase.Render(a.Lang, m))
				}
			})
		}
	}
	return nil
}

// decisionFlags are the authority's word; the paper and its signer where somebody records it for the authority.
type decisionFlags struct {
	Number string `help:"cli.flag.decision-number" placeholder:"N"`
	Date   string `help:"cli.flag.decision-date" placeholder:"D"`
	Issuer string `help:"cli.flag.decision-issuer" placeholder:"TEXT"`
	Reason string `help:"cli.flag.why" placeholder:"TEXT"`
	Paper  string `help:"cli.flag.decision-paper" type:"existingfile" placeholder:"FILE"`
	Signer string `help:"cli.flag.decision-signer" placeholder:"TEXT"`
}

func (c decisionFlags) decision(d *desk.Desk) (emulation.AwardDecision, error) {
	out := emulation.AwardDecision{Number: c.Number, Date: c.Date, Issuer: c.Issuer, Reason: c.Reason}
	if c.Paper == "" {
		return out, nil
	}
	file, err := verb.Attach(d, c.Paper)
	out.OnBehalf = &emulation.OnBehalf{Signer: c.Signer, Paper: file}
	return out, err
}

// proposalOf is a proposal in JSON.
func proposalOf(a *verb.App, p *awardsroom.Proposal) verb.Object {
	vote, track := "", ""
	if p.Vote != nil {
		vote = p.Vote.Code
	}
	if p.Track != nil {
		track = p.Track.Code
	}
	return verb.Object{"season", p.Season.Label, "unit", p.Unit.Code, "form", p.Form.ID, "form_name", p.FormName, "step", p.Step, "told", phrase.Render(a.Lang, p.Told),
		"rank,omitempty", p.Rank, "achievement", p.Achievement, "grounds", verb.Strings(p.Grounds), "facts,omitempty", p.Facts, "vote,omitempty", vote,
		"chosen,omitempty", emulation.Map(p.Chosen, func(m emulation.Message) string { return phrase.Render(a.Lang, m) }),
		"track,omitempty", track, "instead,omitempty", p.Instead, "chain", emulation.Map(p.Chain, func(f legal.Form) string { return f.ID }), "agreed,omitempty", p.Agreed,
		"sent,omitempty", p.Sent, "papers", papers(a, p.Dossier),
		"missing", emulation.Map(p.Dossier.Missing, func(m legal.Paper) string { return m.ID }),
		"decision,omitempty", decided(p.Decision), "revocation,omitempty", decided(p.Revocation),
		"next", emulation.Map(p.Next, func(n awardsroom.NextStep) verb.Object {
			return verb.Object{"step", n.To, "by", n.By.Names(), "mine", n.Mine, "back", n.Back}
		}),
		"illustrative", p.Illustrative, "conflict", p.Conflict}
}

func decided(d *emulation.AwardDecision) verb.Object {
	if d == nil {
		return nil
	}
	return verb.Object{"number", d.Number, "date", d.Date, "issuer,omitempty", d.Issuer, "reason,omitempty", d.Reason, "on_behalf", d.OnBehalf != nil}
}

// nextSteps names those who steps forward this desk may take.
func nextSteps(a *verb.App, p *awardsroom.Proposal) string {
	var list []string
	for _, n := range p.Next {
		if n.Mine && !n.Back {
			list = append(list, a.Say("proposal.step."+string(n.To)))
		}
	}
	return strings.Join(list, ", ")
}
