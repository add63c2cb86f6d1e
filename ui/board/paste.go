package board

import (
	"thidua/documents/intake"
	"thidua/ui/grid"
)

var _ grid.Pasted = (*Board)(nil)

// roles are the columns that the headings of offices announce.
var roles = map[intake.Role]int{intake.RoleCode: ColumnCode, intake.RoleName: ColumnName, intake.RoleMax: ColumnMax, intake.RoleResult: ColumnResult,
	intake.RoleSelf: ColumnSelf, intake.RoleVerified: ColumnVerified}

// Heading is the column that a heading of an office's table announces.
func (b *Board) Heading(title string) (col int, known bool) {
	role := intake.RoleOf(title)
	if role == "" {
		return 0, false
	}
	column, ok := roles[role]
	if !ok {
		return -1, true
	}
	return b.At(column), true
}

// Land is the column of a row that takes what was pasted below the heading of another.
func (b *Board) Land(row, col int) int {
	l := b.Line(row)
	if l == nil || l.Row.Group != nil {
		return col
	}
	if at := b.At(b.side.Land(l, b.Column(col))); at >= 0 {
		return at
	}
	return col
}

// Doubt is what is wrong with a text for a cell.
func (b *Board) Doubt(row, col int, text string) string {
	l := b.Line(row)
	if l == nil || l.Row.Group != nil || text == "" {
		return ""
	}
	return b.side.Doubt(l, b.Column(col), text)
}
