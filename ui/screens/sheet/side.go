package sheet

import (
	"thidua/ui/board"
	"thidua/ui/grid"
	"thidua/ui/text"
	"thidua/workspace/sheet"
)

// The filters after all criteria.
const (
	notScored = iota + 1
	noEvidence
	invalid
	unanswered // a review scored otherwise, and the unit has not answered
)

// The columns of a sheet nobody has reviewed yet, and of one that was reviewed, where more columns share the room.
var (
	plain = []board.Place{{Column: board.ColumnCode, Width: 62}, {Column: board.ColumnName, Width: 240}, {Column: board.ColumnMax, Width: 58},
		{Column: board.ColumnResult, Width: 128}, {Column: board.ColumnSelf, Width: 78}, {Column: board.ColumnVerified, Width: 82},
		{Column: board.ColumnEvidence, Width: 52}}
	reviewed = []board.Place{{Column: board.ColumnCode, Width: 52}, {Column: board.ColumnName, Width: 170}, {Column: board.ColumnMax, Width: 58},
		{Column: board.ColumnResult, Width: 90}, {Column: board.ColumnSelf, Width: 78}, {Column: board.ColumnVerified, Width: 82},
		{Column: board.ColumnFinal, Width: 80}, {Column: board.ColumnReason, Width: 130}, {Column: board.ColumnAnswer, Width: 130},
		{Column: board.ColumnEvidence, Width: 52}}
)

// side is the table as its unit sees it, which types results and explanations.
type side struct {
	screen  *Screen
	typed   board.Held[string] // results
	answers board.Held[string] // explanations
}

var _ board.Side = (*side)(nil)

// show takes a reading in; what was saved before it is no longer held on top.
func (x *side) show(r *reading) {
	x.typed.Settle(r.Reached)
	x.answers.Settle(r.Reached)
	x.screen.board.Offer(unanswered, r.May.Explains && r.Sheet.Own)
}

// Places are the columns a sheet needs.
func (x *side) Places(r *board.Reading) []board.Place {
	for i := range r.Sheet.Rows {
		if r.Sheet.Rows[i].First != nil || r.Sheet.Rows[i].Second != nil {
			return reviewed
		}
	}
	return plain
}

// Fits says whether a criterion belongs to a filter.
func (x *side) Fits(filter int, r *sheet.Row) bool {
	switch filter {
	case notScored:
		return r.Typed == "" && !r.NA && r.Asked()
	case noEvidence:
		return board.LacksEvidence(r)
	case invalid:
		return r.Fault != nil || r.Conflict || x.screen.sheet().Asks(r)
	}
	_, answered := x.screen.board.Reading.Explained[r.Code()]
	return x.explains(r) && r.Unanswered(answered)
}

// First is what is to be answered, else what is to be scored.
func (x *side) First() int {
	if x.screen.board.Fitting(unanswered) > 0 {
		return unanswered
	}
	return notScored
}

// explains says whether the unit may answer what a review gave a criterion.
func (x *side) explains(r *sheet.Row) bool {
	read := x.screen.board.Reading
	return read.Sheet.Own && read.May.Explains && r.Criterion != nil && r.Differs()
}

// Entry is the explanation where one is awaited, else the result.
func (x *side) Entry(l *board.Line) int {
	if x.explains(l.Row) {
		return board.ColumnAnswer
	}
	return board.ColumnResult
}

const notApplicable = "–"

// Fill completes the cells of a criterion.
func (x *side) Fill(r *sheet.Row, c *board.Cells) {
	if r.NA {
		c[board.ColumnSelf] = grid.Cell{Text: notApplicable, Style: grid.Muted}
	}
	x.fillResult(r, &c[board.ColumnResult])
	x.fillAnswer(r, &c[board.ColumnAnswer])
}

// fillResult completes the cell people type into.
func (x *side) fillResult(r *sheet.Row, c *grid.Cell) {
	c.Editable = x.screen.sheet().Editable && !r.Conflict && (r.Asked() || r.Typed != "")
	switch {
	case r.Conflict:
		c.State, c.Note = grid.Warn, text.T("ui.sheet.conflict")
	case r.Fault != nil:
		c.State, c.Note = grid.Error, text.Error(r.Fault)
	case r.Open && x.screen.drafting.code != r.Code():
		c.State, c.Note = grid.Error, text.T("ui.sheet.unconfirmed")
	case r.Odd != nil && !r.Sure:
		c.State, c.Note = grid.Warn, text.T("sheet.doubtful", "what", text.Say(*r.Odd))
	}
	if t := x.typed[r.Code()]; t != nil {
		lay(c, t)
	}
}

// fillAnswer completes the cell in which the unit explains itself, where a review scored otherwise.
func (x *side) fillAnswer(r *sheet.Row, c *grid.Cell) {
	if x.explains(r) {
		c.Editable = true
		if c.Text == "" && r.Asked() {
			c.State, c.Note = grid.Pending, text.T("ui.explain.ask")
		}
		c.Blank = c.State == grid.OK // agreed: an editor opens empty
	}
	if t := x.answers[r.Code()]; t != nil {
		lay(c, t)
	}
}

// lay puts what was typed over a cell.
func lay(c *grid.Cell, t *board.Typed[string]) {
	c.Text, c.Input, c.Blank, c.State, c.Note = t.What, t.What, false, grid.Plain, ""
	if t.Fault != nil {
		c.State, c.Note = grid.Error, text.Error(t.Fault)
	}
}

// Set takes what was typed: results are one step of undo, each explanation is saved by itself.
func (x *side) Set(op grid.Op, changes []board.Change) {
	s, st := x.screen, step{op: op}
	for _, c := range changes {
		switch c.Column {
		case board.ColumnAnswer:
			s.explain(c.Line.Row, c.Text, false)
		case board.ColumnResult:
			st.cells = append(st.cells, edit{code: c.Line.Row.Code(), before: s.committed(c.Line), after: c.Text})
		}
	}
	if len(st.cells) > 0 {
		s.remember(st)
		s.save(st.texts())
	}
}

// Toggle agrees with the verified points of a criterion, or confirms a figure that can hardly be.
func (x *side) Toggle(l *board.Line, column int) bool {
	if column == board.ColumnResult && l.Row.Criterion != nil && x.screen.sheet().Asks(l.Row) {
		x.screen.confirm(l.Row.Code())
		return true
	}
	if column != board.ColumnAnswer || !x.explains(l.Row) {
		return false
	}
	x.screen.explain(l.Row, "", true)
	return true
}

// Selected shows the line in full beside the table.
func (x *side) Selected(l *board.Line) { x.screen.detail.show(l) }

// hold shows a text that is on its way to the disk, or could not get there.
func (x *side) hold(in board.Held[string], code string, t board.Typed[string]) {
	in[code] = &t
	x.screen.board.Rewrite(code)
}
