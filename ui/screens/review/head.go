package review

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"thidua/emulation/scoring"
	"thidua/ui/board"
	"thidua/ui/text"
	"thidua/ui/theme"
	"thidua/ui/widgets"
	"thidua/workspace/sheet"
)

// head is the bar above everything: the tabs, whose sheet it is, where it stands and its next steps.
type head struct {
	*board.Head
	screen *Screen
	title  fyne.CanvasObject
	facts  *fyne.Container
	unit   *widgets.Text
	round  *widgets.Badge
	next   *widgets.Text
}

func newHead(s *Screen) *head {
	return &head{Head: board.NewHead(), screen: s, unit: widgets.NewText("", fynetheme.ColorNameForeground).Bold(), round: widgets.NewBadge("", widgets.Info),
		next: widgets.NewText("", theme.ColorNameMuted).Shrinking()}
}

// arrange makes the bar, and gives the line of tools above the table.
func (h *head) arrange() (tools fyne.CanvasObject) {
	s := h.screen
	h.facts = widgets.Line(10, h.next, h.unit, h.Step, h.round, h.Behalf, h.Totals, h.next)
	h.title = widgets.NewTitleBar(text.T("ui.review.title"), widgets.Line(16, h.facts, s.Tabs, h.facts), s.board.Moves.Row)
	before := widgets.NewQuietButton("", fynetheme.MoveUpIcon(), func() { s.jump(-1) })
	after := widgets.NewQuietButton("", fynetheme.MoveDownIcon(), func() { s.jump(1) })
	accept := widgets.NewQuietButton(text.T("ui.review.accept"), fynetheme.ConfirmIcon(), s.acceptRest)
	details := widgets.NewQuietButton("", fynetheme.InfoIcon(), func() { s.layout.toggle(); s.board.Repaint() })
	h.clear()
	return s.board.Tools(details, before, after, accept)
}

// clear shows no sheet.
func (h *head) clear() {
	h.facts.Hide()
	h.screen.board.Moves.Clear()
	h.title.Refresh()
}

// turned shows what belongs to the chosen tab.
func (h *head) turned() {
	sheets := h.screen.Tabs.Chosen() == tabSheets
	h.facts.Hidden = !sheets || !h.screen.board.Begun()
	h.screen.board.Moves.Row.Hidden = !sheets
	h.title.Refresh()
}

// show tells whose sheet is on screen, where it stands and what comes next.
func (h *head) show(r *reading) {
	h.unit.Set(r.Sheet.Unit.Label())
	h.round.Hidden = r.May.Round == 0
	if r.May.Round == sheet.SecondReview {
		h.round.Set(text.T("ui.review.round.2"), widgets.Info)
	} else {
		h.round.Set(text.T("ui.review.round.1"), widgets.Info)
	}
	h.screen.board.Moves.Show(&r.Reading)
	h.next.Set(h.screen.board.Moves.Next(r.Sheet))
	h.Show(r.Sheet, func(u *scoring.UnitResult) string {
		return u.Total.LocaliseFixed(r.Sheet.Set.Rounding.Places, text.Comma())
	})
	h.facts.Hidden = h.screen.Tabs.Chosen() != tabSheets
	h.title.Refresh()
}

// jump goes to the next difference, or to the one before.
func (s *Screen) jump(direction int) {
	if s.board.Begun() && s.Tabs.Chosen() == tabSheets && !s.board.Jump(direction, different) {
		s.board.Why.Set(widgets.Info, text.T("ui.review.no-difference"))
	}
}
