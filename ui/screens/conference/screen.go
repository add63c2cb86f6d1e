package conference

import (
	"slices"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"thidua/emulation"
	"thidua/emulation/ballot"
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
	Conference(kind string) (*workspace.Conference, error)
	SetConference(kind string, info emulation.ConferenceInfo) error
	Attend(kind string, list ...workspace.UnitAttendance) error
	Speak(kind string, unit emulation.ID, id string, speech emulation.Speech) error
	Votes() ([]*workspace.Vote, error)
	LawOfVote(q ballot.Question) (*workspace.VoteLaw, error)
	OpenVote(code string, q ballot.Question) error
	RecordTally(code string, round uint64, t ballot.Tally) error
	DecideChair(code string, lines []string, reason string) error
	Leaders() (*workspace.NextLeaders, error)
	SetLeaders(l emulation.Leaders) error
	AwardForms() ([]legal.Form, error)
}

// Hooks lead out of the screen.
type Hooks struct {
	Decide func() // show the questions that a person has to decide
	Saved  func() // something was put on disk; called inside the window
}

// part is what stands behind one tab.
type part interface {
	content() fyne.CanvasObject
	show(r *reading)
	focus() fyne.Focusable // what takes the keyboard; nil for none
	keep()                 // commits what stands in an open editor
}

// Screen is the conference screen.
type Screen struct {
	host    bridge.Host
	ws      Workspace
	hooks   Hooks
	reader  *bridge.Repaint
	outer   *fyne.Container
	body    fyne.CanvasObject
	place   *fyne.Container
	title   fyne.CanvasObject
	facts   *widgets.Facts
	kinds   *widget.Select
	kind    string       // of the conference that is shown
	asked   atomic.Value // string: the kind the next reading is to be of
	tabs    *widgets.Tabs
	notice  *widgets.Notice
	ask     *widgets.Ask
	record  *record
	votes   *votes
	parts   []part
	entered bool
	began   bool // a reading was shown
}

// The tabs in their order.
const (
	tabInfo = iota
	tabAttendance
	tabSpeeches
	tabVotes
	tabLeaders
	tabOutcome
)

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws Workspace, hooks Hooks) *Screen {
	s := &Screen{host: host, ws: ws, hooks: hooks, notice: widgets.NewNotice(), ask: widgets.NewAsk(text.T("ui.conference.cancel")), facts: widgets.NewFacts()}
	s.asked.Store(emulation.ConferenceClosing)
	names := make([]string, len(workspace.Conferences))
	for i, k := range workspace.Conferences {
		names[i] = kindName(k)
	}
	s.kinds = widget.NewSelect(names, nil)
	s.kinds.SetSelected(kindName(emulation.ConferenceClosing))
	s.kinds.OnChanged = func(string) { s.choose(workspace.Conferences[s.kinds.SelectedIndex()]) }
	s.record = &record{screen: s, held: map[string][]string{}}
	s.votes = newVotes(s)
	s.parts = []part{newInfo(s), newAttendance(s), newSpeeches(s), s.votes, newLeaders(s), newOutcome(s)}
	s.tabs = widgets.NewTabs(func(int) { s.turn() }, text.T("ui.conference.tab.info"), text.T("ui.conference.tab.attendance"), text.T("ui.conference.tab.speeches"),
		text.T("ui.conference.tab.votes"), text.T("ui.conference.tab.leaders"), text.T("ui.conference.tab.outcome"))
	s.title = widgets.NewTitleBar(text.T("ui.conference.title"), s.facts, widgets.Wide(250, s.kinds))
	s.place = container.NewStack()
	s.body = widgets.Frame(widgets.Stack(s.title, widgets.NewToolbar(nil, s.tabs), s.notice, s.ask), nil, nil, nil, s.place)
	s.outer = container.NewStack()
	s.reader = bridge.NewRepaint(host.Queue, s.read)
	s.turn()
	return s
}

func kindName(kind string) string { return text.Capital(text.T("conference.kind." + kind)) }

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.outer }

// Refresh reads everything again; it may be called from any goroutine.
func (s *Screen) Refresh() { s.reader.Ask() }

// Enter gives the keyboard to what is shown.
func (s *Screen) Enter() {
	s.entered = true
	s.focus()
}

// Leave commits what stands in an open editor.
func (s *Screen) Leave() {
	s.entered = false
	s.Keep()
}

// Keep commits what stands in an open editor.
func (s *Screen) Keep() {
	for _, p := range s.parts {
		p.keep()
	}
}

// choose shows another conference; what was typed about this one is saved first.
func (s *Screen) choose(kind string) {
	s.Keep()
	s.ask.Drop()
	s.notice.Clear()
	s.asked.Store(kind)
	s.votes.leave()
	s.Refresh()
}

