package review

import (
	"thidua/emulation"
	"thidua/ui/text"
	"thidua/ui/widgets"
	"thidua/workspace/sheet"
)

// warnings are what only this screen knows to say before a step that ends a review: points that were typed and could not be given, and criteria
// nobody checked.
func (x *side) warnings(to emulation.SheetStep) []widgets.Check {
	if x.given() < 0 || to != emulation.SheetCrossChecked && to != emulation.SheetVerified {
		return nil
	}
	var list []widgets.Check
	left, first := 0, ""
	for _, l := range x.screen.board.All {
		if l.Row.Group != nil {
			continue
		}
		code := l.Row.Code()
		if t := x.typedFor(l.Row); t != nil && t.Fault != nil {
			list = append(list, widgets.Check{State: widgets.Bad, Text: text.T("ui.review.warn.typed", "code", code, "why", t.Fault), Go: func() { x.screen.board.Lead(code) }})
		} else if unreviewed(l.Row) {
			if left++; first == "" {
				first = code
			}
		}
	}
	if left > 0 {
		list = append(list, widgets.Check{State: widgets.Warn, Text: text.T("ui.review.warn.left", "count", left), Go: func() { x.screen.board.Lead(first) }})
	}
	return list
}

// unreviewed says whether no review gave a criterion anything that counts.
func unreviewed(r *sheet.Row) bool { return r.Verified == nil && r.Final == nil }
