package awards

import (
	"cmp"
	"slices"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// ProposalWords is what a unit is proposed for, and why.
type ProposalWords struct {
	Grounds      []string
	Achievement  string // "" = the season's work
	Vote         string // code of the vote, where one is named already
	Facts        map[string]string
	Track        string // of the form's tracks, where the regulation has some
	Illustrative bool
}

// Propose begins the proposal of a unit for an award form, or words one again that is being drafted or was returned. A second one for the
// same achievement is refused.
func (room Room) Propose(c Candidacy, words ProposalWords) error {
	w, done := room.desk.Edit()
	defer done()
	p, err := w.proposal(c)
	if err != nil {
		return err
	}
	info, err := words.value(p)
	if err != nil {
		return err
	}
	return w.begins(p, info)
}

// begins words a proposal, and begins it where nobody did.
func (w Edit) begins(p *proposalFile, info emulation.ProposalInfo) error {
	var ops []changeset.Operation
	switch p.step {
	case "", emulation.ProposalWithdrawn:
		if err := offered(p.form); err != nil {
			return err
		}
		if err := w.mayStep(p, emulation.ProposalDraft); err != nil {
			return err
		}
		ops = append(ops, writes(p, record.Proposal.Step, emulation.ProposalDraft))
		if p.step != "" {
			ops = append(ops, writes(p, record.Proposal.Reason, emulation.StepReason{To: string(emulation.ProposalDraft), Reason: p.why(emulation.ProposalWithdrawn)}))
		}
	case emulation.ProposalDraft, emulation.ProposalReturned:
	default:
		return emulation.Errorf(emulation.Forbidden, "proposal.worded", "step", ProposalStep(p.step))
	}
	p.info = info
	if err := cmp.Or(w.ranks(p), w.once(p, "", true), w.placed(p, true), w.tracked(p)); err != nil {
		return err
	}
	_, err := w.Write(p.scope(), "propose", append(ops, writes(p, record.Proposal.Info, p.info))...)
	return err
}

// value normalises what was typed.
func (x ProposalWords) value(p *proposalFile) (emulation.ProposalInfo, error) {
	info := emulation.ProposalInfo{FormName: p.form.Printed(), Achievement: book.Clean(x.Achievement), Vote: book.Clean(x.Vote), Track: book.Clean(x.Track),
		Instead: p.info.Instead, Agreed: p.info.Agreed, Illustrative: x.Illustrative || p.season.Info.Illustrative}
	for _, g := range x.Grounds {
		if g = book.Clean(g); g != "" {
			info.Grounds = append(info.Grounds, g)
		}
	}
	if info.Vote != "" {
		info.Agreed = ""
	}
	info.Achievement = cmp.Or(info.Achievement, p.season.Info.Name)
	for name, text := range x.Facts {
		if text = book.Clean(text); text == "" {
			continue
		}
		if legal.KindOf(name) != "" && !slices.Contains(confirmable, name) {
			return info, emulation.Errorf(emulation.Invalid, "proposal.fact-recorded", "fact", emulation.Say("legal.fact."+name))
		}
		if info.Facts == nil {
			info.Facts = emulation.Fields{}
		}
		info.Facts[name] = text
	}
	_, err := legal.ParseFacts(info.Facts)
	return info, err
}

// once refuses a proposal beside another one of the unit for the same achievement. A law whose text was not verified bars nobody who
// is excused: by a reason, or because nothing is proposed yet.
func (w View) once(p *proposalFile, asked legal.Date, excused bool) error {
	all, err := w.sameAchievement(p)
	if err != nil || len(all) == 0 {
		return err
	}
	for _, o := range all {
		chained, err := w.chained(p, o)
		if err != nil {
			return err
		}
		if chained {
			return emulation.Errorf(emulation.Conflict, "proposal.twice-chain", "unit", p.unit.Name, "first", o.form.Name, "award", p.form.Name, "step", ProposalStep(o.step))
		}
	}
	twin := all[0]
	law, err := w.Law()
	if err != nil {
		return err
	}
	day, _, err := w.lawDay(p, asked)
	if err != nil {
		return err
	}
	cite, binds := emulation.Say("award.no-cite"), false
	for _, f := range law.For(day).Check(p.form.Law(), nil).Findings {
		if f.Condition.Fact == legal.FactSameAchievement {
			cite, binds = f.Cite(), f.Verified()
		}
	}
	if !binds && excused {
		return nil
	}
	code, key := emulation.Conflict, "proposal.twice"
	if !binds {
		code, key = emulation.Invalid, "proposal.twice-advice"
	}
	return emulation.Errorf(code, key, "unit", p.unit.Name, "achievement", p.achievement(), "award", twin.form.Name,
		"season", twin.season.Label, "step", ProposalStep(twin.step), "cite", cite)
}

// chained reports whether two proposals of a unit are for forms of one chain, of which one is given where the other is not.
func (w View) chained(a, b *proposalFile) (bool, error) {
	if a.season.ID != b.season.ID {
		return false, nil
	}
	for _, way := range [][2]*proposalFile{{a, b}, {b, a}} {
		chain, err := w.Chain(a.season, way[0].form)
		if err != nil || legal.Among(chain[1:], way[1].form.ID) {
			return err == nil, err
		}
	}
	return false, nil
}

// mayStep refuses a step that does not exist, that others take, or for which the season has not come far enough.
func (w View) mayStep(p *proposalFile, to emulation.ProposalStep) error {
	move := emulation.StepProposal(p.step, to)
	if move.By == 0 {
		return emulation.Errorf(emulation.Forbidden, "proposal.step-impossible", "from", ProposalStep(p.step), "to", ProposalStep(to), "next", nextSteps(p.step))
	}
	a, err := w.Actors(p.season, emulation.ID{})
	if err != nil {
		return err
	}
	if a&move.By == 0 {
		return book.NotMine(move.By)
	}
	if record.Proposal.Step.Right.Open(p.season.Step) < 0 {
		return emulation.Errorf(emulation.Forbidden, "proposal.early", "step", emulation.Say("season."+string(p.season.Step)))
	}
	return nil
}

// nextSteps says which steps forward there are, and who takes them.
func nextSteps(from emulation.ProposalStep) []emulation.Message {
	var list []emulation.Message
	for _, to := range emulation.ProposalSteps {
		if m := emulation.StepProposal(from, to); m.By != 0 && !m.Back {
			list = append(list, emulation.Say("proposal.next", "step", ProposalStep(to), "who", m.By.Message()))
		}
	}
	if list == nil {
		list = append(list, emulation.Say("proposal.next-none"))
	}
	return list
}

// step takes a proposal to a step that it may take, with its reason where there is one, and other fields in the same change.
func (w Edit) step(p *proposalFile, to emulation.ProposalStep, reason string, others ...changeset.Operation) error {
	if reason = book.Clean(reason); reason == "" && emulation.StepProposal(p.step, to).Reason {
		return emulation.Errorf(emulation.Invalid, "proposal.reason-needed", "step", ProposalStep(to))
	}
	ops := append([]changeset.Operation{writes(p, record.Proposal.Step, to)}, others...)
	if reason != "" {
		ops = append(ops, writes(p, record.Proposal.Reason, emulation.StepReason{To: string(to), Reason: reason}))
	}
	_, err := w.Write(p.scope(), string(to), ops...)
	return err
}

// toStep is a proposal that may be taken to a step.
func (w View) toStep(c Candidacy, to emulation.ProposalStep) (*proposalFile, error) {
	p, err := w.begun(c)
	if err != nil {
		return nil, err
	}
	if p.conflict {
		return nil, emulation.Errorf(emulation.Conflict, "proposal.conflict", "unit", p.unit.Name, "award", p.form.Name)
	}
	return p, w.mayStep(p, to)
}

// take lets a command take a proposal to a step.
func (room Room) take(c Candidacy, to emulation.ProposalStep, step func(w Edit, p *proposalFile) error) error {
	w, done := room.desk.Edit()
	defer done()
	p, err := w.toStep(c, to)
	if err != nil {
		return err
	}
	return step(w, p)
}

// CheckProposal records that the unit is eligible. Conditions that fail stop it; those nobody knows need a reason.
func (room Room) CheckProposal(c Candidacy, reason string) error {
	return room.take(c, emulation.ProposalChecked, func(w Edit, p *proposalFile) error { return w.checks(p, reason) })
}

func (w Edit) checks(p *proposalFile, reason string) error {
	if err := w.eligible(p, "", reason); err != nil {
		return err
	}
	return w.step(p, emulation.ProposalChecked, reason)
}

// eligible refuses a unit that is not eligible by the law of a day. A text that was not verified is advice: a unit that misses it is proposed with a
// reason, as one of which too little is known.
func (w View) eligible(p *proposalFile, day legal.Date, reason string) error {
	excused := book.Clean(reason) != "" || p.why(emulation.ProposalChecked) != ""
	if err := cmp.Or(w.once(p, day, excused), w.placed(p, excused)); err != nil {
		return err
	}
	e, err := w.eligibility(p, day, nil)
	if err != nil {
		return err
	}
	told := func(findings []legal.Finding) []emulation.Message {
		return emulation.Map(findings, func(f legal.Finding) emulation.Message {
			return emulation.Say("proposal.finding", "finding", f.Message(), "cite", f.Cite())
		})
	}
	if bars := e.Verdict.Bars(); len(bars) > 0 {
		return emulation.Errorf(emulation.Forbidden, "proposal.not-eligible", "unit", p.unit.Name, "award", p.form.Name, "conditions", told(bars))
	}
	if e.Verdict.Answer == legal.Met || excused {
		return nil
	}
	if e.Verdict.Answer == legal.NotMet {
		missed := emulation.Where(e.Verdict.Findings, func(f legal.Finding) bool { return f.Answer == legal.NotMet && !e.Verdict.Settled(f) })
		return emulation.Errorf(emulation.Invalid, "proposal.not-verified", "unit", p.unit.Name, "award", p.form.Name, "conditions", told(missed))
	}
	return emulation.Errorf(emulation.Invalid, "proposal.unknown", "verdict", e.Message())
}

// VoteProposal records that the conference agreed: by the vote that is named, or openly, as the reason tells.
func (room Room) VoteProposal(c Candidacy, vote, reason string) error {
	return room.agree(c, vote, "", reason)
}

// AgreeProposal records that a conference of a kind ("" = the closing one) agreed openly, and how.
func (room Room) AgreeProposal(c Candidacy, conference, how string) error {
	return room.agree(c, "", conference, how)
}

func (room Room) agree(c Candidacy, vote, conference, reason string) error {
	return room.take(c, emulation.ProposalVoted, func(w Edit, p *proposalFile) error {
		before := p.info
		p.info.Vote = cmp.Or(book.Clean(vote), p.info.Vote)
		if err := w.voted(p, reason); err != nil {
			return err
		}
		var err error
		if p.info.Agreed, err = w.agreedAt(p, conference); err != nil {
			return err
		}
		if p.info.Vote == before.Vote && p.info.Agreed == before.Agreed {
			return w.step(p, emulation.ProposalVoted, reason)
		}
		return w.step(p, emulation.ProposalVoted, reason, writes(p, record.Proposal.Info, p.info))
	})
}

// SendProposal sends the dossier on a day ("" = today): the cluster proposes. The law of that day counts; the quota is not exceeded, and
// missing papers need a reason. A proposal that was returned keeps its day unless another is named.
func (room Room) SendProposal(c Candidacy, date, reason string) error {
	return room.take(c, emulation.ProposalProposed, func(w Edit, p *proposalFile) error { return w.sends(p, date, reason) })
}

func (w Edit) sends(p *proposalFile, date, reason string) error {
	day, err := book.TypedDay(date)
	if err != nil {
		return err
	}
	if day == "" {
		day = cmp.Or(p.sent, w.Today())
	}
	if day > w.Today() {
		return emulation.Errorf(emulation.Invalid, "proposal.sent-later", "day", day)
	}
	if err := cmp.Or(w.eligible(p, day, reason), w.tracked(p), w.voted(p, reason), w.room(p, day, reason)); err != nil {
		return err
	}
	d, err := w.dossier(p, day)
	if err != nil {
		return err
	}
	if len(d.Missing) > 0 && book.Clean(reason) == "" {
		return emulation.Errorf(emulation.Invalid, "proposal.papers-missing", "papers", d.Lacking(), "cite", d.Rule.Article.Cite)
	}
	return w.step(p, emulation.ProposalProposed, reason, writes(p, record.Proposal.Sent, string(day)))
}

// room refuses a proposal beyond the quota, and one that would decide a tie at its border, or pass over a unit with a better rank, without a
// vote or a reason.
func (w View) room(p *proposalFile, day legal.Date, reason string) error {
	if err := w.trackOpen(p); err != nil {
		return err
	}
	q, err := w.quota(p.season, p.form, day)
	if err != nil || !q.known {
		return err
	}
	used, err := w.used(p.season, p.form, p.unit.ID, day)
	if err != nil {
		return err
	}
	if used >= q.places && (q.binds || book.Clean(reason) == "") {
		code, key := emulation.Forbidden, "proposal.quota"
		if !q.binds {
			code, key = emulation.Invalid, "proposal.quota-advice"
		}
		return emulation.Errorf(code, key, "award", p.form.Name, "places", q.places, "used", used, "basis", q.basis)
	}
	plan, err := w.plan(p.season, p.form, day)
	if err != nil || p.info.Vote != "" || p.info.Agreed != "" || book.Clean(reason) != "" {
		return err
	}
	var ahead []book.Unit
	for _, c := range plan.Candidates {
		switch {
		case c.Unit.ID == p.unit.ID && c.Place == PlaceTied:
			return emulation.Errorf(emulation.Conflict, "proposal.tied", "award", p.form.Name, "units", book.Names(plan.Tied), "open", plan.Open)
		case c.Unit.ID == p.unit.ID && c.Place == PlaceBeyond && len(ahead) > 0:
			return emulation.Errorf(emulation.Conflict, "proposal.passed-over", "award", p.form.Name, "unit", p.unit.Name, "units", book.Names(ahead))
		case c.Place == PlaceWithin && !c.Step.Holds():
			ahead = append(ahead, c.Unit)
		}
	}
	return nil
}

// ReturnProposal gives a proposal back for supplement.
func (w Room) ReturnProposal(c Candidacy, reason string) error {
	return w.plainStep(c, emulation.ProposalReturned, reason)
}

// AcceptProposal is the standing office's: the proposal goes on to the authority (trình).
func (w Room) AcceptProposal(c Candidacy, reason string) error {
	return w.plainStep(c, emulation.ProposalAccepted, reason)
}

// WithdrawProposal takes a proposal back that nobody decided.
func (w Room) WithdrawProposal(c Candidacy, reason string) error {
	return w.plainStep(c, emulation.ProposalWithdrawn, reason)
}

func (room Room) plainStep(c Candidacy, to emulation.ProposalStep, reason string) error {
	return room.take(c, to, func(w Edit, p *proposalFile) error {
		if emulation.StepProposal(p.step, to).Back {
			return emulation.Errorf(emulation.Forbidden, "proposal.step-impossible", "from", ProposalStep(p.step), "to", ProposalStep(to), "next", nextSteps(p.step))
		}
		return w.step(p, to, reason)
	})
}

// UndoProposal is the recorded step back of a proposal's last step.
func (room Room) UndoProposal(c Candidacy, reason string) error {
	w, done := room.desk.Edit()
	defer done()
	p, err := w.begun(c)
	if err != nil {
		return err
	}
	for _, to := range emulation.ProposalSteps {
		if !emulation.StepProposal(p.step, to).Back {
			continue
		}
		if err := w.mayStep(p, to); err != nil {
			return err
		}
		if !p.step.Stands() { // the achievement may have been proposed for another award meanwhile
			if err := w.once(p, "", book.Clean(reason) != ""); err != nil {
				return err
			}
		}
		return w.step(p, to, reason)
	}
	return emulation.Errorf(emulation.Forbidden, "proposal.no-way-back", "step", ProposalStep(p.step))
}

// DecideProposal is the authority's decision to give the award. The standing office records it with the decision's paper.
func (w Room) DecideProposal(c Candidacy, d emulation.AwardDecision) error {
	return w.decide(c, emulation.ProposalDecided, d)
}

// RejectProposal is the authority's refusal, or the standing office's before the dossier reached the authority.
func (w Room) RejectProposal(c Candidacy, d emulation.AwardDecision) error {
	return w.decide(c, emulation.ProposalRejected, d)
}

// RevokeProposal takes a decided award back, whenever that is.
func (w Room) RevokeProposal(c Candidacy, d emulation.AwardDecision) error {
	return w.decide(c, emulation.ProposalRevoked, d)
}

func (room Room) decide(c Candidacy, to emulation.ProposalStep, d emulation.AwardDecision) error {
	return room.take(c, to, func(w Edit, p *proposalFile) error {
		d.Number, d.Issuer, d.Reason = book.Clean(d.Number), book.Clean(d.Issuer), book.Clean(d.Reason)
		day, err := book.TypedDay(d.Date)
		if err != nil {
			return err
		}
		d.Date = string(day)
		if to == emulation.ProposalRejected && d.Number == "" && d.OnBehalf == nil {
			return w.step(p, to, d.Reason)
		}
		switch {
		case d.Number == "" || day == "":
			return emulation.Errorf(emulation.Invalid, "proposal.decision-number", "step", ProposalStep(to))
		case day < p.sent:
			return emulation.Errorf(emulation.Invalid, "proposal.decision-early", "day", day, "sent", p.sent)
		case day > w.Today():
			return emulation.Errorf(emulation.Invalid, "proposal.decision-later", "day", day)
		}
		field := record.Proposal.Decision
		if to == emulation.ProposalRevoked {
			field = record.Proposal.Revocation
		}
		ops := []changeset.Operation{writes(p, field, d)}
		if d.OnBehalf != nil {
			ops = append(ops, w.Paper(p.unit.ID, d.OnBehalf.Paper))
		}
		return w.step(p, to, d.Reason, ops...)
	})
}
