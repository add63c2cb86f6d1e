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

// Hooks lead out of the screen.
type Hooks struct {
	Open      func(todoroom.Target) // shows where something is done
	Tasks     func()                // shows all there is to do
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
	cards   *fyne.Container // below the members: days, waits, charts
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

// Widths at 100 %: of the column at the right, and what a card below the members needs.
const (
	sideWidth = 372
	cardWidth = 380
)

// The most of the room that the members and the column at the right take; where the members are more, their table scrolls.
const (
	mostMembers = 0.5
	mostSide    = 0.42
)

func (s *Screen) arrange() {
	title := widgets.NewText(text.T("ui.overview.members"), fynetheme.ColorNameForeground).Bold()
	hint := widgets.NewText(text.T("ui.overview.members.hint"), theme.ColorNameMuted).Shrinking()
	s.cards = widgets.Spread(cardWidth)
	table := widgets.Upper(widgets.NewPanel(s.members.Grid, "", widgets.Top, 0, 0), s.members.Rows, mostMembers,
		widgets.NewPanel(container.NewVScroll(s.cards), "", widgets.Top, 0, 0))
	left := widgets.Frame(widgets.NewPanel(widgets.Row(12, hint, title, hint), "", 0, 12, 8), nil, nil, nil, table)
	s.side = widgets.Stack(s.next.panel, s.todo.panel, s.own.panel, s.line.panel)
	side := &widgets.Side{Object: widgets.NewPanel(container.NewVScroll(s.side), "", widgets.Left, 0, 0), Wide: sideWidth, Most: mostSide}
	s.Arrange(widgets.Sides(nil, side, left), widgets.NewTitleBar(text.T("ui.overview.title"), nil), s.steps.panel)
}

// reading is one look at the data, taken away from the window.
type reading struct {
	status  *replica.Status
	season  *book.Season
	own     *sheet.Sheet // nil on an office's desk
	ranking *result.Ranking
	todoroom.Outlook
	years []result.YearOf
}

func (s *Screen) read(r *reading) error {
	err := screen.All(screen.Look(&r.status, replica.At(s.ws).Status), screen.Look(&r.season, s.ws.Season), func() error {
		o, err := todoroom.At(s.ws).Outlook()
		if err == nil {
			r.Outlook = *o
		}
		return err
	})
	if err != nil || r.season.Set == nil {
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
		func() (err error) { r.years, err = result.At(s.ws).Years(r.status.Me.Unit.ID); return },
	)
}

// failed shows what could be read all the same, where there is a season.
func (s *Screen) failed(r *reading, err error) {
	if r.season == nil {
		s.Instead(widgets.NewEmpty(theme.IconPeople.Resource(), text.T("ui.overview.none"), text.Error(err), text.T("ui.overview.to-syncing"),
			s.toSyncing))
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
	s.cards.Objects = []fyne.CanvasObject{s.duesCard(r), groupsChart(r), s.waitsCard(r), verifiedChart(r), yearsChart(r)}
	s.cards.Refresh()
}

// toSyncing shows what waits to be sent and decided.
func (s *Screen) toSyncing() { s.hooks.Open(todoroom.Target{Screen: todoroom.ScreenSync}) }
