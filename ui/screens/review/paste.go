package review

import (
	"thidua/ui/board"
	"thidua/ui/text"
)

// Land lets everything land below its own heading.
func (x *side) Land(_ *board.Line, column int) int { return column }

// Doubt is why points cannot be given; that a reason is missing is said once they are.
func (x *side) Doubt(l *board.Line, column int, typed string) string {
	if column != x.given() {
		return ""
	}
	t := x.begin(l)
	t.What.set(column, typed)
	if judge(l.Row, t); t.Fault == nil || t.What.lacksReason {
		return ""
	}
	return text.Error(t.Fault)
}
