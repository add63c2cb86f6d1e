package awards

import (
	"cmp"
	"slices"
	"strings"

	"thidua/emulation"
	"thidua/emulation/ballot"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/vietnamese"
	"thidua/workspace/book"
	"thidua/workspace/conference"
	"thidua/workspace/sheet"
)

// Proposal (đề nghị khen thưởng) is a proposal with everything a screen and its papers need.
type Proposal struct {
	Season      *book.Season
	Unit        book.Unit
	Form        legal.Form
	FormName    string        // as it was written
	Chain       []legal.Form  // the form, and those the unit is proposed for where it is not granted
	Instead     string        // the name of the form it stands in for, which was not granted
	Track       *ballot.Track // of the award's tracks; nil where it has none
	Agreed      string        // the kind of conference that agreed openly
	AgreedOn    string        // its day
	Step        emulation.ProposalStep
	Grounds     []string
	Achievement string
	Rank        int
	Facts       map[string]string   // what those who propose confirmed
	Vote        *ProposalVote       // nil if none is named
	Chosen      []emulation.Message // which Councils above the clusters chose the unit for the form, with their votes
	Reasons     []StepWhy           // every reason given, in order
	Sent        legal.Date
	Dossier     *Dossier
	Decision    *emulation.AwardDecision
	Revocation  *emulation.AwardDecision
	Next        []NextStep
	Told        emulation.Message // where it stands, in one sentence: đề nghị, trình, quyết định

	Illustrative bool
	Conflict     bool // two people worded it without seeing each other
}

// WhyReturned is the reason a proposal came back for; "" if it did not.
func (p *Proposal) WhyReturned() string {
	reason := ""
	for _, r := range p.Reasons {
		if r.To == string(emulation.ProposalReturned) {
			reason = r.Reason
		}
	}
	return reason
}

// StepWhy is a reason that was given for a step.
type StepWhy struct {
	emulation.StepReason
	Author string
}

// NextStep is a step a proposal may take.
type NextStep struct {
	To     emulation.ProposalStep
	By     emulation.Actors
	Mine   bool // this desk may
	Reason bool // needs one
	Back   bool // undoes the last step
}

// Candidacy names the proposal for the commands.
func (p *Proposal) Candidacy() Candidacy {
	return Candidacy{p.Season.Cluster.Code + "/" + p.Season.Label, p.Unit.ID, p.Form.ID}
}

// Open reports whether somebody still has to take a step.
func (p *Proposal) Open() bool { return p.Step.Open() }

// Proposals lists the proposals of a season ("" = the current one): by award form, the highest first, then by rank.
func (room Room) Proposals(season string) ([]Proposal, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.seasonOf(season)
	if err != nil {
		return nil, err
	}
	return w.Proposals(s)
}

// OfUnit lists the proposals of a unit in the current season and in those before it, of whatever cluster it was then a member.
func (room Room) OfUnit(unit emulation.ID) ([]Proposal, error) {
	w, done := room.desk.View()
	defer done()
	s, err := w.Season()
	if err != nil {
		return nil, err
	}
	seasons, err := w.Seasons()
	if err != nil {
		return nil, err
	}
	var list []Proposal
	for _, other := range seasons {
		if other.Label > s.Label {
			continue
		}
		if err := w.Complete(other); err != nil {
			return nil, err
		}
		all, err := w.Proposals(other)
		if err != nil {
			return nil, err
		}
		list = append(list, emulation.Where(all, func(p Proposal) bool { return p.Unit.ID == unit })...)
	}
	return list, nil
}

func (w View) Proposals(s *book.Season) ([]Proposal, error) {
	law, err := w.Law()
	if err != nil {
		return nil, err
	}
	actors, err := w.Actors(s, emulation.ID{})
	if err != nil {
		return nil, err
	}
	var list []Proposal
	err = w.eachProposal(s, func(p *proposalFile) error {
		v, err := w.viewProposal(p, actors)
		list = append(list, v)
		return err
	})
	forms := map[string]int{}
	for i, f := range law.Forms.All() {
		forms[f.ID] = i + 1
	}
	slices.SortStableFunc(list, func(a, b Proposal) int {
		return cmp.Or(cmp.Compare(forms[a.Form.ID], forms[b.Form.ID]), strings.Compare(a.Form.ID, b.Form.ID), cmp.Compare(rankOrder(a.Rank), rankOrder(b.Rank)),
			vietnamese.Collate(a.Unit.Name, b.Unit.Name))
	})
	return list, err
}

// rankOrder puts units without a rank last.
func rankOrder(rank int) int {
	if rank == 0 {
		return sheet.MaxCounted
	}
	return rank
}

