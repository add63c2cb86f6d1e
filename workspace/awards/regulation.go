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
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// What the cluster's own regulation says of a proposal. It binds, for the cluster gave it to itself: a refusal names its line, and who can change it.

// regulation is how the cluster decides on a proposal's form; nil where its regulation says nothing.
func (w View) regulation(p *proposalFile) (*book.Decides, error) {
	d, err := w.Deciding(p.season, p.form)
	if err == nil && d != nil && d.Conflict {
		err = emulation.Errorf(emulation.Conflict, "deciding.conflict", "award", p.form.Name)
	}
	return d, err
}

// against is a refusal by a line of the regulation.
func (w View) against(p *proposalFile, d *book.Decides, code emulation.Code, key string, pairs ...any) error {
	return emulation.Errorf(code, key, append(pairs, "unit", p.unit.Name, "award", p.form.Name, "line", d.Line, "who", w.WhoDecides(p.season))...)
}

// placed refuses a unit that stands below the ranks the regulation names; where it leaves others free, a reason is enough.
func (w View) placed(p *proposalFile, excused bool) error {
	d, err := w.regulation(p)
	if err != nil || d == nil || d.Rank == 0 || p.info.Instead != "" {
		return err
	}
	if err := w.ranks(p); err != nil { // it may be another than when the proposal began
		return err
	}
	if p.info.Rank > 0 && p.info.Rank <= d.Rank || d.Free && excused {
		return nil
	}
	rank := emulation.Say("proposal.rank-is", "rank", p.info.Rank)
	if p.info.Rank == 0 {
		rank = emulation.Say("proposal.rank-none")
	}
	if d.Free {
		return w.against(p, d, emulation.Invalid, "proposal.rank-free", "is", rank, "ranks", d.Ranks())
	}
	return w.against(p, d, emulation.Forbidden, "proposal.rank-beyond", "is", rank, "ranks", d.Ranks())
}

// ranks takes the unit's rank into the proposal; one that is not ranked keeps what was written.
func (w View) ranks(p *proposalFile) error {
	r, err := w.placings(p.season)
	if err != nil {
		return err
	}
	if st := r.Standing(p.unit.ID); st != nil && st.Final != nil {
		p.info.Rank = uint64(st.Final.Rank)
	}
	return nil
}

// tracked refuses a proposal without a track where the award has several, and with one that it has not.
func (w View) tracked(p *proposalFile) error {
	d, err := w.regulation(p)
	if err != nil {
		return err
	}
	if d == nil || len(d.Tracks) == 0 {
		if p.info.Track != "" {
			return emulation.Errorf(emulation.Invalid, "proposal.no-tracks", "award", p.form.Name, "track", p.info.Track)
		}
		return nil
	}
	if _, known := d.Track(p.info.Track); !known {
		names := emulation.Map(d.Tracks, func(t ballot.Track) string { return t.Code + " (" + t.Name + ")" })
		return w.against(p, d, emulation.Invalid, "proposal.track", "tracks", strings.Join(names, ", "))
	}
	return nil
}

// trackOpen refuses a proposal in a track whose places are taken.
func (w View) trackOpen(p *proposalFile) error {
	d, err := w.regulation(p)
	if err != nil || d == nil || p.info.Track == "" {
		return err
	}
	t, _ := d.Track(p.info.Track)
	used, err := w.usedInTracks(p.season, p.form, p.unit.ID)
	if err == nil && uint64(used[t.Code]) >= t.Count {
		err = w.against(p, d, emulation.Forbidden, "proposal.track-full", "track", t.Name, "count", t.Count, "used", used[t.Code])
	}
	return err
}

// usedInTracks counts the places that proposals of a form hold in each track, all but one unit's.
func (w View) usedInTracks(s *book.Season, f legal.Form, but emulation.ID) (map[string]int, error) {
	used := map[string]int{}
	return used, w.eachProposal(s, func(p *proposalFile) error {
		if p.form.ID == f.ID && p.unit.ID != but && p.step.Holds() {
			used[p.info.Track]++
		}
		return nil
	})
}

