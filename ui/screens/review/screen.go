package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/ui/board"
	"thidua/ui/bridge"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// Workspace is what the screen needs of the open data.
type Workspace interface {
	Season() (*workspace.Season, error)
	Periods() ([]string, error)
	In(period string) workspace.Sheets
	Access(field *record.AnyField, unit emulation.ID) (workspace.Access, error)
	Assignments() ([]workspace.AssignmentView, error)
	ProposeAssignments(round workspace.Round) ([]workspace.AssignmentView, error)
	AssignVerifier(sheet, verifier emulation.ID, round workspace.Round) error
	AssignVerifiers(list []workspace.AssignmentView) ([]workspace.AssignmentView, error)
	EndAssignment(sheet, verifier emulation.ID, reason string) error
}

// Hooks lead out of the screen.
type Hooks struct {
	Decide func() // show the questions that a person has to decide
	Saved  func() // something was put on disk; called inside the window
}

// Screen is the verifying screen.
type Screen struct {
	host  bridge.Host
	ws    Workspace
	hooks Hooks

	content fyne.CanvasObject
	place   *fyne.Container // what the chosen tab shows
	body    *fyne.Container // the table, or why there is none
	table   fyne.CanvasObject
	checks  fyne.CanvasObject // the tab of the sheets
	head    *head
	list    *list
	notice  *widgets.Notice
	ask     *widgets.Ask
	grid    *grid.Grid
	why     *widgets.WhyLine
	na      [2]*widgets.Button // confirm that a criterion does not apply, and refuse
	foot    fyne.CanvasObject
	low     *footLayout
	talk    *board.Talk
	stage   *board.Stage
	model   *model
	who     *assignments

	warning string // about a line that was left, until another is selected
	target  bridge.Shared[target]
	reader  *bridge.Repaint
	saves   bridge.Saves
	entered bool // this screen is the one people look at
	shown   bool // a table is on screen
}

// target is the sheet that is asked for; a zero unit is the first to be checked.
type target struct {
	unit   emulation.ID
	period string
}

// footHeight is the height at 100 % of what was done and said about a criterion.
const footHeight = 112

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws Workspace, hooks Hooks) *Screen {
	s := &Screen{host: host, ws: ws, hooks: hooks, notice: widgets.NewNotice(), ask: widgets.NewAsk(text.T("ui.move.cancel"))}
	s.model = &model{screen: s}
	s.model.clear()
	s.grid = grid.New(nothing{})
	s.stage = &board.Stage{Host: host, Ask: s.ask, Notice: s.notice, Keep: s.grid.Commit, Focus: s.focus, Show: s.lead, Decide: hooks.Decide, Done: s.done}
	s.na = [2]*widgets.Button{widgets.NewButton(text.T("ui.review.na.confirm"), nil, func() { s.onNA(s.confirmNA) }),
		widgets.NewButton(text.T("ui.review.na.refuse"), nil, func() { s.onNA(s.refuseNA) })}
	s.why = widgets.NewWhyLine(widgets.Row(6, nil, s.na[0], s.na[1]))
	s.talk = board.NewTalk(s.stage)
	half := func(o fyne.CanvasObject, edges widgets.Edge) fyne.CanvasObject {
		return widgets.NewPanel(o, "", edges, 12, 6)
	}
	s.foot = widgets.NewPanel(widgets.Tall(footHeight, container.NewGridWithColumns(2, half(s.talk.Trail, 0), half(s.talk.Remarks, widgets.Left))), "", widgets.Top, 0, 0)
	s.head = newHead(s)
	s.list = newList(s)
	s.who = newAssignments(s)
	s.listen()
	s.reader = bridge.NewRepaint(host.Queue, s.read)
	s.low = &footLayout{table: s.grid, why: s.why, foot: s.foot}
	s.table = widgets.Frame(s.head.tools, nil, nil, nil, container.New(s.low, s.grid, s.why, s.foot))
	s.body = container.NewStack()
	s.checks = widgets.Frame(nil, nil, s.list.panel, nil, s.body)
	s.place = container.NewStack(s.checks)
	s.content = widgets.Frame(widgets.Stack(s.head.title, s.notice, s.ask), nil, nil, nil, s.place)
	return s
}

