package sheet

import (
	"strings"

	"thidua/ui/board"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace"
)

// selected explains the row the table stands on.
func (s *Screen) selected(row int) {
	l := s.model.Line(row)
	if l == nil {
		s.why.Set(widgets.Neutral, "")
		s.detail.show(nil)
		return
	}
	state, sentence := s.explain(l)
	s.why.Set(state, sentence)
	s.detail.show(l)
}

// explain says how a row's figure came about, or what is wrong with it.
func (s *Screen) explain(l *board.Line) (widgets.State, string) {
	r := l.Row
	if r.Group != nil {
		return widgets.Neutral, text.T("ui.sheet.why.group", "code", r.Code(), "name", r.Name(), "points", s.model.points(r.Self), "max", board.Limit(r.Max))
	}
	cell := l.Cells[columnResult]
	switch {
	case cell.State == grid.Error:
		return widgets.Bad, cell.Note
	case r.Conflict:
		return widgets.Warn, text.T("ui.sheet.conflict")
	}
	for _, column := range []int{columnAnswer, columnFinal, columnVerified} {
		if c := l.Cells[column]; c.Note != "" && c.State != grid.Pending {
			return widgets.Warn, c.Note
		}
	}
	var parts []string
	if r.Given || r.NA {
		parts = append(parts, text.T("ui.sheet.why.self", "code", r.Code(), "sentence", text.Say(s.model.sheet.Self.Explain(r.Code()))))
	} else {
		parts = append(parts, text.T("ui.sheet.why.empty", "code", r.Code(), "how", howTo(r.Criterion)))
	}
	if runes := []rune(r.Typed); len(runes) > longResult {
		parts = append(parts, text.T("ui.sheet.why.typed", "typed", r.Typed))
	}
	if r.Verified != nil {
		parts = append(parts, verifiedSentence(s.model, r))
	}
	if e, ok := s.model.explained[r.Code()]; ok && !e.Accepts {
		parts = append(parts, text.T("ui.talk.explains", "text", e.Text))
	}
	return widgets.Neutral, strings.Join(parts, "  ·  ")
}

func verifiedSentence(m *model, r *workspace.Row) string {
	if r.Reason == "" {
		return text.T("ui.sheet.why.verified", "points", m.points(*r.Verified))
	}
	return text.T("ui.sheet.why.verified-because", "points", m.points(*r.Verified), "reason", r.Reason)
}

// locked says why a cell cannot be typed into.
func (s *Screen) locked(row int) {
	l := s.model.Line(row)
	switch {
	case l == nil:
	case l.Row.Group == nil && l.Row.Conflict:
		s.why.Set(widgets.Warn, text.T("ui.sheet.conflict"))
	case s.model.sheet.Own && !s.model.sheet.Editable:
		s.why.Set(widgets.Info, text.T("ui.sheet.closed", "step", board.StepName(s.model.sheet.Step)))
	case !s.model.sheet.Own:
		s.why.Set(widgets.Info, text.T("ui.sheet.not-yours", "unit", s.model.sheet.Unit.Label()))
	default:
		s.why.Set(widgets.Info, text.T(grid.KeyLocked))
	}
}

// opened is Enter or a double click on a cell that is not edited: a conflict leads to its question, any other to the result cell.
func (s *Screen) opened(row int) {
	l := s.model.Line(row)
	switch {
	case l == nil || l.Row.Group != nil:
	case l.Row.Conflict:
		s.hooks.Decide()
	case s.model.sheet.Editable:
		s.grid.Select(row, columnResult)
	}
}

// previewed says what a waiting paste would do.
func (s *Screen) previewed(p grid.Preview) {
	sentence := p.Sentence(text.T)
	if sentence == "" {
		row, _ := s.grid.Selected()
		s.selected(row)
		return
	}
	s.why.Set(widgets.Info, sentence)
}
