package ranking

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/ui/bridge"
	"thidua/ui/screen"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
	"thidua/workspace/book"
	resultroom "thidua/workspace/result"
)

// Hooks lead out of the screen.
type Hooks struct {
	screen.Hooks
	Print     func()                  // print the summary and open the paper
	ShowSheet func(unit emulation.ID) // show a unit's sheet
}

// tabLate is the number of the tab with what came late.
const tabLate = 2

// Screen is the ranking.
type Screen struct {
	*screen.Paged[reading]

	ws     *workspace.Workspace
	room   resultroom.Room
	result *result
	marks  [2]*widgets.Badge // provisional, illustrative
	facts  *widgets.Facts
	title  fyne.CanvasObject
}

// New makes the screen; it shows something once Refresh was called.
func New(host bridge.Host, ws *workspace.Workspace, hooks Hooks) *Screen {
	s := &Screen{Paged: screen.NewPaged[reading](host, hooks.Hooks), ws: ws, room: resultroom.At(ws), facts: widgets.NewFacts()}
	s.Icon, s.None = theme.IconPodium.Resource(), text.T("ui.ranking.none")
	s.marks = [2]*widgets.Badge{widgets.NewBadge(text.T("ui.provisional"), widgets.Warn), widgets.NewBadge(text.T("ui.illustrative"), widgets.Warn)}
	print := widgets.NewPrimaryButton(text.T("ui.ranking.print"), fynetheme.DocumentPrintIcon(), hooks.Print)
	s.title = widgets.NewTitleBar(text.T("ui.ranking.title"), widgets.Flow(10, s.marks[0], s.marks[1], s.facts), print)
	table, late := newTable(s, hooks.ShowSheet), newLate(s)
	s.result = newResult(s)
	s.Fill(
		screen.Listed(text.T("ui.ranking.tab.table"), table.t, table.show),
		screen.Page[reading]{Tab: text.T("ui.ranking.tab.result"), Content: s.result.all, Show: s.result.show},
		screen.Listed(text.T("ui.ranking.tab.late"), late.table, late.show),
	)
	s.Arrange(s.Place, s.title, widgets.NewToolbar(nil, s.Tabs))
	screen.Reads(s.Frame, s.read, s.show)
	return s
}

// reading is one look at the data, taken away from the window.
type reading struct {
	ranking *resultroom.Ranking
	season  *book.Season
	ready   resultroom.Readiness
	lock    book.Access
	history []*resultroom.Result // oldest first
	late    []resultroom.Late
}

// last is the result that was locked last, nil if none was.
func (r *reading) last() *resultroom.Result {
	if len(r.history) == 0 {
		return nil
	}
	return r.history[len(r.history)-1]
}

func (s *Screen) read(r *reading) error {
	return screen.All(screen.Look(&r.ranking, s.room.Ranking), screen.Look(&r.ready, s.room.Readiness),
		func() (err error) { r.lock, err = s.ws.Access(record.Season.Result.AnyField, emulation.ID{}); return },
		screen.Look(&r.history, s.room.ResultHistory), screen.Look(&r.late, s.room.Late))
}

func (s *Screen) show(x *reading) {
	r := x.ranking
	if len(r.Standings) == 0 {
		s.Instead(widgets.NewEmpty(s.Icon, s.None, text.T("ui.ranking.none.next"), "", nil))
		return
	}
	x.season = r.Season
	s.marks[0].Hidden = !r.Open()
	s.marks[1].Hidden = !r.Illustrative
	s.facts.Set(widgets.Fact{Name: text.T("ui.ranking.handed-in"),
		Value: text.T("ui.ranking.of", "here", len(r.Standings), "all", len(r.Standings)+len(r.Missing))})
	s.title.Refresh()
	s.ShowPages(x)
	s.Tabs.SetCount(tabLate, len(x.late))
	s.Show()
}
