package awards

import (
	"io"
	"path/filepath"
	"slices"
	"time"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/awards"
)

// take takes a step of a proposal, and asks first for what it needs: a reason, a vote, a day, a decision.
func (d *detail) take(a *about, n awards.NextStep) {
	s, key := d.screen, a.key()
	done := text.T("ui.awards.done." + string(n.To))
	ask := func(question string, do func(why string) error) {
		s.AskFor(question, text.T("ui.awards.reason"), text.T("ui.awards.do."+string(n.To)), func(why string) { s.act(done, func() error { return do(why) }) })
	}
	switch {
	case n.Back:
		s.AskFor(text.T("ui.awards.undo.why", "step", text.Capital(stepName(a.step()))), text.T("ui.awards.reason"), text.T("ui.awards.undo"), func(why string) {
			s.act(text.T("ui.awards.undone"), func() error { return s.room.UndoProposal(key, why) })
		})
	case n.To == emulation.ProposalDraft:
		d.word(a)
	case n.To == emulation.ProposalChecked && a.candidate.Eligibility.Verdict.Answer != legal.Met && len(a.candidate.Eligibility.Verdict.Bars()) == 0:
		ask(text.T("ui.awards.check.why."+string(a.candidate.Eligibility.Verdict.Answer)), func(why string) error { return s.room.CheckProposal(key, why) })
	case n.To == emulation.ProposalChecked:
		s.act(done, func() error { return s.room.CheckProposal(key, "") })
	case n.To == emulation.ProposalVoted:
		d.vote(a, done)
	case n.To == emulation.ProposalProposed:
		d.send(a, done)
	case n.To == emulation.ProposalReturned:
		ask(text.T("ui.awards.return.why"), func(why string) error { return s.room.ReturnProposal(key, why) })
	case n.To == emulation.ProposalWithdrawn:
		ask(text.T("ui.awards.withdraw.why"), func(why string) error { return s.room.WithdrawProposal(key, why) })
	case n.To == emulation.ProposalAccepted:
		s.Confirm(text.T("ui.awards.accept.sure", "award", a.plan.Form.Name, "unit", a.candidate.Unit.Name), text.T("ui.awards.do.accepted"), func() {
			s.act(done, func() error { return s.room.AcceptProposal(key, "") })
		})
	default:
		d.decide(a, n.To, done)
	}
}

// vote asks which vote of the conference passed the unit, or how the conference agreed without one.
func (d *detail) vote(a *about, done string) {
	s, key := d.screen, a.key()
	options := []string{text.T("ui.awards.vote.none")}
	codes := []string{""}
	chosen := options[0]
	for _, v := range a.r.votes {
		if v.On == ballot.OnAward+a.plan.Form.ID || v.On == ballot.OnAward+a.plan.Form.Law() {
			options, codes = append(options, v.Title), append(codes, v.Code)
			chosen = v.Title
		}
	}
	d.fill(text.T("ui.awards.do.voted"), text.T("ui.awards.vote.what"), []widgets.Field{
		{Name: text.T("ui.awards.vote"), Options: options, Value: chosen},
		{Name: text.T("ui.awards.vote.reason"), Hint: text.T("ui.awards.vote.reason.hint")},
	}, text.T("ui.awards.do.voted"), func(in []string) {
		code := ""
		for i, o := range options {
			if o == in[0] {
				code = codes[i]
			}
		}
		s.act(done, func() error { return s.room.VoteProposal(key, code, in[1]) })
	})
}

// send asks for the day the dossier is sent: the law of that day counts.
func (d *detail) send(a *about, done string) {
	s, key := d.screen, a.key()
	fields := []widgets.Field{
		{Name: text.T("ui.awards.send.date"), Value: text.Day(s.Now().Format(time.DateOnly)), Day: s.Now, Wide: 160},
		{Name: text.T("ui.awards.send.reason"), Hint: text.T("ui.awards.reason")},
	}
	d.fill(text.T("ui.awards.do.proposed"), text.T("ui.awards.send.what"), fields, text.T("ui.awards.do.proposed"), func(in []string) {
		s.act(done, func() error { return s.room.SendProposal(key, in[0], in[1]) })
	})
}

// The fields of a decision.
const (
	decisionNumber = iota
	decisionDate
	decisionIssuer
)

// decide asks for the decision: number, date and issuer; the standing office enters it from the paper, which it adds.
func (d *detail) decide(a *about, to emulation.ProposalStep, done string) {
	s, key := d.screen, a.key()
	office := slices.Contains(a.r.me.May, emulation.RoleOffice)
	paper, reason, signer := new(scan), -1, -1
	fields := []widgets.Field{
		{Name: text.T("ui.awards.decision.number"), Hint: text.T("ui.awards.decision.number.hint"), Wide: 190},
		{Name: text.T("ui.awards.decision.date"), Hint: text.T("ui.awards.date.hint"), Day: s.Now, Wide: 160},
		{Name: text.T("ui.awards.decision.issuer"), Hint: text.Say(a.plan.Form.DecidedBy())},
	}
	if to != emulation.ProposalDecided {
		reason = len(fields)
		fields = append(fields, widgets.Field{Name: text.T("ui.awards.decision.reason"), Hint: text.T("ui.awards.reason")})
	}
	if office {
		signer = len(fields)
		fields = append(fields, widgets.Field{Name: text.T("ui.awards.decision.signer"), Hint: text.T("ui.awards.decision.signer.hint")},
			widgets.Field{Name: text.T("ui.awards.decision.paper"), Hint: text.T("ui.awards.file"), Pick: d.pick(paper)})
	}
	note := text.T("ui.awards.decision.what." + string(to))
	d.fill(text.T("ui.awards.do."+string(to)), note, fields, text.T("ui.awards.do."+string(to)), func(in []string) {
		decision := emulation.AwardDecision{Number: in[decisionNumber], Date: in[decisionDate], Issuer: in[decisionIssuer]}
		if reason >= 0 {
			decision.Reason = in[reason]
		}
		s.act(done, func() error {
			if office && (paper.path != "" || paper.kept != nil || in[signer] != "") {
				e, err := s.attached(paper)
				if err != nil {
					return err
				}
				decision.OnBehalf = &emulation.OnBehalf{Signer: in[signer]}
				if e != nil {
					decision.OnBehalf.Paper = *e
				}
			}
			switch to {
			case emulation.ProposalDecided:
				return s.room.DecideProposal(key, decision)
			case emulation.ProposalRejected:
				return s.room.RejectProposal(key, decision)
			}
			return s.room.RevokeProposal(key, decision)
		})
	})
}

// scan is a file that was chosen for a form, and the evidence it was stored as.
type scan struct {
	path string
	kept *emulation.Evidence
}

// pick lets somebody choose a file for a form.
func (d *detail) pick(into *scan) func(set func(string)) {
	s := d.screen
	return func(set func(string)) {
		screen.PickFile(s.Host, "paper", "", nil, func(path string) {
			*into = scan{path: path}
			set(filepath.Base(path))
		}, s.Refused)
	}
}

// attached stores a file that was chosen, once, however often the form is tried; nil if none was. It is called away from the window.
func (s *Screen) attached(x *scan) (*emulation.Evidence, error) {
	if x.path == "" {
		return x.kept, nil
	}
	err := screen.WithFile(x.path, func(name string, r io.Reader) error {
		e, err := s.ws.Attach(name, r)
		if err == nil {
			x.path, x.kept = "", &e
		}
		return err
	})
	return x.kept, err
}
