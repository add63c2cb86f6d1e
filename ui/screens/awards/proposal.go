package awards

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/awards"
)

// way is the way of a proposal that goes well: the cluster proposes (đề nghị), the standing office submits (trình), the authority decides
// (quyết định).
var way = []emulation.ProposalStep{emulation.ProposalDraft, emulation.ProposalChecked, emulation.ProposalVoted, emulation.ProposalProposed,
	emulation.ProposalAccepted, emulation.ProposalDecided}

// proposal is how far the proposal is, what may follow and who does it, and what was written of it.
func (d *detail) proposal(a *about) []fyne.CanvasObject {
	p := a.proposal
	if p == nil {
		return d.none(a)
	}
	parts := []fyne.CanvasObject{widgets.NewParagraph(text.Say(p.Told)), d.steps(p)}
	if p.Conflict {
		parts = append(parts, widgets.NewRemark(widgets.Warn, text.T("ui.season.conflict")),
			widgets.Row(0, nil, widgets.NewButton(text.T("ui.nav.syncing"), nil, d.screen.Decide)))
	}
	parts = append(parts, d.next(a)...)
	field := func(key, value string) {
		if value != "" {
			parts = append(parts, widgets.NewField(text.T("ui.awards."+key), widgets.NewParagraph(value)))
		}
	}
	field("achievement", p.Achievement)
	field("grounds", strings.Join(p.Grounds, "\n"))
	if p.Vote != nil {
		vote := p.Vote.Title()
		if p.Vote.Line != nil {
			vote = text.T("ui.awards.vote-said", "vote", vote, "outcome", p.Vote.Line.Message)
		}
		field("vote", vote)
	}
	for _, why := range p.Reasons {
		parts = append(parts, widgets.NewParagraph(text.T("ui.awards.reason-of", "step", text.Capital(stepName(emulation.ProposalStep(why.To))), "author", why.Author, "reason", why.Reason)).Quiet())
	}
	if a.words() {
		parts = append(parts, widgets.Row(0, nil, widgets.NewQuietButton(text.T("ui.awards.edit"), fynetheme.DocumentCreateIcon(), func() { d.word(a) })))
	}
	return parts
}

// none says what to do while there is no proposal, or who begins one.
func (d *detail) none(a *about) []fyne.CanvasObject {
	parts := []fyne.CanvasObject{widgets.NewParagraph(text.T("ui.awards.none-yet", "award", a.plan.Form.Name, "unit", a.candidate.Unit.Name)),
		widgets.NewParagraph(text.T("ui.awards.place."+string(a.candidate.Place), "unit", a.candidate.Unit.Label())).Quiet()}
	if !a.r.propose.OK {
		return append(parts, widgets.NewRemark(widgets.Info, text.T("ui.awards.closed", "why", a.r.propose.Why)))
	}
	return append(parts, widgets.Row(0, nil, widgets.NewPrimaryButton(text.T("ui.awards.propose"), fynetheme.ContentAddIcon(), func() { d.word(a) })))
}

// steps are the steps of the way: those behind with a tick, the one at hand, those to come.
func (d *detail) steps(p *awards.Proposal) fyne.CanvasObject {
	at := slices.Index(way, p.Step)
	if p.Step == emulation.ProposalReturned {
		at = slices.Index(way, emulation.ProposalProposed) - 1
	}
	var signs []fyne.CanvasObject
	for i, step := range way {
		name := text.T("ui.awards.step." + string(step))
		switch {
		case at >= 0 && i <= at:
			signs = append(signs, widgets.NewSign(widgets.OK, name))
		default:
			word := widgets.NewText(name, theme.ColorNameMuted).Shrinking()
			signs = append(signs, widgets.Row(6, word, widgets.NewIcon(fynetheme.RadioButtonIcon(), theme.ColorNameMuted), word))
		}
	}
	return container.NewGridWithColumns(3, signs...)
}

// next offers the steps this desk may take, and names who takes the others.
func (d *detail) next(a *about) []fyne.CanvasObject {
	var parts []fyne.CanvasObject
	var offered []fyne.CanvasObject
	for _, n := range a.proposal.Next {
		switch {
		case n.Mine && n.Back:
			offered = append(offered, widgets.NewQuietButton(text.T("ui.awards.undo"), fynetheme.NavigateBackIcon(), func() { d.take(a, n) }))
		case n.Mine && slices.Contains(way, n.To):
			offered = append([]fyne.CanvasObject{widgets.NewPrimaryButton(text.T("ui.awards.do."+string(n.To)), nil, func() { d.take(a, n) })}, offered...)
		case n.Mine:
			offered = append(offered, widgets.NewButton(text.T("ui.awards.do."+string(n.To)), nil, func() { d.take(a, n) }))
		case !n.Back:
			parts = append(parts, widgets.NewRemark(widgets.Waiting, text.T("ui.awards.next", "step", text.T("ui.awards.do."+string(n.To)), "who", n.By.Message())))
		}
	}
	if p := a.proposal; p.Step == emulation.ProposalRejected && len(p.Chain) > 1 && a.r.propose.OK {
		next := p.Chain[1].Name
		offered = append(offered, widgets.NewPrimaryButton(text.T("ui.awards.otherwise", "award", next), nil, func() {
			d.screen.AskFor(text.T("ui.awards.otherwise.why", "award", next), text.T("ui.awards.reason"), text.T("ui.awards.otherwise.do"), func(why string) {
				d.screen.act(text.T("ui.awards.otherwise.done", "award", next), func() error {
					_, err := d.screen.room.ProposeOtherwise(a.key(), "", why)
					return err
				})
			})
		}))
	}
	if len(offered) == 0 && len(parts) == 0 {
		return nil
	}
	if len(offered) > 0 {
		parts = append([]fyne.CanvasObject{widgets.Flow(6, offered...)}, parts...)
	}
	return parts
}

// word begins a proposal, or words it again.
func (d *detail) word(a *about) {
	s, words := d.screen, said(a.proposal)
	heading, confirm := text.T("ui.awards.propose"), text.T("ui.awards.propose.do")
	if a.proposal != nil && a.step() != emulation.ProposalWithdrawn {
		heading, confirm = text.T("ui.awards.edit"), text.T("ui.awards.save")
	}
	fields := []widgets.Field{
		{Name: text.T("ui.awards.achievement"), Hint: a.r.season.Info.Name, Value: words.Achievement},
		{Name: text.T("ui.awards.grounds"), Hint: text.T("ui.awards.grounds.hint"), Value: strings.Join(words.Grounds, "\n"), Lines: 5},
	}
	tracks := emulation.Map(a.plan.Tracks, func(t awards.TrackPlan) string { return t.Name })
	if len(tracks) > 0 {
		at := max(0, slices.IndexFunc(a.plan.Tracks, func(t awards.TrackPlan) bool { return t.Code == words.Track }))
		fields = append(fields, widgets.Field{Name: text.T("cli.award.track"), Options: tracks, Value: tracks[at]})
	}
	d.fill(heading, text.T("ui.awards.propose.what", "award", a.plan.Form.Name, "unit", a.candidate.Unit.Name), fields, confirm, func(in []string) {
		words.Achievement, words.Grounds = in[0], strings.Split(in[1], "\n")
		if len(tracks) > 0 {
			words.Track = a.plan.Tracks[max(0, slices.Index(tracks, in[2]))].Code
		}
		s.act(text.T("ui.awards.saved"), func() error { return s.room.Propose(a.key(), words) })
	})
}