// voted refuses a proposal that the cluster did not decide on as its regulation has it: without the vote the regulation wants, by a vote that did not
// pass the unit or was held otherwise; and one that nobody voted on without a word on how the conference agreed.
func (w View) voted(p *proposalFile, reason string) error {
	d, err := w.regulation(p)
	if err != nil {
		return err
	}
	if p.info.Vote != "" {
		v, err := w.votedOn(p.season, p.info.Vote, p.unit)
		if err != nil {
			return err
		}
		return w.agrees(v, p)
	}
	told := book.Clean(reason) != "" || p.why(emulation.ProposalVoted) != ""
	switch {
	case d == nil && told:
		return nil
	case d == nil:
		return emulation.Errorf(emulation.Invalid, "proposal.vote-reason", "award", p.form.Name)
	case d.How == ballot.ByBallot && p.info.Instead == "":
		return w.against(p, d, emulation.Invalid, "proposal.vote-needed", "rules", d.Rules.Message())
	case !told:
		return w.against(p, d, emulation.Invalid, "proposal.agreed-how")
	}
	return nil
}

// agreedAt is the kind of the conference that agreed openly on a proposal; it was held on a day. Where the regulation wants open agreement, "" is the
// closing one; where it says nothing, only a conference that was named is written down.
func (w View) agreedAt(p *proposalFile, named string) (string, error) {
	d, err := w.regulation(p)
	if err != nil {
		return "", err
	}
	switch {
	case p.info.Vote != "" && named != "":
		return "", emulation.Errorf(emulation.Invalid, "proposal.agreed-and-voted", "unit", p.unit.Name, "award", p.form.Name, "vote", p.info.Vote)
	case named != "" && !slices.Contains(conference.Conferences, named):
		return "", emulation.Errorf(emulation.Invalid, "conference.kind", "kind", named, "kinds", strings.Join(conference.Conferences, ", "))
	case p.info.Vote != "", named == "" && (d == nil || d.How != ballot.Agreed):
		return "", nil
	}
	kind := cmp.Or(named, emulation.ConferenceClosing)
	c, err := conference.Of(w.Book).Conference(p.season, kind)
	if err == nil && cmp.Or(c.Date, p.season.Info.Date) == "" {
		err = emulation.Errorf(emulation.Invalid, "proposal.agreed-when", "unit", p.unit.Name, "award", p.form.Name, "conference", emulation.Say("conference.kind."+kind))
	}
	return kind, err
}

// agrees refuses a vote that did not pass the unit, was on another award, or was held by other rules than the regulation has.
func (w View) agrees(v *ProposalVote, p *proposalFile) error {
	on, award := strings.CutPrefix(v.Vote.On, ballot.OnAward)
	form := p.form
	if award && on != p.form.ID {
		first, leads, err := w.leadsTo(p, on)
		if err != nil {
			return err
		}
		if leads {
			form = first
		} else if on != p.form.Law() {
			return emulation.Errorf(emulation.Invalid, "proposal.vote-other", "vote", v.Title(), "award", p.form.Name)
		}
	}
	if v.Vote.Conflict {
		return emulation.Errorf(emulation.Conflict, "proposal.vote-conflict", "vote", v.Title())
	}
	d, err := w.Deciding(p.season, form)
	if err != nil {
		return err
	}
	if d != nil && d.Rules != nil {
		if wrong := d.Against(v.Vote.Question.Rules); len(wrong) > 0 {
			return w.against(p, d, emulation.Forbidden, "proposal.vote-rules", "vote", v.Title(), "wrong", wrong)
		}
	}
	switch {
	case v.Line == nil || !v.Line.Counted:
		return emulation.Errorf(emulation.NotFound, "proposal.vote-not-counted", "vote", v.Title(), "unit", p.unit.Name)
	case !v.Passed && d != nil:
		return w.against(p, d, emulation.Forbidden, "proposal.vote-failed-line", "vote", v.Title(), "why", v.Line.Message)
	case !v.Passed:
		return emulation.Errorf(emulation.Forbidden, "proposal.vote-failed", "vote", v.Title(), "unit", p.unit.Name, "why", v.Line.Message)
	}
	return nil
}

// leadsTo reports whether a proposal stands in for the form with an id in its chain: what was voted for the one holds for the other.
func (w View) leadsTo(p *proposalFile, id string) (legal.Form, bool, error) {
	form, err := w.AwardForm(id)
	if p.info.Instead == "" || emulation.CodeOf(err) == emulation.NotFound {
		return form, false, nil
	}
	if err != nil {
		return form, false, err
	}
	chain, err := w.Chain(p.season, form)
	return form, legal.Among(chain, p.form.ID), err
}

