package ranking

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// Workspace is what the screen needs of the open data.
type Workspace interface {
	Ranking() (*workspace.Ranking, error)
	Access(kind, field string, unit emulation.ID) (workspace.Access, error)
	Readiness() (workspace.Readiness, error)
	LockResult(reason string) error
	ReopenResult(reason string) error
	ResultHistory() ([]*workspace.Result, error)
	CheckResult() (*workspace.ResultCheck, error)
	Late() ([]workspace.Late, error)
	DecideLate(id workspace.LateID, accept bool, reason string) error
}

// Hooks lead out of the screen.
type Hooks struct {
	Print     func()                  // print the summary and open the paper
	ShowSheet func(unit emulation.ID) // show a unit's sheet
	Decide    func()                  // show the questions that a person has to decide
	Saved     func()                  // something was put on disk; called inside the window
}

// The tabs in their order.
const (
	tabTable = iota
	tabResult
	tabLate
)

// Screen is the ranking.
type Screen struct {
	host    bridge.Host
	hooks   Hooks
	ws      Workspace
	reader  *bridge.Repaint
	content *fyne.Container
	body    fyne.CanvasObject
	place   *fyne.Container
	tabs    *widgets.Tabs
	parts   [3]fyne.CanvasObject
	result  *result
	late    *late
	ask     *widgets.Ask
	grid    *grid.Grid
	model   *model
	why     *widgets.WhyLine
	notice  *widgets.Notice
	marks   [2]*widgets.Badge // provisional, illustrative
	facts   *widgets.Facts
	print   *widgets.Button
	title   fyne.CanvasObject
	entered bool // this screen is the one people look at
}

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws Workspace, hooks Hooks) *Screen {
	s := &Screen{host: host, hooks: hooks, ws: ws, model: &model{}, notice: widgets.NewNotice(), why: widgets.NewWhyLine(nil), facts: widgets.NewFacts()}
	s.grid = grid.New(s.model)
	s.grid.Still, s.grid.Later = true, host.Later
	s.grid.OnSelect = func(row, _ int) { s.selected(row) }
	s.grid.OnOpen = func(row, _ int) {
		if u := s.model.rows[row].unit; !u.IsZero() {
			hooks.ShowSheet(u)
		}
	}
	s.marks = [2]*widgets.Badge{widgets.NewBadge(text.T("ui.provisional"), widgets.Warn), widgets.NewBadge(text.T("ui.illustrative"), widgets.Warn)}
	s.print = widgets.NewPrimaryButton(text.T("ui.ranking.print"), fynetheme.DocumentPrintIcon(), hooks.Print)
	s.title = widgets.NewTitleBar(text.T("ui.ranking.title"), widgets.Row(10, nil, s.marks[0], s.marks[1], s.facts), s.print)
	s.ask, s.result, s.late = widgets.NewAsk(text.T("ui.result.cancel")), newResult(s), newLate(s)
	s.parts = [3]fyne.CanvasObject{tabTable: widgets.Frame(nil, s.why, nil, nil, s.grid), tabResult: s.result.all, tabLate: s.late.table.Content}
	s.tabs = widgets.NewTabs(func(int) { s.turn() }, text.T("ui.ranking.tab.table"), text.T("ui.ranking.tab.result"), text.T("ui.ranking.tab.late"))
	s.place = container.NewStack()
	s.body = widgets.Frame(widgets.Stack(s.title, widgets.NewToolbar(nil, s.tabs), s.notice, s.ask), nil, nil, nil, s.place)
	s.turn()
	s.content = container.NewStack()
	s.reader = bridge.NewRepaint(host.Queue, s.read)
	return s
}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Tell shows a sentence above the table.
func (s *Screen) Tell(state widgets.State, sentence string) { s.notice.Tell(state, sentence) }

// Refresh reads the ranking again; it may be called from any goroutine.
func (s *Screen) Refresh() { s.reader.Ask() }

