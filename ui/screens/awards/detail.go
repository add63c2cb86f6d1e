package awards

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/awards"
)

// detail is the chosen candidate: how far its proposal is and what may follow, its conditions, its dossier.
type detail struct {
	screen *Screen
	tabs   *widgets.Tabs
	head   *fyne.Container
	place  *fyne.Container
	all    *fyne.Container
	form   *widgets.Form // while one is filled in
}

// The tabs in their order.
const (
	tabProposal = iota
	tabConditions
	tabDossier
)

func newDetail(s *Screen) *detail {
	d := &detail{screen: s, head: widgets.Column(5), place: container.NewStack()}
	d.tabs = widgets.NewTabs(func(int) { d.form = nil; d.show(s.reading) }, text.T("ui.awards.tab.proposal"), text.T("ui.awards.tab.conditions"), text.T("ui.awards.tab.dossier"))
	d.all = widgets.Frame(widgets.Stack(widgets.NewPanel(d.head, "", 0, 14, 9), widgets.NewToolbar(nil, d.tabs)), nil, nil, nil, d.place)
	return d
}

// about is what the detail shows: a candidate of a form, and its proposal if there is one.
type about struct {
	r         *reading
	plan      *awards.AwardPlan
	candidate *awards.Candidate
	proposal  *awards.Proposal
}

func (a *about) step() emulation.ProposalStep {
	if a.proposal == nil {
		return ""
	}
	return a.proposal.Step
}

// key names the proposal for the commands.
func (a *about) key() awards.Candidacy {
	return awards.Candidacy{Unit: a.candidate.Unit.ID, Form: a.plan.Form.ID}
}

// words says whether the words of the proposal may be written now: while it is drafted or was returned.
func (a *about) words() bool {
	s := a.step()
	return a.r.propose.OK && (s == emulation.ProposalDraft || s == emulation.ProposalReturned)
}

func (d *detail) show(r *reading) {
	if r == nil {
		return
	}
	a := &about{r: r, plan: d.screen.forms.plan(r), candidate: d.screen.list.find(d.screen.list.at.String())}
	d.all.Hidden = a.plan == nil || a.candidate == nil
	if d.all.Hidden {
		return
	}
	a.proposal = r.proposal(a.candidate.Unit.ID, a.plan.Form.ID)
	word, state := text.Capital(text.T("proposal.step.none")), widgets.Neutral
	if a.proposal != nil {
		word, state = text.Capital(stepName(a.proposal.Step)), badges[a.proposal.Step]
	}
	name := widgets.NewText(a.candidate.Unit.Name, fynetheme.ColorNameForeground).Bold().Shrinking()
	badge := widgets.NewBadge(word, state)
	d.head.Objects = []fyne.CanvasObject{widgets.Row(8, name, name, badge)}
	d.head.Refresh()
	missing := 0
	if a.proposal != nil {
		missing = len(a.proposal.Dossier.Missing)
	}
	d.tabs.SetCount(tabDossier, missing)
	d.tabs.SetCount(tabConditions, open(&a.candidate.Eligibility.Verdict))
	if d.form != nil {
		widgets.Put(d.place, container.NewVScroll(d.form))
		return
	}
	var parts []fyne.CanvasObject
	switch d.tabs.Chosen() {
	case tabProposal:
		parts = d.proposal(a)
	case tabConditions:
		parts = d.conditions(a)
	default:
		parts = d.dossier(a)
	}
	widgets.Put(d.place, container.NewVScroll(widgets.NewPanel(widgets.Column(9, parts...), "", 0, 14, 11)))
}

// turn shows another candidate: what was asked and told about the one before goes.
func (d *detail) turn() {
	d.form = nil
	d.screen.Ask.Leave()
	d.screen.Notice.Clear()
	d.show(d.screen.reading)
}

// open is how many conditions are not met or not known, and count.
func open(v *legal.Verdict) int {
	n := 0
	for _, f := range v.Findings {
		if f.Answer != legal.Met && !v.Settled(f) {
			n++
		}
	}
	return n
}

var badges = map[emulation.ProposalStep]widgets.State{emulation.ProposalDraft: widgets.Info, emulation.ProposalChecked: widgets.Info, emulation.ProposalVoted: widgets.Info,
	emulation.ProposalProposed: widgets.Waiting, emulation.ProposalReturned: widgets.Warn, emulation.ProposalAccepted: widgets.Waiting,
	emulation.ProposalDecided: widgets.Honour, emulation.ProposalRejected: widgets.Bad, emulation.ProposalRevoked: widgets.Bad, emulation.ProposalWithdrawn: widgets.Neutral}

// fill opens a form in the place of the chosen tab.
func (d *detail) fill(heading, note string, fields []widgets.Field, confirm string, do func(in []string)) {
	d.form = d.screen.Form(heading, note, fields, confirm, do, func() { d.form = nil; d.show(d.screen.reading) }, d.screen.forms.at, d.screen.list.at.String())
	widgets.Put(d.place, container.NewVScroll(d.form))
	d.form.Focus(d.screen.Window.Canvas())
}