// ProposeOtherwise proposes a unit for the next form of the chain its cluster's regulation has, after the first was not granted: with the grounds, the
// vote and the papers of the first, as far as the step the cluster proposes at. The track is asked for where the next form has others.
func (room Room) ProposeOtherwise(c Candidacy, track, reason string) (Candidacy, error) {
	w, done := room.desk.Edit()
	defer done()
	first, err := w.begun(c)
	if err != nil {
		return c, err
	}
	next, err := w.otherwise(first)
	if err != nil {
		return c, err
	}
	c.Form = next.form.ID
	info := first.info
	info.FormName, info.Instead, info.Track = next.form.Printed(), first.form.ID, book.Clean(track)
	next.info = info
	if info.Track == "" { // the same, where the next form has it too
		d, err := w.regulation(next)
		if err != nil {
			return c, err
		}
		if d != nil {
			if t, has := d.Track(first.info.Track); has {
				info.Track = t.Code
			}
		}
		next.info.Track = info.Track
	}
	why := cmp.Or(book.Clean(reason), first.why(emulation.ProposalProposed), first.why(emulation.ProposalVoted), first.why(emulation.ProposalChecked),
		first.why(emulation.ProposalRejected))
	if err := w.tracked(next); err != nil {
		return c, err
	}
	steps := []func(p *proposalFile) error{
		func(p *proposalFile) error { return w.begins(p, info) },
		func(p *proposalFile) error { return w.takesPapers(first, p) },
		func(p *proposalFile) error { return w.checks(p, why) },
		func(p *proposalFile) error {
			return w.step(p, emulation.ProposalVoted, cmp.Or(first.why(emulation.ProposalVoted), why))
		},
		func(p *proposalFile) error { return w.sends(p, "", why) },
	}
	if err := w.maySend(next, why); err != nil {
		return c, err
	}
	for _, step := range steps {
		p, err := w.proposalOf(next.season, next.unit, next.form)
		if err == nil {
			err = step(p)
		}
		if err != nil {
			return c, err
		}
	}
	return c, nil
}

// otherwise is the proposal that may follow one that was not granted.
func (w View) otherwise(first *proposalFile) (*proposalFile, error) {
	chain, err := w.Chain(first.season, first.form)
	if err != nil {
		return nil, err
	}
	if len(chain) < 2 {
		return nil, emulation.Errorf(emulation.NotFound, "proposal.no-chain", "award", first.form.Name, "who", w.WhoDecides(first.season))
	}
	if first.step != emulation.ProposalRejected {
		return nil, emulation.Errorf(emulation.Invalid, "proposal.chain-early", "award", first.form.Name, "next", chain[1].Name, "unit", first.unit.Name, "step", ProposalStep(first.step))
	}
	next, err := w.proposalOf(first.season, first.unit, chain[1])
	if err == nil && next.step != "" && next.step != emulation.ProposalWithdrawn {
		err = emulation.Errorf(emulation.Conflict, "proposal.chain-begun", "award", next.form.Name, "unit", next.unit.Name, "step", ProposalStep(next.step))
	}
	return next, err
}

// maySend refuses a proposal that could not be sent today but for its papers, before anything of it is written.
func (w View) maySend(p *proposalFile, reason string) error {
	sent := *p
	sent.step = emulation.ProposalVoted
	return cmp.Or(offered(p.form), w.mayStep(&sent, emulation.ProposalProposed), w.eligible(p, "", reason), w.voted(p, reason), w.room(p, w.Today(), reason))
}

// takesPapers puts the papers of one proposal's dossier into another's.
func (w Edit) takesPapers(from, to *proposalFile) error {
	var ops []changeset.Operation
	err := book.Each(w.Store, from.scope(), record.Dossier, from.season.ID, func(it book.Item[record.UnitFormPaper, emulation.DossierPaper]) error {
		if it.Key.Unit == from.unit.ID && it.Key.Form == from.form.ID && !it.Value.Withdrawn {
			op, err := w.Operation(to.scope(), record.Dossier.Op(to.paperKey(it.Value.Paper), it.Value))
			ops = append(ops, op)
			return err
		}
		return nil
	})
	if err != nil || len(ops) == 0 {
		return err
	}
	_, err = w.Write(to.scope(), "dossier", ops...)
	return err
}
