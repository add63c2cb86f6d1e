package awards

import (
	"slices"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/sync/changeset"
	"thidua/workspace/book"
)

// proposalFile is a proposal as it is recorded, or the empty one that could become it.
type proposalFile struct {
	season   *book.Season
	unit     book.Unit
	form     legal.Form
	record   *changeset.Record // nil if nothing was written
	info     emulation.ProposalInfo
	step     emulation.ProposalStep
	sent     legal.Date
	conflict bool // two people worded it without seeing each other
}

func (p *proposalFile) scope() changeset.Scope { return p.season.Cluster.Scope() }

func (p *proposalFile) key() record.UnitForm {
	return record.UnitForm{Season: p.season.ID, Unit: p.unit.ID, Form: p.form.ID}
}

// achievement is what is to be awarded: the season's work, where nothing else was named.
func (p *proposalFile) achievement() string {
	if p.info.Achievement != "" {
		return p.info.Achievement
	}
	return p.season.Info.Name
}

// writes sets a field of a proposal in the knowledge of what stands there.
func writes[T any](p *proposalFile, field record.Field[record.UnitForm, T], value T) changeset.Operation {
	return field.Op(p.key(), value, changeset.IDs(field.Heads(p.record, changeset.Now))...)
}

// why is the reason last given for taking it to a step.
func (p *proposalFile) why(to emulation.ProposalStep) string {
	if p.record == nil {
		return ""
	}
	for _, v := range slices.Backward(record.Proposal.Reason.Versions(p.record)) {
		var r emulation.StepReason
		if changeset.Load(v.Value, &r) == nil && r.To == string(to) {
			return r.Reason
		}
	}
	return ""
}

// proposal reads the proposal of a candidacy; one that was not begun is empty.
func (w View) proposal(c Candidacy) (*proposalFile, error) {
	s, err := w.seasonOf(c.Season)
	if err != nil {
		return nil, err
	}
	form, err := w.AwardForm(c.Form)
	if err != nil {
		return nil, err
	}
	_, member, err := book.One(w.Store, w.Control, record.Membership, record.ClusterUnit{Cluster: s.Cluster.ID, Unit: c.Unit})
	if err != nil {
		return nil, err
	}
	if !member { // nor ever was
		return nil, emulation.Errorf(emulation.NotFound, "workspace.not-a-member", "cluster", s.Cluster.Info.Name)
	}
	u, err := w.Unit(c.Unit)
	if err != nil {
		return nil, err
	}
	return w.proposalOf(s, u, form)
}

func (w View) proposalOf(s *book.Season, u book.Unit, form legal.Form) (*proposalFile, error) {
	p := &proposalFile{season: s, unit: u, form: form}
	r, err := w.Store.Record(record.Proposal.Ref(p.scope(), p.key()))
	if err != nil {
		return nil, err
	}
	return p, p.read(r)
}

func (p *proposalFile) read(r *changeset.Record) error {
	p.record = r
	if r == nil {
		return nil
	}
	if _, err := record.Proposal.Info.Into(r, changeset.Now, &p.info); err != nil {
		return err
	}
	if _, err := record.Proposal.Step.Into(r, changeset.Now, &p.step); err != nil {
		return err
	}
	if _, err := record.Proposal.Sent.Into(r, changeset.Now, &p.sent); err != nil {
		return err
	}
	p.conflict = changeset.Conflict(record.Proposal.Info.Heads(r, changeset.Now))
	return nil
}

// eachProposal visits the proposals of a season. One for an award form this program does not know keeps its id as its name.
func (w View) eachProposal(s *book.Season, fn func(*proposalFile) error) error {
	law, err := w.Law()
	if err != nil {
		return err
	}
	return w.Store.EachRecord(s.Cluster.Scope(), record.Proposal.Kind, s.ID, func(_ changeset.Ref, r *changeset.Record) error {
		p, key := &proposalFile{season: s}, record.Proposal.Read(r.Key)
		var ok bool
		if p.form, ok = law.Forms.ByID(key.Form); !ok {
			p.form = legal.Form{ID: key.Form, Name: key.Form}
		}
		if p.unit, err = w.Unit(key.Unit); err != nil {
			return err
		}
		if err := p.read(r); err != nil || p.step == "" {
			return err
		}
		return fn(p)
	})
}

// ProposalStep is a step of a proposal in words.
func ProposalStep(step emulation.ProposalStep) emulation.Message {
	if step == "" {
		return emulation.Say("proposal.step.none")
	}
	return emulation.Say("proposal.step." + string(step))
}
