package syncing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/questions"
	"thidua/workspace/replica"
)

// Hooks lead out of the screen.
type Hooks struct {
	Sync   func()                                                      // exchange now
	TakeIn func(w questions.Waiting, accept bool, reason string) error // called away from the window
	Way    func() (screen.Way, error)                                  // the way to the server that is set; called away from the window
	Reach  func(address string, way *screen.Way) error                 // from now on another server, or another way (nil: the one that is set); called away from the window

	JoinFile func(path string) error // another invitation for a desk that was not let in, by its file or its code; called away from the window
	JoinCode func(code string) error

	Courier Courier
	Drives  func() []Drive // the sticks that are in; called away from the window; nil: none are looked for
	Station Station
	Verify  func() ([]replica.Verified, error) // checks every log from its signed bytes; called away from the window
	Folder  func(do func(folder string))       // lets the person choose a folder
	File    func(do func(file string))         // lets the person choose a file
}

// Screen is the sync screen.
type Screen struct {
	*screen.Paged[reading]

	ws        *workspace.Workspace
	hooks     Hooks
	box       *fyne.Container // of the first page
	technical *fyne.Container
	button    *widgets.Button
	state     *widgets.Badge
	title     fyne.CanvasObject
	questions *section
	waiting   *section
	alarms    *section
	offer     *section
	admission *section
	sticks    *sticks
	bundles   *bundles
	came      *trail
	wrote     *trail
	station   *station
	logs      *logs
	server    *server
	status    *replica.Status // as it was read last; nil before
	line      Line
	page      bridge.Shared[int] // the page that is shown
	entered   bool               // people look at this screen
}

// The pages.
const (
	tabExchange = iota
	tabCame
	tabTrail
	tabStation
	tabTechnical
)

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, hooks Hooks) *Screen {
	s := &Screen{Paged: screen.NewPaged[reading](host, screen.Hooks{}), ws: ws, hooks: hooks, state: widgets.NewBadge("", widgets.Neutral)}
	s.button = widgets.NewPrimaryButton(text.T("ui.syncing.now"), fynetheme.ViewRefreshIcon(), hooks.Sync)
	s.title = widgets.NewTitleBar(text.T("ui.syncing.title"), s.state, s.button)
	s.alarms = newSection(s, text.T("ui.syncing.alarms"))
	s.offer = newSection(s, text.T("ui.generation"))
	s.admission = newSection(s, text.T("ui.join"))
	s.questions = newSection(s, text.T("ui.syncing.questions"))
	s.waiting = newSection(s, text.T("ui.syncing.waiting"))
	s.sticks = newSticks(s)
	s.bundles = newBundles(s)
	s.logs = newLogs(s)
	s.server = newServer(s)
	s.station = newStation(s)
	s.came, s.wrote = newTrail(s, "ui.trail.none-came"), newTrail(s, "ui.trail.none")
	s.box = widgets.Stack(s.offer.panel, s.admission.panel, s.alarms.panel, s.questions.panel, s.waiting.panel,
		widgets.NewCard(text.T("ui.syncing.stands"), s.logs.sum), s.bundles.panel)
	s.technical = widgets.Stack(s.server.panel, s.logs.panel)
	s.Fill(
		screen.Page[reading]{Tab: text.T("ui.syncing.tab.exchange"), Content: container.NewVScroll(s.box), Show: s.exchange, Focus: s.begin},
		screen.Page[reading]{Tab: text.T("ui.syncing.tab.came"), Content: s.came.place, Show: func(r *reading) { s.list(s.came, tabCame, r) }, Focus: s.came.focus},
		screen.Page[reading]{Tab: text.T("ui.syncing.tab.trail"), Content: s.wrote.place, Show: func(r *reading) { s.list(s.wrote, tabTrail, r) }, Focus: s.wrote.focus},
		screen.Page[reading]{Tab: text.T("ui.syncing.tab.station"), Content: container.NewVScroll(s.station.all), Show: s.station.show,
			Focus: func() fyne.Focusable { return s.station.entry }},
		screen.Page[reading]{Tab: text.T("ui.syncing.tab.technical"), Content: container.NewVScroll(s.technical), Show: func(r *reading) {
			s.logs.show(r.status)
			s.server.show(r.status)
		}},
	)
	s.Turned = func() {
		s.lookForSticks()
		if s.page.Set(s.Tabs.Chosen()); s.page.Get() == tabCame || s.page.Get() == tabTrail {
			s.Refresh()
		}
	}
	s.Arrange(s.Place, s.title, widgets.NewToolbar(nil, s.Tabs))
	s.Show()
	screen.Reads(s.Frame, s.read, s.show, s.failed)
	s.Line(Line{})
	return s
}