// listen connects the table's hooks.
func (s *Screen) listen() {
	s.grid.Later = s.host.Later
	s.grid.OnSelect = func(row, col int) {
		s.warning = ""
		s.selected(row, col)
	}
	s.grid.OnOpen = func(row, _ int) { s.opened(row) }
	s.grid.OnLocked = s.locked
	s.grid.OnGoTo = s.head.find.Focus
	s.grid.OnPreview = func(p grid.Preview) {
		if sentence := p.Sentence(text.T); sentence != "" {
			s.why.Set(widgets.Info, sentence)
			return
		}
		s.look()
	}
}

// Content is what the window shows.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Refresh reads everything again; it may be called from any goroutine.
func (s *Screen) Refresh() { s.reader.Ask() }

// The keys that go to the next difference and to the one before.
var jumps = map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1}

// Enter gives the keyboard to the table, as soon as there is one.
func (s *Screen) Enter() {
	s.entered = true
	for key, direction := range jumps {
		s.host.Window.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt}, func(fyne.Shortcut) { s.jump(direction) })
	}
	s.focus()
}

// Leave commits what stands in an open editor.
func (s *Screen) Leave() {
	s.entered = false
	for key := range jumps {
		s.host.Window.Canvas().RemoveShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt})
	}
	s.Keep()
}

// Keep commits what stands in an open editor.
func (s *Screen) Keep() { s.grid.Commit() }

// Choose shows a unit's sheet.
func (s *Screen) Choose(unit emulation.ID) { s.choose(target{unit, s.target.Get().period}) }

func (s *Screen) choose(t target) {
	s.Keep()
	s.target.Set(t)
	s.shown = false
	s.model.news = map[string][]string{}
	s.ask.Drop()
	s.notice.Clear()
	s.turn(tabSheets)
	s.Refresh()
}

func (s *Screen) focus() {
	if !s.entered {
		return
	}
	switch {
	case s.head.tabs.Chosen() == tabWho:
		s.host.Window.Canvas().Focus(s.who.table.Grid)
	case s.shown:
		s.host.Window.Canvas().Focus(s.grid)
	}
}

// turn shows a tab.
func (s *Screen) turn(tab int) {
	s.Keep()
	s.ask.Drop()
	s.head.tabs.Choose(tab)
	s.place.Objects = []fyne.CanvasObject{s.checks}
	if tab == tabWho {
		s.place.Objects = []fyne.CanvasObject{s.who.content}
	}
	s.head.turned(tab)
	s.place.Refresh()
	s.focus()
}

// done is told after something was written.
func (s *Screen) done() {
	s.hooks.Saved()
	s.Refresh()
}

// reading is one look at the data, taken away from the window.
type reading struct {
	asked       target
	season      *workspace.Season
	periods     []string
	sheets      workspace.Sheets
	list        []workspace.SheetToCheck
	assignments []workspace.AssignmentView
	assign      workspace.Access
	unit        emulation.ID // whose sheet is shown; zero if there is none
	here        bool         // it was handed in

	sheet     *workspace.Sheet
	may       workspace.Reviewing
	explained map[string]workspace.ExplanationView
	kept      map[string]workspace.KeptPoints
	news      workspace.News
	reached   uint64 // number of the last save that was on disk before
	err       error
}

func (s *Screen) read() func() {
	r := &reading{reached: s.saves.Reached(), asked: s.target.Get()}
	r.err = s.readAll(r)
	return func() { s.show(r) }
}

