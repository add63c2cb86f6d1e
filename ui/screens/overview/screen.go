package overview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/book"
	"thidua/workspace/replica"
	"thidua/workspace/result"
	"thidua/workspace/sheet"
	todoroom "thidua/workspace/todo"
)

// Place is somewhere else in the window.
type Place int

// The places this screen leads to.
const (
	ToSheet Place = iota + 1
	ToRanking
	ToSyncing
	ToPrinting
	ToTasks
	ToSeason
)

// Hooks lead out of the screen.
type Hooks struct {
	Go        func(Place)
	ShowSheet func(unit emulation.ID)
}

// Screen is the overview.
type Screen struct {
	*screen.Frame

	ws      *workspace.Workspace
	hooks   Hooks
	steps   *steps
	next    *next
	todo    *todo
	own     *own
	line    *line
	members *grid.List
	side    *fyne.Container
}

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, hooks Hooks) *Screen {
	s := &Screen{Frame: screen.NewFrame(host, screen.Hooks{}), ws: ws, hooks: hooks, steps: newSteps()}
	s.next, s.todo, s.own, s.line = newNext(s), newTodo(s), newOwn(), newLine(s)
	s.members = newMembers(s)
	s.Keyboard = func() fyne.Focusable { return s.members.Grid }
	s.arrange()
	screen.Reads(s.Frame, s.read, s.show, s.failed)
	return s
}

// sideWidth is the width of the column at the right, at 100 %.
const sideWidth = 372

func (s *Screen) arrange() {
	title := widgets.NewText(text.T("ui.overview.members"), fynetheme.ColorNameForeground).Bold()
	hint := widgets.NewText(text.T("ui.overview.members.hint"), theme.ColorNameMuted).Shrinking()
	left := widgets.Frame(widgets.NewPanel(widgets.Row(12, hint, title, hint), "", 0, 12, 8), nil, nil, nil,
		widgets.NewPanel(s.members.Grid, "", widgets.Top, 0, 0))
	s.side = widgets.Stack(s.next.panel, s.todo.panel, s.own.panel, s.line.panel)
	side := widgets.NewPanel(widgets.Wide(sideWidth, container.NewVScroll(s.side)), "", widgets.Left, 0, 0)
	s.Arrange(widgets.Frame(nil, nil, nil, side, left), widgets.NewTitleBar(text.T("ui.overview.title"), nil), s.steps.panel)
}

// reading is one look at the data, taken away from the window.
type reading struct {
	status  *replica.Status
	season  *book.Season
	own     *sheet.Sheet // nil on an office's desk
	ranking *result.Ranking
	tasks   []todoroom.Task
}

func (s *Screen) read(r *reading) error {
	if err := screen.All(screen.Look(&r.status, replica.At(s.ws).Status), screen.Look(&r.season, s.ws.Season), screen.Look(&r.tasks, todoroom.At(s.ws).Tasks)); err != nil || r.season.Set == nil {
		return err
	}
	return screen.All(
		func() (err error) {
			if r.status.Me.Subject == emulation.SubjectUnit {
				r.own, err = sheet.At(s.ws).Sheet(r.status.Me.Unit.ID)
			}
			return
		},
		screen.Look(&r.ranking, result.At(s.ws).Ranking),
	)
}

// failed shows what could be read all the same, where there is a season.
func (s *Screen) failed(r *reading, err error) {
	if r.season == nil {
		s.Instead(widgets.NewEmpty(theme.IconPeople.Resource(), text.T("ui.overview.none"), text.Error(err), text.T("ui.overview.to-syncing"),
			func() { s.hooks.Go(ToSyncing) }))
		return
	}
	s.show(r)
	s.Tell(widgets.Bad, text.Error(err))
}

func (s *Screen) show(r *reading) {
	s.Show()
	s.Notice.Clear()
	s.steps.show(r.season.Step)
	s.showMembers(r)
	s.own.show(r)
	s.next.show(r)
	s.todo.show(r)
	s.line.show(r)
	s.side.Refresh()
}
