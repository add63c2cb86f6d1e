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
}

// Hooks lead out of the screen.
type Hooks struct {
	Print     func()                  // print the summary and open the paper
	ShowSheet func(unit emulation.ID) // show a unit's sheet
}

// Screen is the ranking.
type Screen struct {
	host    bridge.Host
	hooks   Hooks
	ws      Workspace
	reader  *bridge.Repaint
	content *fyne.Container
	body    fyne.CanvasObject
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
	s.body = widgets.Frame(widgets.Stack(s.title, s.notice), s.why, nil, nil, widgets.NewPanel(s.grid, "", widgets.Top, 0, 0))
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
	if len(s.content.Objects) == 1 && s.content.Objects[0] == s.body {
		s.host.Window.Canvas().Focus(s.grid)
	}
}

// Leave has nothing to save.
func (s *Screen) Leave() { s.entered = false }

func (s *Screen) read() func() {
	r, err := s.ws.Ranking()
	return func() { s.show(r, err) }
}

func (s *Screen) show(r *workspace.Ranking, err error) {
	switch {
	case err != nil:
		s.replace(widgets.NewEmpty(theme.IconPodium.Resource(), text.T("ui.ranking.none"), text.Error(err), text.T("ui.again"), s.Refresh))
		return
	case len(r.Standings) == 0:
		s.replace(widgets.NewEmpty(theme.IconPodium.Resource(), text.T("ui.ranking.none"), text.T("ui.ranking.none.next"), "", nil))
		return
	}
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
	if s.entered && o == s.body {
		s.host.Window.Canvas().Focus(s.grid)
	}
}
