package syncing

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// Workspace is what the screen needs of the open data.
type Workspace interface {
	Status() (*workspace.Status, error)
	Conflicts() ([]workspace.Question, error)
	Settle(q workspace.Question, choice int) error
	Waiting() ([]workspace.Waiting, error)
	SetServer(address string) error
}

// Hooks lead out of the screen.
type Hooks struct {
	Sync    func()                                                      // exchange now
	TakeIn  func(w workspace.Waiting, accept bool, reason string) error // called away from the window
	Changed func()                                                      // the server's address is another one
}

// Line is how the exchange with the others stands.
type Line struct {
	Running bool
	At      time.Time // of the last exchange that went through; zero if there was none since the program began
	Err     error     // why the last one did not
}

// Screen is the sync screen.
type Screen struct {
	host   bridge.Host
	ws     Workspace
	hooks  Hooks
	reader *bridge.Repaint

	content   fyne.CanvasObject
	box       *fyne.Container
	notice    *widgets.Notice
	button    *widgets.Button
	state     *widgets.Badge
	title     fyne.CanvasObject
	questions *section
	waiting   *section
	alarms    *section
	logs      *logs
	server    *server
	line      Line
}

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws Workspace, hooks Hooks) *Screen {
	s := &Screen{host: host, ws: ws, hooks: hooks, notice: widgets.NewNotice(), state: widgets.NewBadge("", widgets.Neutral)}
	s.button = widgets.NewPrimaryButton(text.T("ui.syncing.now"), fynetheme.ViewRefreshIcon(), hooks.Sync)
	s.title = widgets.NewTitleBar(text.T("ui.syncing.title"), widgets.Row(0, nil, s.state), s.button)
	s.alarms = newSection(text.T("ui.syncing.alarms"))
	s.questions = newSection(text.T("ui.syncing.questions"))
	s.waiting = newSection(text.T("ui.syncing.waiting"))
	s.logs = newLogs()
	s.server = newServer(s)
	s.box = widgets.Stack(s.alarms.panel, s.questions.panel, s.waiting.panel, s.logs.panel, s.server.panel)
	s.content = widgets.Frame(widgets.Stack(s.title, s.notice), nil, nil, nil, widgets.NewPanel(container.NewScroll(s.box), "", widgets.Top, 0, 0))
	s.reader = bridge.NewRepaint(host.Queue, s.read)
	s.Show(Line{})
	return s
}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Refresh reads everything again; it may be called from any goroutine.
func (s *Screen) Refresh() { s.reader.Ask() }

// Enter gives the keyboard to the button.
func (s *Screen) Enter() { s.host.Window.Canvas().Focus(s.button) }

// Leave has nothing to save.
func (s *Screen) Leave() {}

// Show tells how the exchange stands.
func (s *Screen) Show(l Line) {
	s.line = l
	switch {
	case l.Running:
		s.state.Set(text.T("ui.line.running"), widgets.Info)
	case l.Err != nil:
		s.state.Set(text.T("ui.line.offline"), widgets.Warn)
	case !l.At.IsZero():
		s.state.Set(text.T("ui.line.synced", "time", l.At.Format("15:04")), widgets.OK)
	default:
		s.state.Set(text.T("ui.line.not-yet"), widgets.Neutral)
	}
	if l.Running {
		s.button.Disable()
	} else {
		s.button.Enable()
	}
	if l.Err != nil && !l.Running {
		s.notice.Tell(widgets.Warn, text.Error(l.Err))
	} else {
		s.notice.Clear()
	}
	s.title.Refresh()
}

// reading is one look at the data, taken away from the window.
type reading struct {
	status    *workspace.Status
	questions []workspace.Question
	waiting   []workspace.Waiting
	err       error
}

func (s *Screen) read() func() {
	var r reading
	if r.status, r.err = s.ws.Status(); r.err == nil && r.status.Conflicts > 0 {
		r.questions, r.err = s.ws.Conflicts()
	}
	if r.err == nil && r.status.Waiting > 0 {
		r.waiting, r.err = s.ws.Waiting()
	}
	return func() { s.show(&r) }
}

func (s *Screen) show(r *reading) {
	if r.err != nil {
		s.notice.Tell(widgets.Bad, text.Error(r.err))
	}
	if r.status == nil {
		return
	}
	s.showAlarms(r.status)
	s.showQuestions(r.questions)
	s.showWaiting(r)
	s.logs.show(r.status)
	s.server.show(r.status)
	s.box.Refresh()
}

// act carries out a person's choice away from the window and tells what went wrong.
func (s *Screen) act(what func() error) {
	s.host.Queue.Go(func() func() {
		err := what()
		return func() {
			if err != nil {
				s.notice.Tell(widgets.Bad, text.Error(err))
			}
			s.Refresh()
		}
	})
}