func (w View) viewProposal(p *proposalFile, actors emulation.Actors) (Proposal, error) {
	v := Proposal{Season: p.season, Unit: p.unit, Form: p.form, FormName: p.info.FormName, Step: p.step, Grounds: p.info.Grounds, Achievement: p.achievement(),
		Rank: int(min(p.info.Rank, sheet.MaxCounted)), Facts: p.info.Facts, Sent: p.sent, Illustrative: p.info.Illustrative, Conflict: p.conflict}
	v.FormName = cmp.Or(v.FormName, p.form.Printed())
	if err := w.viewRegulation(p, &v); err != nil {
		return v, err
	}
	for field, to := range map[*record.AnyField]**emulation.AwardDecision{record.Proposal.Decision.AnyField: &v.Decision, record.Proposal.Revocation.AnyField: &v.Revocation} {
		d := new(emulation.AwardDecision)
		if ok, err := field.Into(p.record, changeset.Now, d); err != nil {
			return v, err
		} else if ok {
			*to = d
		}
	}
	for _, r := range record.Proposal.Reason.Versions(p.record) {
		var why StepWhy
		if err := changeset.Load(r.Value, &why.StepReason); err != nil {
			return v, err
		}
		var err error
		if why.Author, err = w.AuthorName(r.Author); err != nil {
			return v, err
		}
		v.Reasons = append(v.Reasons, why)
	}
	day, _, err := w.lawDay(p, "")
	if err != nil {
		return v, err
	}
	if v.Dossier, err = w.dossier(p, day); err != nil {
		return v, err
	}
	if p.info.Vote != "" {
		if v.Vote, err = w.votedOn(p.season, p.info.Vote, p.unit); emulation.CodeOf(err) == emulation.NotFound {
			v.Vote = &ProposalVote{Code: p.info.Vote}
		} else if err != nil {
			return v, err
		}
	}
	if v.Chosen, err = w.chosenBy(p); err != nil {
		return v, err
	}
	for _, to := range emulation.ProposalSteps {
		if m := emulation.StepProposal(p.step, to); m.By != 0 {
			v.Next = append(v.Next, NextStep{To: to, By: m.By, Mine: actors&m.By != 0, Reason: m.Reason, Back: m.Back})
		}
	}
	v.Told = v.tell()
	return v, nil
}

// viewRegulation adds what the cluster's regulation has to do with a proposal.
func (w View) viewRegulation(p *proposalFile, v *Proposal) (err error) {
	if v.Chain, err = w.Chain(p.season, p.form); err != nil {
		return err
	}
	if p.info.Instead != "" {
		v.Instead = w.AwardName(p.info.Instead)
	}
	if p.info.Track != "" {
		v.Track = &ballot.Track{Code: p.info.Track, Name: p.info.Track}
		if d, err := w.Deciding(p.season, p.form); err != nil {
			return err
		} else if d != nil {
			if t, known := d.Track(p.info.Track); known {
				v.Track = &t
			}
		}
	}
	if v.Agreed = p.info.Agreed; v.Agreed != "" {
		c, err := conference.Of(w.Book).Conference(p.season, v.Agreed)
		if err != nil {
			return err
		}
		v.AgreedOn = cmp.Or(c.Date, p.season.Info.Date)
	}
	return nil
}

// Award is what the unit is proposed for as it is written, with its track; see Named.
func (p *Proposal) Award() emulation.Message {
	m := emulation.Say("value.text", "text", p.FormName)
	if p.Track != nil {
		m = emulation.Say("award.in-track", "award", p.FormName, "track", p.Track.Name)
	}
	return p.chained(m)
}

// Named is the award as it is written: while nobody decided, with what the unit is proposed for where the first is not granted.
func (p *Proposal) Named() emulation.Message {
	return p.chained(emulation.Say("value.text", "text", p.FormName))
}

func (p *Proposal) chained(first emulation.Message) emulation.Message {
	if p.Open() && len(p.Chain) > 1 {
		return emulation.Say("award.chain", "first", first, "rest", book.ChainName(p.Chain[1:]))
	}
	return first
}

// tell is where a proposal stands in a sentence, in the words of the body that took the step.
func (p *Proposal) tell() emulation.Message {
	pairs := []any{"unit", p.Unit.Name, "award", p.Award(), "cluster", p.Season.Cluster.Info.Name, "sent", p.Sent}
	d := p.Decision
	if p.Step == emulation.ProposalRevoked {
		d = p.Revocation
	}
	if d == nil {
		d = new(emulation.AwardDecision)
	}
	key := string(p.Step)
	if p.Step == emulation.ProposalRejected && d.Number == "" {
		key = "rejected-unnumbered"
	}
	return emulation.Say("proposal.told."+key, append(pairs, "number", d.Number, "date", legal.Date(d.Date), "issuer", p.issuer(d))...)
}

// issuer is who issued a decision: as it was recorded, or the level that decides the form.
func (p *Proposal) issuer(d *emulation.AwardDecision) any {
	if d.Issuer != "" {
		return d.Issuer
	}
	return p.Form.DecidedBy()
}
