package review

import (
	"strings"

	"thidua/ui/board"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// look explains the selected cell again.
func (s *Screen) look() {
	row, col := s.grid.Selected()
	s.selected(row, col)
	if s.warning != "" {
		s.why.Set(widgets.Warn, s.warning)
	}
}

// selected explains the cell the table stands on, and shows what was done and said about its criterion.
func (s *Screen) selected(row, col int) {
	l := s.model.Line(row)
	s.offerNA(l)
	if l == nil || l.Row.Group != nil {
		s.talk.Show(workspace.Sheets{}, nil, "")
		s.why.Set(widgets.Neutral, s.group(l))
		return
	}
	s.talk.Show(s.model.reading.sheets, s.model.reading.sheet, l.Row.Code())
	s.why.Set(s.explain(l, s.model.column(col)))
}

func (s *Screen) group(l *board.Line) string {
	if l == nil {
		return ""
	}
	r := l.Row
	return text.T("ui.sheet.why.group", "code", r.Code(), "name", r.Name(), "points", s.model.points(r.Self), "max", board.Limit(r.Max))
}

// explain says what is wrong in a line, else how the unit's figure came about and what it says.
func (s *Screen) explain(l *board.Line, col int) (widgets.State, string) {
	r := l.Row
	for _, c := range []int{col, columnReason, s.model.given(), columnVerified, columnFinal} {
		if c < 0 || l.Cells[c].Note == "" {
			continue
		}
		return looks[l.Cells[c].State], l.Cells[c].Note
	}
	parts := []string{text.T("ui.sheet.why.self", "code", r.Code(), "sentence", text.Say(s.model.reading.sheet.Self.Explain(r.Code())))}
	if e, ok := s.model.reading.explained[r.Code()]; ok && !e.Accepts {
		parts = append(parts, text.T("ui.talk.explains", "text", e.Text))
	}
	if r.Reason != "" {
		parts = append(parts, text.T("ui.review.why.reason", "reason", r.Reason))
	}
	if len(s.model.news[r.Code()]) > 0 {
		parts = append(parts, s.model.newsOf(r.Code()))
	}
	return widgets.Neutral, strings.Join(parts, "  ·  ")
}

// looks are the states of the line for those of a cell.
var looks = map[grid.State]widgets.State{grid.Error: widgets.Bad, grid.Warn: widgets.Warn, grid.Pending: widgets.Info, grid.OK: widgets.OK}

// offerNA shows the buttons that answer a unit which says that a criterion does not apply.
func (s *Screen) offerNA(l *board.Line) {
	show := l != nil && l.Row.Group == nil && l.Row.NA && s.model.given() >= 0 && l.Cells[s.model.given()].Editable
	s.na[0].Hidden = !show || !l.Row.Provision // it was confirmed
	s.na[1].Hidden = !show || l.Row.Verified != nil && !l.Row.First.NA && l.Row.Final == nil
}

// onNA does something with the selected line.
func (s *Screen) onNA(do func(*workspace.Row)) {
	row, _ := s.grid.Selected()
	if l := s.model.Line(row); l != nil && l.Row.Group == nil && l.Row.NA {
		s.focus()
		do(l.Row)
	}
}

// locked says why a cell cannot be typed into.
func (s *Screen) locked(row, col int) {
	l := s.model.Line(row)
	if l == nil || l.Row.Group != nil {
		return
	}
	switch may, col := s.model.reading.may, s.model.column(col); {
	case l.Row.Split:
		s.why.Set(widgets.Warn, text.T("ui.review.split"))
	case may.Closed != nil:
		s.why.Set(widgets.Info, text.Error(may.Closed))
	case l.Row.Reserved && !may.Office:
		s.why.Set(widgets.Info, text.T("sheet.reserved", "code", l.Row.Code(), "name", l.Row.Name()))
	case col == columnVerified:
		s.why.Set(widgets.Info, text.T("ui.review.locked.first"))
	case col == columnFinal:
		s.why.Set(widgets.Info, text.T("ui.review.locked.second"))
	default:
		s.why.Set(widgets.Info, text.T(grid.KeyLocked))
	}
}

// opened is Enter or a double click on a cell that is not edited: two verifiers' points lead to the question, any other to the points.
func (s *Screen) opened(row int) {
	l := s.model.Line(row)
	switch {
	case l == nil || l.Row.Group != nil:
	case l.Row.Split:
		s.hooks.Decide()
	case s.model.given() >= 0:
		s.grid.Select(row, s.model.pen())
	}
}
