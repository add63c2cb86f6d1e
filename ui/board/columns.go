package board

import (
	"slices"

	"fyne.io/fyne/v2"

	"thidua/ui/grid"
	"thidua/ui/text"
)

// The columns of the table.
const (
	ColumnCode = iota
	ColumnName
	ColumnMax
	ColumnBefore // what counted the season before
	ColumnResult
	ColumnSelf
	ColumnVerified
	ColumnFinal
	ColumnDifference
	ColumnReason
	ColumnAnswer
	ColumnEvidence
	columnCount
)

// headings are the keys of the titles, and whether figures stand below them.
var headings = [columnCount]struct {
	key    string
	figure bool
}{
	ColumnCode:       {"ui.sheet.column.code", false},
	ColumnName:       {"ui.sheet.column.criterion", false},
	ColumnMax:        {"ui.sheet.column.max", true},
	ColumnBefore:     {"ui.review.column.before", true},
	ColumnResult:     {"ui.sheet.column.result", true},
	ColumnSelf:       {"ui.sheet.column.self", true},
	ColumnVerified:   {"ui.sheet.column.verified", true},
	ColumnFinal:      {"ui.review.column.final", true},
	ColumnDifference: {"ui.review.column.difference", true},
	ColumnReason:     {"ui.review.column.reason", false},
	ColumnAnswer:     {"ui.review.column.answer", false},
	ColumnEvidence:   {"ui.sheet.column.evidence", true},
}

// Place is where a column stands on screen.
type Place struct {
	Column  int
	Width   float32 // at 100 %
	Stretch bool    // takes a share of what room is left; the name always does
}

// Columns are the columns of the table.
func (b *Board) Columns() []grid.Column {
	if b.columns == nil {
		for _, p := range b.places {
			c := grid.Column{Title: text.T(headings[p.Column].key), Width: p.Width, Stretch: p.Stretch, Frozen: p.Column <= ColumnName}
			if headings[p.Column].figure {
				c.Align = fyne.TextAlignTrailing
			}
			if p.Column == ColumnName {
				c.Stretch, c.Wrap = true, true
			}
			b.columns = append(b.columns, c)
		}
	}
	return b.columns
}

// At is the place on screen of a column, -1 if it is not shown.
func (b *Board) At(column int) int {
	return slices.IndexFunc(b.places, func(p Place) bool { return p.Column == column })
}

// Column is what stands at a place on screen, -1 for nothing.
func (b *Board) Column(col int) int {
	if col < 0 || col >= len(b.places) {
		return -1
	}
	return b.places[col].Column
}
