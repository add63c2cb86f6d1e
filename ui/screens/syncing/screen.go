package syncing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

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
	Folder  func(do func(folder string)) // lets the person choose a folder
	File    func(do func(file string))   // lets the person choose a file
}

// Screen is the sync screen.
type Screen struct {
	*screen.Frame

	ws        *workspace.Workspace
	hooks     Hooks
	box       *fyne.Container
	button    *widgets.Button
	state     *widgets.Badge
	title     fyne.CanvasObject
	questions *section
	waiting   *section
	alarms    *section
	offer     *section
	admission *section
	logs      *logs
	bundles   *bundles
	server    *server
}

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, hooks Hooks) *Screen {
	s := &Screen{Frame: screen.NewFrame(host, screen.Hooks{}), ws: ws, hooks: hooks, state: widgets.NewBadge("", widgets.Neutral)}
	s.button = widgets.NewPrimaryButton(text.T("ui.syncing.now"), fynetheme.ViewRefreshIcon(), hooks.Sync)
	s.title = widgets.NewTitleBar(text.T("ui.syncing.title"), widgets.Row(0, nil, s.state), s.button)
	s.alarms = newSection(text.T("ui.syncing.alarms"))
	s.offer = newSection(text.T("ui.generation"))
	s.admission = newSection(text.T("ui.join"))
	s.questions = newSection(text.T("ui.syncing.questions"))
	s.waiting = newSection(text.T("ui.syncing.waiting"))
	s.logs = newLogs()
	s.bundles = newBundles(s)
	s.server = newServer(s)
	s.box = widgets.Stack(s.offer.panel, s.admission.panel, s.alarms.panel, s.questions.panel, s.waiting.panel, s.bundles.panel, s.logs.panel, s.server.panel)
	s.Arrange(widgets.NewPanel(container.NewScroll(s.box), "", widgets.Top, 0, 0), s.title)
	s.Keyboard = func() fyne.Focusable { return s.button }
	s.Show()
	screen.Reads(s.Frame, s.read, s.show, s.failed)
	s.Line(Line{})
	return s
}

// Line tells how the exchange stands.
func (s *Screen) Line(l Line) {
	s.state.Set(l.Says(s.Now()))
	if l.Running {
		s.button.Disable()
	} else {
		s.button.Enable()
	}
	switch {
	case l.Err != nil && !l.Running:
		s.Notice.Tell(widgets.Warn, text.Error(l.Err))
	case len(l.Doubts) > 0 && !l.Running:
		s.Notice.Tell(widgets.Warn, text.Error(l.Doubts[0]))
	default:
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
	units     []book.Unit // of the season at hand
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
	s.showOffer(r.status.Offer)
	s.showAdmission(r.status.Admitted)
	s.showAlarms(r.status)
	s.showQuestions(r.questions)
	s.showWaiting(r)
	s.logs.show(r.status)
	s.bundles.show(r)
	s.server.show(r.status)
	s.box.Refresh()
}
