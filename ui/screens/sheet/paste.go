package sheet

import (
	"strings"

	"thidua/emulation/decimal"
	"thidua/emulation/rule"
	"thidua/ui/board"
	"thidua/ui/text"
)

// Land puts the points a unit gave itself where they are its result: with a criterion that people score. Elsewhere they follow from the result.
func (x *side) Land(l *board.Line, column int) int {
	c := l.Row.Criterion
	if column == board.ColumnSelf && c != nil && l.Cells[board.ColumnResult].Editable {
		if _, scored := c.Rule.Parameters.(*rule.Manual); scored && c.Factor().Equal(decimal.FromInt(1)) {
			return board.ColumnResult
		}
	}
	return column
}

// Doubt is why a result cannot be read, or can hardly be meant: also a share of 1 where a percentage is asked for, as a workbook gives it.
func (x *side) Doubt(l *board.Line, column int, typed string) string {
	if column != board.ColumnResult || l.Row.Criterion == nil {
		return ""
	}
	in, err := l.Row.Criterion.Rule.ReadTyped(typed)
	if err != nil {
		return text.Error(err)
	}
	if m, odd := l.Row.Criterion.Odd(in); odd {
		return text.T("sheet.doubtful", "what", text.Say(m))
	}
	if rate, ok := in.Answer.(*rule.Rate); ok && rate.Value != nil && rate.Value.Sign() > 0 && rate.Value.Cmp(decimal.FromInt(1)) <= 0 && !strings.Contains(typed, "%") {
		return text.T("ui.sheet.paste.share", "typed", typed, "percent", rate.Value.Mul(decimal.FromInt(100)).Localise(text.Comma()))
	}
	return ""
}
