package review

import (
	"cmp"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation/scoring"
	"thidua/ui/board"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// The tabs of the screen.
const (
	tabSheets = iota
	tabWho
)

// head is the lines above the table: the tabs, whose sheet it is and its next steps, then the filters and the totals.
type head struct {
	screen  *Screen
	title   fyne.CanvasObject
	tools   fyne.CanvasObject
	tabs    *widgets.Tabs
	facts   *fyne.Container
	unit    *widgets.Text
	step    *widgets.Badge
	round   *widgets.Badge
	behalf  *widgets.Badge
	next    *widgets.Text
	moves   *board.Moves
	filters *board.Filters
	find    *board.Finder
	totals  *widgets.Facts
}

func newHead(s *Screen) *head {
	h := &head{screen: s, unit: widgets.NewText("", fynetheme.ColorNameForeground).Bold(), step: widgets.NewBadge("", widgets.Neutral),
		round: widgets.NewBadge("", widgets.Info), behalf: widgets.NewBadge(text.T("ui.behalf"), widgets.Warn), next: widgets.NewText("", theme.ColorNameMuted).Shrinking(),
		moves: board.NewMoves(s.stage, s.model.warnings), totals: widgets.NewFacts(), find: board.NewFinder(170)}
	h.tabs = widgets.NewTabs(func(i int) { s.turn(i) }, text.T("ui.review.tab.sheets"), text.T("ui.review.tab.who"))
	h.facts = widgets.Row(10, h.next, h.unit, h.step, h.round, h.behalf, h.totals, h.next)
	all := widgets.Row(16, h.facts, h.tabs, h.facts)
	h.title = widgets.NewTitleBar(text.T("ui.review.title"), all, h.moves.Row)
	h.filters = board.NewFilters(func(i int) { h.filter(filter(i)) }, text.T("ui.sheet.filter.all"), text.T("ui.review.filter.unchecked"),
		text.T("ui.review.filter.different"), text.T("ui.review.filter.answered"), text.T("ui.review.filter.changed"))
	before := widgets.NewQuietButton("", fynetheme.MoveUpIcon(), func() { s.jump(-1) })
	after := widgets.NewQuietButton("", fynetheme.MoveDownIcon(), func() { s.jump(1) })
	accept := widgets.NewQuietButton(text.T("ui.review.accept"), fynetheme.ConfirmIcon(), s.acceptRest)
	details := widgets.NewQuietButton("", fynetheme.InfoIcon(), s.toggleDetails)
	h.find.In(&s.model.Lines, s.grid, columnSelf, s.why, s.stage)
	h.tools = widgets.NewToolbar(details, append(h.filters.Buttons, before, after, accept, h.find.Box)...)
	h.clear()
	return h
}

// clear shows no sheet.
func (h *head) clear() {
	h.facts.Hide()
	h.moves.Clear()
	h.title.Refresh()
}

// turned shows what belongs to a tab.
func (h *head) turned(tab int) {
	h.facts.Hidden = tab != tabSheets || !h.screen.shown
	h.moves.Row.Hidden = tab != tabSheets
	h.title.Refresh()
}

// show tells whose sheet is on screen, where it stands and what comes next.
func (h *head) show(r *reading) {
	sh := r.sheet
	h.unit.Set(sh.Unit.Label())
	h.step.Set(text.Capital(board.StepName(sh.Step)), board.StepState(sh.Step))
	h.round.Hidden = r.may.Round == 0
	if r.may.Round == workspace.SecondReview {
		h.round.Set(text.T("ui.review.round.2"), widgets.Info)
	} else {
		h.round.Set(text.T("ui.review.round.1"), widgets.Info)
	}
	h.behalf.Hidden = sh.OnBehalf == nil
	h.moves.Show(r.sheets, sh, r.may.Moves)
	h.next.Set(cmp.Or(board.Behalf(sh), h.moves.Waiting()))
	h.total(sh)
	h.facts.Hidden = h.tabs.Chosen() != tabSheets
	h.title.Refresh()
}

func (h *head) total(sh *workspace.Sheet) {
	of := func(u *scoring.UnitResult) string { return board.Points(sh, u.Total) }
	facts := []widgets.Fact{{Name: text.T("ui.sheet.total.self"), Value: of(sh.Self)}}
	if sh.Verified != nil {
		facts = append(facts, widgets.Fact{Name: text.T("ui.sheet.total.verified"), Value: of(sh.Verified)})
	}
	if sh.Second != nil {
		facts = append(facts, widgets.Fact{Name: text.T("ui.review.column.final"), Value: of(sh.Second)})
	}
	h.totals.Set(facts...)
}

// filter shows other criteria.
func (h *head) filter(f filter) {
	s := h.screen
	if !s.shown {
		return
	}
	s.grid.Commit()
	s.model.choose(f)
	s.grid.Reload()
	h.mark()
	row, col := s.grid.Selected()
	if l := s.model.Line(row); l != nil && l.Row.Group != nil {
		s.grid.Select(s.model.First(s.model.fits(f)), col)
	}
	s.look()
	s.focus()
	if s.model.Rows() == 0 {
		s.why.Set(widgets.OK, text.T("ui.sheet.filter.none"))
	}
}

// mark shows which filter is chosen, and how many criteria each has.
func (h *head) mark() {
	m := h.screen.model
	h.filters.Mark(int(m.filter), func(i int) int { return m.Count(m.fits(filter(i))) })
	h.tools.Refresh()
}

// jump goes to the next difference, or to the one before.
func (s *Screen) jump(direction int) {
	if !s.shown || s.head.tabs.Chosen() != tabSheets {
		return
	}
	s.grid.Commit()
	row, _ := s.grid.Selected()
	next := s.model.Next(row, direction, s.model.fits(different))
	if next < 0 {
		s.why.Set(widgets.Info, text.T("ui.review.no-difference"))
		return
	}
	s.grid.Select(next, s.model.pen())
	s.focus()
}

// lead goes to a criterion, whatever the filter hides.
func (s *Screen) lead(code string) {
	if s.model.Place(code) < 0 {
		s.head.filter(all)
	}
	s.grid.Select(s.model.Place(code), s.model.pen())
	s.focus()
}

// toggleDetails shows or hides what was done and said about the criterion.
func (s *Screen) toggleDetails() {
	s.low.toggle()
	s.table.Refresh()
	s.focus()
}
