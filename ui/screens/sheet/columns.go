package sheet

import (
	"fyne.io/fyne/v2"

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
	columnEvidence
	columnFinal
	columnReason
	columnAnswer
	columnCount
)

// The columns of a sheet nobody has reviewed yet, and of one that was reviewed, as they stand on screen.
var (
	plain    = []int{columnCode, columnName, columnMax, columnResult, columnSelf, columnVerified, columnEvidence}
	reviewed = []int{columnCode, columnName, columnMax, columnResult, columnSelf, columnVerified, columnFinal, columnReason, columnAnswer, columnEvidence}
)

// Columns are the columns of the table.
func (m *model) Columns() []grid.Column {
	if m.columns == nil {
		figure := func(title string, width float32) grid.Column {
			return grid.Column{Title: title, Width: width, Align: fyne.TextAlignTrailing}
		}
		all := [columnCount]grid.Column{
			columnCode:     {Title: text.T("ui.sheet.column.code"), Width: 62, Frozen: true},
			columnName:     {Title: text.T("ui.sheet.column.criterion"), Width: 240, Stretch: true, Frozen: true, Wrap: true},
			columnMax:      figure(text.T("ui.sheet.column.max"), 58),
			columnResult:   figure(text.T("ui.sheet.column.result"), 128),
			columnSelf:     figure(text.T("ui.sheet.column.self"), 78),
			columnVerified: figure(text.T("ui.sheet.column.verified"), 82),
			columnEvidence: figure(text.T("ui.sheet.column.evidence"), 52),
			columnFinal:    figure(text.T("ui.review.column.final"), 80),
			columnReason:   {Title: text.T("ui.review.column.reason"), Width: 130},
			columnAnswer:   {Title: text.T("ui.review.column.answer"), Width: 130},
		}
		if len(m.shown) == len(reviewed) { // more columns share the room
			all[columnCode].Width, all[columnName].Width, all[columnResult].Width = 52, 170, 90
		}
		for _, column := range m.shown {
			m.columns = append(m.columns, all[column])
		}
	}
	return m.columns
}

// points writes a figure with the sheet's places.
func (m *model) points(d decimal.Decimal) string { return board.Points(m.sheet, d) }

// write fills a line's cells from its row.
func (m *model) write(l *board.Line) {
	r := l.Row
	cells := [columnCount]grid.Cell{columnCode: {Text: r.Code()}, columnName: {Text: r.Name()}}
	if r.Group != nil {
		m.writeGroup(r, &cells)
	} else {
		m.writeCriterion(r, &cells)
	}
	l.Cells = cells[:]
}

func (m *model) writeGroup(r *workspace.Row, cells *[columnCount]grid.Cell) {
	cells[columnMax].Text = board.Limit(r.Max)
	cells[columnSelf].Text = m.points(r.Self)
	if r.Verified != nil {
		cells[columnVerified].Text = m.points(*r.Verified)
	}
	if r.Final != nil {
		cells[columnFinal].Text = m.points(*r.Final)
	}
	for i := range cells {
		cells[i].Style = grid.Bold
	}
}

func (m *model) writeCriterion(r *workspace.Row, cells *[columnCount]grid.Cell) {
	cells[columnCode].Style = grid.Muted
	cells[columnMax] = grid.Cell{Text: board.Limit(r.Max), Style: grid.Muted}
	cells[columnResult] = m.result(r)
	switch {
	case r.NA:
		cells[columnSelf] = grid.Cell{Text: notApplicable, Style: grid.Muted}
	case r.Given:
		cells[columnSelf].Text = m.points(r.Self)
		if r.Provision {
			cells[columnSelf].State = grid.Provisional
		}
	}
	cells[columnVerified] = board.Figure(m.sheet, r, r.First)
	cells[columnFinal] = board.Figure(m.sheet, r, r.Second)
	cells[columnReason].Text = r.Reason
	cells[columnAnswer] = m.answer(r)
	cells[columnEvidence] = board.Evidence(r)
}

const notApplicable = "–"

// result is the cell people type into.
func (m *model) result(r *workspace.Row) grid.Cell {
	typed := board.AsTyped(r)
	c := grid.Cell{Text: board.ShownResult(r, typed), Input: typed, Editable: m.sheet.Editable && !r.Conflict}
	switch {
	case r.Conflict:
		c.State, c.Note = grid.Warn, text.T("ui.sheet.conflict")
	case r.Fault != nil:
		c.State, c.Note = grid.Error, text.Error(r.Fault)
	}
	if t, ok := m.typed[r.Code()]; ok {
		c.Text, c.Input, c.State, c.Note = t.text, t.text, grid.Plain, ""
		if t.err != nil {
			c.State, c.Note = grid.Error, text.Error(t.err)
		}
	}
	return c
}

// longResult is how long an answer may be to be read whole in its cell; the line below the table shows a longer one.
const longResult = 15