// begin is what takes the keyboard on the first page: what there is to do with a stick where one is in.
func (s *Screen) begin() fyne.Focusable {
	if first := s.sticks.first(); first != nil {
		return first
	}
	return s.button
}

// Enter looks for sticks from now on, on the page that speaks of them.
func (s *Screen) Enter() {
	s.entered = true
	s.lookForSticks()
	s.Paged.Enter()
}

func (s *Screen) lookForSticks() {
	if s.entered && s.Tabs.Chosen() == tabExchange {
		s.sticks.begin()
	} else {
		s.sticks.end()
	}
}

// Leave looks for none.
func (s *Screen) Leave() {
	s.entered = false
	s.sticks.end()
	s.Paged.Leave()
}

// Line tells how the exchange stands.
func (s *Screen) Line(l Line) {
	s.line = l
	s.showAlarms()
	s.state.Set(l.Says(s.Now()))
	if l.Running {
		s.button.Disable()
	} else {
		s.button.Enable()
	}
	// What is told among the alarms is not told twice.
	told := emulation.Where(append([]error{l.Err}, l.Doubts...), func(err error) bool { return err != nil && !clocked(err) })
	if len(told) > 0 && !l.Running {
		s.Notice.Tell(widgets.Warn, text.Error(told[0]))
	} else {
		s.Notice.Clear()
	}
	s.title.Refresh()
}

// reading is one look at the data, taken away from the window.
type reading struct {
	status    *replica.Status
	questions []questions.Question
	waiting   []questions.Waiting
	sent      []Sent
	units     []book.Unit         // of the season at hand
	page      int                 // that was shown when it was read
	trail     []questions.Written // of the page that is shown, if it lists one
	stands    Stands
	known     string // the address of the station that was exchanged by last
}

func (s *Screen) read(r *reading) error {
	return screen.All(
		screen.Look(&r.status, replica.At(s.ws).Status),
		func() (err error) {
			if r.status.Conflicts > 0 {
				r.questions, err = questions.At(s.ws).Conflicts()
			}
			return
		},
		func() (err error) {
			if r.status.Waiting > 0 {
				r.waiting, err = questions.At(s.ws).Waiting()
			}
			return
		},
		screen.Look(&r.sent, s.hooks.Courier.Sent),
		func() (err error) {
			r.page = s.page.Get()
			if page := r.page; page == tabCame || page == tabTrail { // they are long, and seldom looked at
				r.trail, err = questions.At(s.ws).Trail(mostListed, page == tabCame)
			}
			return
		},
		screen.Look(&r.stands, s.hooks.Station.Stands),
		screen.Look(&r.known, s.hooks.Station.Known),
		func() error {
			if season, err := s.ws.Season(); err == nil { // a desk before its first sync has none
				r.units = season.Cluster.Members
			}
			return nil
		},
	)
}

// failed shows what could be read all the same.
func (s *Screen) failed(r *reading, err error) {
	s.Tell(widgets.Bad, text.Error(err))
	if r.status != nil {
		s.show(r)
	}
}

func (s *Screen) show(r *reading) {
	s.status = r.status
	s.ShowPages(r)
	s.technical.Refresh()
}

// list shows what was read for a page with a list, if it was read for it.
func (s *Screen) list(t *trail, page int, r *reading) {
	if s.Tabs.Chosen() == page && r.page == page {
		t.show(r.trail)
	}
}

// exchange shows the first page.
func (s *Screen) exchange(r *reading) {
	s.showOffer(r.status.Offer)
	s.showAdmission(r.status.Admitted)
	s.showAlarms()
	s.showQuestions(r.questions)
	s.showWaiting(r)
	s.bundles.show(r)
	s.sticks.show(r.status.Unsent)
	s.box.Refresh()
}
