package sheet

import (
	"strings"

	"thidua/emulation"
	"thidua/ui/board"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/sheet"
)

// Explain says how a criterion's figure came about, or what is wrong with it.
func (x *side) Explain(l *board.Line, _ int) (widgets.State, string) {
	r, b := l.Row, x.screen.board
	cell := l.Cells[board.ColumnResult]
	switch {
	case cell.State == grid.Error:
		return widgets.Bad, cell.Note
	case r.Conflict:
		return widgets.Warn, text.T("ui.sheet.conflict")
	case x.screen.sheet().Asks(r):
		return widgets.Warn, text.T("ui.sheet.doubt", "what", text.Say(*r.Odd))
	}
	for _, column := range []int{board.ColumnAnswer, board.ColumnFinal, board.ColumnVerified} {
		if c := l.Cells[column]; c.Note != "" && c.State != grid.Pending {
			return widgets.Warn, c.Note
		}
	}
	var parts []string
	if r.Given || r.NA {
		parts = append(parts, b.Derivation(r))
	} else {
		parts = append(parts, text.T("ui.sheet.why.empty", "code", r.Code(), "how", text.Say(r.Criterion.Rule.Hint())))
	}
	if runes := []rune(r.Typed); len(runes) > longResult {
		parts = append(parts, text.T("ui.sheet.why.typed", "typed", r.Typed))
	}
	if r.Verified != nil {
		parts = append(parts, verifiedSentence(b, r))
	}
	if said := b.Explanation(r); said != "" {
		parts = append(parts, said)
	}
	return widgets.Neutral, strings.Join(parts, "  ·  ")
}

func verifiedSentence(b *board.Board, r *sheet.Row) string {
	if r.Reason == "" {
		return text.T("ui.sheet.why.verified", "points", b.Points(*r.Verified))
	}
	return text.T("ui.sheet.why.verified-because", "points", b.Points(*r.Verified), "reason", r.Reason)
}

// Locked says why a cell cannot be typed into.
func (x *side) Locked(l *board.Line, _ int) (widgets.State, string) {
	sh := x.screen.sheet()
	switch {
	case l.Row.Group == nil && l.Row.Conflict:
		return widgets.Warn, text.T("ui.sheet.conflict")
	case sh.Editable && l.Row.Criterion != nil && !l.Row.Asked():
		return widgets.Info, text.T("ui.sheet.not-asked", "code", l.Row.Code())
	case sh.Own && !sh.Editable:
		return widgets.Info, text.T("ui.sheet.closed", "step", emulation.Say("step."+string(sh.Step)))
	case !sh.Own:
		return widgets.Info, text.T("ui.sheet.not-yours", "unit", sh.Unit.Label())
	}
	return widgets.Info, text.T(grid.KeyLocked)
}

// Open leads from a conflict to its question, from any other cell to the result.
func (x *side) Open(row int, l *board.Line) {
	switch b := x.screen.board; {
	case l.Row.Conflict:
		x.screen.Decide()
	case x.screen.sheet().Editable:
		b.Grid.Select(row, b.At(board.ColumnResult))
	}
}

// longResult is how long an answer may be to be read whole in its cell; the line below the table shows a longer one.
const longResult = 15