func (s *Screen) readAll(r *reading) (err error) {
	r.sheets = s.ws.In(r.asked.period)
	for _, look := range []func() error{
		func() (err error) { r.season, err = s.ws.Season(); return },
		func() (err error) { r.periods, err = s.ws.Periods(); return },
		func() (err error) { r.assignments, err = s.ws.Assignments(); return },
		func() (err error) { r.assign, err = s.ws.Access(record.Assignment.AnyField, emulation.ID{}); return },
		func() (err error) { r.list, err = r.sheets.ToCheck(); return },
	} {
		if err := look(); err != nil {
			return err
		}
	}
	for _, c := range r.list {
		if c.Unit.ID == r.asked.unit || c.HandedIn && r.asked.unit.IsZero() && r.unit.IsZero() {
			r.unit, r.here = c.Unit.ID, c.HandedIn
		}
	}
	if !r.here {
		return nil
	}
	return r.readSheet()
}

func (r *reading) readSheet() (err error) {
	if r.sheet, err = r.sheets.Sheet(r.unit); err != nil {
		return err
	}
	if r.may, err = r.sheets.Reviewing(r.unit); err != nil {
		return err
	}
	if r.explained, err = board.Explained(r.sheets, r.sheet); err != nil {
		return err
	}
	if r.may.Round != 0 {
		if r.kept, err = r.sheets.KeptReview(r.unit, r.may.Round); err != nil {
			return err
		}
	}
	if r.news, err = r.sheets.News(r.unit); err != nil {
		return err
	}
	return r.sheets.Seen(r.unit)
}

// show puts a reading on screen, unless another sheet was chosen meanwhile.
func (s *Screen) show(r *reading) {
	if r.asked != s.target.Get() {
		return
	}
	if r.err != nil && r.season == nil || r.err != nil && r.sheet == nil {
		s.empty(text.T("ui.review.none"), text.Error(r.err), s.Refresh)
		return
	}
	s.list.show(r)
	s.who.show(r)
	if r.err != nil {
		s.notice.Tell(widgets.Bad, text.Error(r.err))
	}
	if r.sheet == nil {
		s.empty(text.T("ui.review.none"), nothingToCheck(r), nil)
		return
	}
	other := s.model.show(r)
	s.head.show(r)
	if !s.shown {
		s.shown = true
		s.model.choose(all)
		s.head.mark()
		s.grid.SetModel(s.model)
		s.replace(s.table)
		s.grid.Select(s.model.First(s.model.fits(unchecked)), s.model.pen())
		s.focus()
	} else {
		s.head.mark()
		if other {
			s.grid.Reload()
		} else {
			s.grid.Refresh()
		}
	}
	s.look()
}

// nothingToCheck says why there is no sheet to check, and what comes first.
func nothingToCheck(r *reading) string {
	if u, ok := r.season.Cluster.Member(r.unit); ok {
		return text.T("ui.review.none.unit", "unit", u.Label())
	}
	if len(r.list) > 0 {
		return text.T("ui.review.none.waiting", "count", len(r.list))
	}
	return text.T("ui.review.none.assigned")
}

// empty says why there is no table.
func (s *Screen) empty(title, sentence string, again func()) {
	s.shown = false
	s.head.clear()
	s.grid.SetModel(nothing{})
	s.model.clear()
	action := ""
	if again != nil {
		action = text.T("ui.again")
	}
	s.replace(widgets.NewEmpty(theme.IconScales.Resource(), title, sentence, action, again))
}

func (s *Screen) replace(o fyne.CanvasObject) {
	if len(s.body.Objects) == 1 && s.body.Objects[0] == o {
		return
	}
	s.body.Objects = []fyne.CanvasObject{o}
	s.body.Refresh()
}

// nothing is what the table shows before there is a sheet.
type nothing struct{}

func (nothing) Rows() int               { return 0 }
func (nothing) Columns() []grid.Column  { return nil }
func (nothing) Row(int) grid.Row        { return grid.Row{} }
func (nothing) Cell(int, int) grid.Cell { return grid.Cell{} }
func (nothing) Set(int, int, string)    {}
