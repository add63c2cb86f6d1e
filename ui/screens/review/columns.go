package review

import (
	"slices"

	"fyne.io/fyne/v2"

	"thidua/emulation"
	"thidua/emulation/decimal"
	"thidua/ui/board"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace"
)

// The columns of the table, from left to right.
const (
	columnCode = iota
	columnName
	columnMax
	columnResult
	columnSelf
	columnVerified
	columnFinal
	columnDifference
	columnReason
	columnEvidence
	columnAnswer
	columnCount
)

// The columns of a sheet that is read for the first time, and of one whose unit answers the review.
var (
	once  = []int{columnCode, columnName, columnMax, columnResult, columnSelf, columnVerified, columnDifference, columnReason, columnEvidence}
	again = []int{columnCode, columnName, columnMax, columnResult, columnSelf, columnVerified, columnFinal, columnDifference, columnReason, columnEvidence, columnAnswer}
)

// columnsOf are the columns a sheet needs.
func columnsOf(r *reading) []int {
	if r.sheet.Second != nil || r.may.Round == workspace.SecondReview || len(r.explained) > 0 || r.sheet.Step != emulation.SheetSubmitted {
		return again
	}
	return once
}

// at is the place on screen of a column, -1 if it is not shown.
func (m *model) at(column int) int { return slices.Index(m.shown, column) }

// column is what stands at a place on screen.
func (m *model) column(col int) int {
	if col < 0 || col >= len(m.shown) {
		return -1
	}
	return m.shown[col]
}

// pen is the place on screen where this desk writes points, else that of the unit's own.
func (m *model) pen() int { return m.at(max(m.given(), columnSelf)) }

// Columns are the columns of the table.
func (m *model) Columns() []grid.Column {
	if m.columns == nil {
		figure := func(key string, width float32) grid.Column {
			return grid.Column{Title: text.T(key), Width: width, Align: fyne.TextAlignTrailing}
		}
		all := [columnCount]grid.Column{
			columnCode:       {Title: text.T("ui.sheet.column.code"), Width: 52, Frozen: true},
			columnName:       {Title: text.T("ui.sheet.column.criterion"), Width: 190, Stretch: true, Frozen: true, Wrap: true},
			columnMax:        figure("ui.sheet.column.max", 44),
			columnResult:     figure("ui.sheet.column.result", 86),
			columnSelf:       figure("ui.sheet.column.self", 58),
			columnVerified:   figure("ui.sheet.column.verified", 70),
			columnFinal:      figure("ui.review.column.final", 70),
			columnDifference: figure("ui.review.column.difference", 58),
			columnReason:     {Title: text.T("ui.review.column.reason"), Width: 130, Stretch: len(m.shown) == len(once)},
			columnEvidence:   figure("ui.sheet.column.evidence", 42),
			columnAnswer:     {Title: text.T("ui.review.column.answer"), Width: 110},
		}
		for _, column := range m.shown {
			m.columns = append(m.columns, all[column])
		}
	}
	return m.columns
}

// given is the column this desk gives points in, -1 if it gives none.
func (m *model) given() int {
	switch m.round() {
	case workspace.FirstReview:
		return columnVerified
	case workspace.SecondReview:
		return columnFinal
	}
	return -1
}

// review is what the round this desk writes said of a criterion so far.
func (m *model) review(r *workspace.Row) *workspace.Review {
	if m.round() == workspace.SecondReview {
		return r.Second
	}
	return r.First
}

// write fills a line's cells from its row.
func (m *model) write(l *board.Line) {
	r := l.Row
	cells := make([]grid.Cell, columnCount)
	cells[columnCode].Text, cells[columnName].Text = r.Code(), r.Name()
	cells[columnMax] = grid.Cell{Text: board.Limit(r.Max), Style: grid.Muted}
	if r.Group != nil {
		m.writeGroup(r, cells)
	} else {
		m.writeCriterion(r, cells)
	}
	l.Cells = cells
}

