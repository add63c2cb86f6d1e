package review

import (
	"slices"

	"thidua/emulation"
	"thidua/ui/board"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/sheet"
)

// The columns of a sheet that is read for the first time, and of one whose unit answers the review.
var (
	once = []board.Place{{Column: board.ColumnCode, Width: 52}, {Column: board.ColumnName, Width: 190}, {Column: board.ColumnMax, Width: 44},
		{Column: board.ColumnResult, Width: 86}, {Column: board.ColumnSelf, Width: 58}, {Column: board.ColumnVerified, Width: 70},
		{Column: board.ColumnDifference, Width: 58}, {Column: board.ColumnReason, Width: 130, Stretch: true}, {Column: board.ColumnEvidence, Width: 42}}
	again = []board.Place{{Column: board.ColumnCode, Width: 52}, {Column: board.ColumnName, Width: 190}, {Column: board.ColumnMax, Width: 44},
		{Column: board.ColumnResult, Width: 86}, {Column: board.ColumnSelf, Width: 58}, {Column: board.ColumnVerified, Width: 70},
		{Column: board.ColumnFinal, Width: 70}, {Column: board.ColumnDifference, Width: 58}, {Column: board.ColumnReason, Width: 130},
		{Column: board.ColumnEvidence, Width: 42}, {Column: board.ColumnAnswer, Width: 110}}
)

// Places are the columns a sheet needs.
func (x *side) Places(r *board.Reading) []board.Place {
	places := once
	if r.Sheet.Second != nil || r.May.Round == sheet.SecondReview || len(r.Explained) > 0 || r.Sheet.Step != emulation.SheetSubmitted {
		places = again
	}
	if len(x.before) == 0 {
		return places
	}
	i := slices.IndexFunc(places, func(p board.Place) bool { return p.Column == board.ColumnResult })
	return slices.Insert(slices.Clone(places), i, board.Place{Column: board.ColumnBefore, Width: 58})
}

// Fill completes the cells of a criterion.
func (x *side) Fill(r *sheet.Row, c *board.Cells) {
	if len(x.news[r.Code()]) > 0 {
		c[board.ColumnCode].Style = grid.Bold
	}
	if b, ok := x.before[r.Code()]; ok {
		c[board.ColumnBefore] = grid.Cell{Text: x.screen.board.Points(b.Row.Counts()), Style: grid.Muted}
	}
	c[board.ColumnResult].Input = "" // a copy takes it as it is shown
	if r.NA {
		c[board.ColumnSelf] = grid.Cell{Text: text.T("ui.review.na"), Style: grid.Muted}
	}
	if x.round() == sheet.SecondReview && r.Second == nil {
		c[board.ColumnReason].Style = grid.Muted // of the first review
	}
	if column := x.given(); column >= 0 {
		x.fillReview(r, &c[column], &c[board.ColumnReason], &c[board.ColumnDifference])
	}
}

// fillReview completes the cells this desk types into.
func (x *side) fillReview(r *sheet.Row, points, reason, difference *grid.Cell) {
	open := !r.Split && (!r.Reserved || x.may().Office)
	given := x.review(r)
	if given != nil && !given.NA {
		points.Input = board.Limit(given.Points)
	}
	if given == nil {
		reason.Input, reason.Blank = "", true
	} else {
		*reason = grid.Cell{Text: given.Reason}
	}
	points.Editable, reason.Editable = open, open
	if r.NA && r.Provision && given == nil && open {
		*points = grid.Cell{State: grid.Pending, Note: text.T("ui.review.na.ask", "code", r.Code()), Editable: true}
	}
	t := x.typedFor(r)
	if t == nil {
		return
	}
	*points = grid.Cell{Text: t.What.points, Blank: t.What.points == "", Editable: points.Editable}
	*reason = grid.Cell{Text: t.What.reason, Editable: open}
	difference.Text = ""
	switch {
	case t.Fault == nil:
	case t.What.lacksReason:
		points.State, points.Note = grid.Warn, text.Error(t.Fault)
		reason.State, reason.Note = grid.Error, text.Error(t.Fault)
		if d, err := parsePoints(t.What.points); err == nil {
			difference.Text = x.screen.board.Signed(d.Sub(r.Self))
		}
	default:
		points.State, points.Note = grid.Error, text.Error(t.Fault)
	}
}
