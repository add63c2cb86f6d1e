package awards

import (
	"slices"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/emulation/record"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/awards"
	"thidua/workspace/book"
	"thidua/workspace/conference"
)

// Screen is the awards screen: the forms, the candidates of the chosen one, and the chosen candidate.
type Screen struct {
	*screen.Frame

	ws      *workspace.Workspace
	room    awards.Room
	title   fyne.CanvasObject
	add     fyne.CanvasObject // an award form of the office
	facts   *widgets.Facts
	forms   *forms
	list    *candidates
	detail  *detail
	reading *reading
}

// The widths of the columns at both sides, at 100 %.
const (
	formsWidth  = 236
	detailWidth = 432
)

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, hooks screen.Hooks) *Screen {
	s := &Screen{Frame: screen.NewFrame(host, hooks), ws: ws, room: awards.At(ws), facts: widgets.NewFacts()}
	s.Icon, s.None = theme.IconMedal.Resource(), text.T("ui.awards.none")
	s.Torn = func(err error) bool { return emulation.KeyOf(err) == "proposal.conflict" }
	s.forms, s.list, s.detail = newForms(s), newCandidates(s), newDetail(s)
	host.Holds.Add(func() bool { return s.detail.form != nil })
	s.add = widgets.NewButton(text.T("ui.awards.own"), fynetheme.ContentAddIcon(), func() { s.detail.ownForm() })
	s.add.Hide()
	s.title = widgets.NewTitleBar(text.T("ui.awards.title"), s.facts, s.add)
	left := &widgets.Side{Object: widgets.NewPanel(s.forms.table.Grid, "", widgets.Right, 0, 0), Wide: formsWidth, Most: 0.21}
	right := &widgets.Side{Object: widgets.NewPanel(s.detail.all, "", widgets.Left, 0, 0), Wide: detailWidth, Most: 0.38}
	s.Arrange(widgets.NewPanel(widgets.Sides(left, right, s.list.all), "", widgets.Top, 0, 0), s.title)
	s.Keyboard = func() fyne.Focusable {
		if s.detail.form != nil {
			return nil
		}
		return s.list.table.Grid
	}
	screen.Reads(s.Frame, s.read, s.show)
	return s
}

// reading is one look at the data, taken away from the window.
type reading struct {
	me        book.Me
	season    *book.Season
	propose   book.Access // to word and begin proposals
	paper     book.Access // to a dossier
	plans     []*awards.AwardPlan
	proposals []awards.Proposal
	votes     []*conference.Vote
}

// proposal is the proposal of a unit for a form, nil if there is none.
func (r *reading) proposal(unit emulation.ID, form string) *awards.Proposal {
	return emulation.Find(r.proposals, func(p *awards.Proposal) bool { return p.Unit.ID == unit && p.Form.ID == form })
}

func (s *Screen) read(r *reading) error {
	var list []legal.Form
	err := screen.All(
		screen.Look(&r.me, s.ws.Me),
		screen.Look(&r.season, s.ws.Season),
		func() (err error) {
			r.propose, err = s.ws.Access(record.Proposal.Info.AnyField, emulation.ID{})
			return
		},
		func() (err error) { r.paper, err = s.ws.Access(record.Dossier.AnyField, emulation.ID{}); return },
		screen.Look(&list, s.room.OpenForms),
		func() (err error) { r.proposals, err = s.room.Proposals(""); return },
		screen.Look(&r.votes, conference.At(s.ws).Votes),
	)
	for i := range r.proposals { // what was proposed is shown, though nobody may be proposed for it any more
		if f := r.proposals[i].Form; !slices.ContainsFunc(list, func(o legal.Form) bool { return o.ID == f.ID }) && f.Kind != "" {
			list = append(list, f)
		}
	}
	for i := 0; i < len(list) && err == nil; i++ {
		var plan *awards.AwardPlan
		plan, err = s.room.AwardPlan("", list[i].ID)
		r.plans = append(r.plans, plan)
	}
	return err
}

func (s *Screen) show(r *reading) {
	s.reading = r
	if slices.Contains(r.me.May, emulation.RoleOffice) {
		s.add.Show()
	}
	sent, decided := 0, 0
	for i := range r.proposals {
		switch r.proposals[i].Step {
		case emulation.ProposalProposed, emulation.ProposalAccepted:
			sent++
		case emulation.ProposalDecided:
			decided++
		}
	}
	s.facts.Set(widgets.Fact{Name: text.T("ui.awards.drafted"), Value: text.T("ui.awards.count", "count", len(r.proposals))},
		widgets.Fact{Name: text.T("ui.awards.sent"), Value: text.T("ui.awards.count", "count", sent)},
		widgets.Fact{Name: text.T("ui.awards.decided"), Value: text.T("ui.awards.count", "count", decided), State: honour(decided)})
	s.title.Refresh()
	s.forms.show(r)
	s.list.show(r)
	s.detail.show(r)
	s.Show()
}

func honour(n int) widgets.State {
	if n > 0 {
		return widgets.Honour
	}
	return widgets.Neutral
}

// act carries out what a person decided; a form that is open closes when it went well.
func (s *Screen) act(done string, what func() error) {
	s.Act(done, what, func() {
		s.detail.form.Done()
		s.detail.form = nil
	})
}