// conditions are the conditions of the award form, each with what is known, where that comes from, and where the condition stands.
func (d *detail) conditions(a *about) []fyne.CanvasObject {
	v := a.candidate.Eligibility.Verdict
	state := widgets.Warn
	switch v.Answer {
	case legal.Met:
		state = widgets.OK
	case legal.NotMet:
		if len(v.Bars()) > 0 {
			state = widgets.Bad
		}
	}
	parts := []fyne.CanvasObject{widgets.NewRemark(state, text.T("ui.awards.verdict."+verdictWord(v))), widgets.NewParagraph(text.Say(a.candidate.Eligibility.Law)).Quiet()}
	if !v.Known {
		parts = append(parts, widgets.NewRemark(widgets.Warn, text.T("legal.verdict.no-rule", "award", a.plan.Form.Name)))
	}
	oneOf := false
	for _, c := range a.candidate.Eligibility.Conditions {
		if c.OneOf && !oneOf {
			parts = append(parts, widgets.NewParagraph(text.T("ui.awards.one-of")).Bold())
		}
		oneOf = c.OneOf
		parts = append(parts, d.condition(a, &c))
	}
	for _, t := range a.candidate.Eligibility.Transitions {
		parts = append(parts, widgets.NewRemark(widgets.Info, text.T("ui.awards.transition", "text", t.Text, "cite", t.Cite)))
	}
	return parts
}

// verdictWord is that of a verdict: where nothing but what was not verified stands in the way, nothing does.
func verdictWord(v legal.Verdict) string {
	if v.Answer == legal.NotMet && len(v.Bars()) == 0 {
		return "advised"
	}
	return string(v.Answer)
}

func (d *detail) condition(a *about, c *awards.Condition) fyne.CanvasObject {
	state := widgets.Waiting
	switch {
	case c.Answer == legal.Met:
		state = widgets.OK
	case c.Answer == legal.NotMet && a.candidate.Eligibility.Verdict.Settled(c.Finding):
		state = widgets.Neutral
	case c.Answer == legal.NotMet && !c.Verified():
		state = widgets.Warn
	case c.Answer == legal.NotMet:
		state = widgets.Bad
	}
	known := text.T("ui.awards.fact.none")
	if c.Fact != nil {
		known = text.T("ui.awards.fact", "fact", c.Fact.Message(c.Condition.Fact))
		if c.From.Key != "" {
			known = text.T("ui.awards.fact.from", "fact", c.Fact.Message(c.Condition.Fact), "from", c.From)
		}
	}
	cite := text.Say(c.Cite())
	if !c.Verified() {
		cite = text.T("ui.awards.cite-unverified", "cite", cite)
	}
	lines := widgets.Column(2, widgets.NewRemark(state, text.Say(c.Condition.Message())),
		widgets.NewPanel(widgets.Column(1, widgets.NewParagraph(known), widgets.NewParagraph(cite).Quiet()), "", 0, 21, 0))
	if awards.Confirmable(c.Condition.Fact) && a.words() {
		lines.Add(widgets.NewPanel(d.confirm(a, c), "", 0, 18, 0))
	} else if c.Fact == nil && awards.Confirmable(c.Condition.Fact) && a.proposal == nil {
		lines.Add(widgets.NewPanel(widgets.NewParagraph(text.T("ui.awards.confirm.later")).Quiet(), "", 0, 21, 0))
	}
	return widgets.NewPanel(lines, "", widgets.Bottom, 0, 5)
}

// confirm lets those who propose say what no record says.
func (d *detail) confirm(a *about, c *awards.Condition) fyne.CanvasObject {
	row := widgets.Flow(4)
	for _, yes := range []string{"yes", "no"} {
		if a.proposal.Facts[c.Condition.Fact] == yes {
			continue
		}
		row.Add(widgets.NewButton(text.T("ui.awards.confirm."+yes), nil, func() {
			words := said(a.proposal)
			words.Facts[c.Condition.Fact] = yes
			d.screen.act(text.T("ui.awards.confirmed"), func() error { return d.screen.room.Propose(a.key(), words) })
		}))
	}
	return row
}

// said are the words of a proposal as they stand.
func said(p *awards.Proposal) awards.ProposalWords {
	words := awards.ProposalWords{Facts: map[string]string{}}
	if p == nil {
		return words
	}
	words.Grounds, words.Achievement, words.Illustrative = p.Grounds, p.Achievement, p.Illustrative
	if p.Vote != nil {
		words.Vote = p.Vote.Code
	}
	if p.Track != nil {
		words.Track = p.Track.Code
	}
	for name, value := range p.Facts {
		words.Facts[name] = value
	}
	return words
}