// Enter gives the table the keyboard.
func (s *Screen) Enter() {
	s.entered = true
	s.focus()
}

// focus gives the keyboard to the table that is shown.
func (s *Screen) focus() {
	if !s.entered || len(s.content.Objects) != 1 || s.content.Objects[0] != s.body {
		return
	}
	switch s.tabs.Chosen() {
	case tabTable:
		s.host.Window.Canvas().Focus(s.grid)
	case tabLate:
		s.host.Window.Canvas().Focus(s.late.table.Grid)
	}
}

// ShowResult shows the locked result, or what stands before it.
func (s *Screen) ShowResult() {
	s.tabs.Choose(tabResult)
	s.turn()
}

// turn shows the chosen tab.
func (s *Screen) turn() {
	s.ask.Drop()
	s.place.Objects = []fyne.CanvasObject{s.parts[s.tabs.Chosen()]}
	s.place.Refresh()
	s.focus()
}

// Leave has nothing to save.
func (s *Screen) Leave() { s.entered = false }

// reading is one look at the data, taken away from the window.
type reading struct {
	ranking *workspace.Ranking
	season  *workspace.Season
	ready   workspace.Readiness
	lock    workspace.Access
	history []*workspace.Result // oldest first
	late    []workspace.Late
	err     error
}

// last is the result that was locked last, nil if none was.
func (r *reading) last() *workspace.Result {
	if len(r.history) == 0 {
		return nil
	}
	return r.history[len(r.history)-1]
}

func (s *Screen) read() func() {
	var r reading
	for _, look := range []func() error{
		func() (err error) { r.ranking, err = s.ws.Ranking(); return },
		func() (err error) { r.ready, err = s.ws.Readiness(); return },
		func() (err error) { r.lock, err = s.ws.Access("season", "result", emulation.ID{}); return },
		func() (err error) { r.history, err = s.ws.ResultHistory(); return },
		func() (err error) { r.late, err = s.ws.Late(); return },
	} {
		if r.err = look(); r.err != nil {
			break
		}
	}
	return func() { s.show(&r) }
}

func (s *Screen) show(x *reading) {
	r := x.ranking
	switch {
	case x.err != nil:
		s.replace(widgets.NewEmpty(theme.IconPodium.Resource(), text.T("ui.ranking.none"), text.Error(x.err), text.T("ui.again"), s.Refresh))
		return
	case len(r.Standings) == 0:
		s.replace(widgets.NewEmpty(theme.IconPodium.Resource(), text.T("ui.ranking.none"), text.T("ui.ranking.none.next"), "", nil))
		return
	}
	x.season = r.Season
	s.model.show(r)
	s.replace(s.body)
	s.marks[0].Hidden = !r.Provisional
	s.marks[1].Hidden = !r.Illustrative
	s.facts.Set(widgets.Fact{Name: text.T("ui.ranking.handed-in"),
		Value: text.T("ui.ranking.of", "here", len(r.Standings), "all", len(r.Standings)+len(r.Missing))})
	s.title.Refresh()
	s.grid.Reload()
	row, _ := s.grid.Selected()
	s.selected(row)
	s.result.show(x)
	s.late.show(x)
	s.tabs.SetCount(tabLate, len(x.late))
}

// act carries out what a person decided away from the window and tells how it went.
func (s *Screen) act(done string, what func() error) {
	s.host.Queue.Go(func() func() {
		err := what()
		return func() {
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
	})
}

// selected explains a unit's place.
func (s *Screen) selected(row int) {
	state, sentence := s.model.explain(row)
	s.why.Set(state, sentence)
}

func (s *Screen) replace(o fyne.CanvasObject) {
	if len(s.content.Objects) == 1 && s.content.Objects[0] == o {
		return
	}
	s.content.Objects = []fyne.CanvasObject{o}
	s.content.Refresh()
	s.focus()
}
