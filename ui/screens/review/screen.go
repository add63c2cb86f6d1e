package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"thidua/emulation"
	"thidua/ui/board"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/review"
)

// Hooks lead out of the screen.
type Hooks struct {
	screen.Hooks
	board.Viewer
	Sync func() // exchange now, if there is a line
}

// Screen is the verifying screen.
type Screen struct {
	*screen.Paged[reading]

	ws     *workspace.Workspace
	hooks  Hooks
	room   review.Room
	board  *board.Board
	side   *side
	head   *head
	list   *list
	proofs *evidence
	layout *footLayout
	na     [2]*widgets.Button // confirm that a criterion does not apply, and refuse

	target   bridge.Shared[target]
	drafting drafting
	saves    bridge.Saves
}

// target is the sheet that is asked for; a zero unit is the first to be checked.
type target struct {
	unit   emulation.ID
	period string
}

// tabSheets is the number of the tab with the sheets.
const tabSheets = 0

// footHeight is the height at 100 % of what was done and said about a criterion.
const footHeight = 112

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, hooks Hooks) *Screen {
	s := &Screen{Paged: screen.NewPaged[reading](host, hooks.Hooks), ws: ws, hooks: hooks, room: review.At(ws)}
	s.side = &side{screen: s}
	s.side.clear()
	s.na = [2]*widgets.Button{widgets.NewButton(text.T("ui.review.na.confirm"), nil, func() { s.onNA(s.confirmNA) }),
		widgets.NewButton(text.T("ui.review.na.refuse"), nil, func() { s.onNA(s.refuseNA) })}
	s.board = board.New(s.Frame, s.side, 170, widgets.Row(6, nil, s.na[0], s.na[1]), text.T("ui.review.filter.unchecked"),
		text.T("ui.review.filter.different"), text.T("ui.review.filter.answered"), text.T("ui.review.filter.changed"))
	s.board.Grid.Ticks, s.board.Grid.OnEditing, s.board.Grid.OnAbandon = s.Every, s.draft, func(row, _ int) { s.abandon(row) }
	s.board.Moves.Warn = s.side.warnings
	s.board.Find.From = board.ColumnSelf
	s.head, s.list, s.proofs = newHead(s), newList(s), newEvidence(s)
	who := newAssignments(s)
	checks := widgets.Frame(nil, nil, s.list.panel, nil, s.board.Body)
	s.Fill(
		screen.Page[reading]{Tab: text.T("ui.review.tab.sheets"), Content: checks, Show: s.list.show, Focus: s.board.Keyboard, Keep: s.board.Grid.Commit},
		screen.Listed(text.T("ui.review.tab.who"), who.table, who.show).In(who.content),
	)
	s.board.Table = s.table(s.head.arrange())
	s.Turned = s.head.turned
	s.Arrange(s.Place, s.head.title)
	s.Show()
	screen.Reads(s.Frame, s.read, s.show, s.failed)
	return s
}

// table is the tools, the table and the line that explains it, above what was done and said about the criterion.
func (s *Screen) table(tools fyne.CanvasObject) fyne.CanvasObject {
	third := func(o fyne.CanvasObject, edges widgets.Edge) fyne.CanvasObject {
		return widgets.NewPanel(o, "", edges, 12, 6)
	}
	talk := container.NewGridWithColumns(3, third(s.proofs.body, 0), third(s.board.Talk.Trail, widgets.Left), third(s.board.Talk.Remarks, widgets.Left))
	foot := widgets.NewPanel(widgets.Tall(footHeight, talk), "", widgets.Top, 0, 0)
	s.layout = &footLayout{table: s.board.Grid, why: s.board.Why, foot: foot}
	return widgets.Frame(tools, nil, nil, nil, container.New(s.layout, s.board.Grid, s.board.Why, foot))
}

// The keys that go to the next difference and to the one before.
var jumps = map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1}

// Enter gives the keyboard to the table, as soon as there is one.
func (s *Screen) Enter() {
	for key, direction := range jumps {
		s.Window.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt}, func(fyne.Shortcut) { s.jump(direction) })
	}
	s.Paged.Enter()
}

// Leave commits what stands in an open editor.
func (s *Screen) Leave() {
	for key := range jumps {
		s.Window.Canvas().RemoveShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierAlt})
	}
	s.Paged.Leave()
}

// Choose shows a unit's sheet.
func (s *Screen) Choose(unit emulation.ID) { s.choose(target{unit, s.target.Get().period}) }

func (s *Screen) choose(t target) {
	s.Keep()
	s.target.Set(t)
	s.side.news = map[string][]string{}
	s.board.Begin()
	s.Turn(tabSheets)
	s.Refresh()
}

// show puts a reading on screen, unless another sheet was chosen meanwhile.
func (s *Screen) show(r *reading) {
	if r.asked != s.target.Get() {
		return
	}
	s.ShowPages(r)
	if r.Sheet == nil {
		s.empty(nothingToCheck(r), nil)
		return
	}
	s.side.show(r)
	s.head.show(r)
	s.board.Show(&r.Reading)
}

// failed shows what could be read all the same.
func (s *Screen) failed(r *reading, err error) {
	switch {
	case r.asked != s.target.Get():
	case r.season == nil || r.Sheet == nil:
		s.empty(text.Error(err), s.Refresh)
	default:
		s.show(r)
		s.Tell(widgets.Bad, text.Error(err))
	}
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
func (s *Screen) empty(sentence string, again func()) {
	s.head.clear()
	action := ""
	if again != nil {
		action = text.T("ui.again")
	}
	s.board.Empty(widgets.NewEmpty(theme.IconScales.Resource(), text.T("ui.review.none"), sentence, action, again))
	s.side.clear()
}
