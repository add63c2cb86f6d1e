package review

import (
	"strings"

	"thidua/ui/board"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/sheet"
)

// Selected shows what was done and said about a line's criterion, and the buttons that answer a unit which says that it does not apply.
func (x *side) Selected(l *board.Line) {
	s := x.screen
	show := l != nil && l.Row.Group == nil && l.Row.NA && x.given() >= 0 && l.Cells[x.given()].Editable
	s.na[0].Hidden = !show || !l.Row.Provision // it was confirmed
	s.na[1].Hidden = !show || l.Row.Verified != nil && !l.Row.First.NA && l.Row.Final == nil
	s.board.Talk.Show(s.board.Reading, l)
	s.proofs.show(l)
}

// Explain says what is wrong in a line, else how the unit's figure came about and what it says.
func (x *side) Explain(l *board.Line, column int) (widgets.State, string) {
	r, b := l.Row, x.screen.board
	for _, c := range []int{column, board.ColumnReason, x.given(), board.ColumnVerified, board.ColumnFinal} {
		if c >= 0 && l.Cells[c].Note != "" {
			return looks[l.Cells[c].State], l.Cells[c].Note
		}
	}
	parts := []string{b.Derivation(r)}
	if said := b.Explanation(r); said != "" {
		parts = append(parts, said)
	}
	if r.Reason != "" {
		parts = append(parts, text.T("ui.review.why.reason", "reason", r.Reason))
	}
	if b, ok := x.before[r.Code()]; ok {
		parts = append(parts, text.T("ui.review.why.before", "season", b.Label, "result", board.Result(b.Row), "points", x.screen.board.Points(b.Row.Counts())))
	}
	if len(x.news[r.Code()]) > 0 {
		parts = append(parts, x.newsOf(r.Code()))
	}
	return widgets.Neutral, strings.Join(parts, "  ·  ")
}

// looks are the states of the line for those of a cell.
var looks = map[grid.State]widgets.State{grid.Error: widgets.Bad, grid.Warn: widgets.Warn, grid.Pending: widgets.Info, grid.OK: widgets.OK}

// onNA does something with the selected line.
func (s *Screen) onNA(do func(*sheet.Row)) {
	row, _ := s.board.Grid.Selected()
	if l := s.board.Line(row); l != nil && l.Row.Group == nil && l.Row.NA {
		s.Focus()
		do(l.Row)
	}
}

// Locked says why a cell cannot be typed into.
func (x *side) Locked(l *board.Line, column int) (widgets.State, string) {
	switch may := x.may(); {
	case l.Row.Group != nil:
		return widgets.Neutral, ""
	case l.Row.Split:
		return widgets.Warn, text.T("ui.review.split")
	case may.Closed != nil:
		return widgets.Info, text.Error(may.Closed)
	case l.Row.Reserved && !may.Office:
		return widgets.Info, text.T("sheet.reserved", "code", l.Row.Code(), "name", l.Row.Name())
	case column == board.ColumnVerified:
		return widgets.Info, text.T("ui.review.locked.first")
	case column == board.ColumnFinal:
		return widgets.Info, text.T("ui.review.locked.second")
	}
	return widgets.Info, text.T(grid.KeyLocked)
}

// Open leads from two verifiers' points to the question, from any other cell to the points.
func (x *side) Open(row int, l *board.Line) {
	if l.Row.Split {
		x.screen.Decide()
	} else if x.given() >= 0 {
		x.screen.board.Stand(row)
	}
}