// turn shows the chosen tab.
func (s *Screen) turn() {
	s.ask.Drop()
	s.place.Objects = []fyne.CanvasObject{s.parts[s.tabs.Chosen()].content()}
	s.place.Refresh()
	s.focus()
}

func (s *Screen) focus() {
	if f := s.parts[s.tabs.Chosen()].focus(); s.entered && s.began && f != nil {
		s.host.Window.Canvas().Focus(f)
	}
}

// reading is one look at the data, taken away from the window.
type reading struct {
	me         workspace.Me
	season     *workspace.Season
	conference *workspace.Conference
	votes      []*workspace.Vote // all of the season
	leaders    *workspace.NextLeaders
	forms      []legal.Form
	may        map[string]workspace.Access // by kind of record
	err        error
}

// ours are the votes of the conference that is shown; those that name none stand with the closing one.
func (r *reading) ours() []*workspace.Vote {
	return slices.DeleteFunc(slices.Clone(r.votes), func(v *workspace.Vote) bool {
		at := v.Question.Conference
		return at != r.conference.Kind && (at != "" || r.conference.Kind != emulation.ConferenceClosing)
	})
}

func (s *Screen) read() func() {
	r := reading{may: map[string]workspace.Access{}}
	may := func(kind, field string) func() error {
		return func() (err error) { r.may[kind], err = s.ws.Access(kind, field, emulation.ID{}); return }
	}
	for _, look := range []func() error{
		func() (err error) { r.me, err = s.ws.Me(); return },
		func() (err error) { r.season, err = s.ws.Season(); return },
		func() (err error) { r.conference, err = s.ws.Conference(s.asked.Load().(string)); return },
		func() (err error) { r.votes, err = s.ws.Votes(); return },
		func() (err error) { r.leaders, err = s.ws.Leaders(); return },
		func() (err error) { r.forms, err = s.ws.AwardForms(); return },
		may("conference", "conference"), may("attendance", "attendance"), may("vote", "vote"), may("tally", "tally"), may("chair", "chair"), may("leaders", "leaders"),
		func() (err error) { r.may["speech"], err = s.ws.Access("speech", "speech", r.me.Unit.ID); return },
	} {
		if r.err = look(); r.err != nil {
			break
		}
	}
	return func() { s.show(&r) }
}

func (s *Screen) show(r *reading) {
	if r.err != nil {
		s.began = false
		s.replace(widgets.NewEmpty(theme.IconPeople.Resource(), text.T("ui.conference.none"), text.Error(r.err), text.T("ui.again"), s.Refresh))
		return
	}
	c := r.conference
	if s.kind != c.Kind {
		s.record.held = map[string][]string{}
		s.kind = c.Kind
	}
	quorum := widgets.Fact{Name: text.T("ui.conference.present"), Value: text.T("ui.conference.of", "here", c.Present, "all", c.Members), State: widgets.Warn}
	if c.Quorate {
		quorum.State = widgets.OK
	}
	if !c.Taken {
		quorum = widgets.Fact{Name: text.T("ui.conference.present"), Value: text.T("ui.conference.not-taken")}
	}
	when := text.T("ui.conference.no-date")
	if c.Date != "" {
		when = text.Day(c.Date)
	}
	s.facts.Set(widgets.Fact{Name: text.T("ui.conference.date"), Value: when}, quorum)
	s.title.Refresh()
	first := !s.began
	s.began = true
	s.record.show(r)
	for _, p := range s.parts {
		p.show(r)
	}
	open := 0
	for _, v := range r.ours() {
		if !v.Decided() {
			open++
		}
	}
	s.tabs.SetCount(tabVotes, open)
	s.replace(s.body)
	if first {
		s.focus()
	}
}

func (s *Screen) replace(o fyne.CanvasObject) {
	if len(s.outer.Objects) == 1 && s.outer.Objects[0] == o {
		return
	}
	s.outer.Objects = []fyne.CanvasObject{o}
	s.outer.Refresh()
}

// act carries out what a person decided away from the window and tells how it went; then is told too.
func (s *Screen) act(done string, what func() error, then func(err error)) {
	s.host.Queue.Go(func() func() {
		err := what()
		return func() {
			if then != nil {
				then(err)
			}
			s.acted(done, err)
		}
	})
}

func (s *Screen) acted(done string, err error) {
	switch {
	case err == nil:
		s.ask.Drop()
		s.notice.Tell(widgets.OK, done)
		s.hooks.Saved()
	case emulation.CodeOf(err) == emulation.Conflict:
		s.notice.Offer(widgets.Bad, text.Error(err), text.T("ui.nav.syncing"), s.hooks.Decide)
	default:
		s.notice.Tell(widgets.Bad, text.Error(err))
	}
	s.Refresh()
}

// wrote is told how a row was written: what is refused stands in its row already.
func (s *Screen) wrote(err error) {
	if err == nil {
		s.notice.Clear()
		s.hooks.Saved()
	}
	s.Refresh()
}
