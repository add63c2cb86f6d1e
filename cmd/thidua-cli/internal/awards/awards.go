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
		form, err := awardsroom.At(d.Workspace).FindForm(c.Form)
		if err != nil {
			return err
		}
		list, err := awardsroom.At(d.Workspace).Proposals("")
		if err != nil {
			return err
		}
		for i := range list {
			if p := &list[i]; p.Unit.ID == about.Unit && p.Form.ID == form.ID {
				return a.Show(proposalOf(a, p), func(w io.Writer) { fmt.Fprintln(w, phrase.Render(a.Lang, p.Told)) })
			}
		}
		return nil
	})
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

type proposalJSON struct {
	Season       string            `json:"season"`
	Unit         string            `json:"unit"`
	Form         string            `json:"form"`
	FormName     string            `json:"form_name"`
	Step         string            `json:"step"`
	Told         string            `json:"told"`
	Rank         int               `json:"rank,omitempty"`
	Achievement  string            `json:"achievement"`
	Grounds      []string          `json:"grounds"`
	Facts        map[string]string `json:"facts,omitempty"`
	Vote         string            `json:"vote,omitempty"`
	Sent         legal.Date        `json:"sent,omitempty"`
	Papers       any               `json:"papers"`
	Missing      []string          `json:"missing"`
	Decision     *decisionJSON     `json:"decision,omitempty"`
	Revocation   *decisionJSON     `json:"revocation,omitempty"`
	Next         []nextJSON        `json:"next"`
	Illustrative bool              `json:"illustrative"`
	Conflict     bool              `json:"conflict"`
}

type (
	decisionJSON struct {
		Number   string `json:"number"`
		Date     string `json:"date"`
		Issuer   string `json:"issuer,omitempty"`
		Reason   string `json:"reason,omitempty"`
		OnBehalf bool   `json:"on_behalf"`
	}
	nextJSON struct {
		Step string   `json:"step"`
		By   []string `json:"by"`
		Mine bool     `json:"mine"`
		Back bool     `json:"back"`
	}
)

func proposalOf(a *verb.App, p *awardsroom.Proposal) proposalJSON {
	out := proposalJSON{Season: p.Season.Label, Unit: p.Unit.Code, Form: p.Form.ID, FormName: p.FormName, Step: string(p.Step), Told: phrase.Render(a.Lang, p.Told),
		Rank: p.Rank, Achievement: p.Achievement, Grounds: append([]string{}, p.Grounds...), Facts: p.Facts, Sent: p.Sent, Papers: papers(a, p.Dossier), Missing: []string{},
		Decision: decided(p.Decision), Revocation: decided(p.Revocation), Next: []nextJSON{}, Illustrative: p.Illustrative, Conflict: p.Conflict}
	if p.Vote != nil {
		out.Vote = p.Vote.Code
	}
	for _, m := range p.Dossier.Missing {
		out.Missing = append(out.Missing, m.ID)
	}
	for _, n := range p.Next {
		out.Next = append(out.Next, nextJSON{string(n.To), n.By.Names(), n.Mine, n.Back})
	}
	return out
}

func decided(d *emulation.AwardDecision) *decisionJSON {
	if d == nil {
		return nil
	}
	return &decisionJSON{d.Number, d.Date, d.Issuer, d.Reason, d.OnBehalf != nil}
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
