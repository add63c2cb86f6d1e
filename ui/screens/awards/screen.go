package awards

import (
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"thidua/emulation"
	"thidua/emulation/legal"
	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// Workspace is what the screen needs of the open data.
type Workspace interface {
	Me() (workspace.Me, error)
	Season() (*workspace.Season, error)
	Access(kind, field string, unit emulation.ID) (workspace.Access, error)
	AwardForms() ([]legal.Form, error)
	AwardPlan(season, form string) (*workspace.AwardPlan, error)
	Proposals(season string) ([]workspace.Proposal, error)
	Votes() ([]*workspace.Vote, error)
	Dossier(c workspace.Candidacy) (*workspace.Dossier, error)
	Propose(c workspace.Candidacy, words workspace.ProposalWords) error
	CheckProposal(c workspace.Candidacy, reason string) error
	VoteProposal(c workspace.Candidacy, vote, reason string) error
	SendProposal(c workspace.Candidacy, date, reason string) error
	ReturnProposal(c workspace.Candidacy, reason string) error
	AcceptProposal(c workspace.Candidacy, reason string) error
	WithdrawProposal(c workspace.Candidacy, reason string) error
	UndoProposal(c workspace.Candidacy, reason string) error
	DecideProposal(c workspace.Candidacy, d emulation.AwardDecision) error
	RejectProposal(c workspace.Candidacy, d emulation.AwardDecision) error
	RevokeProposal(c workspace.Candidacy, d emulation.AwardDecision) error
	FileDossier(c workspace.Candidacy, paper emulation.DossierPaper) error
	WithdrawPaper(c workspace.Candidacy, paper string) error
	Attach(name string, r io.Reader) (emulation.Evidence, error)
}

// Hooks lead out of the screen.
type Hooks struct {
	Decide func() // show the questions that a person has to decide
	Saved  func() // something was put on disk; called inside the window
}

// Screen is the awards screen: the forms, the candidates of the chosen one, and the chosen candidate.
type Screen struct {
	host    bridge.Host
	ws      Workspace
	hooks   Hooks
	reader  *bridge.Repaint
	outer   *fyne.Container
	body    fyne.CanvasObject
	title   fyne.CanvasObject
	facts   *widgets.Facts
	notice  *widgets.Notice
	ask     *widgets.Ask
	forms   *forms
	list    *candidates
	detail  *detail
	reading *reading
	entered bool
}

// The widths of the columns at both sides, at 100 %.
const (
	formsWidth  = 236
	detailWidth = 432
)

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws Workspace, hooks Hooks) *Screen {
	s := &Screen{host: host, ws: ws, hooks: hooks, notice: widgets.NewNotice(), ask: widgets.NewAsk(text.T("ui.awards.cancel")), facts: widgets.NewFacts()}
	s.forms, s.list, s.detail = newForms(s), newCandidates(s), newDetail(s)
	s.title = widgets.NewTitleBar(text.T("ui.awards.title"), s.facts)
	left := &widgets.Side{Object: widgets.NewPanel(s.forms.grid, "", widgets.Right, 0, 0), Wide: formsWidth, Most: 0.21}
	right := &widgets.Side{Object: widgets.NewPanel(s.detail.all, "", widgets.Left, 0, 0), Wide: detailWidth, Most: 0.38}
	s.body = widgets.Frame(widgets.Stack(s.title, s.notice, s.ask), nil, nil, nil,
		widgets.NewPanel(widgets.Sides(left, right, s.list.all), "", widgets.Top, 0, 0))
	s.outer = container.NewStack()
	s.reader = bridge.NewRepaint(host.Queue, s.read)
	return s
}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.outer }

// Refresh reads everything again; it may be called from any goroutine.
func (s *Screen) Refresh() { s.reader.Ask() }

// Enter gives the keyboard to the candidates.
func (s *Screen) Enter() {
	s.entered = true
	s.focus()
}

// Leave has nothing to save: a form that is open stays as it is.
func (s *Screen) Leave() { s.entered = false }

func (s *Screen) focus() {
	if s.entered && s.detail.form == nil && len(s.outer.Objects) == 1 && s.outer.Objects[0] == s.body {
		s.host.Window.Canvas().Focus(s.list.table.Grid)
	}
}

// reading is one look at the data, taken away from the window.
type reading struct {
	me        workspace.Me
	season    *workspace.Season
	propose   workspace.Access // to word and begin proposals
	paper     workspace.Access // to a dossier
	plans     []*workspace.AwardPlan
	proposals []workspace.Proposal
	votes     []*workspace.Vote
	err       error
}

// proposal is the proposal of a unit for a form, nil if there is none.
func (r *reading) proposal(unit emulation.ID, form string) *workspace.Proposal {
	for i := range r.proposals {
		if p := &r.proposals[i]; p.Unit.ID == unit && p.Form.ID == form {
			return p
		}
	}
	return nil
}

func (s *Screen) read() func() {
	var r reading
	var list []legal.Form
	for _, look := range []func() error{
		func() (err error) { r.me, err = s.ws.Me(); return },
		func() (err error) { r.season, err = s.ws.Season(); return },
		func() (err error) { r.propose, err = s.ws.Access("proposal", "proposal", emulation.ID{}); return },
		func() (err error) { r.paper, err = s.ws.Access("dossier", "paper", emulation.ID{}); return },
		func() (err error) { list, err = s.ws.AwardForms(); return },
		func() (err error) { r.proposals, err = s.ws.Proposals(""); return },
		func() (err error) { r.votes, err = s.ws.Votes(); return },
	} {
		if r.err = look(); r.err != nil {
			return func() { s.show(&r) }
		}
	}
	for _, f := range list {
		plan, err := s.ws.AwardPlan("", f.ID)
		if r.err = err; err != nil {
			break
		}
		r.plans = append(r.plans, plan)
	}
	return func() { s.show(&r) }
}

func (s *Screen) show(r *reading) {
	if r.err != nil {
		s.replace(widgets.NewEmpty(theme.IconMedal.Resource(), text.T("ui.awards.none"), text.Error(r.err), text.T("ui.again"), s.Refresh))
		return
	}
	s.reading = r
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
	s.replace(s.body)
}

func honour(n int) widgets.State {
	if n > 0 {
		return widgets.Honour
	}
	return widgets.Neutral
}

func (s *Screen) replace(o fyne.CanvasObject) {
	if len(s.outer.Objects) == 1 && s.outer.Objects[0] == o {
		return
	}
	s.outer.Objects = []fyne.CanvasObject{o}
	s.outer.Refresh()
	s.focus()
}

// act carries out what a person decided away from the window and tells how it went; a form that is open closes when it went well.
func (s *Screen) act(done string, what func() error) {
	s.host.Queue.Go(func() func() {
		err := what()
		return func() {
			switch {
			case err == nil:
				s.ask.Drop()
				s.detail.form = nil
				s.notice.Tell(widgets.OK, done)
				s.hooks.Saved()
			case emulation.KeyOf(err) == "proposal.conflict":
				s.notice.Offer(widgets.Bad, text.Error(err), text.T("ui.nav.syncing"), s.hooks.Decide)
			default:
				s.notice.Tell(widgets.Bad, text.Error(err))
			}
			s.Refresh()
		}
	})
}