func (m *model) writeGroup(r *workspace.Row, cells []grid.Cell) {
	cells[columnSelf].Text = m.points(r.Self)
	if r.Verified != nil {
		cells[columnVerified].Text = m.points(*r.Verified)
	}
	if r.Final != nil {
		cells[columnFinal].Text = m.points(*r.Final)
	}
	cells[columnDifference].Text = m.difference(r)
	for i := range cells {
		cells[i].Style = grid.Bold
	}
}

func (m *model) writeCriterion(r *workspace.Row, cells []grid.Cell) {
	cells[columnCode].Style = grid.Muted
	if len(m.news[r.Code()]) > 0 {
		cells[columnCode].Style = grid.Bold
	}
	cells[columnResult].Text = board.ShownResult(r, board.AsTyped(r))
	switch {
	case r.NA:
		cells[columnSelf] = grid.Cell{Text: text.T("ui.review.na"), Style: grid.Muted}
	case r.Given:
		cells[columnSelf].Text = m.points(r.Self)
	}
	cells[columnVerified] = board.Figure(m.reading.sheet, r, r.First)
	cells[columnFinal] = board.Figure(m.reading.sheet, r, r.Second)
	cells[columnEvidence] = board.Evidence(r)
	cells[columnAnswer] = board.Answer(m.reading.explained, r.Code())
	cells[columnReason].Text = r.Reason
	if m.round() == workspace.SecondReview && r.Second == nil {
		cells[columnReason].Style = grid.Muted // of the first review
	}
	m.writeReview(r, cells)
}

// writeReview fills the cells this desk types into.
func (m *model) writeReview(r *workspace.Row, cells []grid.Cell) {
	column := m.given()
	if column < 0 {
		cells[columnDifference].Text = m.difference(r)
		return
	}
	open := !r.Split && (!r.Reserved || m.reading.may.Office)
	points, reason := &cells[column], &cells[columnReason]
	given := m.review(r)
	if given != nil && !given.NA {
		points.Input = board.Limit(given.Points)
	}
	if given == nil {
		reason.Input, reason.Blank = "", true
	} else {
		*reason = grid.Cell{Text: given.Reason}
	}
	points.Editable, reason.Editable = open, open
	cells[columnDifference].Text = m.difference(r)
	if r.NA && r.Provision && given == nil && open {
		*points = grid.Cell{State: grid.Pending, Note: text.T("ui.review.na.ask", "code", r.Code()), Editable: true}
	}
	h := m.typedFor(r)
	if h == nil {
		return
	}
	points.Text, points.Input, points.Blank, points.Style, points.State, points.Note = h.points, "", h.points == "", 0, grid.Plain, ""
	*reason = grid.Cell{Text: h.reason, Editable: open}
	cells[columnDifference].Text = ""
	if h.fault == nil {
		return
	}
	note := text.Error(h.fault)
	switch {
	case h.lacksReason:
		points.State, points.Note = grid.Warn, note
		reason.State, reason.Note = grid.Error, note
		if d, err := parsePoints(h.points); err == nil {
			cells[columnDifference].Text = m.signed(d.Sub(r.Self))
		}
	default:
		points.State, points.Note = grid.Error, note
	}
}

// difference is how far the points that count are from the unit's own.
func (m *model) difference(r *workspace.Row) string {
	counts := r.Final
	if counts == nil {
		counts = r.Verified
	}
	if counts == nil || r.NA && r.Group == nil {
		return ""
	}
	return m.signed(counts.Sub(r.Self))
}

// signed writes a difference with its sign; none is not written.
func (m *model) signed(d decimal.Decimal) string {
	switch d.Sign() {
	case 0:
		return ""
	case 1:
		return "+" + m.points(d)
	}
	return m.points(d)
}

func (m *model) points(d decimal.Decimal) string { return board.Points(m.reading.sheet, d) }
