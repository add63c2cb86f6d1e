package overview

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
	Me() (workspace.Me, error)
	Season() (*workspace.Season, error)
	Sheet(unit emulation.ID) (*workspace.Sheet, error)
	Ranking() (*workspace.Ranking, error)
	Status() (*workspace.Status, error)
	Tasks() ([]workspace.Task, error)
}

// Place is somewhere else in the window.
type Place int

// The places this screen leads to.
const (
	ToSheet Place = iota + 1
	ToRanking
	ToSyncing
	ToPrinting
	ToTasks
)

// Hooks lead out of the screen.
type Hooks struct {
	Go        func(Place)
	ShowSheet func(unit emulation.ID)
}

// Screen is the overview.
type Screen struct {
	host    bridge.Host
	ws      Workspace
	hooks   Hooks
	reader  *bridge.Repaint
	content *fyne.Container
	body    fyne.CanvasObject
	notice  *widgets.Notice
	steps   *steps
	next    *next
	todo    *todo
	own     *own
	line    *line
	members *members
	table   *grid.Grid
	side    *fyne.Container
	entered bool // this screen is the one people look at
}

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws Workspace, hooks Hooks) *Screen {
	s := &Screen{host: host, ws: ws, hooks: hooks, notice: widgets.NewNotice(), steps: newSteps()}
	s.next, s.todo, s.own, s.line = newNext(s), newTodo(s), newOwn(s), newLine(s)
	s.members = &members{}
	s.table = grid.New(s.members)
	s.table.OnOpen = func(row, _ int) { hooks.ShowSheet(s.members.rows[row].unit) }
	s.table.Still, s.table.Later = true, host.Later
	s.reader = bridge.NewRepaint(host.Queue, s.read)
	s.body = s.arrange()
	s.content = container.NewStack()
	return s
}

// sideWidth is the width of the column at the right, at 100 %.
const sideWidth = 372

func (s *Screen) arrange() fyne.CanvasObject {
	head := widgets.Stack(widgets.NewTitleBar(text.T("ui.overview.title"), nil), s.steps.panel, s.notice)
	title := widgets.NewText(text.T("ui.overview.members"), fynetheme.ColorNameForeground).Bold()
	hint := widgets.NewText(text.T("ui.overview.members.hint"), theme.ColorNameMuted).Shrinking()
	left := widgets.Frame(widgets.NewPanel(widgets.Row(12, hint, title, hint), "", 0, 12, 8), nil, nil, nil,
		widgets.NewPanel(s.table, "", widgets.Top, 0, 0))
	s.side = widgets.Stack(s.next.panel, s.todo.panel, s.own.panel, s.line.panel)
	side := widgets.NewPanel(widgets.Wide(sideWidth, container.NewVScroll(s.side)), "", widgets.Left, 0, 0)
	return widgets.Frame(head, nil, nil, side, left)
}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Refresh reads everything again; it may be called from any goroutine.
func (s *Screen) Refresh() { s.reader.Ask() }

// Enter gives the keyboard to the table.
func (s *Screen) Enter() {
	s.entered = true
	if len(s.content.Objects) == 1 && s.content.Objects[0] == s.body {
		s.host.Window.Canvas().Focus(s.table)
	}
}

// Leave has nothing to save.
func (s *Screen) Leave() { s.entered = false }

// reading is one look at the data, taken away from the window.
type reading struct {
	status  *workspace.Status
	season  *workspace.Season
	own     *workspace.Sheet // nil on an office's desk
	ranking *workspace.Ranking
	tasks   []workspace.Task
	err     error
}

func (s *Screen) read() func() {
	var r reading
	if r.status, r.err = s.ws.Status(); r.err == nil {
		r.season, r.err = s.ws.Season()
	}
	if r.err == nil {
		r.tasks, r.err = s.ws.Tasks()
	}
	if r.err == nil && r.season.Set != nil {
		if r.status.Me.Subject == emulation.SubjectUnit {
			r.own, r.err = s.ws.Sheet(r.status.Me.Unit.ID)
		}
		if r.err == nil {
			r.ranking, r.err = s.ws.Ranking()
		}
	}
	return func() { s.show(&r) }
}

func (s *Screen) show(r *reading) {
	if r.season == nil {
		s.replace(widgets.NewEmpty(theme.IconPeople.Resource(), text.T("ui.overview.none"), text.Error(r.err), text.T("ui.overview.to-syncing"),
			func() { s.hooks.Go(ToSyncing) }))
		return
	}
	s.replace(s.body)
	if r.err != nil {
		s.notice.Tell(widgets.Bad, text.Error(r.err))
	} else {
		s.notice.Clear()
	}
	s.steps.show(r.season.Step)
	s.members.show(r)
	s.table.Reload()
	s.own.show(r)
	s.next.show(r)
	s.todo.show(r)
	s.line.show(r)
	s.side.Refresh()
}

func (s *Screen) replace(o fyne.CanvasObject) {
	if len(s.content.Objects) == 1 && s.content.Objects[0] == o {
		return
	}
	s.content.Objects = []fyne.CanvasObject{o}
	s.content.Refresh()
	if s.entered && o == s.body {
		s.host.Window.Canvas().Focus(s.table)
	}
}
